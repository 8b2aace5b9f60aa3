package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.comparison.Comparison;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.llm.ModelSpeed;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Manages conversations about data; the driver API.
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
 * <p>Safe for use by several threads, on the driver. Spark starts when data is first needed. Calls throw
 * {@link MigratorException} with a message for the user; UNKNOWN_CONVERSATION for an unknown id.
 * {@link ConversationHandle} has more calls on one conversation.
 */
public interface LLMConversationSystem extends AutoCloseable {
    /** Starts Spark when data is first needed and stops it on close. */
    static LLMConversationSystem open(Settings settings) {
        long localBytes = (long) settings.number(Setting.LOCAL_SCAN_MB) << 20;
        return new SparkConversationSystem(
                settings, SparkRuntime.starting(settings.text(Setting.SPARK_MASTER), localBytes));
    }

    /** Uses the caller's session and leaves it running. */
    static LLMConversationSystem open(Settings settings, SparkSession session) {
        return new SparkConversationSystem(settings, SparkRuntime.using(session));
    }

    /** Profiles the files and returns the id of a new conversation; creates none if the files cannot be read. */
    default String createConversation(String title, List<String> dataFiles) {
        return createConversation(title, ProfileRequest.of(dataFiles));
    }

    /** Profiles the files of the request and returns the id of a new conversation, which keeps the read options. */
    String createConversation(String title, ProfileRequest request);

    /** Returns the id of a new conversation at once; {@link ConversationHandle#profile} profiles its files. */
    String registerConversation(String title, ProfileRequest request);

    /** Returns the id of a new conversation about the data of another one; they share its profile and opened data. */
    String createConversationLike(String title, String id);

    ConversationHandle handle(String id);

    /**
     * Returns this system with another local model, or with none for {@code none}, to measure the model: its answers
     * use no reviewed ones. Both share Spark, conversations and opened data; closing it leaves this one open.
     */
    LLMConversationSystem withModel(String model);

    /** Lists all conversations, the most recently used first; starts no Spark. */
    List<ConversationSummary> conversations();

    /** Answers a question on the full data of the conversation. */
    default Answer addMessage(String id, String message) {
        return handle(id).ask(message);
    }

    /** Suggests questions, with SQL that was checked on the data; works without a model. */
    default Guidance generateGuidance(String id) {
        return handle(id).guide();
    }

    /** See {@link ConversationHandle#optimize}. */
    default SchemaPlan optimizeSchema(String id, SchemaTarget target) {
        return handle(id).optimize(target);
    }

    /** Plans a schema for PostgreSQL; asks an online model first if the settings allow it. */
    default SchemaPlan optimizeSchemaWithFallback(String id) {
        return handle(id).optimizeWithFallback(SchemaTarget.POSTGRESQL);
    }

    /** See {@link ConversationHandle#detectRelationshipsWithFallback}. */
    default DataContext detectRelationshipsWithFallback(String id) {
        return handle(id).detectRelationshipsWithFallback();
    }

    default QueryResult query(String id, String sql) {
        return handle(id).query(sql);
    }

    default Conversation conversation(String id) {
        return handle(id).conversation();
    }

    /** The answers that people marked as right or wrong, in all conversations; starts no Spark. */
    ReviewedAnswers reviewedAnswers();

    DataContext profile(ProfileRequest request);

    /** Like {@link #profile}, but a local {@code profile.json}, if it is all that is named, gives its own profile. */
    DataContext profileOrStored(ProfileRequest request);

    /** Compares two states of data by their profiles: reads no data and runs no Spark job. */
    default Differences compare(DataContext before, DataContext after) {
        return Comparison.of(before, after);
    }

    /**
     * Compares two states of data by their profiles and row by row: reads each table once, and rows that differ once
     * more.
     *
     * @param key columns by which rows are matched in the tables that have them all; otherwise, and for none, the
     *     tables' own keys
     */
    Differences compareRows(DataContext before, DataContext after, List<String> key);

    /** Like {@link #detectRelationshipsWithFallback}, for a profile that belongs to no conversation. */
    DataContext reviewRelationships(DataContext context);

    /**
     * Chooses data tests that a profile justifies and later rows are expected to pass; each is verified on the full
     * data, in at most two scans of a table. None of a partial profile.
     */
    DataChecks checks(DataContext context);

    /** Whether an online model may be used: the settings enable it and have a key. */
    boolean onlineFallbackEnabled();

    /** Checks whether a model answers, which one, and its context window; starts no Spark. */
    ModelStatus modelStatus();

    /** Diagnoses the local model in more detail than {@link #modelStatus}. */
    ModelStatus localModelStatus();

    /**
     * Measures how fast the local model answers, by two requests without data.
     *
     * @throws io.github.bigdatamigrator.error.LlmException if it does not answer
     */
    ModelSpeed measureModel();

    /** The tokens of a question's prompt about a conversation's data if the window is large enough for all of it. */
    int promptTokens(String id);

    /** Checks the online model with one short request without data; empty if the settings allow none. */
    Optional<ModelStatus> onlineStatus();

    /**
     * Writes the sample data of the demo: sales.csv, customers.xlsx, products.parquet, stores.jsonl; identical in every
     * run. Returns their paths.
     */
    List<Path> generateDemoData(Path folder);

    /**
     * Lists the current files of a path, folder, pattern or sheet, with their lengths, without reading them; starts no
     * Spark in local mode. FILE_NOT_FOUND if there are none.
     */
    List<DataFile> dataFiles(String name);

    /**
     * Returns a result folder on any file system that Spark reaches; it need not exist. Starts no Spark in local mode.
     */
    ResultFolder resultFolder(String location);

    @Override
    void close();
}
