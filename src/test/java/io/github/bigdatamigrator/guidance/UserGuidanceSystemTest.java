package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.Shop;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class UserGuidanceSystemTest {
    private final UserGuidanceSystem system = new UserGuidanceSystem();

    @Test
    void theFirstQuestionOfAShopIsItsTopSellingProducts() {
        GuidedQuestion first = system.questions(Shop.context(), accepting()).get(0);

        assertThat(first.text()).isEqualTo("What are the top selling products?");
        assertThat(first.sql()).isEqualTo("""
            SELECT products.product_name, sum(sales.quantity) AS units_sold, round(sum(sales.amount), 2) AS revenue
            FROM sales
            JOIN products ON sales.product_id = products.product_id
            GROUP BY products.product_id, products.product_name
            ORDER BY revenue DESC, products.product_id, products.product_name
            LIMIT 10\
            """);
        assertThat(first.reason()).contains("38 products").contains("61,204.40");
    }

    @Test
    void questionsOfAShopCoverRankingTrendBreakdownAndQuality() {
        assertThat(texts(system.questions(Shop.context(), accepting())))
                .contains(
                        "Which customers have the highest total amount?",
                        "What is the total amount of sales per month?",
                        "What is the total amount of sales by product category?",
                        "What is the total amount of sales by customer country?",
                        "What share of sales has each status?",
                        "Which sales refer to a product that does not exist?",
                        "Which customers have the most sales?",
                        "Which customers have no sales?",
                        "Which sales have an unusually high amount?",
                        "How widely does the amount vary across sales?",
                        "Which sales have no amount?");
    }

    @Test
    void questionsAreDistinctAndEnough() {
        List<String> texts = texts(system.questions(Shop.context(), accepting()));

        assertThat(texts).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(10);
        assertThat(system.guide(Shop.context(), accepting(), List.of()).questions())
                .hasSizeBetween(10, 15);
    }

    @Test
    void idsAreNotAggregated() {
        for (GuidedQuestion question : system.questions(Shop.context(), accepting())) {
            assertThat(question.sql().toLowerCase(Locale.ROOT))
                    .doesNotContainPattern("(sum|avg|percentile_approx)\\([a-z_.]*_id");
        }
    }

    @Test
    void askedQuestionsAreLeftOutWhateverTheirPunctuation() {
        Guidance guidance = system.guide(
                Shop.context(),
                accepting(),
                List.of("what are the TOP selling products", "Which customers have no sales?"));

        assertThat(texts(guidance.questions()))
                .doesNotContain("What are the top selling products?", "Which customers have no sales?");
    }

    @Test
    void questionsThatTheEngineRejectsAreDropped() {
        List<GuidedQuestion> questions =
                system.questions(Shop.context(), engine(sql -> !sql.contains("JOIN"), ErrorCode.QUERY_REFUSED));

        assertThat(questions).isNotEmpty().noneMatch(question -> question.sql().contains("JOIN"));
    }

    @Test
    void aSeriesIsAskedByItsDatesAndByThePartsOfItsKey() {
        List<String> texts = questionsOf(Profiles.table(
                "prices_v2",
                5000,
                List.of("share", "day"),
                List.of(
                        column("share", ColumnType.STRING, 5, "A", "E"),
                        column("day", ColumnType.DATE, 1000, "2001-01-01", "2003-09-27"),
                        column("close", ColumnType.DOUBLE, 4000, "1.5", "99.5"))));

        assertThat(texts)
                .contains(
                        "What is the average close of prices per month?",
                        "What is the average close of prices by share?",
                        "How many prices are there per month?")
                .noneMatch(text -> text.contains("total"));
    }

    @Test
    void numbersOfYearsAreATimeAndNoFlag() {
        List<String> texts = questionsOf(Profiles.table(
                "weather",
                60,
                List.of(
                        column("site", ColumnType.STRING, 6, "a", "f"),
                        column("year", ColumnType.BIGINT, 2, "1931", "1932"),
                        column("rainfall", ColumnType.DOUBLE, 60, "1.5", "99.5"))));

        assertThat(texts)
                .contains(
                        "What is the total rainfall of weather records per year?",
                        "What is the total rainfall of weather records by site?")
                .noneMatch(text -> text.contains("are year") || text.contains("by year"));
    }

    @Test
    void aMeasureThatIsMostlyNullComesLast() {
        ColumnProfile rare = ColumnBuilder.named("dvd_sales", ColumnType.BIGINT)
                .distinct(Count.exactly(90))
                .range("1", "900")
                .nulls(900)
                .build();
        List<String> texts = questionsOf(Profiles.table(
                "films",
                1000,
                List.of(
                        rare,
                        column("gross", ColumnType.BIGINT, 800, "1", "900"),
                        column("genre", ColumnType.STRING, 6, "a", "f"))));

        assertThat(texts.indexOf("What is the total gross of films by genre?"))
                .isNotNegative()
                .isLessThan(texts.indexOf("What is the total dvd sales of films by genre?"));
    }

    private List<String> questionsOf(TableProfile table) {
        return texts(system.questions(Profiles.context(List.of(table), List.of()), accepting()));
    }

    @Test
    void aCancelledEngineStopsTheGuidance() {
        QueryEngine stopped = engine(sql -> false, ErrorCode.CANCELLED);

        assertThatThrownBy(() -> system.questions(Shop.context(), stopped)).isInstanceOf(MigratorException.class);
    }

    @Test
    void quantityTimesPriceIsRevenueWithoutAnAmountColumn() {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table(
                                "Order Details",
                                2155,
                                List.of(
                                        column("OrderID", ColumnType.BIGINT, 830, "10248", "11077"),
                                        column("ProductID", ColumnType.BIGINT, 77, "1", "77"),
                                        column("UnitPrice", ColumnType.DOUBLE, 116, "2.0", "263.5"),
                                        column("Quantity", ColumnType.BIGINT, 55, "1", "130"),
                                        column("Discount", ColumnType.DOUBLE, 11, "0.0", "0.25"))),
                        Profiles.table(
                                "Products",
                                77,
                                List.of("ProductID"),
                                List.of(
                                        column("ProductID", ColumnType.BIGINT, 77, "1", "77"),
                                        column(
                                                "ProductName",
                                                ColumnType.STRING,
                                                77,
                                                "Alice Mutton",
                                                "Zaanse koeken")))),
                List.of(Profiles.edge("Order Details", "ProductID", "Products", "ProductID")));

        GuidedQuestion first = system.questions(context, accepting()).get(0);

        assertThat(first.text()).isEqualTo("What are the top selling products?");
        assertThat(first.sql())
                .contains("round(sum(`Order Details`.Quantity * `Order Details`.UnitPrice"
                        + " * (1 - coalesce(`Order Details`.Discount, 0))), 2) AS revenue");
    }

    @Test
    void aTableWithoutRelationshipsIsGroupedByItsOwnColumns() {
        DataContext context = Profiles.context(
                List.of(Profiles.table(
                        "sales_2024",
                        5000,
                        List.of(
                                column("order_no", ColumnType.BIGINT, 5000, "1", "9000"),
                                column("order_date", ColumnType.DATE, 300, "2024-01-01", "2024-12-30"),
                                column("product", ColumnType.STRING, 120, "Anvil", "Zither"),
                                Profiles.categorical("region", List.of("north", "south"), List.of(3000L, 2000L)),
                                column("qty", ColumnType.BIGINT, 20, "1", "20"),
                                column("price", ColumnType.decimal(8, 2), 400, "1.00", "99.00")))),
                List.of());

        assertThat(texts(system.questions(context, accepting())))
                .startsWith("What are the top selling products?")
                .contains("What is the revenue per month?", "What is the revenue by region?")
                .doesNotContain("Which regions have the highest revenue?"); // the same in other words
    }

    @Test
    void placesYearsKeysAndBeginningsAreNotMeasured() {
        DataContext context = Profiles.context(
                List.of(Profiles.table(
                        "huts",
                        400,
                        List.of(
                                column("Beleg-Nr", ColumnType.BIGINT, 390, "17", "9000"),
                                column("Hausnummer", ColumnType.BIGINT, 300, "1", "9000"),
                                column("published", ColumnType.BIGINT, 90, "1901", "2024"),
                                column("Baujahr", ColumnType.BIGINT, 90, "1901", "2024"),
                                column("Breite", ColumnType.DOUBLE, 390, "47.1", "48.2"),
                                column("Längengrad", ColumnType.DOUBLE, 390, "10.1", "12.9"),
                                column("founded", ColumnType.DATE, 380, "1901-01-01", "2020-12-30"),
                                Profiles.categorical("valley", List.of("north", "south"), List.of(300L, 100L))))),
                List.of());

        assertThat(system.questions(context, accepting())).isNotEmpty().allSatisfy(question -> {
            assertThat(question.sql()).doesNotContainPattern("(?i)(?:sum|avg|percentile_approx)\\((?!count)");
            assertThat(question.text()).doesNotContainPattern("(?i)per (?:month|year)|trend");
        });
    }

    @Test
    void aJunctionTableIsCountedByItsOtherParent() {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table(
                                "film_actor",
                                500,
                                List.of("film_id", "actor_id"),
                                List.of(
                                        column("film_id", ColumnType.BIGINT, 90, "1", "100"),
                                        column("actor_id", ColumnType.BIGINT, 40, "1", "41"),
                                        column(
                                                "last_update",
                                                ColumnType.TIMESTAMP,
                                                400,
                                                "2006-02-15 05:05:03",
                                                "2007-02-15 05:05:03"))),
                        Profiles.table(
                                "film",
                                100,
                                List.of("film_id"),
                                List.of(
                                        column("film_id", ColumnType.BIGINT, 100, "1", "100"),
                                        column("title", ColumnType.STRING, 100, "ALI", "ZORRO"))),
                        Profiles.table(
                                "actor",
                                41,
                                List.of("actor_id"),
                                List.of(
                                        column("actor_id", ColumnType.BIGINT, 41, "1", "41"),
                                        column("first_name", ColumnType.STRING, 30, "ADAM", "ZERO"),
                                        column("last_name", ColumnType.STRING, 39, "AKROYD", "ZELLWEGER")))),
                List.of(
                        Profiles.edge("film_actor", "film_id", "film", "film_id"),
                        Profiles.edge("film_actor", "actor_id", "actor", "actor_id")));

        List<GuidedQuestion> questions = system.questions(context, accepting());

        assertThat(texts(questions))
                .contains(
                        "Which actors have the most films?",
                        "Which films have the most actors?",
                        "Which actors have no films?")
                .noneMatch(text -> text.contains("per month"));
        assertThat(questions.stream().map(GuidedQuestion::sql).toList().toString())
                .contains("concat_ws(' ', actor.first_name, actor.last_name) AS actor_name");
    }

    @Test
    void anEmptyContextHasNoGuidance() {
        Guidance guidance = system.guide(Profiles.context(List.of(), List.of()), accepting(), List.of());

        assertThat(guidance.questions()).isEmpty();
        assertThat(guidance.explorations()).isEmpty();
    }

    @Test
    void emptyTablesHaveNoQuestions() {
        DataContext context = Profiles.context(
                List.of(Profiles.table("empty", 0, List.of(column("a", ColumnType.STRING, 0, null, null)))), List.of());

        Guidance guidance = system.guide(context, accepting(), List.of());

        assertThat(guidance.questions()).isEmpty();
        assertThat(guidance.recommendations()).anyMatch(line -> line.startsWith("empty has no rows"));
    }

    @Test
    void recommendationsStateTheirFigure() {
        List<String> lines =
                system.guide(Shop.context(), accepting(), List.of()).recommendations();

        assertThat(lines)
                .anyMatch(line -> line.startsWith("7 rows of sales refer by product_id to nothing in products"))
                .anyMatch(line -> line.startsWith("sales.currency is 'EUR' in all 1,200 rows"))
                .anyMatch(line -> line.contains("too few cells"));
    }

    private static ColumnProfile column(
            String name,
            ColumnType type,
            long distinct,
            @org.jspecify.annotations.Nullable String min,
            @org.jspecify.annotations.Nullable String max) {
        return Profiles.column(name, type, distinct, min, max);
    }

    private static List<String> texts(List<GuidedQuestion> questions) {
        return questions.stream().map(GuidedQuestion::text).toList();
    }

    private static QueryEngine accepting() {
        return engine(sql -> true, ErrorCode.QUERY_REFUSED);
    }

    private static QueryEngine engine(Predicate<String> accepts, ErrorCode otherwise) {
        return new QueryEngine() {
            @Override
            public QueryResult run(String sql) {
                throw new AssertionError("guidance analyzes and does not run: " + sql);
            }

            @Override
            public void check(String sql) {
                if (!accepts.test(sql)) {
                    throw new MigratorException(otherwise, "no: " + sql);
                }
            }

            @Override
            public void cancel() {}
        };
    }
}
