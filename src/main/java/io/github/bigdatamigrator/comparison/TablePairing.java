package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which tables of two states are the same one: by name, by name without schema, spelling or date, as the only
 * two, or by their columns. One use per comparison.
 */
final class TablePairing {
    /** The share of columns that two tables of different names must have in common. */
    private static final double ENOUGH_COLUMNS = 0.6;

    private final Map<TableProfile, TableProfile> pairs = new LinkedHashMap<>();
    private final List<TableProfile> left;
    private final List<TableProfile> right;
    private final List<String> notes = new ArrayList<>();

    TablePairing(List<TableProfile> before, List<TableProfile> after) {
        left = new ArrayList<>(before);
        right = new ArrayList<>(after);
        byName(TableProfile::name);
        byName(table -> plain(table.name()));
        byName(table -> plain(table.name().substring(table.name().lastIndexOf('.') + 1)));
        if (before.size() == 1 && after.size() == 1 && !left.isEmpty()) {
            pair(left.get(0), right.get(0));
        }
        int told = pairs.size();
        byName(table -> plain(table.name()).replaceAll("\\d+", ""));
        byColumns();
        pairs.entrySet().stream()
                .skip(told)
                .forEach(pair -> notes.add(pair.getKey().name() + " is compared with "
                        + pair.getValue().name() + ", whose " + "name or columns are most alike."));
    }

    Map<TableProfile, TableProfile> pairs() {
        return pairs;
    }

    List<TableProfile> removed() {
        return left;
    }

    List<TableProfile> added() {
        return right;
    }

    List<String> notes() {
        return notes;
    }

    /** The name in lower case, without what separates its words. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private void byName(Function<TableProfile, String> name) {
        Map<String, List<TableProfile>> before = left.stream().collect(Collectors.groupingBy(name));
        Map<String, List<TableProfile>> after = right.stream().collect(Collectors.groupingBy(name));
        for (TableProfile table : List.copyOf(left)) {
            String key = name.apply(table);
            List<TableProfile> others = after.getOrDefault(key, List.of());
            if (!key.isEmpty() && before.getOrDefault(key, List.of()).size() == 1 && others.size() == 1) {
                pair(table, others.get(0));
            }
        }
    }

    /** Pairs tables that have most columns in common, if each is the only such table of the other. */
    private void byColumns() {
        for (TableProfile table : List.copyOf(left)) {
            List<TableProfile> alike =
                    right.stream().filter(other -> isAlike(table, other)).toList();
            if (alike.size() == 1
                    && left.stream()
                                    .filter(other -> isAlike(other, alike.get(0)))
                                    .count()
                            == 1) {
                pair(table, alike.get(0));
            }
        }
    }

    private static boolean isAlike(TableProfile one, TableProfile other) {
        Set<String> names = names(one);
        Set<String> all = names(other);
        long common = names.stream().filter(all::contains).count();
        all.addAll(names);
        return common >= 2 && common >= ENOUGH_COLUMNS * all.size();
    }

    private static Set<String> names(TableProfile table) {
        return table.columns().stream()
                .map(ColumnProfile::name)
                .map(TablePairing::plain)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void pair(TableProfile before, TableProfile after) {
        pairs.put(before, after);
        left.remove(before);
        right.remove(after);
    }
}
