package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups recommendations as people read them: by table, one line for the same columns, those with the most effect
 * first. What does not hold comes last.
 */
public final class PlanLines {
    private final List<Recommendation> recommendations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** The id, or one like it that no recommendation has. */
    String freeId(String id) {
        String free = id;
        for (int i = 2; ids.contains(free); i++) {
            free = id + " (" + i + ")";
        }
        return free;
    }

    void add(Recommendation recommendation) {
        String id = freeId(recommendation.id());
        ids.add(id);
        recommendations.add(recommendation.withId(id));
    }

    /** @param tables parents first */
    List<Recommendation> ranked(List<PlannedTable> tables) {
        List<String> names = tables.stream().map(PlannedTable::name).toList();
        List<Recommendation> ranked = new ArrayList<>();
        lines(recommendations).stream()
                .sorted(Comparator.comparingInt((List<Recommendation> line) ->
                                names.indexOf(line.get(0).table()))
                        .thenComparingInt(line ->
                                line.stream().mapToInt(PlanLines::rank).min().orElse(0))
                        .thenComparingLong(line -> -line.stream()
                                .mapToLong(Recommendation::gainBytes)
                                .sum()))
                .forEach(ranked::addAll);
        recommendations.stream().filter(one -> !holds(one)).forEach(ranked::add);
        return ranked;
    }

    /** The recommendations that hold, those of one table and the same columns together. */
    public static List<List<Recommendation>> lines(List<Recommendation> recommendations) {
        Map<List<Object>, List<Recommendation>> lines = new LinkedHashMap<>();
        for (Recommendation one : recommendations) {
            if (holds(one)) {
                lines.computeIfAbsent(List.of(one.table(), one.columns()), key -> new ArrayList<>())
                        .add(one);
            }
        }
        return List.copyOf(lines.values());
    }

    /** Whether no row that was read violates it. */
    public static boolean holds(Recommendation recommendation) {
        return recommendation.status() == Status.PROVEN || recommendation.status() == Status.SAMPLE_ONLY;
    }

    /** What a recommendation is about: {@code sales.customer_id}, or the table where it is about whole rows. */
    public static String place(String table, Kind kind, List<String> columns) {
        return columns.isEmpty() || kind == Kind.DUPLICATE_ROWS ? table : table + "." + String.join(", ", columns);
    }

    private static int rank(Recommendation recommendation) {
        int group = switch (recommendation.kind()) {
            case KEY -> 0;
            case FOREIGN_KEY -> 1;
            case TYPE, NULLABILITY -> 2;
            case ENUM, CHECK -> 3;
            case DROP_CONSTANT, SPLIT, NORMALISE, PARTITION, SORT, DUPLICATE_ROWS -> 4;
        };
        return recommendation.chosen() ? group : group + 5;
    }
}
