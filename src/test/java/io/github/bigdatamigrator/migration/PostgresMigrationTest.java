package io.github.bigdatamigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads files into a real PostgreSQL. */
@Tag("spark")
class PostgresMigrationTest {
    private static final String ORDERS = "order_id;customer_id;Größe;note\n"
            + IntStream.rangeClosed(1, 200)
                    .mapToObj(
                            i -> i + ";" + (i % 20 + 1) + ";" + i + ",50;" + (i % 7 == 0 ? "" : "\" note " + i + "\""))
                    .collect(Collectors.joining("\n"))
            + "\n";
    private static final String CUSTOMERS = "customer_id,name,since\n"
            + IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> i + ",\"Ann \"\"" + i + "\"\" 🎉\n2nd line\",20" + (10 + i) + "-02-03")
                    .collect(Collectors.joining("\n"))
            + "\n";

    @TempDir
    Path folder;

    private LLMConversationSystem system;
    private Connection database;
    private String address;
    private MigrationRequest request;

    @BeforeEach
    void open() throws SQLException {
        system = LLMConversationSystem.open(
                Settings.of(
                        Map.of(),
                        Map.of(
                                "LOCAL_LLM_URL",
                                "http://127.0.0.1:1/v1",
                                "CONVERSATION_DIR",
                                folder.resolve("conversations").toString()),
                        null),
                SharedSpark.session());
        address = PostgresServer.newDatabase();
        database = DriverManager.getConnection(address);
        request = MigrationRequest.to(address + "#Mein \"Schema\"");
    }

    @AfterEach
    void close() throws SQLException {
        system.close();
        database.close();
    }

    private String conversation(String... namesAndTexts) throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.add(Files.writeString(folder.resolve(namesAndTexts[i]), namesAndTexts[i + 1])
                    .toString());
        }
        return system.createConversation("data", files);
    }

    private SchemaPlan plan(String id) {
        return system.optimizeSchema(id, SchemaTarget.POSTGRESQL);
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            statement.execute("SET search_path TO \"Mein \"\"Schema\"\"\"");
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        cells.add(result.getString(i));
                    }
                    rows.add(
                            String.join("|", cells.stream().map(String::valueOf).toList()));
                }
            }
        }
        return rows;
    }

    @Test
    void loadsConstrainsAndProvesAndThenRefusesToOverwrite() throws Exception {
        String id = conversation("orders.csv", ORDERS, "customers.csv", CUSTOMERS);
        DataMigration migration = system.handle(id).migration(plan(id), request);
        MigrationPreview preview = migration.preview();
        assertThat(preview.rows()).isEqualTo(220);
        assertThat(preview.bytes()).isPositive();
        assertThat(rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'Mein%'"))
                .as("a preview creates nothing")
                .isEmpty();

        MigrationReport report = migration.run();

        assertThat(report.isProven()).as(report.toString()).isTrue();
        assertThat(report.tables()).extracting(LoadedTable::rows).containsExactlyInAnyOrder(200L, 20L);
        assertThat(rows("SELECT * FROM orders WHERE order_id IN (7, 8) ORDER BY 1"))
                .containsExactly("7|8|7.5000|null", "8|9|8.5000| note 8");
        assertThat(rows("SELECT name, since FROM customers WHERE customer_id = 3"))
                .containsExactly("Ann \"3\" 🎉\n2nd line|2013-02-03");
        assertThat(rows("SELECT contype::text || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)"
                        + " FROM pg_constraint"
                        + " WHERE connamespace = '\"Mein \"\"Schema\"\"\"'::regnamespace"
                        + " AND conrelid IN ('orders'::regclass, 'customers'::regclass) ORDER BY 1"))
                .contains(
                        "f true FOREIGN KEY (customer_id) REFERENCES customers(customer_id)",
                        "p true PRIMARY KEY (customer_id)",
                        "p true PRIMARY KEY (order_id)");

        MigrationPlan small = MigrationPlan.of(plan(id));
        assertThatThrownBy(() -> system.handle(id).migration(plan(id), request).run())
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("orders (exists")
                .hasMessageContaining("--replace");
        rows("UPDATE customers SET name = 'kept' RETURNING 1");
        assertThatThrownBy(() -> system.handle(id)
                        .migration(small, request.replacing(List.of("orders")))
                        .run())
                .hasMessageContaining("customers (exists");
        assertThat(rows("SELECT DISTINCT name FROM customers")).containsExactly("kept");
    }

    @Test
    void tablesThatAreNamedAreReplacedAlsoWhereTheyReferToEachOther() throws Exception {
        String id = conversation("orders.csv", ORDERS, "customers.csv", CUSTOMERS);
        system.handle(id).migration(plan(id), request).run();
        rows("DELETE FROM orders RETURNING 1");
        MigrationReport report = system.handle(id)
                .migration(plan(id), request.replacing(List.of("orders", "customers")))
                .run();
        assertThat(report.isProven()).isTrue();
        assertThat(rows("SELECT count(*), sum(order_id) FROM orders")).containsExactly("200|20100");
        assertThat(rows("SELECT count(*) FROM bdm_migration")).containsExactly("1");
        assertThatThrownBy(() -> system.handle(id)
                        .migration(plan(id), request.replacing(List.of("ordres", "orders")))
                        .run())
                .hasMessageContaining("ordres");
    }

    @Test
    void aSecondMigrationIntoTheSameSchemaIsRefusedWhileTheFirstRuns() throws Exception {
        String id = conversation("orders.csv", ORDERS);
        DataMigration second = system.handle(id).migration(plan(id), MigrationRequest.to(request.target()));
        List<String> refused = new ArrayList<>();
        MigrationRequest first = request.reporting((stage, done, total) -> {
            if (stage.startsWith("loading") && refused.isEmpty()) {
                try {
                    second.run();
                    refused.add("not refused");
                } catch (MigratorException e) {
                    refused.add(e.getMessage());
                }
            }
        });
        assertThat(system.handle(id).migration(plan(id), first).run().isProven())
                .isTrue();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).startsWith("Another migration is loading the schema Mein \"Schema\" (since 2");
    }

    @Test
    void anEditedPlanIsProvenAgainAndLoaded() throws Exception {
        String id = conversation("orders.csv", ORDERS, "customers.csv", CUSTOMERS);
        String yaml = MigrationPlan.of(plan(id)).yaml();
        assertThat(system.handle(id).readMigrationPlan("plan.yaml", yaml)).isEqualTo(MigrationPlan.of(plan(id)));
        String edited = yaml.replace("name: orders", "name: Aufträge")
                .replace("name: Größe", "name: size")
                .replaceAll("type: \"numeric[^\"]+\"", "type: varchar(6)")
                .replace("type: date", "type: timestamp");
        assertThat(edited).contains("Aufträge", "varchar(6)", "timestamp");
        MigrationReport report = system.handle(id)
                .migration(system.handle(id).readMigrationPlan("plan.yaml", edited), request)
                .run();
        assertThat(report.isProven()).as(report.toString()).isTrue();
        assertThat(rows("SELECT size FROM \"Aufträge\" WHERE order_id = 7")).containsExactly("7.50");
        assertThat(rows("SELECT since FROM customers WHERE customer_id = 1")).containsExactly("2011-02-03 00:00:00");

        String refuted = yaml.replaceAll("type: \"numeric[^\"]+\"", "type: smallint");
        assertThatThrownBy(() ->
                        system.handle(id).migration(system.handle(id).readMigrationPlan("plan.yaml", refuted), request))
                .hasMessageContaining("The data refutes the plan; nothing was created")
                .hasMessageContaining("is not everywhere a smallint (200 of 200 rows");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            misfits: fail       | misfits: perhaps        | line 8: “misfits” is “perhaps”; expected one of fail, reject
            misfits: fail       | misfit: fail            | line 8: there is no key “misfit”; did you mean “misfits”?
            type: bigint        | type: bigfloat          | expected a type, such as integer
            source_name         | other                   | line 10: the table t has no column “other”
            not_null: true      | not_null: 7             | expected true or false
            """)
    void whatIsWrongInAPlanIsRefusedByItsLine(String part, String by, String message) throws Exception {
        String id = conversation("t.csv", "source_name,v\n1,a\n2,b\n");
        String yaml = """
            # a
            # b
            # c
            target: postgresql
            tables:
              t:
                name: t
                misfits: fail
                columns:
                  source_name:
                    name: n
                    type: bigint
                    not_null: true
            """;
        assertThat(yaml).contains(part);
        assertThatThrownBy(() -> system.handle(id).readMigrationPlan("plan.yaml", yaml.replace(part, by)))
                .isInstanceOf(MigratorException.class)
                .hasMessageStartingWith("plan.yaml, line ")
                .hasMessageContaining(message);
    }

    @Test
    void rowsThatDoNotFitAreRejectedWithTheirLineOrFailTheTable() throws Exception {
        String id = conversation("t.csv", "id,code,text\n1,12,a\n2,x7,b\n3,,c\u0000d\n4,007,e\n5,99999,f\n6,5,g\n");
        String yaml = MigrationPlan.of(plan(id)).yaml();
        String edited = yaml.replaceAll("(?s)(name: code\\s+type: )text", "$1smallint");
        assertThat(edited).contains("smallint");
        assertThatThrownBy(() -> system.handle(id).migration(system.handle(id).readMigrationPlan("p", edited), request))
                .hasMessageContaining("t.code is not everywhere a smallint (3 of 6 rows, such as");
        String rejecting = edited.replace("misfits: fail", "misfits: reject");
        DataMigration migration =
                system.handle(id).migration(system.handle(id).readMigrationPlan("p", rejecting), request);
        assertThat(migration.preview().notes().get(0)).contains("3 of 6 rows").endsWith("will be rejected");
        MigrationReport report = migration.run();
        assertThat(report.tables().get(0).rejected()).isEqualTo(4);
        assertThat(report.isProven()).as(report.toString()).isTrue();
        assertThat(rows("SELECT id, code FROM t ORDER BY 1")).containsExactly("1|12", "6|5");
        assertThat(rows("SELECT line, column_name, reason, cells FROM bdm_migration_reject ORDER BY line"))
                .containsExactly(
                        "3|code|is no smallint|(2, x7, b)",
                        "4|text|contains the character U+0000, which PostgreSQL cannot store|(3, NULL, c␀d)",
                        "5|code|is no smallint|(4, 007, e)",
                        "6|code|is no smallint|(5, 99999, f)");

        String other = conversation("u.csv", "id,text\n1,a\n2,c\u0000d\n");
        assertThatThrownBy(() ->
                        system.handle(other).migration(plan(other), request).run())
                .hasMessageContaining("u.text, line 3 of ")
                .hasMessageContaining("U+0000")
                .hasMessageContaining("misfits: reject");
        assertThat(rows("SELECT count(*) FROM u")).containsExactly("0");
    }

    @Test
    void lostConnectionsAreMadeAgainAndNoRowIsTwiceOrMissing() throws Exception {
        String id = conversation("orders.csv", ORDERS, "customers.csv", CUSTOMERS);
        List<String> ended = new ArrayList<>();
        MigrationRequest cut = request.reporting((stage, done, total) -> {
            if (ended.size() < 3 && !ended.contains(stage)) {
                ended.add(stage);
                try (Statement statement = database.createStatement()) {
                    statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        MigrationReport report = system.handle(id).migration(plan(id), cut).run();
        assertThat(ended).hasSize(3);
        assertThat(report.notes()).contains("the connection was lost and made again");
        assertThat(report.isProven()).as(report.toString()).isTrue();
    }

    @Test
    void cyclesOfForeignKeysAndNestedJsonAreLoaded() throws Exception {
        String id = conversation(
                "employees.csv",
                "employee_id,department_id,name\n" + numbered(40, i -> i + "," + (i % 5 + 1) + ",E" + i),
                "departments.csv",
                "department_id,manager_id,title\n" + numbered(5, i -> i + "," + i * 3 + ",D" + i),
                "events.json",
                numbered(
                        30,
                        i -> "{\"event\": " + i + ", \"at\": \"2024-05-06T07:08:" + (10 + i) + "Z\", \"who\":"
                                + " {\"name\": \"N" + i + "\", \"tags\": [\"a\", \"ü\"]}, \"amount\": " + i + ".25}"));
        String yaml = MigrationPlan.of(plan(id)).yaml();
        if (!yaml.contains("table: employees")) {
            yaml = yaml.replaceFirst("(?s)(  departments:.*?primary_key:\n +- department_id\n)", """
                $1    foreign_keys:
                      - columns: [manager_id]
                        table: employees
                        to_columns: [employee_id]
                """);
            yaml = yaml.replaceFirst("(?s)(manager_id:\n +name: manager_id\n +type: )\\w+", "$1bigint");
        }
        assertThat(yaml).contains("table: employees", "table: departments");
        MigrationReport report = system.handle(id)
                .migration(system.handle(id).readMigrationPlan("p", yaml), request)
                .run();
        assertThat(report.isProven()).as(report.toString()).isTrue();
        assertThat(rows("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"
                        + " AND conrelid IN ('employees'::regclass, 'departments'::regclass)"))
                .containsExactly("2");
    }

    private static String numbered(int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
    }
}
