package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.DistinctSketch;
import io.github.bigdatamigrator.sketch.SketchSize;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles a table in one scan. Lives on the driver; {@link ScanTask} runs on executors. */
public final class TableScanner {
    private final LazySpark spark;
    private final MemoryMonitor memory;

    public TableScanner(LazySpark spark) {
        this(spark, new MemoryMonitor());
    }

    TableScanner(LazySpark spark, MemoryMonitor memory) {
        this.spark = spark;
        this.memory = memory;
    }

    /**
     * Reads the whole table once, see {@link SourceTable#scan}.
     *
     * @param metrics counts rows and bytes; after a stop, which a broken connection causes too, the result covers what
     *     was read until then
     */
    public ScanPart read(SourceTable table, ScanMetrics metrics) {
        SplitVisitor.Result<TableSketch> done =
                table.scan(spark, new ScanTask(table.columns().size(), metrics, memory));
        if (done.failure() != null) {
            metrics.stop(done.failure());
        }
        return ScanPart.of(done, metrics.stopped());
    }

    /**
     * Builds the profile of a table that was read, without a primary key.
     *
     * @param sqlName name of the table in SQL
     * @param done the merged parts of the table; must not be used afterwards
     */
    public static ScannedTable finish(SourceTable table, String sqlName, ScanPart done) {
        List<Problem> problems = new ArrayList<>(table.problems());
        List<ColumnProfile> columns = new ArrayList<>();
        Dialect dialect = table.origin().dialect();
        TableSketch sketch = done.sketch();
        NumberParser parser = dialect == null
                ? new NumberParser(false, '\0')
                : new NumberParser(dialect.decimalComma(), dialect.grouping());
        BottomKRowSample sample = sketch.sample();
        boolean all = sample.size() == sketch.rows();
        List<BottomKRowSample.Column> cells = sample.columns();
        List<Problem> columnProblems = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnProfileBuilder builder =
                    new ColumnProfileBuilder(table.name(), table.columns().get(i), sketch.column(i), parser);
            columns.add(builder.profile(cells.get(i), all));
            columnProblems.addAll(builder.problems());
        }
        problems.addAll(done.repairs().problems(table.name()));
        DuplicateRows duplicates = duplicates(table, sketch, columns);
        addDuplicates(table.name(), duplicates, problems);
        SketchSize planned = SketchSize.forColumns(table.columns().size());
        if (sketch.size().exactValues() < planned.exactValues()) {
            problems.add(new Problem(
                    table.name(),
                    "memory was short, so that distinct counts, quantiles and top values are exact up to fewer values ("
                            + sketch.size().exactValues() + " instead of " + planned.exactValues()
                            + ") and coarser beyond; increase BDM_MEMORY",
                    sketch.rows()));
        }
        problems.addAll(columnProblems);
        TableProfile profile = new TableProfile(
                table.name(),
                sqlName,
                table.location(),
                done.withSplitPoints(table.origin()),
                sketch.rows(),
                columns,
                sketch.sampleRows(),
                null,
                List.of(),
                problems,
                duplicates,
                new CorrelationFinder(columns, parser, all).find(cells),
                table.declared());
        return new ScannedTable(profile, sketch);
    }

    private static @Nullable DuplicateRows duplicates(
            SourceTable table, TableSketch sketch, List<ColumnProfile> columns) {
        if (columns.stream().anyMatch(ColumnProfile::uniqueNotNull)) {
            return DuplicateRows.exactly(0);
        }
        for (int i = 0; i < columns.size(); i++) {
            if (ColumnProfileBuilder.isLengthsOnly(table.columns().get(i), sketch.column(i))) {
                return null;
            }
        }
        DistinctSketch distinct = sketch.distinctRows();
        long repeated = Math.max(0, sketch.rows() - distinct.count());
        for (int i = 0; i < columns.size(); i++) {
            if (sketch.column(i).rowCountsEstimated()) {
                return DuplicateRows.about(repeated, Math.max(1, repeated));
            }
        }
        return distinct.exact()
                ? DuplicateRows.exactly(repeated)
                : DuplicateRows.about(repeated, Math.round(distinct.count() * distinct.relativeError()));
    }

    private static void addDuplicates(String table, @Nullable DuplicateRows duplicates, List<Problem> problems) {
        if (duplicates != null && duplicates.certain()) {
            problems.add(new Problem(
                    table,
                    duplicates.exact()
                            ? "rows repeat another row in every cell"
                            : "rows repeat another row in every cell, an estimate give or take " + duplicates.error(),
                    duplicates.rows()));
        }
    }
}
