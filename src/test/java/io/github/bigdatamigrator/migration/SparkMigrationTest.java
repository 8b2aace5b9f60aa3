package io.github.bigdatamigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads files into folders and into a catalog. */
@Tag("spark")
class SparkMigrationTest {
    private static final String SCHEMA = "migration_test";

    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.session();
    private LLMConversationSystem system;
    private Path target;

    @BeforeEach
    void open() {
        system = LLMConversationSystem.open(
                Settings.of(
                        Map.of(),
                        Map.of(
                                "LOCAL_LLM_URL",
                                "http://127.0.0.1:1/v1",
                                "CONVERSATION_DIR",
                                folder.resolve("conversations").toString()),
                        null),
                session);
        target = folder.resolve("tables");
    }

    @AfterEach
    void close() {
        session.sql("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        system.close();
    }

    private String orders() throws IOException {
        return system.createConversation(
                "data",
                List.of(
                        write(
                                "orders.csv",
                                "order_id;customer_id;Größe;note\n",
                                i -> i + ";" + (i % 20 + 1) + ";" + i + ",50;"
                                        + (i % 7 == 0 ? "" : i == 8 ? "\" note \"" : "note " + i),
                                200),
                        write("customers.csv", "customer_id,name\n", i -> i + ",Ann " + i, 20)));
    }

    private String write(String name, String header, IntFunction<String> line, int lines) throws IOException {
        String text = IntStream.rangeClosed(1, lines).mapToObj(line).collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve(name), header + text + "\n").toString();
    }

    private SchemaPlan plan(String id) {
        return system.optimizeSchema(id, SchemaTarget.SPARK);
    }

    @ParameterizedTest
    @CsvSource({"'', _SUCCESS", "delta:, _delta_log/00000000000000000000.json"})
    void aFolderIsLoadedAndResumed(String format, String last) throws Exception {
        String id = orders();
        MigrationRequest to = MigrationRequest.to(format + target);
        assertLoads(id, to);
        // What a killed driver leaves: one table that is not complete, and the lock of a process that runs no more.
        Files.delete(target.resolve("orders").resolve(last));
        Files.writeString(
                target.resolve("_bdm_migration.lock"),
                lockOf(ProcessHandle.current().pid()));
        assertResumes(id, to);
        assertThat(target.resolve("_bdm_migration.lock")).doesNotExist();
        assertThat(target.resolve("_bdm_migration.claim")).doesNotExist();
    }

    @Test
    void aSchemaOfACatalogIsLoadedAndResumed() throws Exception {
        String id = orders();
        MigrationRequest to = MigrationRequest.to("table:" + SCHEMA);
        assertThat(system.handle(id).migration(plan(id), to).preview().notes())
                .anyMatch(note -> note.startsWith("the catalog of this session is in memory"));
        assertThat(session.catalog().databaseExists(SCHEMA))
                .as("a preview creates nothing")
                .isFalse();
        assertLoads(id, to);
        session.sql("CREATE TABLE " + SCHEMA + ".bdm_migration_loading_orders (note STRING) USING parquet");
        session.sql("DROP TABLE " + SCHEMA + ".customers");
        session.sql("CREATE TABLE " + SCHEMA + ".bdm_migration_lock USING parquet AS SELECT '" + lockOf(999_999_999)
                + "' AS note");
        assertResumes(id, to);
        assertThat(session.table(SCHEMA + ".orders").count()).isEqualTo(200);
        assertThat(session.sql("SHOW TABLES IN " + SCHEMA + "").collectAsList())
                .extracting(row -> row.getString(1))
                .containsExactlyInAnyOrder("orders", "customers", "bdm_migration_yaml");
    }

    /** The lock of a process of this machine that has ended, also if its number is used again. */
    private static String lockOf(long process) throws IOException {
        return "process " + process + " (2020-01-01T00:00:00Z) on "
                + InetAddress.getLocalHost().getHostName() + " since 2020-01-01T00:00:00Z\nx";
    }

    private void assertLoads(String id, MigrationRequest to) {
        MigrationReport report = system.handle(id).migration(plan(id), to).run();
        assertThat(report.isProven()).as(report.toString()).isTrue();
        assertThat(report.rows()).isEqualTo(220);
        assertThatThrownBy(() -> system.handle(id).migration(plan(id), to).preview())
                .hasMessageContaining("customers (exists), orders (exists)");
    }

    private void assertResumes(String id, MigrationRequest to) {
        MigrationReport resumed =
                system.handle(id).begunMigration(to).orElseThrow().run();
        assertThat(resumed.isProven()).as(resumed.toString()).isTrue();
        assertThat(resumed.rows()).isEqualTo(220);
    }

    @ParameterizedTest
    @CsvSource({
        "table:, names no schema",
        "table:a..b, names no schema",
        "table:a.*, names no schema",
        "'delta:', is no target",
        "lake/*, is no target"
    })
    void whatIsNoTargetIsRefused(String name, String message) throws Exception {
        String id = orders();
        assertThatThrownBy(() -> system.handle(id).migration(plan(id), MigrationRequest.to(name)))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("“" + name + "” " + message);
    }

    @ParameterizedTest
    @CsvSource({"folder, The folder ", "table:migration_test, The schema migration_test"})
    void aSecondMigrationIsRefusedWhileTheFirstRuns(String to, String place) throws Exception {
        String id = orders();
        String name = to.equals("folder") ? target.toString() : to;
        DataMigration second = system.handle(id).migration(plan(id), MigrationRequest.to(name));
        List<String> refused = new ArrayList<>();
        MigrationRequest first = MigrationRequest.to(name).reporting((stage, done, total) -> {
            if (refused.isEmpty()) {
                assertThatThrownBy(second::run).satisfies(e -> refused.add(e.getMessage()));
            }
        });
        assertThat(system.handle(id).migration(plan(id), first).run().isProven())
                .isTrue();
        assertThat(refused.get(0))
                .startsWith("Another migration is loading " + place.replace("The", "the"))
                .contains(" (process " + ProcessHandle.current().pid() + " (20");
    }

    @Test
    void aCancelledMigrationKeepsWhatIsLoadedAndCanGoOn() throws Exception {
        String id = orders();
        MigrationRequest to = MigrationRequest.to(target.toString());
        List<DataMigration> running = new ArrayList<>();
        MigrationRequest cancelling = to.reporting((stage, done, total) -> {
            if (done == 1) {
                running.get(0).cancel();
            }
        });
        running.add(system.handle(id).migration(plan(id), cancelling));
        assertThatThrownBy(running.get(0)::run)
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                .hasMessageContaining("--resume");
        assertThat(target.resolve("customers/_SUCCESS")).exists();
        assertResumes(id, to);
    }

    @ParameterizedTest
    @CsvSource({"51, 1", "5, 2"})
    void columnsThatSwapTheirNamesAreComparedAsThePlanSays(int different, int columnsOfKey) throws Exception {
        String id = system.createConversation(
                "data",
                List.of(write("pairs.csv", "a,b,c\n", i -> i % different + "," + (i - 1) / 5 + ",x" + i % 7, 50)));
        MigrationPlan plan = MigrationPlan.of(plan(id));
        assertThat(plan.tables().get(0).primaryKey()).hasSize(columnsOfKey);
        String yaml = plan.yaml();
        String swapped = yaml.replace("name: a\n", "name: A1\n")
                .replace("name: b\n", "name: a\n")
                .replace("name: A1\n", "name: b\n");
        assertThat(swapped).isNotEqualTo(yaml);
        MigrationReport report = system.handle(id)
                .migration(
                        system.handle(id).readMigrationPlan("plan.yaml", swapped),
                        MigrationRequest.to(target.toString()))
                .run();
        assertThat(report.isProven()).as(report.toString()).isTrue();
    }
}
