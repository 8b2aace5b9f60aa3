package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table on its way into the target: its columns, and the keys that have been proven so far. */
public final class PlannedTable {
    private final TableProfile profile;
    private final List<PlannedColumn> columns = new ArrayList<>();
    private List<PlannedColumn> primaryKey = List.of();
    private final List<List<PlannedColumn>> uniques = new ArrayList<>();

    /** @param identifying names (as in the file) of columns that are keys or refer to one */
    PlannedTable(TableProfile profile, Set<String> identifying) {
        this.profile = profile;
        Set<String> all = new HashSet<>(identifying);
        List<String> key = profile.primaryKey();
        if (key != null) {
            all.addAll(key);
        }
        for (ColumnProfile column : profile.columns()) {
            columns.add(new PlannedColumn(column, all.contains(column.name())));
        }
    }

    public TableProfile profile() {
        return profile;
    }

    public List<PlannedColumn> columns() {
        return columns;
    }

    /** The columns of those names, as in the file or in SQL; nothing if one is missing. */
    Optional<List<PlannedColumn>> columns(List<String> names) {
        List<PlannedColumn> found = new ArrayList<>();
        for (String name : names) {
            Optional<ColumnProfile> column = profile.column(name);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.stream()
                    .filter(planned -> planned.profile().equals(column.get()))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    public List<PlannedColumn> primaryKey() {
        return primaryKey;
    }

    public List<List<PlannedColumn>> uniques() {
        return uniques;
    }

    /** The primary key, where there is one, and the others. */
    public List<List<PlannedColumn>> keys() {
        List<List<PlannedColumn>> keys = new ArrayList<>(uniques);
        if (!primaryKey.isEmpty()) {
            keys.add(0, primaryKey);
        }
        return keys;
    }

    void declarePrimaryKey(List<PlannedColumn> key) {
        primaryKey = List.copyOf(key);
        key.forEach(PlannedColumn::declareNotNull);
    }

    void declareUnique(List<PlannedColumn> key) {
        uniques.add(List.copyOf(key));
    }

    /** Whether a foreign key may refer to those columns. */
    boolean hasKey(List<PlannedColumn> key) {
        return sameColumns(primaryKey, key) || uniques.stream().anyMatch(unique -> sameColumns(unique, key));
    }

    private static boolean sameColumns(List<PlannedColumn> one, List<PlannedColumn> other) {
        return one.size() == other.size() && one.containsAll(other);
    }
}
