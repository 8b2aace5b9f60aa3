package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.ResultFolder;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.settings.Setting;
import java.nio.file.Path;
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
 * <p>Safe for use by several threads, on the driver. Spark starts when data is first needed. Calls throw
 * {@link MigratorException} with a message for the user; UNKNOWN_CONVERSATION for an id that is not known.
 * {@link ConversationHandle} does more with one conversation.
 */
public interface LLMConversationSystem extends AutoCloseable {
    /** Starts Spark when data is first needed and stops it on close. */
    static LLMConversationSystem open(Settings settings) {
        return new SparkConversationSystem(settings, SparkRuntime.starting(settings.text(Setting.SPARK_MASTER)));
    }

    /** Uses the caller's session and leaves it running. */
    static LLMConversationSystem open(Settings settings, SparkSession session) {
        return new SparkConversationSystem(settings, SparkRuntime.using(session));
    }

    /**
     * Profiles the files and returns the id of a new conversation about them; none is kept when the files cannot be
     * read.
     */
    default String createConversation(String title, List<String> dataFiles) {
        return createConversation(title, ProfileRequest.of(dataFiles));
    }

    /** Profiles the files of the request and returns the id of a new conversation, which keeps how they were read. */
    String createConversation(String title, ProfileRequest request);

    /** Returns the id of a new conversation at once; {@link ConversationHandle#profile} profiles its files. */
    String registerConversation(String title, ProfileRequest request);

    /** The conversation of that id. */
    ConversationHandle handle(String id);

    /** All conversations, the one used last first; starts no Spark. */
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

    /**
     * Plans a schema for PostgreSQL; an online model is asked first where the settings consent, as for complex schemas.
     */
    default SchemaPlan optimizeSchemaWithFallback(String id) {
        return handle(id).optimizeWithFallback(SchemaTarget.POSTGRESQL);
    }

    /** See {@link ConversationHandle#detectRelationshipsWithFallback}. */
    default DataContext detectRelationshipsWithFallback(String id) {
        return handle(id).detectRelationshipsWithFallback();
    }

    /** See {@link ConversationHandle#query}. */
    default QueryResult query(String id, String sql) {
        return handle(id).query(sql);
    }

    /** See {@link ConversationHandle#conversation}. */
    default Conversation conversation(String id) {
        return handle(id).conversation();
    }

    /** Profiles files without a conversation. */
    DataContext profile(ProfileRequest request);

    /** Like {@link #detectRelationshipsWithFallback}, of a profile that belongs to no conversation. */
    DataContext reviewRelationships(DataContext context);

    /** Whether an online model may help: the settings enable it and there is a key. */
    boolean onlineFallbackEnabled();

    /** Whether a model answers, which one, and with which window; starts no Spark. */
    ModelStatus modelStatus();

    /** Checks the local model alone, more closely than {@link #modelStatus}, to find what is wrong. */
    ModelStatus localModelStatus();

    /**
     * Asks the online server about its model, with one short request without data; empty where the settings allow none.
     */
    Optional<ModelStatus> onlineStatus();

    /**
     * Writes the sample data of the demo: sales.csv, customers.xlsx, products.parquet, stores.jsonl; the same in every
     * run.
     *
     * @return their paths
     */
    List<Path> generateDemoData(Path folder);

    /**
     * The files that a path, folder, pattern or sheet stands for now, with their lengths. Lists folders and reads
     * nothing; in local mode Spark is not started for it. FILE_NOT_FOUND where there are none.
     */
    List<DataFile> dataFiles(String name);

    /**
     * A folder for results, on any file system that Spark reaches; it need not exist. In local mode Spark is not
     * started for it.
     */
    ResultFolder resultFolder(String location);

    @Override
    void close();
}
