package io.github.bigdatamigrator.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the cells of a column of the right rows with those of a column of the answer. Numbers are equal if they are
 * but for the noise of floating-point sums, or if one is the other rounded to the digits that its column shows, unless
 * too few digits are left to tell. Other values are equal by their text.
 */
final class ColumnPair {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern MONTH_START = Pattern.compile("\\d{4}-\\d{2}-01");
    private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
    private static final Pattern YEAR_START = Pattern.compile("\\d{4}-01-01");
    /** The relative difference that two sums of the same doubles may have. */
    private static final BigDecimal NOISE = new BigDecimal("1e-9");
    /** The same of the largest number of a column, for a sum near zero. */
    private static final BigDecimal CANCELLED = new BigDecimal("1e-12");
    /** The relative difference that rounding to whole numbers or one decimal may make. */
    private static final BigDecimal ROUNDED = new BigDecimal("0.005");
    /** With so many decimals a rounded number is near enough, whatever its size. */
    private static final int CENTS = 2;

    /** Digits of a key; fewer than noise leaves alike, so that equal numbers have neighboring keys. */
    private static final int KEY_DIGITS = 8;

    private static final int SUM_DIGITS = 11;

    private final List<@Nullable String> rightTexts;
    private final List<@Nullable String> answerTexts;
    private final List<@Nullable BigDecimal> rightNumbers;
    private final List<@Nullable BigDecimal> answerNumbers;
    private final Precision precision;
    private int distinctKeys;

    private ColumnPair(
            List<@Nullable String> rightTexts,
            List<@Nullable String> answerTexts,
            List<@Nullable BigDecimal> rightNumbers,
            List<@Nullable BigDecimal> answerNumbers,
            Precision precision) {
        this.rightTexts = rightTexts;
        this.answerTexts = answerTexts;
        this.rightNumbers = rightNumbers;
        this.answerNumbers = answerNumbers;
        this.precision = precision;
    }

    /**
     * How exactly numbers are compared.
     *
     * @param whole whether the right ones are whole numbers by their type
     * @param floating whether one may have the noise of a floating-point sum
     * @param decimals the decimal places of the column that has fewer
     * @param largest the largest size of a right number, since a floating-point sum near zero has the noise of its
     *     parts
     */
    record Precision(boolean whole, boolean floating, int decimals, BigDecimal largest) {
        boolean same(BigDecimal right, BigDecimal answer) {
            BigDecimal difference = right.subtract(answer).abs();
            BigDecimal size = right.abs().max(answer.abs());
            if (difference.signum() == 0 || (whole && ColumnValues.decimals(answer) == 0)) {
                return difference.signum() == 0;
            } else if (floating && difference.compareTo(size.multiply(NOISE).max(largest.multiply(CANCELLED))) <= 0) {
                return true;
            }
            boolean near = difference.compareTo(size.multiply(ROUNDED)) <= 0
                    || (decimals >= CENTS && size.movePointRight(decimals).compareTo(BigDecimal.ONE) >= 0);
            return near
                    && !whole
                    && (rounds(right, answer, RoundingMode.HALF_UP) || rounds(right, answer, RoundingMode.HALF_EVEN));
        }

        private boolean rounds(BigDecimal one, BigDecimal other, RoundingMode mode) {
            return one.setScale(decimals, mode).compareTo(other.setScale(decimals, mode)) == 0;
        }
    }

    /**
     * The ways to compare two columns, the likeliest first.
     *
     * @param share whether the column may hold shares, of 1 in one result and in percent in the other
     */
    static List<ColumnPair> of(ColumnValues right, ColumnValues answer, boolean share) {
        boolean signs = right.percent() && answer.percent();
        if (right.numeric() && answer.numeric() && (right.typed() || answer.typed() || signs)) {
            List<ColumnPair> pairs = new ArrayList<>(List.of(numbers(right, answer, 0)));
            if (share || right.percent() != answer.percent()) {
                pairs.add(numbers(right, answer, -2));
                pairs.add(numbers(right, answer, 2));
            }
            return pairs;
        }
        if (isFlag(right) && answer.all(ColumnPair::isTruth)) {
            return List.of(texts(asTruth(right.texts()), answer.texts()));
        } else if (isFlag(answer) && right.all(ColumnPair::isTruth)) {
            return List.of(texts(right.texts(), asTruth(answer.texts())));
        }
        for (int length : new int[] {7, 4}) {
            Pattern period = length == 7 ? MONTH : YEAR;
            Pattern start = length == 7 ? MONTH_START : YEAR_START;
            boolean starts = answer.all(start.asMatchPredicate());
            if (right.all(period.asMatchPredicate()) && starts) {
                return List.of(texts(right.texts(), answer.cut(length)));
            } else if (answer.all(period.asMatchPredicate()) && right.all(start.asMatchPredicate())) {
                return List.of(texts(right.cut(length), answer.texts()));
            }
        }
        return List.of(texts(right.texts(), answer.texts()));
    }

    private static boolean isFlag(ColumnValues column) {
        return column.typed() && column.all(text -> text.equals("0") || text.equals("1"));
    }

    private static boolean isTruth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static List<@Nullable String> asTruth(List<@Nullable String> flags) {
        List<@Nullable String> truths = new ArrayList<>();
        flags.forEach(flag -> truths.add(flag == null ? null : String.valueOf(flag.equals("1"))));
        return truths;
    }

    private static ColumnPair texts(List<@Nullable String> right, List<@Nullable String> answer) {
        return new ColumnPair(right, answer, List.of(), List.of(), new Precision(false, false, 0, BigDecimal.ZERO));
    }

    /** @param shift decimal places by which the numbers of the answer are moved to the right */
    private static ColumnPair numbers(ColumnValues right, ColumnValues answer, int shift) {
        List<@Nullable BigDecimal> moved = new ArrayList<>();
        answer.numbers().forEach(number -> moved.add(number == null ? null : number.movePointRight(shift)));
        return new ColumnPair(
                right.texts(),
                answer.texts(),
                right.numbers(),
                moved,
                new Precision(
                        right.whole(),
                        right.floating() || answer.floating(),
                        Math.min(right.decimals(), Math.max(0, answer.decimals() - shift)),
                        right.numbers().stream()
                                .filter(Objects::nonNull)
                                .map(BigDecimal::abs)
                                .reduce(BigDecimal.ZERO, BigDecimal::max)));
    }

    boolean numeric() {
        return !rightNumbers.isEmpty();
    }

    /** Whether a number may differ in its last digits. */
    boolean fractional() {
        return numeric() && !precision.whole();
    }

    boolean same(int right, int answer) {
        BigDecimal one = numeric() ? rightNumbers.get(right) : null;
        BigDecimal other = numeric() ? answerNumbers.get(answer) : null;
        if (one == null || other == null) {
            boolean neither = one == null && other == null;
            return neither && sameText(rightTexts.get(right), answerTexts.get(answer));
        }
        return precision.same(one, other);
    }

    private static boolean sameText(@Nullable String right, @Nullable String answer) {
        return Objects.equals(right, answer)
                || (right != null && answer != null && isTruth(right) && right.equalsIgnoreCase(answer));
    }

    /** How many keys the right cells have; counted once. */
    int distinctKeys() {
        if (distinctKeys == 0) {
            distinctKeys = (int) IntStream.range(0, rightTexts.size())
                    .mapToObj(this::key)
                    .distinct()
                    .count();
        }
        return distinctKeys;
    }

    /** A key of a right cell; an equal cell of the answer has it among its own. */
    String key(int right) {
        BigDecimal number = numeric() ? rightNumbers.get(right) : null;
        return number == null ? lower(rightTexts.get(right)) : key(number, 0);
    }

    List<String> keys(int answer) {
        BigDecimal number = numeric() ? answerNumbers.get(answer) : null;
        return number == null
                ? List.of(lower(answerTexts.get(answer)))
                : precision.whole()
                        ? List.of(key(number, 0))
                        : List.of(key(number, 0), key(number, -1), key(number, 1));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "\u0000" : isTruth(text) ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** @param step how many units of the last digit are added */
    private String key(BigDecimal number, int step) {
        BigDecimal largest = precision.largest();
        int ofSum = SUM_DIGITS - (largest.precision() - largest.scale());
        int ofNumber = KEY_DIGITS - (number.precision() - number.scale());
        int places = Math.min(precision.whole() ? 0 : precision.decimals(), Math.min(ofSum, ofNumber));
        BigDecimal rounded = number.setScale(places, RoundingMode.HALF_UP).add(BigDecimal.valueOf(step, places));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
