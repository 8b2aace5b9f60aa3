package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ResultChart;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws a result as the chart that suits it, as inline SVG; each mark tells its figure, the title and description say
 * the same in words.
 */
final class ResultPicture {
    private static final int WIDTH = 720;
    private static final int PLOT = 200;
    private static final int TOP = 24;
    private static final int LEFT = 84;
    private static final int NAMES = 190;
    private static final int BAR = 15;
    private static final int BAR_GAP = 7;
    private static final int LABEL = 24;
    /** Beyond these the line alone is drawn. */
    private static final int MOST_DOTS = 120;

    private final Html html;
    private final ResultChart chart;
    private final int x;
    private final List<Integer> y;
    private final List<List<@Nullable Object>> rows;
    private final double low;
    private final double high;

    private ResultPicture(Html html, QueryResult result, ResultChart chart) {
        this.html = html;
        this.chart = chart;
        this.x = result.columns().indexOf(chart.x());
        this.y = chart.y().stream().map(result.columns()::indexOf).toList();
        this.rows = chart.kind() == ResultChart.Kind.BAR ? result.rows() : sorted(result.rows(), x);
        double[] values = rows.stream()
                .flatMap(row -> y.stream().map(row::get))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        boolean bars = chart.kind() == ResultChart.Kind.BAR || chart.kind() == ResultChart.Kind.HISTOGRAM;
        // A bar's length must stand for its value; a line or a cloud may leave out the room down to zero.
        this.low = bars || least < most / 2 ? Math.min(0, least) : least;
        this.high = bars ? Math.max(0, most) : Math.max(most, least);
    }

    /** The chart as an SVG element; empty where none suits the result. */
    static String svg(QueryResult result) {
        Html html = new Html();
        draw(html, result);
        return html.toString();
    }

    /** Draws nothing where no chart suits the result. */
    static void draw(Html html, QueryResult result) {
        ResultChart.of(result).ifPresent(chart -> new ResultPicture(html, result, chart).draw());
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows, int x) {
        Comparator<List<@Nullable Object>> byText = Comparator.comparing(row -> CellFormat.exact(row.get(x)) + "");
        Comparator<List<@Nullable Object>> byNumber = Comparator.comparingDouble(row -> number(row.get(x)));
        boolean numbers = rows.stream().allMatch(row -> row.get(x) instanceof Number);
        return rows.stream()
                .filter(row -> row.get(x) != null)
                .sorted(numbers ? byNumber : byText)
                .toList();
    }

    private static double number(@Nullable Object cell) {
        return cell instanceof Number number ? number.doubleValue() : 0;
    }

    private void draw() {
        boolean bars = chart.kind() == ResultChart.Kind.BAR;
        int height = bars ? TOP + rows.size() * (BAR * y.size() + BAR_GAP) : TOP + PLOT + 22;
        html.raw("<svg class=\"result\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\"><title>")
                .text(String.join(", ", chart.y()) + " by " + chart.x() + ", " + chart.word() + " chart")
                .raw("</title><desc>")
                .text(rows.size() + " points from " + NumberFormat.of(low) + " to " + NumberFormat.of(high)
                        + "; the rows stand in the table below.")
                .raw("</desc>");
        legend();
        switch (chart.kind()) {
            case BAR -> bars();
            case LINE -> lines();
            case HISTOGRAM -> histogram();
            case SCATTER -> cloud();
        }
        html.raw("</svg>\n");
    }

    private void legend() {
        int at = 0;
        for (int series = 0; series < y.size(); series++) {
            String name = brief(chart.y().get(series));
            markup("<rect class=\"s%d\" x=\"%d\" y=\"3\" width=\"10\" height=\"10\" rx=\"2\"/>", series, at);
            text("", at + 15, 12, name);
            at += 40 + 7 * name.length();
        }
    }

    private void bars() {
        double scale = (WIDTH - NAMES - 100) / Math.max(high - low, Double.MIN_NORMAL);
        for (int row = 0; row < rows.size(); row++) {
            int top = TOP + row * (BAR * y.size() + BAR_GAP);
            String label = label(row);
            text("text-anchor=\"end\" ", NAMES - 8, top + 12, brief(label));
            for (int series = 0; series < y.size(); series++) {
                Object cell = rows.get(row).get(y.get(series));
                if (cell instanceof Number value) {
                    double from = NAMES + (Math.min(0, value.doubleValue()) - low) * scale;
                    double width = Math.max(1, Math.abs(value.doubleValue()) * scale);
                    int line = top + series * BAR;
                    html.raw("<g class=\"hit\">");
                    markup(
                            "<rect class=\"s%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                            series, from, line, width, BAR - 2);
                    told(label, series, cell);
                    text("class=\"minor\" ", (int) (from + width) + 6, line + 11, brief(cell));
                }
            }
        }
    }

    private void histogram() {
        frame();
        double width = (double) (WIDTH - LEFT) / rows.size();
        for (int row = 0; row < rows.size(); row++) {
            Object cell = rows.get(row).get(y.get(0));
            double top = down(number(cell));
            html.raw("<g class=\"hit\">");
            markup(
                    "<rect class=\"s0\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    LEFT + row * width, top, Math.max(0.5, width - 1), down(Math.max(0, low)) - top);
            told(label(row), 0, cell);
        }
    }

    private void lines() {
        frame();
        double step = (double) (WIDTH - LEFT - 8) / Math.max(1, rows.size() - 1);
        for (int series = 0; series < y.size(); series++) {
            StringBuilder path = new StringBuilder();
            boolean pen = false;
            for (int row = 0; row < rows.size(); row++) {
                Object cell = rows.get(row).get(y.get(series));
                if (cell instanceof Number value) {
                    path.append(String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            pen ? "L" : "M",
                            LEFT + 4 + row * step,
                            down(value.doubleValue())));
                }
                pen = cell instanceof Number;
            }
            markup("<path class=\"line t%d\" d=\"%s\"/>", series, path);
            for (int row = 0; row < rows.size() && rows.size() <= MOST_DOTS; row++) {
                dot(row, series, LEFT + 4 + row * step);
            }
        }
    }

    private void cloud() {
        frame();
        double least = number(rows.get(0).get(x));
        double most = number(rows.get(rows.size() - 1).get(x));
        for (int row = 0; row < rows.size(); row++) {
            double share = most > least ? (number(rows.get(row).get(x)) - least) / (most - least) : 0.5;
            dot(row, 0, LEFT + 6 + share * (WIDTH - LEFT - 12));
        }
    }

    private void dot(int row, int series, double across) {
        Object cell = rows.get(row).get(y.get(series));
        if (cell instanceof Number value) {
            html.raw("<g class=\"hit\">");
            markup(
                    "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                    series, across, down(value.doubleValue()));
            told(label(row), series, cell);
        }
    }

    /** The axes with the ends of both scales. */
    private void frame() {
        markup("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP, TOP + PLOT, WIDTH);
        text("class=\"minor\" text-anchor=\"end\" ", LEFT - 6, TOP + 9, NumberFormat.of(high));
        text("class=\"minor\" text-anchor=\"end\" ", LEFT - 6, TOP + PLOT, NumberFormat.of(low));
        if (!rows.isEmpty()) {
            text("class=\"minor\" ", LEFT, TOP + PLOT + 15, brief(rows.get(0).get(x)));
            text("class=\"minor\" text-anchor=\"middle\" ", (LEFT + WIDTH) / 2, TOP + PLOT + 15, brief(chart.x()));
            text(
                    "class=\"minor\" text-anchor=\"end\" ",
                    WIDTH,
                    TOP + PLOT + 15,
                    brief(rows.get(rows.size() - 1).get(x)));
        }
    }

    private double down(double value) {
        return TOP + PLOT - (value - low) / Math.max(high - low, Double.MIN_NORMAL) * (PLOT - 4);
    }

    private String label(int row) {
        return CellFormat.exact(rows.get(row).get(x)) + "";
    }

    /** Numbers to a few digits; all of them stand in the tooltip. */
    private static String brief(@Nullable Object cell) {
        return cell instanceof Double real ? NumberFormat.of(real.doubleValue()) : brief(CellFormat.exact(cell) + "");
    }

    private static String brief(String label) {
        return TextTable.cut(TextTable.clean(label), LABEL);
    }

    /** The tooltip of a mark, and its end. */
    private void told(String label, int series, @Nullable Object cell) {
        html.raw("<title>")
                .text(label + ", " + chart.y().get(series) + ": " + CellFormat.exact(cell))
                .raw("</title></g>");
    }

    private void text(String attributes, int across, int down, String text) {
        html.raw("<text " + attributes + "x=\"" + across + "\" y=\"" + down + "\">")
                .text(text)
                .raw("</text>");
    }

    private void markup(String format, Object... values) {
        html.raw(String.format(Locale.ROOT, format, values));
    }
}
