package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.PTag;
import j2html.tags.specialized.SpanTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the card of a column in the HTML report: badges, chart, figures, notes, warnings.
 *
 * @param key whether the column belongs to the primary key
 * @param reference whether the column refers to another table
 * @param warnings the problems of this column
 */
record ColumnCard(
        TableProfile table,
        ColumnProfile column,
        boolean key,
        boolean reference,
        List<Problem> warnings,
        Charts.Detail detail) {
    private static final int SHAPES_SHOWN = 3;
    private static final int VALUE = 40;
    private static final int SHAPE = 28;

    DivTag html(String id) {
        String values = Wording.values(table, column);
        String nulls = Wording.nulls(table, column);
        return div().withClass("card")
                .withId(id)
                .withData("name", column.name())
                .withData("nulls", Long.toString(column.nulls()))
                .withData("distinct", Long.toString(column.distinct().value()))
                .withData("warnings", Integer.toString(warnings.size()))
                .with(
                        h4(column.name()),
                        badges(),
                        p(nulls.equals("–") ? values : values + "; null " + nulls)
                                .withClass("line small soft"),
                        chart(),
                        dl(each(figures(), figure -> each(dt(figure.getKey()), dd(figure.getValue())))),
                        shapes(),
                        Html.when(column.nulls() > 0, () -> Charts.nulls(column.nulls(), table.rows())),
                        notes(),
                        each(warnings, ColumnCard::warning));
    }

    private PTag badges() {
        boolean unique = column.unique().value() && !key && filled() > 0;
        return p(badge("badge type", column.type().toString()))
                .withClass("badges")
                .condWith(key, badge("badge key", "key"))
                .condWith(reference, badge("badge ref", "reference"))
                .condWith(unique, badge("badge", column.unique().exact() ? "unique" : "nearly unique"))
                .with(each(
                        Marks.of(table, column),
                        mark -> badge(mark.equals("personal") ? "badge private" : "badge", mark)))
                .condWith(!warnings.isEmpty(), badge("badge alert", "warning"));
    }

    private static SpanTag badge(String cssClass, String text) {
        return span(text).withClass(cssClass);
    }

    private static PTag warning(Problem problem) {
        return p(problem.message() + (problem.count() > 1 ? " (" + Figures.of(problem.count()) + " times)" : ""))
                .withClass("small " + HtmlTables.colour(problem.severity()));
    }

    private long filled() {
        return table.rows() - column.nulls();
    }

    private DomContent chart() {
        ColumnFindings.TimeSpread time = column.findings().time();
        List<ColumnProfile.TopValue> top = column.topValues();
        boolean varied = column.distinct().value() > 1;
        if (time != null && time.histogram().size() > 1 && varied) {
            return Charts.time(time.histogram(), detail);
        }
        if (!column.histogram().isEmpty() && varied && !key && !reference) {
            return Charts.histogram(column.histogram(), column.quantiles(), detail);
        }
        return Html.when(!top.isEmpty() && top.get(0).count() > 1, () -> Charts.topValues(top, filled()));
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        counts(figures);
        values(figures);
        findings(figures);
        return figures;
    }

    private void counts(Map<String, String> figures) {
        String error = " ± " + Figures.percent(column.distinct().relativeError(), 1);
        String share = " · " + Figures.percent(column.nulls(), table.rows());
        figures.put(
                "distinct", Figures.of(column.distinct()) + (column.distinct().exact() ? "" : error));
        figures.put("nulls", column.nulls() == 0 ? "none" : Figures.of(column.nulls()) + share);
        ColumnFindings.Cells cells = column.findings().cells();
        if (cells.blank() > 0) {
            figures.put("only blanks", Figures.of(cells.blank()));
        }
        if (cells.empty() > 0) {
            figures.put("empty texts", Figures.of(cells.empty()));
        }
    }

    private void values(Map<String, String> figures) {
        ColumnType type = column.type();
        if (column.min() != null && column.max() != null) {
            figures.put("min", shown(column.min()));
            figures.put("max", shown(column.max()));
        }
        // The mean and the sum of ids have no meaning.
        if (!key && !reference) {
            if (column.mean() != null) {
                String spread = column.stddev() == null ? "" : " ± " + Figures.value(type, column.stddev());
                figures.put("mean", Figures.value(type, column.mean()) + spread);
            }
            ColumnProfile.Quantiles q = column.quantiles();
            if (q != null) {
                figures.put(
                        "quartiles" + (q.rankError() == 0 ? "" : " ~"),
                        Figures.value(type, q.p25()) + " · " + Figures.value(type, q.p50()) + " · "
                                + Figures.value(type, q.p75()));
            }
            if (column.sum() != null) {
                figures.put("sum", Figures.value(type, column.sum()));
            }
        }
        ColumnProfile.Lengths lengths = column.lengths();
        if (lengths != null) {
            String range = Figures.of(lengths.min()) + " to " + Figures.of(lengths.max()) + ", mean "
                    + Figures.of(Math.round(lengths.mean() * 10) / 10.0);
            figures.put("length", lengths.min() == lengths.max() ? Figures.of(lengths.max()) : range);
        }
    }

    private String shown(String value) {
        return column.type().numeric() ? Figures.value(column.type(), value) : Html.brief(value, VALUE);
    }

    private void findings(Map<String, String> figures) {
        ColumnFindings findings = column.findings();
        ColumnFindings.Signs signs = findings.signs();
        if (signs != null && signs.zeros() + signs.negatives() > 0) {
            figures.put("zero · negative", Figures.of(signs.zeros()) + " · " + Figures.of(signs.negatives()));
        }
        if (findings.outliers() != null) {
            figures.put("outliers", Marks.outliers(column, findings.outliers()));
        }
        ColumnFindings.TimeSpread time = findings.time();
        if (time != null && time.months() > 0) {
            figures.put("months", Marks.months(time));
            figures.put("weekdays", Marks.weekdays(time));
        }
    }

    private DomContent shapes() {
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (shapes == null || !Marks.telling(shapes)) {
            return each();
        }
        return ul(each(shapes.shapes().stream().limit(SHAPES_SHOWN).map(shape -> shape(shape, shapes.sampled()))))
                .withClass("shapes");
    }

    private static LiTag shape(ColumnFindings.Shape shape, long sampled) {
        return li(
                        code(shape.shape().isEmpty() ? "(empty)" : Html.brief(shape.shape(), SHAPE)),
                        text(" "),
                        span(Figures.percent(shape.count(), sampled)))
                .withTitle("such as " + shape.example());
    }

    private DomContent notes() {
        String markers = "nulls written as '" + String.join("', '", column.nullMarkers()) + "'";
        return each(
                Html.when(column.pattern() != null, () -> Html.note("written as " + column.pattern())),
                Html.when(!column.nullMarkers().isEmpty(), () -> Html.note(markers)),
                basis(),
                Html.when(!column.sqlName().equals(column.name()), () -> Html.note("in SQL: " + column.sqlName())));
    }

    /** How many cells the kind of values or their shapes were seen in. */
    private DomContent basis() {
        ColumnFindings.Semantics semantics = column.findings().semantics();
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (semantics != null && semantics.kind() != null) {
            boolean all = semantics.fitting() == semantics.sampled();
            return Html.note(Marks.kind(semantics.kind()) + ": "
                    + (all ? "" : Figures.of(semantics.fitting()) + " of ")
                    + Marks.basis(semantics.sampled(), semantics.exact()));
        }
        return shapes == null || shapes.exact() || !Marks.telling(shapes)
                ? each()
                : Html.note("shapes: " + Marks.basis(shapes.sampled(), false));
    }
}
