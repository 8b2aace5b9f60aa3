package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of an answer with the right ones by their meaning. The answer may have other names, another order
 * of columns, and more columns; the order of rows counts only where the right answer ranks. Takes time and memory in
 * proportion to the cells of both results. For one comparison, on one thread.
 */
final class RowComparison {
    /** Comparisons of rows before two results count as different; only results full of near-equal numbers need many. */
    private static final int MAX_STEPS = 5_000_000;

    private static final int SHOWN = 120;

    private final RightAnswer right;
    private final QueryResult answer;
    private final boolean share;
    private final List<ColumnValues> rightColumns = new ArrayList<>();
    private final List<ColumnValues> answerColumns = new ArrayList<>();
    private int steps;
    private boolean matchesInAnyOrder;

    /** What differs, in words for a reader. */
    record Difference(Fault fault, String detail) {}

    private RowComparison(RightAnswer right, QueryResult answer, boolean share) {
        this.right = right;
        this.answer = answer;
        this.share = share;
        for (int column = 0; column < right.columns().size(); column++) {
            rightColumns.add(ColumnValues.of(column(right.rows(), column)));
        }
        for (int column = 0; column < answer.columns().size(); column++) {
            answerColumns.add(ColumnValues.of(column(answer.rows(), column)));
        }
    }

    private static List<@Nullable Object> column(List<List<@Nullable Object>> rows, int column) {
        List<@Nullable Object> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.get(column)));
        return cells;
    }

    /**
     * Empty if the answer is right.
     *
     * @param share whether the question asks for shares, which may be of 1 or in percent
     */
    static Optional<Difference> of(RightAnswer right, QueryResult answer, boolean share) {
        boolean nothing = RightAnswer.isEmpty(answer.rows());
        if (right.isEmpty() || nothing) {
            return right.isEmpty() && nothing ? Optional.empty() : different(Fault.OTHER_ROWS, right, answer);
        } else if (answer.truncated() || answer.rowCount() != right.count()) {
            return different(Fault.OTHER_ROWS, right, answer);
        } else if (answer.columns().size() < right.columns().size()) {
            return different(Fault.MISSING_COLUMN, right, answer);
        }
        RowComparison comparison = new RowComparison(right, answer, share);
        return comparison.assign(new ArrayList<>(), new boolean[answer.columns().size()])
                ? Optional.empty()
                : different(comparison.matchesInAnyOrder ? Fault.OTHER_ORDER : Fault.OTHER_VALUES, right, answer);
    }

    private static Optional<Difference> different(Fault fault, RightAnswer right, QueryResult answer) {
        return Optional.of(new Difference(
                fault,
                "right: " + shown(right.rows(), right.count()) + "; answered: "
                        + shown(answer.rows(), answer.rowCount()) + (answer.truncated() ? " or more" : "")));
    }

    private static String shown(List<List<@Nullable Object>> rows, int count) {
        if (rows.isEmpty()) {
            return "no rows";
        }
        String first = rows.get(0).stream().map(CellFormat::rounded).collect(Collectors.joining(", "));
        String cut = first.length() > SHOWN ? first.substring(0, SHOWN - 1) + "…" : first;
        return count == 1 ? cut : cut + " … in " + NumberFormat.count(count, "row");
    }

    /** Assigns a column of the answer to each right column from the next one on, so that all rows match. */
    private boolean assign(List<ColumnPair> pairs, boolean[] used) {
        int next = pairs.size();
        if (next == rightColumns.size()) {
            return matches(pairs, true);
        }
        List<Integer> tried = new ArrayList<>();
        for (int column : candidates(next)) {
            boolean repeats = tried.stream().anyMatch(other -> sameCells(other, column));
            if (used[column] || repeats) {
                continue;
            }
            tried.add(column);
            used[column] = true;
            boolean shares = share(next, column);
            for (ColumnPair pair : ColumnPair.of(rightColumns.get(next), answerColumns.get(column), shares)) {
                pairs.add(pair);
                boolean all = matches(pairs, false) && assign(pairs, used);
                pairs.remove(next);
                if (all) {
                    return true;
                }
            }
            used[column] = false;
        }
        return false;
    }

    private boolean sameCells(int one, int other) {
        return answerColumns.get(one).equals(answerColumns.get(other));
    }

    /** A figure is read from the column of its name, if there is one, and not from one that happens to be equal. */
    private List<Integer> candidates(int rightColumn) {
        String name = right.columns().get(rightColumn).toLowerCase(Locale.ROOT);
        List<Integer> all = new ArrayList<>();
        List<Integer> named = new ArrayList<>();
        for (int column = 0; column < answerColumns.size(); column++) {
            all.add(column);
            if (answerColumns.get(column).numeric()
                    && answer.columns().get(column).toLowerCase(Locale.ROOT).equals(name)) {
                named.add(column);
            }
        }
        return rightColumns.get(rightColumn).numeric() && !named.isEmpty() ? named : all;
    }

    private boolean share(int rightColumn, int column) {
        return share
                || TestQuestion.asksForShare(right.columns().get(rightColumn))
                || TestQuestion.asksForShare(answer.columns().get(column));
    }

    /** Whether each row of the answer has a right row of its own, as far as these columns go. */
    private boolean matches(List<ColumnPair> pairs, boolean inOrder) {
        Map<String, List<Integer>> byKey = new HashMap<>();
        // A key of one such column is enough, and each more would triple the keys to look up.
        ColumnPair fraction = pairs.stream()
                .filter(ColumnPair::fractional)
                .max(Comparator.comparingInt(ColumnPair::distinctKeys))
                .orElse(null);
        for (int row = 0; row < right.rows().size(); row++) {
            byKey.computeIfAbsent(rightKey(pairs, fraction, row), key -> new ArrayList<>())
                    .add(row);
        }
        int[] assigned = new int[answer.rowCount()];
        int definite = 0;
        for (int row = 0; row < assigned.length; row++) {
            int found = take(pairs, fraction, row, byKey);
            if (found < 0) {
                return false;
            }
            assigned[row] = found;
            definite += found < right.definite() ? 1 : 0;
        }
        if (definite < right.definite()) {
            return false;
        }
        boolean sorted = right.places().isEmpty()
                || Arrays.equals(
                        Arrays.stream(assigned)
                                .map(right.places()::get)
                                .sorted()
                                .toArray(),
                        Arrays.stream(assigned).map(right.places()::get).toArray());
        matchesInAnyOrder |= inOrder && !sorted;
        return sorted || !inOrder;
    }

    /** Takes the first right row that equals a row of the answer; -1 if there is none. */
    private int take(List<ColumnPair> pairs, @Nullable ColumnPair fraction, int row, Map<String, List<Integer>> byKey) {
        int best = -1;
        List<Integer> from = List.of();
        for (String key : answerKeys(pairs, fraction, row)) {
            List<Integer> rows = byKey.getOrDefault(key, List.of());
            for (int candidate : rows) {
                if (++steps > MAX_STEPS) {
                    return -1;
                }
                if (pairs.stream().allMatch(pair -> pair.same(candidate, row))) {
                    if (best < 0 || candidate < best) {
                        best = candidate;
                        from = rows;
                    }
                    break;
                }
            }
        }
        if (best >= 0) {
            from.remove((Integer) best);
        }
        return best;
    }

    private static String rightKey(List<ColumnPair> pairs, @Nullable ColumnPair fraction, int row) {
        return pairs.stream()
                .filter(pair -> !pair.fractional() || pair == fraction)
                .map(pair -> pair.key(row))
                .collect(Collectors.joining("\u0001"));
    }

    private static List<String> answerKeys(List<ColumnPair> pairs, @Nullable ColumnPair fraction, int row) {
        List<String> keys = List.of("");
        boolean first = true;
        for (ColumnPair pair : pairs) {
            if (!pair.fractional() || pair == fraction) {
                List<String> longer = new ArrayList<>();
                String separator = first ? "" : "\u0001";
                for (String key : keys) {
                    pair.keys(row).forEach(part -> longer.add(key + separator + part));
                }
                keys = longer;
                first = false;
            }
        }
        return keys;
    }
}
