package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.Cell.Kind;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Weighs whether a first row with numbers, dates or times in it names columns (years, hours, {@code 100%}) or is data.
 * A name differs from the values below it in kind or size, or the names progress evenly from left to right and the
 * values do not.
 */
final class HeaderValues {
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern DIGITS = Pattern.compile("[-+]?[\\d.,' \u00a0\u202f]+([eE][-+]?\\d+)?");
    /** So few values are alike by chance. */
    private static final int FEW = 3;

    private static final int SAMPLE_ROWS = 200;
    private static final double SURE = 1;
    private static final double AGAINST = -2;
    private static final double LIKELY = 0.75;
    private static final double SLIGHT = 0.25;

    /**
     * How a row's values progress.
     *
     * @param even whether each exceeds the one before by as much
     * @param likely whether names would progress so
     */
    private record Steps(int count, boolean even, boolean years, boolean likely) {}

    /** What a cell looks like. */
    private enum Look {
        NONE,
        TEXT,
        WORD,
        WHOLE,
        DECIMAL,
        PERCENT,
        AMOUNT,
        TIME,
        DATE
    }

    private HeaderValues() {}

    static boolean isYear(String text) {
        return YEAR.matcher(text).matches();
    }

    /** Whether the evidence of all columns together speaks for names. */
    static boolean areNames(Line top, List<Line> below) {
        List<Line> rest = below.subList(0, Math.min(SAMPLE_ROWS, below.size()));
        boolean progress = progresses(top, rest);
        double sum = 0;
        int values = 0;
        boolean text = false;
        for (int i = 0; i < top.width(); i++) {
            sum += evidence(top, i, rest, progress);
            text |= top.isText(i);
            values += look(top, i).ordinal() >= Look.WHOLE.ordinal() ? 1 : 0;
        }
        return sum > 0 && (text || progress || sum >= LIKELY * values);
    }

    private static double evidence(Line top, int column, List<Line> rest, boolean progress) {
        Look look = look(top, column);
        boolean typed = HeaderDetector.isTyped(rest, column);
        return switch (look) {
            case NONE -> 0;
            case TEXT -> typed ? SURE : 0;
            case WORD -> !typed ? 0 : HeaderDetector.isValue(top, column, rest) ? AGAINST : SURE;
            default -> {
                if (typed) {
                    yield overValues(look, top, column, rest, progress);
                }
                boolean alike = rest.stream().anyMatch(line -> look(line, column) == look);
                boolean below =
                        rest.stream().anyMatch(line -> !line.text(column).isEmpty());
                yield progress ? SURE / 2 : alike ? AGAINST : below ? -LIKELY : 0;
            }
        };
    }

    /** A value above values: of another kind or far from them it is a name, else it is one of them. */
    private static double overValues(Look look, Line top, int column, List<Line> rest, boolean progress) {
        int same = 0;
        int filled = 0;
        int years = 0;
        int numbers = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Line line : rest) {
            Look other = look(line, column);
            if (other.ordinal() >= Look.WHOLE.ordinal()) {
                filled++;
                same += other == look ? 1 : 0;
                numbers += other == Look.TIME || other == Look.DATE ? 0 : 1;
                years += isYear(line.text(column)) ? 1 : 0;
                least = Math.min(least, number(line.text(column)));
                most = Math.max(most, number(line.text(column)));
            }
        }
        boolean other = same * 10 < filled;
        boolean overNumbers = numbers * 2 > filled;
        boolean year = isYear(top.text(column));
        if ((look == Look.WHOLE || look == Look.DECIMAL) && overNumbers) {
            if (year && years * 10 >= filled * 9) {
                return AGAINST;
            }
            double number = number(top.text(column));
            double margin = Math.max(most - least, filled < FEW ? 9 * Math.abs(most) : 0);
            if (number < least - margin || number > most + margin) {
                return year ? LIKELY : progress ? SURE / 2 : other ? SLIGHT : 0;
            }
            return !progress ? AGAINST : year ? SLIGHT : 0;
        }
        return switch (look) {
            case PERCENT, TIME, DATE -> other ? (overNumbers ? LIKELY : 0) : progress ? SLIGHT : AGAINST;
            default -> AGAINST;
        };
    }

    /**
     * Whether the row's values progress evenly: years, times or percentages, or numbers that count from 0 or 1 or are
     * many. Rows below do not: else it would be a row of a calculated table.
     */
    private static boolean progresses(Line top, List<Line> rest) {
        Steps names = steps(top);
        return names.likely
                && rest.stream()
                        .limit(FEW)
                        .map(HeaderValues::steps)
                        .noneMatch(row -> row.even && row.count >= FEW && (row.years || !names.years));
    }

    private static Steps steps(Line line) {
        List<Double> numbers = new ArrayList<>();
        boolean years = true;
        boolean whole = true;
        for (int i = 0; i < line.width(); i++) {
            Look look = look(line, i);
            if (look == Look.DATE || look == Look.AMOUNT) {
                return new Steps(0, false, false, false);
            }
            if (look.ordinal() >= Look.WHOLE.ordinal()) {
                numbers.add(number(line.text(i)));
                years &= isYear(line.text(i));
                whole &= look == Look.WHOLE;
            }
        }
        int count = numbers.size();
        if (count < 2) {
            return new Steps(count, false, false, false);
        }
        double first = numbers.get(0);
        double step = numbers.get(1) - first;
        boolean even = step != 0;
        boolean rising = numbers.get(count - 1) > first;
        for (int i = 1; i < count; i++) {
            double by = numbers.get(i) - numbers.get(i - 1);
            even &= Math.abs(by - step) < 1e-9;
            rising &= by == 0 || by == 1;
        }
        boolean counted = step == 1 && (first == 0 || first == 1);
        boolean likely = years ? even || rising : even && (count > FEW || (count == FEW && (counted || !whole)));
        return new Steps(count, even, years, likely);
    }

    private static Look look(Line line, int column) {
        String text = line.text(column);
        Kind kind = text.isEmpty() ? Kind.NULL : line.kinds().get(column);
        return switch (kind) {
            case NULL, NULL_MARKER -> Look.NONE;
            case TEXT -> Look.TEXT;
            case BOOLEAN -> Look.WORD;
            case TEMPORAL -> Look.DATE;
            case LONG, DECIMAL, DOUBLE ->
                text.indexOf(':') > 0
                        ? Look.TIME
                        : text.endsWith("%")
                                ? Look.PERCENT
                                : DIGITS.matcher(text).matches()
                                        ? (kind == Kind.LONG ? Look.WHOLE : Look.DECIMAL)
                                        : Look.AMOUNT;
        };
    }

    /** The size of a number or time of day, approximately; 0 for what is neither. */
    private static double number(String text) {
        int colon = text.indexOf(':');
        if (colon > 0) {
            return 60 * number(text.substring(0, colon))
                    + number(text.substring(colon + 1).replace(":", "."));
        }
        String plain = text.replaceAll("[^\\d.,-]", "");
        int last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
        boolean point = last >= 0 && plain.length() - last - 1 != 3;
        String digits = plain.replaceAll("[.,]", "");
        try {
            double whole = Double.parseDouble(digits);
            return point ? whole / Math.pow(10, plain.length() - last - 1) : whole;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
