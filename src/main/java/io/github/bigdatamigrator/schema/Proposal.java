package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.Fact;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something to prove before it becomes part of the schema.
 *
 * @param foreignKey of a foreign key, else null
 * @param evidence why it is proposed, with its figures
 * @param facts what the full data must confirm; none where the profile's exact figures are the proof
 * @param obstacle why it cannot be tested, or null
 */
record Proposal(
        Recommendation.Kind kind,
        boolean primary,
        PlannedTable table,
        List<PlannedColumn> columns,
        @Nullable PlannedKey foreignKey,
        String evidence,
        List<Fact> facts,
        Recommendation.Origin origin,
        @Nullable String obstacle) {
    Proposal {
        columns = List.copyOf(columns);
        facts = List.copyOf(facts);
    }

    static Proposal ofColumn(Recommendation.Kind kind, PlannedTable table, PlannedColumn column, String evidence) {
        return new Proposal(
                kind, false, table, List.of(column), null, evidence, List.of(), Recommendation.Origin.RULE, null);
    }

    static Proposal notNull(PlannedTable table, PlannedColumn column, String evidence, Recommendation.Origin origin) {
        Fact fact = new Fact.NotNull(table.profile().sqlName(), column.profile().sqlName());
        return new Proposal(
                Recommendation.Kind.NULLABILITY,
                false,
                table,
                List.of(column),
                null,
                evidence,
                List.of(fact),
                origin,
                null);
    }

    /** The primary key: no two rows alike, and no null. */
    static Proposal primaryKey(
            PlannedTable table, List<PlannedColumn> columns, String evidence, Recommendation.Origin origin) {
        List<Fact> facts = new java.util.ArrayList<>(unique(table, columns));
        columns.forEach(column -> facts.add(
                new Fact.NotNull(table.profile().sqlName(), column.profile().sqlName())));
        return new Proposal(Recommendation.Kind.KEY, true, table, columns, null, evidence, facts, origin, null);
    }

    static Proposal uniqueKey(
            PlannedTable table, List<PlannedColumn> columns, String evidence, Recommendation.Origin origin) {
        return new Proposal(
                Recommendation.Kind.KEY, false, table, columns, null, evidence, unique(table, columns), origin, null);
    }

    private static List<Fact> unique(PlannedTable table, List<PlannedColumn> columns) {
        return List.of(new Fact.Unique(table.profile().sqlName(), sqlNames(columns)));
    }

    static Proposal foreignKey(
            PlannedKey key, String evidence, Recommendation.Origin origin, @Nullable String obstacle) {
        Fact fact = new Fact.Included(
                key.from().profile().sqlName(),
                sqlNames(key.columns()),
                key.to().profile().sqlName(),
                sqlNames(key.toColumns()));
        return new Proposal(
                Recommendation.Kind.FOREIGN_KEY,
                false,
                key.from(),
                key.columns(),
                key,
                evidence,
                obstacle == null ? List.of(fact) : List.of(),
                origin,
                obstacle);
    }

    /** The same for a table that has its primary key already. */
    Proposal asUnique() {
        return new Proposal(
                kind, false, table, columns, foreignKey, evidence, unique(table, columns), origin, obstacle);
    }

    private static List<String> sqlNames(List<PlannedColumn> columns) {
        return columns.stream().map(column -> column.profile().sqlName()).toList();
    }

    /** What makes two proposals the same, whoever made them. */
    String subject() {
        return kind + " " + primary + " " + table.profile().sqlName() + sqlNames(columns)
                + (foreignKey == null ? "" : foreignKey.to().profile().sqlName() + sqlNames(foreignKey.toColumns()));
    }

    List<String> columnNames() {
        return columns.stream().map(column -> column.profile().name()).collect(Collectors.toList());
    }
}
