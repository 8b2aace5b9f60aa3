package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Fits a cost model of profiling to TPC-H tables of several scales: <i>seconds = start + cells × a + tasks × columns ×
 * b</i>, by least squares of relative errors, for the scan alone and with key detection. Compares its predictions for
 * other scales with measurements. The cost <i>a</i> of a cell depends on the table (numbers or long texts); <i>b</i>
 * covers the sketches of each task, whose first values cost most. Run by {@code mvn test -Pbench
 * -Dbench.main=CostBench}; {@code -Dbench.options="-Dcost.fit=0.1,0.3,1,3 -Dcost.held=5,10"} names the scales. The
 * table goes to target/bench/cost.md; scales beyond the largest measurement are marked as extrapolated.
 */
public final class CostBench {
    private static final int CORES = 2;
    private static final int ROUNDS = 3;
    /** Without warm-up, JIT compilation would count as cost of the small tables, which are measured first. */
    private static final int WARM_UPS = 2;
    /** A longer run is measured only once. */
    private static final double LONG_SECONDS = 60;

    private static final List<String> TABLES = List.of("lineitem", "orders", "part");
    private static final double TERABYTE = 1e12;
    /** Bytes per task of a large file, and the result size above which executors merge. */
    private static final double TASK_BYTES = 128 << 20;

    private final SparkRuntime runtime;
    private final BenchData data;
    private final List<String> report = new ArrayList<>();

    private CostBench(SparkRuntime runtime, BenchData data) {
        this.runtime = runtime;
        this.data = data;
    }

    private record Measured(
            String table,
            String name,
            double bytes,
            double cells,
            int columns,
            double scan,
            double all,
            MeasuredRun run) {
        double sketches() {
            return (double) run.tasks() * columns;
        }

        /** Slow-down against an even distribution over all cores: a small file is a single task. */
        double idle() {
            return CORES / (double) Math.min(CORES, Math.max(1, run.tasks()));
        }

        double stateBytes() {
            return run.resultBytes() / (double) Math.max(1, run.tasks()) / columns;
        }
    }

    /**
     * Models seconds = start + perCell × cells + perSketch × tasks × columns, if every core has work.
     *
     * @param perCell seconds per cell, by table
     */
    private record Model(double start, Map<String, Double> perCell, double perSketch) {
        double seconds(String table, double cells, double sketches) {
            return start + perCell.getOrDefault(table, Double.NaN) * cells + perSketch * sketches;
        }

        double seconds(Measured one) {
            return seconds(one.table(), one.cells() * one.idle(), one.sketches() * one.idle());
        }

        String text() {
            String cells = perCell.entrySet().stream()
                    .map(one -> String.format(Locale.ROOT, "%.2f (%s)", one.getValue() * 1e8, one.getKey()))
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "seconds = %.2f + %s per 100 million cells + %.2f per 1,000 columns of tasks",
                    start,
                    cells,
                    perSketch * 1e3);
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("bench.data", "target/bench"));
        try (SparkRuntime runtime = SparkRuntime.starting("local[" + CORES + "]")) {
            CostBench bench = new CostBench(runtime, new BenchData(folder));
            bench.run(scales("cost.fit", "0.1,0.3,1,3"), scales("cost.held", "5,10"));
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
        for (int round = 0; round < WARM_UPS; round++) {
            for (String table : TABLES) {
                measure(fit.get(fit.size() / 2), table);
            }
        }
        List<Measured> known = new ArrayList<>();
        for (double scale : fit) {
            for (String table : TABLES) {
                known.add(measure(scale, table));
            }
        }
        Model scan = fitted(known, Measured::scan);
        Model all = fitted(known, Measured::all);
        say(CORES + " cores. The scan: " + scan.text() + ". With the search for keys: " + all.text() + ".");
        say("");
        say("| table | | scan, s | model | off by | all, s | model | off by |");
        say("|---|---|--:|--:|--:|--:|--:|--:|");
        known.forEach(measured -> row(measured, scan, all, "fitted"));
        for (double scale : held) {
            for (String table : TABLES) {
                row(measure(scale, table), scan, all, "**not fitted**");
            }
        }
        say("");
        state(known);
        say("");
        extrapolate(known, scan);
    }

    private void row(Measured measured, Model scan, Model all, String how) {
        double scanned = scan.seconds(measured);
        double whole = all.seconds(measured);
        say(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %+.0f %% | %.2f | %.2f | %+.0f %% |",
                measured.name(),
                how,
                measured.scan(),
                scanned,
                100 * (scanned / measured.scan() - 1),
                measured.all(),
                whole,
                100 * (whole / measured.all() - 1)));
    }

    private void state(List<Measured> known) {
        say("| table | tasks | kB a column and task | MB shuffled in all | peak heap, MB |");
        say("|---|--:|--:|--:|--:|");
        known.forEach(one -> say(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %d |",
                one.name(),
                one.run().tasks(),
                one.stateBytes() / 1e3,
                one.run().shuffleBytes() / 1e6,
                one.run().context().run().peakHeapBytes() / 1_000_000)));
    }

    /** A table like the largest measured one, but longer. */
    private void extrapolate(List<Measured> known, Model scan) {
        Measured like = known.stream()
                .max((one, other) -> Double.compare(one.bytes(), other.bytes()))
                .orElseThrow();
        double state = known.stream().mapToDouble(Measured::stateBytes).max().orElseThrow() * like.columns();
        say("| extrapolated | hours on 16 cores | 256 cores | 4096 cores | tasks | sketches sent, GB | to the"
                + " driver, MB |");
        say("|---|--:|--:|--:|--:|--:|--:|");
        for (double terabytes : new double[] {1, 100}) {
            double bytes = terabytes * TERABYTE;
            double tasks = Math.ceil(bytes / TASK_BYTES);
            double work = scan.seconds(like.table(), bytes / like.bytes() * like.cells(), tasks * like.columns())
                    - scan.start();
            say(String.format(
                    Locale.ROOT,
                    "| %.0f TB of text | %.2f | %.2f | %.2f | %,.0f | %,.0f | %,.0f |",
                    terabytes,
                    work * CORES / 16 / 3600,
                    work * CORES / 256 / 3600,
                    work * CORES / 4096 / 3600,
                    tasks,
                    tasks * state / 1e9,
                    state / 1e6));
        }
        say("");
        say("Extrapolated: " + like.name()
                + " only longer; storage and network are taken to keep up, and a core to be one of this machine's.");
    }

    private Measured measure(double scale, String table) throws IOException {
        Path file = data.tpch(table, scale);
        List<MeasuredRun> runs = new ArrayList<>();
        do {
            runs.add(MeasuredRun.of(runtime.newSession(), file));
        } while (runs.size() < ROUNDS && runs.get(0).seconds() < LONG_SECONDS);
        MeasuredRun one = runs.get(0);
        int columns = one.context().tables().get(0).columns().size();
        Measured measured = new Measured(
                table,
                table + " SF" + scale,
                Files.size(file),
                (double) one.context().tables().get(0).rows() * columns,
                columns,
                median(runs, MeasuredRun::scanSeconds),
                median(runs, MeasuredRun::seconds),
                one);
        System.err.printf(Locale.ROOT, "%s: %.2f s, %.2f s in all%n", measured.name(), measured.scan(), measured.all());
        return measured;
    }

    private static double median(List<MeasuredRun> runs, ToDoubleFunction<MeasuredRun> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    /** Fits by least squares of relative errors, with the normal equations. */
    private static Model fitted(List<Measured> known, ToDoubleFunction<Measured> figure) {
        int unknowns = TABLES.size() + 2;
        double[][] a = new double[unknowns][unknowns + 1];
        for (Measured one : known) {
            double seconds = figure.applyAsDouble(one);
            double[] x = new double[unknowns];
            x[0] = 1 / seconds;
            x[1] = one.sketches() * one.idle() / seconds;
            x[2 + TABLES.indexOf(one.table())] = one.cells() * one.idle() / seconds;
            for (int i = 0; i < unknowns; i++) {
                for (int j = 0; j < unknowns; j++) {
                    a[i][j] += x[i] * x[j];
                }
                a[i][unknowns] += x[i];
            }
        }
        for (int i = 0; i < unknowns; i++) {
            for (int row = 0; row < unknowns; row++) {
                double factor = row == i ? 0 : a[row][i] / a[i][i];
                for (int j = 0; j <= unknowns; j++) {
                    a[row][j] -= factor * a[i][j];
                }
            }
        }
        Map<String, Double> perCell = new LinkedHashMap<>();
        for (int i = 0; i < TABLES.size(); i++) {
            perCell.put(TABLES.get(i), a[2 + i][unknowns] / a[2 + i][2 + i]);
        }
        return new Model(a[0][unknowns] / a[0][0], perCell, a[1][unknowns] / a[1][1]);
    }

    private void say(String line) {
        System.out.println(line);
        report.add(line);
    }
}
