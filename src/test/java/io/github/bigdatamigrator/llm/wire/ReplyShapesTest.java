package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.ScriptedConnection.chunk;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.finish;
import static io.github.bigdatamigrator.llm.ScriptedConnection.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatReply.Finish;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that every form in which servers are known to send a reply gives the same text. */
class ReplyShapesTest {
    private static final String STOP = finish("stop");
    private static final String DONE = "[DONE]";
    private static final String JSON_REPLY =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"google/gemma\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi"
                    + " you\",\"reasoning_content\":\"\",\"tool_calls\":[]},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2},"
                    + "\"stats\":{}}";

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("plain", events(delta("Hi"), delta(" you"), STOP, usage(10, 2), DONE), Finish.STOP),
                arguments(
                        "role with empty content first",
                        events(
                                chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
                                delta("Hi you"),
                                STOP,
                                usage(10, 2),
                                DONE),
                        Finish.STOP),
                arguments(
                        "role with null content, repeated",
                        events(
                                chunk("{\"role\":\"assistant\",\"content\":null}", "null"),
                                chunk("{\"role\":\"assistant\",\"content\":null}", "null"),
                                delta("Hi you"),
                                STOP,
                                usage(10, 2),
                                DONE),
                        Finish.STOP),
                arguments("no [DONE]", events(delta("Hi you"), STOP, usage(10, 2)), Finish.STOP),
                arguments(
                        "last event without a blank line",
                        bytes("data: " + delta("Hi you") + "\n\ndata: " + STOP),
                        Finish.STOP),
                arguments("no finish, no [DONE]", events(delta("Hi you"), usage(10, 2)), Finish.UNKNOWN),
                arguments("finish always null", events(delta("Hi you"), usage(10, 2), DONE), Finish.UNKNOWN),
                arguments("length", events(delta("Hi you"), finish("length"), usage(10, 2), DONE), Finish.LENGTH),
                arguments("usage absent", events(delta("Hi you"), STOP, DONE), Finish.STOP),
                arguments(
                        "usage on the chunk that has a choice",
                        events(
                                delta("Hi you"),
                                STOP.substring(0, STOP.length() - 1)
                                        + ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}",
                                DONE),
                        Finish.STOP),
                arguments(
                        "usage null on every chunk",
                        events(
                                delta("Hi you").replaceFirst("\\{", "{\"usage\":null,\"obfuscation\":\"xx\","),
                                STOP,
                                DONE),
                        Finish.STOP),
                arguments(
                        "reasoning_content",
                        events(chunk("{\"reasoning_content\":\"Let me see\"}", "null"), delta("Hi you"), STOP, DONE),
                        Finish.STOP),
                arguments(
                        "reasoning",
                        events(chunk("{\"reasoning\":\"Hm\"}", "null"), delta("Hi you"), STOP, DONE),
                        Finish.STOP),
                arguments(
                        "think block, cut anywhere",
                        events(
                                delta("<th"),
                                delta("ink>Let me see</thi"),
                                delta("nk>\n\nHi"),
                                delta(" you"),
                                STOP,
                                DONE),
                        Finish.STOP),
                arguments(
                        "comments and other fields",
                        bytes(": ping\n\nid: 7\nretry: 10\nevent: message\ndata:" + delta("Hi you") + "\n\n:\n\ndata: "
                                + STOP + "\n\ndata: [DONE]\n\n"),
                        Finish.STOP),
                arguments(
                        "CRLF",
                        bytes("data: " + delta("Hi you") + "\r\n\r\ndata: " + STOP + "\r\n\r\ndata: [DONE]\r\n\r\n"),
                        Finish.STOP),
                arguments(
                        "CR",
                        bytes("data: " + delta("Hi you") + "\r\rdata: " + STOP + "\r\rdata: [DONE]\r\r"),
                        Finish.STOP),
                arguments(
                        "a spliced frame between",
                        events(delta("Hi you"), "{\"id\":\"cdata: {}", STOP, DONE),
                        Finish.UNKNOWN),
                arguments(
                        "a plain body instead of a stream",
                        (ScriptedLMStudio.Act) (to, body) -> to.body(200, "application/json", JSON_REPLY),
                        Finish.STOP),
                arguments(
                        "a plain body that calls itself a stream",
                        (ScriptedLMStudio.Act) (to, body) -> to.body(200, "text/event-stream", JSON_REPLY),
                        Finish.STOP),
                arguments("the whole reply as one event", events(JSON_REPLY, DONE), Finish.STOP),
                arguments(
                        "content in parts",
                        events(
                                chunk(
                                        "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"text\","
                                                + "\"text\":\""
                                                + " you\"}]}",
                                        "null"),
                                STOP,
                                DONE),
                        Finish.STOP),
                arguments(
                        "a reset after the finish",
                        (ScriptedLMStudio.Act) (to, body) -> {
                            to.stream();
                            to.event(delta("Hi you"));
                            to.event(STOP);
                            to.end();
                            to.reset();
                        },
                        Finish.STOP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyShapeGivesTheSameText(String shape, ScriptedLMStudio.Act act, Finish finish) {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start().act(act);
                LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            StringBuilder heard = new StringBuilder();
            ChatReply reply = client.chat(asking("Hello?"), heard::append);
            assertThat(reply.text()).isEqualTo("Hi you");
            assertThat(heard.toString()).isEqualTo("Hi you");
            assertThat(reply.finish()).isEqualTo(finish);
            assertThat(reply.usage().promptTokens()).isPositive();
        }
    }

    @ParameterizedTest(name = "pieces of {0} bytes")
    @org.junit.jupiter.params.provider.ValueSource(ints = {1, 2, 3, 7})
    void decodesCharactersSplitAcrossPackets(int size) {
        byte[] all = ("data: " + delta("Größe 鞋 🙂") + "\r\n\r\ndata: " + STOP + "\r\n\r\ndata: [DONE]\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        ScriptedLMStudio.Act act = (to, body) -> {
            to.stream();
            for (int from = 0; from < all.length; from += size) {
                to.bytes(Arrays.copyOfRange(all, from, Math.min(all.length, from + size)));
            }
            to.end();
        };
        try (ScriptedLMStudio studio = ScriptedLMStudio.start().act(act);
                LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).text()).isEqualTo("Größe 鞋 🙂");
        }
    }

    @org.junit.jupiter.api.Test
    void takesTheModelNameFromTheServer() {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start().act(events(JSON_REPLY));
                LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            ChatReply reply = client.chat(asking("Who?"), piece -> {});
            assertThat(reply.model()).isEqualTo("google/gemma");
            assertThat(reply.usage().promptTokens()).isEqualTo(10);
            assertThat(reply.usage().completionTokens()).isEqualTo(2);
        }
    }

    private static ScriptedLMStudio.Act events(String... data) {
        return (to, body) -> {
            to.stream();
            for (String line : data) {
                to.event(line);
            }
            to.end();
        };
    }

    private static ScriptedLMStudio.Act bytes(String text) {
        return (to, body) -> {
            to.stream();
            to.bytes(text.getBytes(StandardCharsets.UTF_8));
            to.end();
        };
    }
}
