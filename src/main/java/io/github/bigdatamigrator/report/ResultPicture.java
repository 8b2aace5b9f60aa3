package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ResultChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a query's result as the chart that suits it, as inline SVG. Each mark has a tooltip; title and description say
 * the same in words.
 */
public final class ResultPicture {
    private static final int WIDTH = 720;
    private static final int PLOT = 200;
    private static final int TOP = 24;
    private static final int LEFT = 84;
    private static final int NAMES = 190;
    private static final int BAR = 15;
    private static final int BAR_GAP = 7;
    private static final int LABEL = 24;
    /** With more points only the line is drawn. */
    private static final int MOST_DOTS = 120;

    private final ResultChart chart;
    private final int x;
    private final List<Integer> y;
    private final List<List<@Nullable Object>> rows;
    private final double low;
    private final double high;

    private ResultPicture(QueryResult result, ResultChart chart) {
        this.chart = chart;
        this.x = result.columns().indexOf(chart.x());
        this.y = chart.y().stream().map(result.columns()::indexOf).toList();
        this.rows = chart.kind() == ResultChart.Kind.BAR ? result.rows() : sorted(result.rows(), x);
        double[] values = rows.stream()
                .flatMap(row -> y.stream().map(row::get))
                .filter(Number.class::isInstance)
                .mapToDouble(ResultPicture::number)
                .toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        boolean bars = chart.kind() == ResultChart.Kind.BAR || chart.kind() == ResultChart.Kind.HISTOGRAM;
        // A bar's length must stand for its value; a line or a cloud may leave out the room down to zero.
        this.low = bars || least < most / 2 ? Math.min(0, least) : least;
        this.high = bars ? Math.max(0, most) : most;
    }

    /** The chart as an SVG element; an empty text where no chart suits the result. */
    public static String svg(QueryResult result) {
        return of(result).map(Html::text).orElse("");
    }

    /** Empty where no chart suits the result. */
    static Optional<Svg> of(QueryResult result) {
        return ResultChart.of(result).map(chart -> new ResultPicture(result, chart).draw());
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows, int x) {
        Comparator<List<@Nullable Object>> byText = Comparator.comparing(row -> Figures.cell(row.get(x)) + "");
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
        boolean bars = chart.kind() == ResultChart.Kind.BAR;
        int height = bars ? TOP + rows.size() * (BAR * y.size() + BAR_GAP) : TOP + PLOT + 22;
        Svg picture = Svg.picture(
                        Svg.join("0 0 ", WIDTH, " ", height),
                        String.join(", ", chart.y()) + " by " + chart.x() + ", " + chart.word() + " chart")
                .withClass("result")
                .with(new Svg("desc")
                        .withText(rows.size() + " points from " + Figures.of(low) + " to " + Figures.of(high)
                                + "; the rows stand in the table below."))
                .with(legend());
        if (!bars) {
            picture.with(axes());
        }
        return picture.with(
                switch (chart.kind()) {
                    case BAR -> bars();
                    case LINE -> lines();
                    case HISTOGRAM -> histogram();
                    case SCATTER -> cloud();
                });
    }

    private List<Svg> legend() {
        List<Svg> legend = new ArrayList<>();
        int at = 0;
        for (int series = 0; series < y.size(); series++) {
            String name = brief(chart.y().get(series));
            legend.add(Svg.rect("s" + series, at, 3, 10, 10).set("rx", 2));
            legend.add(Svg.text(name, at + 15, 12));
            at += 40 + 7 * name.length();
        }
        return legend;
    }

    private List<Svg> bars() {
        double scale = (WIDTH - NAMES - 100) / Math.max(high - low, Double.MIN_NORMAL);
        List<Svg> bars = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            int top = TOP + row * (BAR * y.size() + BAR_GAP);
            bars.add(Svg.text(brief(label(row)), NAMES - 8, top + 12).anchor("end"));
            for (int series = 0; series < y.size(); series++) {
                Object cell = cell(row, series);
                if (cell instanceof Number) {
                    double from = NAMES + (Math.min(0, number(cell)) - low) * scale;
                    double width = Math.max(1, Math.abs(number(cell)) * scale);
                    int line = top + series * BAR;
                    Svg bar = Svg.rect("s" + series, from, line, width, BAR - 2).set("rx", 2);
                    bars.add(mark(row, series, bar));
                    bars.add(Svg.text("minor", brief(cell), (int) (from + width) + 6, line + 11));
                }
            }
        }
        return bars;
    }

    private List<Svg> histogram() {
        double width = (double) (WIDTH - LEFT) / rows.size();
        List<Svg> bars = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            double top = down(number(cell(row, 0)));
            double height = down(Math.max(0, low)) - top;
            bars.add(mark(row, 0, Svg.rect("s0", LEFT + row * width, top, Math.max(0.5, width - 1), height)));
        }
        return bars;
    }

    private List<Svg> lines() {
        double step = (double) (WIDTH - LEFT - 8) / Math.max(1, rows.size() - 1);
        List<Svg> lines = new ArrayList<>();
        for (int series = 0; series < y.size(); series++) {
            StringBuilder path = new StringBuilder();
            List<Svg> dots = new ArrayList<>();
            boolean pen = false;
            for (int row = 0; row < rows.size(); row++) {
                Object cell = cell(row, series);
                double across = LEFT + 4 + row * step;
                if (cell instanceof Number) {
                    path.append(Svg.join(pen ? "L" : "M", across, " ", down(number(cell))));
                    dots.add(dot(row, series, across));
                }
                pen = cell instanceof Number;
            }
            lines.add(Svg.path("line t" + series, path));
            lines.addAll(rows.size() <= MOST_DOTS ? dots : List.of());
        }
        return lines;
    }

    private List<Svg> cloud() {
        double least = number(rows.get(0).get(x));
        double most = number(rows.get(rows.size() - 1).get(x));
        return IntStream.range(0, rows.size())
                .filter(row -> cell(row, 0) instanceof Number)
                .mapToObj(row -> {
                    double share = most > least ? (number(rows.get(row).get(x)) - least) / (most - least) : 0.5;
                    return dot(row, 0, LEFT + 6 + share * (WIDTH - LEFT - 12));
                })
                .toList();
    }

    private Svg dot(int row, int series, double across) {
        return mark(
                row,
                series,
                new Svg("circle")
                        .withClass("s" + series)
                        .set("cx", across)
                        .set("cy", down(number(cell(row, series))))
                        .set("r", 3.5));
    }

    /** A shape whose tooltip gives its value in full. */
    private Svg mark(int row, int series, Svg shape) {
        return Svg.hit(label(row) + ", " + chart.y().get(series) + ": " + Figures.cell(cell(row, series)), shape);
    }

    /** The axes with the ends of both scales. */
    private List<Svg> axes() {
        int below = TOP + PLOT + 15;
        List<Svg> axes = new ArrayList<>(List.of(
                Svg.path("axis", "M", LEFT, " ", TOP, "V", TOP + PLOT, "H", WIDTH),
                Svg.text("minor", Figures.of(high), LEFT - 6, TOP + 9).anchor("end"),
                Svg.text("minor", Figures.of(low), LEFT - 6, TOP + PLOT).anchor("end")));
        if (!rows.isEmpty()) {
            String last = brief(rows.get(rows.size() - 1).get(x));
            axes.add(Svg.text("minor", brief(rows.get(0).get(x)), LEFT, below));
            axes.add(Svg.text("minor", brief(chart.x()), (LEFT + WIDTH) / 2, below)
                    .anchor("middle"));
            axes.add(Svg.text("minor", last, WIDTH, below).anchor("end"));
        }
        return axes;
    }

    private double down(double value) {
        return TOP + PLOT - (value - low) / Math.max(high - low, Double.MIN_NORMAL) * (PLOT - 4);
    }

    private @Nullable Object cell(int row, int series) {
        return rows.get(row).get(y.get(series));
    }

    private String label(int row) {
        return Figures.cell(rows.get(row).get(x)) + "";
    }

    /** Numbers to a few digits; all of them stand in the tooltip. */
    private static String brief(@Nullable Object cell) {
        return cell instanceof Double real
                ? Figures.of(real.doubleValue())
                : Html.brief(Figures.cell(cell) + "", LABEL);
    }
}
