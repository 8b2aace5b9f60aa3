package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import java.util.stream.Collectors;

/** The whole schema in the Database Markup Language, which diagram and documentation tools read. */
final class Dbml {
    private Dbml() {}

    static String schema(DataContext context) {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
            text.append("Table ").append(quoted(table.name())).append(" {\n");
            for (ColumnProfile column : table.columns()) {
                text.append("  ").append(quoted(column.name())).append(' ').append(type(column));
                boolean primary = key.size() == 1 && key.contains(column.name());
                String settings = (primary ? "pk" : "")
                        + (primary && column.nulls() == 0 ? ", " : "")
                        + (column.nulls() == 0 && table.rows() > 0 ? "not null" : "");
                text.append(settings.isBlank() ? "" : " [" + settings + "]").append('\n');
            }
            if (key.size() > 1) {
                text.append("  indexes {\n    ").append(tuple(key)).append(" [pk]\n  }\n");
            }
            text.append("}\n\n");
        }
        for (Relationship edge : context.relationships()) {
            text.append("Ref: ")
                    .append(side(edge.fromTable(), edge.fromColumns()))
                    .append(edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? " - " : " > ")
                    .append(side(edge.toTable(), edge.toColumns()));
            if (edge.orphanRows() > 0) {
                text.append(" // ").append(edge.orphanRows()).append(" rows without a parent");
            }
            text.append('\n');
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
