package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the tables with their keys, and an arrow from each child to its parent, in Graphviz' language. */
final class Dot {
    private Dot() {}

    static String graph(DataContext context) {
        StringBuilder text = new StringBuilder(
                "digraph relationships {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            String label = table.name() + (key.isEmpty() ? "" : "\nkey: " + String.join(", ", key)) + "\n"
                    + NumberFormat.count(table.rows(), "row");
            text.append("  " + quoted(table.name()) + " [label=" + quoted(label) + "];\n");
        }
        for (Relationship edge : context.relationships()) {
            String tail = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "teeodot" : "crowodot";
            text.append("  " + quoted(edge.fromTable()) + " -> " + quoted(edge.toTable()) + " [label="
                    + quoted(String.join(", ", edge.fromColumns())) + ", dir=both, arrowtail=" + tail
                    + ", arrowhead=normal" + (edge.orphanRows() > 0 ? ", style=dashed" : "") + "];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return text.lines()
                .map(line -> TextTable.clean(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }
}
