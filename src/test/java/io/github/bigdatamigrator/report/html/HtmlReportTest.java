package io.github.bigdatamigrator.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.ResultChart;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.report.Answers;
import io.github.bigdatamigrator.report.HostileData;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)([^>]*)>");
    private static final Set<String> VOID = Set.of("meta", "input", "br");

    private final HtmlReport report = new HtmlReport();

    @Test
    void showsAllSections() {
        String html = report.html(Answers.report("Sales analysis", Shop.context()));

        assertThat(html)
                .contains("<h1>Sales analysis</h1>")
                .contains("3 tables · 1,330 rows")
                .contains("data-name=\"unit_price\"")
                .contains("sales.product_id → products.product_id (n:1)")
                .contains("7 rows find no match (141); runner-up customers.customer_id")
                .contains("rows with too few cells were filled with nulls</span> <span class=\"soft\">(3 times)")
                .contains("country code: all 85 cells")
                .contains("<span class=\"badge private\">personal</span>")
                .contains("<dd>~14 (2.50, 912.00)</dd>")
                .contains("<dd>all 12 filled</dd>")
                .contains("quantity and amount: 0.71 ± 0.03 (ranks 0.68, 1,188 rows)")
                .contains("About 9 rows repeat another (give or take 4).")
                .contains("<title>Histogram from 2.5 to 912</title>")
                .contains("shipped")
                .contains("900 · 75 %")
                .doesNotContain("Questions and answers")
                .doesNotContain("id=\"schema\"");
    }

    @Test
    void showsAnswersGuidanceAndPlanIfGiven() {
        String html = report.html(Answers.everything());

        assertThat(html)
                .contains("What are the top selling products?")
                .contains("<td class=\"num\">9120.00</td>")
                .contains("<span class=\"null\">null</span>")
                .contains("this answer may no longer hold")
                .contains("What share of sales has each status?")
                .contains("<h4>Does not hold</h4>", "7 of 1,200 rows, such as 141");
    }

    @Test
    void drawsTheChartThatSuitsTheResult() {
        List<ColumnType> named = List.of(ColumnType.STRING, ColumnType.BIGINT);
        List<ColumnType> numbers = List.of(ColumnType.DOUBLE, ColumnType.DOUBLE);
        String bar = picture(List.of("product", "<revenue>"), named, List.of("A<b>\"", 3L), List.of("B", -2L));
        String line = picture(List.of("month", "revenue"), named, List.of("2024-02", 3L), List.of("2024-01", 2L));
        String bins = picture(List.of("bucket", "count"), numbers, List.of(10.0, 5.0), List.of(20.0, 7.0));
        String cloud =
                picture(List.of("height", "weight"), numbers, List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(2.0, 9.0));

        assertThat(bar)
                .contains("<title>&lt;revenue&gt; by product, bar chart</title>")
                .contains("<desc>2 points from -2 to 3")
                .contains("<title>A&lt;b&gt;&quot;, &lt;revenue&gt;: 3</title>")
                .doesNotContain("<b>");
        assertThat(line).contains("line chart").containsSubsequence("2024-01, revenue: 2", "2024-02, revenue: 3");
        assertThat(bins).contains("histogram chart").contains("10.0, count: 5.0");
        assertThat(cloud).contains("scatter chart").containsPattern("<circle class=\"s0\" cx=\"[0-9.]+\"");
        assertThat(picture(List.of("name"), List.of(ColumnType.STRING), List.of("x"), List.of("y")))
                .isEmpty();
    }

    @SafeVarargs
    private static String picture(List<String> columns, List<ColumnType> types, List<Object>... rows) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (List<Object> row : rows) {
            cells.add(new ArrayList<>(row));
        }
        QueryResult result = new QueryResult("SELECT 1", columns, types, cells, false, 0, null);
        return ResultChartSvg.of(result, ResultChart.of(result)).map(Html::text).orElse("");
    }

    @Test
    void needsNoNetworkAndAllowsOnlyItsOwnScript() throws Exception {
        String html = report.html(Answers.everything());

        assertThat(html)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("url(//")
                .doesNotContain("@import");
        Matcher script =
                Pattern.compile("<script>(.*)</script>", Pattern.DOTALL).matcher(html);
        assertThat(script.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(html)
                .contains("default-src 'none'")
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void dataNeverBecomesMarkup() {
        String html = report.html(HostileData.content());

        assertThat(Pattern.compile("<script").matcher(html).results().count()).isEqualTo(1);
        assertThat(Pattern.compile("</style").matcher(html).results().count()).isEqualTo(1);
        assertThat(html).doesNotContain("<img").doesNotContain("\u001B").doesNotContain("\u202E");
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        assertThat(attributesOf(html)).noneMatch(attributes -> attributes.contains(" onerror"));
    }

    @Test
    void tagsAreBalancedEvenWithHostileData() {
        for (ReportContent content : List.of(Answers.everything(), HostileData.content())) {
            String html = report.html(content)
                    .replaceAll("(?s)<style>.*?</style>", "")
                    .replaceAll("(?s)<script>.*?</script>", "");
            Deque<String> open = new ArrayDeque<>();
            Matcher tag = TAG.matcher(html);
            while (tag.find()) {
                String name = tag.group(2);
                if (tag.group(1).equals("/")) {
                    assertThat(open.pop()).isEqualTo(name);
                } else if (!tag.group(3).endsWith("/") && !VOID.contains(name)) {
                    open.push(name);
                }
            }
            assertThat(open).isEmpty();
        }
    }

    @Test
    void reportsEmptyContextsAndThousandsOfColumns() {
        assertThat(report.html(Answers.report("Nothing", Profiles.context(List.of(), List.of()))))
                .contains("0 tables");
        List<io.github.bigdatamigrator.context.ColumnProfile> columns = java.util.stream.IntStream.range(0, 5000)
                .mapToObj(
                        i -> Profiles.column("c" + i, io.github.bigdatamigrator.context.ColumnType.BIGINT, 5, "1", "5"))
                .toList();
        assertThat(report.html(Answers.report(
                        "Wide", Profiles.context(List.of(Profiles.table("wide", 10, columns)), List.of()))))
                .contains("c4999");
    }

    @Test
    void listsTheWorstProblemsFirstWithLinks() {
        TableProfile plain = Profiles.table("t", 10, List.of(Profiles.column("c", ColumnType.STRING, 2)));
        TableProfile table = new TableProfile(
                "t",
                "t",
                "t.csv",
                plain.origin(),
                10,
                plain.columns(),
                List.of(),
                null,
                List.of(
                        new Problem("t.c", "good to know", 1, Severity.LOW),
                        new Problem("t.c", "doubtful", 1),
                        new Problem("t", "lost", 1, Severity.HIGH)),
                null,
                Correlations.NONE);
        String html = report.html(Answers.report("x", Profiles.context(List.of(table), List.of())));

        assertThat(html)
                .containsSubsequence(
                        "<li class=\"bad\">",
                        "lost",
                        "<li class=\"warn\">",
                        "doubtful",
                        "<li class=\"soft\">",
                        "good to know")
                .contains("<a href=\"#t0c0\">t.c</a>", "id=\"t0c0\"", "<a href=\"#t0\">t</a>");
    }

    @Test
    void aPageOfManyColumnsStaysSmall() {
        List<ColumnProfile.Bin> bins = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> new ColumnProfile.Bin(i, i + 1, i))
                .toList();
        List<ColumnProfile> columns = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> ColumnBuilder.named("c" + i, ColumnType.BIGINT)
                        .distinct(io.github.bigdatamigrator.context.Count.exactly(20))
                        .range("0", "20")
                        .histogram(bins)
                        .build())
                .toList();
        String html = report.html(
                Answers.report("Wide", Profiles.context(List.of(Profiles.table("wide", 190, columns)), List.of())));

        assertThat(html.length() / columns.size()).isLessThan(2000);
    }

    /** All places where a report shows text from files, people or models; short, because names in charts are cut. */
    private static final List<String> PLACES = List.of(
            "title", "tabl", "loc", "col", "col2", "value", "cell", "shape", "shap2", "sql", "form", "null", "about",
            "probl", "evid", "orph", "rival", "quest", "reply", "query", "rcol", "rcell", "warn", "next", "model", "gq",
            "gsql", "gwhy", "look", "mend", "ddl", "clause", "why", "examp");

    private static String markup(String place) {
        return "<script>" + place + "\"'&";
    }

    private static ReportContent markupEverywhere() {
        ColumnProfile column = ColumnBuilder.like(
                        Profiles.categorical(markup("col"), List.of(markup("value"), "b"), List.of(2L, 1L)))
                .sqlName(markup("sql"))
                .pattern(markup("form"))
                .nullMarkers(List.of(markup("null")))
                .findings(new ColumnFindings(
                        ColumnFindings.NONE.cells(),
                        null,
                        null,
                        new ColumnFindings.Shapes(
                                List.of(new ColumnFindings.Shape(markup("shape"), 3, markup("shap2"))), 3, true),
                        null,
                        null,
                        List.of(),
                        null,
                        false,
                        null))
                .build();
        ColumnProfile other = Profiles.column(markup("col2"), ColumnType.BIGINT, 3, "1", "3");
        TableProfile plain = Profiles.table(markup("tabl"), 3, List.of(markup("col")), List.of(column, other));
        TableProfile table = new TableProfile(
                plain.name(),
                plain.sqlName(),
                markup("loc"),
                plain.origin(),
                3,
                plain.columns(),
                List.of(List.of(markup("cell"), "1")),
                plain.primaryKey(),
                List.of(new Problem(markup("about"), markup("probl"), 1)),
                null,
                new Correlations(
                        List.of(new Correlation(markup("col2"), markup("col"), 0.9, 0.8, 3, 0.1)),
                        List.of(markup("col2"), markup("col")),
                        2,
                        3));
        Relationship edge = new Relationship(
                table.name(),
                List.of(markup("col")),
                table.name(),
                List.of(markup("col2")),
                Relationship.Cardinality.MANY_TO_ONE,
                1,
                0.9,
                1,
                List.of(markup("orph")),
                0.9,
                markup("evid"),
                markup("rival"));
        Answer answer = new Answer(
                markup("reply"),
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(new QueryResult(
                        markup("query"),
                        List.of(markup("rcol"), "n"),
                        List.of(ColumnType.STRING, ColumnType.BIGINT),
                        List.of(List.of(markup("rcell"), 1L), List.of("b", 2L)),
                        false,
                        1,
                        null)),
                List.of(),
                List.of(markup("warn")),
                List.of(markup("next")),
                markup("model"),
                false,
                TokenUsage.NONE);
        return new ReportContent(
                markup("title"),
                Profiles.context(List.of(table), List.of(edge)),
                List.of(new Turn(1, markup("quest"), answer, "2026-01-01T00:00:00Z", false)),
                new Guidance(
                        List.of(new GuidedQuestion(markup("gq"), markup("gsql"), markup("gwhy"))),
                        List.of(markup("look")),
                        List.of(markup("mend"))),
                new SchemaPlan(
                        SchemaTarget.SPARK,
                        List.of(
                                recommendation(Recommendation.Status.PROVEN),
                                recommendation(Recommendation.Status.REFUTED)),
                        markup("ddl"),
                        List.of(),
                        List.of(new SchemaPlan.TargetTable("t", "t", "t", 3, 9, List.of(), List.of())),
                        List.of(),
                        null,
                        false));
    }

    private static Recommendation recommendation(Recommendation.Status status) {
        return new Recommendation(
                markup("id"),
                Recommendation.Kind.TYPE,
                "t",
                List.of("c"),
                markup("clause"),
                false,
                "",
                "",
                "",
                markup("why"),
                3,
                status == Recommendation.Status.REFUTED ? 1 : 0,
                List.of(markup("examp")),
                status,
                Recommendation.Origin.RULE,
                0);
    }

    @Test
    void escapesMarkupEverywhere() {
        String html = report.html(markupEverywhere());

        assertThat(PLACES)
                .allSatisfy(place -> assertThat(html)
                        .contains("&lt;script&gt;" + place + "&quot;&#39;&amp;")
                        .doesNotContain("<script>" + place, place + "\"'"));
        assertThat(html)
                .contains("data-name=\"&lt;script&gt;col&quot;&#39;&amp;\"")
                .contains("<li title=\"such as &lt;script&gt;shap2&quot;&#39;&amp;\">")
                .contains("<title>&lt;script&gt;rcell&quot;&#39;&amp;, n: 1</title>");
    }

    private static List<String> attributesOf(String html) {
        return TAG.matcher(html.replaceAll("(?s)<script>.*?</script>", ""))
                .results()
                .map(found -> found.group(3).replaceAll("\"[^\"]*\"", "\"\""))
                .toList();
    }
}
