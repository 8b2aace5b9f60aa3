package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import java.util.Set;

/** Writes the keys and references of the tables as a Mermaid entity diagram, which GitHub and many editors draw. */
final class Mermaid {
    private Mermaid() {}

    static String diagram(DataContext context) {
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (Relationship edge : context.relationships()) {
            String child = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "|o" : "}o";
            text.append("    " + name(context, edge.fromTable()) + " " + child + "--|| " + name(context, edge.toTable())
                    + " : \"" + label(String.join(", ", edge.fromColumns())) + "\"\n");
        }
        for (TableProfile table : context.tables()) {
            text.append("    " + word(table.sqlName()) + " {\n");
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            Set<String> references = ReportWording.references(context, table);
            for (ColumnProfile column : table.columns()) {
                boolean primary = key.contains(column.name());
                boolean foreign = references.contains(column.name());
                if (primary || foreign) {
                    text.append("        " + word(column.type().toString()) + " " + word(column.sqlName())
                            + (primary && foreign ? " PK, FK" : primary ? " PK" : " FK") + "\n");
                }
            }
            text.append("    }\n");
        }
        return text.toString();
    }

    private static String name(DataContext context, String table) {
        return word(context.table(table).map(TableProfile::sqlName).orElse(table));
    }

    /** Mermaid accepts letters, digits and underscores, with a letter first. */
    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_]", "_");
        return word.isEmpty() || !Character.isLetter(word.charAt(0)) ? "t" + word : word;
    }

    private static String label(String text) {
        return TextTable.clean(text).replaceAll("[\"`<>;#]", "'");
    }
}
