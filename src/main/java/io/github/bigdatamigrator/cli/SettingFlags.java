package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Adds a flag for each setting and the shared flags to every command that is used. */
final class SettingFlags {
    private SettingFlags() {}

    private static final String HELP_SETTINGS = "--help-settings";

    /** @param words of the command line; flags of commands that it does not name would cost half of the start */
    static void addTo(CommandLine line, CommandContext console, List<String> words) {
        boolean all = words.contains(CompletionCommand.NAME);
        line.getSubcommands().forEach((name, command) -> {
            if (!name.equals(CompletionCommand.NAME) && (all || words.contains(name))) {
                addTo(command, console, all || words.contains(HELP_SETTINGS));
            }
        });
    }

    /** The flags that every command has. */
    static CommandSpec shared(CommandContext console) {
        CommandSpec shared = CommandSpec.create();
        addTo(shared, console, true);
        return shared;
    }

    private static void addTo(CommandLine line, CommandContext console, boolean listed) {
        addTo(line.getCommandSpec(), console, listed);
        line.getSubcommands().values().forEach(sub -> addTo(sub, console, listed));
    }

    /** @param listed whether help lists the settings */
    private static void addTo(CommandSpec command, CommandContext console, boolean listed) {
        // The synopsis would otherwise list every setting.
        command.usageMessage().abbreviateSynopsis(true);
        command.addOption(
                switchOption("-h, --help", "Show this help.").usageHelp(true).build());
        command.addOption(switchOption("--quiet", "Show no progress and no hints.")
                .setter(setter(value -> console.quiet = true))
                .build());
        command.addOption(switchOption("--stacktrace", "Show the stack trace of an error.")
                .setter(setter(value -> console.stackTrace = true))
                .build());
        DialectFlags.addTo(command, console);
        command.addOption(switchOption(HELP_SETTINGS, "Show this help with the settings; each has a flag.")
                .usageHelp(true)
                .build());
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading(listed ? "%nSettings, also from the environment and conf/bdm.env:%n" : null)
                .validate(false)
                .exclusive(false)
                .order(100);
        for (Setting setting : Setting.values()) {
            group.addArg(option(setting, console, listed));
        }
        command.addArgGroup(group.build());
        subcommandsFirst(command.usageMessage());
    }

    static void subcommandsFirst(UsageMessageSpec help) {
        List<String> commands =
                List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        List<String> sections = new ArrayList<>(help.sectionKeys());
        sections.removeAll(commands);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), commands);
        help.sectionKeys(sections);
    }

    private static OptionSpec option(Setting setting, CommandContext console, boolean listed) {
        String[] names = setting == Setting.SPARK_MASTER
                ? new String[] {setting.flag(), "--master"}
                : new String[] {setting.flag()};
        String byDefault = setting.defaultValue() == null ? "" : " Default: " + setting.defaultValue();
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel("VALUE")
                .hidden(!listed)
                .description(setting.meaning().replace("%", "%%") + "." + byDefault)
                .setter(setter(value -> console.set(setting, String.valueOf(value))))
                .build();
    }

    private static OptionSpec.Builder switchOption(String names, String description) {
        return OptionSpec.builder(names.split(", "))
                .type(boolean.class)
                .arity("0")
                .order(90)
                .description(description);
    }

    /** Ignores null, to which picocli resets every option before parsing. */
    static ISetter setter(java.util.function.Consumer<Object> consumer) {
        return new ISetter() {
            @Override
            public <T> T set(T value) {
                if (value != null && !Boolean.FALSE.equals(value)) {
                    consumer.accept(value);
                }
                return value;
            }
        };
    }
}
