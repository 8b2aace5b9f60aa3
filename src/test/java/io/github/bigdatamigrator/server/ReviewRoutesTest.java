package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewRoutesTest extends RestServerFixture {
    private static final String QUESTION = "What sells best?";
    private static final String VERDICT = "/llm/conversations/c1/messages/1/verdict";

    @BeforeEach
    void anAnsweredQuestion() throws Exception {
        conversations.reviewed = new ReviewedAnswers(new KnowledgeFolder(folder.resolve("knowledge")));
        post("/llm/conversations", NEW);
        conversations.profiling.countDown();
        ask(QUESTION);
    }

    @Test
    void aVerdictIsStoredShownAtTheMessageListedAndTakenBack() throws Exception {
        OpenApiSchema schemas =
                new OpenApiSchema(JSON.readTree(get("/openapi.json").body()));

        JsonNode stored = JSON.readTree(
                post(VERDICT, "{\"verdict\": \"good\", \"by\": \"anna\", \"question\": \"" + QUESTION + "\"}")
                        .body());

        assertThat(schemas.problems("ReviewedAnswer", stored)).isEmpty();
        assertThat(stored.path("by").asText()).isEqualTo("anna");
        JsonNode conversation = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(schemas.problems("Conversation", conversation)).isEmpty();
        assertThat(conversation.at("/messages/1/review/verdict").asText()).isEqualTo("good");
        post(VERDICT, "{\"verdict\": \"wrong\", \"why\": \"the returns\"}");
        Files.writeString(folder.resolve("knowledge/answers/x.yaml"), "question: [");
        JsonNode list = JSON.readTree(get("/llm/reviewed-answers").body());
        assertThat(schemas.problems("ReviewedAnswers", list)).isEmpty();
        assertThat(list.path("answers"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.path("why").asText()).isEqualTo("the returns"));
        assertThat(list.at("/problems/0").asText()).startsWith("answers/x.yaml, line 1: not YAML");
        assertThat(delete(VERDICT)).isEqualTo(204);
        assertThat(delete(VERDICT)).isEqualTo(204);
        assertThat(JSON.readTree(get("/llm/reviewed-answers").body()).path("answers"))
                .isEmpty();
    }

    @Test
    void anAnswerIsRemovedFromTheListByItsName() throws Exception {
        String name = JSON.readTree(post(VERDICT, "{\"verdict\": \"good\"}").body())
                .path("name")
                .asText();

        assertThat(delete("/llm/reviewed-answers/..%2F..%2Fsales")).isBetween(204, 499);
        assertThat(delete("/llm/reviewed-answers/" + name)).isEqualTo(204);

        assertThat(folder.resolve("sales.csv")).exists();
        assertThat(folder.resolve("knowledge/answers")).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1 | {"verdict": "fine"}                        | verdict must be
        1 | {"verdict": "wrong"}                       | Say what is wrong
        1 | {"verdict": "good", "why": "x"}            | needs no reason
        1 | {"verdict": "good", "question": "other?"}  | Question 1 is not ‘other?’
        5 | {"verdict": "good", "question": "other?"}  | Question 5 is not ‘other?’
        0 | {"verdict": "good"}                        | no number of a question
        x | {"verdict": "good"}                        | no number of a question
        1 | {"verdict": "good", "note": "x"}           | note
        """)
    void aBadVerdictSaysWhatIsWrong(String turn, String body, String message) throws Exception {
        var reply = post("/llm/conversations/c1/messages/" + turn + "/verdict", body);

        assertProblem(reply, 400, "bad_input");
        assertThat(reply.body()).contains(message);
    }

    private int delete(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).DELETE().build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }
}
