package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Interrupted;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Reuse;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Unreadable;
import io.github.bigdatamigrator.analysis.DataSessions;
import io.github.bigdatamigrator.analysis.ProfileCache;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.comparison.Comparison;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.conversation.answer.PromptSize;
import io.github.bigdatamigrator.conversation.export.ConversationArchive;
import io.github.bigdatamigrator.conversation.store.FileConversationStore;
import io.github.bigdatamigrator.demo.DemoData;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.UserGuidanceSystem;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.knowledge.describe.DictionarySheets;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelSpeed;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.OnlineLLMFallback;
import io.github.bigdatamigrator.llm.wire.AllowedModels;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.source.DataSource;
import io.github.bigdatamigrator.source.HadoopFolder;
import io.github.bigdatamigrator.source.jdbc.Connections;
import io.github.bigdatamigrator.source.jdbc.DatabaseConnections;
import io.github.bigdatamigrator.source.jdbc.JdbcUrl;
import io.github.bigdatamigrator.source.jdbc.TableSelection;
import io.github.bigdatamigrator.text.SourceName;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Builds the engine from the settings and closes its resources. */
final class SparkConversationSystem implements LLMConversationSystem {
    private static final int ONLINE_WINDOW = 128_000;
    private static final Duration MAXIMUM_SILENCE = Duration.ofSeconds(60);
    /** Maximum duration of a turn, in timeouts of one reply. */
    private static final int REPLIES_PER_TURN = 6;

    final UserGuidanceSystem guidance = new UserGuidanceSystem();
    final ConversationManager conversations;
    final FileConversationStore store;
    final ConversationArchive archive;
    final ReviewedAnswers reviewed;
    final DataSessions<OpenedData> data;
    final MeaningsFolder meanings;

    private final Settings settings;
    private final SparkRuntime runtime;
    private final AllowedModels models;
    private final AnswerSettings answers;
    private final ProfileCache cache;
    private final boolean ownsSpark;
    /** The data of the conversations that are about DataFrames, which are held here. */
    final Map<String, List<DataSource>> frames;
    /** The profiles with hidden columns, without which the files cannot be read, by what is visible of them. */
    private final Map<DataContext, DataContext> applications = Collections.synchronizedMap(new WeakHashMap<>());

    SparkConversationSystem(Settings settings, SparkRuntime runtime) {
        this(settings, runtime, null);
    }

    /** @param other a system whose runtime, open data and meanings this one shares; null for none */
    private SparkConversationSystem(Settings settings, SparkRuntime runtime, @Nullable SparkConversationSystem other) {
        this.settings = settings;
        this.runtime = runtime;
        ownsSpark = other == null;
        DatabaseConnections.configure(
                new Connections(Path.of(settings.text(Setting.CONNECTIONS_FILE))),
                settings.number(Setting.JDBC_CONNECTIONS));
        frames = other == null ? new ConcurrentHashMap<>() : other.frames;
        models = models(settings);
        store = new FileConversationStore(Path.of(settings.text(Setting.CONVERSATION_DIR)));
        KnowledgeFolder knowledge = new KnowledgeFolder(Path.of(settings.text(Setting.KNOWLEDGE_DIR)));
        reviewed = other != null ? other.reviewed : new ReviewedAnswers(knowledge);
        answers = new AnswerSettings(
                models.localLimit(),
                models.fallbackLimit(),
                settings.number(Setting.LLM_REPLY_TOKENS),
                models::tokens,
                Duration.ofSeconds(settings.number(Setting.LLM_TIMEOUT)).multipliedBy(REPLIES_PER_TURN));
        // An approved answer must not answer the question that measures a model.
        ReviewedAnswers used = other != null ? ReviewedAnswers.NONE : reviewed;
        conversations = PipelineTurnHandler.manager(store, models.model(), answers, used, Clock.systemUTC());
        archive = new ConversationArchive(store, Clock.systemUTC());
        meanings = other != null ? other.meanings : new MeaningsFolder(knowledge);
        data = other != null
                ? other.data
                : new DataSessions<>(
                        runtime,
                        (context, queries, facts, values) -> {
                            DataContext checked =
                                    meanings.check(context, queries, facts).visible();
                            return OpenedData.of(
                                    checked, queries, facts, values, () -> guidance.questions(checked, queries));
                        },
                        settings.number(Setting.QUERY_ROW_LIMIT),
                        Duration.ofSeconds(settings.number(Setting.QUERY_TIMEOUT)));
        cache = ProfileCache.of(settings.text(Setting.PROFILE_CACHE_DIR), settings.number(Setting.PROFILE_CACHE_MB));
    }

    static AllowedModels models(Settings settings) {
        Duration timeout = Duration.ofSeconds(settings.number(Setting.LLM_TIMEOUT));
        ModelEndpoint local = new ModelEndpoint(
                settings.text(Setting.LOCAL_LLM_URL),
                settings.text(Setting.LOCAL_LLM_MODEL),
                settings.value(Setting.LOCAL_LLM_API_KEY),
                settings.level(Setting.LOCAL_PRIVACY_LEVEL),
                settings.number(Setting.LOCAL_LLM_WINDOW),
                timeout,
                MAXIMUM_SILENCE,
                new ModelEndpoint.Options(
                        settings.number(Setting.LOCAL_LLM_PARALLEL),
                        settings.value(Setting.LOCAL_LLM_DRAFT_MODEL),
                        settings.number(Setting.LOCAL_LLM_TTL),
                        settings.flag(Setting.LOCAL_LLM_REASONING)));
        AllowedModels.Consent consent = new AllowedModels.Consent(
                settings.flag(Setting.LOCAL_LLM_TRUSTED),
                settings.flag(Setting.ENABLE_ONLINE_FALLBACK),
                settings.level(Setting.ONLINE_PRIVACY_LEVEL));
        return new AllowedModels(
                local, online(settings, timeout), consent, Path.of(settings.text(Setting.CONVERSATION_DIR)));
    }

    private static @Nullable ModelEndpoint online(Settings settings, Duration timeout) {
        return onlineAllowed(settings)
                ? new ModelEndpoint(
                        settings.text(Setting.OPENAI_BASE_URL),
                        settings.text(Setting.ONLINE_LLM_MODEL),
                        settings.value(Setting.OPENAI_API_KEY),
                        settings.level(Setting.ONLINE_PRIVACY_LEVEL),
                        ONLINE_WINDOW,
                        timeout,
                        MAXIMUM_SILENCE)
                : null;
    }

    /** Consent needs both the switch and a key. */
    private static boolean onlineAllowed(Settings settings) {
        return settings.flag(Setting.ENABLE_ONLINE_FALLBACK) && settings.value(Setting.OPENAI_API_KEY) != null;
    }

    OnlineLLMFallback model() {
        return models.model();
    }

    @Override
    public String createConversation(String title, ProfileRequest request) {
        DataContext context = scan(request);
        String id = registerConversation(title, request);
        conversations.saveProfile(id, context);
        return id;
    }

    @Override
    public String registerConversation(String title, ProfileRequest request) {
        requireNoPassword(request.files());
        String id = conversations.create(title, request.files(), request.reading());
        hold(id, request);
        return id;
    }

    void hold(String id, ProfileRequest request) {
        if (request.sources().stream().anyMatch(source -> source.rows() != null)) {
            frames.put(id, request.sources());
        }
    }

    @Override
    public String createConversationLike(String title, String id) {
        StoredConversation like = new StoredConversation(id, this);
        like.opened();
        String created = registerConversation(title, like.request());
        conversations.saveProfile(created, like.profiled());
        data.share(id, created);
        return created;
    }

    @Override
    public LLMConversationSystem withModel(String model) {
        return new SparkConversationSystem(settings.with(Setting.LOCAL_LLM_MODEL, model), runtime, this);
    }

    @Override
    public ConversationHandle handle(String id) {
        return new StoredConversation(id, this);
    }

    @Override
    public List<ConversationSummary> conversations() {
        return conversations.list();
    }

    @Override
    public ReviewedAnswers reviewedAnswers() {
        return reviewed;
    }

    @Override
    public DataContext profile(ProfileRequest request) {
        try {
            return known(scan(request));
        } finally {
            // What opens DataFrames holds them weakly.
            Reference.reachabilityFence(request);
        }
    }

    @Override
    public DataContext profileOrStored(ProfileRequest request) {
        return ContextJson.stored(request.files()).orElseGet(() -> profile(request));
    }

    @Override
    public Differences compareRows(DataContext before, DataContext after, List<String> key) {
        if (applications.containsKey(before) || applications.containsKey(after)) {
            throw MigratorException.badInput(
                    "Rows with hidden columns are not compared, as examples would show them. Leave out --rows.");
        }
        return runtime.call(() -> Comparison.ofRows(before, after, key, runtime.newSession()));
    }

    /** What may be shown of a profile that belongs to no conversation, with the corrections of people. */
    @SuppressWarnings("ReferenceEquality") // a profile to which nothing applies is returned as it is
    DataContext known(DataContext profile) {
        DataContext applied = meanings.apply(profile);
        if (applied == profile) {
            return profile;
        }
        DataContext visible = data.of(applied).context();
        if (applied.meanings().hides()) {
            applications.put(visible, applied);
        }
        return visible;
    }

    /** The profile as the data alone gives it. */
    DataContext scan(ProfileRequest request) {
        requireNoPassword(request.files());
        DataContextBuilder builder = DataContextBuilder.on(runtime)
                .addAllSources(request.sources())
                .dialect(request.reading().dialect())
                .unreadable(request.reading().skipUnreadable() ? Unreadable.SKIP : Unreadable.FAIL)
                .interrupted(request.keepPartial() ? Interrupted.KEEP : Interrupted.FAIL)
                .reuse(request.refresh() ? Reuse.READ_AGAIN : Reuse.CACHE)
                .cache(cache)
                .confidence(settings.number(Setting.RELATIONSHIP_CONFIDENCE) / 100.0)
                .progress(request.progress());
        try {
            return runtime.call(builder::build);
        } finally {
            Reference.reachabilityFence(request);
        }
    }

    /** Names of data are stored and shown, so that none may contain a password; throws BAD_INPUT. */
    private static void requireNoPassword(List<String> names) {
        for (String name : names) {
            SourceName.requireNoPassword(name);
            if (TableSelection.isDatabase(name)) {
                TableSelection selection = TableSelection.parse(name);
                if (selection.connection() == null) {
                    JdbcUrl.of(selection.place());
                }
            }
        }
    }

    /** The rows of a data dictionary, its header first; one sheet for each table of the file. */
    List<Sheet> sheets(Path file) {
        DataContext dictionary = scan(ProfileRequest.of(List.of(file.toString())));
        DataSessions<QueryEngine> sessions = new DataSessions<>(
                runtime,
                (context, queries, facts, values) -> queries,
                DictionarySheets.MAX_ROWS,
                Duration.ofSeconds(settings.number(Setting.QUERY_TIMEOUT)));
        return DictionarySheets.of(dictionary, sessions.of(dictionary));
    }

    @Override
    public DataContext reviewRelationships(DataContext context) {
        DataContext whole = applications.getOrDefault(context, context);
        DataContext reviewed =
                meanings.withoutRefuted(new RelationshipReview(data.claimVerifier(whole), model()).review(context));
        if (whole.meanings().hides()) {
            applications.put(reviewed, whole.withRelationships(reviewed.relationships()));
        }
        return reviewed;
    }

    @Override
    public DataChecks checks(DataContext context) {
        return checksOf(applications.getOrDefault(context, context));
    }

    /** @param whole with hidden columns, without which the files cannot be read */
    DataChecks checksOf(DataContext whole) {
        return DataChecks.of(whole, data.claimVerifier(whole), LocalDate.now(ZoneId.systemDefault()));
    }

    @Override
    public boolean onlineFallbackEnabled() {
        return onlineAllowed(settings);
    }

    @Override
    public ModelStatus modelStatus() {
        return model().status();
    }

    @Override
    public ModelStatus localModelStatus() {
        return models.localStatus();
    }

    @Override
    public ModelSpeed measureModel() {
        return ModelSpeed.measure(models.local());
    }

    @Override
    public int promptTokens(String id) {
        DataContext context = conversations.conversation(id).context();
        if (context == null) {
            throw MigratorException.badInput(
                    "The data of conversation " + id + " is not profiled yet. Ask again when it is.");
        }
        return PromptSize.tokens(context, answers);
    }

    @Override
    public Optional<ModelStatus> onlineStatus() {
        return models.onlineStatus();
    }

    @Override
    public List<Path> generateDemoData(Path folder) {
        return DemoData.write(runtime.session(), folder);
    }

    @Override
    public List<DataFile> dataFiles(String name) {
        requireNoPassword(List.of(name));
        return runtime.files(name);
    }

    @Override
    public ResultFolder resultFolder(String location) {
        return new HadoopFolder(location, runtime.hadoop());
    }

    @Override
    public void close() {
        models.close();
        if (ownsSpark) {
            frames.clear();
            runtime.close();
        }
    }
}
