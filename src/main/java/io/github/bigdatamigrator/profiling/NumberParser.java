package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Reads numbers as the file writes them. */
record NumberParser(boolean decimalComma) {
    /** NaN where the text is no number. */
    double toDouble(String text) {
        try {
            return Double.parseDouble(withoutGrouping(text));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** As SQL would print it, whatever its spelling in the file; null where the text is no number. */
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
