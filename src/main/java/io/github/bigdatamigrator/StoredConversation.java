package io.github.bigdatamigrator;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.schema.SchemaOptimizer;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs calls on one conversation of the store. */
record StoredConversation(String id, SparkConversationSystem system) implements ConversationHandle {
    @Override
    public Answer ask(String question, AnswerListener listener, long version) {
        return system.conversations.ask(id, opened(), question, listener, version);
    }

    @Override
    public void prepare() {
        try {
            opened().warm();
        } catch (RuntimeException e) {
            // The first question reports what is wrong; the profile is none the worse.
            return;
        }
    }

    @Override
    public ConversationState state() {
        return system.conversations.state(id);
    }

    @Override
    public ConversationState change(StateChange change, long version) {
        return system.conversations.setState(id, change, version);
    }

    @Override
    public ConversationState undo(long version) {
        return system.conversations.undo(id, version);
    }

    @Override
    public String export(ExportFormat format) {
        return system.archive.export(id, format);
    }

    @Override
    public ReplayReport replay() {
        try {
            return system.archive.replay(id, opened());
        } catch (MigratorException e) {
            if (e.code() != ErrorCode.DATA_CHANGED) {
                throw e;
            }
            return system.archive.replay(id, system.data.of(system.profile(request())));
        }
    }

    @Override
    public ReplayReport confirm() {
        return system.archive.confirm(id, opened(), system.archive.lastAnswered(id));
    }

    @Override
    public QueryResult query(String sql) {
        return opened().queries().run(sql);
    }

    @Override
    public Guidance guide() {
        OpenedData open = opened();
        return system.guidance.guide(
                open.context(), open.queries(), system.store.memory(id).answeredQuestions());
    }

    @Override
    public SchemaPlan optimize(SchemaTarget target) {
        return optimize(target, system.model());
    }

    @Override
    public SchemaPlan optimizeWithFallback(SchemaTarget target) {
        return target == SchemaTarget.POSTGRESQL
                ? optimize(target, system.model().onlineFirst())
                : optimize(target);
    }

    private SchemaPlan optimize(SchemaTarget target, LanguageModel model) {
        OpenedData open = opened();
        return new SchemaOptimizer(system.data.claimVerifier(open.context()), open.queries(), MigrationWriter::dialect)
                .optimize(open.context(), target, model);
    }

    @Override
    public Migration writeMigration(SchemaPlan plan, Path folder) {
        return new MigrationWriter(system.data.exporter(opened().context())).write(plan, folder);
    }

    @Override
    public DataContext detectRelationshipsWithFallback() {
        OpenedData open = opened();
        DataContext reviewed = new RelationshipReview(open.claims(), system.model()).review(open.context());
        if (!reviewed.equals(open.context())) {
            system.conversations.saveProfile(id, reviewed);
            system.data.forget(id);
        }
        return reviewed;
    }

    @Override
    public ProfileRequest request() {
        ConversationSummary summary = system.store.summary(id);
        return ProfileRequest.of(summary.dataFiles()).withReading(summary.reading());
    }

    @Override
    public DataContext profile(ProfileRequest request) {
        ProfileRequest kept = request();
        if (!request.files().equals(kept.files())) {
            throw MigratorException.badInput(
                    "Conversation " + id + " keeps its own files: " + String.join(", ", kept.files())
                            + ". Create another conversation for " + String.join(", ", request.files()) + ".");
        }
        DataContext context = system.profile(request);
        boolean same = request.reading().equals(kept.reading());
        system.conversations.saveProfile(id, context, same ? null : request.reading());
        system.data.forget(id);
        return context;
    }

    @Override
    public Optional<DataContext> context() {
        return system.store.context(id);
    }

    @Override
    public Conversation conversation() {
        return system.conversations.conversation(id);
    }

    @Override
    public ConversationSummary describe(@Nullable String title, @Nullable Boolean pinned, long version) {
        return system.conversations.describe(id, title, pinned, version);
    }

    @Override
    public void cancel() {
        system.data.cancel(id);
    }

    @Override
    public void delete() {
        system.conversations.delete(id);
        system.data.forget(id);
    }

    OpenedData opened() {
        DataContext context = context()
                .orElseThrow(() -> new MigratorException(
                        ErrorCode.CONVERSATION_NOT_READY,
                        "The files of conversation " + id
                                + " have not been profiled yet. Wait until they are, or create the"
                                + " conversation again."));
        return system.data.of(id, context);
    }
}
