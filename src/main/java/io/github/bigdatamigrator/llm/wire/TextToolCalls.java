package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.JsonExtractor;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads tool calls that models write as text, and describes tools in the prompt for servers that do not support them. A
 * server that cannot parse a model's calls returns them as plain content without an error.
 */
final class TextToolCalls {
    private static final String OPEN = "[TOOL_REQUEST]";
    private static final String CLOSE = "[END_TOOL_REQUEST]";
    private static final Pattern MARKED = Pattern.compile(
            "\\[TOOL_REQUEST](.*?)(?:\\[END_TOOL_REQUEST]|$)|<(tool_call|tools|function_call)>(.*?)(?:</\\2>|$)",
            Pattern.DOTALL);

    /** Holds a text without its calls, and the calls. */
    record Read(String text, List<ToolCall> calls) {}

    private TextToolCalls() {}

    /** Extracts calls of offered tools; other names are ignored, since any text may look like a call. */
    static Read read(String text, List<Tool> offered) {
        Set<String> names = offered.stream().map(Tool::name).collect(Collectors.toSet());
        List<ToolCall> calls = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher marks = MARKED.matcher(text);
        while (marks.find()) {
            String inside = marks.group(1) == null ? marks.group(3) : marks.group(1);
            Optional<ToolCall> call = call(inside, names, calls.size());
            call.ifPresent(calls::add);
            marks.appendReplacement(rest, call.isPresent() ? "" : Matcher.quoteReplacement(marks.group()));
        }
        marks.appendTail(rest);
        Optional<ToolCall> whole = calls.isEmpty() && isJsonOnly(text) ? call(text, names, 0) : Optional.empty();
        return whole.map(call -> new Read("", List.of(call)))
                .orElse(new Read(rest.toString().strip(), calls));
    }

    /** Whether the text is only JSON, fenced or not. */
    private static boolean isJsonOnly(String text) {
        String start = text.strip();
        return start.startsWith("{") || start.startsWith("```");
    }

    private static Optional<ToolCall> call(String text, Set<String> names, int number) {
        JsonNode call = WireJson.readOrMissing(JsonExtractor.firstJson(text).orElse(""));
        JsonNode function = call.path("function");
        String name = call.path("name").asText(function.path("name").asText(""));
        JsonNode arguments = call.has("arguments")
                ? call.path("arguments")
                : call.has("parameters") ? call.path("parameters") : function.path("arguments");
        return names.contains(name)
                ? Optional.of(new ToolCall("text-" + number, name, arguments(arguments)))
                : Optional.empty();
    }

    private static String arguments(JsonNode arguments) {
        if (arguments.isTextual()) {
            return arguments(arguments.asText());
        }
        return arguments.isObject() ? arguments.toString() : "{}";
    }

    /** The arguments of a call as a JSON object if they can be parsed as one. */
    static String arguments(String text) {
        return text.isBlank()
                ? "{}"
                : JsonExtractor.firstJson(text)
                        .filter(json -> json.startsWith("{"))
                        .orElse(text);
    }

    /** The messages for a server without tool support: tools, calls and results as text. */
    static List<ChatMessage> withToolsAsText(List<ChatMessage> messages, List<Tool> tools) {
        List<ChatMessage> all = new ArrayList<>();
        StringBuilder offer = new StringBuilder("You can have these tools run. To call one, write nothing but\n" + OPEN
                + "{\"name\": \"…\", \"arguments\": {…}}" + CLOSE + "\nTools:\n");
        tools.forEach(tool -> offer.append(
                tool.name() + ": " + tool.description() + " Arguments: " + tool.parametersSchema() + "\n"));
        for (ChatMessage message : messages) {
            switch (message.role()) {
                case TOOL -> all.add(ChatMessage.user("The tool gave:\n" + message.content()));
                case ASSISTANT -> all.add(ChatMessage.assistant(withCalls(message)));
                default -> all.add(message);
            }
        }
        all.add(0, ChatMessage.system(offer.toString()));
        return all;
    }

    private static String withCalls(ChatMessage message) {
        return message.content()
                + message.toolCalls().stream()
                        .map(call -> OPEN + "{\"name\": \"" + call.name() + "\", \"arguments\": " + call.arguments()
                                + "}" + CLOSE)
                        .collect(Collectors.joining("\n"));
    }

    /** The messages for a server without schema support: the last message asks for the schema. */
    static List<ChatMessage> withSchemaAsText(List<ChatMessage> messages, ReplySchema schema) {
        List<ChatMessage> all = new ArrayList<>(messages);
        all.add(ChatMessage.user("Reply with one JSON object and nothing else. It must keep to this JSON Schema:\n"
                + schema.jsonSchema()));
        return all;
    }
}
