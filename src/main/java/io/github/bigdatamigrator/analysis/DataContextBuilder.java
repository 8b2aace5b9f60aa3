package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.RunFacts;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.relationship.Findings;
import io.github.bigdatamigrator.relationship.RelationshipFinder;
import io.github.bigdatamigrator.relationship.TableFacts;
import io.github.bigdatamigrator.source.DataSources;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SqlNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Profiles data files: one scan per table, then one shuffle over all of them for keys and relationships.
 *
 * <pre>{@code DataContext context = DataContextBuilder.on(spark).add("sales.csv").add("customers.xlsx").build();}</pre>
 *
 * Driver only; for one thread.
 */
public final class DataContextBuilder {
    private final SparkSession spark;
    private final List<String> names = new ArrayList<>();
    private ProgressListener progress = ProgressListener.NONE;
    private Unreadable unreadable = Unreadable.FAIL;
    private DialectOptions dialect = DialectOptions.NONE;

    /** What a named file that cannot be read does to the run. */
    public enum Unreadable {
        /** Ends it. */
        FAIL,
        /** Becomes a problem of the profile, unless none of the files can be read. */
        SKIP
    }

    private DataContextBuilder(SparkSession spark) {
        this.spark = spark;
    }

    public static DataContextBuilder on(SparkSession spark) {
        return new DataContextBuilder(spark);
    }

    /** Adds a path, folder, glob, URI or {@code book.xlsx#Sheet2}. */
    public DataContextBuilder add(String name) {
        names.add(name);
        return this;
    }

    public DataContextBuilder addAll(List<String> more) {
        names.addAll(more);
        return this;
    }

    public DataContextBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    public DataContextBuilder unreadable(Unreadable policy) {
        unreadable = policy;
        return this;
    }

    /** What is known about the delimited files among them; the rest is found out. */
    public DataContextBuilder dialect(DialectOptions options) {
        dialect = options;
        return this;
    }

    /**
     * Reads and profiles everything that was added.
     *
     * @throws MigratorException BAD_INPUT when nothing was added, FILE_NOT_FOUND or FILE_UNREADABLE for what was named
     */
    public DataContext build() {
        if (names.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT, "No data files were named. Name at least one file, folder or pattern.");
        }
        Instant started = Instant.now();
        HeapPeak.reset();
        List<Problem> problems = new ArrayList<>();
        List<SourceTable> tables = open(problems);
        List<String> sqlNames =
                SqlNames.distinct(tables.stream().map(SourceTable::name).toList());
        List<TableFacts> facts = new TableScans(spark, progress).scan(tables, sqlNames);
        progress.progress("finding keys and relationships", tables.size(), tables.size());
        spark.sparkContext().setJobGroup("relationships", "finding keys and relationships", true);
        Findings findings = new RelationshipFinder(spark, table -> DataSources.view(spark, table)).find(facts);
        spark.sparkContext().clearJobGroup();
        return new DataContext(findings.tables(), findings.relationships(), problems, run(started, findings));
    }

    private List<SourceTable> open(List<Problem> problems) {
        if (unreadable == Unreadable.FAIL) {
            return DataSources.open(spark, names, dialect, progress);
        }
        List<SourceTable> tables = new ArrayList<>();
        MigratorException first = null;
        for (String name : names) {
            try {
                tables.addAll(DataSources.open(spark, List.of(name), dialect, progress));
            } catch (MigratorException e) {
                first = first == null ? e : first;
                problems.add(new Problem(name, "left out: " + e.getMessage(), 1));
            }
        }
        if (tables.isEmpty() && first != null) {
            throw first;
        }
        return tables;
    }

    private RunFacts run(Instant started, Findings findings) {
        return new RunFacts(
                (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1000.0,
                findings.tables().stream()
                        .map(TableProfile::origin)
                        .mapToLong(origin -> origin.bytes())
                        .sum(),
                HeapPeak.bytes(),
                spark.sparkContext().master(),
                spark.version(),
                started.toString(),
                false);
    }
}
