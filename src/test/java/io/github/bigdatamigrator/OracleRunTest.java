package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that knows the right SQL gets the right answer, whatever the shape of its reply: what is lost in real use is
 * then the model's fault. The questions lie in {@code oracle/questions.jsonl}; the rows beside them were computed by
 * DuckDB from the same data, with SQL of its own where Spark's differs.
 */
class OracleRunTest {
    /** Every so-manieth question stands for all in the short run. */
    private static final int SHARE = 9;

    @TempDir
    Path folder;

    @Test
    @Tag("spark")
    void aShareOfTheQuestionsIsAnsweredRight() throws IOException {
        List<Question> all = questions();
        List<Question> share = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % SHARE == 0 && !all.get(i).data().equals("tpch")) {
                share.add(all.get(i));
            }
        }
        assertThat(wrong("demo", share)).isEmpty();
        assertThat(wrong("odd", share)).isEmpty();
        assertThat(wrong("staff", share)).isEmpty();
        assertThat(all).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @Tag("spark")
    @Tag("long")
    @ValueSource(strings = {"demo", "tpch", "odd", "staff"})
    void allQuestionsAreAnsweredRight(String data) throws IOException {
        assertThat(wrong(data, questions())).isEmpty();
    }

    private List<String> wrong(String data, List<Question> questions) throws IOException {
        List<Question> asked =
                questions.stream().filter(it -> it.data().equals(data)).toList();
        List<String> wrong = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        environment.put("CONVERSATION_DIR", folder.resolve("conversations").toString());
        environment.put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            environment.put("LOCAL_LLM_URL", studio.url());
            try (LLMConversationSystem system =
                    LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session())) {
                List<Path> files = OracleData.write(data, system, folder.resolve(data));
                String id = system.createConversation(
                        data, files.stream().map(Path::toString).toList());
                for (int i = 0; i < asked.size(); i++) {
                    String reply = ReplyShapes.of(i, asked.get(i).sql());
                    // A long conversation asks for a summary of older turns too; that is no question.
                    studio.replyWith(body -> isQuestion(body) ? reply : "Nothing to sum up.");
                    check(asked.get(i), system.addMessage(id, asked.get(i).text()), wrong);
                }
                assertThat(studio.requests())
                        .filteredOn(OracleRunTest::isQuestion)
                        .as("one call for each question")
                        .hasSize(asked.size());
            }
        }
        return wrong;
    }

    private static boolean isQuestion(String body) {
        return body.contains("Question: ");
    }

    private static void check(Question question, Answer answer, List<String> wrong) {
        String fault = fault(question, answer);
        if (!fault.isEmpty()) {
            wrong.add(question.text() + "\n    " + question.sql() + "\n    " + fault + "\n    " + answer.content() + " "
                    + answer.warnings());
        }
    }

    private static String fault(Question question, Answer answer) {
        if (answer.outcome() != Answer.Outcome.ANSWERED || answer.answeredBy() != Answer.AnsweredBy.MODEL) {
            return answer.outcome() + " by " + answer.answeredBy();
        }
        QueryResult result = answer.queries().get(0);
        List<List<String>> got = result.rows().stream().map(OracleRunTest::row).toList();
        List<List<String>> expected =
                question.rows().stream().map(OracleRunTest::row).toList();
        if (!question.ordered()) {
            got = sorted(got);
            expected = sorted(expected);
        }
        if (!got.equals(expected)) {
            return "expected " + expected + "\n    got      " + got;
        }
        for (Claim claim : answer.claims()) {
            Object cell = claim.row() < 0
                    ? null
                    : result.rows().get(claim.row()).get(result.columns().indexOf(claim.column()));
            if (!answer.content().contains(claim.text()) || (claim.row() >= 0 && cell == null)) {
                return "claim " + claim;
            }
        }
        return answer.warnings().equals(question.notes()) ? "" : "warnings other than " + question.notes();
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> String.join("\u0001", row)))
                .toList();
    }

    private static List<String> row(List<? extends @Nullable Object> cells) {
        return cells.stream().map(OracleRunTest::cell).toList();
    }

    /** Numbers by their value, to nine digits. */
    private static String cell(@Nullable Object cell) {
        String text = Objects.toString(cell, "null");
        if (!(cell instanceof Boolean) && text.matches("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            return new BigDecimal(text)
                    .round(new java.math.MathContext(9))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return text.endsWith("T00:00:00") ? text.substring(0, text.length() - "T00:00:00".length()) : text;
    }

    /** @param notes the warnings that the answer must have */
    private record Question(
            String data,
            String text,
            String sql,
            boolean ordered,
            List<List<@Nullable Object>> rows,
            List<String> notes) {}

    private static List<Question> questions() throws IOException {
        try (InputStream in = OracleRunTest.class.getResourceAsStream("/oracle/questions.jsonl")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(OracleRunTest::question).toList();
        }
    }

    private static Question question(String line) {
        JsonNode node = Json.parse(line);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : node.path("rows")) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (JsonNode cell : row) {
                cells.add(cell.isNull() ? null : cell.isBoolean() ? (Object) cell.booleanValue() : cell.asText());
            }
            rows.add(cells);
        }
        return new Question(
                node.path("data").asText(),
                node.path("question").asText(),
                node.path("sql").asText(),
                node.path("ordered").booleanValue(),
                rows,
                node.path("notes").valueStream().map(JsonNode::asText).toList());
    }
}
