package io.github.bigdatamigrator.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class PostgresTablesTest extends DatabaseContract {
    @Override
    String newDatabase() throws SQLException {
        return PostgresServer.newDatabase();
    }

    @Override
    String schema() {
        return "public";
    }

    @Override
    String numbers(int count) {
        return "generate_series(1, " + count + ") AS s(n)";
    }

    @Override
    String text(String expression) {
        return expression;
    }

    @Override
    void endOtherConnections() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    @Override
    void analyze(String table) throws SQLException {
        execute("ANALYZE " + table);
    }

    @Override
    void declareUnchecked(String table, String column, String parent) throws SQLException {
        execute("ALTER TABLE " + table + " ADD FOREIGN KEY (" + column + ") REFERENCES " + parent + " NOT VALID");
    }

    @Test
    void whatAnotherConnectionWritesDuringTheScanIsNotInTheProfile() throws Exception {
        createShop(40_000);
        DataContext before = profile("*");
        AtomicBoolean written = new AtomicBoolean();
        DataContext during = DataContextBuilder.on(SharedSpark.newSession())
                .add(location("*"))
                .progress((what, done, all) -> {
                    // After the first connection has begun, before a row is read.
                    if (what.startsWith("profiling") && !written.getAndSet(true)) {
                        try {
                            execute(
                                    "UPDATE orders SET amount = -1, status = 'new', customer_id = NULL",
                                    "DELETE FROM orders WHERE id % 2 = 0",
                                    "INSERT INTO customers VALUES (9999, 'later', 'Oslo')",
                                    "INSERT INTO orders SELECT 100000 + n, 9999, 5, NULL, 'late', NULL FROM "
                                            + numbers(1000));
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .build();
        assertThat(written).isTrue();
        assertThat(figures(during)).isEqualTo(figures(before));
        assertThat(during.relationships()).isEqualTo(before.relationships());
        assertThat(profile("orders").tables().get(0).rows()).isEqualTo(21_000);
    }

    /** The exact figures of all columns; estimates depend on the ranges that are read, and so on the table's size. */
    private static List<String> figures(DataContext context) {
        return context.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .map(column -> table.name() + " " + table.rows() + " " + column.name() + " " + column.nulls()
                                + " " + (column.distinct().exact() ? column.distinct() : "") + " " + column.min() + " "
                                + column.max() + " " + column.sum() + " " + column.mean() + " " + column.lengths() + " "
                                + column.topValues()))
                .toList();
    }

    @Test
    void typesAreKept() throws Exception {
        execute(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                """
                CREATE TABLE kinds (id int PRIMARY KEY, price numeric(12,2), any_number numeric, ratio float8,
                    small real, ok boolean, at timestamptz, local timestamp(3), day date, clock time, doc jsonb,
                    key uuid, tags text[], feeling mood, cash money, code char(5), bits bit(3), raw bytea,
                    span interval, address inet)""",
                "COMMENT ON TABLE kinds IS 'One of each'",
                "COMMENT ON COLUMN kinds.price IS 'in EUR'",
                """
                INSERT INTO kinds VALUES (1, 1.50, 12345678901234567890.5, 0.1, 0.5, true, '2024-05-01 12:00+02',
                    '2024-05-01 12:00:00.125', '2024-05-01', '08:30', '{"a": 1}',
                    '6f1f2d9c-6bfb-4b52-8a3c-0e9b3b6f6f10', '{a,b}', 'happy', '1234.50', 'ab', B'101',
                    '\\x0102', '1 day', '10.0.0.1'),
                    (2, NULL, 'NaN', 'NaN', NULL, false, 'infinity', NULL, 'infinity', NULL, NULL, NULL, NULL, NULL,
                    NULL, NULL, NULL, '\\x01', NULL, NULL)""");
        SparkSession spark = SharedSpark.newSession();
        TableProfile kinds = DataContextBuilder.on(spark)
                .add(location("kinds"))
                .build()
                .tables()
                .get(0);
        assertThat(kinds.columns().stream().map(column -> column.name() + " " + column.type()))
                .containsExactly(
                        "id bigint",
                        "price decimal(12,2)",
                        "any_number decimal(21,1)",
                        "ratio double",
                        "small double",
                        "ok boolean",
                        "at timestamp",
                        "local timestamp",
                        "day date",
                        "clock string",
                        "doc string",
                        "key string",
                        "tags string",
                        "feeling string",
                        "cash decimal(19,2)",
                        "code string",
                        "bits string",
                        "raw binary",
                        "span string",
                        "address string");
        DeclaredFacts declared = Objects.requireNonNull(kinds.declared());
        assertThat(declared.comment()).isEqualTo("One of each");
        assertThat(declared.columns())
                .extracting(DeclaredFacts.Column::type)
                .contains("numeric(12,2)", "timestamp with time zone", "jsonb", "uuid", "text[]", "mood", "money");
        assertThat(declared.column("price").orElseThrow().comment()).isEqualTo("in EUR");
        assertThat(kinds.column("at").orElseThrow().min()).isEqualTo("2024-05-01T10:00:00");
        assertThat(kinds.column("cash").orElseThrow().max()).isEqualTo("1234.50");
        assertThat(kinds.column("raw").orElseThrow().lengths()).isEqualTo(new ColumnProfile.Lengths(1, 1.5, 2));
        assertThat(kinds.column("raw").orElseThrow().distinct().exact()).isFalse();
        DataSources.view(spark, kinds).createOrReplaceTempView("kinds");
        assertThat(spark.sql("SELECT * EXCEPT (raw) FROM kinds ORDER BY id").collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[1,1.50,12345678901234567890.5,0.1,0.5,true,2024-05-01 10:00:00.0,2024-05-01 12:00:00.125,"
                                + "2024-05-01,08:30:00,{\"a\": 1},6f1f2d9c-6bfb-4b52-8a3c-0e9b3b6f6f10,{a,b},happy,"
                                + "1234.50,ab,101,1 day,10.0.0.1/32]",
                        "[2,null,null,null,null,false,null,null,null,null,null,null,null,null,null,null,null,null,"
                                + "null]");
        assertThat(spark.sql("SELECT length(raw) FROM kinds WHERE feeling = 'happy' AND at > '2024-01-01'")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[2]");
    }

    @Test
    void textsArriveAsTheyAre() throws Exception {
        List<String> texts = List.of("tab\there", "back\\slash", "\\N", "line\nbreak", "\b\f\r\u000b", "é € 𝄞", "\\t");
        execute("CREATE TABLE texts (id int, value text, last int)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO texts VALUES (?, ?, NULL)")) {
            for (int i = 0; i < texts.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, "<" + texts.get(i) + ">");
                insert.execute();
            }
        }
        execute("INSERT INTO texts VALUES (98, '', 1), (99, NULL, 2)");

        TableProfile profile = DataContextBuilder.on(SharedSpark.newSession())
                .add(location("texts"))
                .build()
                .tables()
                .get(0);

        ColumnProfile value = profile.column("value").orElseThrow();
        assertThat(value.topValues())
                .extracting(ColumnProfile.TopValue::value)
                .containsAll(texts.stream().map(text -> "<" + text + ">").toList());
        assertThat(value.nulls()).isEqualTo(1);
        assertThat(profile.column("last").orElseThrow().nulls()).isEqualTo(texts.size());
    }

    @Test
    void aTableThatTheUserMayNotReadIsLeftOutAndTheOthersAreRead() throws Exception {
        createShop(50);
        String user = "reader_of_" + connection.getCatalog();
        execute("CREATE ROLE " + user + " LOGIN", "GRANT SELECT ON customers TO " + user);
        try {
            DataContext context = DataContextBuilder.on(SharedSpark.newSession())
                    .add(location("orders").replace("user=postgres", "user=" + user))
                    .add(location("customers").replace("user=postgres", "user=" + user))
                    .unreadable(DataContextBuilder.Unreadable.SKIP)
                    .build();
            assertThat(context.tables()).extracting(TableProfile::name).containsExactly("customers");
            assertThat(context.problems())
                    .extracting(Problem::message)
                    .anyMatch(message -> message.contains("permission denied for table orders"));
        } finally {
            execute("DROP OWNED BY " + user, "DROP ROLE " + user);
        }
    }
}
