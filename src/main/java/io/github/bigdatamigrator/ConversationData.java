package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.AsWritten;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.FactChecker;
import io.github.bigdatamigrator.context.QueryEngine;
import io.github.bigdatamigrator.context.TableExporter;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.guidance.UserGuidanceSystem;
import io.github.bigdatamigrator.proof.SparkFactChecker;
import io.github.bigdatamigrator.proof.SparkTableExporter;
import io.github.bigdatamigrator.proof.SparkValueFinder;
import io.github.bigdatamigrator.query.HeldTables;
import io.github.bigdatamigrator.query.SparkQueryEngine;
import io.github.bigdatamigrator.source.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The opened data of the conversations in use, each in a Spark session of its own, so that views never meet. */
final class ConversationData {
    private static final int MOST_OPEN = 256;

    private final SparkRuntime runtime;
    private final UserGuidanceSystem guidance;
    private final int rowLimit;
    private final Duration timeLimit;
    private final HeldTables held;
    /** The least lately used one goes; it is opened again when it is asked about. */
    private final Map<String, Opened> opened = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > MOST_OPEN;
        }
    });

    private record Opened(OpenedData data, SparkSession session) {
        boolean serves(DataContext context) {
            return data.context().equals(context) && !session.sparkContext().isStopped();
        }
    }

    ConversationData(SparkRuntime runtime, UserGuidanceSystem guidance, Settings settings) {
        this.runtime = runtime;
        this.guidance = guidance;
        rowLimit = settings.number(Setting.QUERY_ROW_LIMIT);
        timeLimit = Duration.ofSeconds(settings.number(Setting.QUERY_TIMEOUT));
        held = new HeldTables(runtime::newSession, origin -> DataSources.unchanged(runtime.hadoop(), origin));
    }

    /** The conversation's data, opened by its profile if it was not yet. */
    OpenedData of(String id, DataContext context) {
        Opened known = opened.get(id);
        if (known != null && known.serves(context)) {
            return known.data();
        }
        SparkSession session = session(context);
        OpenedData fresh = open(context, session);
        opened.put(id, new Opened(fresh, session));
        return fresh;
    }

    /** Data that is opened for once, beside a conversation's own. */
    OpenedData apart(DataContext context) {
        return open(context, session(context));
    }

    void forget(String id) {
        opened.remove(id);
    }

    void cancel(String id) {
        Opened known = opened.get(id);
        if (known != null) {
            known.data().queries().cancel();
        }
    }

    /** Proves facts about data that belongs to no conversation. */
    FactChecker facts(DataContext context) {
        SparkSession session = written(context);
        return runtime.port(FactChecker.class, new SparkFactChecker(session), session);
    }

    /** Writes data of a profile to files for another system. */
    TableExporter exporter(DataContext context) {
        SparkSession session = written(context);
        return runtime.port(TableExporter.class, new SparkTableExporter(session), session);
    }

    /** A session with the cells as they stand in the files too, for what is to be moved as it is. */
    private SparkSession written(DataContext context) {
        SparkSession session = session(context);
        for (TableProfile table : context.tables()) {
            if (!AsWritten.columns(table).isEmpty()) {
                DataSources.viewAsWritten(session, table)
                        .createOrReplaceTempView(SqlIdentifiers.quote(AsWritten.name(table.sqlName())));
            }
        }
        return session;
    }

    private SparkSession session(DataContext context) {
        SparkSession session = runtime.newSession();
        for (TableProfile table : context.tables()) {
            DataSources.view(session, table).createOrReplaceTempView(table.sqlName());
        }
        return session;
    }

    private OpenedData open(DataContext context, SparkSession session) {
        QueryEngine queries = runtime.port(
                QueryEngine.class, new SparkQueryEngine(session, context.tables(), rowLimit, timeLimit, held), session);
        return new OpenedData(
                context,
                queries,
                runtime.port(FactChecker.class, new SparkFactChecker(session), session),
                runtime.port(ValueFinder.class, new SparkValueFinder(session), session),
                guidance.questions(context, queries));
    }
}
