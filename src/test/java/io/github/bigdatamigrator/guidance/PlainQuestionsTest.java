package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain questions about a bakery and the SQL of each; what has no clear meaning has none. */
class PlainQuestionsTest {
    private static final DataContext BAKERY = Profiles.context(
            List.of(
                    Profiles.table(
                            "customers",
                            90,
                            List.of("customer_id"),
                            List.of(
                                    id("customer_id", 90),
                                    unique("name", 90),
                                    Profiles.categorical("country", List.of("Peru", "Chile"), List.of(50L, 40L)),
                                    ColumnBuilder.named("fax", ColumnType.STRING)
                                            .nulls(80)
                                            .distinct(Count.exactly(10))
                                            .build())),
                    Profiles.table(
                            "orders",
                            700,
                            List.of("order_id"),
                            List.of(
                                    id("order_id", 700),
                                    reference("customer_id", 90),
                                    Profiles.column("ordered_on", ColumnType.DATE, 300, "2021-01-02", "2023-12-30"),
                                    Profiles.column("shipped_on", ColumnType.DATE, 300, "2021-01-03", "2024-01-05"),
                                    Profiles.categorical("status", List.of("open", "shipped"), List.of(100L, 600L)))),
                    Profiles.table(
                            "order_lines",
                            2000,
                            List.of("line_id"),
                            List.of(
                                    id("line_id", 2000),
                                    reference("order_id", 700),
                                    reference("product_id", 40),
                                    number("quantity", ColumnType.BIGINT, 20),
                                    number("unit_price", ColumnType.decimal(10, 2), 60))),
                    Profiles.table(
                            "products",
                            40,
                            List.of("product_id"),
                            List.of(
                                    id("product_id", 40),
                                    unique("title", 40),
                                    reference("category_id", 4),
                                    number("price", ColumnType.decimal(10, 2), 35),
                                    number("weight", ColumnType.DOUBLE, 30),
                                    number("stock", ColumnType.BIGINT, 25))),
                    Profiles.table(
                            "categories",
                            4,
                            List.of("category_id"),
                            List.of(
                                    id("category_id", 4),
                                    Profiles.categorical(
                                            "name",
                                            List.of("Bread", "Cake", "Rye Bread", "Tart"),
                                            List.of(1L, 1L, 1L, 1L))))),
            List.of(
                    Profiles.edge("orders", "customer_id", "customers", "customer_id"),
                    Profiles.edge("order_lines", "order_id", "orders", "order_id"),
                    Profiles.edge("order_lines", "product_id", "products", "product_id"),
                    Profiles.edge("products", "category_id", "categories", "category_id")));

    private static ColumnProfile id(String name, long distinct) {
        return ColumnBuilder.named(name, ColumnType.BIGINT)
                .distinct(Count.exactly(distinct))
                .unique(new Uniqueness(true, true))
                .range("1", String.valueOf(distinct))
                .build();
    }

    private static ColumnProfile reference(String name, long distinct) {
        return Profiles.column(name, ColumnType.BIGINT, distinct, "1", String.valueOf(distinct));
    }

    private static ColumnProfile number(String name, ColumnType type, long distinct) {
        return Profiles.column(name, type, distinct, "1", "90");
    }

    private static ColumnProfile unique(String name, long distinct) {
        return ColumnBuilder.named(name, ColumnType.STRING)
                .distinct(Count.exactly(distinct))
                .unique(new Uniqueness(true, true))
                .lengths(new ColumnProfile.Lengths(3, 8, 12))
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        How many customers are from Peru? | SELECT count(*) AS number_of_customers FROM customers WHERE country = 'Peru'
        Count the orders with status open | SELECT count(*) AS number_of_orders FROM orders WHERE status = 'open'
        How many orders were placed in 2022? | SELECT count(*) AS number_of_orders FROM orders WHERE \
        year(ordered_on) = 2022
        How many orders were shipped in March 2022? | SELECT count(*) AS number_of_orders FROM orders WHERE \
        year(shipped_on) = 2022 AND month(shipped_on) = 3
        How many orders came from customers in Chile since 2022? | SELECT count(*) AS number_of_orders FROM \
        orders JOIN customers ON orders.customer_id = customers.customer_id WHERE year(orders.ordered_on) >= \
        2022 AND customers.country = 'Chile'
        How many products have a price over 12.50? | SELECT count(*) AS number_of_products FROM products WHERE \
        price > 12.50
        How many customers are there without fax? | SELECT count(*) AS number_of_customers FROM customers WHERE \
        fax IS NULL
        How many products are in the category Rye Bread? | SELECT count(*) AS number_of_products FROM products \
        JOIN categories ON products.category_id = categories.category_id WHERE categories.name = 'Rye Bread'
        Wie viele Orders gibt es pro Country? | SELECT customers.country, count(*) AS number_of_orders FROM \
        orders JOIN customers ON orders.customer_id = customers.customer_id GROUP BY customers.country ORDER BY \
        number_of_orders DESC, 1
        How many customers per country? | SELECT country, count(*) AS number_of_customers FROM customers GROUP \
        BY country ORDER BY number_of_customers DESC, 1
        orders per month | SELECT date_format(ordered_on, 'yyyy-MM') AS month, count(*) AS number_of_orders \
        FROM orders GROUP BY 1 ORDER BY 1
        What is the average price of products by category? | SELECT categories.name, avg(products.price) AS \
        average_price FROM products JOIN categories ON products.category_id = categories.category_id GROUP BY \
        categories.category_id, categories.name ORDER BY average_price DESC, 1
        total quantity by product | SELECT products.title, sum(order_lines.quantity) AS total_quantity FROM \
        order_lines JOIN products ON order_lines.product_id = products.product_id GROUP BY products.product_id, \
        products.title ORDER BY total_quantity DESC, 1
        What is the revenue by year? | SELECT year(orders.ordered_on) AS year, round(sum(order_lines.quantity * \
        order_lines.unit_price), 2) AS revenue FROM order_lines JOIN orders ON order_lines.order_id = \
        orders.order_id GROUP BY 1 ORDER BY 1
        Which customer has the most orders? | SELECT customers.name, count(*) AS number_of_orders FROM orders \
        JOIN customers ON orders.customer_id = customers.customer_id GROUP BY customers.customer_id, \
        customers.name ORDER BY number_of_orders DESC, 1 LIMIT 10
        Top 3 categories by revenue | SELECT categories.name, round(sum(order_lines.quantity * \
        order_lines.unit_price), 2) AS revenue FROM order_lines JOIN products ON order_lines.product_id = \
        products.product_id JOIN categories ON products.category_id = categories.category_id GROUP BY \
        categories.category_id, categories.name ORDER BY revenue DESC, 1 LIMIT 3
        Which country has the most customers? | SELECT country, count(*) AS number_of_customers FROM customers \
        GROUP BY country ORDER BY number_of_customers DESC, 1 LIMIT 10
        What are the five most expensive products? | SELECT title, price FROM products WHERE price IS NOT NULL \
        ORDER BY price DESC, 1 LIMIT 5
        Which products have the lowest stock? | SELECT title, stock FROM products WHERE stock IS NOT NULL ORDER \
        BY stock, 1 LIMIT 10
        Is there a correlation between price and weight? | SELECT round(corr(price, weight), 3) AS correlation \
        FROM products
        Show me 3 products | SELECT * FROM products ORDER BY product_id LIMIT 3
        Give me some sample orders | SELECT * FROM orders ORDER BY order_id LIMIT 5
        Which categories are there? | SELECT name FROM categories ORDER BY 1 LIMIT 20
        What countries are there? | SELECT country, count(*) AS number_of_customers FROM customers GROUP BY \
        country ORDER BY 2 DESC, 1
        Which customers are from Peru? | SELECT name FROM customers WHERE country = 'Peru' ORDER BY 1
        Which 5 customers have the highest total quantity of their order lines, and how much is it? | SELECT \
        customers.name, sum(order_lines.quantity) AS total_quantity FROM order_lines JOIN orders ON \
        order_lines.order_id = orders.order_id JOIN customers ON orders.customer_id = customers.customer_id \
        GROUP BY customers.customer_id, customers.name ORDER BY total_quantity DESC, 1 LIMIT 5
        Which customer country has the highest total quantity? | SELECT customers.country, \
        sum(order_lines.quantity) AS total_quantity FROM order_lines JOIN orders ON order_lines.order_id = \
        orders.order_id JOIN customers ON orders.customer_id = customers.customer_id GROUP BY customers.country \
        ORDER BY total_quantity DESC, 1 LIMIT 10
        What is the total quantity of the order lines for each customer country? | SELECT customers.country, \
        sum(order_lines.quantity) AS total_quantity FROM order_lines JOIN orders ON order_lines.order_id = \
        orders.order_id JOIN customers ON orders.customer_id = customers.customer_id GROUP BY customers.country \
        ORDER BY total_quantity DESC, 1
        How many orders have a customer with the country 'Chile'? | SELECT count(*) AS number_of_orders FROM \
        orders JOIN customers ON orders.customer_id = customers.customer_id WHERE customers.country = 'Chile'
        How many orders have a shipped date in the year 2022? | SELECT count(*) AS number_of_orders FROM orders \
        WHERE year(shipped_on) = 2022
        What is the number of orders for each month of the ordered date? | SELECT date_format(ordered_on, \
        'yyyy-MM') AS month, count(*) AS number_of_orders FROM orders GROUP BY 1 ORDER BY 1
        How many customers have at least one order? | SELECT count(*) AS number_of_customers FROM customers WHERE \
        EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.customer_id)
        Which customers from Peru have no order at all? | SELECT name FROM customers WHERE NOT EXISTS (SELECT 1 \
        FROM orders WHERE orders.customer_id = customers.customer_id) AND country = 'Peru' ORDER BY 1
        What is the average price over all products? | SELECT avg(price) AS average_price FROM products
        What is the highest weight of all products? | SELECT max(weight) AS highest_weight FROM products
        What is the lowest price? | SELECT min(price) AS lowest_price FROM products
        What is the highest price for each category? | SELECT categories.name, max(products.price) AS highest_price \
        FROM products JOIN categories ON products.category_id = categories.category_id GROUP BY \
        categories.category_id, categories.name ORDER BY highest_price DESC, 1
        How many products have a price of at least 12? | SELECT count(*) AS number_of_products FROM products WHERE \
        price >= 12
        How many different countries are there? | SELECT count(DISTINCT country) AS different_country FROM customers
        """)
    void aPlainQuestionHasAQuery(String question, String sql) {
        assertThat(PlainQuestions.of(question, BAKERY, List.of()).map(GuidedQuestion::sql))
                .as(question)
                .map(found -> found.replaceAll("\\s+", " "))
                .contains(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many customers bought bread?",
                "How many customers are not from Peru?",
                "Which customers have the fewest orders?",
                "How many orders were late?",
                "How many customers are from Narnia?",
                "Which category has the highest price?",
                "total price by category",
                "How many products cost 10 % more than bread?",
                "average number of orders per customer",
                "How many orders do customers place on average?",
                "Which customers ordered in 2022 and 2023?",
                "Compare Peru and Chile",
                "Why did revenue fall?",
                "best customers",
                "How many customers have at least two orders?",
                "How many customers have all orders?",
                "How many orders have no customer?",
                "How many orders have a shipped date not in the year 2022?",
                "How many orders have a shipped date in the year 2022 or 2023?",
                "How many orders have a shipped date in the year before 2022 ended?",
                "How many categories have at least one order?",
                "How many customers have an order with the country 'Chile'?",
                "Which customers have the highest quantity of their products?",
                "How many customers have no order in 2022?",
                "How many orders in 2022 have no order line?",
                "How many orders have no order line in 2022?",
                "How many customers have at least one order with status open?",
                "What is the total quantity for each month of the category?",
                "How many customers have ordered nothing at all?",
                "How much is it?",
                "How many orders were placed in 2022 and in 2023?",
                "How many orders have a shipped date in 2022 and in 2023?",
                "Was ist die Summe von Quantity nicht aller Order Lines?",
                "highest price products",
                "top 3 prices of products",
            })
    void ambiguousQuestionsHaveNone(String question) {
        assertThat(PlainQuestions.of(question, BAKERY, List.of())).as(question).isEmpty();
    }
}
