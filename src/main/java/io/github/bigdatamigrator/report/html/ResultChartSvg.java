package io.github.bigdatamigrator.report.html;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.ResultChart;
import io.github.bigdatamigrator.conversation.ResultChart.Kind;
import io.github.bigdatamigrator.report.TextTable;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws a query's result as a suitable chart in inline SVG. Each mark has a tooltip; title and description give the
 * same information as text.
 */
final class ResultChartSvg {
    private static final int WIDTH = 720;
    private static final int PLOT = 200;
    private static final int LEGEND = 18;
    private static final int LEFT = 84;
    private static final int NAMES = 190;
    private static final int BAR = 15;
    private static final int BAR_GAP = 7;
    private static final int LABEL = 24;
    /** Pixels of a letter of the legend, and of a figure beside a bar. */
    private static final double LETTER = 7;

    private static final double DIGIT = 6.4;
    private static final int MAX_DOTS = 120; // a line with more points is drawn without dots

    private final List<String> labels;
    private final ResultChart chart;
    private final int x;
    private final List<Integer> y;
    private final List<List<@Nullable Object>> rows;
    private final double low;
    private final double high;
    private final Svg picture;
    /** Where the chart begins, below the lines of the legend. */
    private final int top;

    private ResultChartSvg(QueryResult result, ResultChart chart) {
        this.chart = chart;
        this.x = result.columns().indexOf(chart.x());
        this.y = chart.y().stream().map(result.columns()::indexOf).toList();
        this.rows = chart.kind() == Kind.BAR ? result.rows() : sorted(result.rows(), x);
        this.labels = chart.labels(result, rows);
        double[] values = rows.stream()
                .flatMap(row -> y.stream().map(row::get))
                .filter(Number.class::isInstance)
                .mapToDouble(ResultChartSvg::number)
                .toArray();
        double smallest = Arrays.stream(values).min().orElse(0);
        double largest = Arrays.stream(values).max().orElse(0);
        boolean bars = chart.kind() == Kind.BAR || chart.kind() == Kind.HISTOGRAM;
        // Bars must start at zero, since their length shows the value; lines and points need not.
        this.low = bars || smallest < largest / 2 ? Math.min(0, smallest) : smallest;
        this.high = bars ? Math.max(0, largest) : largest;
        int height = chart.kind() == Kind.BAR ? rows.size() * (BAR * y.size() + BAR_GAP) : PLOT + 22;
        String title = String.join(", ", chart.y()) + " by " + chart.x() + ", " + chart.word() + " chart";
        String range = rows.size() + " points from " + NumberFormat.of(low) + " to " + NumberFormat.of(high);
        List<Svg> legend = new ArrayList<>();
        this.top = 6 + LEGEND * legend(legend);
        this.picture = Svg.picture(WIDTH, top + height, title)
                .withClass("result")
                .with(Svg.of("desc").withText(range + "; the table below contains the rows."))
                .with(legend);
    }

    static Optional<Svg> of(Answer answer, int query) {
        return of(answer.queries().get(query), answer.chart(query));
    }

    static Optional<Svg> of(QueryResult result, Optional<ResultChart> found) {
        return found.map(chart -> new ResultChartSvg(result, chart).draw());
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

    private Svg draw() {
        switch (chart.kind()) {
            case BAR -> bars();
            case LINE -> lines();
            case HISTOGRAM -> histogram();
            case SCATTER -> scatter();
        }
        return picture;
    }

    /** Adds a square and the name of each measure, and returns the number of lines that they take. */
    private int legend(List<Svg> shapes) {
        double at = 0;
        int line = 0;
        for (int series = 0; series < y.size(); series++) {
            String name = brief(chart.y().get(series));
            double width = 15 + LETTER * TextTable.width(name);
            if (at > 0 && at + width > WIDTH) {
                at = 0;
                line++;
            }
            shapes.add(Svg.rect("s" + series, at, 3 + LEGEND * line, 10, 10).attr("rx", 2));
            shapes.add(Svg.text(name, at + 15, 12 + LEGEND * line));
            at += width + 25;
        }
        return line + 1;
    }

    private void bars() {
        double figures = rows.stream()
                .flatMap(row -> y.stream().map(row::get))
                .mapToDouble(cell -> DIGIT * TextTable.width(brief(cell)))
                .max()
                .orElse(0);
        double scale = (WIDTH - NAMES - 10 - figures) / Math.max(high - low, Double.MIN_NORMAL);
        for (int row = 0; row < rows.size(); row++) {
            int above = top + row * (BAR * y.size() + BAR_GAP);
            picture.with(Svg.text(brief(label(row)), NAMES - 8, above + 12, "text-anchor", "end"));
            for (int series = 0; series < y.size(); series++) {
                if (cell(row, series) instanceof Number cell) {
                    double from = NAMES + (Math.min(0, cell.doubleValue()) - low) * scale;
                    double width = Math.max(1, Math.abs(cell.doubleValue()) * scale);
                    int line = above + series * BAR;
                    Svg bar = Svg.rect("s" + series, from, line, width, BAR - 2);
                    mark(row, series, bar.attr("rx", 2));
                    picture.with(Svg.text(brief(cell), (int) (from + width) + 6, line + 11, "class", "minor"));
                }
            }
        }
    }

    private void histogram() {
        axes();
        double width = (double) (WIDTH - LEFT) / rows.size();
        for (int row = 0; row < rows.size(); row++) {
            double top = down(number(cell(row, 0)));
            double height = down(Math.max(0, low)) - top;
            mark(row, 0, Svg.rect("s0", LEFT + row * width, top, Math.max(0.5, width - 1), height));
        }
    }

    private void lines() {
        axes();
        double step = (double) (WIDTH - LEFT - 8) / Math.max(1, rows.size() - 1);
        for (int series = 0; series < y.size(); series++) {
            StringBuilder path = new StringBuilder();
            String pen = "M";
            for (int row = 0; row < rows.size(); row++) {
                boolean filled = cell(row, series) instanceof Number;
                double down = down(number(cell(row, series)));
                path.append(filled ? Svg.join(pen, LEFT + 4 + row * step, " ", down) : "");
                pen = filled ? "L" : "M";
            }
            picture.with(Svg.path("line t" + series, path));
            for (int row = 0; row < rows.size() && rows.size() <= MAX_DOTS; row++) {
                dot(row, series, LEFT + 4 + row * step);
            }
        }
    }

    private void scatter() {
        axes();
        double smallest = number(rows.get(0).get(x));
        double largest = number(rows.get(rows.size() - 1).get(x));
        for (int row = 0; row < rows.size(); row++) {
            double share = largest > smallest ? (number(rows.get(row).get(x)) - smallest) / (largest - smallest) : 0.5;
            dot(row, 0, LEFT + 6 + share * (WIDTH - LEFT - 12));
        }
    }

    private void dot(int row, int series, double across) {
        if (cell(row, series) instanceof Number cell) {
            double cy = down(cell.doubleValue());
            mark(row, series, Svg.of("circle", "class", "s" + series, "cx", across, "cy", cy, "r", 3.5));
        }
    }

    private void mark(int row, int series, Svg shape) {
        String value = chart.y().get(series) + ": " + CellFormat.exact(cell(row, series));
        picture.with(Svg.withTooltip(label(row) + ", " + value, shape));
    }

    private void axes() {
        int bottom = top + PLOT;
        picture.with(
                Svg.path("axis", "M", LEFT, " ", top, "V", bottom, "H", WIDTH),
                Svg.text(NumberFormat.of(high), LEFT - 6, top + 9, "class", "minor", "text-anchor", "end"),
                Svg.text(NumberFormat.of(low), LEFT - 6, bottom, "class", "minor", "text-anchor", "end"));
        if (!rows.isEmpty()) {
            String first = brief(rows.get(0).get(x));
            String last = brief(rows.get(rows.size() - 1).get(x));
            int middle = (LEFT + WIDTH) / 2;
            picture.with(
                    Svg.text(first, LEFT, bottom + 15, "class", "minor"),
                    Svg.text(brief(chart.x()), middle, bottom + 15, "class", "minor", "text-anchor", "middle"),
                    Svg.text(last, WIDTH, bottom + 15, "class", "minor", "text-anchor", "end"));
        }
    }

    private double down(double value) {
        return top + PLOT - (value - low) / Math.max(high - low, Double.MIN_NORMAL) * (PLOT - 4);
    }

    private @Nullable Object cell(int row, int series) {
        return rows.get(row).get(y.get(series));
    }

    private String label(int row) {
        return labels.get(row);
    }

    /** Abbreviates a cell; the tooltip has all digits. */
    private static String brief(@Nullable Object cell) {
        return cell instanceof Double real
                ? NumberFormat.of(real)
                : Html.abbreviated(CellFormat.exact(cell) + "", LABEL);
    }
}
