package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which columns of two tables are the same one: by name, by name in another spelling, and renamed ones by their
 * values. One use per pair of tables.
 */
final class ColumnPairing {
    /** Distinct values from which equal figures are no chance. */
    private static final int TELLING_VALUES = 8;
    /** Distinct texts from which an equal set of values is no chance. */
    private static final int TELLING_TEXTS = 3;

    private final Map<ColumnProfile, ColumnProfile> found = new HashMap<>();
    private final Map<ColumnProfile, ColumnProfile> pairs = new LinkedHashMap<>();
    private final List<ColumnProfile> renamed = new ArrayList<>();
    private final List<ColumnProfile> left;
    private final List<ColumnProfile> right;

    ColumnPairing(TableProfile before, TableProfile after) {
        left = new ArrayList<>(before.columns());
        right = new ArrayList<>(after.columns());
        byName(ColumnProfile::name);
        byName(column -> TablePairing.plain(column.name()));
        byValues(ColumnPairing::hasEqualFigures);
        byValues(ColumnPairing::hasEqualTexts);
        before.columns().stream().filter(found::containsKey).forEach(column -> pairs.put(column, found.get(column)));
    }

    /** In the order of the table before. */
    Map<ColumnProfile, ColumnProfile> pairs() {
        return pairs;
    }

    /** Those columns before that have another name after, which their values prove. */
    List<ColumnProfile> renamed() {
        return renamed;
    }

    List<ColumnProfile> removed() {
        return left;
    }

    List<ColumnProfile> added() {
        return right;
    }

    private void byName(Function<ColumnProfile, String> name) {
        Map<String, List<ColumnProfile>> before = left.stream().collect(Collectors.groupingBy(name));
        Map<String, List<ColumnProfile>> after = right.stream().collect(Collectors.groupingBy(name));
        Map<ColumnProfile, ColumnProfile> same = new HashMap<>();
        left.forEach(column -> {
            String key = name.apply(column);
            List<ColumnProfile> others = after.getOrDefault(key, List.of());
            if (!key.isEmpty() && Objects.requireNonNull(before.get(key)).size() == 1 && others.size() == 1) {
                same.put(column, others.get(0));
            }
        });
        take(same);
    }

    private void byValues(BiPredicate<ColumnProfile, ColumnProfile> same) {
        Map<ColumnProfile, ColumnProfile> other = new HashMap<>();
        for (ColumnProfile column : left) {
            List<ColumnProfile> alike = right.stream()
                    .filter(candidate -> same.test(column, candidate))
                    .toList();
            if (alike.size() == 1
                    && left.stream()
                                    .filter(rival -> same.test(rival, alike.get(0)))
                                    .count()
                            == 1) {
                other.put(column, alike.get(0));
            }
        }
        renamed.addAll(other.keySet());
        take(other);
    }

    private void take(Map<ColumnProfile, ColumnProfile> more) {
        found.putAll(more);
        left.removeAll(more.keySet());
        right.removeAll(more.values());
    }

    /** Whether the columns have the same values, as far as figures tell. */
    private static boolean hasEqualFigures(ColumnProfile one, ColumnProfile other) {
        return one.type().kind() == other.type().kind()
                && one.type().kind() != ColumnType.Kind.BINARY
                && one.distinct().value() >= TELLING_VALUES
                && one.distinct().equals(other.distinct())
                && one.nulls() == other.nulls()
                && ExactFigures.same(one.min(), other.min())
                && ExactFigures.same(one.max(), other.max())
                && ExactFigures.same(one.sum(), other.sum())
                && Objects.equals(one.lengths(), other.lengths())
                && one.topValues().equals(other.topValues());
    }

    /** Whether the columns have the same few texts, though not as often. */
    private static boolean hasEqualTexts(ColumnProfile one, ColumnProfile other) {
        return one.type().kind() == ColumnType.Kind.STRING
                && other.type().kind() == ColumnType.Kind.STRING
                && one.distinct().value() >= TELLING_TEXTS
                && ColumnDrift.listsAll(one)
                && ColumnDrift.listsAll(other)
                && texts(one).equals(texts(other));
    }

    private static Set<String> texts(ColumnProfile column) {
        return column.topValues().stream().map(TopValue::value).collect(Collectors.toSet());
    }
}
