package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.server.RestMessages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What results look like on a terminal; the one place of this package that knows of other forms. */
final class Rendering {
    private static final int ROWS_SHOWN = 20;

    private Rendering() {}

    /** Tables with their keys, relationships and problems. */
    static String profile(DataContext context) {
        List<String> lines = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey();
            lines.add(String.format(
                    "%s: %,d rows, %d columns (%s)%s",
                    table.name(),
                    table.rows(),
                    table.columns().size(),
                    table.location(),
                    key == null ? "" : ", key " + String.join(", ", key)));
            table.columns()
                    .forEach(column -> lines.add(String.format(
                            "  %-24s %-14s %,d distinct%s",
                            column.name(),
                            column.type(),
                            column.distinct().value(),
                            column.nulls() == 0 ? "" : String.format(", %,d null", column.nulls()))));
            table.problems().forEach(problem -> lines.add(problem(problem)));
        }
        for (Relationship edge : context.relationships()) {
            lines.add(String.format(
                    "%s.%s → %s.%s (%.1f %% of rows)",
                    edge.fromTable(),
                    String.join(",", edge.fromColumns()),
                    edge.toTable(),
                    String.join(",", edge.toColumns()),
                    100 * edge.containmentRows()));
        }
        context.problems().forEach(problem -> lines.add(problem(problem)));
        return String.join("\n", lines);
    }

    private static String problem(Problem problem) {
        return String.format("  ! %s: %s (%,d×)", problem.subject(), problem.message(), problem.count());
    }

    /** Everything about an answer but its content, which has been streamed. */
    static String details(Answer answer) {
        List<String> lines = new ArrayList<>();
        for (QueryResult query : answer.queries()) {
            lines.add("");
            lines.add("SQL: " + query.sql());
            lines.addAll(table(query));
        }
        answer.warnings().forEach(warning -> lines.add("! " + warning));
        if (!answer.suggestions().isEmpty()) {
            lines.add("You could ask: " + String.join(" · ", answer.suggestions()));
        }
        return String.join("\n", lines);
    }

    private static List<String> table(QueryResult query) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(query.columns());
        query.rows().stream()
                .limit(ROWS_SHOWN)
                .forEach(row -> rows.add(row.stream().map(Rendering::cell).toList()));
        int[] widths = IntStream.range(0, query.columns().size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        List<String> lines = rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i ->
                                row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .collect(Collectors.toCollection(ArrayList::new));
        if (query.rowCount() > ROWS_SHOWN) {
            lines.add("  … " + (query.rowCount() - ROWS_SHOWN) + " more");
        }
        return lines;
    }

    private static String cell(@Nullable Object cell) {
        return cell == null ? "null" : cell.toString();
    }

    static String guidance(Guidance guidance) {
        List<String> lines = new ArrayList<>();
        lines.add("Questions:");
        guidance.questions().forEach(question -> lines.add("  " + question.text() + "\n    " + question.reason()));
        lines.add("Explore:");
        guidance.explorations().forEach(line -> lines.add("  " + line));
        lines.add("Mend:");
        guidance.recommendations().forEach(line -> lines.add("  " + line));
        return String.join("\n", lines);
    }

    static String plan(SchemaPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.recommendations()
                .forEach(one -> lines.add(one.status() + " " + one.statement() + "\n    " + one.evidence()));
        lines.add("");
        lines.add(plan.ddl());
        return String.join("\n", lines);
    }

    /** A whole conversation as Markdown. */
    static String transcript(Conversation conversation) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + conversation.summary().title());
        lines.add("");
        lines.add("Data: " + String.join(", ", conversation.summary().dataFiles()));
        for (Turn turn : conversation.turns()) {
            lines.add("");
            lines.add("## " + turn.number() + ". " + turn.question());
            lines.add("");
            lines.add(turn.answer().content() + (turn.stale() ? " *(the data has changed since)*" : ""));
            for (QueryResult query : turn.answer().queries()) {
                lines.add("");
                lines.add("```sql\n" + query.sql() + "\n```");
            }
        }
        return String.join("\n", lines);
    }

    /** profile.json and report.html. */
    static void writeReport(Path folder, DataContext context, List<Answer> answers) {
        Documents.write(folder.resolve("profile.json"), json(context));
        String text = profile(context)
                + answers.stream()
                        .map(answer -> "\n\n" + answer.content() + "\n" + details(answer))
                        .collect(Collectors.joining());
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        Documents.write(
                folder.resolve("report.html"),
                "<!doctype html><meta charset=\"utf-8\"><title>Report</title><pre>" + escaped + "</pre>");
    }

    /** profile.json, as one text. */
    static String json(DataContext context) {
        return RestMessages.json(context);
    }

    static String json(Answer answer) {
        return RestMessages.json(answer);
    }

    static String json(Guidance guidance) {
        return RestMessages.json(guidance);
    }

    static String json(SchemaPlan plan) {
        return RestMessages.json(plan);
    }

    static String json(Conversation conversation) {
        return RestMessages.json(conversation);
    }
}
