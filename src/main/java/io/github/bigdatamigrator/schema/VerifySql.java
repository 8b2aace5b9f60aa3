package io.github.bigdatamigrator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Spark SELECTs on the conversation's views that return what breaks a proposal: no row, no violation. */
final class VerifySql {
    private VerifySql() {}

    static String of(Proposal proposal) {
        String table = SparkSql.quoted(proposal.table().profile().sqlName());
        String first = name(proposal.columns().get(0));
        return switch (proposal.kind()) {
            case TYPE ->
                "SELECT " + first + " FROM " + table + " WHERE "
                        + outside(first, proposal.columns().get(0).type());
            case NULLABILITY -> "SELECT * FROM " + table + " WHERE " + first + " IS NULL";
            case KEY -> key(proposal, table);
            case FOREIGN_KEY -> foreignKey(proposal, table);
            case DROP_CONSTANT ->
                "SELECT " + first + " FROM " + table + " WHERE NOT (" + first + " <=> (SELECT min(" + first + ") FROM "
                        + table + "))";
        };
    }

    private static String outside(String column, TargetType type) {
        return switch (type.kind()) {
            case INTEGER ->
                type.size() == 2
                        ? column + " NOT BETWEEN -32768 AND 32767"
                        : column + " NOT BETWEEN -2147483648 AND 2147483647";
            case DECIMAL -> "abs(" + column + ") >= 1" + "0".repeat(type.size() - type.scale());
            case TEXT -> "char_length(" + column + ") > " + type.size();
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP, BINARY -> column + " IS NULL AND " + column + " IS NOT NULL";
        };
    }

    private static String key(Proposal proposal, String table) {
        String columns = proposal.columns().stream().map(VerifySql::name).collect(Collectors.joining(", "));
        String nulls = proposal.columns().stream()
                .map(column -> name(column) + (proposal.primary() ? " IS NULL" : " IS NOT NULL"))
                .collect(Collectors.joining(proposal.primary() ? " OR " : " AND "));
        return "SELECT " + columns + ", count(*) AS occurrences FROM " + table + " GROUP BY " + columns
                + " HAVING count(*) > 1 " + (proposal.primary() ? "OR " : "AND ") + nulls;
    }

    private static String foreignKey(Proposal proposal, String table) {
        PlannedKey key = proposal.foreignKey();
        if (key == null) {
            throw new IllegalArgumentException("a foreign key without its target: " + proposal.evidence());
        }
        List<String> pairs = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = "child." + name(key.columns().get(i));
            pairs.add(column + " = parent." + name(key.toColumns().get(i)));
            filled.add(column + " IS NOT NULL");
        }
        return "SELECT child.* FROM " + table + " AS child LEFT ANTI JOIN "
                + SparkSql.quoted(key.to().profile().sqlName()) + " AS parent ON " + String.join(" AND ", pairs)
                + " WHERE "
                + String.join(" AND ", filled);
    }

    private static String name(PlannedColumn column) {
        return SparkSql.quoted(column.profile().sqlName());
    }
}
