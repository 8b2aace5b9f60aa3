package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.sketch.BottomKRowSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes Pearson and Spearman (1904) correlations between numeric columns of the sampled rows. Compares at most
 * sixteen columns: non-integers first, then those with more distinct values; constants, ids and columns of two values
 * are excluded.
 */
record CorrelationFinder(List<ColumnProfile> columns, NumberParser texts, boolean exact) {
    private static final int COLUMNS = 16;
    private static final int MIN_ROWS = 10;
    private static final double MIN_STRENGTH = 0.2;
    private static final double Z95 = 1.96;

    Correlations find(List<BottomKRowSample.Column> cells) {
        int[] numeric = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type().numeric())
                .toArray();
        List<Integer> eligible = Arrays.stream(numeric)
                .boxed()
                .filter(i -> isEligible(columns.get(i)))
                .sorted(Comparator.comparing(
                                (Integer i) -> columns.get(i).type().kind() == ColumnType.Kind.BIGINT)
                        .thenComparing(i -> -columns.get(i).distinct().value()))
                .limit(COLUMNS)
                .sorted()
                .toList();
        int rows = cells.isEmpty() ? 0 : cells.get(0).cells().size();
        if (eligible.size() < 2 || rows < MIN_ROWS) {
            return Correlations.NONE;
        }
        List<double[]> numbers = eligible.stream()
                .map(i -> numbers(columns.get(i), cells.get(i)))
                .toList();
        List<Correlation> pairs = new ArrayList<>();
        for (int i = 0; i < eligible.size(); i++) {
            for (int j = i + 1; j < eligible.size(); j++) {
                correlate(name(eligible, i), name(eligible, j), numbers.get(i), numbers.get(j), pairs);
            }
        }
        pairs.sort(Comparator.comparingDouble((Correlation pair) -> -strength(pair)));
        return new Correlations(
                pairs, eligible.stream().map(i -> columns.get(i).name()).toList(), numeric.length, rows);
    }

    private String name(List<Integer> eligible, int i) {
        return columns.get(eligible.get(i)).name();
    }

    private static boolean isEligible(ColumnProfile column) {
        boolean id = column.type().kind() == ColumnType.Kind.BIGINT
                && (column.unique().value() || new NameWords(column.name()).contains("id"));
        return column.distinct().value() > 2 && !id;
    }

    private double[] numbers(ColumnProfile column, BottomKRowSample.Column cells) {
        return cells.cells().stream()
                .mapToDouble(
                        cell -> cell == null || column.nullMarkers().contains(cell) ? Double.NaN : texts.toDouble(cell))
                .toArray();
    }

    private void correlate(String left, String right, double[] x, double[] y, List<Correlation> pairs) {
        int[] both = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .toArray();
        if (both.length < MIN_ROWS) {
            return;
        }
        double[] a = Arrays.stream(both).mapToDouble(i -> x[i]).toArray();
        double[] b = Arrays.stream(both).mapToDouble(i -> y[i]).toArray();
        double pearson = pearson(a, b);
        double spearman = pearson(ranks(a), ranks(b));
        Correlation pair =
                new Correlation(left, right, pearson, spearman, both.length, confidenceHalfWidth(pearson, both.length));
        // Three standard errors of a zero correlation.
        if (strength(pair) >= Math.max(MIN_STRENGTH, 3 / Math.sqrt(both.length - 1.0))) {
            pairs.add(pair);
        }
    }

    private double confidenceHalfWidth(double r, int rows) {
        if (exact || Math.abs(r) >= 1) {
            return 0;
        }
        double z = Math.log((1 + r) / (1 - r)) / 2;
        double half = Z95 / Math.sqrt(rows - 3.0);
        return (Math.tanh(z + half) - Math.tanh(z - half)) / 2;
    }

    private static double strength(Correlation pair) {
        return Math.max(Math.abs(pair.pearson()), Math.abs(pair.spearman()));
    }

    /** The Pearson correlation; 0 if one of the two is constant. */
    static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }
        double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return Double.isFinite(r) ? Math.max(-1, Math.min(1, r)) : 0;
    }

    /** Ranks from 1; equal numbers get their mean rank. */
    static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
