package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.TableExporter;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.query.SmallTableCache;
import io.github.bigdatamigrator.query.SparkQueryEngine;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.verification.SparkClaimVerifier;
import io.github.bigdatamigrator.verification.SparkTableExporter;
import io.github.bigdatamigrator.verification.SparkValueFinder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.collections4.map.LRUMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Opens the data of each conversation in a Spark session of its own, so that views of different conversations never
 * clash; it starts with the first query. Keeps the most recently used data open. Safe for use by several threads.
 *
 * @param <T> the caller's form of opened data
 */
public final class DataSessions<T> {
    private static final int MAXIMUM_OPEN = 256;

    private final SparkRuntime runtime;
    private final Opener<T> opener;
    private final int rowLimit;
    private final Duration timeLimit;
    private final SmallTableCache smallTables;
    private final Map<String, Opened<T>> opened = Collections.synchronizedMap(new LRUMap<>(MAXIMUM_OPEN));

    public interface Opener<T> {
        T open(DataContext context, QueryEngine queries, ClaimVerifier facts, ValueFinder values);
    }

    private record Opened<T>(DataContext context, Object version, QueryEngine queries, T data, LazySpark spark) {
        boolean serves(DataContext wanted, Object wantedVersion) {
            boolean stopped = spark.started()
                    .filter(session -> session.sparkContext().isStopped())
                    .isPresent();
            return version.equals(wantedVersion) && context.equals(wanted) && !stopped;
        }
    }

    public DataSessions(SparkRuntime runtime, Opener<T> opener, int rowLimit, Duration timeLimit) {
        this.runtime = runtime;
        this.opener = opener;
        this.rowLimit = rowLimit;
        this.timeLimit = timeLimit;
        smallTables = new SmallTableCache(runtime::newSession, origin -> DataSources.unchanged(runtime.lazy(), origin));
    }

    /**
     * Returns the conversation's data; opens it if it is not open, or has a new profile or version. Hidden columns are
     * not in it.
     *
     * @param version of what else decides how the data is opened
     */
    public T of(String id, DataContext context, Object version) {
        Opened<T> known = opened.get(id);
        if (known == null || !known.serves(context, version)) {
            known = open(context, version);
            opened.put(id, known);
        }
        return known.data();
    }

    /** Opens the data of a profile that belongs to no conversation, likewise. */
    public T of(DataContext context) {
        return open(context, "").data();
    }

    /** Lets another conversation about the same data use what is open for the first. */
    public void share(String id, String other) {
        Opened<T> known = opened.get(id);
        if (known != null) {
            opened.put(other, known);
        }
    }

    public void forget(String id) {
        opened.remove(id);
    }

    public void cancel(String id) {
        Opened<T> known = opened.get(id);
        if (known != null) {
            known.queries().cancel();
        }
    }

    /** Returns a verifier that can also check the original text of cells. */
    public ClaimVerifier claimVerifier(DataContext context) {
        SparkSession session = rawSession(context);
        return runtime.port(ClaimVerifier.class, LazySpark.of(session), SparkClaimVerifier::new);
    }

    /** Returns an exporter of the data to files for another system. */
    public TableExporter exporter(DataContext context) {
        SparkSession session = rawSession(context);
        return runtime.port(TableExporter.class, LazySpark.of(session), SparkTableExporter::new);
    }

    /** Opens a session that also has views of the original text of cells, which a migration moves unchanged. */
    public SparkSession rawSession(DataContext context) {
        SparkSession session = session(context.withMeanings(Meanings.NONE));
        for (TableProfile table : context.tables()) {
            if (!OriginalText.columns(table).isEmpty()) {
                DataSources.viewWithOriginalText(session, table)
                        .createOrReplaceTempView(SqlIdentifiers.quote(OriginalText.name(table.sqlName())));
            }
        }
        return session;
    }

    /** Opens a session with views that lack the hidden columns, so that no statement can read one in whatever way. */
    private SparkSession session(DataContext context) {
        SparkSession session = runtime.newSession();
        for (TableProfile table : context.tables()) {
            Dataset<Row> view = DataSources.view(session, table);
            List<String> hidden = context.meanings().of(table).hidden();
            if (!hidden.isEmpty()) {
                view = view.drop(table.columns().stream()
                        .filter(column -> hidden.contains(column.name()))
                        .map(ColumnProfile::sqlName)
                        .toArray(String[]::new));
            }
            view.createOrReplaceTempView(table.sqlName());
        }
        return session;
    }

    private Opened<T> open(DataContext context, Object version) {
        LazySpark checks = runtime.lazy();
        context.tables().forEach(table -> DataSources.requireReadable(checks, table));
        LazySpark spark = runtime.lazy(() -> session(context));
        DataContext visible = context.visible();
        QueryEngine queries = runtime.port(
                QueryEngine.class,
                spark,
                session -> new SparkQueryEngine(session, visible, rowLimit, timeLimit, smallTables));
        ClaimVerifier facts = runtime.port(ClaimVerifier.class, spark, SparkClaimVerifier::new);
        ValueFinder values = runtime.port(
                ValueFinder.class, spark, session -> new SparkValueFinder(session, queries, visible.tables()));
        return new Opened<>(context, version, queries, opener.open(context, queries, facts, values), spark);
    }
}
