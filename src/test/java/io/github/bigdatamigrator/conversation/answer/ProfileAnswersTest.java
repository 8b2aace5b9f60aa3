package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.RunStatistics;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.wording.AnswerText;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileAnswersTest {
    private static final String AMOUNT = " of sales.amount is ";
    private static final String END = ", over all rows where it is not null.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many rows are in sales?",
                "how many rows does the sales table have",
                "How many sales are there?",
                "What is the total number of sales?",
                "Number of records in sales",
                "What's the row count of sales?",
                "Count the sales",
                "How many SALES do we have in total?",
                "Wie viele Zeilen hat sales?",
            })
    void rowCountOfTable(String question) {
        assertThat(content(question)).isEqualTo("sales has 1204331 rows.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the average amount?|average|61.2",
                "average amount of the sales|average|61.2",
                "What is the mean sales amount?|average|61.2",
                "What is the highest amount?|maximum|9120.00",
                "Show me the minimum amount in sales|minimum|0.99",
                "What is the total amount?|total|73705057.20",
                "sum of amount|total|73705057.20",
            })
    void figuresOfColumn(String question, String what, String value) {
        AnswerText answer = ProfileAnswers.of(question, Shop.context()).orElseThrow();

        assertThat(answer.content()).isEqualTo("The " + what + AMOUNT + value + END);
        assertThat(answer.claims()).containsExactly(new Claim(value, -1, -1, "sales.amount"));
    }

    @Test
    void datesNullsDistinctValuesAndFrequentOnes() {
        assertThat(content("What is the latest sold on?"))
                .isEqualTo("The maximum of sales.sold_on is 2024-12-31" + END);
        assertThat(content("What is the earliest sold_on in sales?"))
                .isEqualTo("The minimum of sales.sold_on is 2024-01-01" + END);
        assertThat(content("How many nulls are in amount?")).isEqualTo("sales.amount has 3613 nulls in 1204331 rows.");
        assertThat(content("How many missing values does amount have?"))
                .isEqualTo("sales.amount has 3613 nulls in 1204331 rows.");
        assertThat(content("How many distinct statuses are there?")).isEqualTo("sales.status has 3 distinct values.");
        assertThat(content("How many different values does status have?"))
                .isEqualTo("sales.status has 3 distinct values.");
        assertThat(content("What is the most common status?"))
                .isEqualTo("The most frequent values of sales.status: shipped (901223), open (201340), returned"
                        + " (101768).");
        assertThat(content("Which columns have missing values?"))
                .isEqualTo("Columns of sales with nulls: amount (3613).\nNo column of customers has nulls.");
    }

    @Test
    void tablesColumnsAndKeys() {
        assertThat(content("How many columns does sales have?")).isEqualTo("sales has 6 columns.");
        assertThat(content("Which columns are in customers?")).isEqualTo("customers: id (bigint), name (string).");
        assertThat(content("Which tables are there?")).startsWith("2 tables:\n- sales has 1204331 rows.");
        assertThat(content("What is the primary key of sales?"))
                .isEqualTo("The primary key of sales is most likely sale_id.");
        assertThat(content("How are the tables related?"))
                .isEqualTo("- sales.customer_id → customers.id (100 % of its rows found there)");
        assertThat(content("How many rows are there?")).isEqualTo("sales has 1204331 rows.\ncustomers has 84112 rows.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "How many?",
                "How many orders are there?",
                "How many sales were shipped?",
                "How many sales in 2024?",
                "How many sales are there per customer?",
                "How many sales are there by month?",
                "How many customers bought nothing?",
                "How many customers have sales?",
                "How many sales does each customer have?",
                "How many sales have status 'open'?",
                "How many different customers?",
                "What is the average amount by status?",
                "What is the average amount of shipped sales?",
                "What is the average amount per customer?",
                "What is the average amount of customers?",
                "What is the total amount last year?",
                "What is the total amount of the top customers?",
                "Which customer has the highest amount?",
                "What customer has the largest amount?",
                "Which product has the highest amount?",
                "What are the top selling products?",
                "What is the most common status in May?",
                "What is the most common status of lamps?",
                "What is the minimum average amount?",
                "What is the maximum name?",
                "What is the maximum id?x",
                "How many rows have a null amount and status?",
                "Is the amount above average?",
                "Are the tables related to the weather?",
                "Which tables are slow?",
                "How many columns of sales are numeric?",
                "Show the sales",
                "What is the difference between the maximum amount and the minimum amount?",
                "How many unique customers have sales?",
                "What is the average number of sales?",
                "What is the largest sale?",
                "What is the median amount per status?",
                "What is the median amount of shipped sales?",
                "Is the amount unique per customer?",
                "Is status unique for each customer?",
                "Are there nulls in amount for lamps?",
                "Does every customer have a name?",
                "How many customers are missing?",
                "How many sales are missing a customer?",
                "How many missing amounts were shipped?",
                "What is the range of amounts by month?",
                "What range of dates do lamps cover?",
                "Which type of product sells best?",
                "What type of customer buys most?",
                "What are the top values of status by amount?",
                "Are there duplicate customers in sales?",
                "How many duplicate names have sales?",
                "How many customers share a name?",
                "What is the average of amount and sale_id?",
                "How many rows would remain without returned sales?",
                "How many rows have no amount?",
                "And how many rows?",
                "How many sales does the best customer have?",
                "What is the average amount over time?",
                "How many distinct products did each customer buy?",
                "What is the total amount of all shipped and open ones?",
                "What is the highest total amount?",
                "What is the lowest amount that is not null?",
                "What is the latest sold on of each status?",
                "How many rows in sales match a customer?",
                "Which customers are missing?",
                "Which columns predict the amount?",
                "List the names of customers",
                "Which customers have no sales?",
            })
    void questionWithFilterGroupingOrUnknownWordIsNotAnswered(String question) {
        assertThat(content(question)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the minimum and maximum amount?|sales.amount runs from 0.99 to 9120.00, over all rows where"
                        + " it is not null.",
                "range of amount|sales.amount runs from 0.99 to 9120.00, over all rows where it is not null.",
                "What date range does sold_on cover?|sales.sold_on runs from 2024-01-01 to 2024-12-31, over all rows"
                        + " where it is not null.",
                "What range does sold on span?|sales.sold_on runs from 2024-01-01 to 2024-12-31, over all rows where"
                        + " it is not null.",
                "Is sale_id unique?|Yes, sales.sale_id is unique: no value repeats. It is never null.",
                "Are the customer_id values unique?|No, sales.customer_id is not unique: values repeat."
                        + " sales.customer_id has 84112 distinct values.",
                "Does status have duplicates?|No, sales.status is not unique: values repeat. sales.status has 3"
                        + " distinct values.",
                "Are there any nulls in amount?|sales.amount has 3613 nulls in 1204331 rows.",
                "Does amount have missing values?|sales.amount has 3613 nulls in 1204331 rows.",
                "How many amounts are missing?|sales.amount has 3613 nulls in 1204331 rows.",
                "What is the data type of amount?|sales.amount is of type decimal(10,2).",
                "What type is sold_on?|sales.sold_on is of type date.",
                "What is the standard deviation of amount?|The standard deviation of sales.amount is 1, over all rows"
                        + " where it is not null.",
                "top values of status|The most frequent values of sales.status: shipped (901223), open (201340),"
                        + " returned (101768).",
            })
    void furtherPropertiesOfColumn(String question, String content) {
        assertThat(content(question)).isEqualTo(content);
    }

    @Test
    void estimateIsMeasuredUnlessTableIsTooLarge() {
        DataContext context = Profiles.context(List.of(Profiles.table("t", 100, List.of(estimated()))), List.of());
        DataContext huge = Profiles.context(List.of(Profiles.table("t", 100_000_000, List.of(estimated()))), List.of());

        assertThat(ProfileAnswers.measuringSql("How many distinct values does city have?", context))
                .contains("SELECT COUNT(DISTINCT city) AS distinct_city FROM t");
        assertThat(ProfileAnswers.measuringSql("How many distinct values does city have?", huge))
                .isEmpty();
        assertThat(ProfileAnswers.measuringSql("How many distinct statuses are there?", Shop.context()))
                .isEmpty();
    }

    @Test
    void columnNameOfTwoTablesIsNotAnswered() {
        DataContext two = Profiles.context(
                List.of(
                        Profiles.table("a", 1, List.of(Profiles.column("price", ColumnType.BIGINT, 1, "1", "2"))),
                        Profiles.table("b", 1, List.of(Profiles.column("price", ColumnType.BIGINT, 1, "3", "4")))),
                List.of());

        assertThat(ProfileAnswers.of("What is the maximum price?", two)).isEmpty();
    }

    @Test
    void estimateIsMarkedAsEstimate() {
        DataContext context = Profiles.context(List.of(Profiles.table("t", 100, List.of(estimated()))), List.of());

        assertThat(ProfileAnswers.of("How many distinct values does city have?", context)
                        .orElseThrow()
                        .content())
                .isEqualTo("t.city has about 90 distinct values (estimated, within 2 %).");
    }

    @Test
    void partialProfileAnswersNothing() {
        DataContext whole = Shop.context();
        DataContext partial = new DataContext(
                whole.tables(),
                whole.relationships(),
                whole.problems(),
                new RunStatistics(1, 1, 1, "local", "4", "2026-01-01T00:00:00Z", true, 0));

        assertThat(ProfileAnswers.of("How many rows are in sales?", partial)).isEmpty();
    }

    private static ColumnProfile estimated() {
        ColumnProfile plain = Profiles.column("city", ColumnType.STRING, 90);
        return ColumnBuilder.named("city", plain.type())
                .distinct(Count.about(90, 0.02))
                .unique(plain.unique())
                .build();
    }

    private static @Nullable String content(String question) {
        return ProfileAnswers.of(question, Shop.context())
                .map(AnswerText::content)
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"How many film actors are there?", "Number of film actors", "How many actors in films?"})
    void nameOfJunctionTableIsNotCounted(String question) {
        DataContext films = Profiles.context(
                List.of(
                        Profiles.table("film", 10, List.of("id"), Shop.sales().columns()),
                        Profiles.table("actor", 5, List.of("id"), Shop.sales().columns()),
                        Profiles.table(
                                "film_actor", 40, List.of("id"), Shop.sales().columns())),
                List.of());

        assertThat(ProfileAnswers.of(question, films)).isEmpty();
        assertThat(ProfileAnswers.of("How many rows does film_actor have?", films))
                .get()
                .satisfies(answer -> assertThat(answer.content()).isEqualTo("film_actor has 40 rows."));
    }
}
