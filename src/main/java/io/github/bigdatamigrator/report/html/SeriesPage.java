package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.DeliverySeries.Delivery;
import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.report.ComparisonWording;
import io.github.bigdatamigrator.report.TextTable;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a series of deliveries as one HTML file: the rows of each, what drifts or breaks in which, as a chart of
 * columns by deliveries, and the differences of each delivery from the one before.
 */
final class SeriesPage {
    private static final int WIDTH = 1100;
    private static final int NAMES = 220;
    private static final int CELL = 24;
    private static final int WIDEST_CELL = 96;
    private static final int BARS = 70;
    private static final int LABELS = 18;
    private static final int MAX_COLUMNS = 40;
    private static final int LABEL = 30;
    private static final double LETTER = 7;
    /** Cohen's d of a drift that is drawn in full color. */
    private static final double LARGE_EFFECT = 0.8;

    private final DeliverySeries series;
    private final double cell;

    SeriesPage(DeliverySeries series) {
        this.series = series;
        this.cell = Math.min(
                WIDEST_CELL,
                (double) (WIDTH - NAMES) / Math.max(1, series.deliveries().size()));
    }

    String html(String title) {
        return ComparisonPage.page(
                title,
                each(
                        header(h1(title), p(headline()).withClass("verdict")),
                        main(
                                h2("Rows of each delivery"),
                                div(attrs(".panel.scroll"), rows()),
                                chart("Against the delivery before", Delivery::sincePrevious),
                                chart("Against the first delivery", Delivery::sinceFirst),
                                h2("What differs from the delivery before"),
                                Html.lines(
                                        series.deliveries().stream()
                                                .filter(delivery -> !delivery.sincePrevious()
                                                        .alarms()
                                                        .isEmpty())
                                                .toList(),
                                        SeriesPage::delivery)),
                        footer("A cell is colored where a column breaks something or drifts more than random rows of"
                                + " the same data; the stronger the color, the larger the drift.")));
    }

    private String headline() {
        long alarming = series.deliveries().stream()
                .filter(delivery -> !delivery.sincePrevious().alarms().isEmpty())
                .count();
        return alarming == 0
                ? "No delivery drifts or breaks anything against the one before."
                : NumberFormat.count(alarming, "delivery").replace("deliverys", "deliveries") + " of "
                        + NumberFormat.of(series.deliveries().size())
                        + (alarming == 1 ? " drifts or breaks" : " drift or break")
                        + " something against the one before.";
    }

    private Svg rows() {
        long most = series.deliveries().stream().mapToLong(Delivery::rows).max().orElse(1);
        List<DomContent> bars = new ArrayList<>();
        for (int i = 0; i < series.deliveries().size(); i++) {
            Delivery delivery = series.deliveries().get(i);
            double height = Math.max(1, (double) BARS * delivery.rows() / Math.max(1, most));
            bars.add(Svg.withTooltip(
                    delivery.name() + ": " + NumberFormat.count(delivery.rows(), "row"),
                    Svg.rect("bar", NAMES + i * cell, BARS - height, cell - 2, height)));
        }
        return picture(BARS + LABELS, "Rows of each delivery")
                .with(
                        each(bars.stream()),
                        Svg.text(NumberFormat.of(most) + " rows", 0, 11, "class", "minor"),
                        names(BARS));
    }

    private Svg picture(double height, String title) {
        double width = NAMES + cell * series.deliveries().size();
        return Svg.picture(width, height, title).withClass("series").attr("width", width);
    }

    /** The names of the deliveries below the cells, as many as have room. */
    private DomContent names(double top) {
        List<Delivery> deliveries = series.deliveries();
        List<String> names = shortened(deliveries.stream().map(Delivery::name).toList());
        double longest = names.stream().mapToInt(TextTable::width).max().orElse(1) * LETTER + 10;
        int step = (int) Math.max(1, Math.ceil(longest / cell));
        List<DomContent> labels = new ArrayList<>();
        for (int i = 0; i < names.size(); i += step) {
            labels.add(Svg.text(names.get(i), NAMES + i * cell, top + 13, "class", "minor"));
        }
        return each(labels.stream());
    }

    /** Names without the beginning and the ending that all have in common, unless little would remain. */
    static List<String> shortened(List<String> names) {
        String first = names.get(0);
        int start = 0;
        while (start < first.length() && agree(names, start, first.charAt(start))) {
            start++;
        }
        // Dates and numbers are kept as a whole.
        while (start > 0 && !Character.isLetter(first.charAt(start - 1))) {
            start--;
        }
        while (start < first.length() && !Character.isLetterOrDigit(first.charAt(start))) {
            start++;
        }
        int end = names.stream().allMatch(name -> name.contains(".")) ? 1 : 0;
        int from = start;
        return names.stream()
                .map(name -> {
                    String rest = name.substring(Math.min(from, name.length()));
                    String bare = end > 0 && rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
                    return Html.abbreviated(bare.isEmpty() || names.size() == 1 ? name : bare, LABEL);
                })
                .toList();
    }

    private static boolean agree(List<String> names, int place, char letter) {
        return names.stream().allMatch(name -> place < name.length() && name.charAt(place) == letter);
    }

    /** A row for each column that drifts or breaks anywhere, a cell for each delivery. */
    private DomContent chart(String title, Function<Delivery, Differences> against) {
        Map<String, Double> columns = new LinkedHashMap<>();
        for (Delivery delivery : series.deliveries()) {
            for (Difference alarm : against.apply(delivery).alarms()) {
                columns.merge(ComparisonWording.subject(alarm), strength(alarm), Double::sum);
            }
        }
        List<String> shown = columns.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_COLUMNS)
                .map(Map.Entry::getKey)
                .toList();
        if (shown.isEmpty()) {
            return each(h2(title), div(attrs(".panel"), p("Nothing drifts or breaks.")));
        }
        List<DomContent> cells = new ArrayList<>();
        for (int row = 0; row < shown.size(); row++) {
            cells.add(Svg.text(Html.abbreviated(shown.get(row), LABEL), 0, row * CELL + 15));
            for (int i = 0; i < series.deliveries().size(); i++) {
                cells.add(cell(against.apply(series.deliveries().get(i)), shown.get(row), i, row));
            }
        }
        int hidden = columns.size() - shown.size();
        return each(
                h2(title),
                div(
                        attrs(".panel.scroll"),
                        picture(shown.size() * CELL + LABELS, title)
                                .with(each(cells.stream()), names(shown.size() * CELL)),
                        p(
                                attrs(".small"),
                                span(attrs(".bad"), "■ breaks"),
                                text("   "),
                                span(attrs(".warn"), "■ drifts")),
                        iff(
                                hidden > 0,
                                Html.note("and " + NumberFormat.count(hidden, "column") + " that drift less"))));
    }

    private DomContent cell(Differences found, String subject, int column, int row) {
        List<Difference> alarms = found.alarms().stream()
                .filter(alarm -> ComparisonWording.subject(alarm).equals(subject))
                .toList();
        double x = NAMES + column * cell;
        if (alarms.isEmpty()) {
            return Svg.rect("track", x, row * CELL, cell - 2, CELL - 3).attr("rx", 3);
        }
        double strength =
                alarms.stream().mapToDouble(SeriesPage::strength).max().orElse(0);
        boolean breaks = alarms.get(0).level() == Level.BREAKING;
        return Svg.withTooltip(
                series.deliveries().get(column).name() + "\n" + subject + "\n"
                        + String.join(
                                "\n",
                                alarms.stream().map(ComparisonWording::figures).toList()),
                Svg.rect(breaks ? "falls" : "void", x, row * CELL, cell - 2, CELL - 3)
                        .attr("rx", 3)
                        .attr("fill-opacity", 0.25 + 0.75 * strength + ""));
    }

    /** From 0 to 1. */
    private static double strength(Difference alarm) {
        return alarm.level() == Level.BREAKING ? 1 : Math.min(1, alarm.effect() / LARGE_EFFECT);
    }

    private static DomContent delivery(Delivery delivery) {
        List<Difference> alarms = delivery.sincePrevious().alarms();
        return div(
                attrs(".panel"),
                h3(delivery.name()),
                p(
                        attrs(".small.soft"),
                        NumberFormat.count(delivery.rows(), "row") + ". "
                                + ComparisonWording.headline(delivery.sincePrevious())),
                iff(
                        !alarms.isEmpty(),
                        Html.list(alarms.stream()
                                .map(alarm ->
                                        ComparisonWording.subject(alarm) + "  " + ComparisonWording.figures(alarm))
                                .toList())));
    }
}
