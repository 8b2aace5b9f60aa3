package io.github.bigdatamigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.guidance.UserGuidanceSystem;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that a percentage reads the same on the terminal, in Markdown, in HTML and in guidance. */
class SameWordingTest {
    private static final long ROWS = 100_000;

    @ParameterizedTest
    @CsvSource({"85000, 85 %", "99400, 99 %", "99600, 99.6 %", "99901, >99.9 %", "99999, >99.9 %"})
    void aPercentageReadsTheSameInEveryReport(long part, String shown) {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table(
                                "orders",
                                ROWS,
                                List.of(
                                        Profiles.column("order_id", ColumnType.BIGINT, ROWS, "1", "100000"),
                                        Profiles.column("customer_id", ColumnType.BIGINT, 50, "1", "50"),
                                        Profiles.categorical(
                                                "paid", List.of("yes", "no"), List.of(part, ROWS - part)))),
                        Profiles.table(
                                "customers",
                                50,
                                List.of("customer_id"),
                                List.of(Profiles.column("customer_id", ColumnType.BIGINT, 50, "1", "50")))),
                List.of(new Relationship(
                        "orders",
                        List.of("customer_id"),
                        "customers",
                        List.of("customer_id"),
                        Relationship.Cardinality.MANY_TO_ONE,
                        1,
                        (double) part / ROWS,
                        ROWS - part,
                        List.of(),
                        0.9,
                        "same name",
                        null)));
        ReportContent content = Answers.report("Orders", context);

        assertThat(NumberFormat.percent(part, ROWS)).isEqualTo(shown);
        assertThat(TerminalReport.plain(TerminalReport.DEFAULT_WIDTH).context(context))
                .contains("'yes' " + shown, shown + " of rows match");
        assertThat(Answers.markdown(content).replace("\\", "").replace("&gt;", ">"))
                .contains("'yes' " + shown, shown + " of rows match");
        assertThat(new HtmlReport().html(content).replace("&gt;", ">")).contains(" · " + shown, ">" + shown + "</td>");
        assertThat(new UserGuidanceSystem()
                        .guide(context, accepting(), List.of())
                        .explorations())
                .contains("orders.paid: 'yes' makes up " + shown + " of the rows; look at the rest by itself.");
    }

    private static QueryEngine accepting() {
        return new QueryEngine() {
            @Override
            public QueryResult run(String sql) {
                throw new AssertionError("guidance analyzes and does not run: " + sql);
            }

            @Override
            public void check(String sql) {}

            @Override
            public void cancel() {}
        };
    }
}
