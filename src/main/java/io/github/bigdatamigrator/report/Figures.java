package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as a reader likes them. */
final class Figures {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Figures() {}

    static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String of(Count count) {
        return count.exact() ? of(count.value()) : "~" + of(count.value());
    }

    /** With as many digits as tell something. */
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        return of(BigDecimal.valueOf(number));
    }

    /** A number of a profile, which comes as text: whole numbers and decimals digit by digit, however long. */
    static String value(ColumnType type, String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            return type.kind() == ColumnType.Kind.DOUBLE ? of(number) : plain(number);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /** A mean or the like of a column; of whole numbers and decimals never with an exponent. */
    static String value(ColumnType type, double value) {
        boolean huge = Math.abs(value) >= 1e15 && Math.abs(value) < 1e40;
        return huge && type.kind() != ColumnType.Kind.DOUBLE ? String.format(Locale.ROOT, "%,.0f", value) : of(value);
    }

    private static String plain(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.valueOf(1e15)) >= 0
                ? String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number)
                : of(number);
    }

    private static String of(BigDecimal number) {
        BigDecimal size = number.abs();
        if (number.signum() != 0
                && (size.compareTo(BigDecimal.valueOf(1e15)) >= 0 || size.compareTo(BigDecimal.valueOf(1e-4)) < 0)) {
            return String.format(Locale.ROOT, "%.3g", number.doubleValue());
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0 && number.scale() != 2;
        BigDecimal shown = whole
                ? number.setScale(0, RoundingMode.UNNECESSARY)
                : size.compareTo(BigDecimal.ONE) >= 0 || number.signum() == 0
                        ? number.setScale(Math.min(2, number.scale()), RoundingMode.HALF_UP)
                        : number.round(new MathContext(3));
        return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
    }

    static String percent(long part, long whole) {
        return percent((double) part, (double) whole);
    }

    static String percent(double part, double whole) {
        if (whole <= 0 || part == 0) {
            return "0 %";
        }
        double percent = 100 * part / whole;
        if (percent < 0.1) {
            return "<0.1 %";
        }
        if (percent > 99.9 && percent < 100) {
            return ">99.9 %";
        }
        if (percent >= 99.5 && percent < 100) {
            // Rounded, it would be all.
            return String.format(Locale.ROOT, "%.1f %%", Math.floor(10 * percent) / 10);
        }
        return String.format(
                Locale.ROOT, percent < 10 && percent != Math.rint(percent) ? "%.1f %%" : "%.0f %%", percent);
    }

    static String bytes(long bytes) {
        double shown = bytes;
        int unit = 0;
        while (shown >= 1000 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || shown >= 100 ? "%.0f %s" : "%.1f %s", shown, UNITS[unit]);
    }

    static String seconds(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }

    static String count(long number, String one) {
        return of(number) + " " + (number == 1 ? one : one + "s");
    }

    /** A cell of a query's result, exactly as it is: people copy these. */
    static @Nullable String cell(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return value.toString();
    }
}
