package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the tables as DDL in several lengths. */
final class SchemaDdl {
    private final DataContext context;
    private final HeaderPseudonyms pseudonyms;
    private final PrivacyLevel level;
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, List<String>> composites = new HashMap<>();

    SchemaDdl(DataContext context, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        this.context = context;
        this.pseudonyms = pseudonyms;
        this.level = level;
        for (Relationship edge : context.relationships()) {
            context.table(edge.fromTable())
                    .ifPresent(from -> context.table(edge.toTable()).ifPresent(to -> addReference(edge, from, to)));
        }
    }

    private void addReference(Relationship edge, TableProfile from, TableProfile to) {
        String strength = level == PrivacyLevel.NAMES
                ? ""
                : " (" + NumberFormat.percent(edge.containmentRows()) + ", "
                        + (edge.cardinality() == Relationship.Cardinality.ONE_TO_ONE ? "1:1" : "n:1") + ")";
        if (edge.fromColumns().size() == 1) {
            String target = to.sqlName() + "." + shown(to, edge.toColumns()) + strength;
            references.put(from.name() + "." + edge.fromColumns().get(0), "→ " + target);
        } else {
            composites
                    .computeIfAbsent(from.name(), name -> new ArrayList<>())
                    .add("  -- (" + shown(from, edge.fromColumns()) + ") → " + to.sqlName() + "("
                            + shown(to, edge.toColumns()) + ")" + strength);
        }
    }

    private String shown(TableProfile table, List<String> columns) {
        return columns.stream()
                .map(name -> table.column(name)
                        .map(column -> pseudonyms.promptName(table, column))
                        .orElse("?"))
                .collect(Collectors.joining(", "));
    }

    int size() {
        return context.tables().size();
    }

    String comment(TableProfile table, ColumnProfile column) {
        return ColumnComment.of(table, column, references.get(table.name() + "." + column.name()), level);
    }

    /** All columns, those of the set with comments. */
    String ddl(Set<ColumnProfile> commented) {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            List<String> lines = new ArrayList<>();
            for (ColumnProfile column : table.columns()) {
                String comment = commented.contains(column) ? comment(table, column) : "";
                lines.add(nameAndType(table, column) + (comment.isEmpty() ? "" : " -- " + comment));
            }
            if (table.primaryKey() != null && table.primaryKey().size() > 1) {
                lines.add("  PRIMARY KEY (" + shown(table, table.primaryKey()) + ")");
            }
            append(text, table, lines, "");
        }
        return text.toString();
    }

    /** All columns; adjacent columns of one type whose names differ only in their number share one line. */
    String groups() {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            List<String> lines = new ArrayList<>();
            List<ColumnProfile> columns = table.columns();
            for (int from = 0; from < columns.size(); ) {
                int to = from + 1;
                while (to < columns.size() && isSimilar(table, columns.get(from), columns.get(to))) {
                    to++;
                }
                lines.add(
                        to - from < 3
                                ? nameAndType(table, columns.get(from))
                                : "  " + pseudonyms.promptName(table, columns.get(from)) + " … "
                                        + pseudonyms.promptName(table, columns.get(to - 1)) + " "
                                        + type(columns.get(from))
                                        + " -- "
                                        + (to - from) + " columns, grouped");
                from = to - from < 3 ? from + 1 : to;
            }
            append(text, table, lines, "");
        }
        return text.toString();
    }

    private boolean isSimilar(TableProfile table, ColumnProfile one, ColumnProfile other) {
        return one.type().equals(other.type())
                && stem(pseudonyms.promptName(table, one)).equals(stem(pseudonyms.promptName(table, other)));
    }

    private static String stem(String name) {
        return name.replaceAll("\\d+$", "");
    }

    /** The first tables with the columns of the set; other tables and columns are only counted. */
    String selection(Set<ColumnProfile> named, int tables) {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables().subList(0, tables)) {
            List<String> lines = new ArrayList<>();
            table.columns().stream().filter(named::contains).forEach(column -> lines.add(nameAndType(table, column)));
            int others = table.columns().size() - lines.size();
            append(text, table, lines, others == 0 ? "" : "  -- and " + others + " more columns, not listed\n");
        }
        int others = size() - tables;
        return text + (others == 0 ? "" : "-- and " + others + " more tables, not listed\n");
    }

    private String nameAndType(TableProfile table, ColumnProfile column) {
        return "  " + pseudonyms.promptName(table, column) + " " + type(column);
    }

    private static String type(ColumnProfile column) {
        return column.type().toString().toUpperCase(Locale.ROOT);
    }

    private void append(StringBuilder text, TableProfile table, List<String> lines, String rest) {
        text.append("CREATE TABLE ").append(table.sqlName()).append(" (");
        if (level != PrivacyLevel.NAMES) {
            text.append(" -- ").append(NumberFormat.of(table.rows())).append(" rows");
            if (PrivacyLevel.EXAMPLES.within(level)) {
                text.append(", ").append(PromptSanitizer.text(fileName(table.location()), 60));
            }
        }
        text.append('\n')
                .append(String.join(",\n", lines))
                .append(lines.isEmpty() ? "" : "\n")
                .append(rest);
        composites
                .getOrDefault(table.name(), List.of())
                .forEach(line -> text.append(line).append('\n'));
        text.append(");\n");
    }

    private static String fileName(String location) {
        String path = location.replace('\\', '/').replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
