package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of {@code marks}: a 9, b 7, c 7, d 7, e 5, f 5, and of {@code many}: 40 groups of 3 equal numbers. */
@Tag("spark")
class LimitProbeTest {
    private static final int ROW_LIMIT = 50;

    private final SparkSession session = SalesViews.session();
    private final SparkQueryEngine engine = engine();

    private SparkQueryEngine engine() {
        session.sql("SELECT * FROM VALUES ('a', 9), ('b', 7), ('c', 7), ('d', 7), ('e', 5), ('f', 5) AS t (name, n)")
                .createOrReplaceTempView("marks");
        session.sql("SELECT id, id DIV 3 AS third FROM range(120)").createOrReplaceTempView("many");
        return new SparkQueryEngine(session, Set.of("marks", "many"), ROW_LIMIT, SalesViews.MINUTE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SELECT name FROM marks ORDER BY n DESC LIMIT 1                            | 1 | 6 | true | 0 | true
            SELECT name FROM marks ORDER BY n DESC LIMIT 2                            | 2 | 6 | true | 3 | true
            SELECT name, n FROM marks ORDER BY n DESC, name LIMIT 3                   | 3 | 6 | true | 3 | true
            SELECT name FROM marks ORDER BY n DESC LIMIT 4                            | 4 | 6 | true | 0 | true
            SELECT name FROM marks ORDER BY name LIMIT 2                              | 2 | 6 | true | 0 | true
            SELECT name FROM marks LIMIT 2                                            | 2 | 3 | false | 0 | true
            SELECT n, count(*) AS c FROM marks GROUP BY n ORDER BY count(*) LIMIT 2   | 2 | 3 | true | 0 | true
            SELECT n, count(*) AS c FROM marks GROUP BY n LIMIT 2                     | 2 | 3 | true | 0 | true
            WITH t AS (SELECT n FROM marks) SELECT a.n FROM t a, t b WHERE a.n = b.n ORDER BY 1 LIMIT 2 \
                                                                                      | 2 | 14 | true | 4 | true
            SELECT id FROM many ORDER BY third LIMIT 4                                | 4 | 51 | false | 3 | true
            SELECT id FROM many ORDER BY third * 0 LIMIT 4                            | 4 | 51 | false | 51 | false
            """)
    void theRowsThatALimitCutsAreReported(
            String sql, int shown, long rows, boolean rowsExact, long tied, boolean tiedExact) {
        QueryResult result = engine.run(sql);

        assertThat(result.rowCount()).isEqualTo(shown);
        assertThat(result.rows()).allMatch(row -> row.size() == result.columns().size());
        assertThat(result.truncated()).isFalse();
        assertThat(result.cut()).isEqualTo(new QueryResult.Cut(rows, rowsExact, tied, tiedExact));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT name FROM marks ORDER BY n DESC LIMIT 6
            SELECT name FROM marks ORDER BY n LIMIT 20
            SELECT name FROM (SELECT * FROM marks ORDER BY n LIMIT 2) AS t
            SELECT count(*) FROM marks LIMIT 1
            """)
    void aLimitThatCutsNothingIsNoCut(String sql) {
        assertThat(engine.run(sql).partial()).isFalse();
    }

    @Test
    void aLimitBeyondTheEnginesIsTheEngines() {
        QueryResult result = engine.run("SELECT id FROM many ORDER BY third LIMIT 100");

        assertThat(result.rowCount()).isEqualTo(ROW_LIMIT);
        assertThat(result.truncated()).isTrue();
        assertThat(result.cut()).isNull();
    }

    @Test
    void smallTablesAreAskedTheSame() {
        SparkQueryEngine small = SalesViews.cachingEngine(
                session, new SmallTableCache(SharedSpark::newSessionForSmallTables, origin -> true), ROW_LIMIT);

        QueryResult first = small.run("SELECT sale_id FROM sales ORDER BY sale_id * 0 LIMIT 2");

        assertThat(first.rowCount()).isEqualTo(2);
        assertThat(first.cut()).isEqualTo(new QueryResult.Cut(6, true, 6, true));
    }
}
