package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
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
import java.util.Objects;

/** The façade as the server sees it. */
final class FacadeConversations implements Conversations {
    private final LLMConversationSystem system;

    FacadeConversations(LLMConversationSystem system) {
        this.system = system;
    }

    @Override
    public String register(String title, List<String> dataFiles) {
        return system.registerConversation(title, dataFiles);
    }

    @Override
    public void profile(String id, ProgressListener progress) {
        system.profileConversation(id, progress);
    }

    @Override
    public List<ConversationSummary> list() {
        return system.conversations();
    }

    @Override
    public Conversation conversation(String id) {
        return system.conversation(id);
    }

    @Override
    public void requireKnown(String id) {
        system.conversation(id);
    }

    @Override
    public String version(String id) {
        ConversationSummary summary = system.conversation(id).summary();
        return Integer.toHexString(Objects.hash(summary.questions(), summary.updatedAt()));
    }

    @Override
    public Answer ask(String id, String message, AnswerListener listener) {
        return system.addMessage(id, message, listener);
    }

    @Override
    public Guidance guide(String id) {
        return system.generateGuidance(id);
    }

    /** The fallback plans for PostgreSQL, which is what an online model is asked about; it helps only where the settings consent. */
    @Override
    public SchemaPlan optimize(String id, SchemaTarget target) {
        return target == SchemaTarget.POSTGRESQL && system.onlineFallbackEnabled()
                ? system.optimizeSchemaWithFallback(id)
                : system.optimizeSchema(id, target);
    }

    @Override
    public void delete(String id) {
        system.deleteConversation(id);
    }

    @Override
    public void cancel(String id) {
        system.cancel(id);
    }

    @Override
    public ModelStatus model() {
        return system.modelStatus();
    }

    @Override
    public boolean onlineFallbackEnabled() {
        return system.onlineFallbackEnabled();
    }
}
