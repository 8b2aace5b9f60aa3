package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.settings.Setting;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What a command talks to: the streams, the flags that were given, and the system. One per run of the program. */
final class CommandContext {
    private final PrintWriter out;
    private final PrintWriter err;
    private final InputStream in;
    private final Function<Settings, LLMConversationSystem> opener;
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
    private boolean quiet;
    private boolean stackTrace;

    CommandContext(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, LLMConversationSystem::open);
    }

    /** @param opener for a system that is not to start a Spark of its own */
    CommandContext(InputStream in, PrintStream out, PrintStream err, Function<Settings, LLMConversationSystem> opener) {
        this.opener = opener;
        this.in = in;
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** For results and nothing else. */
    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    InputStream in() {
        return in;
    }

    void set(Setting setting, String value) {
        flags.put(setting, value);
    }

    void setQuiet() {
        quiet = true;
    }

    void showStackTraces() {
        stackTrace = true;
    }

    boolean showsStackTraces() {
        return stackTrace;
    }

    /** A line for the reader that is no result; none when quiet. */
    void note(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** The settings in force; near misses in the environment are warned of. */
    Settings settings() {
        Settings settings = Settings.fromCommandLine(flags);
        settings.warnings().forEach(warning -> note("bdm: warning: " + warning));
        return settings;
    }

    /** Opens the system; Spark starts when data is first needed. */
    LLMConversationSystem open() {
        return opener.apply(settings());
    }

    /**
     * Whether a person sits at both ends, so that lines can be edited. The launcher sets these properties, because Java
     * cannot tell standard input from standard output; without the launcher neither counts as a terminal.
     */
    static boolean interactive() {
        return Boolean.getBoolean("bdm.terminal.in") && Boolean.getBoolean("bdm.terminal.out");
    }

    /** A progress bar where standard error is a terminal, else plain lines; nothing when quiet. */
    Progress progress() {
        if (quiet) {
            return Progress.none();
        }
        return Boolean.getBoolean("bdm.terminal.err") ? Progress.bar() : Progress.lines(err);
    }

    /** Plain lines wherever standard error leads, for output that a program reads. */
    Progress plainProgress() {
        return quiet ? Progress.none() : Progress.lines(err);
    }
}
