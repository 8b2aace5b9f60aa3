package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;
import java.util.Optional;

/** What the server calls: the part of the façade that HTTP shows. Safe for use by several threads. */
interface Conversations {
    String register(String title, List<String> dataFiles);

    void profile(String id, ProgressListener progress);

    List<ConversationSummary> list();

    /** With every turn, which are read from the disk for it. */
    Conversation conversation(String id);

    /** Empty until the data has been profiled; cheap. */
    Optional<DataContext> context(String id);

    /** Cheap, unlike {@link #conversation}; fails with UNKNOWN_CONVERSATION for an id that is not known. */
    default void requireKnown(String id) {
        state(id);
    }

    /** Rises with every change of the conversation. */
    default long version(String id) {
        return state(id).version();
    }

    Answer ask(String id, String message, AnswerListener listener, long version);

    ConversationState state(String id);

    ConversationState setState(String id, StateChange change, long version);

    ConversationState undo(String id, long version);

    String export(String id, ExportFormat format);

    ReplayReport replay(String id);

    QueryResult query(String id, String sql);

    Guidance guide(String id);

    SchemaPlan optimize(String id, SchemaTarget target);

    void delete(String id);

    void cancel(String id);

    ModelStatus model();

    boolean onlineFallbackEnabled();
}
