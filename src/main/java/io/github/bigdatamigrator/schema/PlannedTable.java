package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a table of the planned schema: its columns and the keys proven so far. Mutable while the plan is made. */
public final class PlannedTable {
    private final TableProfile profile;
    private final List<PlannedColumn> columns = new ArrayList<>();
    private List<PlannedColumn> primaryKey = List.of();
    private final List<List<PlannedColumn>> uniques = new ArrayList<>();
    private final Map<List<PlannedColumn>, String> keyIds = new HashMap<>();
    private final Map<String, Proposal> checks = new LinkedHashMap<>();

    /** @param related names (as in the file) of the columns of relationships */
    PlannedTable(TableProfile profile, Set<String> related) {
        this.profile = profile;
        Set<String> keyColumns = new HashSet<>(related);
        List<String> key = profile.primaryKey();
        if (key != null) {
            keyColumns.addAll(key);
        }
        for (ColumnProfile column : profile.columns()) {
            columns.add(new PlannedColumn(
                    profile, column, keyColumns.contains(column.name()), related.contains(column.name())));
        }
    }

    public TableProfile profile() {
        return profile;
    }

    public String name() {
        return profile.name();
    }

    public String sqlName() {
        return profile.sqlName();
    }

    public long rows() {
        return profile.rows();
    }

    public List<PlannedColumn> columns() {
        return columns;
    }

    Optional<List<PlannedColumn>> columns(List<String> names) {
        List<PlannedColumn> found = names.stream()
                .flatMap(name -> profile.column(name).stream())
                .map(column -> columns.get(profile.columns().indexOf(column)))
                .toList();
        return found.isEmpty() || found.size() < names.size() ? Optional.empty() : Optional.of(found);
    }

    public List<PlannedColumn> primaryKey() {
        return primaryKey;
    }

    public List<List<PlannedColumn>> uniques() {
        return uniques;
    }

    /** The primary key, if any, then the unique keys. */
    public List<List<PlannedColumn>> keys() {
        List<List<PlannedColumn>> keys = new ArrayList<>(uniques);
        if (!primaryKey.isEmpty()) {
            keys.add(0, primaryKey);
        }
        return keys;
    }

    boolean declarePrimaryKey(List<PlannedColumn> key, String id) {
        primaryKey = List.copyOf(key);
        keyIds.put(primaryKey, id);
        key.forEach(column -> column.declareNotNull(id));
        return true;
    }

    /** Adds a unique key, unless these columns are one already; returns whether it is new. */
    boolean declareUnique(List<PlannedColumn> key, String id) {
        if (hasKey(key)) {
            return false;
        }
        uniques.add(List.copyOf(key));
        keyIds.put(List.copyOf(key), id);
        return true;
    }

    /** The ids of the recommendation of the key with these columns in any order. */
    public List<String> keyIds(List<PlannedColumn> key) {
        return keyIds.entrySet().stream()
                .filter(entry -> sameColumns(entry.getKey(), key))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Adds a check; of two on the same side of the same columns, the first counts. Returns whether it is new. */
    boolean declareCheck(Proposal check, String id) {
        boolean known = checks.values().stream()
                .anyMatch(other -> other.columns().equals(check.columns())
                        && other.boundSide().equals(check.boundSide()));
        return !known && checks.putIfAbsent(id, check) == null;
    }

    /** The proven CHECK constraints by the ids of their recommendations. */
    public Map<String, Proposal> checks() {
        return checks;
    }

    /** Whether the columns are a proven key in any order, so that a foreign key may refer to them. */
    boolean hasKey(List<PlannedColumn> key) {
        return sameColumns(primaryKey, key) || uniques.stream().anyMatch(unique -> sameColumns(unique, key));
    }

    private static boolean sameColumns(List<PlannedColumn> one, List<PlannedColumn> other) {
        return one.size() == other.size() && one.containsAll(other);
    }
}
