package io.github.bigdatamigrator.cli;

import static io.github.bigdatamigrator.llm.ScriptedConnection.chunk;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.errorEvent;
import static io.github.bigdatamigrator.llm.ScriptedConnection.finish;
import static io.github.bigdatamigrator.llm.ScriptedConnection.quoted;
import static io.github.bigdatamigrator.llm.ScriptedConnection.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code bdm ask} against an LM Studio with real server behaviors; checks exit codes and output. */
@Tag("spark")
@Timeout(120)
class ModelServersTest {
    private static final String QUESTION = "Which thing went out of the door most of all, taken together?";
    private static final String SQL = "ANSWERABLE: yes\nWHY: units\n```sql\nSELECT product, sum(quantity) AS `Größe 鞋`"
            + " FROM sales GROUP BY product ORDER BY 2 DESC LIMIT 1\n```";
    private static final String CRASH = "The model has crashed without additional information. (Exit code: null)";
    private static final int ANSWERED = 0;
    private static final int MODEL = 4;

    /**
     * A way to behave.
     *
     * @param chats requests for a chat that the server is to see
     * @param words what is printed
     */
    private record Case(String name, Script script, List<String> flags, int code, int chats, List<String> words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Script {
        void on(ScriptedLMStudio studio);
    }

    @TempDir
    Path folder;

    static Stream<Case> cases() {
        return Stream.of(
                answered("a good reply", studio -> studio.reply(SQL), 1),
                answered(
                        "a first chunk with a null content, and a repeated role",
                        studio -> studio.streamChunks(
                                chunk("{\"role\":\"assistant\",\"content\":null}", "null"),
                                delta(SQL),
                                finish("stop"),
                                "[DONE]"),
                        1),
                answered("no [DONE]", studio -> studio.streamChunks(delta(SQL), finish("stop")), 1),
                answered("no [DONE] and no finish", studio -> studio.streamChunks(delta(SQL), usage(100, 20)), 1),
                answered(
                        "a block of thoughts",
                        studio -> studio.streamChunks(
                                delta("<think>DROP TABLE sales"), delta("</think>\n" + SQL), finish("stop"), "[DONE]"),
                        1),
                answered(
                        "reasoning in a field of its own",
                        studio -> studio.streamChunks(
                                chunk("{\"reasoning_content\":\"DROP\"}", "null"), delta(SQL), finish("stop")),
                        1),
                answered("characters cut by the network", studio -> studio.act(ModelServersTest::byteByByte), 1),
                answered(
                        "one body in place of a stream, and another model",
                        studio -> studio.act((to, body) -> to.body(
                                200,
                                "application/json",
                                "{\"model\":\"qwen2.5-7b\",\"choices\":[{\"index\":0,\"message\":"
                                        + "{\"role\":\"assistant\",\"content\":"
                                        + quoted(SQL) + "},\"finish_reason\":\"stop\"}]}")),
                        1,
                        "qwen2.5-7b answered in place of CodeLlama-34B-Instruct"),
                answered(
                        "loading on demand",
                        studio -> studio.models(ScriptedModelList.none()
                                        .and(new Entry("codellama-34b-instruct", "llm", 0, 16_384, true)))
                                .reply(SQL),
                        1),
                answered(
                        "a window that proves smaller",
                        studio -> studio.error(
                                        400,
                                        "{\"error\":\"Cannot truncate prompt with n_keep (9028) >= n_ctx (8192)\"}")
                                .reply(SQL),
                        2,
                        "shorter prompt"),
                answered(
                        "a pool that is full of others",
                        studio -> studio.act(errorEvent("Context size has been exceeded."))
                                .reply(SQL),
                        2,
                        "full of other requests"),
                answered(
                        "a crash in the middle of a reply, then loaded again",
                        studio -> studio.act((to, body) -> {
                                    to.stream();
                                    to.event(delta("ANSWERABLE: yes"));
                                    to.event("{\"error\":" + quoted(CRASH) + "}");
                                    to.end();
                                })
                                .reply(SQL),
                        2,
                        "Asking again in 2.0 s",
                        "crashed"),
                answered(
                        "a reset in the middle of a reply",
                        studio -> studio.act((to, body) -> {
                                    to.stream();
                                    to.event(delta("ANSWERABLE: yes"));
                                    to.reset();
                                })
                                .reply(SQL),
                        2,
                        "broke off in the middle"),
                answered(
                        "half a query and then nothing",
                        studio -> studio.streamChunks(delta("```sql\nSELECT product, sum("))
                                .reply(SQL),
                        2,
                        "Correcting the query"),
                failed(
                        "overflow with numbers",
                        studio -> studio.always(errorEvent("Input does not fit in context length. The input has 31430"
                                + " tokens, but the context length only supports 30000 tokens.")),
                        2,
                        "31,430",
                        "30,000",
                        "lms load"),
                failed(
                        "an error in a good stream",
                        studio -> studio.always(errorEvent("Compute error.")),
                        1,
                        "Compute error"),
                failed(
                        "no model",
                        studio -> studio.models(ScriptedModelList.none()),
                        0,
                        "`lms load codellama-34b-instruct -c 16384`"),
                failed(
                        "a key is wanted",
                        studio -> studio.error(401, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"token\"}}"),
                        1,
                        "LOCAL_LLM_API_KEY"),
                failed(
                        "no text",
                        studio -> studio.streamChunks(finish("stop"), usage(50, 0), "[DONE]"),
                        1,
                        "empty reply"),
                failed("a redirect", studio -> studio.error(307, "", "Location: http://127.0.0.1:9/"), 1, "redirects"),
                failed(
                        "twice the same crash",
                        studio -> studio.always((to, body) -> to.body(400, "text/plain", CRASH)),
                        2,
                        "crashed"),
                failed(
                        "nothing of use",
                        studio -> studio.reply("Hm.").reply("Hm?").reply("Hm!"),
                        3,
                        "3 attempts"),
                new Case(
                        "silence",
                        studio -> studio.act((to, body) -> to.awaitGone(new CountDownLatch(1))),
                        List.of("--llm-timeout", "1"),
                        MODEL,
                        1,
                        List.of("gave no reply within 1 s", "LLM_TIMEOUT")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachServerBehaviorHasTheContractExitCode(Case how) throws Exception {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            how.script().on(studio);
            Ended ended = ask(studio.url(), how.flags());
            assertThat(ended.code()).as(ended.text()).isEqualTo(how.code());
            assertThat(how.words()).allSatisfy(word -> assertThat(ended.text()).contains(word));
            assertThat(ended.text()).doesNotContain("\tat ", "<think>", "DROP");
            assertThat(studio.requests()).hasSize(how.chats());
            if (how.code() == ANSWERED) {
                assertThat(ended.out()).contains("Größe 鞋", "Lamp", "9", "SELECT product");
            }
        }
    }

    @Test
    void anIncompleteAddressIsReported() throws Exception {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            Ended ended = ask(studio.url().replace("/v1", ""), List.of());
            assertThat(ended.code()).isEqualTo(MODEL);
            assertThat(ended.text()).contains("LOCAL_LLM_URL ends in /v1");
        }
    }

    @Test
    void anUnreachableServerIsNamedWithItsRemedy() throws Exception {
        ScriptedLMStudio studio = ScriptedLMStudio.start();
        studio.close();
        Ended ended = ask(studio.url(), List.of());
        assertThat(ended.code()).isEqualTo(MODEL);
        assertThat(ended.text()).contains("connection refused", "lms server start");
    }

    private record Ended(int code, String out, String err) {
        String text() {
            return out + err;
        }
    }

    private Ended ask(String url, List<String> flags) throws Exception {
        Path sales = folder.resolve("sales.csv");
        Files.writeString(sales, "sale_id,product,quantity\n1,Lamp,5\n2,Kettle,7\n3,Lamp,4\n4,Chair,1\n");
        List<String> words = new ArrayList<>(List.of(
                "ask",
                sales.toString(),
                "-q",
                QUESTION,
                "--local-llm-url",
                url,
                "--conversation-dir",
                folder.resolve("kept").toString()));
        words.addAll(flags);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext console = new CommandContext(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                settings -> LLMConversationSystem.open(settings, SharedSpark.session()));
        String[] typed = words.toArray(String[]::new);
        int code = Main.commandLine(console, typed).execute(typed);
        console.out.flush();
        console.err.flush();
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Case answered(String name, Script script, int chats, String... words) {
        return new Case(name, script, List.of(), ANSWERED, chats, List.of(words));
    }

    private static Case failed(String name, Script script, int chats, String... words) {
        return new Case(name, script, List.of(), MODEL, chats, List.of(words));
    }

    private static void byteByByte(io.github.bigdatamigrator.llm.ScriptedConnection to, String body)
            throws java.io.IOException {
        to.stream();
        String text = "data: " + delta(SQL) + "\r\n\r\ndata: " + finish("stop") + "\r\n\r\ndata: [DONE]\r\n\r\n";
        for (byte piece : text.getBytes(StandardCharsets.UTF_8)) {
            to.bytes(new byte[] {piece});
        }
        to.end();
    }
}
