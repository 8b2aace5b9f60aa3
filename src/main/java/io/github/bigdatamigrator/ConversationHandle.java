package io.github.bigdatamigrator;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One conversation of a {@link LLMConversationSystem}. Safe for use by several threads; costs nothing to get. Calls
 * throw {@link io.github.bigdatamigrator.error.MigratorException}: UNKNOWN_CONVERSATION where there is none of this id,
 * CONVERSATION_NOT_READY where its files have no profile yet. Calls with a version throw VERSION_CONFLICT when the
 * conversation was written to since that version.
 */
public interface ConversationHandle {
    String id();

    /** Answers a question on the full data. */
    default Answer ask(String question) {
        return ask(question, AnswerListener.NONE, ConversationState.ANY_VERSION);
    }

    /** Answers a question on the full data and tells the listener how the answer comes about. */
    default Answer ask(String question, AnswerListener listener) {
        return ask(question, listener, ConversationState.ANY_VERSION);
    }

    /** Answers a question for a caller that has read the conversation at that version. */
    Answer ask(String question, AnswerListener listener, long version);

    /** The filters, definitions and decisions that are active; cheap, starts no Spark. */
    ConversationState state();

    /** Changes the active state; starts no Spark. */
    default ConversationState change(StateChange change) {
        return change(change, ConversationState.ANY_VERSION);
    }

    /** Changes the active state for a caller that has read the conversation at that version. */
    ConversationState change(StateChange change, long version);

    /** Takes back the last change of the state; BAD_INPUT where there is none. Starts no Spark. */
    default ConversationState undo() {
        return undo(ConversationState.ANY_VERSION);
    }

    /** Takes back the last change for a caller that has read the conversation at that version. */
    ConversationState undo(long version);

    /**
     * The whole conversation as a document: Markdown, JSON, or a notebook that runs its queries again. Starts no Spark.
     */
    String export(ExportFormat format);

    /**
     * Runs every query of the conversation again on its files as they are now, and reports what has changed. Costs what
     * the queries cost, and a new profile when a file has changed; writes nothing to the conversation.
     */
    ReplayReport replay();

    /**
     * Confirms the last answer: its queries run again, and where all give the same, they serve as examples for later
     * questions.
     */
    ReplayReport confirm();

    /**
     * Runs one SELECT on the full data, under the same guard and limits as a model's SQL; leaves no trace in the
     * conversation. QUERY_REFUSED, QUERY_FAILED, QUERY_TIMEOUT or CANCELLED where it does not succeed.
     */
    QueryResult query(String sql);

    /** Suggests questions, with SQL that was checked on the data; works without a model. */
    Guidance guide();

    /**
     * Plans a schema by rules and, where it answers, by the local model; an online model is asked in its place where
     * the settings consent. All proposals are proven on the full data.
     */
    SchemaPlan optimize(SchemaTarget target);

    /** Like {@link #optimize}, but for PostgreSQL an online model is asked first where the settings consent. */
    SchemaPlan optimizeWithFallback(SchemaTarget target);

    /** Writes the data and the scripts of a plan to a folder, ready to be loaded; see {@link MigrationWriter}. */
    Migration writeMigration(SchemaPlan plan, Path folder);

    /**
     * Puts doubtful relationships to the local model, or to an online one where the settings consent and the local one
     * fails, and keeps what the data proves; see {@link RelationshipReview}. Without a model nothing changes.
     */
    DataContext detectRelationshipsWithFallback();

    /** The request that profiles the conversation's files as they were profiled last. */
    ProfileRequest request();

    /**
     * Profiles the conversation's files and keeps the profile and the read options; answers from other data become
     * stale.
     *
     * @param request made of {@link #request}; BAD_INPUT for other files
     */
    DataContext profile(ProfileRequest request);

    /** The profile of the data; empty until there is one. Cheap, unlike {@link #conversation}; starts no Spark. */
    Optional<DataContext> context();

    /** The conversation with its profile and its turns; reads the whole log, starts no Spark. */
    Conversation conversation();

    /** Stops the queries that run for the conversation now; the call that waits for them ends with CANCELLED. */
    void cancel();

    /** Removes the conversation with its answers and its profile; the data files stay. */
    void delete();
}
