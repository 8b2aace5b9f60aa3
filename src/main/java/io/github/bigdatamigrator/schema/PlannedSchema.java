package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables on their way into the target, and how they refer to each other. */
final class PlannedSchema {
    private final Map<TableProfile, PlannedTable> tables = new LinkedHashMap<>();
    private final Map<PlannedKey, Relationship> references = new LinkedHashMap<>();
    private final DataContext context;

    PlannedSchema(DataContext context) {
        this.context = context;
        Map<TableProfile, Set<String>> identifying = new HashMap<>();
        for (Relationship relationship : context.relationships()) {
            context.table(relationship.fromTable())
                    .ifPresent(table -> identifying
                            .computeIfAbsent(table, t -> new HashSet<>())
                            .addAll(relationship.fromColumns()));
            context.table(relationship.toTable())
                    .ifPresent(table -> identifying
                            .computeIfAbsent(table, t -> new HashSet<>())
                            .addAll(relationship.toColumns()));
        }
        for (TableProfile table : context.tables()) {
            tables.put(table, new PlannedTable(table, identifying.getOrDefault(table, Set.of())));
        }
        for (Relationship relationship : context.relationships()) {
            key(relationship.fromTable(), relationship.fromColumns(), relationship.toTable(), relationship.toColumns())
                    .ifPresent(key -> references.put(key, relationship));
        }
        shareTypes();
    }

    List<PlannedTable> tables() {
        return List.copyOf(tables.values());
    }

    Map<PlannedKey, Relationship> references() {
        return references;
    }

    /** The table of that name, as in the files or in SQL. */
    Optional<PlannedTable> table(String name) {
        return context.table(name).map(tables::get);
    }

    /** The reference between those columns, if all of them exist. */
    Optional<PlannedKey> key(String from, List<String> columns, String to, List<String> toColumns) {
        Optional<PlannedTable> child = table(from);
        Optional<PlannedTable> parent = table(to);
        if (child.isEmpty() || parent.isEmpty() || columns.size() != toColumns.size()) {
            return Optional.empty();
        }
        return child.get()
                .columns(columns)
                .flatMap(found -> parent.get()
                        .columns(toColumns)
                        .map(foundTo -> new PlannedKey(child.get(), found, parent.get(), foundTo)));
    }

    /** Whether each pair of columns is of one kind, so that a database can compare them. */
    static boolean comparable(PlannedKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            if (key.columns().get(i).type().with(key.toColumns().get(i).type()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives both ends of every reference the wider of their types, until nothing changes: a database wants them alike.
     */
    void shareTypes() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PlannedKey key : references.keySet()) {
                for (int i = 0; i < key.columns().size(); i++) {
                    changed |= share(key.columns().get(i), key.toColumns().get(i));
                }
            }
        }
    }

    private static boolean share(PlannedColumn one, PlannedColumn other) {
        Optional<TargetType> both = one.type().with(other.type());
        if (both.isEmpty() || (both.get().equals(one.type()) && both.get().equals(other.type()))) {
            return false;
        }
        one.use(both.get());
        other.use(both.get());
        return true;
    }

    /**
     * Parents before their children where there is such an order; of a cycle, the table that waits for fewest comes
     * first.
     */
    List<PlannedTable> creationOrder(List<PlannedKey> foreignKeys) {
        List<PlannedTable> order = new ArrayList<>();
        List<PlannedTable> waiting = new ArrayList<>(tables.values());
        while (!waiting.isEmpty()) {
            PlannedTable next = waiting.get(0);
            long fewest = Long.MAX_VALUE;
            for (PlannedTable table : waiting) {
                long missing = foreignKeys.stream()
                        .filter(key -> key.from() == table && !key.toItself() && waiting.contains(key.to()))
                        .count();
                if (missing < fewest) {
                    fewest = missing;
                    next = table;
                }
            }
            order.add(next);
            waiting.remove(next);
        }
        return order;
    }
}
