package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the HTML report that shows each table's columns, one card for each. */
final class HtmlColumns {
    /** From this many columns on a chart is one shape instead of one for each bar, so that the page stays small. */
    private static final int MANY_COLUMNS = 400;
    /** From this many tables on they are folded, so that a browser lays out only what is opened. */
    private static final int MANY_TABLES = 12;

    private static final int SHAPES_SHOWN = 3;

    private final DataContext context;
    private final Charts.Detail detail;
    private final Map<String, String> anchors = new HashMap<>();
    private final Map<String, List<Problem>> problems = new HashMap<>();

    HtmlColumns(DataContext context) {
        this.context = context;
        long columns = 0;
        for (int i = 0; i < context.tables().size(); i++) {
            TableProfile table = context.tables().get(i);
            anchors.putIfAbsent(table.name(), "t" + i);
            for (int j = 0; j < table.columns().size(); j++) {
                anchors.putIfAbsent(table.name() + "." + table.columns().get(j).name(), "t" + i + "c" + j);
            }
            columns += table.columns().size();
        }
        detail = columns > MANY_COLUMNS ? Charts.Detail.WHOLE_CHART : Charts.Detail.EACH_BAR;
        for (Problem problem : Wording.problems(context)) {
            problems.computeIfAbsent(problem.subject(), subject -> new java.util.ArrayList<>())
                    .add(problem);
        }
    }

    /** Where the table or column of that subject stands in the page; null where it is none. */
    String anchor(Problem problem) {
        return anchors.getOrDefault(problem.subject(), "");
    }

    static void tools(Html html) {
        html.raw("<h2 id=\"columns\">Columns</h2>\n"
            + "<div class=\"tools\" hidden><input type=\"search\" placeholder=\"Find columns: name, type, e-mail,"
            + " personal, warning …\" aria-label=\"Find columns\"><label>Sort <select aria-label=\"Sort"
            + " columns\"><option value=\"place\">as in the file</option><option value=\"name\">by"
            + " name</option><option value=\"type\">by type</option><option value=\"nulls\">most nulls"
            + " first</option><option value=\"distinct\">most distinct first</option><option"
            + " value=\"warnings\">warnings first</option></select></label><button type=\"button\" class=\"compact\""
            + " aria-pressed=\"false\">Compact</button><button type=\"button\" class=\"fold\">Fold all</button><span"
            + " class=\"soft small found\" role=\"status\"></span></div>\n");
    }

    void table(Html html, int index) {
        TableProfile table = context.tables().get(index);
        boolean open = context.tables().size() < MANY_TABLES;
        html.raw("<details class=\"table\" id=\"t" + index + "\"" + (open ? " open" : "") + "><summary><h3>")
                .text(table.name())
                .raw("</h3> ")
                .element("span", "soft small", Wording.facts(table) + " · " + table.location())
                .raw("</summary>\n");
        html.raw("<p class=\"soft small\">");
        html.text(Wording.duplicates(table)).raw("</p>\n");
        sample(html, table);
        correlations(html, table.correlations());
        List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
        Set<String> references = new HashSet<>();
        context.relationships().stream()
                .filter(edge -> edge.fromTable().equals(table.name()))
                .forEach(edge -> references.addAll(edge.fromColumns()));
        html.raw("<div class=\"cards\">\n");
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnProfile column = table.columns().get(i);
            card(
                    html,
                    table,
                    column,
                    "t" + index + "c" + i,
                    key.contains(column.name()),
                    references.contains(column.name()));
        }
        html.raw("</div></details>\n");
    }

    private static void sample(Html html, TableProfile table) {
        if (!table.sampleRows().isEmpty()) {
            html.raw("<details><summary>Sample rows</summary>")
                    .table(
                            table.columns().stream().map(ColumnProfile::name).toList(),
                            table.columns().stream()
                                    .map(column -> column.type().numeric())
                                    .toList(),
                            table.sampleRows())
                    .raw("</details>\n");
        }
    }

    private static void correlations(Html html, Correlations found) {
        if (found.pairs().isEmpty()) {
            return;
        }
        html.raw("<details><summary>Correlations</summary><div class=\"panel matrices\"><div class=\"scroll\">");
        Charts.correlations(html, found);
        html.raw("</div><div>")
                .list(found.pairs().stream().limit(8).map(Wording::pair).toList())
                .element("p", "soft small", Wording.compared(found))
                .raw("</div></div></details>\n");
    }

    private void card(Html html, TableProfile table, ColumnProfile column, String id, boolean key, boolean reference) {
        List<Problem> warnings = problems.getOrDefault(table.name() + "." + column.name(), List.of());
        long filled = table.rows() - column.nulls();
        boolean unique = column.unique().value() && !key && filled > 0;
        List<String> marks = Marks.of(table, column);
        html.raw("<div class=\"card\" id=\"" + id + "\" data-name=\"" + Html.escaped(column.name()) + "\" data-nulls=\""
                + column.nulls() + "\" data-distinct=\"" + column.distinct().value() + "\" data-warnings=\""
                + warnings.size() + "\">");
        html.element("h4", column.name());
        html.raw("<p class=\"badges\">")
                .element("span", "badge type", column.type().toString());
        html.raw(key ? "<span class=\"badge key\">key</span>" : "");
        html.raw(reference ? "<span class=\"badge ref\">reference</span>" : "");
        if (unique) {
            html.element("span", "badge", column.unique().exact() ? "unique" : "nearly unique");
        }
        marks.forEach(mark -> html.element("span", mark.equals("personal") ? "badge private" : "badge", mark));
        html.raw(warnings.isEmpty() ? "" : "<span class=\"badge alert\">warning</span>");
        html.raw("</p>");
        html.element(
                "p",
                "line small soft",
                Wording.nulls(table, column).equals("–")
                        ? Wording.values(table, column)
                        : Wording.values(table, column) + "; null " + Wording.nulls(table, column));
        chart(html, column, filled, key || reference);
        html.raw("<dl>");
        counts(html, table, column);
        figures(html, column, key || reference);
        findings(html, column);
        html.raw("</dl>");
        shapes(html, column);
        Charts.nulls(html, column.nulls(), table.rows());
        notes(html, column);
        warnings.forEach(problem -> html.element(
                "p",
                "small " + HtmlTables.colour(problem.severity()),
                problem.message() + (problem.count() > 1 ? " (" + NumberFormat.of(problem.count()) + " times)" : "")));
        html.raw("</div>\n");
    }

    private void chart(Html html, ColumnProfile column, long filled, boolean id) {
        ColumnFindings.TimeSpread time = column.findings().time();
        boolean repeated =
                !column.topValues().isEmpty() && column.topValues().get(0).count() > 1;
        boolean varied = column.distinct().value() > 1;
        if (time != null && time.histogram().size() > 1 && varied) {
            Charts.time(html, time.histogram(), detail);
        } else if (!column.histogram().isEmpty() && varied && !id) {
            Charts.histogram(html, column.histogram(), column.quantiles(), detail);
        } else if (repeated) {
            Charts.topValues(html, column.topValues(), filled);
        }
    }

    private static void counts(Html html, TableProfile table, ColumnProfile column) {
        html.pair(
                "distinct",
                Wording.count(column.distinct())
                        + (column.distinct().exact()
                                ? ""
                                : " ± " + NumberFormat.percent(column.distinct().relativeError())));
        html.pair(
                "nulls",
                column.nulls() == 0
                        ? "none"
                        : NumberFormat.of(column.nulls()) + " · " + NumberFormat.percent(column.nulls(), table.rows()));
        ColumnFindings.Cells cells = column.findings().cells();
        if (cells.blank() > 0) {
            html.pair("only blanks", NumberFormat.of(cells.blank()));
        }
        if (cells.empty() > 0) {
            html.pair("empty texts", NumberFormat.of(cells.empty()));
        }
    }

    /** Of an id neither mean nor sum says anything. */
    private static void figures(Html html, ColumnProfile column, boolean id) {
        String min = column.min();
        String max = column.max();
        if (min != null && max != null) {
            html.pair("min", shown(column, min));
            html.pair("max", shown(column, max));
        }
        if (column.mean() != null && !id) {
            html.pair(
                    "mean",
                    Wording.value(column.type(), column.mean())
                            + (column.stddev() == null ? "" : " ± " + Wording.value(column.type(), column.stddev())));
        }
        ColumnProfile.Quantiles q = column.quantiles();
        if (q != null && !id) {
            html.pair(
                    "quartiles" + (q.rankError() == 0 ? "" : " ~"),
                    Wording.value(column.type(), q.p25()) + " · " + Wording.value(column.type(), q.p50()) + " · "
                            + Wording.value(column.type(), q.p75()));
        }
        if (column.sum() != null && !id) {
            html.pair("sum", Wording.value(column.type(), column.sum()));
        }
        ColumnProfile.Lengths lengths = column.lengths();
        if (lengths != null) {
            html.pair(
                    "length",
                    lengths.min() == lengths.max()
                            ? NumberFormat.of(lengths.max())
                            : NumberFormat.of(lengths.min()) + " to " + NumberFormat.of(lengths.max()) + ", mean "
                                    + NumberFormat.of(Math.round(lengths.mean() * 10) / 10.0));
        }
    }

    private static String shown(ColumnProfile column, String value) {
        return column.type().numeric()
                ? Wording.value(column.type(), value)
                : TextTable.cut(TextTable.clean(value), 40);
    }

    private static void findings(Html html, ColumnProfile column) {
        ColumnFindings findings = column.findings();
        if (findings.signs() != null
                && findings.signs().zeros() + findings.signs().negatives() > 0) {
            html.pair(
                    "zero · negative",
                    NumberFormat.of(findings.signs().zeros()) + " · "
                            + NumberFormat.of(findings.signs().negatives()));
        }
        if (findings.outliers() != null) {
            html.pair("outliers", Marks.outliers(column, findings.outliers()));
        }
        ColumnFindings.TimeSpread time = findings.time();
        if (time != null && time.months() > 0) {
            html.pair("months", Marks.months(time));
            html.pair("weekdays", Marks.weekdays(time));
        }
    }

    private static void shapes(Html html, ColumnProfile column) {
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (shapes != null && Marks.telling(shapes)) {
            html.raw("<ul class=\"shapes\">");
            for (ColumnFindings.Shape shape : shapes.shapes()
                    .subList(0, Math.min(SHAPES_SHOWN, shapes.shapes().size()))) {
                html.raw("<li title=\"" + Html.escaped("such as " + shape.example()) + "\"><code>")
                        .text(shape.shape().isEmpty() ? "(empty)" : TextTable.cut(TextTable.clean(shape.shape()), 28))
                        .raw("</code> ")
                        .element("span", NumberFormat.percent(shape.count(), shapes.sampled()))
                        .raw("</li>");
            }
            html.raw("</ul>\n");
        }
    }

    private static void notes(Html html, ColumnProfile column) {
        if (column.pattern() != null) {
            html.element("p", "small soft", "written as " + column.pattern());
        }
        if (!column.nullMarkers().isEmpty()) {
            html.element("p", "small soft", "nulls written as '" + String.join("', '", column.nullMarkers()) + "'");
        }
        ColumnFindings.Semantics semantics = column.findings().semantics();
        if (semantics != null && semantics.kind() != null) {
            html.element(
                    "p",
                    "small soft",
                    Marks.kind(semantics.kind()) + ": "
                            + (semantics.fitting() == semantics.sampled()
                                    ? ""
                                    : NumberFormat.of(semantics.fitting()) + " of ")
                            + Marks.basis(semantics.sampled(), semantics.exact()));
        } else if (column.findings().shapes() != null
                && !column.findings().shapes().exact()
                && Marks.telling(column.findings().shapes())) {
            html.element(
                    "p",
                    "small soft",
                    "shapes: " + Marks.basis(column.findings().shapes().sampled(), false));
        }
        if (!column.sqlName().equals(column.name())) {
            html.element("p", "small soft", "in SQL: " + column.sqlName());
        }
    }
}
