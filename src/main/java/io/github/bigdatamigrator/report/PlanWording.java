package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.schema.PlanLines;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Words a schema plan for every report: a section a table, a line for each column or set of columns. */
public final class PlanWording {
    private PlanWording() {}

    /** The recommendations that hold for a table. */
    public record Section(String table, String size, List<Line> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What is recommended for the same columns.
     *
     * @param chosen whether the DDL has one of the changes
     * @param columns empty for the table as a whole
     * @param changes those of the DDL, then those that it could have
     */
    public record Line(boolean chosen, String columns, String changes, String reason) {}

    /** How many recommendations there are, and what “proven” means. */
    public static String summary(SchemaPlan plan) {
        List<Recommendation> held =
                plan.recommendations().stream().filter(PlanLines::holds).toList();
        long chosen = held.stream().filter(Recommendation::chosen).count();
        return NumberFormat.count(held.size(), "recommendation") + ", " + NumberFormat.of(chosen)
                + " in the schema below; each is proven on the rows of today, which later rows may break";
    }

    public static List<Section> sections(SchemaPlan plan) {
        List<List<Recommendation>> lines = PlanLines.lines(plan.recommendations());
        return plan.tables().stream()
                .map(table -> new Section(
                        table.table(),
                        size(plan, table),
                        lines.stream()
                                .filter(line -> line.get(0).table().equals(table.table()))
                                .map(PlanWording::line)
                                .toList()))
                .filter(section -> !section.lines().isEmpty())
                .toList();
    }

    private static String size(SchemaPlan plan, TargetTable table) {
        boolean sample = plan.recommendations().stream()
                .anyMatch(one -> one.table().equals(table.table()) && one.status() == Status.SAMPLE_ONLY);
        return (sample ? "holds on a part of " : "proven on ")
                + NumberFormat.count(table.rows(), "row")
                + (table.bytes() == 0 ? "" : " (" + NumberFormat.bytes(table.bytes()) + ")")
                + (table.isSmall() ? "; too small for partitions, clustering or splits to pay" : "");
    }

    private static Line line(List<Recommendation> line) {
        Recommendation first = line.get(0);
        String chosen = clauses(line, true);
        String offered = clauses(line, false);
        return new Line(
                !chosen.isEmpty(),
                first.kind() == Recommendation.Kind.DUPLICATE_ROWS ? "" : String.join(", ", first.columns()),
                chosen + (chosen.isEmpty() || offered.isEmpty() ? offered : "; possible: " + offered),
                line.stream().map(Recommendation::evidence).distinct().collect(Collectors.joining("; ")));
    }

    private static String clauses(List<Recommendation> line, boolean chosen) {
        return line.stream()
                .filter(one -> one.chosen() == chosen)
                .map(Recommendation::clause)
                .collect(Collectors.joining(", "));
    }

    /** What does not hold, a line each: what, how many rows, an example. */
    public static List<String> refuted(SchemaPlan plan) {
        return plan.recommendations().stream()
                .filter(one -> !PlanLines.holds(one))
                .map(PlanWording::refuted)
                .toList();
    }

    private static String refuted(Recommendation one) {
        String what = one.table().isEmpty()
                ? ""
                : PlanLines.place(one.table(), one.kind(), one.columns()) + " " + one.clause() + ": ";
        if (one.violations() == 0) {
            return what + one.evidence();
        }
        return what + NumberFormat.of(one.violations()) + " of " + NumberFormat.count(one.rowsChecked(), "row")
                + one.examples().stream()
                        .findFirst()
                        .map(example -> ", such as " + example)
                        .orElse("");
    }
}
