package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.report.ResultWorkbook;
import io.github.bigdatamigrator.report.TerminalReport;
import io.github.bigdatamigrator.text.DurationFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the slash commands of a chat. */
final class ChatActions {
    static final List<String> COMMANDS = List.of(
            "/help",
            "/tables",
            "/sql",
            "/explain",
            "/save",
            "/state",
            "/undo",
            "/good",
            "/bad",
            "/unmark",
            "/guide",
            "/quit");

    private static final String HELP = """
        Type a question, or
          /tables                  the tables and their columns
          /sql                     the SQL of the last answer
          /sql SELECT …            run a statement
          /explain                 where the last answer comes from
          /save FILE.csv           the last result, as .xlsx too; .md, .json and .ipynb: the whole conversation
          /state                   active filters, definitions and decisions
          /state filter TEXT       add one (or: definition, decision); after ' := ' its SQL condition
          /state drop NUMBER       remove one; /state clear removes all
          /undo                    undo the last change of the state
          /good                    approve the last answer; its SQL answers the same question from now on
          /bad WHY                 mark the last answer as wrong
          /unmark                  take that back
          /guide                   questions you could ask; a number alone asks that one
          /quit                    leave the chat; the conversation is stored
        Ctrl-C stops the running answer.\
        """;

    private final CommandContext console;
    private final DataContext context;
    private final ConversationHandle conversation;
    private List<String> offered = List.of();
    private @Nullable Answer lastAnswer;
    private @Nullable QueryResult lastRows;

    ChatActions(CommandContext console, DataContext context, ConversationHandle conversation) {
        this.console = console;
        this.context = context;
        this.conversation = conversation;
    }

    void answered(Answer answer) {
        lastAnswer = answer;
        offered = answer.suggestions();
        List<QueryResult> queries = answer.queries();
        lastRows = queries.isEmpty() ? null : queries.get(queries.size() - 1);
    }

    void run(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case "/help" -> print(HELP);
            case "/tables" -> print(ResultRenderer.terminal().context(context));
            case "/sql" -> sql(rest);
            case "/explain" -> print(TerminalReport.content(explanation()));
            case "/save" -> save(rest);
            case "/state" -> state(rest);
            case "/undo" -> print(stateText(conversation.undo()));
            case "/good" -> review(Review.good(CommandContext.user()));
            case "/bad" -> review(Review.wrong(rest, CommandContext.user()));
            case "/unmark" -> print(conversation.withdrawReview(0) ? "Unmarked." : "The last answer was not marked.");
            case "/guide" -> guide();
            default ->
                console.error("unknown command " + words[0] + "; the commands are " + String.join(" ", COMMANDS));
        }
    }

    private void print(String text) {
        console.print(text);
    }

    private void sql(String statement) {
        if (statement.isEmpty()) {
            print(TerminalReport.content(lastSql()));
            return;
        }
        lastRows = conversation.query(statement);
        print(ResultRenderer.terminal().rows(lastRows));
    }

    private String lastSql() {
        if (lastAnswer == null || lastAnswer.queries().isEmpty()) {
            return lastAnswer == null ? "Nothing has been asked yet." : "The profile answered; no SQL ran.";
        }
        return lastAnswer.queries().stream().map(QueryResult::sql).collect(Collectors.joining(";\n"));
    }

    /** Explains where each number of the last answer comes from, and how many tokens it took. */
    private String explanation() {
        if (lastAnswer == null) {
            return "Nothing has been asked yet.";
        }
        Answer answer = lastAnswer;
        StringBuilder text = new StringBuilder("Answered by: ")
                .append(answer.answeredBy().name().toLowerCase(Locale.ROOT));
        if (answer.model() != null) {
            text.append(" (").append(answer.model()).append(", ");
            text.append(answer.usage().promptTokens()).append(" + ");
            text.append(answer.usage().completionTokens()).append(" tokens)");
        }
        for (RequestLedger request : answer.usage().requests()) {
            text.append("\nRequest: ").append(request.describe());
            text.append(String.format(Locale.ROOT, "; %,d estimated", request.estimate()));
            text.append(
                    request.counted() == null ? "" : String.format(Locale.ROOT, ", %,d counted", request.counted()));
            text.append(String.format(Locale.ROOT, ", window %,d", request.window()));
            request.leftOut().forEach(part -> text.append("; left out: ").append(part));
        }
        for (QueryResult query : answer.queries()) {
            text.append("\nQuery, ").append(query.rowCount()).append(query.truncated() ? " rows, cut" : " rows");
            text.append(", ").append(DurationFormat.seconds(query.seconds())).append(":\n");
            text.append(query.sql().strip().indent(2).stripTrailing());
        }
        for (Answer.Claim claim : answer.claims()) {
            text.append("\n  ").append(claim.text()).append("  from ").append(claim.column());
            text.append(
                    claim.query() < 0
                            ? " of the profile"
                            : claim.row() < 0 ? " of query " + (claim.query() + 1) : ", row " + (claim.row() + 1));
        }
        answer.warnings().forEach(warning -> text.append("\nNote: ").append(warning));
        return text.append('\n').append(stateText(conversation.state())).toString();
    }

    private void save(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".xlsx")) {
            print("Written: " + OutputFiles.write(Path.of(file), ResultWorkbook.of(lastResult())));
            return;
        }
        String text = name.endsWith(".csv")
                ? csv()
                : conversation.export(Arrays.stream(ExportFormat.values())
                        .filter(format -> name.endsWith(format.extension()))
                        .findFirst()
                        .orElseThrow(() -> MigratorException.badInput("Cannot save to ‘" + file
                                + "’. Name a file that ends in .csv or .xlsx (the last result), .md, .json or"
                                + " .ipynb.")));
        print("Written: " + OutputFiles.write(Path.of(file), text));
    }

    private QueryResult lastResult() {
        if (lastRows == null) {
            throw MigratorException.badInput("There is no result to save yet; ask something first.");
        }
        return lastRows;
    }

    private String csv() {
        QueryResult result = lastResult();
        StringBuilder text = new StringBuilder();
        text.append(result.columns().stream().map(ChatActions::cell).collect(Collectors.joining(",")));
        for (List<@Nullable Object> row : result.rows()) {
            text.append('\n');
            text.append(row.stream().map(ChatActions::cell).collect(Collectors.joining(",")));
        }
        return text.append('\n').toString();
    }

    private static String cell(@Nullable Object value) {
        String text = value == null
                ? ""
                : value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void state(String rest) {
        if (rest.isEmpty()) {
            print(stateText(conversation.state()));
            return;
        }
        String[] words = rest.split("\\s+", 2);
        String text = words.length > 1 ? words[1].strip() : "";
        print(stateText(conversation.change(change(words[0].toLowerCase(Locale.ROOT), text))));
    }

    private static StateChange change(String word, String text) {
        String[] parts = text.split("\\s+:=\\s+", 2);
        String sql = parts.length > 1 ? parts[1] : null;
        return switch (word) {
            case "filter", "definition", "decision" ->
                new StateChange.Add(Kind.valueOf(word.toUpperCase(Locale.ROOT)), parts[0], sql);
            case "clear" -> new StateChange.Clear(null);
            case "drop" -> {
                if (!text.matches("\\d{1,6}")) {
                    throw MigratorException.badInput(
                            "Which entry? Write the number that /state shows, not ‘" + text + "’.");
                }
                yield new StateChange.Remove(Integer.parseInt(text));
            }
            default ->
                throw MigratorException.badInput(
                        "‘" + word + "’ is not one of filter, definition, decision, drop and clear.");
        };
    }

    private static String stateText(ConversationState state) {
        if (state.entries().isEmpty()) {
            return "No filter, definition or decision is set.";
        }
        return state.entries().stream()
                .map(entry -> String.format(
                        "%3d  %-10s  %s%s",
                        entry.id(),
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        entry.text(),
                        entry.sql() == null ? "" : "  [" + entry.sql() + "]"))
                .collect(Collectors.joining("\n"));
    }

    private void guide() {
        Guidance guidance = conversation.guide();
        offered = guidance.questions().stream().map(GuidedQuestion::text).toList();
        print(ResultRenderer.terminal().guidance(guidance));
    }

    /** The question that was last shown under the number; empty if the text is not such a number. */
    Optional<String> offered(String text) {
        int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        return number >= 1 && number <= offered.size() ? Optional.of(offered.get(number - 1)) : Optional.empty();
    }

    private void review(Review review) {
        print(CommandContext.reviewed(conversation.review(0, review)));
    }
}
