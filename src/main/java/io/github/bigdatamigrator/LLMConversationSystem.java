package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.ResultFolder;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationArchive;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.FileConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.guidance.UserGuidanceSystem;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.MigrationWriter;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.schema.SchemaOptimizer;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.source.DataSources;
import io.github.bigdatamigrator.source.HadoopFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The driver API: conversations about data files.
 *
 * <pre>{@code
 * try (var system = LLMConversationSystem.open(Settings.fromEnvironment())) {
 *     String id = system.createConversation("Sales Analysis", List.of("sales.csv", "customers.xlsx"));
 *     Answer answer = system.addMessage(id, "What are the top selling products?");
 *     Guidance guidance = system.generateGuidance(id);
 *     if (system.onlineFallbackEnabled()) {
 *         SchemaPlan plan = system.optimizeSchemaWithFallback(id);
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads, on the driver. Spark starts when data is first needed. Calls throw {@link MigratorException} with a
 * message for the user; UNKNOWN_CONVERSATION for an id that is not known.
 */
public final class LLMConversationSystem implements AutoCloseable {
    private final Settings settings;
    private final SparkRuntime runtime;
    private final Models models;
    private final UserGuidanceSystem guidance = new UserGuidanceSystem();
    private final ConversationManager conversations;
    private final ConversationArchive archive;
    private final ConversationData data;
    private final DataProfiler profiler;

    private LLMConversationSystem(Settings settings, SparkRuntime runtime) {
        this.settings = settings;
        this.runtime = runtime;
        models = new Models(settings);
        FileConversationStore store = new FileConversationStore(Path.of(settings.text(Setting.CONVERSATION_DIR)));
        conversations = new ConversationManager(store, models.model(), models.answers(), Clock.systemUTC());
        archive = new ConversationArchive(store, Clock.systemUTC());
        data = new ConversationData(runtime, guidance, settings);
        profiler = new DataProfiler(runtime, settings);
    }

    /** Starts Spark when data is first needed and stops it on close. */
    public static LLMConversationSystem open(Settings settings) {
        return new LLMConversationSystem(settings, SparkRuntime.starting(settings.text(Setting.SPARK_MASTER)));
    }

    /** Uses the caller's session and leaves it running. */
    public static LLMConversationSystem open(Settings settings, SparkSession session) {
        return new LLMConversationSystem(settings, SparkRuntime.using(session));
    }

    /** How the delimited files are written that are profiled from now on; what is not said is found out from each file. */
    public void readTextAs(DialectOptions options) {
        profiler.readTextAs(options);
    }

    /** Profiles the files and returns the id of a new conversation about them; none is kept when the files cannot be read. */
    public String createConversation(String title, List<String> dataFiles) {
        return createConversation(title, dataFiles, ProgressListener.NONE);
    }

    /** Like {@link #createConversation(String, List)}, and tells how far it has come. */
    public String createConversation(
            String title, List<String> dataFiles, ProgressListener progress, ProfileOption... options) {
        DataContext context = profile(dataFiles, progress, options);
        String id = registerConversation(title, dataFiles);
        conversations.profiled(id, context);
        return id;
    }

    /** Profiles files without a conversation. */
    public DataContext profile(List<String> dataFiles, ProgressListener progress, ProfileOption... options) {
        return profiler.profile(dataFiles, progress, List.of(options));
    }

    /**
     * A new conversation whose files are not read yet: returns its id at once; {@link #profileConversation} does the work.
     */
    public String registerConversation(String title, List<String> dataFiles) {
        return conversations.create(title, dataFiles);
    }

    /** Profiles the conversation's files, again if they were before; answers from other data become stale. */
    public DataContext profileConversation(String id, ProgressListener progress, ProfileOption... options) {
        List<String> files = archive.summary(id).dataFiles();
        DataContext context = profile(files, progress, options);
        conversations.profiled(id, context);
        data.forget(id);
        return context;
    }

    /** Answers a question on the full data of the conversation. */
    public Answer addMessage(String id, String message) {
        return addMessage(id, message, AnswerListener.NONE);
    }

    /** Like {@link #addMessage(String, String)}, and tells how the answer comes about. */
    public Answer addMessage(String id, String message, AnswerListener listener) {
        return addMessage(id, message, listener, ConversationState.ANY_VERSION);
    }

    /**
     * Like {@link #addMessage(String, String, AnswerListener)}, for a caller that has read the conversation at that version.
     *
     * @throws MigratorException VERSION_CONFLICT when it has been written to since
     */
    public Answer addMessage(String id, String message, AnswerListener listener, long version) {
        return conversations.ask(id, opened(id), message, listener, version);
    }

    /** What holds in the conversation: filters, definitions, decisions. Starts no Spark. */
    public ConversationState state(String id) {
        return conversations.state(id);
    }

    /** Changes what holds in the conversation from now on. Starts no Spark. */
    public ConversationState setState(String id, StateChange change) {
        return setState(id, change, ConversationState.ANY_VERSION);
    }

    /**
     * Like {@link #setState(String, StateChange)}, for a caller that has read the conversation at that version.
     *
     * @throws MigratorException VERSION_CONFLICT when it has been written to since
     */
    public ConversationState setState(String id, StateChange change, long version) {
        return conversations.setState(id, change, version);
    }

    /** Takes back the last change of the state; BAD_INPUT where there is none. Starts no Spark. */
    public ConversationState undo(String id) {
        return undo(id, ConversationState.ANY_VERSION);
    }

    /**
     * Like {@link #undo(String)}, for a caller that has read the conversation at that version.
     *
     * @throws MigratorException VERSION_CONFLICT when it has been written to since
     */
    public ConversationState undo(String id, long version) {
        return conversations.undo(id, version);
    }

    /** The whole conversation as a document: Markdown, JSON, or a notebook that runs its queries again. Starts no Spark. */
    public String export(String id, ExportFormat format) {
        return archive.export(id, format);
    }

    /**
     * Runs every query of the conversation again, on its files as they are now, and tells what has changed. Costs what the queries cost, and
     * a new profile when a file has changed; writes nothing to the conversation.
     */
    public ReplayReport replay(String id) {
        try {
            return archive.replay(id, opened(id));
        } catch (MigratorException e) {
            if (e.code() != ErrorCode.DATA_CHANGED) {
                throw e;
            }
            DataContext now = profile(archive.summary(id).dataFiles(), ProgressListener.NONE);
            return archive.replay(id, data.apart(now));
        }
    }

    /**
     * Confirms the answer of a turn: its queries run again, and where all give the same, they serve as examples for later questions.
     *
     * @param turn 1 for the first question
     */
    public ReplayReport confirm(String id, int turn) {
        return archive.confirm(id, opened(id), turn);
    }

    /** Like {@link #confirm(String, int)}, of the last answer. */
    public ReplayReport confirm(String id) {
        return confirm(id, archive.lastAnswered(id));
    }

    /**
     * Runs one SELECT on the full data of the conversation, under the same guard and limits as a model's; it leaves no trace in the
     * conversation.
     *
     * @throws MigratorException QUERY_REFUSED, QUERY_FAILED, QUERY_TIMEOUT, CANCELLED
     */
    public QueryResult query(String id, String sql) {
        return opened(id).queries().run(sql);
    }

    /** What could be asked next, with SQL that was checked on the data; works without any model. */
    public Guidance generateGuidance(String id) {
        OpenedData open = opened(id);
        return guidance.guide(open.context(), open.queries(), archive.asked(id));
    }

    /** Whether an online model may help: the settings switch it on and there is a key. */
    public boolean onlineFallbackEnabled() {
        return Models.onlineAllowed(settings);
    }

    /**
     * A schema plan by rules and, where it answers, by the local model too; an online one is asked in its place where the settings consent.
     * All is proven on the full data; without any model the plan is made by rules alone.
     */
    public SchemaPlan optimizeSchema(String id, SchemaTarget target) {
        OpenedData open = opened(id);
        return new SchemaOptimizer(data.facts(open.context()), open.queries())
                .optimize(open.context(), target, models.model());
    }

    /** Like {@link #optimizeSchema} for PostgreSQL, but an online model is asked first where the settings consent, as for complex schemas. */
    public SchemaPlan optimizeSchemaWithFallback(String id) {
        OpenedData open = opened(id);
        return new SchemaOptimizer(data.facts(open.context()), open.queries())
                .optimize(
                        open.context(), SchemaTarget.POSTGRESQL, models.model().onlineFirst());
    }

    /** Writes the data of a conversation and the scripts of its plan to a folder, ready to be loaded; see {@link MigrationWriter}. */
    public Migration writeMigration(String id, SchemaPlan plan, Path folder) {
        return new MigrationWriter(data.exporter(opened(id).context())).write(plan, folder);
    }

    /**
     * Puts the doubtful relationships of a conversation to the local model, or to an online one where the settings consent and the local one is
     * away or gives nothing usable, and keeps what the data proves; see {@link RelationshipReview}. Without a model nothing changes.
     */
    public DataContext detectRelationshipsWithFallback(String id) {
        OpenedData open = opened(id);
        DataContext reviewed = new RelationshipReview(open.facts(), models.model()).review(open.context());
        if (!reviewed.equals(open.context())) {
            conversations.profiled(id, reviewed);
            data.forget(id);
        }
        return reviewed;
    }

    /** Like {@link #detectRelationshipsWithFallback}, of a profile that belongs to no conversation. */
    public DataContext reviewRelationships(DataContext context) {
        return new RelationshipReview(data.facts(context), models.model()).review(context);
    }

    /** The profile of a conversation's data, empty until there is one; cheap, unlike {@link #conversation}. Starts no Spark. */
    public Optional<DataContext> context(String id) {
        return archive.context(id);
    }

    /** A conversation with its profile and its turns. Starts no Spark. */
    public Conversation conversation(String id) {
        return conversations.conversation(id);
    }

    /** All conversations, the one used last first. Starts no Spark. */
    public List<ConversationSummary> conversations() {
        return conversations.list();
    }

    /** Removes the conversation with its answers and its profile; the data files stay. */
    public void deleteConversation(String id) {
        conversations.delete(id);
        data.forget(id);
    }

    /** Stops the queries that run for the conversation now; the call that waits for them ends with CANCELLED. */
    public void cancel(String id) {
        data.cancel(id);
    }

    /** Whether a model answers, which, and with which window; starts no Spark. */
    public ModelStatus modelStatus() {
        return models.model().status();
    }

    /** Like {@link #modelStatus}, of the local model alone and looked into more closely, for whoever wants to know what is wrong. */
    public ModelStatus localModelStatus() {
        return models.localStatus();
    }

    /** What the online server says of its model; one short request without data. Empty where the settings allow none. */
    public Optional<ModelStatus> onlineStatus() {
        return models.onlineStatus();
    }

    /**
     * Writes the sample data of the demo: sales.csv, customers.xlsx, products.parquet, stores.jsonl; the same in every run.
     *
     * @return their paths
     */
    public List<Path> generateDemoData(Path folder) {
        return DemoData.write(runtime.session(), folder);
    }

    /**
     * The files that a path, folder, pattern or sheet stands for now, with their lengths. Lists folders and reads nothing; in local mode Spark
     * is not started for it. FILE_NOT_FOUND where there are none.
     */
    public List<DataFile> dataFiles(String name) {
        return DataSources.files(runtime.hadoop(), name);
    }

    /** A folder for results, on any file system that Spark reaches; it need not exist. In local mode Spark is not started for it. */
    public ResultFolder resultFolder(String location) {
        return new HadoopFolder(location, runtime.hadoop());
    }

    @Override
    public void close() {
        models.close();
        runtime.close();
    }

    private OpenedData opened(String id) {
        DataContext context = archive.context(id)
                .orElseThrow(() -> new MigratorException(
                        ErrorCode.CONVERSATION_NOT_READY,
                        "The files of conversation " + id
                                + " have not been profiled yet. Wait until they are, or create it anew."));
        return data.of(id, context);
    }
}
