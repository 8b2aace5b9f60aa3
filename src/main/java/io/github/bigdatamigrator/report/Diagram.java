package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The related tables as boxes in layers, children left of their parents, with an arrow for each relationship; one
 * within a table is a loop at its corner.
 */
final class Diagram {
    private static final int BOX = 168;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP_X = 72;
    private static final int GAP_Y = 20;
    private static final int MARGIN = 20;
    private static final int LABEL = 20;
    /** Beyond this a picture says nothing any more; the list does. */
    private static final int MOST_TABLES = 60;

    private final Map<String, TableProfile> tables = new LinkedHashMap<>();
    private final List<Relationship> edges = new ArrayList<>();
    private final List<Relationship> loops = new ArrayList<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, double[]> places = new HashMap<>();

    private Diagram(DataContext context) {
        for (Relationship edge : context.relationships()) {
            boolean known = context.table(edge.fromTable()).isPresent()
                    && context.table(edge.toTable()).isPresent();
            if (known) {
                (edge.fromTable().equals(edge.toTable()) ? loops : edges).add(edge);
            }
        }
        for (TableProfile table : context.tables()) {
            if (Stream.concat(edges.stream(), loops.stream()).anyMatch(edge -> touches(edge, table.name()))) {
                tables.put(table.name(), table);
            }
        }
    }

    /** The diagram as an SVG element; empty where no tables are related or too many are. */
    static String svg(DataContext context) {
        Html html = new Html();
        draw(html, context);
        return html.toString();
    }

    /** Adds the picture, or nothing where no tables are related or too many are. */
    static void draw(Html html, DataContext context) {
        Diagram diagram = new Diagram(context);
        if (!diagram.tables.isEmpty() && diagram.tables.size() <= MOST_TABLES) {
            diagram.place();
            diagram.draw(html);
        }
    }

    private static boolean touches(Relationship edge, String table) {
        return edge.fromTable().equals(table) || edge.toTable().equals(table);
    }

    /** A table stands one layer right of its rightmost child; an edge that closes a cycle has no say in that. */
    private void place() {
        tables.keySet().forEach(table -> layers.put(table, 0));
        List<Relationship> forward = new ArrayList<>();
        for (Relationship edge : edges) {
            if (!reaches(forward, edge.toTable(), edge.fromTable())) {
                forward.add(edge);
            }
        }
        for (int round = 0; round < tables.size(); round++) {
            for (Relationship edge : forward) {
                int least = layer(edge.fromTable()) + 1;
                if (layer(edge.toTable()) < least) {
                    layers.put(edge.toTable(), least);
                }
            }
        }
        List<Integer> used = layers.values().stream().distinct().sorted().toList();
        layers.replaceAll((table, layer) -> used.indexOf(layer));
        Map<Integer, List<String>> columns = new LinkedHashMap<>();
        for (int layer = 0; layer < used.size(); layer++) {
            int now = layer;
            List<String> column = new ArrayList<>(tables.keySet().stream()
                    .filter(table -> layer(table) == now)
                    .toList());
            column.sort(Comparator.comparingDouble(this::middleOfChildren));
            columns.put(layer, column);
            for (int i = 0; i < column.size(); i++) {
                places.put(column.get(i), new double[] {
                    MARGIN + layer * (double) (BOX + GAP_X), MARGIN + i * (double) (BOX_HEIGHT + GAP_Y)
                });
            }
        }
        int most = columns.values().stream().mapToInt(List::size).max().orElse(1);
        for (List<String> column : columns.values()) {
            double shift = (most - column.size()) * (BOX_HEIGHT + GAP_Y) / 2.0;
            column.forEach(table -> place(table)[1] += shift);
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

    private double middleOfChildren(String table) {
        return edges.stream()
                .filter(edge -> edge.toTable().equals(table) && places.containsKey(edge.fromTable()))
                .mapToDouble(edge -> place(edge.fromTable())[1])
                .average()
                .orElse(0);
    }

    private int layer(String table) {
        return layers.getOrDefault(table, 0);
    }

    private double[] place(String table) {
        return places.getOrDefault(table, new double[2]);
    }

    private void draw(Html html) {
        double width =
                places.values().stream().mapToDouble(place -> place[0]).max().orElse(0) + BOX + MARGIN;
        double height =
                places.values().stream().mapToDouble(place -> place[1]).max().orElse(0) + BOX_HEIGHT + MARGIN;
        html.raw(String.format(
                Locale.ROOT,
                "<div class=\"scroll diagram\"><svg style=\"min-width:%.0fpx\" width=\"%.0f\" height=\"%.0f\""
                    + " viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>Tables and their"
                    + " relationships</title><defs><marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\""
                    + " refY=\"4\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
                // Smaller, its texts could not be read; then it scrolls.
                width * 0.75,
                width,
                height,
                width,
                height));
        edges.forEach(edge -> arrow(html, edge));
        loops.forEach(edge -> loop(html, edge));
        tables.values().forEach(table -> box(html, table));
        html.raw("</svg></div>\n");
    }

    private void arrow(Html html, Relationship edge) {
        double[] from = place(edge.fromTable());
        double[] to = place(edge.toTable());
        boolean forward = to[0] > from[0];
        double x1 = from[0] + (forward ? BOX : 0);
        double x2 = to[0] + (forward ? 0 : BOX);
        double y1 = from[1] + BOX_HEIGHT / 2.0;
        double y2 = to[1] + BOX_HEIGHT / 2.0;
        double bend = forward ? GAP_X * 0.6 : -GAP_X * 0.6;
        path(html, edge, x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
    }

    /** From the upper edge of the box round its right corner. */
    private void loop(Html html, Relationship edge) {
        double[] at = place(edge.fromTable());
        double right = at[0] + BOX;
        double top = at[1];
        path(html, edge, right - 40, top, right - 40, top - 26, right + 34, top + 16, right, top + 16);
    }

    private static void path(Html html, Relationship edge, Object... points) {
        html.raw(String.format(
                        Locale.ROOT,
                        "<path class=\"edge\" marker-end=\"url(#tip)\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f"
                                + " %.1f\"><title>",
                        points))
                .text(Wording.from(edge) + " → " + Wording.to(edge) + " (" + Wording.cardinality(edge) + ")")
                .raw("</title></path>\n");
    }

    private void box(Html html, TableProfile table) {
        double[] place = place(table.name());
        html.raw(String.format(
                        Locale.ROOT,
                        "<g transform=\"translate(%.1f %.1f)\"><rect class=\"box\" width=\"%d\" height=\"%d\""
                                + " rx=\"7\"/><text class=\"head\" x=\"10\" y=\"19\">",
                        place[0],
                        place[1],
                        BOX,
                        BOX_HEIGHT))
                .text(TextTable.cut(TextTable.clean(table.name()), LABEL))
                .raw("<title>")
                .text(table.name())
                .raw("</title>")
                .raw("</text><text class=\"minor\" x=\"10\" y=\"36\">")
                .text(NumberFormat.count(table.rows(), "row"))
                .raw("</text></g>\n");
    }
}
