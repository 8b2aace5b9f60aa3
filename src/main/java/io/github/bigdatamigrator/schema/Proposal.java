package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataClaim;
import io.github.bigdatamigrator.context.DataClaim.Determines;
import io.github.bigdatamigrator.context.DataClaim.DistinctRows;
import io.github.bigdatamigrator.context.DataClaim.EveryRow;
import io.github.bigdatamigrator.context.DataClaim.Included;
import io.github.bigdatamigrator.context.DataClaim.NotNull;
import io.github.bigdatamigrator.context.DataClaim.Unique;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the schema that becomes part of the plan only if the full data confirms its claims.
 *
 * @param primary whether a key is the primary key
 * @param foreignKey the reference of a foreign key, else null
 * @param evidence why it is proposed, with its figures
 * @param claims what the full data must confirm
 * @param obstacle why it cannot be tested, or null
 * @param gain bytes saved, by the widths of types; 0 where none are
 */
public record Proposal(
        Kind kind,
        boolean primary,
        PlannedTable table,
        List<PlannedColumn> columns,
        @Nullable PlannedKey foreignKey,
        ProposalDetail detail,
        String evidence,
        List<DataClaim> claims,
        Origin origin,
        @Nullable String obstacle,
        long gain) {
    public Proposal {
        columns = List.copyOf(columns);
        claims = List.copyOf(claims);
    }

    private Proposal(
            Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence,
            List<DataClaim> claims,
            Origin origin) {
        this(kind, false, table, columns, null, detail, evidence, claims, origin, null, 0);
    }

    /** A condition that each row must meet by itself. */
    static Proposal ofRows(
            Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence,
            Origin origin) {
        Proposal proposal = new Proposal(kind, table, columns, detail, evidence, List.of(), origin);
        String condition = RowConstraints.condition(proposal);
        if (condition == null) {
            throw new IllegalArgumentException("no condition on single rows: " + evidence);
        }
        return proposal.with(new EveryRow(table.sqlName(), sqlNames(columns), condition));
    }

    static Proposal notNull(PlannedTable table, PlannedColumn column, String evidence, Origin origin) {
        return requiringValues(Kind.NULLABILITY, table, column, evidence, origin);
    }

    /** A change that only requires the column to have no nulls. */
    static Proposal requiringValues(
            Kind kind, PlannedTable table, PlannedColumn column, String evidence, Origin origin) {
        return new Proposal(kind, table, List.of(column), ProposalDetail.NONE, evidence, List.of(), origin)
                .with(new NotNull(table.sqlName(), column.sqlName()));
    }

    /** The primary key: unique and without nulls. */
    static Proposal primaryKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        List<DataClaim> claims = new ArrayList<>(List.of(unique(table, columns)));
        columns.forEach(column -> claims.add(new NotNull(table.sqlName(), column.sqlName())));
        return new Proposal(
                Kind.KEY, true, table, columns, null, ProposalDetail.NONE, evidence, claims, origin, null, 0);
    }

    static Proposal uniqueKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        return new Proposal(Kind.KEY, table, columns, ProposalDetail.NONE, evidence, List.of(), origin)
                .with(unique(table, columns));
    }

    private static DataClaim unique(PlannedTable table, List<PlannedColumn> columns) {
        return new Unique(table.sqlName(), sqlNames(columns));
    }

    /** A foreign key; untestable where the two sides have types that a database cannot compare. */
    static Proposal foreignKey(PlannedKey key, String evidence, Origin origin) {
        DataClaim claim = new Included(
                key.from().sqlName(), sqlNames(key.columns()), key.to().sqlName(), sqlNames(key.toColumns()));
        boolean comparable = key.hasComparableTypes();
        return new Proposal(
                Kind.FOREIGN_KEY,
                false,
                key.from(),
                key.columns(),
                key,
                ProposalDetail.NONE,
                evidence,
                comparable ? List.of(claim) : List.of(),
                origin,
                comparable ? null : "the two sides are of different kinds of type",
                0);
    }

    static Proposal dependency(
            PlannedTable table, List<PlannedColumn> columns, PlannedColumn dependent, String evidence, Origin origin) {
        return new Proposal(
                        Kind.NORMALISE,
                        table,
                        columns,
                        new ProposalDetail.Dependent(dependent),
                        evidence,
                        List.of(),
                        origin)
                .with(new Determines(table.sqlName(), sqlNames(columns), dependent.sqlName()));
    }

    static Proposal distinctRows(PlannedTable table, String evidence) {
        return new Proposal(
                        Kind.DUPLICATE_ROWS,
                        table,
                        table.columns(),
                        ProposalDetail.NONE,
                        evidence,
                        List.of(),
                        Origin.RULE)
                .with(new DistinctRows(table.sqlName()));
    }

    private Proposal with(DataClaim claim) {
        return copy(primary, List.of(claim), gain);
    }

    Proposal withGain(long bytes) {
        return copy(primary, claims, bytes);
    }

    /** The same key as UNIQUE, for a table that already has a primary key. */
    Proposal asUnique() {
        return copy(false, List.of(unique(table, columns)), gain);
    }

    private Proposal copy(boolean newPrimary, List<DataClaim> newClaims, long newGain) {
        return new Proposal(
                kind, newPrimary, table, columns, foreignKey, detail, evidence, newClaims, origin, obstacle, newGain);
    }

    private static List<String> sqlNames(List<PlannedColumn> columns) {
        return columns.stream().map(PlannedColumn::sqlName).toList();
    }

    PlannedColumn column() {
        return columns.get(0);
    }

    /** The value of most rows of a constant column, or null where it is empty. */
    @Nullable
    String constant() {
        ColumnProfile profile = column().profile();
        return profile.topValues().isEmpty()
                ? profile.min()
                : profile.topValues().get(0).value();
    }

    /** Equal for two proposals of the same change, whatever their origin. */
    String identity() {
        return kind + " " + primary + " " + table.sqlName() + sqlNames(columns)
                + (foreignKey == null ? "" : foreignKey.to().sqlName() + sqlNames(foreignKey.toColumns()))
                + (detail instanceof ProposalDetail.Dependent dependent
                        ? dependent.column().sqlName()
                        : detail.toString());
    }

    List<String> columnNames() {
        return columns.stream().map(PlannedColumn::name).toList();
    }
}
