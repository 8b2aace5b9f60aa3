package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Exports keys and relationships in formats of diagram tools. */
public final class RelationshipExports {
    private RelationshipExports() {}

    /** The documents by file name, for Mermaid, Graphviz and dbdiagram.io. */
    public static Map<String, String> files(DataContext context) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("relationships.mmd", mermaid(context));
        files.put("relationships.dot", dot(context));
        files.put("relationships.dbml", dbml(context));
        return files;
    }

    /** The keys and references of the tables as a Mermaid entity diagram, which GitHub and many editors draw. */
    static String mermaid(DataContext context) {
        StringBuilder text = new StringBuilder("erDiagram\n");
        for (Relationship edge : context.relationships()) {
            String child = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "|o" : "}o";
            String parent = edge.cardinality() == Relationship.Cardinality.MANY_TO_MANY ? "o{" : "||";
            String line = edge.reliableKey() ? "--" : "..";
            text.append("    " + name(context, edge.fromTable()) + " " + child + line + parent + " "
                    + name(context, edge.toTable()) + " : \"" + label(columns(edge)) + "\"\n");
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

    /** The referring columns, and which rows refer. */
    private static String columns(Relationship edge) {
        String columns = String.join(", ", edge.fromColumns());
        return edge.join() == null || edge.join().condition() == null
                ? columns
                : columns + " if " + edge.join().condition();
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

    /** The tables with their keys, and an arrow from each child to its parent, in Graphviz' language. */
    private static String dot(DataContext context) {
        StringBuilder text = new StringBuilder(
                "digraph relationships {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            String label = table.name() + (key.isEmpty() ? "" : "\nkey: " + String.join(", ", key)) + "\n"
                    + NumberFormat.count(table.rows(), "row");
            text.append("  " + quotedForDot(table.name()) + " [label=" + quotedForDot(label) + "];\n");
        }
        for (Relationship edge : context.relationships()) {
            String tail = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "teeodot" : "crowodot";
            text.append("  " + quotedForDot(edge.fromTable()) + " -> " + quotedForDot(edge.toTable()) + " [label="
                    + quotedForDot(columns(edge)) + ", dir=both, arrowtail=" + tail + ", arrowhead=normal"
                    + (!edge.reliableKey() ? ", style=dotted" : edge.orphanRows() > 0 ? ", style=dashed" : "")
                    + "];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quotedForDot(String text) {
        return text.lines()
                .map(line -> TextTable.clean(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }

    /** The schema in the Database Markup Language, which diagram and documentation tools read. */
    private static String dbml(DataContext context) {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            text.append("Table " + quoted(table.name()) + " {\n");
            for (ColumnProfile column : table.columns()) {
                List<String> settings = new ArrayList<>();
                if (key.equals(List.of(column.name()))) {
                    settings.add("pk");
                }
                if (column.nulls() == 0 && table.rows() > 0) {
                    settings.add("not null");
                }
                text.append("  " + quoted(column.name()) + " " + type(column)
                        + (settings.isEmpty() ? "" : " [" + String.join(", ", settings) + "]") + "\n");
            }
            if (key.size() > 1) {
                text.append("  indexes {\n    " + tuple(key) + " [pk]\n  }\n");
            }
            text.append("}\n\n");
        }
        for (Relationship edge : context.relationships()) {
            if (edge.join() != null) {
                // The language has no reference between expressions.
                text.append("// "
                        + TextTable.clean(ReportWording.from(edge) + " → " + ReportWording.to(edge) + " ON "
                                + edge.join().on())
                        + standing(edge) + "\n");
                continue;
            }
            boolean oneToOne = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE;
            text.append("Ref: " + side(edge.fromTable(), edge.fromColumns()) + (oneToOne ? " - " : " > ")
                    + side(edge.toTable(), edge.toColumns())
                    + (edge.orphanRows() > 0 ? " // " + edge.orphanRows() + " rows without a parent" : "")
                    + standing(edge) + "\n");
        }
        return text.toString();
    }

    private static String standing(Relationship edge) {
        return edge.possible() ? " // possible only" : edge.implied() ? " // implied" : "";
    }

    /** A type with several arguments must be quoted. */
    private static String type(ColumnProfile column) {
        String type = column.type().toString();
        return type.contains(",") ? quoted(type) : type;
    }

    private static String side(String table, List<String> columns) {
        return quoted(table) + "." + (columns.size() == 1 ? quoted(columns.get(0)) : tuple(columns));
    }

    private static String tuple(List<String> columns) {
        return columns.stream().map(RelationshipExports::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String name) {
        return "\"" + TextTable.clean(name).replace("\"", "'") + "\"";
    }
}
