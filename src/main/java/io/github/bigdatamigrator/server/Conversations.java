package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;

/** What the server calls: the part of the façade that HTTP shows. Safe for use by several threads. */
interface Conversations {
    String register(String title, List<String> dataFiles);

    void profile(String id, ProgressListener progress);

    List<ConversationSummary> list();

    Conversation conversation(String id);

    /** Cheap, unlike {@link #conversation}; fails with UNKNOWN_CONVERSATION for an id that is not known. */
    void requireKnown(String id);

    /** Changes with every change of the conversation. */
    String version(String id);

    Answer ask(String id, String message, AnswerListener listener);

    Guidance guide(String id);

    SchemaPlan optimize(String id, SchemaTarget target);

    void delete(String id);

    void cancel(String id);

    ModelStatus model();

    boolean onlineFallbackEnabled();
}
