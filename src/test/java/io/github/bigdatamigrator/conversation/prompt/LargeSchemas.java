package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates the profiles of a schema with 169 tables and of a table with 620 columns, and questions about them. */
final class LargeSchemas {
    /** Each with the same 13 tables. */
    private static final List<String> AREAS =
            List.of("sales purchasing stock staff payroll project service fleet asset quality marketing finance web"
                    .split(" "));

    /** Columns of each table of an area; {@code order_id>order} references another table of the area. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("customer", "name city country email created_on region_id>region");
        TABLES.put("product", "name category_id>category price weight");
        TABLES.put("category", "name description");
        TABLES.put("order", "customer_id>customer ordered_on status_id>status total");
        TABLES.put("order_line", "order_id>order product_id>product quantity unit_price discount");
        TABLES.put("invoice", "order_id>order issued_on due_on amount");
        TABLES.put("payment", "invoice_id>invoice paid_on amount method");
        TABLES.put("contract", "customer_id>customer starts_on ends_on value");
        TABLES.put("region", "name manager");
        TABLES.put("status", "label");
        TABLES.put("rate", "product_id>product valid_on price");
        TABLES.put("event", "customer_id>customer happened_on kind duration");
        TABLES.put("note", "customer_id>customer written_on body");
    }

    private static final List<String> MEASURES =
            List.of(("gross_revenue net_revenue unit_cost margin visits returns stock_level list_price discount tax"
                            + " shipping_fee refund basket_size new_customers lost_customers complaints rating clicks"
                            + " orders cancelled_orders staff_hours energy rent waste")
                    .split(" "));
    private static final List<String> SEGMENTS =
            List.of(("online store_north store_south store_east store_west wholesale partners export mobile catalog"
                            + " outlet airport station mall kiosk phone business private students seniors families"
                            + " members guests promo seasonal")
                    .split(" "));

    private LargeSchemas() {}

    /** A question and the columns that its query needs, as {@code table.column}. */
    record Question(String text, List<String> needed) {
        @Override
        public String toString() {
            return text;
        }
    }

    static DataContext manyTables() {
        List<TableProfile> tables = new ArrayList<>();
        List<Relationship> edges = new ArrayList<>();
        for (String area : AREAS) {
            TABLES.forEach((name, columns) -> {
                String table = area + "_" + name;
                List<ColumnProfile> profiles = new ArrayList<>(List.of(key("id")));
                for (String column : columns.split(" ")) {
                    String[] parts = column.split(">");
                    profiles.add(column(parts[0]));
                    if (parts.length > 1) {
                        edges.add(Profiles.edge(table, parts[0], area + "_" + parts[1], "id"));
                    }
                }
                tables.add(Profiles.table(table, 10_000, List.of("id"), profiles));
            });
        }
        return Profiles.context(tables, edges);
    }

    private static ColumnProfile key(String name) {
        return ColumnBuilder.like(Profiles.column(name, ColumnType.BIGINT, 10_000, "1", "10000"))
                .unique(new Uniqueness(true, true))
                .build();
    }

    private static ColumnProfile column(String name) {
        if (name.endsWith("_on")) {
            return Profiles.column(name, ColumnType.DATE, 900, "2021-01-04", "2024-06-28");
        } else if (name.endsWith("_id")) {
            return Profiles.column(name, ColumnType.BIGINT, 500, "1", "10000");
        }
        return switch (name) {
            case "method", "kind", "label", "country" ->
                Profiles.categorical(
                        name, List.of("first one", "second one", "other"), List.of(6_000L, 3_000L, 1_000L));
            case "name", "city", "email", "description", "manager", "body" ->
                Profiles.column(name, ColumnType.STRING, 9_000, "Aachen", "Zwolle");
            default -> Profiles.column(name, ColumnType.decimal(12, 2), 5_000, "0.50", "98765.40");
        };
    }

    static List<Question> questionsOnManyTables() {
        List<Question> questions = new ArrayList<>();
        for (String area : AREAS) {
            questions.add(question(
                    area,
                    "Which " + area + " customer paid most in 2023?",
                    "customer.name payment.amount payment.paid_on payment.invoice_id invoice.order_id"
                            + " order.customer_id"));
            questions.add(question(
                    area,
                    "How many " + area + " products of each category were ordered per month?",
                    "category.name product.category_id order_line.product_id order_line.quantity order_line.order_id"
                            + " order.ordered_on"));
            questions.add(question(
                    area,
                    "What is the average duration of " + area + " events by country?",
                    "event.duration event.customer_id customer.country"));
        }
        return questions;
    }

    private static Question question(String area, String text, String needed) {
        return new Question(
                text,
                List.of(needed.split(" ")).stream()
                        .map(column -> area + "_" + column)
                        .toList());
    }

    static DataContext manyColumns() {
        List<ColumnProfile> columns = new ArrayList<>(List.of(key("row_id")));
        for (int i = 1; i <= 15; i++) {
            columns.add(Profiles.categorical("attribute_" + (char) ('a' + i), List.of("yes", "no"), List.of(7L, 3L)));
        }
        columns.add(Profiles.column("booked_on", ColumnType.DATE, 900, "2021-01-04", "2024-06-28"));
        columns.add(Profiles.categorical("country", List.of("Norway", "Chile", "Kenya"), List.of(5L, 4L, 1L)));
        columns.add(Profiles.column("city", ColumnType.STRING, 700, "Aachen", "Zwolle"));
        columns.add(Profiles.categorical("channel", List.of("direct", "agent"), List.of(6L, 4L)));
        for (String segment : SEGMENTS) {
            for (String measure : MEASURES) {
                columns.add(
                        Profiles.column(measure + "_" + segment, ColumnType.decimal(12, 2), 5_000, "0.50", "98765.40"));
            }
        }
        return Profiles.context(List.of(Profiles.table("figures", 250_000, List.of("row_id"), columns)), List.of());
    }

    static List<Question> questionsOnManyColumns() {
        return List.of(
                wide("What is the net revenue of the online segment by month?", "net_revenue_online booked_on"),
                wide(
                        "Compare the margin in the store north and the store south by country",
                        "margin_store_north margin_store_south country"),
                wide("How many cancelled orders did the airport have in Kenya?", "cancelled_orders_airport country"),
                wide("Average rating of students and seniors per channel", "rating_students rating_seniors channel"),
                wide("In which city is the waste of the mall the highest?", "waste_mall city"),
                wide("Total energy of the kiosk in 2023", "energy_kiosk booked_on"),
                wide(
                        "Show the shipping fee for wholesale and export by year",
                        "shipping_fee_wholesale shipping_fee_export booked_on"),
                wide("New customers on mobile last quarter, by country", "new_customers_mobile booked_on country"));
    }

    private static Question wide(String text, String needed) {
        return new Question(
                text,
                List.of(needed.split(" ")).stream()
                        .map(column -> "figures." + column)
                        .toList());
    }
}
