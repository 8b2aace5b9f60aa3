package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads migrations into a real PostgreSQL and compares the data. */
@Tag("spark")
class MigrationTest {
    @TempDir
    Path folder;

    private LLMConversationSystem open() {
        return LLMConversationSystem.open(
                Settings.of(
                        Map.of(),
                        Map.of(
                                "CONVERSATION_DIR",
                                folder.resolve("conversations").toString()),
                        null),
                SharedSpark.session());
    }

    private Migration migrate(SchemaTarget target, List<String> files) {
        try (LLMConversationSystem system = open()) {
            String id = system.createConversation("migration", files);
            return system.handle(id).writeMigration(system.optimizeSchema(id, target), folder.resolve("out"));
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void theDemoIsLoadedWithItsKeys() throws Exception {
        List<String> files;
        try (LLMConversationSystem system = open()) {
            files = system.generateDemoData(folder.resolve("demo")).stream()
                    .map(Path::toString)
                    .toList();
        }
        Migration migration = migrate(SchemaTarget.POSTGRESQL, files);
        try (PostgresDatabase postgres = new PostgresDatabase()) {
            postgres.migrate(migration.folder());
            assertThat(constraints(postgres, "p")).isEqualTo(4);
            assertThat(constraints(postgres, "f")).isGreaterThanOrEqualTo(3);
            for (TargetTable table : migration.plan().tables()) {
                assertThat(postgres.count("SELECT count(*) FROM " + table.target()))
                        .isEqualTo(table.rows());
            }
            assertThatThrownBy(() -> postgres.execute("INSERT INTO sales SELECT * FROM sales LIMIT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("duplicate key");
        }
    }

    @Test
    @Tag("long")
    void tpchIsLoadedWithItsKeys() throws Exception {
        for (TpchTable<?> table : TpchTable.getTables()) {
            write(table);
        }
        Migration migration =
                migrate(SchemaTarget.POSTGRESQL, List.of(folder.resolve("*.csv").toString()));
        try (PostgresDatabase postgres = new PostgresDatabase()) {
            postgres.migrate(migration.folder());
            assertThat(constraints(postgres, "p")).isEqualTo(8);
            assertThat(constraints(postgres, "f")).isEqualTo(10);
            assertThat(postgres.count("SELECT count(*) FROM lineitem")).isEqualTo(60_175);
        }
    }

    /** Names and values that often make a load fail. */
    @Test
    void difficultNamesAndValuesAreLoaded() throws Exception {
        file(
                "order.csv",
                "id,Id,select,\"a \"\"b\"\"\",xmin,\"two\nlines\",leer,manager\n" + """
                        1,x,"a,b","say ""hi""\",1,"one
                        \\.
                        two",,
                        2,y,'; DROP TABLE x; --,back\\slash,2,tab\there,,1
                        3,z,NULL?,\u00e4\u00f6\u00fc \u20ac \ud83d\ude00,3,\\Nx,,2
                        """
                        + rows(4, 30, i -> i + ",n" + i + ",v" + i + ",w,4,k,," + (i % 3 + 1)));
        file("pg_class.csv", "key;text\n" + rows(1, 20, i -> i + ";" + "long ".repeat(i == 7 ? 1000 : i) + i));
        file("dept.csv", "dept_id,head_emp_id,title\n" + rows(1, 12, i -> i + "," + (i * 3) + ",t" + i));
        file(
                "emp.csv",
                "emp_id,dept_id,hired,salary,code,active,at\n"
                        + rows(
                                1,
                                60,
                                i -> i + "," + (i % 12 + 1) + "," + (i % 28 + 1) + ".02.2024," + i + ".50,00"
                                        + (100 + i) + "," + (i % 2 == 0 ? "t" : "f") + ",2024-01-" + (10 + i % 20)
                                        + "T10:00:00+02:00"));
        file("numbers.csv", """
            n,wide,real,big
            1,12345678901234567890.123456789012,1e300,9223372036854775807
            2,0.1,NaN,-9223372036854775808
            3,,-1.5e-300,0
            """);
        file("empty.csv", "a,b\n");
        file(
                "nested.jsonl",
                rows(
                        1,
                        10,
                        i -> "{\"id\":" + i + ",\"address\":{\"city\":\"c" + i + "\"},\"tags\":[\"a\",\"b" + i
                                + "\"],\"nul\":\"a\\u0000b\",\"empty\":\"\",\"none\":null}"));
        file("orphans.csv", "orphan_id,emp_id\n" + rows(1, 50, i -> i + "," + (i == 9 ? 999 : i)));
        List<String> names = List.of("order.csv", "pg_class.csv", "dept.csv", "emp.csv", "numbers.csv", "empty.csv");
        List<String> files = new java.util.ArrayList<>(names);
        files.addAll(List.of("nested.jsonl", "orphans.csv"));
        Migration migration = migrate(
                SchemaTarget.POSTGRESQL,
                files.stream().map(name -> folder.resolve(name).toString()).toList());

        try (PostgresDatabase postgres = new PostgresDatabase()) {
            postgres.migrate(migration.folder());
            assertThat(postgres.rows("SELECT \"id\", \"two lines\", \"a \"\"b\"\"\" FROM \"order\" WHERE \"id\" <= 3"
                            + " ORDER BY 1"))
                    .containsExactly(
                            List.of("1", "one\n\\.\ntwo", "say \"hi\""),
                            List.of("2", "tab\there", "back\\slash"),
                            List.of("3", "\\Nx", "\u00e4\u00f6\u00fc \u20ac \ud83d\ude00"));
            assertThat(postgres.count("SELECT count(*) FROM \"_pg_class\" WHERE length(\"text\") > 4000"))
                    .isEqualTo(1);
            assertThat(postgres.rows("SELECT code, hired, active, salary FROM emp WHERE emp_id = 7"))
                    .containsExactly(List.of("00107", "2024-02-08", "f", "7.50"));
            assertThat(postgres.rows("SELECT \"wide\", \"big\" FROM numbers WHERE n = 1"))
                    .containsExactly(List.of("12345678901234567890.12345678901200", "9223372036854775807"));
            assertThat(postgres.rows(
                            "SELECT \"nul\", \"empty\", \"none\", \"address.city\", tags FROM nested WHERE id = 4"))
                    .containsExactly(Arrays.asList("a\u2400b", "", null, "c4", "[\"a\",\"b4\"]"));
            assertThat(postgres.count("SELECT count(*) FROM empty")).isZero();
        }
        assertThat(migration.notes()).anyMatch(note -> note.contains("U+0000"));
    }

    /** A migration keeps what a profile ignores: blanks, null markers, nanoseconds. */
    @Test
    void textsAndTimesAreLoadedUnchanged() throws Exception {
        String people = "id,name,city,score,at\n"
                + "1,\"  Ann \",N/A,7,2024-01-01 10:00:00.123456789\n"
                + "2,Bob,\"   \",N/A,2024-01-01 10:00:00.1234\n"
                + "3,\"null\",\" Rome\",9,2024-01-01 10:00:00\n"
                + rows(4, 30, i -> i + ",N" + i + ",C" + i + "," + i + ",2024-02-01 10:00:00");
        file("people.csv", people);
        file("visits.csv", "visit_id,code\n1, A1\n2,A2 \n3,A1\n" + rows(4, 30, i -> i + ",A" + (i % 3)));
        file("codes.csv", "code,title\nA0,none\nA1,one\nA2,two\n");
        List<String> files = List.of("people.csv", "visits.csv", "codes.csv").stream()
                .map(name -> folder.resolve(name).toString())
                .toList();
        Migration migration = migrate(SchemaTarget.POSTGRESQL, files);
        try (PostgresDatabase postgres = new PostgresDatabase()) {
            postgres.migrate(migration.folder());
            assertThat(postgres.rows("SELECT name, city, score, at FROM people WHERE id <= 3 ORDER BY id"))
                    .containsExactly(
                            List.of("  Ann ", "N/A", "7", "2024-01-01 10:00:00.123456789"),
                            Arrays.asList("Bob", "   ", null, "2024-01-01 10:00:00.1234"),
                            List.of("null", " Rome", "9", "2024-01-01 10:00:00"));
            assertThat(postgres.count("SELECT count(*) FROM visits JOIN codes USING (code)"))
                    .isEqualTo(30);
        }
        SparkSession spark = SharedSpark.newSession();
        Migration parquet = migrate(SchemaTarget.SPARK, files);
        assertThat(spark.read()
                        .parquet(parquet.folder()
                                .resolve("tables/people")
                                .toUri()
                                .toString())
                        .where("id = 1 AND name = '  Ann ' AND city = 'N/A' AND at = '2024-01-01 10:00:00.123456789'")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void parquetTablesHaveThePlannedTypesAndAllValues() throws IOException {
        file(
                "sales.csv",
                "sale_id,code,amount,day\n"
                        + rows(1, 500, i -> i + ",0" + i + "," + i + ".25,2024-01-" + (10 + i % 20)));
        Migration migration =
                migrate(SchemaTarget.SPARK, List.of(folder.resolve("sales.csv").toString()));

        assertThat(migration.rows()).isEqualTo(500);
        assertThat(migration.bytesBefore()).isPositive();
        assertThat(migration.bytesAfter()).isPositive();
        SparkSession spark = SharedSpark.newSession();
        var written = spark.read()
                .parquet(migration.folder().resolve("tables/sales").toUri().toString());
        assertThat(written.schema().simpleString())
                .isEqualTo("struct<sale_id:int,code:string,amount:decimal(8,2),day:date>");
        assertThat(written.where("sale_id = 77 AND code = '077' AND amount = 77.25 AND day = DATE'2024-01-27'")
                        .count())
                .isEqualTo(1);
    }

    private static long constraints(PostgresDatabase postgres, String type) throws SQLException {
        return postgres.count("SELECT count(*) FROM pg_constraint WHERE contype = '" + type
                + "' AND connamespace = 'public'::regnamespace");
    }

    private static String rows(int from, int to, java.util.function.IntFunction<String> row) {
        return java.util.stream.IntStream.rangeClosed(from, to)
                .mapToObj(row)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private <E extends TpchEntity> void write(TpchTable<E> table) throws IOException {
        Path file = folder.resolve(table.getTableName() + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining("|")));
            out.write('\n');
            for (E row : table.createGenerator(0.01, 1, 1)) {
                out.write(row.toLine().replaceAll("\\|$", ""));
                out.write('\n');
            }
        }
    }
}
