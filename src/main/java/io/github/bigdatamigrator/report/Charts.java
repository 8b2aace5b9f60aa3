package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small pictures of a column as inline SVG; each has a title that says the same in words. */
final class Charts {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 60;
    private static final int AXIS = 15;
    private static final int BOX = 11;
    private static final int ROW = 24;
    private static final int MOST_BARS = 6;
    private static final int LABEL = 24;
    private static final int CELL = 26;
    private static final int NAME = 16;

    /** Whether each bar tells its own figures. */
    enum Detail {
        EACH_BAR,
        /** For pages of very many columns, where a thousand bytes a chart are too much. */
        WHOLE_CHART
    }

    private record Bar(String from, String to, long count) {}

    private Charts() {}

    /** The histogram of a numeric column over its quartiles; each bar's own figure stands in its tooltip. */
    static void histogram(Html html, List<Bin> bins, @Nullable Quantiles quantiles, Detail detail) {
        double low = bins.get(0).from();
        double high = bins.get(bins.size() - 1).to();
        boolean box = quantiles != null && high > low;
        open(
                html,
                "Histogram from " + NumberFormat.of(low) + " to " + NumberFormat.of(high),
                HEIGHT + AXIS + (box ? BOX : 0));
        bars(
                html,
                bins.stream()
                        .map(bin -> new Bar(NumberFormat.of(bin.from()), NumberFormat.of(bin.to()), bin.count()))
                        .toList(),
                detail);
        if (quantiles != null && box) {
            box(html, quantiles, low, high);
        }
        axis(html, NumberFormat.of(low), NumberFormat.of(high), HEIGHT + (box ? BOX : 0));
    }

    /** How dates or timestamps spread over time. */
    static void time(Html html, List<TimeBin> bins, Detail detail) {
        String from = bins.get(0).from();
        String to = bins.get(bins.size() - 1).to();
        open(html, "Values from " + day(from) + " until " + day(to), HEIGHT + AXIS);
        bars(
                html,
                bins.stream()
                        .map(bin -> new Bar(day(bin.from()), day(bin.to()), bin.count()))
                        .toList(),
                detail);
        axis(html, day(from), day(to), HEIGHT);
    }

    private static String day(String time) {
        return time.endsWith("T00:00:00") ? time.substring(0, time.indexOf('T')) : time;
    }

    private static void open(Html html, String title, int height) {
        html.raw("<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\"><title>")
                .text(title)
                .raw("</title>");
    }

    private static void bars(Html html, List<Bar> bars, Detail detail) {
        long highest = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
        double width = (double) WIDTH / bars.size();
        double gap = width > 4 ? 1 : 0.3;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double height = bar.count() == 0 ? 0 : Math.max(1.5, (double) HEIGHT * bar.count() / highest);
            double x = i * width;
            switch (detail) {
                case EACH_BAR ->
                    // The invisible part makes low bars easy to point at.
                    html.raw(String.format(
                                    Locale.ROOT,
                                    "<g class=\"hit\"><rect class=\"air\" x=\"%.1f\" width=\"%.1f\""
                                            + " height=\"%d\"/><rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                            + " height=\"%.1f\"/><title>",
                                    x,
                                    width,
                                    HEIGHT,
                                    x,
                                    HEIGHT - height,
                                    Math.max(0.5, width - gap),
                                    height))
                            .text(bar.from() + " to " + bar.to() + ": " + NumberFormat.of(bar.count()))
                            .raw("</title></g>");
                case WHOLE_CHART -> {
                    if (height > 0) {
                        path.append(String.format(
                                Locale.ROOT,
                                "M%.1f %dv-%.1fh%.1fv%.1f",
                                x,
                                HEIGHT,
                                height,
                                Math.max(0.5, width - gap),
                                height));
                    }
                }
            }
        }
        if (!path.isEmpty()) {
            html.raw("<path class=\"bar\" d=\"" + path + "\"/>");
        }
    }

    /** Middle half as a box, median as a line, 5 % to 95 % as whiskers. */
    private static void box(Html html, Quantiles q, double low, double high) {
        double scale = WIDTH / (high - low);
        double y = HEIGHT + 6;
        html.raw(String.format(
                        Locale.ROOT,
                        "<g class=\"hit\"><path class=\"whisker\" d=\"M%.1f %.1fH%.1f\"/>"
                                + "<rect class=\"box5\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"6\" rx=\"1.5\"/>"
                                + "<path class=\"median\" d=\"M%.1f %.1fv8\"/><title>",
                        (q.p05() - low) * scale,
                        y,
                        (q.p95() - low) * scale,
                        (q.p25() - low) * scale,
                        y - 3,
                        Math.max(1, (q.p75() - q.p25()) * scale),
                        (q.p50() - low) * scale,
                        y - 4))
                .text("5 % " + NumberFormat.of(q.p05()) + " · 25 % " + NumberFormat.of(q.p25()) + " · median "
                        + NumberFormat.of(q.p50()) + " · 75 % " + NumberFormat.of(q.p75()) + " · 95 % "
                        + NumberFormat.of(q.p95()))
                .raw("</title></g>");
    }

    private static void axis(Html html, String from, String to, int top) {
        int y = top + 12;
        html.raw("<text class=\"minor\" x=\"0\" y=\"" + y + "\">")
                .text(from)
                .raw("</text><text class=\"minor\" text-anchor=\"end\" x=\"" + WIDTH + "\" y=\"" + y + "\">")
                .text(to)
                .raw("</text></svg>\n");
    }

    /** The most frequent values as bars of their share among all that are filled. */
    static void topValues(Html html, List<ColumnProfile.TopValue> values, long filled) {
        List<ColumnProfile.TopValue> shown = values.subList(0, Math.min(MOST_BARS, values.size()));
        open(html, "Most frequent values", shown.size() * ROW - 3);
        for (int i = 0; i < shown.size(); i++) {
            ColumnProfile.TopValue value = shown.get(i);
            int y = i * ROW;
            double width = filled <= 0 ? 0 : Math.min(WIDTH, Math.max(1.5, (double) WIDTH * value.count() / filled));
            String label =
                    value.value().isEmpty() ? "(empty text)" : TextTable.cut(TextTable.clean(value.value()), LABEL);
            html.raw("<text x=\"0\" y=\"" + (y + 12) + "\">")
                    .text(label)
                    .raw("</text><text class=\"minor\" text-anchor=\"end\" x=\"" + WIDTH + "\" y=\"" + (y + 12) + "\">")
                    .text((value.exact() ? "" : "≥ ") + NumberFormat.of(value.count()) + " · "
                            + NumberFormat.percent(value.count(), filled))
                    .raw(String.format(
                            Locale.ROOT,
                            "</text><rect class=\"track\" y=\"%d\" width=\"%d\" height=\"4\" rx=\"2\"/>"
                                    + "<rect class=\"bar\" y=\"%d\" width=\"%.1f\" height=\"4\" rx=\"2\"/>",
                            y + 16,
                            WIDTH,
                            y + 16,
                            width));
        }
        html.raw("</svg>\n");
    }

    /** A thin bar of the share of nulls. */
    static void nulls(Html html, long nulls, long rows) {
        if (nulls > 0 && rows > 0) {
            html.raw(String.format(
                    Locale.ROOT,
                    "<svg class=\"nulls\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" width=\"100%%\""
                            + " height=\"4\"><title>share of nulls</title><rect class=\"void\" width=\"%.1f\""
                            + " height=\"4\"/></svg>\n",
                    100.0 * nulls / rows));
        }
    }

    /** Each compared column against each other: the fuller the colour, the stronger; blue rises with, red falls. */
    static void correlations(Html html, Correlations found) {
        List<String> names = found.columns();
        Map<String, Correlation> pairs = new HashMap<>();
        for (Correlation pair : found.pairs()) {
            pairs.put(pair.left() + "\0" + pair.right(), pair);
            pairs.put(pair.right() + "\0" + pair.left(), pair);
        }
        int left = 112;
        int top = 74;
        int width = left + names.size() * CELL + 40;
        int height = top + names.size() * CELL;
        html.raw(String.format(
                Locale.ROOT,
                "<svg class=\"matrix\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " role=\"img\"><title>Correlations</title>",
                width,
                height,
                width,
                height));
        for (int i = 0; i < names.size(); i++) {
            String name = TextTable.cut(TextTable.clean(names.get(i)), NAME);
            html.raw(String.format(
                            Locale.ROOT,
                            "<text class=\"minor\" text-anchor=\"end\" x=\"%d\" y=\"%d\">",
                            left - 6,
                            top + i * CELL + 17))
                    .text(name)
                    .raw(String.format(
                            Locale.ROOT,
                            "</text><text class=\"minor\" transform=\"translate(%d %d) rotate(-40)\">",
                            left + i * CELL + 14,
                            top - 6))
                    .text(name)
                    .raw("</text>");
            for (int j = 0; j < names.size(); j++) {
                cell(html, pairs.get(names.get(i) + "\0" + names.get(j)), left + j * CELL, top + i * CELL, i == j);
            }
        }
        html.raw("</svg>\n");
    }

    private static void cell(Html html, @Nullable Correlation pair, int x, int y, boolean self) {
        double r = pair == null
                ? 0
                : Math.abs(pair.pearson()) >= Math.abs(pair.spearman()) ? pair.pearson() : pair.spearman();
        String place = String.format(
                Locale.ROOT,
                " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"",
                x + 1,
                y + 1,
                CELL - 2,
                CELL - 2);
        if (pair == null) {
            html.raw("<rect class=\"" + (self ? "self" : "track") + "\"" + place + "/>");
            return;
        }
        html.raw(String.format(
                        Locale.ROOT,
                        "<g class=\"hit\"><rect class=\"track\"%s/><rect class=\"%s\" fill-opacity=\"%.2f\"%s/>"
                                + "<text class=\"tiny\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text><title>",
                        place,
                        r < 0 ? "falls" : "rises",
                        0.15 + 0.7 * Math.abs(r),
                        place,
                        x + CELL / 2,
                        y + 17,
                        Wording.correlation(r)))
                .text(Wording.pair(pair))
                .raw("</title></g>");
    }
}
