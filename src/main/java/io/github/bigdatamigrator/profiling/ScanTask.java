package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.sketch.ValueHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowCursor;
import io.github.bigdatamigrator.source.SplitFunction;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks one split and hands each cell to its column's sketch. Runs on executors. */
record ScanTask(int columnCount, ScanMeter meter) implements SplitFunction<ScanPart> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SAMPLE_TEXT_LIMIT = 256;
    private static final int ROWS_A_TICK = 1 << 12;

    @Override
    public ScanPart apply(RowCursor rows) throws IOException {
        TableSketch table = new TableSketch(columnCount);
        Cell cell = new Cell();
        ScanMeter.Task tick = meter.task();
        while (rows.next()) {
            if (table.rows() % ROWS_A_TICK == 0 && !tick.goesOn(table.rows())) {
                break;
            }
            long position = rows.position();
            List<@Nullable String> kept = table.wants(position) ? new ArrayList<>(columnCount) : null;
            long hash = 0;
            for (int i = 0; i < columnCount; i++) {
                rows.read(i, cell);
                hash = ValueHash.combine(hash, add(table.column(i), cell));
                if (kept != null) {
                    kept.add(cell.kind() == Cell.Kind.NULL ? null : shortened(cell.text()));
                }
            }
            table.endRow(hash);
            if (kept != null) {
                table.keep(position, kept);
            }
        }
        tick.goesOn(table.rows());
        return new ScanPart(table, rows.repairs());
    }

    private static long add(ColumnSketch column, Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        if (cell.padded()) {
            column.notePadding();
        }
        return switch (cell.kind()) {
            case NULL -> column.addNull();
            case LONG -> column.addLong(cell.number(), bytes, from, to);
            case DECIMAL ->
                cell.isWide()
                        ? column.addDecimal(cell.decimal(), bytes, from, to)
                        : column.addDecimal(cell.number(), cell.scale(), bytes, from, to);
            case DOUBLE -> column.addDouble(cell.real(), bytes, from, to);
            case BOOLEAN -> column.addBoolean(cell.number() == 1, cell.patterns(), bytes, from, to);
            case TEMPORAL -> column.addTemporal(cell.patterns(), cell::temporal, bytes, from, to);
            case TEXT -> column.addText(bytes, from, to);
            case NULL_MARKER -> column.addMarker(bytes, from, to);
        };
    }

    private static String shortened(String text) {
        return text.length() <= SAMPLE_TEXT_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SAMPLE_TEXT_LIMIT)));
    }
}
