package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.cli.integration.CommandsJson;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NearestName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the program: {@code bdm COMMAND …}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // Otherwise libraries that print to standard output would corrupt results that a program reads.
        System.setOut(err);
        CtrlC ctrlC = CtrlC.install(Thread.currentThread());
        int code = run(args, System.in, out, err);
        System.exit(ctrlC.happened() ? ExitCodes.INTERRUPTED : code);
    }

    /** Runs the command and returns its exit code. */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(new CommandContext(in, out, err), args);
    }

    static int run(CommandContext console, String... args) {
        CommandLine line = commandLine(console, args);
        int code = ExitCodes.DONE;
        if (asksForHelpAsJson(List.of(args))) {
            console.print(CommandsJson.of(named(line, args), SettingFlags.shared(console)));
        } else {
            code = line.execute(args);
        }
        console.out.flush();
        console.err.flush();
        return code;
    }

    private static boolean asksForHelpAsJson(List<String> words) {
        return words.contains("--json") && (words.contains("--help") || words.contains("-h"));
    }

    /** The innermost command that the words name. */
    private static CommandLine named(CommandLine line, String... words) {
        CommandLine named = line;
        for (String word : words) {
            named = named.getSubcommands().getOrDefault(word, named);
        }
        return named;
    }

    static CommandLine commandLine(CommandContext console, String... args) {
        CommandLine line = new CommandLine(new RootCommand(console));
        SettingFlags.addTo(line, console, List.of(args));
        SettingFlags.subcommandsFirst(line.getCommandSpec().usageMessage());
        return line.setOut(console.out)
                .setErr(console.err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setParameterExceptionHandler((e, ignored) -> usageError(e, console))
                .setExecutionExceptionHandler((e, command, result) -> executionError(e, console));
    }

    private static int usageError(ParameterException e, CommandContext console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.error(firstLine(e));
        console.err.println("See '" + command + " --help'.");
        return ExitCodes.USAGE;
    }

    private static String firstLine(ParameterException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
        if (e instanceof UnmatchedArgumentException unmatched) {
            String nearest = nearest(unmatched);
            return nearest == null ? message : message + "; did you mean " + nearest + "?";
        }
        return message;
    }

    /** For options by edit distance, which handles typos better than picocli's similarity of letter pairs. */
    private static @Nullable String nearest(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().isEmpty()
                ? ""
                : unmatched.getUnmatched().get(0);
        if (!word.startsWith("--")) {
            return unmatched.getSuggestions().stream().findFirst().orElse(null);
        }
        String option = word.replaceAll("=.*", "");
        List<String> known = unmatched.getCommandLine().getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .toList();
        return NearestName.of(option, known).orElse(null);
    }

    private static int executionError(Exception e, CommandContext console) {
        if (console.stackTrace) {
            e.printStackTrace(console.err);
        }
        if (e instanceof MigratorException known) {
            console.error(String.valueOf(known.getMessage()));
            return ExitCodes.of(known.code());
        }
        console.error("this is a bug in the program: " + e + ". Run it again with --stacktrace and report the output.");
        return ExitCodes.BUG;
    }
}
