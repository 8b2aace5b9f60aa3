package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.each;

import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Draws the values of a column before and after over each other, as inline SVG. */
final class DriftCharts {
    private static final int WIDTH = 260;
    private static final int HEIGHT = 56;
    private static final int AXIS = 15;
    private static final int STEPS = 60;
    private static final int ROW = 30;
    private static final int MAX_BARS = 5;
    private static final int LABEL = 24;

    /** A part of the values, of a position on the axis. */
    private record Bin(double from, double to, double share) {}

    private DriftCharts() {}

    /** The chart that shows a difference best; none where figures say it all. */
    static Optional<Svg> of(Difference difference, ColumnProfile a, long rowsA, ColumnProfile b, long rowsB) {
        if (difference.kind() == Kind.MISSING) {
            return Optional.of(nulls((double) a.nulls() / Math.max(1, rowsA), (double) b.nulls() / Math.max(1, rowsB)));
        }
        boolean values = difference.kind() == Kind.VALUES || difference.kind() == Kind.DISTINCT;
        if (!a.histogram().isEmpty()
                && !b.histogram().isEmpty()
                && !(values && a.distinct().value() <= MAX_BARS)) {
            return shapes(numbers(a), numbers(b), NumberFormat::of);
        }
        TimeSpread timesA = a.findings().time();
        TimeSpread timesB = b.findings().time();
        if (timesA != null && timesB != null) {
            return shapes(times(timesA), times(timesB), DriftCharts::day);
        }
        return difference.level() == Level.DRIFT
                        && values
                        && !(a.topValues().isEmpty() && b.topValues().isEmpty())
                ? Optional.of(values(a, rowsA - a.nulls(), b, rowsB - b.nulls()))
                : Optional.empty();
    }

    private static List<Bin> numbers(ColumnProfile column) {
        double all =
                column.histogram().stream().mapToLong(ColumnProfile.Bin::count).sum();
        return column.histogram().stream()
                .map(bin -> new Bin(bin.from(), bin.to(), bin.count() / Math.max(1, all)))
                .toList();
    }

    private static List<Bin> times(TimeSpread spread) {
        double all = spread.histogram().stream().mapToLong(bin -> bin.count()).sum();
        return spread.histogram().stream()
                .map(bin -> new Bin(seconds(bin.from()), seconds(bin.to()), bin.count() / Math.max(1, all)))
                .toList();
    }

    private static double seconds(String time) {
        return time.contains("T")
                ? LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC)
                : LocalDate.parse(time).toEpochDay() * 86_400.0;
    }

    private static String day(double seconds) {
        return LocalDate.ofEpochDay(Math.floorDiv((long) seconds, 86_400)).toString();
    }

    private interface Label {
        String of(double place);
    }

    /** The density before as an area, that after as a line, on a common axis. */
    private static Optional<Svg> shapes(List<Bin> before, List<Bin> after, Label label) {
        double low = Math.min(before.get(0).from(), after.get(0).from());
        double high = Math.max(
                before.get(before.size() - 1).to(), after.get(after.size() - 1).to());
        if (!(high > low)) {
            return Optional.empty();
        }
        double[] one = densities(before, low, high);
        double[] other = densities(after, low, high);
        double highest = Double.MIN_NORMAL;
        for (int i = 0; i < STEPS; i++) {
            highest = Math.max(highest, Math.max(one[i], other[i]));
        }
        String title = "Values before and after, from " + label.of(low) + " to " + label.of(high);
        return Optional.of(Svg.picture(WIDTH, HEIGHT + AXIS, title)
                .withClass("chart")
                .with(
                        Svg.path("box5", outline(one, highest) + "V" + HEIGHT + "H0Z"),
                        Svg.path("line t0", outline(other, highest)),
                        Svg.path("axis", "M0 ", HEIGHT, "H", WIDTH),
                        Svg.text(label.of(low), 0, HEIGHT + 12, "class", "minor"),
                        Svg.text(label.of(high), WIDTH, HEIGHT + 12, "class", "minor", "text-anchor", "end")));
    }

    private static String outline(double[] densities, double highest) {
        StringBuilder path = new StringBuilder("M0 " + HEIGHT);
        double step = (double) WIDTH / STEPS;
        for (int i = 0; i < STEPS; i++) {
            path.append(Svg.join("V", HEIGHT - (HEIGHT - 2) * densities[i] / highest, "H", (i + 1) * step));
        }
        return path.toString();
    }

    /** The share of values in each of equal steps; a bin's share is spread evenly over it. */
    private static double[] densities(List<Bin> bins, double low, double high) {
        double[] densities = new double[STEPS];
        double width = (high - low) / STEPS;
        for (Bin bin : bins) {
            double length = Math.max(bin.to() - bin.from(), width);
            for (int i = 0; i < STEPS; i++) {
                double from = Math.max(bin.from(), low + i * width);
                double to = Math.min(bin.from() + length, low + (i + 1) * width);
                densities[i] += bin.share() * Math.max(0, to - from) / length;
            }
        }
        return densities;
    }

    /** The most frequent values of both sides, each with a bar before and one after. */
    private static Svg values(ColumnProfile a, long countA, ColumnProfile b, long countB) {
        Map<String, Double> before = shares(a, countA);
        Map<String, Double> after = shares(b, countB);
        List<String> names = new ArrayList<>(before.keySet());
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(names::add);
        names.sort((one, other) -> Double.compare(
                Math.abs(after.getOrDefault(other, 0.0) - before.getOrDefault(other, 0.0)),
                Math.abs(after.getOrDefault(one, 0.0) - before.getOrDefault(one, 0.0))));
        List<String> shown = names.subList(0, Math.min(MAX_BARS, names.size()));
        return Svg.picture(WIDTH, shown.size() * ROW, "Shares of values before and after")
                .withClass("chart")
                .with(each(
                        shown,
                        (i, name) -> bars(
                                name.isEmpty() ? "(empty text)" : Html.abbreviated(name, LABEL),
                                before.getOrDefault(name, 0.0),
                                after.getOrDefault(name, 0.0),
                                i * ROW)));
    }

    private static Map<String, Double> shares(ColumnProfile column, long count) {
        Map<String, Double> shares = new TreeMap<>();
        for (TopValue value : column.topValues()) {
            shares.put(value.value(), (double) value.count() / Math.max(1, count));
        }
        return shares;
    }

    private static Svg nulls(double before, double after) {
        return Svg.picture(WIDTH, ROW, "Share of nulls before and after")
                .withClass("chart")
                .with(bars("nulls", before, after, 0));
    }

    private static DomContent bars(String label, double before, double after, int top) {
        return each(
                Svg.text(label, 0, top + 11),
                Svg.text(
                        NumberFormat.percent(before) + " → " + NumberFormat.percent(after),
                        WIDTH,
                        top + 11,
                        "class",
                        "minor",
                        "text-anchor",
                        "end"),
                Svg.rect("box5", 0, top + 15, Math.max(1, WIDTH * Math.min(1, before)), 4),
                Svg.rect("bar", 0, top + 20, Math.max(1, WIDTH * Math.min(1, after)), 4));
    }
}
