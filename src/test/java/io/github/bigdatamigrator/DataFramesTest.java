package io.github.bigdatamigrator;

import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.DataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles DataFrames of a caller's session, and asks about them. */
@Tag("spark")
class DataFramesTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private LLMConversationSystem open() {
        Map<String, String> environment = Map.of(
                "LOCAL_LLM_MODEL", "none",
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        return LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
    }

    private DataContext profile(DataSource... sources) {
        try (LLMConversationSystem system = open()) {
            return system.profile(ProfileRequest.of(sources));
        }
    }

    private TableProfile table(String name, Dataset<Row> rows) {
        return profile(DataSource.of(name, rows)).tables().get(0);
    }

    private static Object count(LLMConversationSystem system, String id, String table) {
        return system.query(id, "SELECT count(*) FROM " + table).rows().get(0).get(0);
    }

    private static void assertFails(ErrorCode code, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MigratorException.class,
                        thrown -> assertThat(thrown.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void keysAndReferencesAreFoundBetweenDataFramesAndFiles() {
        Dataset<Row> customers = spark.range(1, 101).selectExpr("id AS customer_id", "concat('Customer ', id) AS name");
        Dataset<Row> orders = spark.range(1000)
                .selectExpr("id + 5000 AS order_id", "id * 7 % 100 + 1 AS customer_id", "id * 0.5D AS amount");
        String file = folder.resolve("customers.parquet").toString();
        customers.write().parquet(file);

        DataContext context = profile(DataSource.of("orders", orders), DataSource.of(file));

        assertThat(context.tables()).extracting(TableProfile::name).containsExactly("orders", "customers");
        assertThat(context.tables()).extracting(TableProfile::primaryKey).contains(List.of("order_id"));
        Relationship edge = context.relationships().get(0);
        assertThat(List.of(edge.fromTable(), edge.toTable())).containsExactly("orders", "customers");
    }

    @Test
    void namesMayRepeatAndColumnsMayBeNested() {
        spark.conf().set("spark.sql.caseSensitive", true);
        Dataset<Row> rows = spark.sql("SELECT id, id * 2 AS id, id * 3 AS ID, named_struct('city', 'Köln', 'City', id)"
                + " AS address, array(id, id) AS list, '' AS `a.b` FROM range(4)");

        try (LLMConversationSystem system = open()) {
            String id = system.createConversation("Nested", ProfileRequest.of(DataSource.of("t", rows)));
            TableProfile table =
                    system.handle(id).context().orElseThrow().tables().get(0);
            assertThat(table.columns())
                    .extracting(ColumnProfile::name)
                    .containsExactly("id", "id", "ID", "address.city", "address.City", "list", "a.b");
            assertThat(table.columns()).extracting(ColumnProfile::max).startsWith("3", "6", "9", "Köln", "3");
            String columns = String.join(
                    ", ",
                    table.columns().stream().map(it -> "`" + it.sqlName() + "`").toList());
            assertThat(system.query(id, "SELECT " + columns + " FROM t ORDER BY 1 DESC LIMIT 1")
                            .rows()
                            .get(0))
                    .startsWith(3L, 6L, 9L, "Köln", 3L);
        }
    }

    @Test
    void timesAreThoseOfTheSessionOfTheDataFrame() {
        spark.conf().set("spark.sql.session.timeZone", "America/New_York");
        Dataset<Row> rows = spark.sql("SELECT TIMESTAMP '2024-03-10 23:30:00' AS at, array(TIMESTAMP '2024-07-01"
                + " 12:00:00') AS list, TIMESTAMP_NTZ '2024-03-10 23:30:00' AS local, DATE '2024-03-10' AS day");

        try (LLMConversationSystem system = open()) {
            String id = system.createConversation("Times", ProfileRequest.of(DataSource.of("t", rows)));
            TableProfile table =
                    system.handle(id).context().orElseThrow().tables().get(0);
            assertThat(table.columns()).extracting(ColumnProfile::min).startsWith("2024-03-10T23:30:00");
            assertThat(table.columns().get(1).min()).contains("2024-07-01T12:00:00");
            assertThat(table.columns().get(2).min())
                    .isEqualTo(table.columns().get(0).min());
            assertThat(table.problems()).extracting(Problem::message).anyMatch(it -> it.contains("America/New_York"));
            assertThat(system.query(id, "SELECT cast(at AS DATE) = day, at = local FROM t")
                            .rows())
                    .containsExactly(List.of(true, true));
        }
        assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("America/New_York");
    }

    @Test
    void expressionsDoWhatTheyDoInTheirOwnSession() {
        spark.conf().set("spark.sql.ansi.enabled", false);
        Dataset<Row> rows = spark.sql(
                "SELECT cast(x AS INT) AS n, 1 / cast(x AS INT) AS share FROM VALUES ('1'), ('0')," + " ('x') AS t(x)");

        TableProfile table = table("t", rows);

        assertThat(table.columns()).extracting(ColumnProfile::nulls).containsExactly(1L, 2L);
        assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("false");
    }

    @Test
    void conversationsWithDataFramesOfOneNameStayApart() {
        try (LLMConversationSystem system = open()) {
            String three = system.createConversation(
                    "3", ProfileRequest.of(DataSource.of("t", spark.range(3).toDF())));
            String seven = system.createConversation(
                    "7", ProfileRequest.of(DataSource.of("t", spark.range(7).toDF())));
            System.gc();

            assertThat(count(system, three, "t")).isEqualTo(3L);
            assertThat(count(system, seven, "t")).isEqualTo(7L);
            assertThat(system.handle(three).replay().queries()).isEmpty();
        }
        assertThat(spark.sql("SHOW VIEWS IN global_temp").collectAsList()).isEmpty();
        assertThat(SharedSpark.session()
                        .catalog()
                        .listTables()
                        .filter("isTemporary")
                        .collectAsList())
                .isEmpty();
    }

    @Test
    void aConversationContinuesWithANewDataFrameOnly() {
        String id;
        try (LLMConversationSystem system = open()) {
            id = system.createConversation(
                    "Kept", ProfileRequest.of(DataSource.of("t", spark.range(3).toDF())));
            system.addMessage(id, "How many rows does t have?");
        }
        System.gc();
        try (LLMConversationSystem system = open()) {
            ConversationHandle handle = system.handle(id);
            assertThat(handle.conversation().turns()).hasSize(1);
            assertFails(ErrorCode.FILE_NOT_FOUND, "“t”", () -> handle.ask("How many rows does t have?"));
            assertFails(ErrorCode.FILE_NOT_FOUND, "ProfileRequest.of(DataSource.of(\"t\"", handle::replay);
            assertFails(ErrorCode.FILE_NOT_FOUND, "“t”", () -> handle.profile(handle.request()));
            DataSource other = DataSource.of("other", spark.range(4).toDF());
            assertFails(ErrorCode.BAD_INPUT, "dataframe:t", () -> handle.profile(ProfileRequest.of(other)));

            handle.profile(ProfileRequest.of(DataSource.of("t", spark.range(4).toDF())));

            assertThat(count(system, id, "t")).isEqualTo(4L);
            assertThat(handle.conversation().turns().get(0).stale()).isTrue();
        }
    }

    @Test
    void whatReadsPlainFilesIsCachedAndFoundChanged() {
        String file = folder.resolve("numbers").toString();
        spark.range(5).write().parquet(file);
        try (LLMConversationSystem system = open()) {
            ProfileRequest request = ProfileRequest.of(
                    DataSource.of("t", spark.read().parquet(file).filter("id > 0")));
            assertThat(system.profile(request).run().cachedTables()).isZero();
            assertThat(system.profile(request).run().cachedTables()).isEqualTo(1);
            String id = system.createConversation("Numbers", request);
            assertThat(count(system, id, "t")).isEqualTo(4L);

            spark.range(3).write().mode("append").parquet(file);

            assertFails(ErrorCode.DATA_CHANGED, "files of the DataFrame “t”", () -> count(open(id, system), id, "t"));
            assertThat(system.profile(ProfileRequest.of(DataSource.of(
                                    "t", spark.read().parquet(file).filter("id > 0"))))
                            .tables()
                            .get(0)
                            .rows())
                    .isEqualTo(6);
        }
    }

    /** Lets go of what is open, as time does. */
    private static LLMConversationSystem open(String id, LLMConversationSystem system) {
        ((SparkConversationSystem) system).data.forget(id);
        return system;
    }

    @Test
    void whatIsComputedOtherwiseEachTimeIsTold() {
        Dataset<Row> random = spark.range(5).withColumn("r", rand());

        assertThat(table("t", random).problems()).extracting(Problem::message).anyMatch(it -> it.contains("cache()"));
        random.cache();
        TableProfile cached = table("t", random);
        assertThat(cached.problems()).isEmpty();
        assertThat(cached.column("r").orElseThrow().max())
                .isEqualTo(String.valueOf(random.selectExpr("max(r)").head().getDouble(0)));
        random.unpersist();
    }

    @Test
    void dataFramesThatCannotBeReadAreRefusedByName() {
        Dataset<Row> stream = spark.readStream().format("rate").load();
        Dataset<Row> failing = spark.range(3).selectExpr("raise_error('no such luck') AS x");

        assertFails(ErrorCode.BAD_INPUT, "“events” is a streaming one", () -> table("events", stream));
        assertFails(ErrorCode.FILE_UNREADABLE, "“t” cannot be computed: ", () -> table("t", failing));
        assertFails(ErrorCode.FILE_UNREADABLE, "no such luck", () -> table("t", failing));
        assertFails(ErrorCode.FILE_NOT_FOUND, "“sales”", () -> profile(DataSource.of("dataframe:sales")));
        assertFails(ErrorCode.BAD_INPUT, "name", () -> DataSource.of(" ", stream));
    }

    @Test
    void emptyDataFramesHaveProfiles() {
        assertThat(table("t", spark.range(0).toDF()).rows()).isZero();
        assertThat(table("t", spark.range(3).select()).columns()).isEmpty();
    }
}
