package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines from a terminal with editing, history and completion. Ctrl-C clears the line or stops the running answer;
 * Ctrl-D ends.
 */
final class TerminalLines implements LineSource {
    private static final String PROMPT = "> ";
    /** Disables quoting, because questions contain apostrophes. */
    static final Parser PARSER = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_]*$");

    private final Terminal terminal;
    private final LineReader reader;

    /** @param stop called when Ctrl-C is pressed during an answer */
    TerminalLines(Path history, DataContext context, Runnable stop) {
        try {
            terminal = TerminalBuilder.builder().system(true).build();
        } catch (IOException e) {
            throw new MigratorException(ErrorCode.INTERNAL, "The terminal cannot be opened: " + e, e);
        }
        terminal.handle(Terminal.Signal.INT, signal -> stop.run());
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(PARSER)
                .completer(completer(context))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
    }

    /** All completions: the chat's commands and the SQL names of tables and columns. */
    static List<String> completions(DataContext context) {
        List<String> words = new ArrayList<>(ChatActions.COMMANDS);
        context.tables().forEach(table -> {
            words.add(table.sqlName());
            table.columns().forEach(column -> words.add(column.sqlName()));
        });
        return words.stream().distinct().toList();
    }

    /**
     * Completes the name at the end of a word, as in {@code SUM(sales.am}: after a table and a point its columns;
     * commands only where a line begins.
     */
    static Completer completer(DataContext context) {
        List<String> all = completions(context);
        return (reader, line, candidates) -> {
            String typed = line.word().substring(0, line.wordCursor());
            Matcher name = NAME.matcher(typed);
            int from = typed.startsWith("/") || !name.find() ? 0 : name.start();
            String before = typed.substring(0, from);
            boolean first = line.wordIndex() == 0 && from == 0;
            List<String> words = before.endsWith(".") ? columns(context, before).orElse(all) : all;
            for (String word : words) {
                if (first || !word.startsWith("/")) {
                    candidates.add(new Candidate(before + word, word, null, null, null, null, from == 0));
                }
            }
        };
    }

    /** The columns of the table whose name stands before the point at the end, if there is one. */
    private static Optional<List<String>> columns(DataContext context, String before) {
        return context.tables().stream()
                .filter(table -> ("." + before.toLowerCase(Locale.ROOT))
                        .matches(".*[^\\p{L}\\p{N}_]"
                                + Pattern.quote(table.sqlName().toLowerCase(Locale.ROOT)) + "\\."))
                .findFirst()
                .map(table ->
                        table.columns().stream().map(ColumnProfile::sqlName).toList());
    }

    @Override
    public @Nullable String next() {
        try {
            return reader.readLine(PROMPT);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new MigratorException(ErrorCode.INTERNAL, "The terminal cannot be closed: " + e, e);
        }
    }
}
