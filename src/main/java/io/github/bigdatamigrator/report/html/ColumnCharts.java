package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.title;

import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws small charts of a column as inline SVG. Each has a title that gives the same information as text. */
final class ColumnCharts {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 60;
    private static final int AXIS = 15;
    private static final int BOX = 11;
    private static final int ROW = 24;
    private static final int MAX_BARS = 6;
    private static final int LABEL = 24;

    /** Whether each bar has a tooltip with its figures. */
    enum Detail {
        EACH_BAR,
        /** For pages of very many columns, where a thousand bytes per chart are too many. */
        WHOLE_CHART
    }

    private record Bar(String from, String to, long count) {}

    private ColumnCharts() {}

    /** The histogram of a numeric column over its quartiles. */
    static Svg histogram(List<Bin> bins, @Nullable Quantiles quantiles, Detail detail) {
        double low = bins.get(0).from();
        double high = bins.get(bins.size() - 1).to();
        int box = quantiles != null && high > low ? BOX : 0;
        List<Bar> bars = bins.stream()
                .map(bin -> new Bar(NumberFormat.of(bin.from()), NumberFormat.of(bin.to()), bin.count()))
                .toList();
        Svg chart = chart(
                        "Histogram from " + NumberFormat.of(low) + " to " + NumberFormat.of(high), HEIGHT + AXIS + box)
                .with(bars(bars, detail));
        if (quantiles != null && box > 0) {
            chart.with(box(quantiles, low, high));
        }
        return chart.with(axis(NumberFormat.of(low), NumberFormat.of(high), HEIGHT + box));
    }

    static Svg time(List<TimeBin> bins, Detail detail) {
        List<Bar> bars = bins.stream()
                .map(bin -> new Bar(day(bin.from()), day(bin.to()), bin.count()))
                .toList();
        String from = bars.get(0).from();
        String to = bars.get(bars.size() - 1).to();
        return chart("Values from " + from + " until " + to, HEIGHT + AXIS)
                .with(bars(bars, detail), axis(from, to, HEIGHT));
    }

    private static String day(String time) {
        return time.endsWith("T00:00:00") ? time.substring(0, time.indexOf('T')) : time;
    }

    private static Svg chart(String title, int height) {
        return Svg.picture(WIDTH, height, title).withClass("chart");
    }

    private static DomContent bars(List<Bar> bars, Detail detail) {
        long highest = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
        double width = (double) WIDTH / bars.size();
        double filled = Math.max(0.5, width - (width > 4 ? 1 : 0.3));
        List<DomContent> hits = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double height = bar.count() == 0 ? 0 : Math.max(1.5, (double) HEIGHT * bar.count() / highest);
            double x = i * width;
            if (detail == Detail.EACH_BAR) {
                hits.add(Svg.withTooltip(
                        bar.from() + " to " + bar.to() + ": " + NumberFormat.of(bar.count()),
                        // The invisible part makes low bars easy to point at.
                        Svg.rect("air", x, 0, width, HEIGHT),
                        Svg.rect("bar", x, HEIGHT - height, filled, height)));
            } else if (height > 0) {
                path.append(Svg.join("M", x, " ", HEIGHT, "v", -height, "h", filled, "v", height));
            }
        }
        return path.isEmpty() ? each(hits.stream()) : Svg.path("bar", path);
    }

    /** Middle half as a box, median as a line, 5 % to 95 % as whiskers. */
    private static Svg box(Quantiles q, double low, double high) {
        double scale = WIDTH / (high - low);
        double width = Math.max(1, (q.p75() - q.p25()) * scale);
        int y = HEIGHT + 6;
        return Svg.withTooltip(
                "5 % " + NumberFormat.of(q.p05()) + " · 25 % " + NumberFormat.of(q.p25()) + " · median "
                        + NumberFormat.of(q.p50()) + " · 75 % " + NumberFormat.of(q.p75()) + " · 95 % "
                        + NumberFormat.of(q.p95()),
                Svg.path("whisker", "M", (q.p05() - low) * scale, " ", y, "H", (q.p95() - low) * scale),
                Svg.rect("box5", (q.p25() - low) * scale, y - 3, width, 6).attr("rx", 1.5),
                Svg.path("median", "M", (q.p50() - low) * scale, " ", y - 4, "v8"));
    }

    private static DomContent axis(String from, String to, int top) {
        int y = top + 12;
        return each(
                Svg.text(from, 0, y, "class", "minor"), Svg.text(to, WIDTH, y, "class", "minor", "text-anchor", "end"));
    }

    /** The most frequent values as bars of their share of all non-null cells. */
    static Svg topValues(List<TopValue> values, long filled) {
        List<TopValue> shown = values.subList(0, Math.min(MAX_BARS, values.size()));
        return chart("Most frequent values", shown.size() * ROW - 3)
                .with(each(shown, (i, value) -> topValue(value, filled, i * ROW)));
    }

    private static DomContent topValue(TopValue value, long filled, int top) {
        double width = filled <= 0 ? 0 : Math.min(WIDTH, Math.max(1.5, (double) WIDTH * value.count() / filled));
        String label = value.value().isEmpty() ? "(empty text)" : Html.abbreviated(value.value(), LABEL);
        String count = (value.exact() ? "" : "≥ ") + NumberFormat.of(value.count());
        String figures = count + " · " + NumberFormat.percent(value.count(), filled);
        return each(
                Svg.text(label, 0, top + 12),
                Svg.text(figures, WIDTH, top + 12, "class", "minor", "text-anchor", "end"),
                Svg.rect("track", 0, top + 16, WIDTH, 4).attr("rx", 2),
                Svg.rect("bar", 0, top + 16, width, 4).attr("rx", 2));
    }

    static Svg nulls(double share) {
        return Svg.of("svg", "class", "nulls", "viewBox", "0 0 100 4", "preserveAspectRatio", "none")
                .attr("width", "100%")
                .attr("height", 4)
                .with(title("share of nulls"), Svg.rect("void", 0, 0, 100 * share, 4));
    }
}
