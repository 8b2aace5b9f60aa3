package io.github.bigdatamigrator.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a foreign key: the values of {@code fromColumns} refer to the key {@code toColumns}. Tables and columns
 * have their names in the files; the columns of both sides are paired by position. A relationship with a
 * {@link JoinCondition} is no foreign key: its columns are not equal, but its rows match by that condition, and its
 * figures count the rows that the condition is about. Of a list, they count its elements.
 *
 * @param containmentDistinct share of the child's distinct values that the parent has, 0 to 1
 * @param containmentRows share of the child's non-null rows whose value the parent has, 0 to 1
 * @param orphanRows child rows whose value the parent lacks, exact
 * @param orphanExamples up to five such values
 * @param confidence probability that this is a foreign key, 0 to 1
 * @param evidence the reasons in one line
 * @param rival the runner-up as {@code table.column}, or null
 * @param standing what keeps it from being a reference to rely on, or null
 * @param join how the rows match if the columns are not simply equal; null for a foreign key
 */
public record Relationship(
        String fromTable,
        List<String> fromColumns,
        String toTable,
        List<String> toColumns,
        Cardinality cardinality,
        double containmentDistinct,
        double containmentRows,
        long orphanRows,
        List<String> orphanExamples,
        double confidence,
        String evidence,
        @Nullable String rival,
        @Nullable Standing standing,
        @Nullable JoinCondition join) {
    public Relationship {
        fromColumns = List.copyOf(fromColumns);
        toColumns = List.copyOf(toColumns);
        orphanExamples = List.copyOf(orphanExamples);
        if (fromColumns.size() != toColumns.size() || fromColumns.isEmpty()) {
            throw new IllegalArgumentException("columns do not pair: " + fromColumns + " and " + toColumns);
        }
    }

    /** Creates a foreign key to rely on. */
    public Relationship(
            String fromTable,
            List<String> fromColumns,
            String toTable,
            List<String> toColumns,
            Cardinality cardinality,
            double containmentDistinct,
            double containmentRows,
            long orphanRows,
            List<String> orphanExamples,
            double confidence,
            String evidence,
            @Nullable String rival) {
        this(
                fromTable,
                fromColumns,
                toTable,
                toColumns,
                cardinality,
                containmentDistinct,
                containmentRows,
                orphanRows,
                orphanExamples,
                confidence,
                evidence,
                rival,
                null,
                null);
    }

    /** The same relationship as one to rely on, with another confidence and evidence. */
    public Relationship confirmed(double certainty, String reasons) {
        return new Relationship(
                fromTable,
                fromColumns,
                toTable,
                toColumns,
                cardinality,
                containmentDistinct,
                containmentRows,
                orphanRows,
                orphanExamples,
                certainty,
                reasons,
                rival,
                null,
                join);
    }

    /** Whether it is a foreign key to rely on. */
    public boolean reliableKey() {
        return standing == null && join == null;
    }

    public boolean possible() {
        return standing == Standing.POSSIBLE;
    }

    public boolean implied() {
        return standing == Standing.IMPLIED;
    }

    /** Why a reference is not one to rely on. */
    public enum Standing {
        /** The confidence is below the setting RELATIONSHIP_CONFIDENCE. */
        POSSIBLE,
        /** It follows from a reference of several columns, one of which is its own. */
        IMPLIED
    }

    /** How many rows of one side a row of the other side can have; many to many for lists only. */
    public enum Cardinality {
        ONE_TO_ONE,
        MANY_TO_ONE,
        MANY_TO_MANY
    }

    /**
     * Tells how the rows of two tables match, in Spark SQL with the tables' and columns' SQL names. Within one table,
     * the parent's rows have the alias {@link #parentAlias}.
     *
     * @param fromExpression the child's side, qualified by its table; an array of texts where there is a delimiter
     * @param toExpression the parent's side
     * @param condition which rows of the child refer to this parent; null for all
     * @param delimiter what separates the elements of a list in the child's cells; null for single values
     */
    public record JoinCondition(
            String fromExpression,
            String toExpression,
            @Nullable String condition,
            @Nullable String delimiter) {
        /** Returns the alias of the parent's rows in a reference within the table of that SQL name. */
        public static String parentAlias(String table) {
            return "parent_" + table;
        }

        /** The whole condition, to write after {@code ON}. */
        public String on() {
            String match = delimiter == null
                    ? fromExpression + " = " + toExpression
                    : "array_contains(" + fromExpression + ", " + toExpression + ")";
            return condition == null ? match : condition + " AND " + match;
        }
    }
}
