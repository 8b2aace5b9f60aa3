package io.github.bigdatamigrator.conversation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How figures are written: in answers plain, without separators, so that they can be copied and found again; counts in prompts grouped. */
final class Figures {
    private static final int DECIMALS = 6;
    private static final MathContext SIGNIFICANT = new MathContext(DECIMALS, RoundingMode.HALF_UP);
    private static final BigDecimal LARGE = new BigDecimal("1e18");

    private Figures() {}

    /** A cell as the reader sees it; a double has at most six decimals, or six digits when it is small. */
    static String text(@Nullable Object cell) {
        if (cell == null) {
            return "null";
        }
        if (cell instanceof Double real) {
            return Double.isFinite(real) ? real(real) : real.toString();
        }
        return cell instanceof BigDecimal decimal ? decimal.toPlainString() : cell.toString();
    }

    static String real(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        BigDecimal rounded = exact.abs().compareTo(BigDecimal.ONE) < 0
                ? exact.round(SIGNIFICANT)
                : exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        BigDecimal bare = rounded.stripTrailingZeros();
        return bare.signum() == 0 ? "0" : bare.abs().compareTo(LARGE) < 0 ? bare.toPlainString() : bare.toString();
    }

    /** 1,204,331 */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A share of 1 in percent, with one decimal where there is something to say: {@code 0.3 %}, {@code 100 %}. */
    static String percent(double share) {
        if (share > 0 && share < 0.001) {
            return "<0.1 %";
        }
        // Rounded down, so that 100 % means all.
        BigDecimal percent = BigDecimal.valueOf(share * 100)
                .setScale(1, share < 1 && share > 0.5 ? RoundingMode.DOWN : RoundingMode.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
