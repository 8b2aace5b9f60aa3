package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.settings.DialectOption;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Adds the flags for the dialect of delimited text to the commands that profile files. */
final class DialectFlags {
    private static final Set<String> COMMANDS =
            Set.of("profile", "ask", "chat", "guide", "describe", "optimize-schema", "eval", "mcp");

    private DialectFlags() {}

    static String name(DialectOption option) {
        return "--" + option.field().replace('_', '-');
    }

    static void addTo(CommandSpec command, CommandContext console) {
        if (!COMMANDS.contains(command.name())) {
            return;
        }
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nDialect of delimited text; sniffed from each file where not given:%n")
                .validate(false)
                .exclusive(false)
                .order(80);
        for (DialectOption option : DialectOption.values()) {
            group.addArg(flag(option)
                    .description(option.meaning())
                    .setter(SettingFlags.setter(value -> console.set(option, value)))
                    .build());
        }
        command.addArgGroup(group.build());
    }

    private static OptionSpec.Builder flag(DialectOption option) {
        OptionSpec.Builder flag = OptionSpec.builder(name(option));
        return switch (option.form()) {
            case TEXT -> flag.type(String.class).paramLabel("TEXT");
            case CHARACTER -> flag.type(String.class).paramLabel("CHAR");
            case NAME -> flag.type(String.class).paramLabel("NAME");
            case NUMBER -> flag.type(Integer.class).paramLabel("N");
            case SWITCH -> flag.type(boolean.class);
            case TEXTS -> flag.type(List.class).auxiliaryTypes(String.class).paramLabel("TEXT");
        };
    }
}
