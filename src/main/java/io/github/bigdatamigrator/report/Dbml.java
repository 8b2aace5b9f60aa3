package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the schema in the Database Markup Language, which diagram and documentation tools read. */
final class Dbml {
    private Dbml() {}

    static String schema(DataContext context) {
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
            boolean oneToOne = edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE;
            text.append("Ref: " + side(edge.fromTable(), edge.fromColumns()) + (oneToOne ? " - " : " > ")
                    + side(edge.toTable(), edge.toColumns())
                    + (edge.orphanRows() > 0 ? " // " + edge.orphanRows() + " rows without a parent" : "") + "\n");
        }
        return text.toString();
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
        return columns.stream().map(Dbml::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String name) {
        return "\"" + TextTable.clean(name).replace("\"", "'") + "\"";
    }
}
