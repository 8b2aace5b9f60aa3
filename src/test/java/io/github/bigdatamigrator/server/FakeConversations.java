package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ConversationDouble;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;

/** Keeps conversations in memory. Every question gets the same rows; profiles complete when the test says so. */
final class FakeConversations extends SystemDouble {
    static final DataContext CONTEXT = Profiles.context(
            List.of(Profiles.table("sales", 3, List.of(Profiles.column("amount", ColumnType.decimal(10, 2), 3)))),
            List.of());

    /** Two tables, one with a self-reference. */
    static final DataContext RELATED = Profiles.context(
            List.of(
                    Profiles.table("sales", 3, List.of(Profiles.column("customer", ColumnType.BIGINT, 3))),
                    Profiles.table(
                            "customers",
                            3,
                            List.of(
                                    Profiles.column("id", ColumnType.BIGINT, 3),
                                    Profiles.column("recruiter", ColumnType.BIGINT, 2)))),
            List.of(
                    Profiles.edge("sales", "customer", "customers", "id"),
                    Profiles.edge("customers", "recruiter", "customers", "id")));

    /** The profile of every conversation. */
    volatile DataContext context = CONTEXT;

    final CountDownLatch profiling = new CountDownLatch(1);
    final Map<String, Conversation> kept = new ConcurrentHashMap<>();
    final Map<String, List<List<ConversationState.Entry>>> states = new ConcurrentHashMap<>();
    volatile @Nullable RuntimeException profileFailure;
    volatile @Nullable RuntimeException answerFailure;
    /** If set, an answer waits for it after its first words. */
    volatile @Nullable CountDownLatch answering;

    /** Further events of an answer. */
    volatile String filler = "";

    /** Questions whose answer was begun; each changes the version of its conversation, as its answer does. */
    final AtomicInteger asked = new AtomicInteger();

    /** Where reviews of answers go. */
    volatile ReviewedAnswers reviewed = ReviewedAnswers.NONE;

    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public String registerConversation(String title, ProfileRequest request) {
        String id = "c" + (kept.size() + 1);
        kept.put(id, new Conversation(summary(id, title, request), null, List.of()));
        return id;
    }

    @Override
    public String createConversationLike(String title, String id) {
        return registerConversation(title, handle(id).request());
    }

    @Override
    public LLMConversationSystem withModel(String model) {
        return this;
    }

    @Override
    public ConversationHandle handle(String id) {
        return new Handle(id);
    }

    @Override
    public List<ConversationSummary> conversations() {
        return kept.values().stream().map(Conversation::summary).toList();
    }

    @Override
    public ModelStatus modelStatus() {
        return new ModelStatus(false, "CodeLlama-34B-Instruct", 4096, 0, "Start it with `lms server start`.");
    }

    @Override
    public ReviewedAnswers reviewedAnswers() {
        return reviewed;
    }

    @Override
    public boolean onlineFallbackEnabled() {
        return false;
    }

    @Override
    public List<Path> generateDemoData(Path folder) {
        return List.of(Uncheck.get(() -> Files.writeString(folder.resolve("sales.csv"), "a\n1\n")));
    }

    @Override
    public void close() {}

    int turns(String id) {
        return handle(id).conversation().turns().size();
    }

    static Answer answer() {
        List<@Nullable Object> first = Arrays.asList("Lamp", new BigDecimal("9.50"), 2L);
        List<@Nullable Object> second = Arrays.asList(null, null, 1L);
        QueryResult result = new QueryResult(
                "SELECT name, sum(amount) AS revenue, count(*) AS n FROM sales GROUP BY name",
                List.of("name", "revenue", "n"),
                List.of(ColumnType.STRING, ColumnType.decimal(10, 2), ColumnType.BIGINT),
                List.of(first, second),
                false,
                0.1,
                null);
        return new Answer(
                "Lamp sells best: 9.50.",
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(result),
                List.of(new Answer.Claim("9.50", 0, 0, "revenue")),
                List.of("one name is null"),
                List.of("Which sells worst?"),
                "scripted",
                false,
                new TokenUsage(100, 20));
    }

    private static ConversationSummary summary(String id, String title, ProfileRequest request) {
        String at = "2026-01-01T00:00:00Z";
        return new ConversationSummary(id, title, request.files(), request.reading(), at, at, 0, false, 1);
    }

    @Nullable
    DataDescription meanings;

    private final class Handle extends ConversationDouble {
        private final String id;

        Handle(String id) {
            this.id = id;
        }

        @Override
        public ReviewedAnswer review(int turn, Review review) {
            String question = conversation().turns().get(turn - 1).question();
            return review(question, "SELECT 1", review, turn);
        }

        @Override
        public ReviewedAnswer review(String question, String sql, Review review) {
            return review(question, sql, review, 0);
        }

        private ReviewedAnswer review(String question, String sql, Review review, int turn) {
            String now = "2026-11-30T10:00:00Z";
            return reviewed.add(
                    ReviewedAnswer.of(
                            question, List.of(), review, List.of(sql), List.of(), now, turn == 0 ? "" : id, turn, "f"),
                    FakeConversations.this.context);
        }

        @Override
        public List<ReviewedAnswer> similarAnswers(String question) {
            return reviewed.similar(
                    question, FakeConversations.this.context, (table, column, text, limit) -> List.of());
        }

        @Override
        public boolean withdrawReview(int turn) {
            ReviewedAnswer review = reviewed.of(id).get(turn);
            return review != null && reviewed.remove(review.name());
        }

        @Override
        public DataDescription meanings() {
            return Objects.requireNonNull(meanings);
        }

        @Override
        public ProfileRequest request() {
            ConversationSummary summary = conversation().summary();
            return ProfileRequest.of(summary.dataFiles()).withReading(summary.reading());
        }

        @Override
        public DataContext profile(ProfileRequest request) {
            request.progress().progress("profiling sales.csv", 40, 100);
            try {
                profiling.await();
            } catch (InterruptedException e) {
                throw new MigratorException(ErrorCode.CANCELLED, "stopped", e);
            }
            if (profileFailure != null) {
                throw profileFailure;
            }
            Conversation before = conversation();
            kept.put(id, new Conversation(before.summary(), FakeConversations.this.context, before.turns()));
            return FakeConversations.this.context;
        }

        @Override
        public Conversation conversation() {
            Conversation found = kept.get(id);
            if (found == null) {
                throw new MigratorException(ErrorCode.UNKNOWN_CONVERSATION, "There is no conversation " + id + ".");
            }
            return found;
        }

        @Override
        public Optional<DataContext> context() {
            return Optional.ofNullable(conversation().context());
        }

        @Override
        public ConversationState state() {
            int turns = conversation().turns().size();
            List<List<ConversationState.Entry>> all = entries();
            return new ConversationState(all.size() + asked.get() + turns, all.get(all.size() - 1));
        }

        private List<List<ConversationState.Entry>> entries() {
            return new ArrayList<>(states.getOrDefault(id, List.of(List.of())));
        }

        @Override
        public ConversationState change(StateChange change, long version) {
            ConversationState now = at(version);
            List<List<ConversationState.Entry>> all = entries();
            all.add(StateChange.apply(change, now.entries(), all.size(), "2026-01-01T00:00:00Z"));
            states.put(id, all);
            return state();
        }

        private ConversationState at(long version) {
            ConversationState now = state();
            if (version != ConversationState.ANY_VERSION && version != now.version()) {
                throw new MigratorException(ErrorCode.VERSION_CONFLICT, "It has changed.");
            }
            return now;
        }

        @Override
        public ConversationState undo(long version) {
            at(version);
            List<List<ConversationState.Entry>> all = entries();
            if (all.size() < 2) {
                throw new MigratorException(ErrorCode.BAD_INPUT, "There is nothing to undo.");
            }
            all.add(all.get(all.size() - 2));
            states.put(id, all);
            return state();
        }

        @Override
        public String export(ExportFormat format) {
            return conversation().summary().title() + " as " + format;
        }

        @Override
        public ReplayReport replay() {
            conversation();
            ReplayReport.Verdict same = ReplayReport.Verdict.SAME;
            return new ReplayReport(
                    id, List.of(new ReplayReport.Replayed(1, "How many?", "SELECT 1", same, 1, 1, null)));
        }

        @Override
        public QueryResult query(String sql) {
            conversation();
            if (!sql.startsWith("SELECT")) {
                throw new MigratorException(ErrorCode.QUERY_REFUSED, "Only SELECT is run.");
            }
            return answer().queries().get(0);
        }

        @Override
        public Answer ask(String question, AnswerListener listener, long version) {
            if (answerFailure != null) {
                throw answerFailure;
            }
            asked.incrementAndGet();
            Answer answer = answer();
            listener.status("asking the model");
            listener.sql(answer.queries().get(0).sql());
            listener.rows(answer.queries().get(0));
            listener.token(filler + "Lamp sells ");
            CountDownLatch wait = answering;
            if (wait != null) {
                try {
                    wait.await();
                } catch (InterruptedException e) {
                    throw new MigratorException(ErrorCode.CANCELLED, "Stopped on request.", e);
                }
            }
            listener.token("best: 9.50.");
            Conversation before = conversation();
            List<Turn> turns = new ArrayList<>(before.turns());
            turns.add(new Turn(turns.size() + 1, question, answer, "2026-01-01T00:00:00Z", false));
            kept.put(id, new Conversation(before.summary(), before.context(), turns));
            return answer;
        }

        @Override
        public Guidance guide() {
            return new Guidance(
                    List.of(new GuidedQuestion("How many?", "SELECT count(*) FROM sales", "3 rows")),
                    List.of("look"),
                    List.of("mend"));
        }

        @Override
        public SchemaPlan optimizeWithFallback(SchemaTarget target) {
            return new SchemaPlan(
                    target, List.of(), "CREATE TABLE sales ()", List.of(), List.of(), List.of(), null, false);
        }

        @Override
        public ConversationSummary describe(@Nullable String title, @Nullable Boolean pinned, long version) {
            at(version);
            Conversation before = conversation();
            ConversationSummary now = before.summary();
            ConversationSummary after = new ConversationSummary(
                    id,
                    title == null ? now.title() : title,
                    now.dataFiles(),
                    now.reading(),
                    now.createdAt(),
                    now.updatedAt(),
                    now.questions(),
                    pinned == null ? now.pinned() : pinned,
                    now.version());
            kept.put(id, new Conversation(after, before.context(), before.turns()));
            return after;
        }

        @Override
        public void delete() {
            conversation();
            kept.remove(id);
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }
    }
}
