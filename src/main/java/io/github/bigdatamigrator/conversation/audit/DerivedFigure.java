package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.conversation.Answer.Claim;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Derives a figure from cells by one arithmetic operation that the words of the sentence name: a sum for “together”, a
 * difference for “more than”, a share for a percentage beside a row's name, and so on. Computes nothing without such a
 * word, because some sum or difference fits any figure by chance.
 */
final class DerivedFigure {
    private static final Pattern SUM =
            words("total|sum|together|combined|altogether|overall|in all|all told|insgesamt|zusammen|summe|add up");
    private static final Pattern MEAN =
            words("average|mean|avg|averages|averaging|durchschnitt|durchschnittlich|im schnitt");
    private static final Pattern UP =
            words("more|higher|above|grew|grow|growth|rose|rise|increased?|gain(?:ed)?|ahead|greater|larger|exceeds?"
                    + "|(?:is|was|are|were|went)"
                    + " up|up by|mehr|höher|lead|leads");
    private static final Pattern DOWN =
            words("less|fewer|lower|below|fell|fall|dropp?(?:ed)?|decreased?|declined?|behind|smaller"
                    + "|(?:is|was|are|were|went)"
                    + " down|down by|shrank|weniger|niedriger");
    private static final Pattern APART = words("difference|gap|margin|differs?|apart|change[ds]?|unterschied|points?");
    private static final Pattern TOP =
            Pattern.compile("(?i)\\b(?:top|first|best|leading)\\s+(\\d{1,3}|two|three|four|five|ten)\\b");

    private final String words;
    private final ResultTable table;
    private final List<Integer> mentionedRows;
    private final List<Integer> adjacentRows;

    /**
     * @param mentionedRows the rows that the sentence names
     * @param adjacentRows the rows named last before and first after the figure, or none
     */
    DerivedFigure(String sentence, ResultTable table, List<Integer> mentionedRows, List<Integer> adjacentRows) {
        this.words = sentence;
        this.table = table;
        this.mentionedRows = mentionedRows;
        this.adjacentRows = adjacentRows;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?iu)(?<!\\p{L})(?:" + alternatives + ")(?!\\p{L})");
    }

    /** @param rows the rows that the figure belongs to; empty if the sentence names none */
    Optional<Claim> of(FigureMention figure, List<Integer> rows) {
        for (int column : table.measures()) {
            List<BigDecimal> values = switch (figure.kind()) {
                case NUMBER -> numbers(column);
                case PERCENT -> percentages(column, rows, figure);
                case TIMES -> multiples(column);
                case ORDINAL -> List.of();
            };
            if (values.stream().anyMatch(figure::fits)) {
                int row = rows.isEmpty() ? mentionedRows.isEmpty() ? -1 : mentionedRows.get(0) : rows.get(0);
                return Optional.of(table.claim(figure.text(), row, column));
            }
        }
        return Optional.empty();
    }

    private List<BigDecimal> numbers(int column) {
        List<BigDecimal> values = new ArrayList<>();
        if (SUM.matcher(words).find()) {
            addIfPresent(values, mentionedRows.size() > 1 ? table.sum(mentionedRows, column) : null);
            addIfPresent(values, topSum(column));
            addIfPresent(values, table.isComplete() && table.rows() > 1 ? table.total(column) : null);
        }
        if (MEAN.matcher(words).find() && table.rows() > 1) {
            addIfPresent(values, table.isComplete() ? table.mean(column) : null);
            @Nullable BigDecimal sum = mentionedRows.size() > 1 ? table.sum(mentionedRows, column) : null;
            addIfPresent(
                    values,
                    sum == null ? null : sum.divide(BigDecimal.valueOf(mentionedRows.size()), MathContext.DECIMAL64));
        }
        if (UP.matcher(words).find()
                || DOWN.matcher(words).find()
                || APART.matcher(words).find()) {
            for (int[] pair : pairs()) {
                addIfPresent(values, difference(table.number(pair[0], column), table.number(pair[1], column)));
            }
        }
        return values;
    }

    private List<BigDecimal> percentages(int column, List<Integer> rows, FigureMention figure) {
        List<BigDecimal> values = new ArrayList<>();
        boolean up = UP.matcher(words).find();
        boolean down = DOWN.matcher(words).find();
        boolean apart = APART.matcher(words).find();
        boolean points =
                figure.text().contains("point") || words.substring(figure.end()).matches("(?s)\\s*points?.*");
        for (int[] pair : up || down || apart ? pairs() : List.<int[]>of()) {
            if (points) {
                addIfPresent(values, difference(table.percent(pair[0], column), table.percent(pair[1], column)));
                continue;
            }
            BigDecimal one = table.number(pair[0], column);
            BigDecimal other = table.number(pair[1], column);
            if (one != null && other != null) {
                BigDecimal difference = one.subtract(other).abs();
                // “More” is relative to the smaller value, “less” to the larger one.
                addIfPresent(
                        values,
                        up || apart ? ResultTable.share(difference, one.abs().min(other.abs())) : null);
                addIfPresent(
                        values,
                        down || apart ? ResultTable.share(difference, one.abs().max(other.abs())) : null);
            }
        }
        if (values.isEmpty() && table.isComplete() && table.rows() > 1) {
            List<Integer> parts = mentionedRows.size() > 1 && SUM.matcher(words).find() ? mentionedRows : rows;
            @Nullable BigDecimal part = parts.isEmpty() ? topSum(column) : table.sum(parts, column);
            addIfPresent(values, part == null ? null : ResultTable.share(part, table.total(column)));
        }
        return values;
    }

    private List<BigDecimal> multiples(int column) {
        List<BigDecimal> values = new ArrayList<>();
        for (int[] pair : pairs()) {
            BigDecimal one = table.number(pair[0], column);
            BigDecimal other = table.number(pair[1], column);
            if (one != null && other != null && one.signum() != 0 && other.signum() != 0) {
                values.add(one.abs().max(other.abs()).divide(one.abs().min(other.abs()), MathContext.DECIMAL64));
            }
        }
        return values;
    }

    /** The rows to compare: those around the figure, otherwise the last two named ones, otherwise neighbors. */
    private List<int[]> pairs() {
        List<int[]> pairs = new ArrayList<>();
        if (adjacentRows.size() == 2 && !adjacentRows.get(0).equals(adjacentRows.get(1))) {
            pairs.add(new int[] {adjacentRows.get(0), adjacentRows.get(1)});
        } else if (mentionedRows.size() >= 2) {
            pairs.add(
                    new int[] {mentionedRows.get(mentionedRows.size() - 2), mentionedRows.get(mentionedRows.size() - 1)
                    });
        } else if (mentionedRows.size() == 1) {
            int row = mentionedRows.get(0);
            for (int other : new int[] {row - 1, row + 1}) {
                if (other >= 0 && other < table.rows()) {
                    pairs.add(new int[] {row, other});
                }
            }
        } else if (table.rows() > 1) {
            pairs.add(new int[] {0, table.rows() - 1});
            pairs.add(new int[] {0, 1});
        }
        return pairs;
    }

    /** The number in “the top three”; 0 if there is none. */
    private int topCount() {
        Matcher matcher = TOP.matcher(words);
        if (!matcher.find()) {
            return 0;
        }
        int count = switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "two" -> 2;
            case "three" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "ten" -> 10;
            default -> Integer.parseInt(matcher.group(1));
        };
        return count <= table.rows() ? count : 0;
    }

    private @Nullable BigDecimal topSum(int column) {
        int count = topCount();
        return count == 0 ? null : table.sum(IntStream.range(0, count).boxed().toList(), column);
    }

    private static @Nullable BigDecimal difference(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.subtract(other).abs();
    }

    private static void addIfPresent(List<BigDecimal> values, @Nullable BigDecimal value) {
        if (value != null) {
            values.add(value);
        }
    }
}
