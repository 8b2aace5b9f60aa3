package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import java.util.List;
import java.util.Locale;

/** Small pictures of a column as inline SVG; each has a title that says the same in words. */
final class Charts {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 64;
    private static final int BAR = 20;
    private static final int MOST_BARS = 5;
    private static final int LABEL = 24;

    private Charts() {}

    /** The histogram of a numeric column; each bar's own figure stands in its tooltip. */
    static void histogram(Html html, List<ColumnProfile.Bin> bins) {
        long highest = Math.max(
                1, bins.stream().mapToLong(ColumnProfile.Bin::count).max().orElse(1));
        double width = (double) WIDTH / bins.size();
        html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + (HEIGHT + 16) + "\" role=\"img\"><title>")
                .text("Histogram from " + Figures.of(bins.get(0).from()) + " to "
                        + Figures.of(bins.get(bins.size() - 1).to()))
                .raw("</title>");
        for (int i = 0; i < bins.size(); i++) {
            ColumnProfile.Bin bin = bins.get(i);
            double height = bin.count() == 0 ? 0 : Math.max(1.5, (double) HEIGHT * bin.count() / highest);
            html.raw(String.format(
                            Locale.ROOT,
                            "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
                            i * width,
                            HEIGHT - height,
                            Math.max(0.5, width - 1),
                            height))
                    .text(Figures.of(bin.from()) + " to " + Figures.of(bin.to()) + ": " + Figures.of(bin.count()))
                    .raw("</title></rect>");
        }
        html.raw("<text class=\"minor\" x=\"0\" y=\"" + (HEIGHT + 13) + "\">")
                .text(Figures.of(bins.get(0).from()))
                .raw("</text><text class=\"minor\" text-anchor=\"end\" x=\"" + WIDTH + "\" y=\"" + (HEIGHT + 13)
                        + "\">")
                .text(Figures.of(bins.get(bins.size() - 1).to()))
                .raw("</text></svg>\n");
    }

    /** The most frequent values as bars of their share among all that are filled. */
    static void topValues(Html html, List<ColumnProfile.TopValue> values, long filled) {
        List<ColumnProfile.TopValue> shown = values.subList(0, Math.min(MOST_BARS, values.size()));
        html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + shown.size() * BAR * 3 / 2
                + "\" role=\"img\"><title>Most frequent values</title>");
        for (int i = 0; i < shown.size(); i++) {
            ColumnProfile.TopValue value = shown.get(i);
            int y = i * BAR * 3 / 2;
            double width = filled <= 0 ? 0 : Math.min(WIDTH, Math.max(1.5, (double) WIDTH * value.count() / filled));
            String label =
                    value.value().isEmpty() ? "(empty text)" : TextTable.cut(TextTable.clean(value.value()), LABEL);
            html.raw("<text x=\"0\" y=\"" + (y + 13) + "\">")
                    .text(label)
                    .raw("</text><text class=\"minor\" text-anchor=\"end\" x=\"" + WIDTH + "\" y=\"" + (y + 13) + "\">")
                    .text((value.exact() ? "" : "≥ ") + Figures.of(value.count()) + " · "
                            + Figures.percent(value.count(), filled))
                    .raw("</text><rect class=\"track\" x=\"0\" y=\"" + (y + 18) + "\" width=\"" + WIDTH
                            + "\" height=\"5\" rx=\"2\"/>")
                    .raw(String.format(
                            Locale.ROOT,
                            "<rect class=\"bar\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"5\" rx=\"2\"/>",
                            y + 18,
                            width));
        }
        html.raw("</svg>\n");
    }

    /** A thin bar of the share of nulls. */
    static void nulls(Html html, long nulls, long rows) {
        if (nulls > 0 && rows > 0) {
            html.raw(String.format(
                    Locale.ROOT,
                    "<svg class=\"nulls\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" width=\"100%%\" height=\"4\">"
                            + "<title>share of nulls</title><rect class=\"bar\" width=\"%.1f\" height=\"4\"/></svg>\n",
                    100.0 * nulls / rows));
        }
    }
}
