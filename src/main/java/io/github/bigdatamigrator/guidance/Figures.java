package io.github.bigdatamigrator.guidance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures as a reader likes them: thousands grouped, no more digits than tell something. */
final class Figures {
    private Figures() {}

    static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String of(double number) {
        if (!Double.isFinite(number)) {
            return "beyond measure";
        }
        return plain(BigDecimal.valueOf(number).stripTrailingZeros());
    }

    /** A figure that a profile holds as text; what is not a number is given back as it is. */
    static String of(String number) {
        try {
            return plain(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return number;
        }
    }

    static String share(long part, long whole) {
        if (whole <= 0) {
            return "0 %";
        }
        double percent = 100.0 * part / whole;
        if (percent > 0 && percent < 0.1) {
            return "under 0.1 %";
        }
        return percent < 100 && percent > 99.9
                ? "over 99.9 %"
                : String.format(
                        Locale.ROOT, percent == Math.rint(percent) || percent >= 10 ? "%.0f %%" : "%.1f %%", percent);
    }

    private static String plain(BigDecimal number) {
        BigDecimal shown = number;
        if (shown.abs().compareTo(BigDecimal.ONE) >= 0) {
            shown = shown.setScale(Math.min(2, Math.max(0, shown.scale())), RoundingMode.HALF_UP);
        } else if (shown.signum() != 0) {
            shown = shown.round(new java.math.MathContext(3)).stripTrailingZeros();
        }
        return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
    }
}
