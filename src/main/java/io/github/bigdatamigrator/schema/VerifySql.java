package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes Spark SELECTs on the conversation's views that return the violations of a proposal. */
final class VerifySql {
    private VerifySql() {}

    static String of(Proposal proposal) {
        String table = SqlIdentifiers.quote(proposal.table().sqlName());
        String columns =
                proposal.columns().stream().map(RowConstraints::sqlName).collect(Collectors.joining(", "));
        return switch (proposal.kind()) {
            case NULLABILITY, PARTITION, SORT -> "SELECT * FROM " + table + " WHERE " + columns + " IS NULL";
            case KEY -> key(proposal, table, columns);
            case FOREIGN_KEY -> foreignKey(proposal, table);
            case NORMALISE -> normalise(proposal, table, columns);
            case DUPLICATE_ROWS ->
                "SELECT " + columns + ", count(*) AS occurrences FROM " + table + " GROUP BY " + columns
                        + " HAVING count(*) > 1";
            case TYPE, ENUM, CHECK, SPLIT, DROP_CONSTANT ->
                "SELECT " + columns + " FROM " + table + " WHERE NOT (" + RowConstraints.condition(proposal) + ")";
        };
    }

    private static String key(Proposal proposal, String table, String columns) {
        String nulls = proposal.columns().stream()
                .map(column -> RowConstraints.sqlName(column) + (proposal.primary() ? " IS NULL" : " IS NOT NULL"))
                .collect(Collectors.joining(proposal.primary() ? " OR " : " AND "));
        return "SELECT " + columns + ", count(*) AS occurrences FROM " + table + " GROUP BY " + columns
                + " HAVING count(*) > 1 " + (proposal.primary() ? "OR " : "AND ") + nulls;
    }

    private static String normalise(Proposal proposal, String table, String columns) {
        String name =
                RowConstraints.sqlName(proposal.detail(Detail.Dependent.class).column());
        String missing = proposal.columns().stream()
                .map(column -> RowConstraints.sqlName(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        return "SELECT * FROM (SELECT " + columns + ", min(" + name + ") AS lowest, max(" + name
                + ") AS highest, count(" + name + ") AS filled, count(*) AS occurrences FROM " + table + " GROUP BY "
                + columns
                + ") WHERE lowest <> highest OR filled BETWEEN 1 AND occurrences - 1 OR ((" + missing
                + ") AND filled > 0)";
    }

    private static String foreignKey(Proposal proposal, String table) {
        PlannedKey key = proposal.detail(Detail.Reference.class).key();
        List<String> pairs = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = "child." + RowConstraints.sqlName(key.columns().get(i));
            pairs.add(column + " = parent."
                    + RowConstraints.sqlName(key.toColumns().get(i)));
            filled.add(column + " IS NOT NULL");
        }
        return "SELECT child.* FROM " + table + " AS child LEFT ANTI JOIN "
                + SqlIdentifiers.quote(key.to().sqlName()) + " AS parent ON " + String.join(" AND ", pairs)
                + " WHERE " + String.join(" AND ", filled);
    }
}
