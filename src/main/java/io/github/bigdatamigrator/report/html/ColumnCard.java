package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.FindingLabels;
import io.github.bigdatamigrator.report.ReportWording;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the card of a column in the HTML report: badges, chart, figures, notes, warnings. */
record ColumnCard(
        TableProfile table,
        ColumnProfile column,
        boolean key,
        boolean reference,
        List<Problem> warnings,
        ColumnCharts.Detail detail) {
    private static final int SHAPES_SHOWN = 3;
    private static final int VALUE = 40;
    private static final int SHAPE = 28;

    DomContent html(String id) {
        String values = ReportWording.values(table, column);
        String nulls = ReportWording.nulls(table, column);
        return div(attrs("#" + id + ".card"))
                .withData("name", column.name())
                .withData("nulls", Long.toString(column.nulls()))
                .withData("distinct", Long.toString(column.distinct().value()))
                .withData("warnings", Integer.toString(warnings.size()))
                .with(
                        h4(column.name()),
                        badges(),
                        p(attrs(".line.small.soft"), nulls.equals("–") ? values : values + "; null " + nulls),
                        chart(),
                        figures(),
                        shapes(),
                        iff(column.nulls() > 0, ColumnCharts.nulls((double) column.nulls() / table.rows())),
                        notes(),
                        each(warnings, ColumnCard::warning));
    }

    private DomContent badges() {
        boolean unique = column.unique().value() && !key && filled() > 0;
        return p(
                attrs(".badges"),
                span(attrs(".badge.type"), column.type().toString()),
                iff(key, span(attrs(".badge.key"), "key")),
                iff(reference, span(attrs(".badge.ref"), "reference")),
                iff(unique, span(attrs(".badge"), column.unique().exact() ? "unique" : "nearly unique")),
                each(
                        FindingLabels.of(table, column),
                        label -> span(attrs(label.equals("personal") ? ".badge.private" : ".badge"), label)),
                iff(!warnings.isEmpty(), span(attrs(".badge.alert"), "warning")));
    }

    private static DomContent warning(Problem problem) {
        String times = problem.count() > 1 ? " (" + NumberFormat.of(problem.count()) + " times)" : "";
        return p(problem.message() + times).withClass("small " + HtmlTables.color(problem.severity()));
    }

    private long filled() {
        return table.rows() - column.nulls();
    }

    private DomContent chart() {
        ColumnFindings.TimeSpread time = column.findings().time();
        List<ColumnProfile.TopValue> top = column.topValues();
        boolean varied = column.distinct().value() > 1;
        if (time != null && time.histogram().size() > 1 && varied) {
            return ColumnCharts.time(time.histogram(), detail);
        }
        if (!column.histogram().isEmpty() && varied && !key && !reference) {
            return ColumnCharts.histogram(column.histogram(), column.quantiles(), detail);
        }
        return iff(!top.isEmpty() && top.get(0).count() > 1, ColumnCharts.topValues(top, filled()));
    }

    private DomContent figures() {
        ColumnType type = column.type();
        Count distinct = column.distinct();
        ColumnFindings found = column.findings();
        ColumnFindings.Cells cells = found.cells();
        ColumnFindings.TimeSpread time = found.time() != null && found.time().months() > 0 ? found.time() : null;
        ColumnProfile.Quantiles quantiles = column.quantiles();
        boolean id = key || reference;
        String error = distinct.exact() ? "" : " ± " + NumberFormat.percent(distinct.relativeError());
        String share = " · " + NumberFormat.percent(column.nulls(), table.rows());
        String spread = column.stddev() == null ? "" : " ± " + ReportWording.value(type, column.stddev());
        return dl(
                pair("distinct", ReportWording.count(distinct) + error),
                pair("nulls", column.nulls() == 0 ? "none" : NumberFormat.of(column.nulls()) + share),
                iff(cells.blank() > 0, pair("only blanks", NumberFormat.of(cells.blank()))),
                iff(cells.empty() > 0, pair("empty texts", NumberFormat.of(cells.empty()))),
                pair("min", column.min(), this::shown),
                pair("max", column.max(), this::shown),
                // The mean and the sum of ids have no meaning.
                pair("mean", id ? null : column.mean(), mean -> ReportWording.value(type, mean) + spread),
                pair(
                        quantiles != null && quantiles.rankError() > 0 ? "quartiles ~" : "quartiles",
                        id ? null : quantiles,
                        q -> ReportWording.value(type, q.p25()) + " · " + ReportWording.value(type, q.p50()) + " · "
                                + ReportWording.value(type, q.p75())),
                pair("sum", id ? null : column.sum(), sum -> ReportWording.value(type, sum)),
                pair("length", column.lengths(), ColumnCard::length),
                signs(found.signs()),
                pair("outliers", found.outliers(), outliers -> FindingLabels.outliers(column, outliers)),
                pair("months", time, FindingLabels::months),
                pair("weekdays", time, FindingLabels::weekdays));
    }

    private static <T> DomContent pair(String term, @Nullable T value, Function<T, String> wording) {
        return value == null ? each() : pair(term, wording.apply(value));
    }

    private static DomContent pair(String term, String value) {
        return each(dt(term), dd(value));
    }

    private String shown(String value) {
        return column.type().numeric() ? ReportWording.value(column.type(), value) : Html.abbreviated(value, VALUE);
    }

    private static String length(ColumnProfile.Lengths lengths) {
        return lengths.min() == lengths.max()
                ? NumberFormat.of(lengths.max())
                : NumberFormat.of(lengths.min()) + " to " + NumberFormat.of(lengths.max()) + ", mean "
                        + NumberFormat.of(Math.round(lengths.mean() * 10) / 10.0);
    }

    private static DomContent signs(ColumnFindings.@Nullable Signs signs) {
        return signs == null || signs.zeros() + signs.negatives() == 0
                ? each()
                : pair("zero · negative", NumberFormat.of(signs.zeros()) + " · " + NumberFormat.of(signs.negatives()));
    }

    private DomContent shapes() {
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (shapes == null || !FindingLabels.informative(shapes)) {
            return each();
        }
        List<ColumnFindings.Shape> shown = shapes.shapes()
                .subList(0, Math.min(SHAPES_SHOWN, shapes.shapes().size()));
        return ul(attrs(".shapes"), each(shown, shape -> shape(shape, shapes.sampled())));
    }

    private static DomContent shape(ColumnFindings.Shape shape, long sampled) {
        DomContent pattern = code(shape.shape().isEmpty() ? "(empty)" : Html.abbreviated(shape.shape(), SHAPE));
        return li(pattern, text(" "), span(NumberFormat.percent(shape.count(), sampled)))
                .withTitle("such as " + shape.example());
    }

    private DomContent notes() {
        String markers = "nulls written as '" + String.join("', '", column.nullMarkers()) + "'";
        return each(
                iff(column.pattern() != null, Html.note("written as " + column.pattern())),
                iff(column.unit() != null, Html.note("unit " + column.unit())),
                iff(!column.nullMarkers().isEmpty(), Html.note(markers)),
                basis(),
                iff(!column.sqlName().equals(column.name()), Html.note("in SQL: " + column.sqlName())));
    }

    /** The number of cells that the semantic kind or the patterns are based on. */
    private DomContent basis() {
        ColumnFindings.Semantics semantics = column.findings().semantics();
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (semantics != null && semantics.kind() != null) {
            boolean all = semantics.fitting() == semantics.sampled();
            String fitting = all ? "" : NumberFormat.of(semantics.fitting()) + " of ";
            String cells = FindingLabels.sampleBasis(semantics.sampled(), semantics.exact());
            return Html.note(FindingLabels.kind(semantics.kind()) + ": " + fitting + cells);
        }
        return shapes == null || shapes.exact() || !FindingLabels.informative(shapes)
                ? each()
                : Html.note("shapes: " + FindingLabels.sampleBasis(shapes.sampled(), false));
    }
}
