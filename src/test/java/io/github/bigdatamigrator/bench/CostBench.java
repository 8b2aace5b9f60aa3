package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a scan costs: TPC-H tables of several scales are profiled, the model <i>seconds = start + bytes × a + cells × b</i> is fitted by least squares of
 * relative errors, and its prediction for a scale that it was not fitted on is set beside the measurement. Run by {@code mvn test -Pbench
 * -Dbench.main=CostBench}; {@code -Dbench.options="-Dcost.fit=0.1,0.3,1,3 -Dcost.held=10"} names the scales. The table goes to target/bench/cost.md; what lies beyond
 * the largest measurement is marked as extrapolated.
 */
public final class CostBench {
    private static final int CORES = 2;
    private static final int ROUNDS = 3;
    private static final List<String> TABLES = List.of("lineitem", "orders", "part");
    private static final double TERABYTE = 1e12;
    private static final int CELLS_PER_GIGABYTE = 140_000_000;

    private final SparkRuntime runtime;
    private final BenchData data;
    private final List<String> report = new ArrayList<>();

    private CostBench(SparkRuntime runtime, BenchData data) {
        this.runtime = runtime;
        this.data = data;
    }

    private record Measured(String name, double bytes, double cells, double seconds, long heap) {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("bench.data", "target/bench"));
        try (SparkRuntime runtime = SparkRuntime.starting("local[" + CORES + "]")) {
            CostBench bench = new CostBench(runtime, new BenchData(folder));
            bench.run(scales("cost.fit", "0.1,0.3,1,3"), scales("cost.held", "10"));
            Path table = folder.resolve("cost.md");
            Files.write(table, bench.report);
            System.out.println("written to " + table);
        }
    }

    private static List<Double> scales(String property, String otherwise) {
        return Arrays.stream(System.getProperty(property, otherwise).split(","))
                .map(Double::valueOf)
                .toList();
    }

    private void run(List<Double> fit, List<Double> held) throws IOException {
        measure(fit.get(0), "lineitem"); // warms up
        List<Measured> known = new ArrayList<>();
        for (double scale : fit) {
            for (String table : TABLES) {
                known.add(measure(scale, table));
            }
        }
        double[] model = fitted(known);
        say(String.format(
                Locale.ROOT,
                "%d cores: seconds = %.2f + %.3f per GB + %.3f per 100 million cells; driver heap in use at most %,d MiB",
                CORES,
                model[0],
                model[1] * 1e9,
                model[2] * 1e8,
                known.stream().mapToLong(Measured::heap).max().orElse(0) >> 20));
        say("");
        say("| table | scale | seconds | model | off by |");
        say("|---|--:|--:|--:|--:|");
        known.forEach(measured -> row(measured, model, "fitted"));
        for (double scale : held) {
            for (String table : TABLES) {
                row(measure(scale, table), model, "**not fitted**");
            }
        }
        say("");
        say("| extrapolated | 16 cores | 256 cores | 4096 cores |");
        say("|---|--:|--:|--:|");
        for (double terabytes : new double[] {1, 100}) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %.0f TB of text, hours |", terabytes));
            for (int cores : new int[] {16, 256, 4096}) {
                double bytes = terabytes * TERABYTE;
                double work = model[1] * bytes + model[2] * bytes / 1e9 * CELLS_PER_GIGABYTE;
                line.append(String.format(Locale.ROOT, " %.2f |", (model[0] + work * CORES / cores) / 3600));
            }
            say(line.toString());
        }
        say("");
        say("Extrapolated: storage and network are taken to keep up, and a core to be one of this machine's.");
    }

    private void row(Measured measured, double[] model, String how) {
        double predicted = model[0] + model[1] * measured.bytes() + model[2] * measured.cells();
        say(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %+.0f %% |",
                measured.name(),
                how,
                measured.seconds(),
                predicted,
                100 * (predicted / measured.seconds() - 1)));
    }

    private Measured measure(double scale, String table) throws IOException {
        Path file = data.tpch(table, scale);
        List<Double> seconds = new ArrayList<>();
        DataContext context = null;
        for (int round = 0; round < ROUNDS; round++) {
            context = DataContextBuilder.on(runtime).add(file.toString()).build();
            seconds.add(context.run().seconds());
        }
        if (context == null) {
            throw new IllegalStateException("no round");
        }
        seconds.sort(null);
        long rows = context.tables().get(0).rows();
        return new Measured(
                table + " SF" + scale,
                Files.size(file),
                (double) rows * context.tables().get(0).columns().size(),
                seconds.get(ROUNDS / 2),
                context.run().peakHeapBytes());
    }

    /** Least squares of relative errors, by the normal equations. */
    private static double[] fitted(List<Measured> known) {
        double[][] a = new double[3][4];
        for (Measured one : known) {
            double[] x = {1 / one.seconds(), one.bytes() / one.seconds(), one.cells() / one.seconds()};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    a[i][j] += x[i] * x[j];
                }
                a[i][3] += x[i];
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int row = 0; row < 3; row++) {
                double factor = row == i ? 0 : a[row][i] / a[i][i];
                for (int j = 0; j < 4; j++) {
                    a[row][j] -= factor * a[i][j];
                }
            }
        }
        return new double[] {a[0][3] / a[0][0], a[1][3] / a[1][1], a[2][3] / a[2][2]};
    }

    private void say(String line) {
        System.out.println(line);
        report.add(line);
    }
}
