package io.github.bigdatamigrator.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a foreign key: the values of {@code fromColumns} refer to the key {@code toColumns}. Tables and columns
 * have their names in the files; the columns of both sides are paired by position.
 *
 * @param containmentDistinct share of the child's distinct values that the parent has, 0 to 1
 * @param containmentRows share of the child's non-null rows whose value the parent has, 0 to 1
 * @param orphanRows child rows whose value the parent lacks, exact
 * @param orphanExamples up to five such values
 * @param confidence probability that this is a foreign key, 0 to 1
 * @param evidence the reasons in one line
 * @param rival the runner-up as {@code table.column}, or null
 * @param standing what keeps it from being a reference to rely on, or null
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
        @Nullable Standing standing) {
    public Relationship {
        fromColumns = List.copyOf(fromColumns);
        toColumns = List.copyOf(toColumns);
        orphanExamples = List.copyOf(orphanExamples);
        if (fromColumns.size() != toColumns.size() || fromColumns.isEmpty()) {
            throw new IllegalArgumentException("columns do not pair: " + fromColumns + " and " + toColumns);
        }
    }

    /** A reference to rely on. */
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
                null);
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

    /** How many child rows one parent row can have. */
    public enum Cardinality {
        ONE_TO_ONE,
        MANY_TO_ONE
    }
}
