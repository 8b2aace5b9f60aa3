package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much faster two workers scan one file than one does, a core each: TPC-H lineitem on a standalone cluster of this machine, median of five after a round
 * that warms up. Needs the packaged jar and the Spark that {@code jobs/cluster.sh dist} makes. Run by {@code mvn test -Pbench -Dbench.main=WorkersBench};
 * {@code -Dbench.options=-Dworkers.scale=1} sets the scale. The table goes to target/bench/workers.md.
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
        double one = seconds(file, 1);
        double two = seconds(file, 2);
        List<String> report = List.of(
                String.format(Locale.ROOT, "lineitem SF%s, %,d bytes, median of %d", scale, Files.size(file), ROUNDS),
                "",
                "| workers | seconds | times as fast |",
                "|--:|--:|--:|",
                String.format(Locale.ROOT, "| 1 | %.2f | 1 |", one),
                String.format(Locale.ROOT, "| 2 | %.2f | %.2f |", two, one / two));
        Path table = folder.resolve("workers.md");
        Files.write(table, report);
        report.forEach(System.out::println);
    }

    private static double seconds(Path file, int workers) throws IOException, InterruptedException {
        cluster("up", String.valueOf(workers));
        List<Double> seconds = new ArrayList<>();
        String port = System.getenv().getOrDefault("CLUSTER_PORT", "7077");
        try (SparkRuntime runtime = SparkRuntime.starting("spark://127.0.0.1:" + port)) {
            for (int round = 0; round <= ROUNDS; round++) {
                double taken = DataContextBuilder.on(runtime)
                        .add(file.toString())
                        .build()
                        .run()
                        .seconds();
                if (round > 0) {
                    seconds.add(taken);
                }
            }
        } finally {
            cluster("down");
        }
        System.out.println(workers + ": " + seconds);
        seconds.sort(null);
        return seconds.get(ROUNDS / 2);
    }

    private static void cluster(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jobs/cluster.sh"));
        command.addAll(List.of(words));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }
}
