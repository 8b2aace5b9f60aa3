package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;

/** Tables with their keys and an arrow from each child to its parent, in Graphviz' language. */
final class Dot {
    private Dot() {}

    static String graph(DataContext context) {
        StringBuilder text = new StringBuilder(
                "digraph relationships {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            text.append("  ").append(quoted(table.name())).append(" [label=");
            String rows = NumberFormat.count(table.rows(), "row");
            text.append(quoted(table.name() + (key.isEmpty() ? "" : "\nkey: " + String.join(", ", key)) + "\n" + rows))
                    .append("];\n");
        }
        for (Relationship edge : context.relationships()) {
            String tail = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "teeodot" : "crowodot";
            text.append("  ")
                    .append(quoted(edge.fromTable()))
                    .append(" -> ")
                    .append(quoted(edge.toTable()))
                    .append(" [label=")
                    .append(quoted(String.join(", ", edge.fromColumns())))
                    .append(", dir=both, arrowtail=")
                    .append(tail)
                    .append(", arrowhead=normal")
                    .append(edge.orphanRows() > 0 ? ", style=dashed" : "")
                    .append("];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.lines()
                .forEach(line -> escaped.append(escaped.length() > 1 ? "\\n" : "")
                        .append(TextTable.clean(line).replace("\\", "\\\\").replace("\"", "\\\"")));
        return escaped.append('"').toString();
    }
}
