package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parses numbers in the notation of the file, as the scan does, and formats them as SQL prints them. One thread. */
final class NumberParser {
    private final CellReader reader;
    private final boolean decimalComma;
    private final Cell cell = new Cell();

    NumberParser(boolean decimalComma, char grouping) {
        this.decimalComma = decimalComma;
        reader = new CellReader(decimalComma, grouping);
    }

    /** The kind of the text; the cell holds its value until the next call. */
    Cell.Kind read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes, 0, bytes.length, cell);
        return cell.kind();
    }

    Cell cell() {
        return cell;
    }

    /** A parser with the other decimal separator. */
    NumberParser inOtherNotation() {
        return new NumberParser(!decimalComma, '\0');
    }

    /** Parses a number; NaN if the text is none. */
    double toDouble(String text) {
        return isNumber(read(text)) ? cell.real() : Double.NaN;
    }

    /** Formats a number of the column; null if the text is none. */
    @Nullable
    String format(ColumnType type, String text) {
        Cell.Kind kind = read(text);
        if (!isNumber(kind)) {
            return null;
        }
        return kind == Cell.Kind.DOUBLE || type.kind() == ColumnType.Kind.DOUBLE
                ? format(type, cell.real())
                : cell.decimal().setScale(type.scale(), RoundingMode.HALF_UP).toPlainString();
    }

    /** Formats a double as a value of the column. */
    static String format(ColumnType type, double value) {
        boolean plain = type.kind() != ColumnType.Kind.DOUBLE && Double.isFinite(value) && Math.abs(value) < 1e7;
        return plain
                ? BigDecimal.valueOf(value)
                        .setScale(type.scale(), RoundingMode.HALF_UP)
                        .toPlainString()
                : Double.toString(value);
    }

    static boolean isNumber(Cell.Kind kind) {
        return kind == Cell.Kind.LONG || kind == Cell.Kind.DECIMAL || kind == Cell.Kind.DOUBLE;
    }
}
