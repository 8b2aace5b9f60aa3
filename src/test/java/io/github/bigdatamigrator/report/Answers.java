package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.schema.DdlPart;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates answers, guidance and a plan for a conversation about the sample shop. */
public final class Answers {
    private Answers() {}

    static Answer topProducts() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of("Anvil", 120L, new BigDecimal("9120.00")));
        rows.add(List.of("Brass bell", 77L, new BigDecimal("4001.50")));
        List<@Nullable Object> unknown = new ArrayList<>();
        unknown.add(null);
        unknown.add(3L);
        unknown.add(new BigDecimal("12.00"));
        rows.add(unknown);
        QueryResult result = new QueryResult(
                """
                SELECT product_name, sum(quantity) AS units_sold, sum(amount) AS revenue
                FROM sales
                JOIN products USING (product_id)
                GROUP BY 1
                ORDER BY revenue DESC""",
                List.of("product_name", "units_sold", "revenue"),
                List.of(ColumnType.STRING, ColumnType.BIGINT, ColumnType.decimal(20, 2)),
                rows,
                false,
                0.4,
                null);
        return new Answer(
                "Anvil sold best: 120 units for 9,120.00.",
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.GUIDED,
                List.of(result),
                List.of(),
                List.of("7 rows of sales refer to no product and are left out."),
                List.of("What is the total amount of sales per month?"),
                null,
                false,
                TokenUsage.NONE);
    }

    static Guidance guidance() {
        return new Guidance(
                List.of(new GuidedQuestion(
                        "What share of sales has each status?",
                        "SELECT status, count(*) FROM sales GROUP BY status",
                        "sales.status has 3 different values; the most frequent, 'shipped', makes up 75 %.")),
                List.of("sales.amount leans to the right."),
                List.of("sales.currency is 'EUR' in all 1,200 rows; it can be dropped."));
    }

    static SchemaPlan plan() {
        String type = "sales.quantity integer";
        String values = "sales.status IN ('open', 'shipped')";
        return new SchemaPlan(
                        SchemaTarget.POSTGRESQL,
                        List.of(
                                recommendation(
                                        type,
                                        Recommendation.Kind.TYPE,
                                        "integer",
                                        "values run from 1 to 9, which leaves room (tight: smallint)",
                                        Recommendation.Status.PROVEN,
                                        List.of()),
                                recommendation(
                                        values,
                                        Recommendation.Kind.ENUM,
                                        "IN ('open', 'shipped')",
                                        "2 different values in 1,200 cells",
                                        Recommendation.Status.PROVEN,
                                        List.of()),
                                recommendation(
                                        "sales.product_id REFERENCES products (product_id)",
                                        Recommendation.Kind.FOREIGN_KEY,
                                        "REFERENCES products (product_id)",
                                        "same name; refuted by 7 of 1,200 rows",
                                        Recommendation.Status.REFUTED,
                                        List.of("141"))),
                        "",
                        List.of(
                                new DdlPart("CREATE TABLE \"sales\" (\n    \"quantity\" ", List.of(), ""),
                                new DdlPart("integer", List.of(type), "bigint"),
                                new DdlPart(",\n    \"status\" text", List.of(), ""),
                                new DdlPart(",\n    CHECK (\"status\" IN ('open', 'shipped'))", List.of(values), ""),
                                new DdlPart("\n);\n", List.of(), "")),
                        List.of(new TargetTable("sales", "sales", "\"sales\"", 1200, 44_000, List.of(), List.of())),
                        List.of(),
                        null,
                        false)
                .choose(one -> one.id().equals(type));
    }

    private static Recommendation recommendation(
            String id,
            Recommendation.Kind kind,
            String clause,
            String evidence,
            Recommendation.Status status,
            List<String> examples) {
        return new Recommendation(
                id,
                kind,
                "sales",
                List.of(id.replaceAll("sales[.]| .*", "")),
                clause,
                false,
                "ALTER TABLE \"sales\" …;",
                "",
                "",
                evidence,
                1200,
                examples.isEmpty() ? 0 : 7,
                examples,
                status,
                Recommendation.Origin.RULE,
                0);
    }

    /** A report on the data alone. */
    public static ReportContent report(String title, DataContext context) {
        return new ReportContent(title, context, List.of(), null, null);
    }

    /** The whole content as one document, as a job writes it. */
    static String markdown(ReportContent content) {
        MarkdownReport report = new MarkdownReport();
        StringBuilder text = new StringBuilder(
                "# " + MarkdownReport.escaped(content.title()) + "\n\n" + report.context(content.context()));
        if (!content.turns().isEmpty()) {
            text.append("\n## Questions and answers\n");
            content.turns().forEach(turn -> text.append("\n" + report.turn(turn)));
        }
        if (content.guidance() != null) {
            text.append("\n" + report.guidance(content.guidance()));
        }
        if (content.plan() != null) {
            text.append("\n" + report.plan(content.plan()));
        }
        return text.toString();
    }

    public static ReportContent everything() {
        return new ReportContent(
                "Sales analysis",
                Shop.context(),
                List.of(new Turn(1, "What are the top selling products?", topProducts(), "2026-01-01T00:00:00Z", true)),
                guidance(),
                plan());
    }
}
