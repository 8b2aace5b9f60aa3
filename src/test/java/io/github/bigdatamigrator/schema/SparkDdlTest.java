package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the plan's statements for Spark. */
@Tag("spark")
class SparkDdlTest {
    private final SchemaOptimizer optimizer =
            new SchemaOptimizer(new FakeVerifier(), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect);

    @Test
    void everyStatementRunsAndCanBeUndone() {
        SparkSession session = SharedSpark.newSession();
        session.sql("CREATE DATABASE IF NOT EXISTS schema_test");
        session.sql("USE schema_test");
        try {
            for (DataContext context : List.of(Shop.context(), awkward())) {
                SchemaPlan plan = optimizer.optimize(context, SchemaTarget.SPARK, null);
                for (SchemaPlan choice : List.of(plan.choose(one -> false), plan.choose(one -> true), plan)) {
                    for (TargetTable table : plan.tables()) {
                        session.sql("DROP TABLE IF EXISTS " + table.target());
                    }
                    for (String statement :
                            choice.ddl().replaceAll("(?m)^--.*$", "").split(";\n")) {
                        if (!statement.isBlank()) {
                            session.sql(statement);
                        }
                    }
                }
                assertThat(plan.recommendations()).hasSizeGreaterThan(3);
                for (Recommendation recommendation : plan.recommendations()) {
                    assertThatCode(() -> {
                                run(session, recommendation.statement());
                                run(session, recommendation.undo());
                            })
                            .as(recommendation.statement())
                            .doesNotThrowAnyException();
                }
            }
            assertThat(session.table("`sales`").schema().simpleString())
                    .isEqualTo("struct<sale_id:bigint,sale_date:date,customer_id:int,product_id:int,quantity:int,"
                            + "amount:decimal(13,2),status:string,currency:string>");
        } finally {
            session.sql("USE default");
            session.sql("DROP DATABASE schema_test CASCADE");
        }
    }

    @Test
    void tablesAreDeltaTablesWhereTheDataHasSome() {
        DataContext files = Shop.context();
        assertThat(optimizer.optimize(files, SchemaTarget.SPARK, null).ddl())
                .contains("USING PARQUET")
                .doesNotContain("DELTA");
        TableProfile first = files.tables().get(0);
        TableProfile delta = new TableProfile(
                first.name(),
                first.sqlName(),
                first.location(),
                Origin.ofTable("delta", "/lake/products", "4"),
                first.rows(),
                first.columns(),
                first.sampleRows(),
                first.primaryKey(),
                first.problems(),
                first.duplicates(),
                first.correlations());
        DataContext lake = Profiles.context(List.of(delta), List.of());
        assertThat(optimizer.optimize(lake, SchemaTarget.SPARK, null).ddl())
                .contains("USING DELTA")
                .doesNotContain("PARQUET");
    }

    @Test
    void verifyingStatementsRunOnTheViews() {
        SparkSession session = SharedSpark.newSession();
        session.sql("SELECT 1 + id AS sale_id, current_date() AS sale_date, 1 + id % 90 AS customer_id, 101 + id %"
                        + " 41 AS product_id, 1 + id % 9 AS quantity, cast(7.5 AS decimal(10,2)) AS amount, 'open'"
                        + " AS status, 'EUR' AS currency FROM range(1200)")
                .createOrReplaceTempView("sales");
        session.sql("SELECT 101 + id AS product_id, 'x' AS product_name, 'tools' AS category, cast(1 AS"
                        + " decimal(8,2)) AS unit_price FROM range(40)")
                .createOrReplaceTempView("products");
        session.sql("SELECT 1 + id AS customer_id, 'a' AS first_name, 'b' AS last_name, 'DE' AS country FROM range(90)")
                .createOrReplaceTempView("customers");

        for (Recommendation recommendation :
                optimizer.optimize(Shop.context(), SchemaTarget.SPARK, null).recommendations()) {
            // the rows satisfy every recommendation except dependencies, which the fixture does not model
            if (recommendation.kind() == Kind.NORMALISE) {
                session.sql(recommendation.verifySql()).count();
                continue;
            }
            long expected = recommendation.kind() == Kind.FOREIGN_KEY
                            && recommendation.columns().contains("product_id")
                    ? 29
                    : 0;
            assertThat(session.sql(recommendation.verifySql()).count())
                    .as(recommendation.verifySql())
                    .isEqualTo(expected);
        }
    }

    private static void run(SparkSession session, String statements) {
        for (String statement : statements.split(";\n|;$")) {
            session.sql(statement);
        }
    }

    private static DataContext awkward() {
        TableProfile table = Profiles.table(
                "Order Details",
                10,
                List.of("Order ID"),
                List.of(
                        Profiles.column("Order ID", ColumnType.BIGINT, 10, "1", "10"),
                        Profiles.column("it's `so` called", ColumnType.BIGINT, 5, "1", "5"),
                        Profiles.column("größe, (cm)", ColumnType.DOUBLE, 5, "1", "5"),
                        Profiles.column("a.b;c", ColumnType.STRING, 1, "x", "x")));
        List<ColumnProfile> columns = table.columns().stream()
                .map(column -> withSqlName(column, column.name().replaceAll("[^\\p{L}\\d]", "_")))
                .toList();
        return Profiles.context(
                List.of(new TableProfile(
                        table.name(),
                        "Order_Details",
                        table.location(),
                        table.origin(),
                        table.rows(),
                        columns,
                        List.of(),
                        table.primaryKey(),
                        List.of(),
                        null,
                        Correlations.NONE)),
                List.of());
    }

    private static ColumnProfile withSqlName(ColumnProfile column, String sqlName) {
        return ColumnBuilder.named(column.name(), column.type())
                .sqlName(sqlName)
                .nulls(column.nulls())
                .distinct(column.distinct())
                .unique(column.unique())
                .range(column.min(), column.max())
                .build();
    }
}
