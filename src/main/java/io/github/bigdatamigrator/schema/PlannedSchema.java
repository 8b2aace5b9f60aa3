package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the planned tables and the references between them. */
final class PlannedSchema {
    private final Map<TableProfile, PlannedTable> tables = new LinkedHashMap<>();
    private final Map<PlannedKey, Relationship> references = new LinkedHashMap<>();
    private final DataContext context;

    PlannedSchema(DataContext context) {
        this.context = context;
        for (TableProfile table : context.tables()) {
            Set<String> related = new HashSet<>();
            for (Relationship relationship : context.foreignKeys()) {
                if (context.table(relationship.fromTable())
                        .filter(table::equals)
                        .isPresent()) {
                    related.addAll(relationship.fromColumns());
                }
                if (context.table(relationship.toTable()).filter(table::equals).isPresent()) {
                    related.addAll(relationship.toColumns());
                }
            }
            tables.put(table, new PlannedTable(table, related));
        }
        for (Relationship relationship : context.foreignKeys()) {
            if (!plannable(relationship)) {
                continue;
            }
            foreignKey(
                            relationship.fromTable(),
                            relationship.fromColumns(),
                            relationship.toTable(),
                            relationship.toColumns())
                    .ifPresent(key -> references.put(key, relationship));
        }
        unifyKeyTypes();
    }

    /** Whether a reference is certain enough, says more than another one, and refers to a decided key. */
    private boolean plannable(Relationship relationship) {
        return relationship.standing() == null
                && context.table(relationship.toTable())
                        .filter(parent -> parent.keyUndecided()
                                && relationship.toColumns().equals(parent.primaryKey()))
                        .isEmpty();
    }

    List<PlannedTable> tables() {
        return List.copyOf(tables.values());
    }

    Map<PlannedKey, Relationship> references() {
        return references;
    }

    /** The table with that name, as in the files or in SQL. */
    Optional<PlannedTable> table(String name) {
        return context.table(name).map(tables::get);
    }

    /** The reference between the columns; empty if one of them does not exist. */
    Optional<PlannedKey> foreignKey(String from, List<String> columns, String to, List<String> toColumns) {
        if (columns.size() != toColumns.size()) {
            return Optional.empty();
        }
        return table(from)
                .flatMap(child -> table(to)
                        .flatMap(parent -> child.columns(columns)
                                .flatMap(found -> parent.columns(toColumns)
                                        .map(foundTo -> new PlannedKey(child, found, parent, foundTo)))));
    }

    /** Gives both sides of every reference the wider of their types, until nothing changes. */
    void unifyKeyTypes() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PlannedKey key : references.keySet()) {
                for (int i = 0; i < key.columns().size(); i++) {
                    changed |= unify(key.columns().get(i), key.toColumns().get(i));
                }
            }
        }
    }

    private static boolean unify(PlannedColumn one, PlannedColumn other) {
        Optional<TargetType> both = one.type().widenedTo(other.type());
        if (both.isEmpty() || (both.get().equals(one.type()) && both.get().equals(other.type()))) {
            return false;
        }
        one.setType(both.get());
        other.setType(both.get());
        return true;
    }

    /** Parents before children; in a cycle, the table with the fewest missing parents first. */
    List<PlannedTable> creationOrder(Collection<PlannedKey> foreignKeys) {
        List<PlannedTable> order = new ArrayList<>();
        List<PlannedTable> waiting = new ArrayList<>(tables.values());
        while (!waiting.isEmpty()) {
            PlannedTable next = waiting.stream()
                    .min(Comparator.comparingLong(table -> foreignKeys.stream()
                            .filter(key -> key.from() == table && !key.isSelfReference() && waiting.contains(key.to()))
                            .count()))
                    .orElseThrow();
            order.add(next);
            waiting.remove(next);
        }
        return order;
    }
}
