package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Overlap;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Pair;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reference that the sketches and the names suggest, to be counted on the full data.
 *
 * @param pair the expressions to count
 * @param known their counts, where the sketches have every value; else null
 * @param naming what the names say, in natural-log odds
 * @param minimum share of the child's rows that the parent must have
 */
record Proposal(
        ColumnId child,
        ColumnId parent,
        Pair pair,
        @Nullable Overlap known,
        JoinCondition join,
        double naming,
        double minimum,
        String evidence) {
    static final double NAMED = 3; // log odds of names that say what a column refers to
    static final double CERTAIN = 5; // log odds of names that leave little doubt
    private static final double MAXIMUM_CONFIDENCE = 0.98;
    private static final int EXAMPLES = 5;

    /** A reference between texts that the functions make of the columns. */
    static Proposal rewritten(
            Columns columns,
            ColumnId child,
            ColumnId key,
            UnaryOperator<String> from,
            UnaryOperator<String> to,
            @Nullable Overlap known,
            double naming,
            double minimum,
            String evidence) {
        ColumnType text = ColumnType.STRING;
        Values values = new Values(child.table(), from.apply(columns.sql(child)), text, false);
        Values keys = new Values(key.table(), to.apply(columns.sql(key)), text, false);
        JoinCondition join = new JoinCondition(
                from.apply(columns.qualified(child)), to.apply(columns.qualifiedKey(key, child)), null, null);
        return new Proposal(child, key, new Pair(values, keys), known, join, naming, minimum, evidence);
    }

    /**
     * Counts values on the driver.
     *
     * @param child rows of each text, null if not all are known
     * @param values what the child's expression makes of a text
     * @param keys what the parent's expression makes of its keys, each in one row; null if not all are known
     */
    static @Nullable Overlap count(
            @Nullable Map<String, Long> child, Function<String, Stream<String>> values, @Nullable List<String> keys) {
        if (child == null || keys == null) {
            return null;
        }
        Set<String> known = new HashSet<>(keys);
        Map<String, Long> counts = new TreeMap<>();
        child.forEach((text, rows) -> values.apply(text).forEach(value -> counts.merge(value, rows, Long::sum)));
        List<String> found = counts.keySet().stream().filter(known::contains).toList();
        return new Overlap(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.size(),
                found.stream()
                        .mapToLong(value -> counts.getOrDefault(value, 0L))
                        .sum(),
                found.size(),
                keys.size(),
                known.size(),
                () -> counts.keySet().stream()
                        .filter(value -> !known.contains(value))
                        .limit(EXAMPLES)
                        .toList());
    }

    /** Names a column by the indexes of its table and itself. */
    record ColumnId(int table, int column) {}

    /** Whether the counts confirm it: enough rows match, the parent's side stays a key, and it is one line of SQL. */
    boolean holds(Overlap counted) {
        return join.on().chars().noneMatch(Character::isISOControl)
                && counted.containedDistinct() > 0
                && counted.containedRows() >= minimum * counted.rows()
                && counted.parentDistinct() == counted.parentRows();
    }

    /** The probability that the reference is meant. */
    double confidence(Overlap counted) {
        double share = (double) counted.containedRows() / counted.rows();
        double named = naming >= CERTAIN ? MAXIMUM_CONFIDENCE : naming > 0 ? 0.92 : 0.8;
        return share * named;
    }
}
