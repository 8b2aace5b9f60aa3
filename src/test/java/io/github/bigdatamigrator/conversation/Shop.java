package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the profile of a small shop with sales and customers. */
public final class Shop {
    public static final GuidedQuestion TOP_PRODUCTS = new GuidedQuestion(
            "What are the top selling products?",
            "SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product ORDER BY revenue DESC LIMIT 10",
            "12 products");
    static final GuidedQuestion BY_MONTH = new GuidedQuestion(
            "What is the revenue by month?",
            "SELECT month(sold_on) AS m, SUM(amount) AS revenue FROM sales GROUP BY 1 ORDER BY 1",
            "dates cover a year");
    public static final List<GuidedQuestion> GUIDED = List.of(
            TOP_PRODUCTS,
            BY_MONTH,
            new GuidedQuestion(
                    "How are sales spread over status?",
                    "SELECT status, COUNT(*) AS n FROM sales GROUP BY 1",
                    "3 values"),
            new GuidedQuestion("Which customers bought most?", "SELECT customer_id FROM sales", "84112 customers"));

    private Shop() {}

    public static DataContext context() {
        return Profiles.context(
                List.of(sales(), customers()), List.of(Profiles.edge("sales", "customer_id", "customers", "id")));
    }

    public static TableProfile sales() {
        return Profiles.table(
                "sales",
                1_204_331,
                List.of("sale_id"),
                List.of(
                        numeric("sale_id", ColumnType.BIGINT, "1", "1204331", 602_166.0, 0, true, 1_204_331),
                        numeric("customer_id", ColumnType.BIGINT, "1", "84112", 42_056.5, 0, false, 84_112),
                        Profiles.categorical(
                                "status",
                                List.of("shipped", "open", "returned"),
                                List.of(901_223L, 201_340L, 101_768L)),
                        numeric("amount", ColumnType.decimal(10, 2), "0.99", "9120.00", 61.2, 3_613, false, 9_000),
                        Profiles.column("sold_on", ColumnType.DATE, 366, "2024-01-01", "2024-12-31"),
                        Profiles.categorical("product", List.of("Lamp", "Desk"), List.of(700_000L, 504_331L))));
    }

    static TableProfile customers() {
        ColumnProfile name = Profiles.column("name", ColumnType.STRING, 80_000, "Aaron", "Zoe");
        return Profiles.table(
                "customers",
                84_112,
                List.of("id"),
                List.of(numeric("id", ColumnType.BIGINT, "1", "84112", 42_056.5, 0, true, 84_112), name));
    }

    static ColumnProfile numeric(
            String name,
            ColumnType type,
            String min,
            String max,
            double mean,
            long nulls,
            boolean unique,
            long distinct) {
        return ColumnBuilder.named(name, type)
                .nulls(nulls)
                .distinct(Count.exactly(distinct))
                .unique(new Uniqueness(unique, true))
                .range(min, max)
                .mean(mean)
                .stddev(1.0)
                .sum("73705057.20")
                .build();
    }

    public static QueryResult rows(String sql, List<String> columns, List<List<@Nullable Object>> rows) {
        return new QueryResult(
                sql, columns, columns.stream().map(column -> ColumnType.STRING).toList(), rows, false, 0.1, null);
    }

    /** Counts one token for every four characters, rounded up. */
    public static int tokens(String text) {
        return (text.length() + 3) / 4;
    }
}
