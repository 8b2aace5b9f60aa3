package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.analysis.SparkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures how much faster two workers of one core each scan a file than one: TPC-H lineitem on a local standalone
 * cluster, median of five rounds after a warm-up. Needs the packaged jar and the Spark that {@code jobs/cluster.sh
 * dist} makes. Run by {@code mvn test -Pbench -Dbench.main=WorkersBench}; {@code -Dbench.options=-Dworkers.scale=1}
 * sets the scale. The table goes to target/bench/workers.md.
 */
public final class WorkersBench {
    private static final int ROUNDS = 5;

    private WorkersBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("bench.data", "target/bench"));
        double scale = Double.parseDouble(System.getProperty("workers.scale", "1"));
        Path file = new BenchData(folder).tpch("lineitem", scale);
        System.setProperty(
                SparkRuntime.SUBMIT_JAR,
                Path.of("target/big-data-migrator-submit.jar").toAbsolutePath().toString());
        System.setProperty("spark.executor.memory", "800m");
        System.setProperty("spark.driver.host", "127.0.0.1");
        Times one = times(file, 1);
        Times two = times(file, 2);
        List<String> report = List.of(
                String.format(Locale.ROOT, "lineitem SF%s, %,d bytes, median of %d", scale, Files.size(file), ROUNDS),
                "",
                "| workers | scan, seconds | times as fast | with the search for keys | times as fast |",
                "|--:|--:|--:|--:|--:|",
                String.format(Locale.ROOT, "| 1 | %.2f | 1 | %.2f | 1 |", one.scan(), one.all()),
                String.format(
                        Locale.ROOT,
                        "| 2 | %.2f | %.2f | %.2f | %.2f |",
                        two.scan(),
                        one.scan() / two.scan(),
                        two.all(),
                        one.all() / two.all()));
        Path table = folder.resolve("workers.md");
        Files.write(table, report);
        report.forEach(System.out::println);
    }

    /** Median seconds. */
    private record Times(double scan, double all) {}

    private static Times times(Path file, int workers) throws IOException, InterruptedException {
        cluster("up", String.valueOf(workers));
        List<MeasuredRun> runs = new ArrayList<>();
        String port = System.getenv().getOrDefault("CLUSTER_PORT", "7077");
        try (SparkRuntime runtime = SparkRuntime.starting("spark://127.0.0.1:" + port)) {
            for (int round = 0; round <= ROUNDS; round++) {
                MeasuredRun run = MeasuredRun.of(runtime.newSession(), file);
                System.out.printf(
                        Locale.ROOT, "%d: %.2f s, %.2f s in all%n", workers, run.scanSeconds(), run.seconds());
                if (round > 0) {
                    runs.add(run);
                }
            }
        } finally {
            cluster("down");
        }
        return new Times(median(runs, MeasuredRun::scanSeconds), median(runs, MeasuredRun::seconds));
    }

    private static double median(List<MeasuredRun> runs, ToDoubleFunction<MeasuredRun> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }

    private static void cluster(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jobs/cluster.sh"));
        command.addAll(List.of(words));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }
}
