package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Markdown;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GitHub-flavoured Markdown. What comes from data is escaped, so that it can neither break a table nor smuggle in HTML.
 * Stateless.
 */
public final class MarkdownReport {
    private static final int ROWS_SHOWN = 50;
    private static final int PAIRS_SHOWN = 8;

    /** Everything the content holds, as one document. */
    public String write(ReportContent content) {
        StringBuilder text = new StringBuilder("# " + escaped(content.title()) + "\n\n");
        text.append(context(content.context()));
        if (!content.turns().isEmpty()) {
            text.append("\n## Questions and answers\n");
            content.turns().forEach(turn -> text.append('\n').append(turn(turn)));
        }
        if (content.guidance() != null) {
            text.append('\n').append(guidance(content.guidance()));
        }
        if (content.plan() != null) {
            text.append('\n').append(plan(content.plan()));
        }
        return text.toString();
    }

    public String context(DataContext context) {
        StringBuilder text = new StringBuilder(ReportWording.run(context) + "\n");
        for (TableProfile table : context.tables()) {
            text.append("\n## ").append(escaped(table.name())).append("\n\n");
            text.append(escaped(ReportWording.facts(table))).append("\n\n");
            row(text, List.of("column", "type", "nulls", "distinct", "values"));
            text.append("|---|---|--:|--:|---|\n");
            table.columns()
                    .forEach(column -> row(
                            text,
                            List.of(
                                    column.name(),
                                    column.type().toString(),
                                    ReportWording.nulls(table, column),
                                    ReportWording.count(column.distinct()),
                                    ReportWording.described(table, column))));
            if (!ReportWording.duplicates(table).isEmpty()) {
                text.append('\n')
                        .append(escaped(ReportWording.duplicates(table)))
                        .append('\n');
            }
            correlations(text, table.correlations());
        }
        if (!context.relationships().isEmpty()) {
            text.append("\n## Relationships\n\n");
            context.relationships()
                    .forEach(relationship -> text.append("- ")
                            .append(escaped(ReportWording.from(relationship) + " → " + ReportWording.to(relationship)))
                            .append(" (")
                            .append(ReportWording.cardinality(relationship))
                            .append(", ")
                            .append(ReportWording.confidence(relationship))
                            .append("): ")
                            .append(escaped(ReportWording.evidence(relationship)))
                            .append('\n'));
            text.append("\n```mermaid\n").append(mermaid(context)).append("```\n");
        }
        List<Problem> problems = ReportWording.problems(context);
        if (!problems.isEmpty()) {
            text.append("\n## Problems\n\n");
            problems.forEach(problem -> text.append("- ")
                    .append(problem.severity() == Severity.HIGH ? "**!** " : "")
                    .append(escaped(ReportWording.problem(problem)))
                    .append('\n'));
        }
        return text.toString();
    }

    private static void correlations(StringBuilder text, Correlations found) {
        if (!found.pairs().isEmpty()) {
            text.append("\nCorrelations (")
                    .append(escaped(ReportWording.compared(found)))
                    .append(")\n\n");
            found.pairs().stream()
                    .limit(PAIRS_SHOWN)
                    .forEach(pair -> text.append("- ")
                            .append(escaped(ReportWording.pair(pair)))
                            .append('\n'));
        }
    }

    /** The question as a heading, the answer below it. */
    public String turn(Turn turn) {
        return "### " + escaped(turn.question()) + "\n\n"
                + (turn.stale() ? "*The data has changed since; this answer may no longer hold.*\n\n" : "")
                + answer(turn.answer());
    }

    public String answer(Answer answer) {
        StringBuilder text = new StringBuilder();
        answer.content().lines().forEach(line -> text.append(escaped(line)).append("  \n"));
        for (QueryResult query : answer.queries()) {
            text.append('\n')
                    .append(Markdown.fenced("sql", query.sql()))
                    .append('\n')
                    .append(rows(query));
        }
        answer.warnings()
                .forEach(warning ->
                        text.append("\n> **Note:** ").append(escaped(warning)).append('\n'));
        text.append("\n*").append(escaped(ReportWording.source(answer))).append("*\n");
        if (!answer.suggestions().isEmpty()) {
            text.append("\nYou could ask next:\n\n");
            answer.suggestions()
                    .forEach(next -> text.append("- ").append(escaped(next)).append('\n'));
        }
        return text.toString();
    }

    private static String rows(QueryResult result) {
        StringBuilder text = new StringBuilder();
        row(text, result.columns());
        text.append(Markdown.rule(result.types()));
        result.rows().stream().limit(ROWS_SHOWN).forEach(cells -> {
            List<@Nullable String> shown = new ArrayList<>();
            cells.forEach(cell -> shown.add(CellFormat.exact(cell)));
            row(text, shown);
        });
        if (result.rowCount() > ROWS_SHOWN || result.truncated()) {
            text.append('\n')
                    .append(NumberFormat.of(Math.min(ROWS_SHOWN, result.rowCount())))
                    .append(" of ")
                    .append(NumberFormat.of(result.rowCount()))
                    .append(result.truncated() ? " or more" : "")
                    .append(" rows\n");
        }
        return text.toString();
    }

    public String guidance(Guidance guidance) {
        StringBuilder text = new StringBuilder("## You could ask\n");
        for (GuidedQuestion question : guidance.questions()) {
            text.append("\n**")
                    .append(escaped(question.text()))
                    .append("**  \n")
                    .append(escaped(question.reason()))
                    .append("\n\n");
            text.append(Markdown.fenced("sql", question.sql()));
        }
        list(text, "Worth a look", guidance.explorations());
        list(text, "Worth mending", guidance.recommendations());
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> text.append("- ").append(escaped(item)).append('\n'));
        }
    }

    public String plan(SchemaPlan plan) {
        StringBuilder text = new StringBuilder("## Schema for " + ReportWording.target(plan.target()) + "\n\n");
        row(text, List.of("status", "what", "evidence", "bytes saved", "examples"));
        text.append("|---|---|---|--:|---|\n");
        plan.recommendations()
                .forEach(made -> row(
                        text,
                        List.of(
                                made.status()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '),
                                made.statement(),
                                made.evidence(),
                                made.gainBytes() == 0 ? "" : NumberFormat.of(made.gainBytes()),
                                String.join(", ", made.examples()))));
        list(text, "Notes", plan.notes());
        return text.append('\n').append(Markdown.fenced("sql", plan.ddl())).toString();
    }

    /** What was written, what could not be kept, and the plan. */
    public String migration(Migration migration) {
        StringBuilder text = new StringBuilder(
                "# Migration to " + ReportWording.target(migration.plan().target()) + "\n\n");
        row(text, List.of("table", "rows", "bytes written", "files"));
        text.append("|---|---|---|---|\n");
        migration
                .tables()
                .forEach(table -> row(
                        text,
                        List.of(
                                table.table(),
                                NumberFormat.of(table.rows()),
                                NumberFormat.of(table.bytes()),
                                NumberFormat.of((long) table.files().size()))));
        text.append("\nThe files that were read have ")
                .append(NumberFormat.of(migration.bytesBefore()))
                .append(" bytes, those that were written ")
                .append(NumberFormat.of(migration.bytesAfter()))
                .append(".\n");
        List<String> planned = migration.plan().notes();
        list(
                text,
                "Notes on the files",
                migration.notes().stream()
                        .filter(note -> !planned.contains(note))
                        .toList());
        return text.append('\n').append(plan(migration.plan())).toString();
    }

    /** The relationships as a Mermaid entity diagram. */
    public String mermaid(DataContext context) {
        return Mermaid.diagram(context);
    }

    private static void row(StringBuilder text, List<? extends @Nullable String> cells) {
        text.append(Markdown.row(
                cells.stream().map(cell -> cell == null ? "" : escaped(cell)).toList()));
    }

    static String escaped(String text) {
        return Markdown.escaped(TextTable.clean(text));
    }
}
