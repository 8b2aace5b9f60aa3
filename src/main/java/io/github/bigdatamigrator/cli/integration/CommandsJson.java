package io.github.bigdatamigrator.cli.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Describes commands with their options, parameters and exit codes as JSON, for programs that call them. */
public final class CommandsJson {
    private CommandsJson() {}

    /** @param shared holds the options that every command has; they are listed once */
    public static String of(CommandLine line, CommandSpec shared) {
        ObjectNode reply = Json.object().put("schema_version", 1);
        Set<String> everywhere = shared.optionsMap().keySet();
        reply.setAll(command(line.getCommandSpec(), everywhere));
        ArrayNode options = reply.putArray("shared_options");
        shared.options().stream().filter(option -> !option.hidden()).forEach(option -> options.add(option(option)));
        Map<String, String> codes = line.getCommandSpec().root().usageMessage().exitCodeList();
        ObjectNode exits = reply.putObject("exit_codes");
        codes.forEach((code, meaning) -> exits.put(code.strip(), meaning));
        return Json.pretty(reply);
    }

    private static ObjectNode command(CommandSpec spec, Set<String> shared) {
        ObjectNode reply = Json.object()
                .put("name", spec.name())
                .put("description", text(spec.usageMessage().description()));
        ArrayNode parameters = reply.putArray("parameters");
        spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter -> parameters.add(parameter(parameter)));
        ArrayNode options = reply.putArray("options");
        spec.options().stream()
                .filter(option -> !option.hidden() && !shared.contains(option.longestName()))
                .forEach(option -> options.add(option(option)));
        ArrayNode commands = reply.putArray("commands");
        spec.subcommands().values().stream()
                .distinct()
                .forEach(sub -> commands.add(command(sub.getCommandSpec(), shared)));
        return reply;
    }

    private static ObjectNode parameter(PositionalParamSpec parameter) {
        return argument(Json.object().put("name", parameter.paramLabel()), parameter);
    }

    private static ObjectNode option(OptionSpec option) {
        ObjectNode reply = Json.object();
        List.of(option.names()).forEach(reply.putArray("names")::add);
        if (option.arity().max() > 0) {
            reply.put("value", option.paramLabel());
        }
        return argument(reply, option);
    }

    private static ObjectNode argument(ObjectNode reply, ArgSpec argument) {
        reply.put("description", text(argument.description()))
                .put(
                        "required",
                        argument.required()
                                || (argument.isPositional() && argument.arity().min() > 0))
                .put("repeatable", argument.isMultiValue());
        String byDefault = argument.defaultValue();
        if (byDefault != null) {
            reply.put("default", byDefault);
        }
        Class<?> type = argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum()) {
            ArrayNode choices = reply.putArray("choices");
            Stream.of(type.getEnumConstants()).forEach(choice -> choices.add(Json.word((Enum<?>) choice)));
        }
        return reply;
    }

    private static String text(String... lines) {
        return String.join(" ", lines).replace("%%", "%").replace("%n", " ").strip();
    }
}
