package io.github.bigdatamigrator;

import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.migration.DataMigration;
import io.github.bigdatamigrator.migration.MigrationPlan;
import io.github.bigdatamigrator.migration.MigrationRequest;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accesses one conversation of a {@link LLMConversationSystem}. Safe for use by several threads; cheap to create. Calls
 * throw {@link io.github.bigdatamigrator.error.MigratorException}: UNKNOWN_CONVERSATION for an unknown id,
 * CONVERSATION_NOT_READY if its files have no profile yet. Calls with a version throw VERSION_CONFLICT if the
 * conversation has changed since that version.
 */
public interface ConversationHandle {
    String id();

    /** Opens the data in the background, so that the first answer comes sooner. */
    default void prepare() {}

    default Answer ask(String question) {
        return ask(question, AnswerListener.NONE, ConversationState.ANY_VERSION);
    }

    /** Answers a question on the full data and reports the steps to the listener. */
    default Answer ask(String question, AnswerListener listener) {
        return ask(question, listener, ConversationState.ANY_VERSION);
    }

    /** Answers a question if the conversation still has that version. */
    Answer ask(String question, AnswerListener listener, long version);

    /** The filters, definitions and decisions that are active; cheap, starts no Spark. */
    ConversationState state();

    /** Changes the active state; starts no Spark. */
    default ConversationState change(StateChange change) {
        return change(change, ConversationState.ANY_VERSION);
    }

    /** Changes the active state if the conversation still has that version. */
    ConversationState change(StateChange change, long version);

    /** Undoes the last change of the state; BAD_INPUT if there is none. Starts no Spark. */
    default ConversationState undo() {
        return undo(ConversationState.ANY_VERSION);
    }

    /** Undoes the last change if the conversation still has that version. */
    ConversationState undo(long version);

    /** Exports the conversation as Markdown, JSON, or a notebook that runs its queries again. Starts no Spark. */
    String export(ExportFormat format);

    /**
     * Runs every query of the conversation again on the current files and reports what has changed. Profiles the files
     * again if one has changed; writes nothing to the conversation.
     */
    ReplayReport replay();

    /**
     * Marks an answer as right or wrong, in place of an earlier review of the same question. A right one answers the
     * same question with other numbers, periods and values from now on, in every conversation about the same tables,
     * and is an example for similar ones. Starts no Spark.
     *
     * @param turn number of the question, 1 for the first; 0 for the last
     */
    ReviewedAnswer review(int turn, Review review);

    /**
     * Like {@link #review(int, Review)}, for a query of the caller's; QUERY_REFUSED or QUERY_FAILED if it cannot run.
     */
    ReviewedAnswer review(String question, String sql, Review review);

    /** Reviewed answers to similar questions on this data: right ones, the most similar first, and wrong ones. */
    List<ReviewedAnswer> similarAnswers(String question);

    /** Takes back the review of an answer; returns whether there was one. */
    boolean withdrawReview(int turn);

    /**
     * Runs one SELECT on the full data, under the same guard and limits as a model's SQL; writes nothing to the
     * conversation. Throws QUERY_REFUSED, QUERY_FAILED, QUERY_TIMEOUT or CANCELLED.
     */
    QueryResult query(String sql);

    /** Suggests questions, with SQL that was checked on the data; works without a model. */
    Guidance guide();

    /**
     * Plans a schema by rules and by the local model; if that fails, by an online model if the settings allow it. All
     * proposals are verified on the full data.
     */
    SchemaPlan optimize(SchemaTarget target);

    /** Like {@link #optimize}, but for PostgreSQL asks an online model first if the settings allow it. */
    SchemaPlan optimizeWithFallback(SchemaTarget target);

    /** Writes the data and the scripts of a plan to a folder, ready to be loaded; see {@link MigrationWriter}. */
    Migration writeMigration(SchemaPlan plan, Path folder);

    /** Chooses data tests of the conversation's data; see {@link LLMConversationSystem#checks}. */
    DataChecks checks();

    /** Reads a plan that a person may have edited; see {@link MigrationPlan#read}. */
    MigrationPlan readMigrationPlan(String name, String text);

    /**
     * Prepares to load the data into a target by the chosen part of a plan; see {@link DataMigration}. Changes nothing.
     */
    DataMigration migration(SchemaPlan plan, MigrationRequest request);

    /** Likewise by a plan that a person may have edited, which is verified on the full data first. */
    DataMigration migration(MigrationPlan plan, MigrationRequest request);

    /** The latest migration of that target, to go on with, by the plan that is kept there; empty if there is none. */
    Optional<DataMigration> begunMigration(MigrationRequest request);

    /**
     * Asks the local model about uncertain relationships, or an online one if the local one fails and the settings
     * allow it, and keeps what the data proves; see {@link RelationshipReview}. Without a model nothing changes.
     */
    DataContext detectRelationshipsWithFallback();

    /** What people know of the data beyond what it tells; see {@link DataDescription}. Opens the data. */
    DataDescription meanings();

    /**
     * Returns the request that profiles the conversation's data with the same options as last time. Without the
     * DataFrames of a program that has ended.
     */
    ProfileRequest request();

    /**
     * Profiles the conversation's data and stores the profile and the read options; answers on other data become stale.
     * Continues a conversation about DataFrames with new ones of the same names.
     *
     * @param request based on {@link #request}, or of the same names; BAD_INPUT for others
     */
    DataContext profile(ProfileRequest request);

    /** The profile of the data; empty until there is one. Cheap, unlike {@link #conversation}; starts no Spark. */
    Optional<DataContext> context();

    /** The conversation with its profile and its turns; reads the whole log, starts no Spark. */
    Conversation conversation();

    /**
     * Renames the conversation, or pins it to the top of lists, if it still has that version; null leaves a field as it
     * is. BAD_INPUT for a blank title, CONVERSATION_LOCKED while a question is answered. Starts no Spark.
     */
    ConversationSummary describe(@Nullable String title, @Nullable Boolean pinned, long version);

    /** Cancels the running queries of the conversation; the call that waits for them ends with CANCELLED. */
    void cancel();

    /** Removes the conversation with its answers and its profile; the data files stay. */
    void delete();
}
