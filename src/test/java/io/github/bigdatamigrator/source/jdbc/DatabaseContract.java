package io.github.bigdatamigrator.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import io.github.bigdatamigrator.source.discovery.DataSources;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for tables of every database system. */
@Tag("spark")
abstract class DatabaseContract {
    private static final int MANY = 40_000;

    @TempDir
    Path folder;

    String url = "";
    Connection connection;

    /** Creates a database and returns its address. */
    abstract String newDatabase() throws SQLException;

    /** The schema of new tables. */
    abstract String schema() throws SQLException;

    /** A query that gives the numbers from 1 as {@code n}. */
    abstract String numbers(int count);

    abstract String text(String expression);

    /** Ends all connections but the test's own. */
    abstract void endOtherConnections() throws SQLException;

    /** Makes the database estimate the size of a table anew. */
    abstract void analyze(String table) throws SQLException;

    /** Adds a foreign key without checking the rows. */
    abstract void declareUnchecked(String table, String column, String parent) throws SQLException;

    @BeforeEach
    void connect() throws SQLException {
        url = newDatabase();
        connection = DriverManager.getConnection(url);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String location(String tables) {
        return url + "#" + tables;
    }

    DataContext profile(String tables) {
        return DataContextBuilder.on(SharedSpark.newSession())
                .add(location(tables))
                .build();
    }

    /** Creates customers and their orders, the orders large enough for several ranges. */
    void createShop(int orders) throws SQLException {
        execute(
                "CREATE TABLE customers (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, city VARCHAR(40))",
                "CREATE TABLE orders (id BIGINT NOT NULL PRIMARY KEY, customer_id INT REFERENCES customers (id),"
                        + " amount DECIMAL(10,2), day DATE, status VARCHAR(20), note VARCHAR(4000))",
                "INSERT INTO customers SELECT n, CONCAT('Customer ', " + text("n")
                        + "), CASE WHEN n % 3 = 0 THEN NULL WHEN n % 3 = 1 THEN 'Bergen' ELSE 'Århus' END FROM "
                        + numbers(500),
                "INSERT INTO orders SELECT n, CASE WHEN n % 50 = 0 THEN NULL ELSE 1 + n % 500 END, n % 997 + 0.25,"
                        + " DATE '2024-01-01', CASE WHEN n % 4 = 0 THEN 'Open' WHEN n % 4 = 1 THEN 'open' ELSE 'paid'"
                        + " END, CONCAT('order ', " + text("n") + ", ' of a customer who likes long notes,"
                        + " long enough to fill blocks of the table and make it larger') FROM "
                        + numbers(orders));
        analyze("orders");
    }

    Path csv(String table) throws SQLException, IOException {
        Path file = folder.resolve(table + ".csv");
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            lines.add(String.join(",", names));
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    String cell = rows.getString(i);
                    cells.add(cell == null ? "" : '"' + cell + '"');
                }
                lines.add(String.join(",", cells));
            }
        }
        return Files.write(file, lines);
    }

    static TableProfile table(DataContext context, String name) {
        return context.table(name).orElseThrow();
    }

    @Test
    void aTableHasTheProfileOfTheSameRowsInAFile() throws Exception {
        createShop(MANY);
        DataContext database = profile("*");
        DataContext files = DataContextBuilder.on(SharedSpark.newSession())
                .add(csv("customers").toString())
                .add(csv("orders").toString())
                .build();
        for (TableProfile expected : files.tables()) {
            TableProfile found = table(database, expected.name());
            assertThat(found.rows()).isEqualTo(expected.rows());
            assertThat(found.primaryKey()).isEqualTo(expected.primaryKey());
            for (int i = 0; i < expected.columns().size(); i++) {
                ColumnProfile one = expected.columns().get(i);
                ColumnProfile other = found.columns().get(i);
                assertThat(other.name()).isEqualTo(one.name());
                assertThat(List.of(
                                other.nulls(),
                                String.valueOf(other.min()),
                                String.valueOf(other.max()),
                                other.type().kind(),
                                String.valueOf(other.mean()),
                                String.valueOf(other.lengths())))
                        .as(one.name())
                        .isEqualTo(List.of(
                                one.nulls(),
                                String.valueOf(one.min()),
                                String.valueOf(one.max()),
                                one.type().kind(),
                                String.valueOf(one.mean()),
                                String.valueOf(one.lengths())));
                if (one.distinct().exact()) {
                    assertThat(other.distinct()).as(one.name()).isEqualTo(one.distinct());
                    assertThat(other.topValues()).as(one.name()).hasSameElementsAs(one.topValues());
                }
            }
        }
        assertThat(database.relationships())
                .extracting(Relationship::fromColumns, Relationship::toTable, Relationship::orphanRows)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(List.of("customer_id"), "customers", 0L));
        new ProfileAgreement()
                .check(SharedSpark.newSession(), List.of(table(database, "customers")))
                .assertAll(3);
    }

    @Test
    void largeTablesAreReadInRangesThatHaveEachRowOnce() throws Exception {
        createShop(MANY);
        SparkSession spark = SharedSpark.newSession();
        TableSelection selection = TableSelection.parse(location("orders"));
        DatabaseConnection place = DatabaseConnections.of(selection.place());
        TableCatalog catalog = new TableCatalog(place, connection);
        List<ScanRange> ranges = new RangePlanner(connection, catalog.sql(), 4)
                .ranges(catalog.describe(catalog.find(selection.patterns()).get(0)));
        assertThat(ranges).hasSizeGreaterThanOrEqualTo(4);
        DataContext context =
                DataContextBuilder.on(spark).add(location("orders")).build();
        TableProfile orders = table(context, "orders");
        assertThat(orders.rows()).isEqualTo(MANY);
        assertThat(orders.column("id").orElseThrow().sum()).isEqualTo(String.valueOf((long) MANY * (MANY + 1) / 2));
    }

    @Test
    void declaredFactsAreShownBesideWhatTheDataSays() throws Exception {
        createShop(200);
        execute(
                "CREATE TABLE visits (visit INT NOT NULL, customer INT, seen INT, CHECK (visit > 0))",
                "INSERT INTO visits SELECT n, CASE WHEN n < 4 THEN 9000 + n ELSE n END, 1 + n % 20 FROM "
                        + numbers(100));
        declareUnchecked("visits", "customer", "customers");
        DataContext context = profile("*");
        TableProfile orders = table(context, "orders");
        DeclaredFacts declared = Objects.requireNonNull(orders.declared());
        assertThat(declared.primaryKey()).containsExactly("id");
        assertThat(declared.foreignKeys())
                .extracting(DeclaredFacts.ForeignKey::columns)
                .containsExactly(List.of("customer_id"));
        assertThat(declared.column("amount").orElseThrow().type()).matches("(numeric|decimal)\\(10,2\\)");
        assertThat(orders.column("id").orElseThrow().unique().exact()).isTrue();
        Relationship kept = context.relationships().stream()
                .filter(edge -> edge.fromTable().equals("orders"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.evidence()).startsWith("declared in the database; every value is found");
        Relationship violated = context.relationships().stream()
                .filter(edge -> edge.fromColumns().equals(List.of("customer")))
                .findFirst()
                .orElseThrow();
        assertThat(violated.orphanRows()).isEqualTo(3);
        assertThat(violated.evidence()).contains("3 rows violate it");
        TableProfile visits = table(context, "visits");
        assertThat(Objects.requireNonNull(visits.declared()).checks()).anyMatch(check -> check.contains("visit"));
        assertThat(visits.problems())
                .extracting(Problem::message)
                .anyMatch(message ->
                        message.contains("is declared to refer to customers(id)") && message.contains("9002"))
                .anyMatch(message -> message.contains("has no declared primary key; visit is one by its values"));
    }

    @Test
    void queriesAreLeftToTheDatabaseAndCompareTextsAsSparkDoes() throws Exception {
        createShop(400);
        SparkSession spark = SharedSpark.newSession();
        DataContext context =
                DataContextBuilder.on(spark).add(location("orders")).build();
        DataSources.view(spark, table(context, "orders")).createOrReplaceTempView("orders");
        Dataset<Row> open = spark.sql("SELECT COUNT(*), MAX(status) FROM orders WHERE status = 'open'");
        assertThat(open.collectAsList()).containsExactly(org.apache.spark.sql.RowFactory.create(100L, "open"));
        assertThat(open.queryExecution().executedPlan().toString())
                .contains("PushedFilters: [status IS NOT NULL, status = 'open']", "PushedAggregates");
        assertThat(spark.sql("SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY 1")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[Open,100]", "[open,100]", "[paid,200]");
        assertThat(spark.sql("SELECT MIN(status), MAX(status) FROM orders WHERE status < 'a'")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[Open,Open]");
        assertThat(spark.sql("SELECT COUNT(*) FROM orders WHERE status = 'x\\\\' OR note = 'it\\'s'")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[0]");
        assertThat(spark.sql("SELECT id FROM orders WHERE day = DATE'2024-01-01' AND note LIKE 'order 7 %'")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[7]");
        assertThatThrownBy(() -> spark.sql("INSERT INTO orders VALUES (1, 1, 1, NULL, '', '')"))
                .isInstanceOf(Exception.class);
    }

    @Test
    void emptyTablesAndOneRowAndQuotedNamesAreRead() throws Exception {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        String name = quote + "Größe, \"alt\" #1" + quote;
        if (quote.equals("\"")) {
            name = "\"Größe, \"\"alt\"\" #1\"";
        }
        execute(
                "CREATE TABLE nothing (a INT, b VARCHAR(9))",
                "CREATE TABLE " + name + " (" + quote + "Straße 1" + quote + " VARCHAR(30), " + quote + "order" + quote
                        + " INT)",
                "INSERT INTO " + name + " VALUES ('Königsallee', 7)");
        assertThat(table(profile("nothing"), "nothing").rows()).isZero();
        SparkSession spark = SharedSpark.newSession();
        DataContext context = DataContextBuilder.on(spark)
                .add(location("\"Größe, \"\"alt\"\" #1\""))
                .build();
        TableProfile odd = context.tables().get(0);
        assertThat(odd.name()).isEqualTo("Größe, \"alt\" #1");
        assertThat(odd.location())
                .isEqualTo(DatabaseConnection.of(url).place() + "#" + schema() + ".\"Größe, \"\"alt\"\" #1\"");
        DataSources.view(spark, odd).createOrReplaceTempView("odd");
        assertThat(spark.sql("SELECT * FROM odd").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[Königsallee,7]");
        assertThat(spark.sql("SELECT * FROM odd").columns()).containsExactly("Strasse_1", "order_");
    }

    @Test
    void anUnknownTableIsNotFoundAndTheNearestIsNamed() throws Exception {
        createShop(2);
        assertThatThrownBy(() -> profile("ordrs"))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("no table ordrs")
                .hasMessageContaining("Did you mean orders?");
    }

    @Test
    void aBrokenConnectionEndsTheScanWithWhatWasRead() throws Exception {
        createShop(MANY);
        // More than a driver and the sockets between read ahead.
        execute("UPDATE orders SET note = REPEAT('a long note, ', 200)");
        AtomicBoolean ended = new AtomicBoolean();
        SplitVisitor<Long> counter = new RowCounter(() -> {
            if (!ended.getAndSet(true)) {
                endOtherConnections();
            }
        });
        LazySpark spark = SharedSpark.lazy();
        try {
            SourceTable table = DataSources.open(
                            spark, List.of(location("orders")), DialectOptions.NONE, ProgressListener.NONE)
                    .get(0);
            SplitVisitor.Result<Long> result = table.scan(spark, counter);
            assertThat(result.failure())
                    .hasMessageContaining("The database failed while")
                    .hasMessageContaining("#" + schema() + ".orders was read");
            assertThat(result.value()).isPositive().isLessThan(MANY);
        } finally {
            spark.closeShared();
        }
    }

    private interface Action {
        void run() throws SQLException;
    }

    /** Counts rows, and does something after the first ones. */
    private record RowCounter(Action afterFirstRows) implements SplitVisitor<Long> {
        @Override
        public Long empty() {
            return 0L;
        }

        @Override
        public Long visit(RowBatchReader rows) throws IOException {
            long count = 0;
            int batch;
            while ((batch = rows.nextBatch()) > 0) {
                count += batch;
                try {
                    afterFirstRows.run();
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }
            return count;
        }

        @Override
        public Long merge(Long whole, Long part) {
            return whole + part;
        }
    }
}
