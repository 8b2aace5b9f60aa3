package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jspecify.annotations.Nullable;

/** A node of a plan that provides rows: a table, or a subquery that groups or unites rows. Compared by identity. */
final class RowSource {
    private final LogicalPlan plan;
    private final @Nullable TableProfile table;
    private final Map<ExprId, Attribute> columns = new LinkedHashMap<>();
    /** Of the table's columns, by SQL name. */
    private final Map<String, ColumnProfile> profiles = new HashMap<>();

    private String name;

    /** @param table null for rows that are no table's */
    RowSource(LogicalPlan plan, @Nullable TableProfile table, Iterable<Attribute> columns) {
        this.plan = plan;
        this.table = table;
        this.name = table == null ? "" : table.sqlName();
        columns.forEach(column -> this.columns.put(column.exprId(), column));
        table().ifPresent(it -> it.columns().forEach(column -> profiles.putIfAbsent(column.sqlName(), column)));
    }

    LogicalPlan plan() {
        return plan;
    }

    Optional<TableProfile> table() {
        return Optional.ofNullable(table);
    }

    Set<ExprId> columns() {
        return columns.keySet();
    }

    Attribute column(ExprId id) {
        return Objects.requireNonNull(columns.get(id));
    }

    /** The profile of a table's column; empty for other columns. */
    Optional<ColumnProfile> profile(ExprId id) {
        return Optional.ofNullable(columns.get(id)).flatMap(column -> Optional.ofNullable(profiles.get(column.name())));
    }

    /** Gives rows that are no table's the alias of their subquery. */
    void nameIfUnnamed(String alias) {
        if (name.isEmpty()) {
            name = alias;
        }
    }

    /** The SQL name of the table, or the alias of the subquery; “the subquery” if it has none. */
    String name() {
        return name.isEmpty() ? "the subquery" : name;
    }

    boolean isSameTable(RowSource other) {
        return table != null && table.equals(other.table);
    }

    @Override
    public String toString() {
        return name();
    }
}
