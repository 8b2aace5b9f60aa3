package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.DataClaim.Determines;
import io.github.bigdatamigrator.context.query.DataClaim.DistinctRows;
import io.github.bigdatamigrator.context.query.DataClaim.EveryRow;
import io.github.bigdatamigrator.context.query.DataClaim.Included;
import io.github.bigdatamigrator.context.query.DataClaim.NotNull;
import io.github.bigdatamigrator.context.query.DataClaim.Unique;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a change of the schema that becomes part of the plan only if the full data confirms its claims.
 *
 * @param evidence why it is proposed, with its figures
 * @param claims what the full data must confirm; none where the proposal cannot be tested
 * @param gain bytes saved, by the widths of types; 0 where none are
 */
public record Proposal(
        Kind kind,
        PlannedTable table,
        List<PlannedColumn> columns,
        Detail detail,
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
            Detail detail,
            String evidence,
            Origin origin,
            DataClaim... claims) {
        this(kind, table, columns, detail, evidence, List.of(claims), origin, 0);
    }

    /** A condition that each row must meet by itself. */
    static Proposal ofRows(
            Kind kind, PlannedTable table, List<PlannedColumn> columns, Detail detail, String evidence, Origin origin) {
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
        return new Proposal(kind, table, List.of(column), Detail.NONE, evidence, origin, claim);
    }

    static Proposal primaryKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        List<DataClaim> claims = new ArrayList<>(List.of(unique(table, columns)));
        columns.forEach(column -> claims.add(new NotNull(table.sqlName(), column.sqlName())));
        return new Proposal(Kind.KEY, table, columns, new Detail.Key(true), evidence, claims, origin, 0);
    }

    static Proposal uniqueKey(PlannedTable table, List<PlannedColumn> columns, String evidence, Origin origin) {
        return new Proposal(Kind.KEY, table, columns, new Detail.Key(false), evidence, origin, unique(table, columns));
    }

    private static DataClaim unique(PlannedTable table, List<PlannedColumn> columns) {
        return new Unique(table.sqlName(), sqlNames(columns));
    }

    /** A foreign key; untestable where the two sides have types that a database cannot compare. */
    static Proposal foreignKey(PlannedKey key, String evidence, Origin origin) {
        DataClaim claim = new Included(
                key.from().sqlName(), sqlNames(key.columns()), key.to().sqlName(), sqlNames(key.toColumns()));
        List<DataClaim> claims = key.hasComparableTypes() ? List.of(claim) : List.of();
        Detail detail = new Detail.Reference(key);
        return new Proposal(Kind.FOREIGN_KEY, key.from(), key.columns(), detail, evidence, claims, origin, 0);
    }

    static Proposal dependency(
            PlannedTable table, List<PlannedColumn> columns, PlannedColumn dependent, String evidence, Origin origin) {
        DataClaim claim = new Determines(table.sqlName(), sqlNames(columns), dependent.sqlName());
        Detail detail = new Detail.Dependent(dependent);
        return new Proposal(Kind.NORMALISE, table, columns, detail, evidence, origin, claim);
    }

    static Proposal distinctRows(PlannedTable table, String evidence) {
        DataClaim claim = new DistinctRows(table.sqlName());
        return new Proposal(Kind.DUPLICATE_ROWS, table, table.columns(), Detail.NONE, evidence, Origin.RULE, claim);
    }

    Proposal withGain(long bytes) {
        return new Proposal(kind, table, columns, detail, evidence, claims, origin, bytes);
    }

    /** The same key as UNIQUE, for a table that already has a primary key. */
    Proposal asUnique() {
        return uniqueKey(table, columns, evidence, origin).withGain(gain);
    }

    boolean primary() {
        return detail instanceof Detail.Key key && key.primary();
    }

    /** The detail that proposals of this kind have. */
    <T extends Detail> T detail(Class<T> type) {
        return type.cast(detail);
    }

    private static List<String> sqlNames(List<PlannedColumn> columns) {
        return columns.stream().map(PlannedColumn::sqlName).toList();
    }

    PlannedColumn column() {
        return columns.get(0);
    }

    /** The side of a bound, which a column has once: {@code min}, {@code max}, {@code value}; else empty. */
    public String boundSide() {
        return detail instanceof Detail.Bound bound
                ? switch (bound.relation()) {
                    case AT_LEAST, MORE -> "min";
                    case AT_MOST, LESS -> "max";
                    case EQUAL -> "value";
                }
                : "";
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
        String more = detail instanceof Detail.Dependent dependent
                ? dependent.column().sqlName()
                : detail instanceof Detail.Reference reference
                        ? reference.key().to().sqlName()
                                + sqlNames(reference.key().toColumns())
                        : detail.toString();
        return kind + " " + table.sqlName() + sqlNames(columns) + more;
    }

    List<String> columnNames() {
        return columns.stream().map(PlannedColumn::name).toList();
    }

    /** The part of a proposal beyond its kind and columns. */
    public sealed interface Detail {
        record None() implements Detail {}

        record NewType(TargetType type) implements Detail {}

        record AllowedValues(List<String> texts) implements Detail {}

        record Bound(Relation relation, BigDecimal number) implements Detail {}

        record ColumnOrder(Relation relation) implements Detail {}

        /** The column's texts have so many parts. */
        record Split(String separator, int parts) implements Detail {}

        record Dependent(PlannedColumn column) implements Detail {}

        /** The columns are the primary key, or another unique key. */
        record Key(boolean primary) implements Detail {}

        record Reference(PlannedKey key) implements Detail {}

        Detail NONE = new None();

        enum Relation {
            LESS("<"),
            AT_MOST("<="),
            AT_LEAST(">="),
            MORE(">"),
            EQUAL("=");

            private final String sign;

            Relation(String sign) {
                this.sign = sign;
            }

            String sign() {
                return sign;
            }
        }
    }
}
