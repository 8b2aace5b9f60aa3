package io.github.bigdatamigrator.conversation.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Replayed;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryReplayTest {
    private static final String SQL = "SELECT product, n FROM sales";
    private static final List<String> COLUMNS = List.of("product", "n");

    private static Replayed replayed(
            String sql, List<List<@Nullable Object>> before, List<List<@Nullable Object>> now) {
        FakeQueryEngine engine = new FakeQueryEngine().gives(sql, COLUMNS, now);
        return QueryReplay.rerun(turn(sql), Shop.rows(sql, COLUMNS, before), engine);
    }

    private static Turn turn(String sql) {
        QueryResult result = Shop.rows(sql, COLUMNS, List.of(List.of("Lamp", 1L)));
        Answer answer = new Answer(
                "Lamp: 1.",
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(result),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                TokenUsage.NONE);
        return new Turn(1, "How many?", answer, "2026-01-01T10:00:00Z", false);
    }

    @Test
    void theOrderOfRowsMattersOnlyIfTheQuerySortsThem() {
        List<List<@Nullable Object>> rows = List.of(List.of("Lamp", 1L), List.of("Desk", 2L));
        List<List<@Nullable Object>> turned = List.of(List.of("Desk", 2L), List.of("Lamp", 1L));

        assertThat(replayed(SQL, rows, turned).verdict()).isEqualTo(Verdict.SAME);
        assertThat(replayed(SQL + " ORDER BY n", rows, rows).change()).isNull();
    }

    @Test
    void aDifferentCellIsReportedWithRowAndColumn() {
        Replayed changed = replayed(
                SQL + " ORDER BY n",
                List.of(List.of("Lamp", new BigDecimal("1.50")), List.of("Desk", 2L)),
                List.of(List.of("Lamp", new BigDecimal("1.5")), List.of("Desk", 3L)));

        assertThat(changed.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(changed.change()).isEqualTo("row 2, n: 2 → 3");
        assertThat(replayed(SQL, List.of(List.of("Lamp", 0.1 + 0.2)), List.of(List.of("Lamp", 0.3)))
                        .verdict())
                .isEqualTo(Verdict.SAME);
        assertThat(replayed(SQL, List.of(List.of("Lamp", 1L)), List.of()).change())
                .isEqualTo("1 rows → 0 rows");
    }

    @Test
    void aFailingQueryIsReportedAndTheNextOneStillRuns() {
        FakeQueryEngine engine = new FakeQueryEngine()
                .fails("SELECT old FROM sales", ErrorCode.QUERY_FAILED, "UNRESOLVED_COLUMN: old")
                .gives(SQL, COLUMNS, List.of(List.of("Lamp", 1L)));

        ReplayReport report = QueryReplay.of("c", List.of(turn("SELECT old FROM sales"), turn(SQL)), engine);

        assertThat(report.queries()).extracting(Replayed::verdict).containsExactly(Verdict.FAILED, Verdict.SAME);
        assertThat(report.queries().get(0).change()).contains("UNRESOLVED_COLUMN");
        assertThat(report.count(Verdict.SAME)).isEqualTo(1);
    }
}
