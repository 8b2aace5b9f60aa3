package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.evaluation.EvaluationChanges;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports as plain text for a terminal of a given width. Control characters in the data are replaced. Immutable.
 */
public final class TerminalReport {
    /** Fits most terminals and is readable in a file. */
    public static final int DEFAULT_WIDTH = 100;

    private static final int NARROWEST = 40;
    private static final int ROWS_SHOWN = 20;
    private static final int COLUMNS_SHOWN = 60;
    private static final int PROBLEMS_SHOWN = 40;
    private static final int PAIRS_SHOWN = 3;
    private static final int FAULTS_SHOWN = 20;

    private final int width;
    private final Ansi ansi;

    private TerminalReport(int width, Ansi ansi) {
        this.width = Math.max(NARROWEST, width);
        this.ansi = ansi;
    }

    /** Without escape sequences; widths under 40 count as 40. */
    public static TerminalReport plain(int width) {
        return new TerminalReport(width, Ansi.PLAIN);
    }

    /** With escape sequences for bold, dim and colored text. */
    public static TerminalReport colored(int width) {
        return new TerminalReport(width, Ansi.COLORED);
    }

    /** All tables with their columns, the relationships with their evidence, the problems. */
    public String context(DataContext context) {
        TextLines lines = new TextLines(width);
        lines.add(ansi.bold(ReportWording.runSummary(context)));
        for (TableProfile table : context.tables()) {
            lines.blank();
            lines.add(ansi.bold(TextTable.clean(table.name())) + "  "
                    + TextTable.clean(ReportWording.tableSummary(table)));
            columns(table, lines);
            ReportWording.declared(context, table).forEach(line -> lines.wrapped(ansi.dim("  · "), 4, line));
            table.correlations().pairs().stream()
                    .limit(PAIRS_SHOWN)
                    .forEach(pair -> lines.wrapped(ansi.dim("  ~ "), 4, ReportWording.correlationLine(pair)));
        }
        relationships(context, lines);
        List<Problem> problems = ReportWording.problems(context);
        if (!problems.isEmpty()) {
            lines.blank();
            lines.add(ansi.bold("Problems"));
            problems.stream()
                    .limit(PROBLEMS_SHOWN)
                    .forEach(problem -> lines.wrapped(mark(problem.severity()), 2, ReportWording.problem(problem)));
            if (problems.size() > PROBLEMS_SHOWN) {
                lines.add("  and " + NumberFormat.of(problems.size() - PROBLEMS_SHOWN) + " more of less importance");
            }
        }
        return lines.toString();
    }

    private String mark(Severity severity) {
        return switch (severity) {
            case HIGH -> ansi.bad("! ");
            case MEDIUM -> ansi.warning("! ");
            case LOW -> ansi.dim("- ");
        };
    }

    private void columns(TableProfile table, TextLines lines) {
        TextTable text = new TextTable(
                List.of("column", "type", "nulls", "distinct", "values"), List.of(false, false, true, true, false));
        table.columns().stream()
                .limit(COLUMNS_SHOWN)
                .forEach(column -> text.add(ReportWording.columnCells(table, column)));
        text.lines(width - 2, ansi).forEach(line -> lines.add("  " + line));
        int more = table.columns().size() - COLUMNS_SHOWN;
        if (more > 0) {
            String names = table.columns().stream()
                    .skip(COLUMNS_SHOWN)
                    .limit(COLUMNS_SHOWN)
                    .map(ColumnProfile::name)
                    .collect(Collectors.joining(", "));
            String rest = more > COLUMNS_SHOWN ? ", …" : "";
            lines.wrapped("  ", 2, "and " + NumberFormat.of(more) + " more columns: " + names + rest);
        }
    }

    /** The relationships alone, with their evidence; empty if there are none. */
    public String relationships(DataContext context) {
        TextLines lines = new TextLines(width);
        relationships(context, lines);
        return lines.toString().stripTrailing();
    }

    private void relationships(DataContext context, TextLines lines) {
        relationships("Relationships", ReportWording.relationships(context, false), lines);
        relationships("Possible relationships", ReportWording.relationships(context, true), lines);
    }

    private void relationships(String title, List<Relationship> edges, TextLines lines) {
        if (!edges.isEmpty()) {
            lines.blank();
            lines.add(ansi.bold(title));
            for (Relationship edge : edges) {
                lines.add("  " + TextTable.clean(ReportWording.from(edge)) + " → "
                        + TextTable.clean(ReportWording.to(edge)) + "  " + ReportWording.cardinality(edge) + ", "
                        + ReportWording.confidence(edge));
                lines.wrapped("      ", 6, ReportWording.evidence(edge));
            }
        }
    }

    /** Replaces control characters but line ends in the content of an answer, or in a piece of it. */
    public static String content(String content) {
        return content.lines().map(TextTable::clean).collect(Collectors.joining("\n"))
                + (content.endsWith("\n") ? "\n" : "");
    }

    /** The SQL, rows and warnings of an answer, without its content. */
    public String details(Answer answer) {
        TextLines lines = new TextLines(width);
        lines.add("");
        for (QueryResult query : answer.queries()) {
            lines.blank();
            query.sql().lines().forEach(line -> lines.add("  " + ansi.dim(TextTable.clean(line))));
            // The content may contain the rows, as a table or, for a single row, as a sentence.
            if (query.rowCount() != 1 && !answer.content().contains("| --")) {
                lines.blank();
                rows(query, lines);
            }
            List<String> bars =
                    TextBars.lines(query, answer.chart(answer.queries().indexOf(query)), width - 2);
            if (!bars.isEmpty()) {
                lines.blank();
                bars.forEach(bar -> lines.add("  " + bar));
            }
        }
        if (!answer.warnings().isEmpty()) {
            lines.blank();
            answer.warnings().forEach(warning -> lines.wrapped(ansi.warning("! "), 2, warning));
        }
        lines.blank();
        lines.add(ansi.dim(TextTable.clean("(" + ReportWording.answerSource(answer) + ")")));
        if (!answer.suggestions().isEmpty()) {
            lines.blank();
            lines.add("You could ask next:");
            numbered(answer.suggestions(), lines);
        }
        return lines.toString();
    }

    private static void numbered(List<String> questions, TextLines lines) {
        for (int i = 0; i < questions.size(); i++) {
            lines.wrapped(String.format(Locale.ROOT, "%3d. ", i + 1), 5, questions.get(i));
        }
    }

    /** The rows of a result, the first 20 of more. */
    public String rows(QueryResult result) {
        TextLines lines = new TextLines(width);
        rows(result, lines);
        return lines.toString();
    }

    private void rows(QueryResult result, TextLines lines) {
        TextTable text = new TextTable(
                result.columns(),
                result.types().stream().map(type -> type.numeric()).toList());
        result.rows().stream().limit(ROWS_SHOWN).forEach(row -> {
            List<@Nullable String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(CellFormat.exact(cell)));
            text.add(cells);
        });
        text.lines(width - 2, ansi).forEach(line -> lines.add("  " + line));
        int hidden = result.rowCount() - ROWS_SHOWN;
        List<String> notes = new ArrayList<>();
        if (result.rowCount() == 0) {
            notes.add("no rows");
        }
        if (hidden > 0) {
            notes.add(NumberFormat.of(hidden) + " more rows not shown");
        }
        if (result.rowCount() > 0 && result.truncated()) {
            notes.add("cut at " + NumberFormat.of(result.rowCount()) + " rows");
        }
        if (!notes.isEmpty()) {
            lines.add("  (" + String.join("; ", notes) + ")");
        }
    }

    /** Questions with their reasons, then explorations and recommendations. */
    public String guidance(Guidance guidance) {
        TextLines lines = new TextLines(width);
        lines.add(ansi.bold("You could ask"));
        int number = 1;
        for (var question : guidance.questions()) {
            String label = String.format(Locale.ROOT, "%3d. ", number++);
            lines.wrapped(label, 5, question.text());
            lines.wrapped("     ", 5, question.reason());
        }
        section("Worth a look", guidance.explorations(), lines);
        section("Worth fixing", guidance.recommendations(), lines);
        return lines.toString();
    }

    private void section(String title, List<String> items, TextLines lines) {
        if (!items.isEmpty()) {
            lines.blank();
            lines.add(ansi.bold(title));
            items.forEach(item -> lines.wrapped("  - ", 4, item));
        }
    }

    /** The recommendations by table, a line for each column; what does not hold; the DDL. */
    public String plan(SchemaPlan plan) {
        TextLines lines = new TextLines(width);
        lines.add(ansi.bold("Schema for " + plan.target().title()));
        lines.wrapped("", 0, PlanWording.summary(plan));
        for (PlanWording.Section section : PlanWording.sections(plan)) {
            lines.blank();
            lines.wrapped("", 0, section.table() + ": " + section.size());
            TextTable table =
                    new TextTable(List.of("", "column", "change", "reason"), List.of(false, false, false, false));
            section.lines()
                    .forEach(line -> table.add(
                            List.of(line.chosen() ? "[x]" : "[ ]", line.columns(), line.changes(), line.reason())));
            table.lines(width, ansi).forEach(lines::add);
        }
        List<String> refuted = PlanWording.refuted(plan);
        if (!refuted.isEmpty()) {
            lines.blank();
            lines.add(ansi.bold("Does not hold"));
            refuted.forEach(line -> lines.add(TextTable.cut(ansi.bad("- ") + TextTable.clean(line), width)));
        }
        lines.blank();
        plan.ddl().lines().forEach(line -> lines.add(TextTable.clean(line)));
        return lines.toString();
    }

    /** How often each model was right, by kind of question, with what was not and what has changed. */
    public String evaluation(Evaluation evaluation, List<EvaluationChanges> changes) {
        TextLines lines = new TextLines(width);
        TextTable models = TextTable.ofNumbers(EvaluationWording.HEADER);
        evaluation.models().forEach(run -> models.add(EvaluationWording.cells(run)));
        models.lines(width, ansi).forEach(lines::add);
        lines.blank();
        List<String> names = new ArrayList<>(List.of("right by kind"));
        evaluation.models().forEach(run -> names.add(run.model()));
        TextTable kinds = TextTable.ofNumbers(names);
        EvaluationWording.kinds(evaluation).forEach(kinds::add);
        kinds.lines(width, ansi).forEach(lines::add);
        for (ModelRun run : evaluation.models()) {
            List<QuestionResult> faults = EvaluationWording.faults(run);
            if (!faults.isEmpty()) {
                lines.blank();
                lines.add(
                        ansi.bold("Not right: " + TextTable.clean(run.model())) + "  " + EvaluationWording.counts(run));
            }
            faults.stream().limit(FAULTS_SHOWN).forEach(result -> {
                boolean wrong = result.outcome() == Outcome.WRONG;
                lines.wrapped(wrong ? ansi.bad("! ") : ansi.dim("- "), 2, EvaluationWording.fault(result));
                if (wrong) {
                    lines.wrapped("  ", 4, result.detail());
                }
            });
            if (faults.size() > FAULTS_SHOWN) {
                lines.add("  and " + NumberFormat.of(faults.size() - FAULTS_SHOWN) + " more");
            }
        }
        for (EvaluationChanges change : changes) {
            lines.blank();
            lines.add(ansi.bold(TextTable.clean(change.model())) + "  " + EvaluationWording.summary(change));
            change.worse().forEach(it -> lines.wrapped(ansi.bad("! "), 2, EvaluationWording.change(it)));
            change.slower().forEach(it -> lines.wrapped(ansi.warning("! "), 2, EvaluationWording.slower(it)));
            change.better().forEach(it -> lines.wrapped(ansi.good("+ "), 2, EvaluationWording.change(it)));
        }
        return lines.toString();
    }

    /** What differs, the most surprising first; what chance explains only as a number. */
    public String comparison(Differences found) {
        return new ComparisonText(width, ansi).comparison(found);
    }

    /** Each delivery on a line, and what drifts or breaks in it against the one before. */
    public String series(DeliverySeries series) {
        return new ComparisonText(width, ansi).series(series);
    }
}
