package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
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
    public Optional<DataContext> context(String id) {
        return system.context(id);
    }

    @Override
    public Answer ask(String id, String message, AnswerListener listener, long version) {
        return system.addMessage(id, message, listener, version);
    }

    @Override
    public ConversationState state(String id) {
        return system.state(id);
    }

    @Override
    public ConversationState setState(String id, StateChange change, long version) {
        return system.setState(id, change, version);
    }

    @Override
    public ConversationState undo(String id, long version) {
        return system.undo(id, version);
    }

    @Override
    public String export(String id, ExportFormat format) {
        return system.export(id, format);
    }

    @Override
    public ReplayReport replay(String id) {
        return system.replay(id);
    }

    @Override
    public QueryResult query(String id, String sql) {
        return system.query(id, sql);
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
