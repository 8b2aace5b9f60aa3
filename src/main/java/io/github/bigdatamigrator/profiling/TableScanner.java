package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sketch.DistinctSketch;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Repairs;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Profiles a table in one scan. Driver only; the walk over the rows runs on executors, of a tiny table on the driver. */
public final class TableScanner {
    /** From this many splits on, sketches are merged on executors before the driver sees them. */
    private static final int TREE_FROM = 8;

    private final SparkSession spark;

    public TableScanner(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Reads the whole table once: in one Spark job, or on this thread where the table is tiny.
     *
     * @param meter counts; when it is stopped, the part covers what had been read by then
     */
    public ScanPart read(SourceTable table, ScanMeter meter) {
        List<SourceColumn> columns = table.columns();
        ScanTask task = new ScanTask(columns.size(), meter);
        ScanPart whole = new ScanPart(new TableSketch(columns.size()), new Repairs());
        List<ScanPart> here = here(table, task);
        if (here != null) {
            here.forEach(whole::merge);
            return whole;
        }
        JavaRDD<ScanPart> parts = table.mapSplits(spark, task);
        int splits = parts.getNumPartitions();
        if (splits > 0) {
            whole = splits < TREE_FROM ? parts.reduce(ScanPart::merge) : parts.treeReduce(ScanPart::merge);
        }
        return whole;
    }

    private @Nullable List<ScanPart> here(SourceTable table, ScanTask task) {
        try {
            return table.mapHere(spark, task);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + table.location() + ": " + e.getMessage() + ". Check that it is whole.",
                    e);
        }
    }

    /**
     * The profile of a table that has been read. The primary key is left open.
     *
     * @param sqlName the name that the table shall have in SQL
     * @param whole all of its parts, merged; not to be used any more
     */
    public static ScannedTable finish(SourceTable table, String sqlName, ScanPart whole) {
        List<Problem> problems = new ArrayList<>(table.problems());
        List<ColumnProfile> columns = new ArrayList<>();
        Dialect dialect = table.origin().dialect();
        boolean decimalComma = dialect != null && dialect.decimalComma();
        TableSketch sketch = whole.sketch();
        List<Problem> columnProblems = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnFinish finish =
                    new ColumnFinish(table.name(), table.columns().get(i), sketch.column(i), decimalComma);
            columns.add(finish.profile());
            columnProblems.addAll(finish.problems());
        }
        addRepairs(table.name(), whole.repairs(), problems);
        addDuplicates(table.name(), sketch, problems);
        problems.addAll(columnProblems);
        TableProfile profile = new TableProfile(
                table.name(),
                sqlName,
                table.location(),
                table.origin(),
                sketch.rows(),
                columns,
                sketch.sampleRows(),
                null,
                problems);
        return new ScannedTable(profile, sketch);
    }

    private static void addRepairs(String table, Repairs repairs, List<Problem> problems) {
        if (repairs.shortRows() > 0) {
            problems.add(new Problem(
                    table,
                    "rows have too few cells, the first at line " + repairs.firstShortLine()
                            + "; the missing ones are null",
                    repairs.shortRows()));
        }
        if (repairs.longRows() > 0) {
            problems.add(new Problem(
                    table,
                    "rows have too many cells, the first at line " + repairs.firstLongLine()
                            + "; the surplus is kept in the last column",
                    repairs.longRows()));
        }
        if (repairs.strayQuotes() > 0) {
            problems.add(new Problem(
                    table,
                    "cells have a quote out of place, the first at line " + repairs.firstStrayQuoteLine()
                            + "; taken as it stands",
                    repairs.strayQuotes()));
        }
        if (repairs.undecodableCells() > 0) {
            problems.add(
                    new Problem(table, "cells hold bytes that the encoding does not know", repairs.undecodableCells()));
        }
    }

    private static void addDuplicates(String table, TableSketch sketch, List<Problem> problems) {
        DistinctSketch distinct = sketch.distinctRows();
        long duplicates = sketch.rows() - distinct.count();
        if (distinct.exact() && duplicates > 0) {
            problems.add(new Problem(table, "rows repeat another row in every cell", duplicates));
        }
    }
}
