package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowCounts;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.lang3.BooleanUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Compares two profiled tables row by row.
 *
 * <pre>{@code RowDifferences differences =
 *     RowComparison.of(before, after).key(List.of("order_id")).run(spark);}</pre>
 *
 * Columns are paired by name, rows by key. Each table is read once, and both once more if rows differ, or twice if many
 * rows of delimited text are written otherwise; 16 bytes of each row are shuffled, and of rows that differ their cells.
 * Memory is bounded. Driver only; for one thread.
 */
public final class RowComparison {
    /** Keys whose rows are fetched by their hashes; if more differ, all rows are fetched. */
    private static final int MOST_KEYS = 2_000_000;
    /** Keys of one table only whose rows are fetched, for each table. */
    private static final int SAMPLES = 20_000;
    /**
     * Keys of rows that are stored differently which are looked at by their cells; if more are, all are hashed anew.
     */
    private static final int MOST_STORED_DIFFERENTLY = 100_000;

    private final TableProfile before;
    private final TableProfile after;
    private Map<String, String> partners = Map.of();
    private List<String> key = List.of();
    private Set<ComparisonRule> rules = EnumSet.allOf(ComparisonRule.class);

    private RowComparison(TableProfile before, TableProfile after) {
        this.before = before;
        this.after = after;
    }

    public static RowComparison of(TableProfile before, TableProfile after) {
        return new RowComparison(before, after);
    }

    /** Sets the pairs of columns, by their names in the first and the second table; by default those of one name. */
    public RowComparison columns(Map<String, String> pairs) {
        partners = Map.copyOf(pairs);
        return this;
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
        ColumnPairs paired = ColumnPairs.of(before, after, partners, key, rules);
        if (paired.pairs().isEmpty()) {
            if (before.rows() > 0 && after.rows() > 0) {
                throw MigratorException.badInput(before.location() + " and " + after.location()
                        + " have no comparable column of the same name.");
            }
            return new DifferencesBuilder(before, after, paired, rules)
                    .build(new RowCounts(before.rows(), after.rows(), 0, 0, before.rows(), after.rows(), 0, 0, 0, 0));
        }
        Dataset<Row> ours = rows(spark, before, paired, ColumnPairs.Pair::before);
        Dataset<Row> theirs = rows(spark, after, paired, ColumnPairs.Pair::after);
        ColumnPairs columns = rules.contains(ComparisonRule.FLOATING_POINT)
                ? paired.withSingles(SinglePrecision.of(before, ours), SinglePrecision.of(after, theirs))
                : paired;
        ScannedRows scanned = ScannedRows.of(ours);
        ScannedRows scannedTheirs = ScannedRows.of(theirs);
        boolean[] asStored =
                new SameReading(before, after, rules).columns(columns, scanned.direct() && scannedTheirs.direct());
        TableSide one = side(before, scanned, columns, asStored, ColumnPairs.Pair::before);
        TableSide other = side(after, scannedTheirs, columns, asStored, ColumnPairs.Pair::after);
        boolean stored = BooleanUtils.or(asStored);
        HashTotals hashes = RowHashJob.run(spark, one, other, MOST_KEYS, SAMPLES);
        if (stored && hashes.differingKeys > MOST_STORED_DIFFERENTLY) {
            stored = false;
            hashes = RowHashJob.run(spark, one.byMeaning(), other.byMeaning(), MOST_KEYS, SAMPLES);
        }
        long[] keys = sorted(hashes.differing, hashes.missingSample, hashes.extraSample);
        ChangeTotals changes = new ChangeTotals(columns.pairs().size());
        RowChangeKinds kinds = new RowChangeKinds(
                columns.pairs().stream().map(pair -> pair.meaning().kind()).toArray(Meaning.Kind[]::new));
        if (keys.length > 0) {
            boolean all = hashes.differingKeys > hashes.differing.length;
            changes = DifferingRowsJob.run(spark, one, other, all ? null : keys, kinds, stored);
        }
        return new DifferencesBuilder(before, after, columns, rules).build(hashes, changes, kinds);
    }

    private static Dataset<Row> rows(
            SparkSession spark,
            TableProfile table,
            ColumnPairs columns,
            Function<ColumnPairs.Pair, ColumnProfile> own) {
        Column[] selected = columns.pairs().stream()
                .map(own)
                .map(column -> functions.col(SqlIdentifiers.quote(
                        OriginalText.textDiffers(column) ? OriginalText.name(column.sqlName()) : column.sqlName())))
                .toArray(Column[]::new);
        return DataSources.viewWithOriginalText(spark, table).select(selected);
    }

    private TableSide side(
            TableProfile table,
            ScannedRows rows,
            ColumnPairs columns,
            boolean[] asStored,
            Function<ColumnPairs.Pair, ColumnProfile> own) {
        CellHasher[] hashers = columns.pairs().stream()
                .map(pair -> CellRules.of(pair, before, after, rules)
                        .hasher(own.apply(pair).type(), pair.meaning()))
                .toArray(CellHasher[]::new);
        int[] keyColumns = columns.key().stream().mapToInt(Integer::intValue).toArray();
        return new TableSide(
                table,
                rows.rows(),
                new RowHasher(hashers, rows.ordinals(), keyColumns, asStored),
                columns.keySource() != KeySource.NONE);
    }

    private static long[] sorted(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).sorted().toArray();
    }
}
