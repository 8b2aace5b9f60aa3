package io.github.bigdatamigrator.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.context.RunStatistics;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.verification.SparkClaimVerifier;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of three tables with German texts, names that need quotes and rows that are going on. */
@Tag("spark")
class DataChecksTest {
    private static LocalDate today;

    private static final List<String> CITIES = List.of("Köln", "Oslo", "Graz", "Zürich", "Bergen");
    private static final Random RANDOM = new Random(4);

    @TempDir
    static Path folder;

    private static CheckedData data;

    @BeforeAll
    static void profile() throws Exception {
        today = LocalDate.now(ZoneOffset.UTC);
        Path kunden = Files.write(
                folder.resolve("Kunden Liste.csv"),
                CheckedData.rows("kunde_id,Name,Ort,email,plz,{{ x }}", 240, DataChecksTest::kunde));
        Path orders = Files.write(
                folder.resolve("orders.csv"),
                CheckedData.rows(
                        "order_id,kunde_id,ordered_on,shipped_on,status,amount,discount,order",
                        1500,
                        DataChecksTest::order));
        Path one = Files.writeString(folder.resolve("one.csv"), "id,word\n1,\"it's\"\n");
        Path none = Files.writeString(folder.resolve("none.csv"), "id,word\n");
        data = new CheckedData(SharedSpark.newSession(), today, kunden, orders, one, none);
    }

    private static String kunde(int row) {
        return (100 + row) + ",Familie " + (char) ('A' + row % 26) + "ß" + (row % 7) + "," + CITIES.get(row % 5) + ",k"
                + row + "@example.org," + (10000 + 37 * row) + "," + (row % 3);
    }

    /** Twenty orders a day, the last of them some days ago. */
    private static String order(int row) {
        LocalDate day = today.minusDays(95 - row / 20);
        return (1 + row) + "," + (100 + RANDOM.nextInt(240)) + "," + day + "," + day.plusDays(RANDOM.nextInt(9)) + ","
                + List.of("open", "paid", "sent").get(RANDOM.nextInt(3)) + "," + (500 + RANDOM.nextInt(9000)) / 100.0
                + "," + RANDOM.nextInt(30) / 100.0 + ",A-" + (1000 + RANDOM.nextInt(9000));
    }

    @Test
    void aTenthMoreRowsOfTheSameKindBreakNothing() throws SQLException {
        String laterOrders = IntStream.range(1500, 1650)
                .mapToObj(row -> "('" + order(row).replace(",", "', '") + "')")
                .collect(Collectors.joining(", "));
        String laterKunden = IntStream.range(240, 264)
                .mapToObj(row -> "('" + kunde(row).replace(",", "', '") + "')")
                .collect(Collectors.joining(", "));
        assertThat(data.brokenBy(
                        "INSERT INTO orders VALUES " + laterOrders,
                        "INSERT INTO \"Kunden Liste\" VALUES " + laterKunden))
                .isEmpty();
    }

    @AfterAll
    static void close() throws SQLException {
        data.close();
    }

    @Test
    void eachCheckHoldsInPostgresAndInSpark() throws SQLException {
        assertThat(data.statements()).hasSize(data.checks.size()).hasSizeBetween(9, 14);
        assertThat(data.broken()).isEmpty();
        SparkSession spark = SharedSpark.newSession();
        spark.conf().set("spark.sql.ansi.doubleQuotedIdentifiers", true);
        data.context.tables().forEach(table -> {
            var view = data.session.table("`" + table.sqlName() + "`");
            spark.createDataFrame(
                            view.toDF(table.columns().stream()
                                            .map(column -> column.name())
                                            .toArray(String[]::new))
                                    .collectAsList(),
                            view.toDF(table.columns().stream()
                                            .map(column -> column.name())
                                            .toArray(String[]::new))
                                    .schema())
                    .createOrReplaceTempView("`" + table.name() + "`");
        });
        data.statements()
                .forEach((name, sql) -> assertThat(
                                ((Number) spark.sql(sql).head().get(1)).longValue())
                        .as(name)
                        .isZero());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE orders SET order_id = NULL WHERE order_id = 7                  | orders__order_id_key
            UPDATE orders SET order_id = 8 WHERE order_id = 7                     | orders__order_id_key
            UPDATE orders SET kunde_id = 9999 WHERE order_id = 7                  | orders__kunde_id_reference
            UPDATE orders SET kunde_id = NULL WHERE order_id = 7                  | orders_required
            UPDATE orders SET status = 'lost' WHERE order_id = 7                  | orders__status_values
            UPDATE orders SET amount = -amount WHERE order_id = 7                 | orders_plausible
            UPDATE orders SET amount = 100 * amount                               | orders_plausible
            UPDATE orders SET discount = 12 WHERE order_id = 7                    | orders_plausible
            UPDATE orders SET shipped_on = ordered_on - 1 WHERE order_id = 7      | orders_plausible
            UPDATE orders SET ordered_on = DATE '1970-01-01' WHERE order_id = 7   | orders_plausible
            UPDATE orders SET shipped_on = DATE '2099-01-01' WHERE order_id = 7   | orders_plausible
            UPDATE orders SET "order" = 'A-99' WHERE order_id = 7                 | orders_plausible
            UPDATE orders SET amount = amount / 2.54                              | orders_usual
            DELETE FROM orders WHERE order_id = 7                                 | orders_usual
            DELETE FROM orders WHERE order_id > 100                               | orders_usual
            UPDATE orders SET shipped_on = shipped_on - 200                       | orders_fresh
            INSERT INTO orders SELECT * FROM orders WHERE order_id = 7            | orders__order_id_key
            UPDATE "Kunden Liste" SET "Ort" = 'KÃ¶ln' WHERE "Ort" = 'Köln'        | Kunden_Liste_plausible
            UPDATE "Kunden Liste" SET email = 'k1' WHERE kunde_id = 101           | Kunden_Liste_plausible
            UPDATE "Kunden Liste" SET "Name" = ' ' WHERE kunde_id = 101           | Kunden_Liste_required
            """)
    void aFaultBreaksTheCheckThatIsAboutIt(String fault, String check) throws SQLException {
        assertThat(data.brokenBy(fault)).contains(check);
    }

    @Test
    void noTitleOrNameBecomesAStatementOrATemplate() {
        String sql = data.checks.text(CheckFormat.SQL, "a\nDROP TABLE orders; --");
        assertThat(sql).startsWith("-- a DROP TABLE orders; --: ").contains("doubleQuotedIdentifiers");
        String dbt = data.checks.text(CheckFormat.DBT, "t");
        assertThat(dbt.replaceAll("(?s)\\{% raw %}.*?\\{% endraw %}", "")).doesNotContain("{{ x }}");
    }

    @Test
    void theKeyOfTheLargestTableIsTheMostSurprisingToBreak() {
        assertThat(data.checks.lines().get(0)).isEqualTo("orders: order_id identifies each row (unique in 1,500 rows)");
    }

    @Test
    void dbtHasItsOwnTestsWhereTheySayTheSame() {
        String dbt = data.checks.text(CheckFormat.DBT, "Orders of 2024 (4 files)");
        assertThat(dbt)
                .contains("- name: orders_of_2024_4_files", "identifier: Kunden Liste", "accepted_values:")
                .contains("relationships:", "to: \"source('orders_of_2024_4_files', 'Kunden_Liste')\"", "bdm_key:");
        assertThat(YamlReader.read("checks.yml", dbt)).isInstanceOf(Yaml.Mapping.class);
        Map<String, String> files = data.checks.files(CheckFormat.DBT, "x");
        assertThat(files).containsOnlyKeys("checks.yml", "bdm_checks.sql");
        assertThat(files.get("bdm_checks.sql")).contains("{% test bdm_key(", "{% test bdm_no_row(");
    }

    @Test
    void theContractHasAllColumnsAndEachCheckOnce() {
        String odcs = data.checks.text(CheckFormat.ODCS, "Orders");
        assertThat(odcs)
                .contains("apiVersion: v3.1.0", "kind: DataContract", "primaryKey: true", "metric: duplicateValues")
                .contains("to: Kunden Liste.kunde_id", "validValues:", "severity: error", "severity: warning");
        assertThat(odcs.split("mustBe: 0", -1)).hasSize(data.checks.size() + 1);
    }

    @Test
    void aHiddenColumnIsInNoCheck() {
        TableMeaning meaning = new TableMeaning(null, List.of(), null, List.of("amount"), Map.of());
        DataContext hidden = data.context.withMeanings(new Meanings(Map.of("orders", meaning), List.of()));
        DataChecks checks = DataChecks.of(hidden, new SparkClaimVerifier(data.session), today);
        for (CheckFormat format : CheckFormat.values()) {
            assertThat(checks.text(format, "x")).contains("discount").doesNotContain("amount");
        }
    }

    @Test
    void aPartOfTheDataJustifiesNothing() {
        RunStatistics run = data.context.run();
        DataContext partial = new DataContext(
                data.context.tables(),
                data.context.relationships(),
                List.of(),
                new RunStatistics(1, 1, 1, run.sparkMaster(), run.sparkVersion(), run.startedAt(), true, 0));
        assertThat(DataChecks.of(partial, claims -> List.of(), today).size()).isZero();
    }
}
