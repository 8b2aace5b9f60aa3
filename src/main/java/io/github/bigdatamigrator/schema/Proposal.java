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
 * @param evidence why it is proposed, with its figures
 * @param claims what the full data must confirm; none where the proposal cannot be tested
 * @param gain bytes saved, by the widths of types; 0 where none are
 */
public record Proposal(
        Kind kind,
        PlannedTable table,
        List<PlannedColumn> columns,
        ProposalDetail detail,
        String evidence,
        List<DataClaim> claims,
        Origin origin,
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
            Origin origin,
            DataClaim... claims) {
        this(kind, table, columns, detail, evidence, List.of(claims), origin, 0);
    }

    /** A condition that each row must meet by itself. */
    static Proposal ofRows(
            Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence,
            Origin origin) {
        String condition = RowConstraints.condition(new Proposal(kind, table, columns, detail, evidence, origin));
        if (condition == null) {
            throw new IllegalArgumentException("no condition on single rows: " + evidence);
        }
        DataClaim claim = new EveryRow(table.sqlName(), sqlNames(columns), condition);
        return new Proposal(kind, table, columns, detail, evidence, origin, claim);
    }

    /** A change that only requires the column to have no nulls. */
    static Proposal requiringValues(
            Kind kind, PlannedTable table, PlannedColumn column, String evidence, Origin origin) {
        DataClaim claim = new NotNull(table.sqlName(), column.sqlName());
        return new Proposal(kind, table, List.of(column), ProposalDetail.NONE, evidence, origin, claim);
    }

    /** The primary key: unique and without nulls. */
    static Proposal primaryKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        List<DataClaim> claims = new ArrayList<>(List.of(unique(table, columns)));
        columns.forEach(column -> claims.add(new NotNull(table.sqlName(), column.sqlName())));
        return new Proposal(Kind.KEY, table, columns, new ProposalDetail.Key(true), evidence, claims, origin, 0);
    }

    static Proposal uniqueKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        return new Proposal(
                Kind.KEY, table, columns, new ProposalDetail.Key(false), evidence, origin, unique(table, columns));
    }

    private static DataClaim unique(PlannedTable table, List<PlannedColumn> columns) {
        return new Unique(table.sqlName(), sqlNames(columns));
    }

    /** A foreign key; untestable where the two sides have types that a database cannot compare. */
    static Proposal foreignKey(PlannedKey key, String evidence, Origin origin) {
        DataClaim claim = new Included(
                key.from().sqlName(), sqlNames(key.columns()), key.to().sqlName(), sqlNames(key.toColumns()));
        List<DataClaim> claims = key.hasComparableTypes() ? List.of(claim) : List.of();
        ProposalDetail detail = new ProposalDetail.Reference(key);
        return new Proposal(Kind.FOREIGN_KEY, key.from(), key.columns(), detail, evidence, claims, origin, 0);
    }

    static Proposal dependency(
            PlannedTable table, List<PlannedColumn> columns, PlannedColumn dependent, String evidence, Origin origin) {
        DataClaim claim = new Determines(table.sqlName(), sqlNames(columns), dependent.sqlName());
        ProposalDetail detail = new ProposalDetail.Dependent(dependent);
        return new Proposal(Kind.NORMALISE, table, columns, detail, evidence, origin, claim);
    }

    static Proposal distinctRows(PlannedTable table, String evidence) {
        DataClaim claim = new DistinctRows(table.sqlName());
        return new Proposal(
                Kind.DUPLICATE_ROWS, table, table.columns(), ProposalDetail.NONE, evidence, Origin.RULE, claim);
    }

    Proposal withGain(long bytes) {
        return new Proposal(kind, table, columns, detail, evidence, claims, origin, bytes);
    }

    /** The same key as UNIQUE, for a table that already has a primary key. */
    Proposal asUnique() {
        return uniqueKey(table, columns, evidence, origin).withGain(gain);
    }

    boolean primary() {
        return detail instanceof ProposalDetail.Key key && key.primary();
    }

    /** The detail that proposals of this kind have. */
    <T extends ProposalDetail> T detail(Class<T> type) {
        return type.cast(detail);
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
        String more = detail instanceof ProposalDetail.Dependent dependent
                ? dependent.column().sqlName()
                : detail instanceof ProposalDetail.Reference reference
                        ? reference.key().to().sqlName()
                                + sqlNames(reference.key().toColumns())
                        : detail.toString();
        return kind + " " + table.sqlName() + sqlNames(columns) + more;
    }

    List<String> columnNames() {
        return columns.stream().map(PlannedColumn::name).toList();
    }
}
