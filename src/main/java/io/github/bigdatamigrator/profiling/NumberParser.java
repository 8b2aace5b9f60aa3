package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Parses and formats numbers in the notation of the file. */
record NumberParser(boolean decimalComma) {
    /** Parses a number; NaN if the text is none. */
    double toDouble(String text) {
        try {
            return Double.parseDouble(withoutGrouping(text));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Formats a number as SQL prints it; null if the text is none. */
    @Nullable
    String format(ColumnType type, String text) {
        try {
            return type.kind() == ColumnType.Kind.DOUBLE
                    ? text
                    : new BigDecimal(withoutGrouping(text))
                            .setScale(type.scale(), RoundingMode.HALF_UP)
                            .toPlainString();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String withoutGrouping(String text) {
        String digits = text.replaceAll("['\\s\u00a0\u202f]", "");
        return decimalComma ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
    }
}
