package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables' keys and references as a Mermaid entity diagram, which GitHub and many editors draw. */
final class Mermaid {
    private Mermaid() {}

    static String diagram(DataContext context) {
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (Relationship relationship : context.relationships()) {
            String child = relationship.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "|o" : "}o";
            text.append("    ")
                    .append(name(context, relationship.fromTable()))
                    .append(' ')
                    .append(child)
                    .append("--|| ")
                    .append(name(context, relationship.toTable()))
                    .append(" : \"")
                    .append(label(String.join(", ", relationship.fromColumns())))
                    .append("\"\n");
        }
        for (TableProfile table : context.tables()) {
            text.append("    ").append(word(table.sqlName())).append(" {\n");
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            Set<String> references = new HashSet<>();
            context.relationships().stream()
                    .filter(relationship -> relationship.fromTable().equals(table.name()))
                    .forEach(relationship -> references.addAll(relationship.fromColumns()));
            for (ColumnProfile column : table.columns()) {
                boolean primary = key.contains(column.name());
                boolean foreign = references.contains(column.name());
                if (primary || foreign) {
                    text.append("        ")
                            .append(word(column.type().toString()))
                            .append(' ')
                            .append(word(column.sqlName()))
                            .append(primary && foreign ? " PK, FK" : primary ? " PK" : " FK")
                            .append('\n');
                }
            }
            text.append("    }\n");
        }
        return text.toString();
    }

    private static String name(DataContext context, String table) {
        return word(context.table(table).map(TableProfile::sqlName).orElse(table));
    }

    /** Mermaid takes letters, digits and underscores, the first one a letter. */
    private static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_]", "_");
        return word.isEmpty() || !Character.isLetter(word.charAt(0)) ? "t" + word : word;
    }

    private static String label(String text) {
        return TextTable.clean(text).replaceAll("[\"`<>;#]", "'");
    }
}
