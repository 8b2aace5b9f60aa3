package io.github.bigdatamigrator;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The driver API: conversations about data files. Safe for use by several threads.
 *
 * <p>Calls throw {@link io.github.bigdatamigrator.error.MigratorException} with a message for the user.
 */
public final class LLMConversationSystem implements AutoCloseable {
    private LLMConversationSystem() {}

    /** Starts Spark when data is first needed and stops it on close. */
    public static LLMConversationSystem open(Settings settings) {
        throw new UnsupportedOperationException();
    }

    /** Uses the caller's session and leaves it running. */
    public static LLMConversationSystem open(Settings settings, SparkSession session) {
        throw new UnsupportedOperationException();
    }

    /** Profiles the files and returns the id of a new conversation about them. */
    public String createConversation(String title, List<String> dataFiles) {
        return createConversation(title, dataFiles, ProgressListener.NONE);
    }

    public String createConversation(String title, List<String> dataFiles, ProgressListener progress) {
        throw new UnsupportedOperationException();
    }

    /** Profiles files without a conversation; nothing is kept. */
    public DataContext profile(List<String> dataFiles, ProgressListener progress) {
        throw new UnsupportedOperationException();
    }

    /**
     * A new conversation whose files are not read yet: returns its id at once; {@link #profileConversation} does the work.
     */
    public String registerConversation(String title, List<String> dataFiles) {
        throw new UnsupportedOperationException();
    }

    /** Profiles the files of a conversation that has none yet. */
    public DataContext profileConversation(String id, ProgressListener progress) {
        throw new UnsupportedOperationException();
    }

    public Answer addMessage(String id, String message) {
        return addMessage(id, message, AnswerListener.NONE);
    }

    public Answer addMessage(String id, String message, AnswerListener listener) {
        throw new UnsupportedOperationException();
    }

    public Guidance generateGuidance(String id) {
        throw new UnsupportedOperationException();
    }

    public boolean onlineFallbackEnabled() {
        throw new UnsupportedOperationException();
    }

    /** A schema plan by rules and the local model. */
    public SchemaPlan optimizeSchema(String id, SchemaTarget target) {
        throw new UnsupportedOperationException();
    }

    /** Like {@link #optimizeSchema} for PostgreSQL, and an online model may help where the settings consent. */
    public SchemaPlan optimizeSchemaWithFallback(String id) {
        throw new UnsupportedOperationException();
    }

    public Conversation conversation(String id) {
        throw new UnsupportedOperationException();
    }

    public List<ConversationSummary> conversations() {
        throw new UnsupportedOperationException();
    }

    public void deleteConversation(String id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the sample data of the demo, the same bytes in every run.
     *
     * @return the four files: sales.csv, customers.xlsx, products.parquet, stores.jsonl
     */
    public List<Path> generateDemoData(Path folder) {
        throw new UnsupportedOperationException();
    }

    /** Stops what runs for the conversation now; the call that waits for it ends with CANCELLED. */
    public void cancel(String id) {
        throw new UnsupportedOperationException();
    }

    /** Whether a model answers, which, and with which window; starts no Spark. */
    public ModelStatus modelStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
