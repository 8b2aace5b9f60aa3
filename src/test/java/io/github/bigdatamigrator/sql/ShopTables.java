package io.github.bigdatamigrator.sql;

import java.util.List;
import java.util.stream.Stream;

/** The tables of a small shop. */
final class ShopTables {
    static final List<SqlTable> ALL = List.of(
            table("sales", "sale_id", "customer_id", "status", "amount", "sold_on", "product"),
            table("customers", "id", "name"));

    private ShopTables() {}

    private static SqlTable table(String name, String... columns) {
        return new SqlTable(
                name,
                name,
                Stream.of(columns)
                        .map(column -> new SqlTable.Column(column, column, ""))
                        .toList());
    }
}
