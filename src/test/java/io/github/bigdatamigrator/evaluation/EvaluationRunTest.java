package io.github.bigdatamigrator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.evaluation.EvaluationChanges.Change;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.report.html.HtmlReport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A scripted model is evaluated on the demo's data, where every fault is planted and has to be found. */
@Tag("spark")
class EvaluationRunTest {
    private static final int QUESTIONS = 24;
    /** Rules answer in place of a model that writes no usable SQL, but not these. */
    private static final List<TestQuestion> BEYOND_RULES = List.of(
            TestQuestion.generated(
                    "What is the standard deviation of the amount of the sales for each channel?",
                    "SELECT channel, stddev(amount) AS deviation FROM sales WHERE channel IS NOT NULL GROUP BY channel",
                    "beyond rules",
                    "en"),
            TestQuestion.generated(
                    "How many days lie between the first and the last sale date of the sales?",
                    "SELECT datediff(max(sale_date), min(sale_date)) AS days FROM sales",
                    "beyond rules",
                    "en"));

    private static final String UNKNOWN = "ANSWERABLE: no\nWHY: the data has no such column";

    @TempDir
    static Path folder;

    private static final ScriptedLMStudio STUDIO = ScriptedLMStudio.start();
    private static LLMConversationSystem system;
    private static ConversationHandle data;
    private static List<TestQuestion> questions;
    private static Evaluator evaluator;
    private static ModelRun right;

    /** The clock of the evaluation; a slow model moves it. */
    private static final AtomicLong MILLIS = new AtomicLong();

    @BeforeAll
    static void openTheDemo() {
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", STUDIO.url());
        system = LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
        List<String> files = system.generateDemoData(folder.resolve("demo")).stream()
                .map(Path::toString)
                .toList();
        data = system.handle(system.createConversation("demo", files));
        questions = new ArrayList<>(QuestionSet.generate(data, QUESTIONS - BEYOND_RULES.size(), Locale.ENGLISH));
        questions.addAll(BEYOND_RULES);
        evaluator = new Evaluator(system, data.id(), questions, EvaluationRunTest::now);
        right = run(question -> {
            MILLIS.addAndGet(250);
            return rightReply(question);
        });
    }

    @AfterAll
    static void close() {
        system.close();
        STUDIO.close();
    }

    @Test
    void generatedQuestionsAreDifferentAndSpreadOverKindsAndTables() {
        assertThat(questions).hasSize(QUESTIONS);
        assertThat(questions.stream().map(question -> question.text().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(questions.stream().map(TestQuestion::kind).distinct()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(questions).filteredOn(TestQuestion::unanswerable).hasSizeBetween(1, QUESTIONS / 6);
        for (String table : List.of("sales", "customers", "products", "stores")) {
            assertThat(questions).as(table).anyMatch(question -> question.text().contains(table));
        }
    }

    @Test
    void noGeneratedTotalCountsARowTwiceOrLosesOne() {
        List<TestQuestion> totals = questions.stream()
                .filter(question ->
                        question.kind().equals("join") && question.text().startsWith("What is the total"))
                .toList();
        assertThat(totals).isNotEmpty();
        for (TestQuestion question : totals) {
            String sum = question.rightSql().replaceFirst("(?s).*(sum\\(\\w+\\.\\w+\\)).*", "$1");
            BigDecimal whole = number(data.query("SELECT " + sum + " FROM sales WHERE "
                    + (question.text().contains("whose store is known") ? "store_id IS NOT NULL" : "true")));
            assertThat(total(data.query(question.rightSql())))
                    .as(question.rightSql())
                    .isEqualByComparingTo(whole);
        }
    }

    private static BigDecimal number(QueryResult result) {
        return new BigDecimal(String.valueOf(result.rows().get(0).get(0)));
    }

    private static BigDecimal total(QueryResult result) {
        return result.rows().stream()
                .map(row -> new BigDecimal(String.valueOf(row.get(1))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    @Tag("long")
    void germanQuestionsHaveTheSameAnswers() {
        List<TestQuestion> english = questions.subList(0, QUESTIONS - BEYOND_RULES.size());
        List<TestQuestion> german = QuestionSet.generate(data, english.size(), Locale.GERMAN);

        assertThat(german).extracting(TestQuestion::sql).isEqualTo(sqlOf(english));
        assertThat(german).allMatch(question -> question.text().matches("(Wie|Was|Welche) .*"));
    }

    private static List<String> sqlOf(List<TestQuestion> all) {
        return all.stream().map(TestQuestion::sql).toList();
    }

    @Test
    void plantedRegressionsAreAllFoundAndNothingElse() {
        assertThat(right.results())
                .filteredOn(result -> !result.outcome().isRight())
                .isEmpty();
        List<QuestionResult> ofModel = right.results().stream()
                .filter(result -> result.answeredBy().equals("model")
                        && !result.rightSql().isEmpty())
                .toList();
        Set<String> broken = BEYOND_RULES.stream().map(TestQuestion::text).collect(Collectors.toSet());
        List<String> asked = ofModel.stream()
                .map(QuestionResult::question)
                .filter(question -> !broken.contains(question))
                .toList();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(10);
        Set<String> wrong = new HashSet<>(asked.subList(0, 4));
        Set<String> declined = new HashSet<>(asked.subList(4, 6));
        Set<String> slow = new HashSet<>(asked.subList(6, 8));
        Set<String> repaired = new HashSet<>(asked.subList(8, 10));
        Set<String> tried = new HashSet<>();

        ModelRun now = run(question -> {
            if (slow.contains(question.text())) {
                MILLIS.addAndGet(5_000);
            }
            return wrong.contains(question.text())
                    ? fenced("SELECT * FROM (" + question.sql() + ") LIMIT 0")
                    : declined.contains(question.text())
                            ? UNKNOWN
                            : broken.contains(question.text())
                                    ? fenced("SELECT nothing FROM nowhere")
                                    : repaired.contains(question.text()) && tried.add(question.text())
                                            ? fenced("SELECT nothing FROM nowhere")
                                            : rightReply(question);
        });

        assertThat(texts(now, Outcome.WRONG)).isEqualTo(wrong);
        assertThat(texts(now, Outcome.REFUSED)).isEqualTo(declined);
        assertThat(texts(now, Outcome.FAILED)).isEqualTo(broken);
        assertThat(texts(now, Outcome.REPAIRED)).isEqualTo(repaired);
        assertThat(now.totals().right()).isEqualTo(QUESTIONS - 8);
        EvaluationChanges changes =
                EvaluationChanges.of(evaluation(right), evaluation(now)).get(0);
        assertThat(changes.compared()).isEqualTo(QUESTIONS);
        Set<String> worse = new HashSet<>(wrong);
        worse.addAll(declined);
        worse.addAll(broken);
        assertThat(texts(changes.worse())).isEqualTo(worse);
        assertThat(texts(changes.slower())).isEqualTo(slow);
        assertThat(changes.better()).isEmpty();
        EvaluationChanges back =
                EvaluationChanges.of(evaluation(now), evaluation(right)).get(0);
        assertThat(texts(back.better())).isEqualTo(worse);
        assertThat(back.worse()).isEmpty();
    }

    @Test
    void aRunCountsCallsTokensAndTimeAndLeavesNoConversation() {
        assertThat(system.conversations()).hasSize(1);
        QuestionResult asked = right.results().stream()
                .filter(result -> result.answeredBy().equals("model"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.calls()).isPositive();
        assertThat(asked.seconds()).isGreaterThanOrEqualTo(0.25);
        assertThat(asked.promptTokens()).isPositive();
        assertThat(asked.completionTokens()).isPositive();
        QuestionResult known = right.results().stream()
                .filter(result -> result.answeredBy().equals("profile"))
                .findFirst()
                .orElseThrow();
        assertThat(known.calls()).isZero();
        assertThat(right.totals().seconds()).isGreaterThan(0.25);
    }

    @Test
    void theEvaluationIsReadAgainAndItsPageShowsEveryQuestion() {
        Evaluation evaluation = evaluation(right);

        assertThat(Evaluation.parse("evaluation.json", evaluation.json())).isEqualTo(evaluation);
        assertThat(Json.parse(evaluation.json())
                        .path("models")
                        .path(0)
                        .path("results")
                        .path(0)
                        .fieldNames())
                .toIterable()
                .contains("question", "kind", "outcome", "seconds", "calls", "prompt_tokens", "completion_tokens");
        String page = HtmlReport.html(evaluation, List.of());
        assertThat(questions).allMatch(question -> page.contains(question.text().replace("'", "&#39;")));
        assertThat(page).doesNotContain("<script");
        assertThatThrownBy(
                        () -> Evaluation.parse("other.json", "{\"schema_version\": 9, \"files\": [], \"models\": []}"))
                .hasMessageContaining("schema version 9");
        assertThatThrownBy(() -> Evaluation.parse("other.json", "[]")).isInstanceOf(MigratorException.class);
    }

    @Test
    void questionsOfAGroupAreFollowUpsAndOthersAreNot() {
        List<TestQuestion> chain = List.of(
                question(
                        "How many sales were made on the web?",
                        "SELECT count(*) FROM sales WHERE channel = 'web'",
                        "a"),
                question("And in the store?", "SELECT count(*) FROM sales WHERE channel = 'store'", "a"),
                question("And by phone?", "SELECT count(*) FROM sales WHERE channel = 'phone'", null));
        STUDIO.replyWith(body -> fenced("SELECT count(*) FROM sales WHERE channel = 'web'"));
        int sent = STUDIO.requests().size();

        new Evaluator(system, data.id(), chain, EvaluationRunTest::now).run(system, "scripted", (number, result) -> {});

        List<String> bodies = STUDIO.requests().subList(sent, STUDIO.requests().size());
        assertThat(bodies)
                .filteredOn(body -> body.contains("And in the store?"))
                .allMatch(body -> body.contains("on the web?"));
        assertThat(bodies)
                .filteredOn(body -> body.contains("And by phone?"))
                .noneMatch(body -> body.contains("on the web?"));
    }

    @Test
    void rightSqlThatDoesNotServeIsToldBeforeAModelIsAsked() {
        int sent = STUDIO.requests().size();
        List<TestQuestion> bad = List.of(
                question("A?", "SELECT nothing FROM sales", null),
                question("B?", "SELECT * FROM sales", null),
                question("C?", "DROP TABLE sales", null));

        assertThatThrownBy(() -> new Evaluator(system, data.id(), bad, EvaluationRunTest::now))
                .hasMessageContaining("q.yaml, line 1")
                .hasMessageContaining("nothing")
                .hasMessageContaining("QUERY_ROW_LIMIT")
                .hasMessageContaining("“C?”");
        assertThat(STUDIO.requests()).hasSize(sent);
    }

    @Test
    @Tag("long")
    void withoutAModelTheRulesAnswer() {
        int sent = STUDIO.requests().size();
        try (LLMConversationSystem rules = system.withModel("none")) {
            ModelRun run = evaluator.run(rules, ModelRun.RULES, (number, result) -> {});

            assertThat(run.results()).extracting(QuestionResult::answeredBy).doesNotContain("model", "online");
            assertThat(texts(run, Outcome.WRONG)).isEmpty();
            assertThat(run.totals().right()).isGreaterThan(QUESTIONS / 3);
        }
        assertThat(STUDIO.requests()).hasSize(sent);
        assertThat(data.query("SELECT count(*) FROM sales").rowCount()).isEqualTo(1);
    }

    /**
     * A real model that is weak, such as SmolLM2-135M-Instruct: it may fail at every question, but no figure of another
     * question may be shown as an answer.
     */
    @Test
    @Tag("long")
    @EnabledIfEnvironmentVariable(named = "LLAMA_SERVER_URL", matches = "http.*")
    void aWeakModelShowsNoWrongFigures() {
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", Objects.requireNonNull(System.getenv("LLAMA_SERVER_URL")));
        try (LLMConversationSystem real =
                LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session())) {
            assertThat(real.modelStatus().available()).isTrue();
            ModelRun run = evaluator.run(real, "weak", (number, result) -> {});

            assertThat(run.results())
                    .filteredOn(result -> result.outcome() == Outcome.WRONG)
                    .isEmpty();
            assertThat(run.totals().right()).isGreaterThan(QUESTIONS / 4);
            assertThat(run.totals().calls()).isPositive();
        }
    }

    /** What the model replies to a question. */
    private interface Replies {
        String to(TestQuestion question);
    }

    private static String rightReply(TestQuestion question) {
        return question.sql() == null ? UNKNOWN : fenced(question.sql());
    }

    private static ModelRun run(Replies replies) {
        STUDIO.replyWith(body -> replies.to(asked(body)));
        return evaluator.run(system, "scripted", (number, result) -> {});
    }

    private static Instant now() {
        return Instant.ofEpochMilli(MILLIS.get());
    }

    /** The longest question of the request's body, since a question may be a part of another one. */
    private static TestQuestion asked(String body) {
        return questions.stream()
                .filter(question -> body.contains(question.text()))
                .max(Comparator.comparingInt(question -> question.text().length()))
                .orElseThrow();
    }

    private static String fenced(String sql) {
        return "```sql\n" + sql + "\n```";
    }

    private static TestQuestion question(String text, String sql, @Nullable String group) {
        return new TestQuestion(text, sql, null, "figure", "en", null, group, "q.yaml, line 1");
    }

    private static Evaluation evaluation(ModelRun run) {
        return Evaluation.of(List.of("demo"), List.of(run));
    }

    private static Set<String> texts(ModelRun run, Outcome outcome) {
        Set<String> texts = new HashSet<>();
        run.results().stream()
                .filter(result -> result.outcome() == outcome)
                .forEach(result -> texts.add(result.question()));
        return texts;
    }

    private static Set<String> texts(List<Change> changes) {
        Set<String> texts = new HashSet<>();
        changes.forEach(change -> texts.add(change.now().question()));
        return texts;
    }
}
