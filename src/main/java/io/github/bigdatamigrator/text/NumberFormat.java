package io.github.bigdatamigrator.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Formats numbers, percentages and sizes for readers: thousands grouped, few decimals, independent of the machine's
 * locale.
 */
public final class NumberFormat {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};
    private static final BigDecimal HUGE = BigDecimal.valueOf(1e15);
    private static final BigDecimal TINY = BigDecimal.valueOf(1e-4);

    private NumberFormat() {}

    /** {@code 1,204,331} */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An estimate: {@code ~1,204,331}. */
    public static String about(long estimate) {
        return "~" + of(estimate);
    }

    /**
     * At most two decimals from 1 on, at most three significant digits below; with an exponent where it is huge or
     * tiny.
     */
    public static String of(double number) {
        return Double.isFinite(number) ? of(BigDecimal.valueOf(number)) : Double.toString(number);
    }

    /** As {@link #of(double)}; two decimals are kept, since they are mostly money: {@code 5.00}. */
    public static String of(BigDecimal number) {
        BigDecimal size = number.abs();
        if (number.signum() != 0 && (size.compareTo(HUGE) >= 0 || size.compareTo(TINY) < 0)) {
            return String.format(Locale.ROOT, "%.3g", number.doubleValue());
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0 && number.scale() != 2;
        BigDecimal shown = whole
                ? number.setScale(0, RoundingMode.UNNECESSARY)
                : size.compareTo(BigDecimal.ONE) >= 0 || number.signum() == 0
                        ? number.setScale(Math.min(2, number.scale()), RoundingMode.HALF_UP)
                        : number.round(new MathContext(3));
        return grouped(shown);
    }

    /** A number that is given as text; a huge one keeps every digit. Other texts come back unchanged. */
    public static String ofText(String number) {
        try {
            BigDecimal parsed = new BigDecimal(number);
            return parsed.abs().compareTo(HUGE) >= 0 ? grouped(parsed) : of(parsed);
        } catch (NumberFormatException e) {
            return number;
        }
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    /** {@code 1 row}, {@code 2,000 rows} */
    public static String count(long number, String noun) {
        return of(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** The part in percent of the whole; {@code 0 %} of an empty whole. */
    public static String percent(long part, long whole) {
        double share = whole <= 0 ? 0 : (double) part / whole;
        return percent(part < whole ? Math.min(share, Math.nextDown(1.0)) : share);
    }

    /**
     * A share of 1 in percent: one decimal below 10 % and from 99.5 % on, none between. Only nothing is {@code 0 %} and
     * only all is {@code 100 %}; what is close to them is {@code <0.1 %} or {@code >99.9 %}.
     */
    public static String percent(double share) {
        if (!(share > 0)) {
            return "0 %";
        }
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
        boolean part = share < 1;
        if (percent.compareTo(new BigDecimal("0.1")) < 0) {
            return "<0.1 %";
        } else if (part && percent.compareTo(new BigDecimal("99.9")) > 0) {
            return ">99.9 %";
        } else if (part && percent.compareTo(new BigDecimal("99.5")) >= 0) {
            return percent.setScale(1, RoundingMode.DOWN) + " %";
        }
        boolean whole = percent.stripTrailingZeros().scale() <= 0;
        return percent.setScale(whole || percent.compareTo(BigDecimal.TEN) >= 0 ? 0 : 1, RoundingMode.HALF_UP) + " %";
    }

    /** A size in units of 1,000: {@code 999 bytes}, {@code 1.5 KB}, {@code 336 MB}. */
    public static String bytes(long bytes) {
        double shown = bytes;
        int unit = 0;
        while (shown >= 999.5 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || shown >= 100 ? "%.0f %s" : "%.1f %s", shown, UNITS[unit]);
    }
}
