package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class RejectedStatementsTest {
    /**
     * Statements rejected since they do more than read; {@code @} stands for a folder, {@code @/bait} for a file in it.
     */
    private static final List<String> REFUSED = List.of(
            // writing
            "INSERT INTO sales VALUES (1)",
            "INSERT OVERWRITE DIRECTORY '@/out' USING parquet SELECT * FROM sales",
            "INSERT OVERWRITE LOCAL DIRECTORY '@/out' SELECT * FROM sales",
            "WITH x AS (SELECT 1 AS a) INSERT INTO sales SELECT * FROM x",
            "FROM sales INSERT OVERWRITE DIRECTORY '@/out' USING csv SELECT *",
            "CREATE TABLE stolen USING parquet LOCATION '@/out' AS SELECT * FROM sales",
            "CREATE TABLE stolen (a INT)",
            "CREATE OR REPLACE TEMP VIEW sales AS SELECT 1",
            "CREATE VIEW stolen AS SELECT 1",
            "CREATE TEMPORARY VIEW stolen USING csv OPTIONS (path '@/bait.csv')",
            "CREATE GLOBAL TEMPORARY VIEW stolen AS SELECT * FROM sales",
            "ALTER VIEW sales AS SELECT 1",
            "ALTER TABLE sales RENAME TO gone",
            "DROP VIEW sales",
            "DROP TABLE IF EXISTS sales",
            "TRUNCATE TABLE sales",
            "DELETE FROM sales",
            "UPDATE sales SET amount = 0",
            "MERGE INTO sales USING customers ON customer_id = id WHEN MATCHED THEN DELETE",
            "LOAD DATA LOCAL INPATH '@/bait.csv' INTO TABLE sales",
            "CREATE DATABASE stolen",
            "DROP DATABASE default CASCADE",
            "USE default",
            "REPAIR TABLE sales",
            "ANALYZE TABLE sales COMPUTE STATISTICS",
            // session and machine
            "SET spark.sql.runSQLOnFiles=true",
            "SET spark.sql.ansi.enabled=false",
            "SET",
            "RESET",
            "SET TIME ZONE 'Asia/Tokyo'",
            "ADD JAR '@/bait.jar'",
            "ADD FILE '@/bait.csv'",
            "LIST JARS",
            "CREATE FUNCTION evil AS 'java.lang.Runtime'",
            "CREATE TEMPORARY FUNCTION evil AS 'java.lang.Runtime'",
            "CREATE TEMPORARY FUNCTION evil(x INT) RETURNS INT RETURN x + 1",
            "CACHE TABLE sales",
            "CACHE TABLE copy AS SELECT * FROM sales",
            "UNCACHE TABLE sales",
            "CLEAR CACHE",
            "REFRESH TABLE sales",
            "REFRESH '@'",
            "DECLARE VARIABLE v INT DEFAULT 1",
            "SET VAR v = 1",
            "EXECUTE IMMEDIATE 'SELECT 1'",
            "EXECUTE IMMEDIATE 'DROP VIEW sales'",
            "BEGIN DROP VIEW sales; END",
            "BEGIN SELECT 1; SELECT 2; END",
            "CALL system.do()",
            "EXPLAIN SELECT * FROM sales",
            "SHOW TABLES",
            "SHOW VIEWS",
            "DESCRIBE sales",
            "DESCRIBE FUNCTION EXTENDED reflect",
            // several statements
            "SELECT 1; DROP VIEW sales",
            "SELECT ';'; SELECT 2",
            "DROP VIEW sales; SELECT 1",
            "SELECT 1 /* ; */; -- \n DROP VIEW sales",
            // classes and programs
            "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
            "SELECT java_method('java.lang.System', 'exit', 1)",
            "SELECT try_reflect('java.lang.System', 'getenv', 'PATH')",
            "SELECT `reflect`('java.lang.System', 'getProperty', 'user.home')",
            "SELECT ReFlEcT /* x */ ('java.lang.System', 'getProperty', 'user.home')",
            "SELECT builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
            "SELECT system.builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
            "SELECT * FROM sales WHERE reflect('java.lang.System', 'getProperty', 'user.home') IS NOT NULL",
            "SELECT * FROM sales ORDER BY reflect('java.lang.System', 'getProperty', 'user.home')",
            "SELECT (SELECT max(reflect('java.lang.System', 'getProperty', 'user.home')) FROM sales)",
            "SELECT transform(array(1), x -> reflect('java.lang.System', 'getProperty', 'user.home'))",
            "WITH x AS (SELECT reflect('java.lang.System', 'getProperty', 'user.home') AS a) SELECT * FROM x",
            "WITH unused AS (SELECT reflect('java.lang.System', 'getProperty', 'user.home') AS a) SELECT 1",
            "SELECT sum(qty) OVER (ORDER BY reflect('java.lang.System', 'getProperty', 'user.home')) FROM sales",
            "VALUES (reflect('java.lang.System', 'getProperty', 'user.home'))",
            "SELECT TRANSFORM(product) USING 'touch @/out' AS (a) FROM sales",
            "SELECT TRANSFORM(product) USING 'cat' AS (a STRING) FROM sales",
            "MAP product USING 'cat' FROM sales",
            "SELECT raise_error('boo')",
            "SELECT input_file_name() FROM sales",
            "SELECT input_file_block_start() FROM sales",
            "SELECT from_protobuf(x'00', 'M', '@/bait.desc')",
            "SELECT xpath_string('<!DOCTYPE a [<!ENTITY e SYSTEM \"file://@/bait.csv\">]><a>&e;</a>', 'a')",
            "SELECT from_xml('<a/>', 'a INT')",
            "SELECT current_catalog()",
            "SELECT current_user()",
            "SELECT current_user",
            "SELECT session_user",
            "SELECT user FROM sales",
            "SELECT version()",
            // relations outside the conversation
            "SELECT * FROM csv.`@/bait.csv`",
            "SELECT * FROM parquet.`@`",
            "SELECT * FROM text.`@/bait.csv`",
            "SELECT * FROM binaryFile.`@/bait.csv`",
            "SELECT * FROM `csv`.`file:@/bait.csv`",
            "SELECT (SELECT max(_c0) FROM csv.`@/bait.csv`)",
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM csv.`@/bait.csv`)",
            "SELECT * FROM sales WHERE product IN (SELECT _c0 FROM csv.`@/bait.csv`)",
            "WITH x AS (SELECT * FROM csv.`@/bait.csv`) SELECT * FROM x",
            "SELECT * FROM sales UNION ALL SELECT * FROM csv.`@/bait.csv`",
            "SELECT * FROM sales s, LATERAL (SELECT * FROM csv.`@/bait.csv`)",
            "TABLE csv.`@/bait.csv`",
            "SELECT * FROM global_temp.secret",
            "SELECT * FROM spark_catalog.default.secret",
            "SELECT * FROM IDENTIFIER('csv.`@/bait.csv`')",
            "SELECT * FROM IDENTIFIER('sec' || 'ret')",
            "SELECT IDENTIFIER('ref' || 'lect')('java.lang.System', 'getProperty', 'user.home')",
            "SELECT * FROM sales TIMESTAMP AS OF '2024-01-01'",
            "SELECT * FROM STREAM(sales)",
            "SELECT * FROM sales WITH (path = '@/bait.csv')",
            "SELECT * FROM sql_keywords()",
            "SELECT * FROM python_worker_logs()",
            "SELECT * FROM collations()",
            "SELECT ?",
            "SELECT :x",
            // memory and time
            "SELECT /*+ REPARTITION(1000000) */ * FROM sales",
            "SELECT /*+ BROADCAST(sales) */ * FROM sales JOIN customers ON id = customer_id",
            "SELECT /*+ COALESCE(1), REBALANCE */ * FROM sales",
            "FROM sales |> SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
            "FROM csv.`@/bait.csv` |> LIMIT 1",
            "INSERT INTO TABLE sales FROM customers SELECT *",
            "CREATE TABLE IF NOT EXISTS stolen LIKE sales",
            "CREATE VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x",
            "REPLACE TABLE sales USING parquet AS SELECT 1 AS a",
            "ALTER DATABASE default SET DBPROPERTIES ('a' = 'b')",
            "COMMENT ON TABLE sales IS 'x'",
            "SHOW CREATE TABLE sales",
            "SHOW FUNCTIONS",
            "SHOW TBLPROPERTIES sales",
            "SHOW COLUMNS IN sales",
            "DESCRIBE QUERY SELECT 1",
            "EXPLAIN CODEGEN SELECT * FROM sales",
            "ADD ARCHIVE '@/bait.zip'",
            "SET spark.sql.cteRecursionLevelLimit=1000000",
            "RESET spark.sql.runSQLOnFiles",
            "REFRESH FUNCTION reflect",
            "CREATE TEMPORARY FUNCTION evil AS 'java.lang.Runtime' USING JAR '@/bait.jar'",
            "DROP TEMPORARY FUNCTION IF EXISTS reflect",
            "DROP TEMPORARY VARIABLE IF EXISTS v",
            "DECLARE OR REPLACE VARIABLE v = reflect('java.lang.System', 'getProperty', 'user.home')",
            "SELECT session_user()",
            "SELECT current_database()",
            "SELECT spark_partition_id() FROM sales",
            "SELECT schema_of_xml('<a/>')",
            "SELECT schema_of_avro('@')",
            "SELECT window(sold_at, '1 year', '1 second') FROM sales",
            "SELECT window(sold_at, '1 day', qty) FROM sales",
            "WITH RECURSIVE r(a) AS (SELECT 'xxxxxxxx' UNION ALL SELECT concat(a, a) FROM r) SELECT a FROM r",
            "WITH RECURSIVE r(a) AS (SELECT reflect('java.lang.System', 'getProperty', 'user.home') UNION ALL SELECT a"
                    + " FROM r) SELECT a FROM r",
            "WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT _c0 FROM csv.`@/bait.csv`) SELECT a FROM r",
            "SELECT count(*) FROM sales a CROSS JOIN range(1000000) b CROSS JOIN range(1000000) c",
            "SELECT * FROM range(10000) a, range(10000) b, range(10000) c WHERE a.id + b.id + c.id < 0",
            "SELECT count(*) FROM range(1000000000000)",
            "SELECT count(*) FROM range(0, 9000000000000000000, 1)",
            "SELECT count(*) FROM range(-9000000000000000000, 9000000000000000000)",
            "SELECT count(*) FROM range(100000) a, range(100000) b",
            "SELECT count(*) FROM range(100000) a JOIN range(100000) b ON a.id < b.id",
            "SELECT count(*) FROM range(100000) a JOIN range(100000) b ON a.id + b.id = 7",
            "SELECT count(*) FROM range(3000) a CROSS JOIN range(3000) b CROSS JOIN range(3000) c",
            "SELECT explode(sequence(1, 100000000))",
            "SELECT size(sequence(1, 2147483000))",
            "SELECT size(sequence(TIMESTAMP'2000-01-01', TIMESTAMP'2024-01-01', INTERVAL 1 SECOND))",
            "SELECT sequence(1, qty * 1000000000) FROM sales",
            "SELECT length(repeat('x', 1000000000))",
            "SELECT length(repeat('x', cast('1000000000' AS INT)))",
            "SELECT length(repeat('x', qty * 100000000)) FROM sales",
            "SELECT length(repeat(repeat(repeat('x', 1000), 1000), 1000))",
            "SELECT length(space(1000000000))",
            "SELECT length(lpad('x', 2000000000, 'y'))",
            "SELECT length(rpad('x', 2000000000))",
            "SELECT size(array_repeat(1, 1000000000))",
            "SELECT stack(1000000000, 1)",
            "SELECT format_string('%1000000000d', 1)",
            "SELECT format_number(1.5, 1000000000)",
            "SELECT aggregate(sequence(1, 60), 'x', (a, b) -> a || a)",
            "SELECT length(replace(replace(replace(repeat('a', 1000), 'a', repeat('a', 1000)), 'a', repeat('a',"
                    + " 1000)), 'a', repeat('a', 1000)))",
            "SELECT " + lateralAliases(40),
            "SELECT length(listagg(repeat('x', 10000))) FROM range(1000000)",
            "SELECT size(collect_list(repeat('x', 10000))) FROM range(1000000)",
            "SELECT transform(sequence(1, 100000), x -> transform(sequence(1, 100000), y -> y))",
            "SELECT transform(sequence(1, 100000), x -> repeat('y', 10000))",
            "SELECT size(flatten(array_repeat(array_repeat(1, 100000), 100000)))",
            "SELECT length((SELECT repeat(max(x), 10000) FROM (SELECT repeat('x', 10000) AS x)))",
            "SELECT array_insert(array(1), 1000000000, 2)",
            "SELECT randstr(1000000000)",
            "SELECT window(sold_at, '1 year', '1 microsecond') FROM sales",
            "SELECT percentile_approx(score, 0.5, 2000000000) FROM sales",
            "SELECT approx_count_distinct(score, 0.00002) FROM sales",
            "SELECT count_min_sketch(qty, 0.00000001D, 0.99D, 1) FROM sales",
            "SELECT count(*) FROM sales GROUP BY CUBE(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20)",
            "SELECT count(*) FROM sales GROUP BY GROUPING"
                    + " SETS(CUBE(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z))",
            doubling("SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s", "SELECT 1 AS a", 40),
            doubling("SELECT concat(a, a, a, a) AS a FROM %1$s", "SELECT 'xxxxxxxx' AS a", 30),
            "SELECT " + "(".repeat(6000) + "1" + ")".repeat(6000),
            "SELECT " + "1+".repeat(9000) + "1",
            "SELECT '" + "x".repeat(30_000) + "'");

    /** Statements that read what does not exist: they have no effect either, but get another message. */
    private static final List<String> FAILED = List.of(
            "SELECT * FROM secret",
            "SELECT * FROM (WITH secret AS (SELECT 1) SELECT * FROM secret) a, secret b",
            "SELECT * FROM default.sales",
            "SELECT evil(1)",
            "SELECT * FROM (FROM sales INSERT OVERWRITE DIRECTORY '@/out' USING csv SELECT *)",
            "USE CATALOG spark_catalog",
            "DECLARE c CURSOR FOR SELECT 1",
            "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
            "SELECT _metadata.file_path FROM sales",
            "SELECT spark_catalog.sales.product FROM sales",
            "GRANT ALL ON sales TO nobody",
            "SELEC 1",
            "",
            "-- nothing",
            ";");

    @TempDir
    Path folder;

    private static String lateralAliases(int steps) {
        StringBuilder sql = new StringBuilder("'xxxxxxxx' AS a0");
        for (int i = 1; i <= steps; i++) {
            sql.append(String.format(", concat(a%1$d, a%1$d) AS a%2$d", i - 1, i));
        }
        return sql.toString();
    }

    private static String doubling(String step, String first, int steps) {
        StringBuilder sql = new StringBuilder("WITH c0 AS (" + first + ")");
        for (int i = 1; i <= steps; i++) {
            sql.append(", c")
                    .append(i)
                    .append(" AS (")
                    .append(String.format(step, "c" + (i - 1)))
                    .append(")");
        }
        return sql.append(" SELECT * FROM c").append(steps).toString();
    }

    @Test
    void everyUnsafeStatementIsRejectedWithoutSideEffects() throws IOException {
        Files.writeString(folder.resolve("bait.csv"), "a,b\n1,2\n");
        SparkSession session = SalesViews.session();
        session.sql("SELECT 'hidden' AS word").createOrReplaceGlobalTempView("secret");
        SparkQueryEngine engine = SalesViews.engine(session);
        State before = State.of(session, folder);

        List<String> wrong = new ArrayList<>();
        for (String sql : REFUSED) {
            expect(ErrorCode.QUERY_REFUSED, engine, sql, wrong);
        }
        for (String sql : FAILED) {
            expect(ErrorCode.QUERY_FAILED, engine, sql, wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(State.of(session, folder)).isEqualTo(before);
        assertThat(REFUSED.size() + FAILED.size()).isGreaterThanOrEqualTo(150);
    }

    private void expect(ErrorCode code, SparkQueryEngine engine, String statement, List<String> wrong) {
        String sql = statement.replace("@", folder.toString());
        String shown = sql.length() > 120 ? sql.substring(0, 120) + "…" : sql;
        try {
            wrong.add(shown + " -> ran: " + engine.run(sql).rows());
        } catch (MigratorException refused) {
            if (refused.code() != code
                    || String.valueOf(refused.getMessage()).lines().count() != 1) {
                wrong.add(shown + " -> " + refused.code() + " " + refused.getMessage());
            }
        }
    }

    @Test
    void rejectionNamesTheTablesOfTheConversation() {
        MigratorException refused = catchThrowableOfType(
                MigratorException.class,
                () -> SalesViews.engine(SalesViews.session()).run("INSERT INTO sales VALUES (1)"));

        assertThat(refused)
                .hasMessage("Only reading is allowed here; this statement asks for INSERT."
                        + " Ask with a SELECT on: customers, sales.");
    }

    @Test
    void checkRejectsWhatRunRejects() {
        SparkQueryEngine engine = SalesViews.engine(SalesViews.session());

        MigratorException refused =
                catchThrowableOfType(MigratorException.class, () -> engine.check("DROP VIEW sales"));

        assertThat(refused.code()).isEqualTo(ErrorCode.QUERY_REFUSED);
    }

    /** Everything that a statement could change. */
    private record State(
            Set<String> views, Set<String> functions, Set<String> settings, String rows, Set<String> files) {
        static State of(SparkSession session, Path folder) throws IOException {
            Set<String> settings = new TreeSet<>();
            scala.jdk.javaapi.CollectionConverters.asJava(session.conf().getAll())
                    .forEach((name, value) -> settings.add(name + "=" + value));
            try (Stream<Path> files = Files.walk(folder)) {
                return new State(
                        names(session.sql("SHOW VIEWS").select("viewName").collectAsList()),
                        names(session.sql("SHOW USER FUNCTIONS").collectAsList()),
                        settings,
                        session.table("sales").collectAsList().toString(),
                        new TreeSet<>(files.map(Path::toString).toList()));
            }
        }

        private static Set<String> names(List<Row> rows) {
            return new TreeSet<>(rows.stream().map(row -> row.getString(0)).toList());
        }
    }
}
