package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.DataClaim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to prove before it becomes part of the schema.
 *
 * @param foreignKey of a foreign key, else null
 * @param evidence why it is proposed, with its figures
 * @param facts what the full data must confirm
 * @param obstacle why it cannot be tested, or null
 * @param gain bytes that it saves, by the widths of types; 0 where it saves none
 */
public record Proposal(
        Recommendation.Kind kind,
        boolean primary,
        PlannedTable table,
        List<PlannedColumn> columns,
        @Nullable PlannedKey foreignKey,
        ProposalDetail detail,
        String evidence,
        List<DataClaim> facts,
        Recommendation.Origin origin,
        @Nullable String obstacle,
        long gain) {
    public Proposal {
        columns = List.copyOf(columns);
        facts = List.copyOf(facts);
    }

    private Proposal(
            Recommendation.Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence,
            List<DataClaim> facts,
            Recommendation.Origin origin) {
        this(kind, false, table, columns, null, detail, evidence, facts, origin, null, 0);
    }

    /** What each row must keep by itself. */
    static Proposal ofRows(
            Recommendation.Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence,
            Recommendation.Origin origin) {
        Proposal proposal = new Proposal(kind, table, columns, detail, evidence, List.of(), origin);
        String condition = RowConstraints.of(proposal);
        if (condition == null) {
            throw new IllegalArgumentException("nothing that a row could break: " + evidence);
        }
        return proposal.with(
                List.of(new DataClaim.EveryRow(table.profile().sqlName(), sqlNames(columns), condition)),
                proposal.gain());
    }

    static Proposal notNull(PlannedTable table, PlannedColumn column, String evidence, Recommendation.Origin origin) {
        return filled(Recommendation.Kind.NULLABILITY, table, column, evidence, origin);
    }

    /** Something that only asks that the column has no nulls. */
    static Proposal filled(
            Recommendation.Kind kind,
            PlannedTable table,
            PlannedColumn column,
            String evidence,
            Recommendation.Origin origin) {
        DataClaim fact = new DataClaim.NotNull(
                table.profile().sqlName(), column.profile().sqlName());
        return new Proposal(kind, table, List.of(column), ProposalDetail.NONE, evidence, List.of(fact), origin);
    }

    /** The primary key: no two rows alike, and no null. */
    static Proposal primaryKey(
            PlannedTable table, List<PlannedColumn> columns, String evidence, Recommendation.Origin origin) {
        List<DataClaim> facts = new ArrayList<>(unique(table, columns));
        columns.forEach(column -> facts.add(new DataClaim.NotNull(
                table.profile().sqlName(), column.profile().sqlName())));
        return new Proposal(
                Recommendation.Kind.KEY,
                true,
                table,
                columns,
                null,
                ProposalDetail.NONE,
                evidence,
                facts,
                origin,
                null,
                0);
    }

    static Proposal uniqueKey(
            PlannedTable table, List<PlannedColumn> columns, String evidence, Recommendation.Origin origin) {
        return new Proposal(
                Recommendation.Kind.KEY, table, columns, ProposalDetail.NONE, evidence, unique(table, columns), origin);
    }

    private static List<DataClaim> unique(PlannedTable table, List<PlannedColumn> columns) {
        return List.of(new DataClaim.Unique(table.profile().sqlName(), sqlNames(columns)));
    }

    static Proposal foreignKey(
            PlannedKey key, String evidence, Recommendation.Origin origin, @Nullable String obstacle) {
        DataClaim fact = new DataClaim.Included(
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
                ProposalDetail.NONE,
                evidence,
                obstacle == null ? List.of(fact) : List.of(),
                origin,
                obstacle,
                0);
    }

    static Proposal dependency(
            PlannedTable table,
            List<PlannedColumn> columns,
            PlannedColumn dependent,
            String evidence,
            Recommendation.Origin origin,
            long gain) {
        DataClaim fact = new DataClaim.Determines(
                table.profile().sqlName(),
                sqlNames(columns),
                dependent.profile().sqlName());
        return new Proposal(
                        Recommendation.Kind.NORMALISE,
                        table,
                        columns,
                        new ProposalDetail.Dependent(dependent),
                        evidence,
                        List.of(fact),
                        origin)
                .with(List.of(fact), gain);
    }

    static Proposal distinctRows(PlannedTable table, String evidence, long gain) {
        DataClaim fact = new DataClaim.DistinctRows(table.profile().sqlName());
        return new Proposal(
                        Recommendation.Kind.DUPLICATE_ROWS,
                        table,
                        table.columns(),
                        ProposalDetail.NONE,
                        evidence,
                        List.of(fact),
                        Recommendation.Origin.RULE)
                .with(List.of(fact), gain);
    }

    Proposal with(List<DataClaim> proof, long bytes) {
        return new Proposal(
                kind, primary, table, columns, foreignKey, detail, evidence, proof, origin, obstacle, bytes);
    }

    /** The same for a table that has its primary key already. */
    Proposal asUnique() {
        return new Proposal(
                kind,
                false,
                table,
                columns,
                foreignKey,
                detail,
                evidence,
                unique(table, columns),
                origin,
                obstacle,
                gain);
    }

    private static List<String> sqlNames(List<PlannedColumn> columns) {
        return columns.stream().map(column -> column.profile().sqlName()).toList();
    }

    /** The value that a constant column has in most of its rows, or null where it is empty. */
    @Nullable
    String constant() {
        return columns.get(0).profile().topValues().isEmpty()
                ? columns.get(0).profile().min()
                : columns.get(0).profile().topValues().get(0).value();
    }

    /** What makes two proposals the same, whoever made them. */
    String subject() {
        return kind + " " + primary + " " + table.profile().sqlName() + sqlNames(columns)
                + (foreignKey == null ? "" : foreignKey.to().profile().sqlName() + sqlNames(foreignKey.toColumns()))
                + (detail instanceof ProposalDetail.Dependent dependent
                        ? dependent.column().profile().sqlName()
                        : detail.toString());
    }

    List<String> columnNames() {
        return columns.stream().map(column -> column.profile().name()).toList();
    }
}
