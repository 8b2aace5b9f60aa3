package io.github.bigdatamigrator.query.counting;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.jspecify.annotations.Nullable;

/**
 * Knows which columns of the tables are unique: by the profile where it is exact, otherwise measured once. Null cells
 * do not count, since no join matches them. Safe for use by several threads.
 */
final class KnownKeys {
    private final Map<String, TableProfile> tables = new HashMap<>();
    private final Map<ColumnSet, Boolean> measured = new ConcurrentHashMap<>();
    /** @param columns SQL names */
    private record ColumnSet(String table, Set<String> columns) {}

    KnownKeys(List<TableProfile> tables) {
        tables.forEach(table -> this.tables.put(fold(table.sqlName()), table));
    }

    @Nullable
    TableProfile table(View view) {
        return tables.get(fold(view.desc().identifier().table()));
    }

    /** The sets of columns that are known to be unique; a table of at most one row has the empty one. */
    List<Set<ExprId>> of(RowSource source) {
        List<Set<ExprId>> keys = new ArrayList<>();
        source.table().ifPresent(table -> {
            if (table.rows() <= 1) {
                keys.add(Set.of());
            }
            for (ExprId column : source.columns()) {
                source.profile(column)
                        .map(ColumnProfile::unique)
                        .filter(unique -> unique.value() && unique.exact())
                        .ifPresent(unique -> keys.add(Set.of(column)));
            }
            measured.forEach((set, unique) -> {
                if (unique && set.table().equals(table.sqlName())) {
                    keys.add(source.columns().stream()
                            .filter(id ->
                                    set.columns().contains(source.column(id).name()))
                            .collect(Collectors.toSet()));
                }
            });
        });
        return keys;
    }

    /** Whether no two rows of a table agree in these columns; false if it cannot be measured in time. */
    boolean isUnique(RowSource source, Set<ExprId> columns, Measurement measurement) {
        TableProfile table = source.table().orElse(null);
        if (table == null || columns.isEmpty()) {
            return false;
        }
        if (columns.size() == 1) {
            Optional<Uniqueness> known =
                    source.profile(columns.iterator().next()).map(ColumnProfile::unique);
            if (known.isPresent() && known.get().exact()) {
                return known.get().value();
            }
        }
        double combinations = columns.stream()
                .map(source::profile)
                .mapToDouble(column -> column.map(
                                it -> Math.max(1.0, it.distinct().value() * 1.2))
                        .orElse(1e18))
                .reduce(1, (one, other) -> one * other);
        long nulls = columns.stream()
                .mapToLong(column ->
                        source.profile(column).map(ColumnProfile::nulls).orElse(0L))
                .sum();
        if (combinations < table.rows() - nulls) {
            return false;
        }
        Set<String> names = columns.stream().map(id -> source.column(id).name()).collect(Collectors.toSet());
        ColumnSet set = new ColumnSet(table.sqlName(), names);
        Boolean known = measured.get(set);
        if (known == null) {
            Optional<Boolean> unique = measure(set, measurement);
            unique.ifPresent(value -> measured.put(set, value));
            return unique.orElse(false);
        }
        return known;
    }

    private static Optional<Boolean> measure(ColumnSet set, Measurement measurement) {
        List<String> names =
                set.columns().stream().sorted().map(SqlIdentifiers::quote).toList();
        String filled = names.stream().map(name -> name + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return measurement
                .first("SELECT count(*), count(DISTINCT " + String.join(", ", names) + ") FROM "
                        + SqlIdentifiers.quote(set.table()) + " WHERE " + filled)
                .map(row -> row.getLong(0) == row.getLong(1));
    }
}
