package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.comparison.Differences.ColumnPair;
import io.github.bigdatamigrator.comparison.Differences.TablePair;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowExample;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.ComparisonWording;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a comparison as one HTML file that needs no network and no script: what was found in one sentence, then each
 * table and column that differs, the most surprising first, with its values before and after.
 */
final class ComparisonPage {
    private static final double BAR_WIDTH = 520;
    private static final double BAR_HEIGHT = 16;
    private static final int ROWS_SHOWN = 10;
    private static final int LISTED = 40;

    private final Differences found;
    private final DataContext before;
    private final DataContext after;

    ComparisonPage(Differences found, DataContext before, DataContext after) {
        this.found = found;
        this.before = before;
        this.after = after;
    }

    String html(String title) {
        return page(
                title,
                each(
                        header(
                                h1(title),
                                p(ComparisonWording.headline(found))
                                        .withClass(found.equal() ? "verdict good" : "verdict")),
                        main(
                                tiles(),
                                differences(Level.BREAKING),
                                differences(Level.DRIFT),
                                list(Level.CHANGE, "Certain, but nothing that relied on the data fails."),
                                each(found.rows(), this::rows),
                                tables(),
                                list(Level.CHANCE, "Random rows of the same data would differ as much."),
                                iff(
                                        !found.notes().isEmpty(),
                                        each(h2("Notes"), div(attrs(".panel"), Html.list(found.notes()))))),
                        footer(ComparisonWording.basis(found))));
    }

    /** A page of the form of all reports, without a script. */
    static String page(String title, DomContent content) {
        DomContent head = TagCreator.head(
                meta().withCharset("utf-8"),
                rawHtml("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                title(title),
                style("\n" + HtmlReport.resource("report.css")));
        return Html.text(
                each(document(), TagCreator.html(head, TagCreator.body(content)).withLang("en")));
    }

    private static DomContent legend() {
        return p(
                attrs(".small.soft"),
                span(attrs(".swatch.before"), ""),
                text(" before   "),
                span(attrs(".swatch.after"), ""),
                text(" after"));
    }

    private DomContent tiles() {
        long compared = found.tables().stream()
                .mapToLong(table -> table.columns().size())
                .sum();
        long differing = found.differences().stream()
                .filter(difference -> difference.column() != null)
                .map(difference -> List.of(difference.table(), difference.column() + ""))
                .distinct()
                .count();
        long rowsBefore = before.tables().stream().mapToLong(TableProfile::rows).sum();
        long rowsAfter = after.tables().stream().mapToLong(TableProfile::rows).sum();
        return div(
                attrs(".tiles"),
                tile(NumberFormat.of(found.of(Level.BREAKING).size()), "break", "bad"),
                tile(NumberFormat.of(ComparisonWording.columns(found, Level.DRIFT)), "columns drift", "warn"),
                tile(NumberFormat.of(found.of(Level.CHANGE).size()), "other changes", ""),
                tile(NumberFormat.of(Math.max(0, compared - differing)), "columns without a difference", "good"),
                tile(
                        rowsBefore == rowsAfter
                                ? NumberFormat.of(rowsAfter)
                                : NumberFormat.of(rowsBefore) + " → " + NumberFormat.of(rowsAfter),
                        "rows",
                        ""));
    }

    private static DomContent tile(String figure, String label, String color) {
        return div(attrs(".tile"), b(figure).withClass(figure.equals("0") ? "soft" : color), span(label));
    }

    /** The differences of a level, those of a table or column together. */
    private DomContent differences(Level level) {
        Map<String, List<Difference>> groups = new LinkedHashMap<>();
        found.of(level)
                .forEach(difference -> groups.computeIfAbsent(
                                ComparisonWording.subject(difference), subject -> new ArrayList<>())
                        .add(difference));
        String color = level == Level.BREAKING ? "bad" : "warn";
        return iff(
                !groups.isEmpty(),
                each(
                        h2(span("● ").withClass(color), text(ComparisonWording.title(level))),
                        iff(level == Level.DRIFT, legend()),
                        div(attrs(".panel.changes"), Html.lines(List.copyOf(groups.values()), this::change))));
    }

    private DomContent change(List<Difference> group) {
        Difference most = group.get(0);
        return div(
                attrs(".change"),
                div(
                        h3(ComparisonWording.subject(most)),
                        each(group, ComparisonPage::figures),
                        iff(most.level() == Level.DRIFT, p(attrs(".small.soft"), ComparisonWording.certainty(most)))),
                iff(chart(most), svg -> div(svg)));
    }

    private static DomContent figures(Difference difference) {
        if (ComparisonWording.oneSided(difference)) {
            return p(
                    attrs(".figures"),
                    text(difference.what() + " "),
                    b(difference.change()),
                    span(attrs(".from"), " " + difference.before() + difference.after()));
        }
        return p(
                attrs(".figures"),
                text(difference.what() + "  "),
                span(attrs(".from"), difference.before() + " → "),
                b(difference.after()),
                span(attrs(".small.from"), "  " + difference.change()));
    }

    private Optional<Svg> chart(Difference difference) {
        TablePair pair = found.tables().stream()
                .filter(table -> table.before().equals(difference.table()))
                .findFirst()
                .orElse(null);
        if (pair == null || difference.column() == null || difference.level() == Level.CHANGE) {
            return Optional.empty();
        }
        @Nullable
        String other = pair.columns().stream()
                .filter(columns -> columns.before().equals(difference.column()))
                .map(ColumnPair::after)
                .findFirst()
                .orElse(null);
        Optional<TableProfile> a = before.table(pair.before());
        Optional<TableProfile> b = after.table(pair.after());
        if (other == null || a.isEmpty() || b.isEmpty() || difference.level() != Level.DRIFT) {
            return Optional.empty();
        }
        Optional<ColumnProfile> one = a.get().column(Objects.requireNonNull(difference.column()));
        Optional<ColumnProfile> two = b.get().column(other);
        return one.isPresent() && two.isPresent()
                ? DriftCharts.of(
                        difference,
                        one.get(),
                        a.get().rows(),
                        two.get(),
                        b.get().rows())
                : Optional.empty();
    }

    private DomContent tables() {
        DomContent names = tr(
                th("before"),
                th("after"),
                th(attrs(".num"), "rows before"),
                th(attrs(".num"), "rows after"),
                th(attrs(".num"), "columns compared"));
        DomContent body = tbody(Html.lines(
                found.tables(),
                table -> tr(
                        td(table.before()),
                        td(table.after()),
                        td(attrs(".num"), NumberFormat.of(table.rowsBefore())),
                        td(attrs(".num"), NumberFormat.of(table.rowsAfter())),
                        td(attrs(".num"), NumberFormat.of(table.columns().size())))));
        return each(h2("Tables"), div(attrs(".panel.scroll"), table(thead(names), body)));
    }

    /** The differences of a level, one in a line. */
    private DomContent list(Level level, String meaning) {
        List<Difference> differences = found.of(level);
        DomContent names = tr(th("where"), th("what"), th("before"), th("after"), th("change"));
        DomContent body = tbody(Html.lines(
                differences,
                difference -> tr(
                        td(ComparisonWording.subject(difference)),
                        td(difference.what()),
                        td(difference.before()),
                        td(difference.after()),
                        td(difference.change()))));
        DomContent table = div(attrs(".scroll"), table(thead(names), body));
        return iff(
                !differences.isEmpty(),
                each(
                        h2(span("● ").withClass("soft"), text(ComparisonWording.title(level))),
                        div(
                                attrs(".panel"),
                                Html.note(meaning),
                                differences.size() > LISTED
                                        ? details(summary(NumberFormat.count(differences.size(), "difference")), table)
                                        : table)));
    }

    private DomContent rows(RowDifferences rows) {
        String name = before.tables().stream()
                .filter(table -> table.location().equals(rows.before()))
                .map(TableProfile::name)
                .findFirst()
                .orElse(rows.before());
        return each(
                h2("Rows of " + name),
                div(
                        attrs(".panel"),
                        p(ComparisonWording.rows(rows)),
                        bar(rows),
                        p(
                                attrs(".small"),
                                span(attrs(".good"), "■ equal"),
                                text("  "),
                                span(attrs(".warn"), "■ changed"),
                                text("  "),
                                span(attrs(".bad"), "■ missing"),
                                text("  "),
                                span(attrs(".private"), "■ extra")),
                        each(
                                rows.columns(),
                                column -> each(
                                        h4(ComparisonWording.changes(column)),
                                        Html.list(column.examples().stream()
                                                .map(ComparisonWording::example)
                                                .toList()))),
                        examples("Missing", rows.missing()),
                        examples("Extra", rows.extra()),
                        lines(
                                "Rules by which cells that are stored differently are equal",
                                rows.rules().stream()
                                        .map(ComparisonWording::rule)
                                        .toList()),
                        lines("Notes", rows.notes())));
    }

    private static DomContent lines(String title, List<String> lines) {
        return iff(!lines.isEmpty(), each(h4(title), Html.list(lines)));
    }

    private static DomContent examples(String title, List<RowExample> rows) {
        return lines(
                title + ", for example",
                rows.stream()
                        .limit(ROWS_SHOWN)
                        .map(row -> String.join(
                                " · ",
                                row.values().stream()
                                        .map(ComparisonWording::value)
                                        .toList()))
                        .toList());
    }

    /** Equal, changed, missing and extra rows as parts of one bar; what is there at all is visible. */
    private static Svg bar(RowDifferences rows) {
        long[] counts = {
            rows.rows().equal(),
            rows.rows().changed(),
            rows.rows().missing(),
            rows.rows().extra()
        };
        String[] colors = {"s1", "s2", "falls", "s3"};
        double all = 0;
        for (long count : counts) {
            all += count;
        }
        Svg bar =
                Svg.picture(BAR_WIDTH, BAR_HEIGHT, ComparisonWording.rows(rows)).withClass("chart");
        double at = 0;
        for (int i = 0; i < counts.length; i++) {
            double width = counts[i] == 0 ? 0 : Math.max(2, (BAR_WIDTH - 6) * counts[i] / Math.max(1, all));
            if (width > 0) {
                bar.with(Svg.rect(colors[i], at, 0, width, BAR_HEIGHT));
            }
            at += width;
        }
        return bar;
    }
}
