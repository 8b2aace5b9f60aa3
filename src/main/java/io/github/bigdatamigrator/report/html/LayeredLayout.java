package io.github.bigdatamigrator.report.html;

import io.github.bigdatamigrator.context.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Places related tables on a grid: children left of their parents, and each layer centred. */
final class LayeredLayout {
    private final List<Relationship> edges;
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, Double> rows = new HashMap<>();

    LayeredLayout(Collection<String> tables, List<Relationship> edges) {
        this.edges = edges;
        findLayers(tables);
        Map<Integer, List<String>> columns = tables.stream()
                .collect(Collectors.groupingBy(this::layer, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        for (List<String> column : columns.values()) {
            column.sort(Comparator.comparingDouble(this::meanRowOfChildren));
            for (int i = 0; i < column.size(); i++) {
                rows.put(column.get(i), (double) i);
            }
        }
        int longest = columns.values().stream().mapToInt(List::size).max().orElse(0);
        for (List<String> column : columns.values()) {
            column.forEach(table -> rows.merge(table, (longest - column.size()) / 2.0, Double::sum));
        }
    }

    /** Places each table one layer right of its rightmost child; ignores edges that close a cycle. */
    private void findLayers(Collection<String> tables) {
        List<Relationship> forward = new ArrayList<>();
        for (Relationship edge : edges) {
            if (!reaches(forward, edge.toTable(), edge.fromTable())) {
                forward.add(edge);
            }
        }
        for (int round = 0; round < tables.size(); round++) {
            forward.forEach(edge -> layers.merge(edge.toTable(), layer(edge.fromTable()) + 1, Math::max));
        }
    }

    private static boolean reaches(List<Relationship> edges, String from, String to) {
        Set<String> seen = new HashSet<>(Set.of(from));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Relationship edge : edges) {
                grown |= seen.contains(edge.fromTable()) && seen.add(edge.toTable());
            }
        }
        return seen.contains(to);
    }

    private double meanRowOfChildren(String table) {
        return edges.stream()
                .filter(edge -> edge.toTable().equals(table) && rows.containsKey(edge.fromTable()))
                .mapToDouble(edge -> row(edge.fromTable()))
                .average()
                .orElse(-1);
    }

    int layer(String table) {
        return layers.getOrDefault(table, 0);
    }

    /** The row within the layer; it may be a half, because layers are centred. */
    double row(String table) {
        return rows.getOrDefault(table, 0.0);
    }
}
