package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.settings.DialectOption;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.source.jdbc.Passwords;
import io.github.bigdatamigrator.text.SourceName;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the streams, the global flags and the settings of one run of the program, and opens the system. */
final class CommandContext {
    /** Carries results only. */
    final PrintWriter out;

    final PrintWriter err;
    private final PrintStream errors;
    final InputStream in;
    private final Function<Settings, LLMConversationSystem> opener;
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
    private final Map<DialectOption, Object> dialect = new EnumMap<>(DialectOption.class);
    boolean quiet;
    boolean stackTrace;

    CommandContext(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, LLMConversationSystem::open);
    }

    /** @param opener opens the system; tests pass one that shares a Spark session */
    CommandContext(InputStream in, PrintStream out, PrintStream err, Function<Settings, LLMConversationSystem> opener) {
        this.opener = opener;
        this.in = in;
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
        this.errors = err;
    }

    void print(String line) {
        out.println(line);
    }

    void error(String message) {
        err.println("bdm: " + message);
    }

    void set(DialectOption option, Object value) {
        dialect.put(option, value);
    }

    /** The dialect of the flags; BAD_INPUT for an invalid one. */
    DialectOptions dialect() {
        return DialectOption.options(dialect, DialectFlags::name);
    }

    void set(Setting setting, String value) {
        flags.put(setting, value);
    }

    /** Prints a line that is not a result to standard error; nothing when quiet. */
    void note(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** Resolves the settings and prints warnings about misspelt environment variables. */
    Settings settings() {
        Settings settings = Settings.fromCommandLine(flags);
        settings.warnings().forEach(warning -> note("bdm: warning: " + warning));
        return settings;
    }

    /** Opens the system; Spark starts when data is first needed. Passwords of databases are asked on the terminal. */
    LLMConversationSystem open() {
        Console console = Boolean.getBoolean("bdm.terminal.in") ? System.console() : null;
        if (console != null) {
            Passwords.askWith(question ->
                    Optional.ofNullable(console.readPassword("%s", question)).map(String::new));
        }
        return opener.apply(settings());
    }

    /** A name that holds in every folder: an absolute path, or a URI as it is. */
    static String located(String file) {
        return SourceName.resolve(
                file, path -> Path.of(path).toAbsolutePath().normalize().toString());
    }

    /** The name of the operating system's user, who reviews answers. */
    static String user() {
        return System.getProperty("user.name", "");
    }

    /** What the review of an answer means for later questions. */
    static String reviewed(ReviewedAnswer answer) {
        if (!answer.isGood()) {
            return "Marked as wrong; this is told when the question is asked again.";
        }
        if (answer.sql().isEmpty() || !answer.after().isEmpty()) {
            return "Approved."
                    + (answer.sql().isEmpty()
                            ? " No SQL ran, so that there is nothing to repeat."
                            : " It follows up an earlier question, so that it serves as an example only.");
        }
        String parameters = answer.parameters().stream()
                .map(parameter -> "‘" + parameter.words() + "’")
                .collect(Collectors.joining(", "));
        return "Approved; its SQL answers this question from now on"
                + (parameters.isEmpty() ? "." : ", also with other values for " + parameters + ".");
    }

    /**
     * Whether a person sits at both ends, so that lines can be edited. The launcher sets these properties, because Java
     * cannot tell standard input from standard output; without the launcher neither counts as a terminal.
     */
    static boolean interactive() {
        return Boolean.getBoolean("bdm.terminal.in") && Boolean.getBoolean("bdm.terminal.out");
    }

    /** Whether the person at the terminal agrees; false without a terminal. */
    boolean confirms(String question) {
        Console console = interactive() ? System.console() : null;
        String reply = console == null ? null : console.readLine("%s [y/N] ", question);
        return reply != null && reply.strip().toLowerCase(Locale.ROOT).matches("y|yes|j|ja");
    }

    /** A progress bar if standard error is a terminal, otherwise plain lines; nothing when quiet. */
    Progress progress() {
        return progress(false);
    }

    /** @param plain whether lines are plain even on a terminal, for commands whose output a program reads */
    Progress progress(boolean plain) {
        if (quiet) {
            return Progress.none();
        }
        return !plain && Boolean.getBoolean("bdm.terminal.err")
                ? Progress.bar(errors, ResultRenderer.width())
                : Progress.lines(err);
    }
}
