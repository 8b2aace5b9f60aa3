package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the routes of the API. */
class RestServerTest extends RestServerFixture {
    @Test
    void aConversationIsCreatedAtOnceAndProfiledInTheBackground() throws Exception {
        HttpResponse<String> created = post("/llm/conversations", NEW);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/llm/conversations/c1");
        JsonNode reply = JSON.readTree(created.body());
        assertThat(reply.path("id").asText()).isEqualTo("c1");
        assertThat(reply.path("title").asText()).isEqualTo("Sales");
        assertThat(reply.path("status").asText()).isEqualTo("profiling");
        assertThat(reply.path("data_files").toString()).isEqualTo("[\"sales.csv\"]");
        assertThat(reply.path("progress").isObject()).isTrue();

        conversations.profiling.countDown();
        ask("How many?");
        JsonNode whole = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(whole.path("status").asText()).isEqualTo("ready");
        assertThat(whole.at("/context/tables/0/name").asText()).isEqualTo("sales");
        assertThat(whole.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(whole.at("/messages/0/content").asText()).isEqualTo("How many?");
        assertThat(whole.at("/messages/1/role").asText()).isEqualTo("assistant");
        JsonNode list = JSON.readTree(get("/llm/conversations").body());
        assertThat(list.at("/conversations/0/id").asText()).isEqualTo("c1");
    }

    @Test
    void theRequestedDialectIsStoredWithTheConversation() throws Exception {
        String body = "{\"data_files\": [\"sales.csv\"], \"dialect\": {\"delimiter\": \";\", \"no_header\": true}}";
        assertThat(post("/llm/conversations", body).statusCode()).isEqualTo(201);
        assertThat(conversations.handle("c1").request().reading().dialect())
                .isEqualTo(DialectOptions.builder().delimiter(";").headerRows(0).build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"delimeter\": \";\"} ! 'delimeter' ! delimiter",
                "{\"quote\": \"double\"} ! dialect.quote is “double” ! one character",
                "{\"header_rows\": 21} ! dialect.header_rows: “21” ! from 0 to 20",
                "\";\" ! dialect is \";\" ! an object such as"
            })
    void aWrongDialectIsABadRequestThatNamesFieldValueAndRemedy(String dialect, String named, String remedy)
            throws Exception {
        String body = "{\"data_files\": [\"sales.csv\"], \"dialect\": " + dialect + "}";
        HttpResponse<String> reply = post("/llm/conversations", body);
        assertProblem(reply, 400, "bad_input");
        assertThat(JSON.readTree(reply.body()).path("detail").asText()).contains(named, remedy);
    }

    @Test
    void aMessageMatchesTheContract() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode message = JSON.readTree(ask("What sells best?").body());
        List<String> names = new ArrayList<>();
        message.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "role",
                        "content",
                        "outcome",
                        "answered_by",
                        "queries",
                        "claims",
                        "warnings",
                        "suggestions",
                        "model",
                        "fallback_used",
                        "usage");
        assertThat(message.path("outcome").asText()).isEqualTo("answered");
        assertThat(message.path("answered_by").asText()).isEqualTo("model");
        assertThat(message.at("/queries/0/rows").toString()).isEqualTo("[[\"Lamp\",\"9.50\",2],[null,null,1]]");
        assertThat(message.at("/queries/0/row_count").asInt()).isEqualTo(2);
        assertThat(message.at("/claims/0/column").asText()).isEqualTo("revenue");
        assertThat(message.at("/usage/prompt_tokens").asInt()).isEqualTo(100);
    }

    @Test
    void aMessageWaitsForTheProfile() throws Exception {
        post("/llm/conversations", NEW);
        CompletableFuture<HttpResponse<String>> reply = client.sendAsync(
                request("/llm/conversations/c1/messages", "{\"message\": \"How many?\"}")
                        .build(),
                BodyHandlers.ofString());
        assertThat(JSON.readTree(get("/llm/conversations/c1").body())
                        .path("status")
                        .asText())
                .isEqualTo("profiling");
        assertThat(reply).isNotDone();
        conversations.profiling.countDown();
        assertThat(reply.get().statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerCanBeStreamedAsEvents() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        HttpResponse<String> stream = client.send(
                request("/llm/conversations/c1/messages", "{\"message\": \"What sells best?\"}")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events =
                stream.body().lines().filter(line -> line.startsWith("event: ")).toList();
        assertThat(events)
                .endsWith("event: status", "event: sql", "event: rows", "event: token", "event: token", "event: done");
        String done =
                stream.body().lines().reduce((a, b) -> b.isBlank() ? a : b).orElse("");
        assertThat(JSON.readTree(done.substring("data: ".length())))
                .isEqualTo(JSON.readTree(ask("What sells best?").body()));
    }

    @Test
    void anAnswerContainsItsChartAsSvgAlsoInTheConversation() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode asked = JSON.readTree(ask("What sells best?").body());
        JsonNode kept = JSON.readTree(get("/llm/conversations/c1").body()).path("messages");

        assertThat(asked.at("/queries/0/chart/svg").asText())
                .startsWith("<svg xmlns=")
                .contains("revenue, n by name");
        assertThat(kept.at("/1/queries/0/chart")).isEqualTo(asked.at("/queries/0/chart"));
    }

    @Test
    void aConversationIsRenamedAndPinned() throws Exception {
        post("/llm/conversations", NEW);

        HttpResponse<String> renamed = patch("{\"title\": \"Sales of the south\"}", "*");
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
        assertThat(JSON.readTree(renamed.body()).path("title").asText()).isEqualTo("Sales of the south");
        JsonNode pinned = JSON.readTree(patch("{\"pinned\": true}", "*").body());
        assertThat(pinned.path("pinned").asBoolean()).isTrue();
        assertThat(pinned.path("title").asText()).isEqualTo("Sales of the south");
        for (String bad : List.of("{\"title\": \" \"}", "{\"pinned\": 1}", "{\"name\": \"x\"}", "[]")) {
            assertProblem(patch(bad, "*"), 400, "bad_input");
        }
        assertProblem(patch("{\"pinned\": false}", "\"99\""), 412, "version_conflict");
    }

    private HttpResponse<String> patch(String body, String version) throws Exception {
        return client.send(
                request("/llm/conversations/c1", "")
                        .method("PATCH", BodyPublishers.ofString(body))
                        .header("If-Match", version)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aQueryRunsBesideTheConversation() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);

        JsonNode rows = JSON.readTree(
                post("/llm/conversations/c1/query", "{\"sql\": \"SELECT 1\"}").body());

        assertThat(rows.path("columns").size()).isEqualTo(3);
        assertThat(rows.path("row_count").asInt()).isEqualTo(2);
        assertThat(conversations.turns("c1")).isZero();
        assertProblem(post("/llm/conversations/c1/query", "{\"sql\": \"DROP TABLE x\"}"), 422, "query_refused");
        assertProblem(post("/llm/conversations/c1/query", "{}"), 400, "bad_input");
    }

    @Test
    void sampleDataMakesAConversation() throws Exception {
        JsonNode made = JSON.readTree(post("/llm/demo", "").body());

        assertThat(made.path("title").asText()).isEqualTo("Demo shop");
        assertThat(Path.of(made.at("/data_files/0").asText())).exists().hasFileName("sales.csv");
    }

    @Test
    void theQuestionThatIsBeingAnsweredIsToldApartFromTheMessages() throws Exception {
        conversations.profiling.countDown();
        conversations.answering = new CountDownLatch(1);
        post("/llm/conversations", NEW);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("/llm/conversations/c1/messages", "{\"message\": \"What sells best?\"}")
                        .build(),
                BodyHandlers.ofString());
        while (conversations.asked.get() == 0) {
            Thread.onSpinWait();
        }

        JsonNode during = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(during.at("/running/question").asText()).isEqualTo("What sells best?");
        assertThat(during.at("/running/seconds").isIntegralNumber()).isTrue();
        assertThat(during.path("messages")).isEmpty();

        conversations.answering.countDown();
        assertThat(answer.get().statusCode()).isEqualTo(200);
        JsonNode after = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(after.has("running")).isFalse();
        assertThat(after.path("messages")).hasSize(2);
    }

    @Test
    void profilingCanBeCancelledAndBegunAgain() throws Exception {
        post("/llm/conversations", NEW);

        assertThat(post("/llm/conversations/c1/cancel", "").statusCode()).isEqualTo(202);
        JsonNode cancelled = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(cancelled.path("status").asText()).isEqualTo("failed");
        assertThat(cancelled.at("/error/detail").asText()).contains("interrupted");
        assertProblem(post("/llm/conversations/c1/cancel", ""), 409, "conversation_not_ready");

        conversations.profiling.countDown();
        assertThat(post("/llm/conversations/c1/guidance", "").statusCode()).isEqualTo(200);
        assertThat(get("/llm/conversations/c1").body()).contains("\"status\":\"ready\"");
    }

    @Test
    void theReportIsServedOnceThereIsAProfile() throws Exception {
        post("/llm/conversations", NEW);
        assertProblem(get("/llm/conversations/c1/export?format=html"), 409, "conversation_not_ready");

        conversations.profiling.countDown();
        ask("What sells best?");

        HttpResponse<String> report = get("/llm/conversations/c1/export?format=html");
        assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
                .contains("c1.html");
        assertThat(report.body()).contains("<!DOCTYPE html>", "What sells best?");
    }

    @Test
    void theDiagramOfRelatedTablesIsServed() throws Exception {
        post("/llm/conversations", NEW);
        assertProblem(get("/llm/conversations/c1/diagram.svg"), 409, "conversation_not_ready");
        assertProblem(get("/llm/conversations/c7/diagram.svg"), 404, "unknown_conversation");
        conversations.profiling.countDown();
        ask("What sells best?");
        assertThat(get("/llm/conversations/c1/diagram.svg").statusCode())
                .as("one table is related to none")
                .isEqualTo(204);

        Conversation before = conversations.conversation("c1");
        conversations.kept.put("c1", new Conversation(before.summary(), FakeConversations.RELATED, before.turns()));
        HttpResponse<String> picture = get("/llm/conversations/c1/diagram.svg");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(picture.headers().firstValue("ETag"))
                .isEqualTo(get("/llm/conversations/c1").headers().firstValue("ETag"));
        assertThat(picture.body()).contains("sales.customer → customers.id (n:1)");
    }

    @Test
    void aStreamThatFailsEndsWithTheProblem() throws Exception {
        conversations.profiling.countDown();
        conversations.answerFailure = new MigratorException(ErrorCode.LLM_UNREACHABLE, "Nobody there.");
        post("/llm/conversations", NEW);
        HttpResponse<String> stream = client.send(
                request("/llm/conversations/c1/messages", "{\"message\": \"x\"}")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());
        assertThat(stream.body()).contains("event: error\ndata: ", "\"status\":503", "Nobody there.");
    }

    @Test
    void aFailedProfileIsReportedWithItsCause() throws Exception {
        conversations.profileFailure = new MigratorException(ErrorCode.FILE_UNREADABLE, "sales.csv is a zip.");
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        assertProblem(ask("How many?"), 422, "file_unreadable");
        JsonNode one = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(one.path("status").asText()).isEqualTo("failed");
        assertThat(one.at("/error/detail").asText()).isEqualTo("sales.csv is a zip.");
    }

    @Test
    void filesAreProfiledAgainWhenProfilingFailedOrTheyChanged() throws Exception {
        conversations.profileFailure = new MigratorException(ErrorCode.FILE_UNREADABLE, "sales.csv is a zip.");
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        assertProblem(ask("How many?"), 422, "file_unreadable");

        conversations.profileFailure = null;
        assertThat(post("/llm/conversations/c1/profile", "").statusCode()).isEqualTo(202);
        assertThat(ask("How many?").statusCode()).isEqualTo(200);

        conversations.profileFailure = new MigratorException(ErrorCode.FILE_UNREADABLE, "sales.csv is gone.");
        assertThat(post("/llm/conversations/c1/profile", "").statusCode()).isEqualTo(202);
        assertThat(ask("How many?").statusCode())
                .as("the earlier profile serves on")
                .isEqualTo(200);
        assertProblem(post("/llm/conversations/none/profile", ""), 404, "unknown_conversation");
    }

    @Test
    void aConversationCanBeDeletedWhileItIsProfiled() throws Exception {
        post("/llm/conversations", NEW);
        HttpRequest delete = HttpRequest.newBuilder(URI.create(server.url() + "/llm/conversations/c1"))
                .DELETE()
                .build();
        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertProblem(get("/llm/conversations/c1"), 404, "unknown_conversation");
        assertProblem(client.send(delete, BodyHandlers.ofString()), 404, "unknown_conversation");
    }

    @Test
    void guidanceAndSchemaPlansAreServed() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode guidance =
                JSON.readTree(post("/llm/conversations/c1/guidance", "").body());
        assertThat(guidance.at("/questions/0/sql").asText()).isEqualTo("SELECT count(*) FROM sales");
        assertThat(guidance.path("explorations").toString()).isEqualTo("[\"look\"]");
        JsonNode plan = JSON.readTree(post("/llm/conversations/c1/optimize-schema", "{\"target\": \"spark\"}")
                .body());
        assertThat(plan.path("target").asText()).isEqualTo("spark");
        assertThat(plan.path("ddl").asText()).startsWith("CREATE TABLE");
        assertThat(plan.path("fallback_used").isBoolean()).isTrue();
        assertProblem(post("/llm/conversations/c1/optimize-schema", "{\"target\": \"oracle\"}"), 400, "bad_input");
    }

    @Test
    void healthReportsModelSparkAndDisk() throws Exception {
        JsonNode health = JSON.readTree(get("/llm/health").body());
        assertThat(health.at("/model/available").asBoolean()).isFalse();
        assertThat(health.at("/model/note").asText()).contains("lms server start");
        assertThat(health.at("/spark/master").asText()).isEqualTo("local[*]");
        assertThat(health.at("/disk/free_bytes").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"title\": \"x\"}",
                "{\"data_files\": []}",
                "{\"data_files\": [1]}",
                "{\"data_files\": [\" \"]}",
                "{\"data_files\": \"sales.csv\"}",
                "{\"data_files\": [\"sales.csv\"], \"titel\": \"x\"}"
            })
    void aBodyThatIsNotAsDescribedIsABadRequest(String body) throws Exception {
        assertProblem(post("/llm/conversations", body), 400, "bad_input");
    }

    @Test
    void unknownRoutesAndMethodsAreProblems() throws Exception {
        assertProblem(get("/llm/conversation"), 404, "no_route");
        assertProblem(get("/llm/conversations/c1/messages"), 405, "no_method");
        assertProblem(post("/llm/conversations", "x".repeat(RequestBodies.MAX_BYTES + 1)), 413, "too_large");
    }

    @Test
    void internalErrorsHideTheirDetails() throws Exception {
        conversations.profiling.countDown();
        conversations.answerFailure = new IllegalStateException("secret inside");
        post("/llm/conversations", NEW);
        HttpResponse<String> reply = ask("x");
        assertProblem(reply, 500, "internal");
        assertThat(reply.body()).doesNotContain("secret inside");
    }
}
