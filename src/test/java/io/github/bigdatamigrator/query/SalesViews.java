package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/** Creates a session with two small views of sales data and one view outside the conversation. */
final class SalesViews {
    static final Duration MINUTE = Duration.ofMinutes(1);

    private SalesViews() {}

    static SparkSession session() {
        SparkSession session = SharedSpark.newSessionForSmallTables();
        session.sql("""
            SELECT * FROM VALUES
              (1L, 10L, 'tea', 4.50BD, 2, DATE'2024-01-05', TIMESTAMP'2024-01-05 10:00:00', array('hot','leaf'), 1.5D),
              (2L, 10L, 'coffee', 9.00BD, 3, DATE'2024-01-20', TIMESTAMP'2024-01-20 11:30:00.250', array('hot'), 2.5D),
              (3L, 11L, 'tea', 2.25BD, 1, DATE'2024-02-01', TIMESTAMP'2024-02-01 09:00:00', array(), 3.5D),
              (4L, 12L, 'cake', 12.00BD, 4, DATE'2024-02-14', TIMESTAMP'2024-02-14 15:45:00', array('sweet'), 4.5D),
              (5L, 12L, 'coffee', 3.00BD, 1, DATE'2024-03-03', TIMESTAMP'2024-03-03 08:15:00', array('hot'), 5.5D),
              (6L, NULL,'cake', NULL, 0, DATE'2024-03-04', TIMESTAMP'2024-03-04 08:15:00', NULL, 6.5D)
            AS t(sale_id, customer_id, product, amount, qty, sold_on, sold_at, tags, score)\
            """).createOrReplaceTempView("sales");
        session.sql("""
            SELECT * FROM VALUES (10L, 'Ann', 'Bern', NULL), (11L, 'Bob', 'Basel', 10L), (12L, 'Cid', 'Bern', 10L),
              (13L, 'Dora', 'Chur', 11L)
            AS t(id, name, city, manager_id)\
            """).createOrReplaceTempView("customers");
        session.sql("SELECT 'hidden' AS word").createOrReplaceTempView("secret");
        return session;
    }

    static SparkQueryEngine engine(SparkSession session) {
        return new SparkQueryEngine(session, Set.of("sales", "customers"), 1000, MINUTE);
    }

    /** Creates an engine that caches the rows of both views. */
    static SparkQueryEngine cachingEngine(SparkSession session, SmallTableCache tables, int rowLimit) {
        return new SparkQueryEngine(
                session,
                Profiles.context(List.of(profile("sales", 6), profile("customers", 4)), List.of()),
                rowLimit,
                MINUTE,
                tables);
    }

    /** A minimal profile; only the number of columns matters. */
    static TableProfile profile(String view, long rows) {
        return Profiles.table(view, rows, List.of(Profiles.column("any", ColumnType.BIGINT, rows)));
    }

    /** Asserts that queries of several threads at once each get their own rows. */
    static void assertConcurrentQueries(SparkQueryEngine engine, int queries) {
        List<CompletableFuture<Object>> answers = LongStream.range(0, queries)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> (Object)
                        engine.run("SELECT " + i + " + count(*) FROM sales").rows()))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).isEqualTo(List.of(List.of(6L + i)));
        }
    }
}
