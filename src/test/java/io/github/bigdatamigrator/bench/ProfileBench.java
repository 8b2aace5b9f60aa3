package io.github.bigdatamigrator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.bench.Stopwatch.Contender;
import io.github.bigdatamigrator.bench.Stopwatch.Time;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.ScannedTable;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.relationship.RelationshipFinder;
import io.github.bigdatamigrator.relationship.RelationshipFinder.RelationshipFindings;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Compares the speed of the profiler with other tools in one JVM and one warm Spark session. Writes a Markdown table,
 * and a JSON file that the next run compares itself with. Run by {@code mvn -Pbench test};
 * {@code -Dbench.only=csv,parquet,scale,wide,small,sql,relationships} chooses parts, {@code -Dbench.scale=1} the size
 * of TPC-H.
 */
public final class ProfileBench {
    private static final int CORES = 2;
    private static final int ROUNDS = 3;
    /** Warm-up rounds of all contenders, for JIT compilation. */
    private static final int WARM_UPS = 3;

    private final SparkSession spark;
    private final BenchData data;
    private final double scale;
    private final Measured last;
    private final List<String> report = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    /** What a run measured, as it is written. */
    private record Measured(String date, String java, String spark, double scale, List<Table> tables) {
        double processorSeconds(String title, String name) {
            return tables.stream()
                    .filter(table -> table.title.equals(title))
                    .flatMap(table -> table.times.stream())
                    .filter(time -> time.name().equals(name))
                    .mapToDouble(Time::cpuSeconds)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private record Table(String title, List<Time> times) {}

    private ProfileBench(SparkSession spark, BenchData data, double scale, Measured last) {
        this.last = last;
        this.spark = spark;
        this.data = data;
        this.scale = scale;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(System.getProperty("bench.data", "target/bench"));
        Set<String> only =
                new TreeSet<>(List.of(System.getProperty("bench.only", "csv,parquet,scale,wide,small,sql,relationships")
                        .split(",")));
        Path measured = folder.resolve("bench.json");
        ObjectMapper json = new ObjectMapper();
        try (SparkRuntime runtime = SparkRuntime.starting("local[" + CORES + "]")) {
            ProfileBench bench = new ProfileBench(
                    runtime.session(),
                    new BenchData(folder),
                    Double.parseDouble(System.getProperty("bench.scale", "1")),
                    Files.exists(measured)
                            ? json.readValue(measured.toFile(), Measured.class)
                            : new Measured("", "", "", 0, List.of()));
            bench.run(only);
            Path table = folder.resolve("bench.md");
            Files.write(table, bench.report);
            json.writerWithDefaultPrettyPrinter()
                    .writeValue(
                            measured.toFile(),
                            new Measured(
                                    Instant.now().toString(),
                                    Runtime.version().toString(),
                                    bench.spark.version(),
                                    bench.scale,
                                    bench.tables));
            System.out.println("written to " + table + " and " + measured);
        }
    }

    private void run(Set<String> only) throws Exception {
        say(String.format(
                Locale.ROOT,
                "Java %s, %d cores, heap at most %,d MiB, Spark %s; medians of %d rounds in turn after warming up,"
                        + " seconds.",
                Runtime.version(),
                CORES,
                Runtime.getRuntime().maxMemory() >> 20,
                spark.version(),
                ROUNDS));
        if (only.contains("small")) {
            small();
        }
        if (only.contains("csv")) {
            csv();
        }
        if (only.contains("parquet")) {
            parquet();
        }
        if (only.contains("sql")) {
            sql();
        }
        if (only.contains("relationships")) {
            relationships();
        }
        if (only.contains("wide")) {
            wide(500, 200_000);
            wide(10_000, 10_000);
        }
        if (only.contains("scale")) {
            scaling();
        }
    }

    private void small() throws Exception {
        Path file = data.once("small.csv", out -> {
            StringBuilder text = new StringBuilder("id,name,amount\n");
            for (int i = 0; i < 40; i++) {
                text.append(i)
                        .append(",name ")
                        .append(i % 7)
                        .append(',')
                        .append(i * 1.5)
                        .append('\n');
            }
            out.write(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
        table("A file of 1 KB", Stopwatch.race(3, 9, List.of(new Contender("this profiler", () -> scan(file)))));
    }

    private void csv() throws Exception {
        Path file = data.tpch("lineitem", scale);
        String title = String.format(Locale.ROOT, "lineitem.csv, SF %s, %,d MB", scale, Files.size(file) / 1_000_000);
        List<Time> times = new ArrayList<>(Stopwatch.race(
                WARM_UPS,
                ROUNDS,
                List.of(
                        new Contender("this profiler", () -> scan(file)),
                        new Contender("DuckDB SUMMARIZE", () -> duck("read_csv('" + file + "')")),
                        new Contender("reading and counting line ends, one thread", () -> lines(file)))));
        times.addAll(
                Stopwatch.race(0, 1, List.of(new Contender("Spark inferSchema + summary()", () -> summary(file)))));
        table(title, times);
    }

    private void parquet() throws Exception {
        Path file = parquet("lineitem");
        table(
                "lineitem as Parquet, SF " + scale,
                Stopwatch.race(
                        WARM_UPS,
                        ROUNDS,
                        List.of(
                                new Contender("this profiler", () -> scan(file)),
                                new Contender("DuckDB SUMMARIZE", () -> duck("'" + file + "/*.parquet'")))));
    }

    private Path parquet(String table) throws IOException {
        Path csv = data.tpch(table, scale);
        Path folder = csv.resolveSibling(table + ".parquet");
        if (!Files.exists(folder)) {
            TableProfile profile = scan(csv).profile();
            DataSources.view(spark, profile).write().parquet(folder.toString());
        }
        return folder;
    }

    private void sql() throws Exception {
        Path file = data.tpch("lineitem", scale);
        TableProfile profile = scan(file).profile();
        DataSources.view(spark, profile).createOrReplaceTempView("ours");
        StructType schema = DataSources.view(spark, profile).schema();
        spark.read().schema(schema).option("header", true).csv(file.toString()).createOrReplaceTempView("theirs");
        String question =
                "SELECT l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice * (1 - l_discount)), count(*) "
                        + "FROM %s WHERE l_shipdate <= DATE'1998-09-02' GROUP BY 1, 2 ORDER BY 1, 2";
        table(
                "TPC-H question 1 by SQL over lineitem.csv, SF " + scale,
                Stopwatch.race(
                        1,
                        ROUNDS,
                        List.of(
                                new Contender("view of the profile", () -> rows(question.formatted("ours"))),
                                new Contender(
                                        "Spark's CSV reader, schema given",
                                        () -> rows(question.formatted("theirs"))))));
    }

    private void relationships() throws Exception {
        relationships("TPC-H SF " + scale + " as CSV", data.tpch(scale));
        List<Path> folders = new ArrayList<>();
        for (Path csv : data.tpch(scale)) {
            folders.add(parquet(csv.getFileName().toString().replace(".csv", "")));
        }
        relationships("TPC-H SF " + scale + " as Parquet", folders);
        relationships("200 tables of 10 columns", data.many(200, 10, 1000));
    }

    private void relationships(String title, List<Path> files) throws Exception {
        List<TableFacts> facts = new ArrayList<>();
        List<Relationship> found = new ArrayList<>();
        List<Time> times = Stopwatch.race(
                WARM_UPS,
                ROUNDS,
                List.of(
                        new Contender("profiling", () -> {
                            facts.clear();
                            for (Path file : files) {
                                ScannedTable scanned = scan(file);
                                facts.add(new TableFacts(scanned.profile(), scanned.sketch()));
                            }
                        }),
                        new Contender("keys and relationships", () -> {
                            RelationshipFindings findings = new RelationshipFinder(
                                            () -> spark, profile -> DataSources.view(spark, profile), null, 0.5)
                                    .find(facts);
                            found.clear();
                            found.addAll(findings.relationships());
                        })));
        table("Relationships, " + title + ", " + found.size() + " found", times);
    }

    private void wide(int columns, int rows) throws Exception {
        Path file = data.wide(columns, rows);
        table(
                String.format(
                        Locale.ROOT, "%,d columns x %,d rows, %,d MB", columns, rows, Files.size(file) / 1_000_000),
                Stopwatch.race(0, 1, List.of(new Contender("this profiler", () -> scan(file)))));
    }

    private void scaling() throws Exception {
        Path one = data.tpch("lineitem", scale);
        Path five = data.tpch("lineitem", scale * 5);
        List<Time> times = Stopwatch.race(
                1,
                ROUNDS,
                List.of(
                        new Contender("SF " + scale, () -> scan(one)),
                        new Contender("SF " + scale * 5, () -> scan(five))));
        table("lineitem.csv five times as large", times);
    }

    private ScannedTable scan(Path file) {
        ScannedTable scanned = null;
        LazySpark lazy = LazySpark.of(spark);
        try (ScanMetrics meter = new ScanMetrics(lazy)) {
            for (SourceTable table :
                    DataSources.open(lazy, List.of(file.toString()), DialectOptions.NONE, ProgressListener.NONE)) {
                scanned = TableScanner.finish(table, table.name(), new TableScanner(lazy).read(table, meter));
            }
        }
        return java.util.Objects.requireNonNull(scanned);
    }

    private static void duck(String source) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads=" + CORES);
            try (ResultSet result = statement.executeQuery("SUMMARIZE SELECT * FROM " + source)) {
                while (result.next()) {
                    result.getString(1);
                }
            }
        }
    }

    private void summary(Path file) {
        Dataset<Row> rows =
                spark.read().option("header", true).option("inferSchema", true).csv(file.toString());
        rows.summary().collectAsList();
    }

    private void rows(String sql) {
        spark.sql(sql).collectAsList();
    }

    private static void lines(Path file) throws IOException {
        long count = 0;
        byte[] buffer = new byte[1 << 19];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    count += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (count == 0) {
            throw new IOException(file + " has no lines");
        }
    }

    private void table(String title, List<Time> times) {
        say("");
        say("### " + title);
        say("");
        say(Time.HEADER + " times the first | processor seconds in the last run |");
        say("|---|---|---|---|---|---|---|");
        tables.add(new Table(title, times));
        for (Time time : times) {
            say(String.format(
                    Locale.ROOT,
                    "%s %.2f | %.2f |",
                    time.row(),
                    time.seconds() / times.get(0).seconds(),
                    last.processorSeconds(title, time.name())));
        }
    }

    private void say(String line) {
        report.add(line);
        System.out.println(line);
    }
}
