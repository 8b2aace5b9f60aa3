package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.DistinctSketch;
import io.github.bigdatamigrator.sketch.SketchSize;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Profiles a table in one scan. Driver only; the walk over the rows runs on executors. */
public final class TableScanner {
    private final SparkSession spark;
    private final MemoryMonitor memory;

    public TableScanner(SparkSession spark) {
        this(spark, new MemoryMonitor());
    }

    TableScanner(SparkSession spark, MemoryMonitor memory) {
        this.spark = spark;
        this.memory = memory;
    }

    /**
     * Reads the whole table once: in one Spark job, or on this thread where the table is tiny.
     *
     * @param meter counts; when it is stopped, the part covers what had been read by then
     */
    public ScanPart read(SourceTable table, ScanMetrics meter) {
        SplitVisitor.Done<TableSketch> done =
                table.walk(spark, new ScanTask(table.columns().size(), meter, memory));
        return ScanPart.of(done, meter.stopped());
    }

    /**
     * The profile of a table that has been read. The primary key is left open.
     *
     * @param sqlName the name that the table shall have in SQL
     * @param done all of its parts, merged; not to be used any more
     */
    public static ScannedTable finish(SourceTable table, String sqlName, ScanPart done) {
        List<Problem> problems = new ArrayList<>(table.problems());
        List<ColumnProfile> columns = new ArrayList<>();
        Dialect dialect = table.origin().dialect();
        boolean decimalComma = dialect != null && dialect.decimalComma();
        TableSketch sketch = done.sketch();
        NumberParser texts = new NumberParser(decimalComma);
        BottomKRowSample sample = sketch.sample();
        boolean all = sample.size() == sketch.rows();
        List<BottomKRowSample.Column> cells = sample.columns();
        List<Problem> columnProblems = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnProfileBuilder finish =
                    new ColumnProfileBuilder(table.name(), table.columns().get(i), sketch.column(i), texts);
            columns.add(finish.profile(cells.get(i), all));
            columnProblems.addAll(finish.problems());
        }
        addRepairs(table.name(), done.repairs(), problems);
        DuplicateRows duplicates = duplicates(sketch, columns);
        addDuplicates(table.name(), duplicates, problems);
        SketchSize planned = SketchSize.forColumns(table.columns().size());
        if (sketch.size().exactValues() < planned.exactValues()) {
            problems.add(new Problem(
                    table.name(),
                    "memory was short, so that distinct counts, quantiles and top values are exact up to fewer values ("
                            + sketch.size().exactValues() + " instead of " + planned.exactValues()
                            + ") and coarser beyond; BDM_MEMORY gives more",
                    sketch.rows()));
        }
        problems.addAll(columnProblems);
        TableProfile profile = new TableProfile(
                table.name(),
                sqlName,
                table.location(),
                done.placed(table.origin()),
                sketch.rows(),
                columns,
                sketch.sampleRows(),
                null,
                problems,
                duplicates,
                new CorrelationFinder(columns, texts, all).find(cells));
        return new ScannedTable(profile, sketch);
    }

    private static void addRepairs(String table, RowRepairCounts repairs, List<Problem> problems) {
        if (repairs.shortRows() > 0) {
            problems.add(new Problem(
                    table,
                    "rows have too few cells" + lines(repairs.shortRows(), repairs.shortLines())
                            + "; the missing ones are null",
                    repairs.shortRows(),
                    Severity.HIGH));
        }
        if (repairs.longRows() > 0) {
            problems.add(new Problem(
                    table,
                    "rows have too many cells" + lines(repairs.longRows(), repairs.longLines())
                            + "; the surplus is kept in the last column",
                    repairs.longRows(),
                    Severity.HIGH));
        }
        if (repairs.strayQuotes() > 0) {
            problems.add(new Problem(
                    table,
                    "cells have a quote out of place" + lines(repairs.strayQuotes(), repairs.strayQuoteLines())
                            + "; taken as it stands",
                    repairs.strayQuotes()));
        }
        if (repairs.undecodableCells() > 0) {
            problems.add(new Problem(
                    table,
                    "cells hold bytes that the encoding does not know",
                    repairs.undecodableCells(),
                    Severity.HIGH));
        }
    }

    /** Where they are: all of them if they are few, else the first. Of a scan that was stopped it may not be known. */
    private static String lines(long count, List<Long> first) {
        if (first.isEmpty()) {
            return "";
        }
        String numbers = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (count > first.size() ? ", the first at line " : ", at line ") + numbers;
    }

    private static DuplicateRows duplicates(TableSketch sketch, List<ColumnProfile> columns) {
        boolean keyed = columns.stream()
                .anyMatch(column -> column.unique().value() && column.unique().exact() && column.nulls() == 0);
        if (keyed) {
            return DuplicateRows.exactly(0);
        }
        DistinctSketch distinct = sketch.distinctRows();
        long repeated = Math.max(0, sketch.rows() - distinct.count());
        return distinct.exact()
                ? DuplicateRows.exactly(repeated)
                : DuplicateRows.about(repeated, Math.round(distinct.count() * distinct.relativeError()));
    }

    private static void addDuplicates(String table, DuplicateRows duplicates, List<Problem> problems) {
        if (duplicates.certain()) {
            problems.add(new Problem(
                    table,
                    duplicates.exact()
                            ? "rows repeat another row in every cell"
                            : "rows repeat another row in every cell, an estimate give or take " + duplicates.error(),
                    duplicates.rows()));
        }
    }
}
