package io.github.bigdatamigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the driver of a migration at random moments, and cuts the server's connections; the next driver goes on. */
@Tag("spark")
class KilledMigrationTest {
    private static final long SEED = 23;
    private static final int ORDERS = 60_000;
    private static final int CUSTOMERS = 900;
    private static final int MOST_MILLIS = 400;
    private static final int RESTARTS = 10;

    @TempDir
    Path folder;

    @Test
    void aKilledDriverIsResumed() throws Exception {
        kills(2);
    }

    @Test
    @Tag("long")
    void fiftyKillsLoseAndRepeatNoRow() throws Exception {
        kills(50);
    }

    @Test
    @Tag("long")
    void tenRestartsOfTheServerLoseAndRepeatNoRow() throws Exception {
        writeData();
        Random random = new Random(SEED);
        int restarts = 0;
        int reconnected = 0;
        int database = 0;
        EmbeddedPostgres server = restarted(null);
        try {
            while (restarts < RESTARTS) {
                String name = "restarted" + database++;
                String address = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
                execute(address.replace("/" + name, "/postgres"), "CREATE DATABASE " + name);
                Process driver = driver(address);
                try (BufferedReader lines = lines(driver)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.startsWith("loading orders") && restarts < RESTARTS && random.nextInt(4) == 0) {
                            server = restarted(server);
                            restarts++;
                        }
                        reconnected += line.startsWith("note: the connection was lost") ? 1 : 0;
                    }
                }
                driver.waitFor();
                check(address);
            }
        } finally {
            server.close();
        }
        assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("Exception in thread");
        assertThat(reconnected).isGreaterThanOrEqualTo(RESTARTS / 2);
    }

    /** A server that keeps its data and its port. */
    private EmbeddedPostgres restarted(@Nullable EmbeddedPostgres running) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false);
        if (running != null) {
            running.close();
            builder.setPort(running.getPort());
        }
        return builder.start();
    }

    private Process driver(String address) throws IOException {
        return new ProcessBuilder(Processes.java(Driver.class.getName(), folder.toString(), address))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("err.txt").toFile()))
                .start();
    }

    private static BufferedReader lines(Process driver) {
        return new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    }

    private void writeData() throws IOException {
        Files.writeString(folder.resolve("orders.jsonl"), orders());
        Files.writeString(
                folder.resolve("customers.csv"),
                "customer_id,name\n"
                        + IntStream.rangeClosed(1, CUSTOMERS)
                                .mapToObj(i -> i + ",Customer " + i)
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    private void kills(int kills) throws Exception {
        writeData();
        Random random = new Random(SEED);
        int resumed = 0;
        String address = "";
        for (int kill = 0; kill <= kills; kill++) {
            boolean begins = address.isEmpty() || ended(address);
            if (begins) {
                if (!address.isEmpty()) {
                    check(address);
                }
                address = PostgresServer.newDatabase();
            }
            boolean last = kill == kills;
            Process driver = driver(address);
            try (BufferedReader lines = lines(driver)) {
                int wanted = last ? Integer.MAX_VALUE : random.nextInt(8);
                String line = lines.readLine();
                for (int i = 0; i < wanted && line != null; i++) {
                    if (line.startsWith("loading orders") && kill % 5 == 1) {
                        cut(address);
                    }
                    line = lines.readLine();
                }
                if (!last) {
                    driver.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
                    driver.destroyForcibly();
                }
                driver.waitFor();
                resumed += begins ? 0 : 1;
            }
        }
        assertThat(Files.readString(folder.resolve("err.txt"))).doesNotContain("Exception in thread");
        check(address);
        assertThat(resumed).isGreaterThan(kills / 4);
    }

    private static String orders() {
        return IntStream.rangeClosed(1, ORDERS)
                .mapToObj(i -> "{\"order_id\": " + i + ", \"customer_id\": " + (i % CUSTOMERS + 1) + ", \"amount\": "
                        + i % 1000 + ".25, \"note\": \"note ü " + i + "\"}")
                .collect(Collectors.joining("\n"));
    }

    /** Ends all other connections, as a restart of the server does. */
    private static void cut(String address) throws SQLException {
        query(
                address,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private static boolean ended(String address) throws SQLException {
        return query(address, "SELECT coalesce(to_regclass('bdm_migration')::text, '')")
                        .equals("bdm_migration")
                && query(address, "SELECT count(*) FROM bdm_migration WHERE ended IS NOT NULL")
                        .equals("1");
    }

    private static void check(String address) throws SQLException {
        assertThat(query(
                        address,
                        "SELECT count(*) || ' ' || count(DISTINCT order_id) || ' ' || min(order_id) || ' ' ||"
                                + " max(order_id) || ' ' || sum(amount) || ' ' || min(length(note)) FROM orders"))
                .isEqualTo(ORDERS + " " + ORDERS + " 1 " + ORDERS + " "
                        + (IntStream.rangeClosed(1, ORDERS)
                                        .mapToLong(i -> i % 1000)
                                        .sum()
                                + ORDERS / 4)
                        + ".00 8");
        assertThat(query(address, "SELECT count(*) FROM customers")).isEqualTo(String.valueOf(CUSTOMERS));
        assertThat(query(
                        address,
                        "SELECT count(*) FROM pg_constraint WHERE convalidated AND contype IN ('p', 'f')"
                                + " AND conrelid IN ('orders'::regclass, 'customers'::regclass)"))
                .isEqualTo("3");
        assertThat(query(address, "SELECT max(splits) > 3 FROM bdm_migration_table"))
                .isEqualTo("t");
    }

    private static String query(String address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Migrates the files of a folder, or goes on with it, and prints each step. Runs in a process of its own. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) throws IOException {
            // Many small splits.
            System.setProperty("spark.sql.files.maxPartitionBytes", "256k");
            System.setProperty("spark.sql.files.openCostInBytes", "1k");
            Path folder = Path.of(args[0]);
            Settings settings = Settings.of(
                    Map.of(),
                    Map.of(
                            "LOCAL_LLM_URL",
                            "http://127.0.0.1:1/v1",
                            "SPARK_MASTER",
                            "local[2]",
                            "PROFILE_CACHE_DIR",
                            folder.resolve("cache").toString(),
                            "CONVERSATION_DIR",
                            folder.resolve("conversations").toString()),
                    null);
            try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
                String id = system.createConversation(
                        "data",
                        List.of(
                                folder.resolve("orders.jsonl").toString(),
                                folder.resolve("customers.csv").toString()));
                MigrationRequest request = MigrationRequest.to(args[1])
                        .reporting((stage, done, total) -> System.out.println(stage + " " + done));
                MigrationReport report = system.handle(id)
                        .begunMigration(request)
                        .orElseGet(() -> system.handle(id)
                                .migration(system.optimizeSchema(id, SchemaTarget.POSTGRESQL), request))
                        .run();
                report.notes().forEach(note -> System.out.println("note: " + note));
                System.out.println(report.isProven() ? "proven" : report.toString());
            }
        }
    }
}
