package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.ColumnChanges;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Markdown;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Objects;

/**
 * Writes GitHub-flavored Markdown. Text from data is escaped: it can neither break a table nor inject HTML. Stateless.
 */
public final class MarkdownReport {
    private static final int ROWS_SHOWN = 50;
    private static final int PAIRS_SHOWN = 8;

    public String context(DataContext context) {
        StringBuilder text = new StringBuilder(ReportWording.runSummary(context) + "\n");
        context.tables().forEach(table -> table(text, context, table));
        if (!context.relationships().isEmpty()) {
            text.append("\n## Relationships\n\n");
            relationships(text, ReportWording.relationships(context, false));
            List<Relationship> possible = ReportWording.relationships(context, true);
            if (!possible.isEmpty()) {
                text.append("\nPossible only:\n\n");
                relationships(text, possible);
            }
            text.append("\n```mermaid\n" + mermaid(context) + "```\n");
        }
        List<Problem> problems = ReportWording.problems(context);
        if (!problems.isEmpty()) {
            text.append("\n## Problems\n\n");
            problems.forEach(problem -> text.append("- " + (problem.severity() == Severity.HIGH ? "**!** " : "")
                    + escaped(ReportWording.problem(problem)) + "\n"));
        }
        return text.toString();
    }

    private static void relationships(StringBuilder text, List<Relationship> edges) {
        edges.forEach(edge -> text.append("- " + escaped(ReportWording.from(edge) + " → " + ReportWording.to(edge))
                + " (" + ReportWording.cardinality(edge) + ", " + ReportWording.confidence(edge) + "): "
                + escaped(ReportWording.evidence(edge)) + "\n"));
    }

    private static void table(StringBuilder text, DataContext context, TableProfile table) {
        text.append("\n## " + escaped(table.name()) + "\n\n" + escaped(ReportWording.tableSummary(table)) + "\n\n");
        row(text, List.of("column", "type", "nulls", "distinct", "values"));
        text.append("|---|---|--:|--:|---|\n");
        for (ColumnProfile column : table.columns()) {
            row(text, ReportWording.columnCells(table, column));
        }
        ReportWording.declared(context, table).forEach(line -> text.append("\n" + escaped(line) + "\n"));
        String duplicates = ReportWording.duplicates(table);
        text.append(duplicates.isEmpty() ? "" : "\n" + escaped(duplicates) + "\n");
        Correlations found = table.correlations();
        if (!found.pairs().isEmpty()) {
            text.append("\nCorrelations (" + escaped(ReportWording.correlationBasis(found)) + ")\n\n");
            found.pairs().stream()
                    .limit(PAIRS_SHOWN)
                    .forEach(pair -> text.append("- " + escaped(ReportWording.correlationLine(pair)) + "\n"));
        }
    }

    public String turn(Turn turn) {
        return "### " + escaped(turn.question()) + "\n\n"
                + (turn.stale() ? "*The data has changed since; this answer may no longer hold.*\n\n" : "")
                + answer(turn.answer());
    }

    public String answer(Answer answer) {
        StringBuilder text = new StringBuilder();
        answer.content().lines().forEach(line -> text.append(escaped(line) + "  \n"));
        for (QueryResult query : answer.queries()) {
            text.append("\n" + Markdown.fenced("sql", query.sql()) + "\n");
            rows(text, query);
        }
        answer.warnings().forEach(warning -> text.append("\n> **Note:** " + escaped(warning) + "\n"));
        text.append("\n*" + escaped(ReportWording.answerSource(answer)) + "*\n");
        if (!answer.suggestions().isEmpty()) {
            text.append("\nYou could ask next:\n\n");
            answer.suggestions().forEach(suggestion -> text.append("- " + escaped(suggestion) + "\n"));
        }
        return text.toString();
    }

    private static void rows(StringBuilder text, QueryResult result) {
        row(text, result.columns());
        text.append(Markdown.rule(result.types()));
        result.rows().stream()
                .limit(ROWS_SHOWN)
                .forEach(cells -> text.append(Markdown.row(cells.stream()
                        .map(cell -> escaped(Objects.requireNonNullElse(CellFormat.exact(cell), "")))
                        .toList())));
        if (result.rowCount() > ROWS_SHOWN || result.truncated()) {
            text.append("\n" + NumberFormat.of(Math.min(ROWS_SHOWN, result.rowCount())) + " of "
                    + NumberFormat.of(result.rowCount()) + (result.truncated() ? " or more" : "") + " rows\n");
        }
    }

    public String guidance(Guidance guidance) {
        StringBuilder text = new StringBuilder("## You could ask\n");
        for (GuidedQuestion question : guidance.questions()) {
            text.append("\n**" + escaped(question.text()) + "**  \n" + escaped(question.reason()) + "\n\n"
                    + Markdown.fenced("sql", question.sql()));
        }
        list(text, "Worth a look", guidance.explorations());
        list(text, "Worth fixing", guidance.recommendations());
        return text.toString();
    }

    private static void list(StringBuilder text, String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append("\n## " + title + "\n\n");
            items.forEach(item -> text.append("- " + escaped(item) + "\n"));
        }
    }

    public String plan(SchemaPlan plan) {
        StringBuilder text = new StringBuilder(
                "## Schema for " + plan.target().title() + "\n\n" + PlanWording.summary(plan) + ".\n");
        for (PlanWording.Section section : PlanWording.sections(plan)) {
            text.append("\n### " + escaped(section.table()) + "\n\n" + escaped(section.size()) + "\n\n");
            row(text, List.of("in the schema", "column", "change", "reason"));
            text.append("|---|---|---|---|\n");
            for (PlanWording.Line line : section.lines()) {
                row(text, List.of(line.chosen() ? "yes" : "no", line.columns(), line.changes(), line.reason()));
            }
        }
        list(text, "Does not hold", PlanWording.refuted(plan));
        list(text, "Notes", plan.notes());
        return text.append("\n" + Markdown.fenced("sql", plan.ddl())).toString();
    }

    public String migration(Migration migration) {
        StringBuilder text =
                new StringBuilder("# Migration to " + migration.plan().target().title() + "\n\n");
        row(text, List.of("table", "rows", "bytes written", "files"));
        text.append("|---|---|---|---|\n");
        for (Exported table : migration.tables()) {
            String files = NumberFormat.of(table.files().size());
            row(text, List.of(table.table(), NumberFormat.of(table.rows()), NumberFormat.of(table.bytes()), files));
        }
        text.append("\nThe files that were read have " + NumberFormat.of(migration.bytesBefore())
                + " bytes, those that were written " + NumberFormat.of(migration.bytesAfter()) + ".\n");
        List<String> planNotes = migration.plan().notes();
        List<String> fileNotes = migration.notes().stream()
                .filter(note -> !planNotes.contains(note))
                .toList();
        list(text, "Notes on the files", fileNotes);
        return text.append("\n" + plan(migration.plan())).toString();
    }

    /** What differs between two states of data, the most surprising first. */
    public String comparison(String title, Differences found) {
        StringBuilder text = new StringBuilder(
                "# " + escaped(title) + "\n\n**" + escaped(ComparisonWording.headline(found)) + "**\n");
        for (Level level : Level.values()) {
            List<Difference> differences = found.of(level);
            if (!differences.isEmpty()) {
                text.append("\n## " + ComparisonWording.title(level) + "\n\n");
                row(text, List.of("where", "what", "before", "after", "change"));
                text.append("|---|---|---|---|---|\n");
                differences.forEach(difference -> row(
                        text,
                        List.of(
                                ComparisonWording.subject(difference),
                                difference.what(),
                                difference.before(),
                                difference.after(),
                                difference.change())));
            }
        }
        for (RowDifferences rows : found.rows()) {
            text.append(
                    "\n## Rows of " + escaped(rows.before()) + "\n\n" + escaped(ComparisonWording.rows(rows)) + "\n\n");
            for (ColumnChanges column : rows.columns()) {
                text.append("- " + escaped(ComparisonWording.changes(column)) + "\n");
                column.examples()
                        .forEach(cell -> text.append("  - " + escaped(ComparisonWording.example(cell)) + "\n"));
            }
            list(
                    text,
                    "Rules",
                    rows.rules().stream().map(ComparisonWording::rule).toList());
            list(text, "Notes", rows.notes());
        }
        list(text, "Notes", found.notes());
        return text.append("\n" + escaped(ComparisonWording.basis(found)) + "\n")
                .toString();
    }

    /** Each delivery against the one before. */
    public String series(String title, DeliverySeries series) {
        StringBuilder text = new StringBuilder("# " + escaped(title) + "\n\n");
        row(text, List.of("delivery", "rows", "against the one before"));
        text.append("|---|--:|---|\n");
        series.deliveries()
                .forEach(delivery -> row(
                        text,
                        List.of(
                                delivery.name(),
                                NumberFormat.of(delivery.rows()),
                                ComparisonWording.headline(delivery.sincePrevious()))));
        series.deliveries().stream()
                .filter(delivery -> !delivery.sincePrevious().alarms().isEmpty())
                .forEach(delivery -> list(
                        text,
                        escaped(delivery.name()),
                        delivery.sincePrevious().alarms().stream()
                                .map(alarm ->
                                        ComparisonWording.subject(alarm) + "  " + ComparisonWording.figures(alarm))
                                .toList()));
        return text.toString();
    }

    public String mermaid(DataContext context) {
        return RelationshipExports.mermaid(context);
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append(Markdown.row(cells.stream().map(MarkdownReport::escaped).toList()));
    }

    static String escaped(String text) {
        return Markdown.escaped(TextTable.clean(text));
    }
}
