package io.github.bigdatamigrator;

import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.query.QueryEngine;
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
import io.github.bigdatamigrator.conversation.TurnReducer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.Definitions;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.migration.DataMigration;
import io.github.bigdatamigrator.migration.MigrationPlan;
import io.github.bigdatamigrator.migration.MigrationRequest;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.RelationshipReview;
import io.github.bigdatamigrator.schema.SchemaOptimizer;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import io.github.bigdatamigrator.source.DataSource;
import java.nio.file.Path;
import java.util.List;
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
        return system.archive.export(id, conversation(), format);
    }

    @Override
    public ReplayReport replay() {
        try {
            return system.archive.replay(id, opened());
        } catch (MigratorException e) {
            if (e.code() != ErrorCode.DATA_CHANGED) {
                throw e;
            }
            return system.archive.replay(id, system.data.of(system.meanings.apply(system.scan(request()))));
        }
    }

    @Override
    public ReviewedAnswer review(int turn, Review review) {
        DataContext context = profiled();
        return system.reviewed.add(system.archive.reviewed(id, context, turn, review), context);
    }

    @Override
    public ReviewedAnswer review(String question, String sql, Review review) {
        OpenedData open = opened();
        open.queries().check(sql);
        String fingerprint = TurnReducer.fingerprint(open.context());
        return system.reviewed.add(
                ReviewedAnswer.of(
                        question.strip(),
                        List.of(),
                        review,
                        List.of(sql.strip()),
                        ConversationState.effects(state().entries()),
                        system.archive.clock().instant().toString(),
                        "",
                        0,
                        fingerprint),
                open.context());
    }

    @Override
    public List<ReviewedAnswer> similarAnswers(String question) {
        OpenedData open = opened();
        return system.reviewed.similar(question, open.context(), open.values());
    }

    @Override
    public boolean withdrawReview(int turn) {
        ReviewedAnswer answer = system.reviewed.of(id).get(system.archive.numberOf(id, turn));
        return answer != null && system.reviewed.remove(answer.name());
    }

    @Override
    public QueryResult query(String sql) {
        OpenedData open = opened();
        try {
            return open.queries().run(Definitions.expand(sql, open.context()).sql());
        } catch (MigratorException e) {
            throw Definitions.explained(sql, e, open.context());
        }
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
        // A migration moves hidden columns too; only the model does not see them.
        DataContext whole = whole();
        QueryEngine queries = whole.meanings().hides()
                ? system.data.of(whole.withMeanings(Meanings.NONE)).queries()
                : open.queries();
        return new SchemaOptimizer(system.data.claimVerifier(whole), queries, MigrationWriter::dialect)
                .optimize(whole, target, model);
    }

    @Override
    public Migration writeMigration(SchemaPlan plan, Path folder) {
        return new MigrationWriter(system.data.exporter(whole())).write(plan, folder);
    }

    @Override
    public DataChecks checks() {
        return system.checksOf(whole());
    }

    @Override
    public MigrationPlan readMigrationPlan(String name, String text) {
        return MigrationPlan.read(name, text, whole());
    }

    @Override
    public DataMigration migration(SchemaPlan plan, MigrationRequest request) {
        DataContext whole = whole();
        return DataMigration.of(system.data.rawSession(whole), whole, plan, request);
    }

    @Override
    public DataMigration migration(MigrationPlan plan, MigrationRequest request) {
        DataContext whole = whole();
        return DataMigration.of(system.data.rawSession(whole), whole, plan, request, system.data.claimVerifier(whole));
    }

    @Override
    public Optional<DataMigration> begunMigration(MigrationRequest request) {
        DataContext whole = whole();
        return DataMigration.begun(system.data.rawSession(whole), whole, request);
    }

    @Override
    public DataContext detectRelationshipsWithFallback() {
        OpenedData open = opened();
        DataContext profile = profiled();
        // The relationships of people are added when the data is opened, and are never stored as found.
        DataContext reviewed = new RelationshipReview(open.claims(), system.model())
                .review(profile.withMeanings(open.context().meanings()))
                .withMeanings(Meanings.NONE);
        if (!reviewed.equals(profile)) {
            system.conversations.saveProfile(id, reviewed);
            system.data.forget(id);
        }
        return opened().context();
    }

    @Override
    public DataDescription meanings() {
        OpenedData open = opened();
        return new DataDescription(
                system.meanings, profiled(), open.queries(), open.claims(), system::sheets, system.model());
    }

    @Override
    public ProfileRequest request() {
        ConversationSummary summary = system.store.summary(id);
        List<DataSource> held = system.frames.get(id);
        return (held == null ? ProfileRequest.of(summary.dataFiles()) : ProfileRequest.ofSources(held))
                .withReading(summary.reading());
    }

    @SuppressWarnings("ReferenceEquality") // a profile to which nothing applies is returned as it is
    @Override
    public DataContext profile(ProfileRequest request) {
        ProfileRequest kept = request();
        if (!request.files().equals(kept.files())) {
            throw MigratorException.badInput(
                    "Conversation " + id + " keeps its own data: " + String.join(", ", kept.files())
                            + ". Create another conversation for " + String.join(", ", request.files()) + ".");
        }
        DataContext context = system.scan(request);
        boolean same = request.reading().equals(kept.reading());
        system.conversations.saveProfile(id, context, same ? null : request.reading());
        system.hold(id, request);
        system.data.forget(id);
        return system.meanings.apply(context) == context ? context : opened().context();
    }

    @Override
    public Optional<DataContext> context() {
        return system.store.context(id).map(this::shown);
    }

    /** What may be shown of a profile, with the corrections of people as far as they have been checked. */
    private DataContext shown(DataContext profile) {
        return system.meanings.known(system.meanings.apply(profile)).visible();
    }

    @Override
    public Conversation conversation() {
        Conversation stored = system.conversations.conversation(id);
        DataContext profile = stored.context();
        return profile == null ? stored : new Conversation(stored.summary(), shown(profile), stored.turns());
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
        system.frames.remove(id);
        system.data.forget(id);
    }

    OpenedData opened() {
        return opened(applied());
    }

    private OpenedData opened(DataContext applied) {
        return system.data.of(id, applied, system.meanings.entries());
    }

    private DataContext applied() {
        return system.meanings.apply(profiled());
    }

    /** The opened data's profile with the corrections of people, and with hidden columns. */
    private DataContext whole() {
        DataContext applied = applied();
        opened(applied);
        return system.meanings.known(applied);
    }

    /** The profile as the data alone gives it. */
    DataContext profiled() {
        return system.store
                .context(id)
                .orElseThrow(() -> new MigratorException(
                        ErrorCode.CONVERSATION_NOT_READY,
                        "The files of conversation " + id
                                + " have not been profiled yet. Wait until they are, or create the"
                                + " conversation again."));
    }
}
