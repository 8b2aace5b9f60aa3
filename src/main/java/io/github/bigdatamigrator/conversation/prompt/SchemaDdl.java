package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes tables as DDL: all of them, or a selection of tables, columns and comments. */
final class SchemaDdl {
    static final int MIN_GROUP = 3;
    private static final int MAX_CONDITION = 500; // characters

    private final DataContext context;
    private final HeaderPseudonyms pseudonyms;
    private final PrivacyLevel level;
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, List<String>> lines = new HashMap<>(); // references of no single column, by table
    private final Set<String> keys = new HashSet<>();

    /** How a column is shown. */
    enum Form {
        /** With its type, and its comment if it has one. */
        LINE,
        /** In a list of columns of one type. */
        LISTED,
        /** By name, in the line of more tables, if all columns of the table are. */
        INLINE
    }

    /** A shown column. */
    record Shown(Form form, String comment) {
        static final Shown BARE = new Shown(Form.LINE, "");
        static final Shown INLINE = new Shown(Form.INLINE, "");
    }

    SchemaDdl(DataContext context, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        this.context = context;
        this.pseudonyms = pseudonyms;
        this.level = level;
        for (TableProfile table : context.tables()) {
            if (table.primaryKey() != null && table.primaryKey().size() == 1) {
                keys.add(table.name() + "." + table.primaryKey().get(0));
            }
        }
        for (Relationship edge : context.relationships()) {
            context.table(edge.fromTable())
                    .ifPresent(from -> context.table(edge.toTable()).ifPresent(to -> addReference(edge, from, to)));
        }
    }

    private void addReference(Relationship edge, TableProfile from, TableProfile to) {
        boolean whole = level == PrivacyLevel.NAMES || edge.containmentRows() >= 1;
        String strength = whole ? "" : " (" + NumberFormat.percent(edge.containmentRows()) + ")";
        String doubt = edge.possible() ? "perhaps " : edge.implied() ? "implied " : "";
        if (edge.join() != null) {
            addJoin(edge.join(), from, to, doubt, strength);
            return;
        }
        if (edge.fromColumns().size() == 1) {
            String target = to.sqlName() + "." + shown(to, edge.toColumns()) + strength;
            references.put(from.name() + "." + edge.fromColumns().get(0), doubt + "→ " + target);
            if (!edge.possible()) {
                keys.add(to.name() + "." + edge.toColumns().get(0));
            }
        } else {
            lines.computeIfAbsent(from.name(), name -> new ArrayList<>())
                    .add(" -- " + doubt + "(" + shown(from, edge.fromColumns()) + ") → " + to.sqlName() + "("
                            + shown(to, edge.toColumns()) + ")" + strength);
        }
    }

    /** States the join as Spark runs it, unless its literals are values that the model may not see. */
    private void addJoin(JoinCondition join, TableProfile from, TableProfile to, String doubt, String strength) {
        String on = PromptSanitizer.sql(join.on(), MAX_CONDITION);
        if (join.on().length() <= MAX_CONDITION && (PrivacyLevel.EXAMPLES.within(level) || on.indexOf('\'') < 0)) {
            String parent = from.equals(to) ? " AS " + JoinCondition.parentAlias(to.sqlName()) : "";
            lines.computeIfAbsent(from.name(), name -> new ArrayList<>())
                    .add(" -- " + doubt + "JOIN " + to.sqlName() + parent + " ON " + pseudonyms.hideHeaders(on)
                            + strength);
        }
    }

    private String shown(TableProfile table, List<String> columns) {
        return columns.stream()
                .map(name -> table.column(name)
                        .map(column -> pseudonyms.promptName(table, column))
                        .orElse("?"))
                .collect(Collectors.joining(", "));
    }

    /** @param brief whether lists of values are cut short */
    String comment(TableProfile table, ColumnProfile column, boolean brief) {
        String id = table.name() + "." + column.name();
        return Stream.of(
                        MeaningComment.column(context.meanings(), table, column, level, brief),
                        ColumnComment.of(table, column, references.get(id), keys.contains(id), level, brief))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** All tables in the order of the files, with all comments. */
    String whole() {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            Map<ColumnProfile, Shown> all = SchemaDescription.identities();
            table.columns().forEach(column -> all.put(column, new Shown(Form.LINE, comment(table, column, false))));
            append(text, table, all);
        }
        return text.toString();
    }

    /**
     * The tables that have shown columns, the names of some others, and the number of the rest.
     *
     * @param tables all tables in the order to show
     * @param shown the columns to show, by identity, because columns of two tables may be equal records
     * @param names tables to name if none of their columns is shown
     */
    String selection(List<TableProfile> tables, Map<ColumnProfile, Shown> shown, Set<String> names) {
        StringBuilder text = new StringBuilder();
        List<String> others = new ArrayList<>();
        int left = 0;
        for (TableProfile table : tables) {
            boolean inline = table.columns().stream().allMatch(column -> Shown.INLINE.equals(shown.get(column)));
            if (inline) {
                others.add(table.sqlName() + inline(table));
            } else if (table.columns().stream().anyMatch(shown::containsKey)) {
                append(text, table, shown);
            } else if (names.contains(table.name())) {
                others.add(table.sqlName());
            } else {
                left++;
            }
        }
        if (!others.isEmpty()) {
            boolean some = others.stream().anyMatch(other -> !other.endsWith(")"));
            text.append(some ? "-- more tables, some columns not listed: " : "-- more tables: ")
                    .append(String.join(", ", others))
                    .append('\n');
        }
        return text + (left == 0 ? "" : "-- and " + left + " more tables, not listed\n");
    }

    private void append(StringBuilder text, TableProfile table, Map<ColumnProfile, Shown> shown) {
        text.append(head(table)).append('\n');
        List<String> plain = new ArrayList<>();
        List<String> valueless = new ArrayList<>();
        Map<String, List<String>> listed = new LinkedHashMap<>();
        int left = 0;
        List<ColumnProfile> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            ColumnProfile column = columns.get(i);
            Shown form = shown.get(column);
            int group = group(table, i, shown);
            if (form == null) {
                left++;
            } else if (isValueless(table, column)) {
                valueless.add(pseudonyms.promptName(table, column)
                        + (column.nulls() == table.rows() ? " null" : " = " + ColumnComment.constant(column)));
            } else if (form.form() != Form.LINE) {
                listed.computeIfAbsent(type(column), any -> new ArrayList<>())
                        .add(pseudonyms.promptName(table, column));
            } else if (group >= MIN_GROUP) {
                flush(plain, text);
                String last = pseudonyms.promptName(table, columns.get(i + group - 1));
                text.append(' ')
                        .append(pseudonyms.promptName(table, column) + " … " + last + " " + type(column) + " -- "
                                + group + " columns, grouped\n");
                i += group - 1;
            } else if (form.comment().isEmpty()) {
                plain.add(nameAndType(table, column));
            } else {
                flush(plain, text);
                text.append(' ')
                        .append(nameAndType(table, column))
                        .append(", -- ")
                        .append(form.comment())
                        .append('\n');
            }
        }
        flush(plain, text);
        listed.forEach((type, names) -> text.append(" -- also " + type + ": " + String.join(", ", names) + "\n"));
        if (!valueless.isEmpty()) {
            text.append(" -- constant columns: ")
                    .append(String.join(", ", valueless))
                    .append('\n');
        }
        text.append(left == 0 ? "" : " -- and " + left + " more columns, not listed\n");
        if (table.primaryKey() != null && table.primaryKey().size() > 1) {
            text.append(" PRIMARY KEY (")
                    .append(shown(table, table.primaryKey()))
                    .append(")\n");
        }
        lines.getOrDefault(table.name(), List.of())
                .forEach(line -> text.append(line).append('\n'));
        text.append(tail(table));
    }

    /** The last lines of a table: declared conditions, and the names that are defined on it. */
    String tail(TableProfile table) {
        return MeaningComment.checks(table, pseudonyms, level)
                + MeaningComment.definitions(context.meanings(), table, level) + ");\n";
    }

    private static void flush(List<String> plain, StringBuilder text) {
        if (!plain.isEmpty()) {
            text.append(' ').append(String.join(", ", plain)).append(",\n");
            plain.clear();
        }
    }

    /** The number of columns from this one on that differ only in their number and have no comments. */
    int group(TableProfile table, int from, Map<ColumnProfile, Shown> shown) {
        List<ColumnProfile> columns = table.columns();
        ColumnProfile first = columns.get(from);
        String stem = stem(pseudonyms.promptName(table, first));
        int to = from;
        while (to < columns.size()
                && Shown.BARE.equals(shown.get(columns.get(to)))
                && columns.get(to).type().equals(first.type())
                && !isValueless(table, columns.get(to))
                && stem(pseudonyms.promptName(table, columns.get(to))).equals(stem)) {
            to++;
        }
        return to - from;
    }

    private static String stem(String name) {
        return name.replaceAll("\\d+$", "");
    }

    /** Whether all cells are null, or all are equal and may be shown. */
    private boolean isValueless(TableProfile table, ColumnProfile column) {
        boolean joins = references.containsKey(table.name() + "." + column.name());
        return table.rows() > 1
                && !joins
                && level != PrivacyLevel.NAMES
                && (column.nulls() == table.rows()
                        || (PrivacyLevel.EXAMPLES.within(level)
                                && column.constant()
                                && column.type().kind() != ColumnType.Kind.BOOLEAN
                                && !ColumnComment.isBare(column)
                                && column.nulls() == 0
                                && column.topValues().size() == 1));
    }

    private String nameAndType(TableProfile table, ColumnProfile column) {
        return pseudonyms.promptName(table, column) + " " + type(column);
    }

    /** The type without precision, which a query rarely needs; a whole number is the shorter INT. */
    private static String type(ColumnProfile column) {
        return switch (column.type().kind()) {
            case DECIMAL -> "DECIMAL";
            case BIGINT -> "INT";
            default -> column.type().toString().toUpperCase(Locale.ROOT);
        };
    }

    /** The names of all columns. */
    String inline(TableProfile table) {
        return table.columns().stream()
                .map(column -> pseudonyms.promptName(table, column))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The column as a form shows it, without its comment. */
    String column(TableProfile table, ColumnProfile column, Form form) {
        return form == Form.LISTED ? pseudonyms.promptName(table, column) : nameAndType(table, column);
    }

    /** The first line of a table. */
    String head(TableProfile table) {
        StringBuilder text =
                new StringBuilder("CREATE TABLE ").append(table.sqlName()).append(" (");
        String meaning = MeaningComment.table(context.meanings(), table, level);
        if (level != PrivacyLevel.NAMES) {
            text.append(" -- ").append(table.rows()).append(table.rows() == 1 ? " row" : " rows");
            String file = fileName(table.location());
            boolean sayable = PrivacyLevel.EXAMPLES.within(level);
            if (sayable && !FoldedWords.of(file.replaceAll("\\.[^.]*$", "")).equals(FoldedWords.of(table.sqlName()))) {
                text.append(", ").append(PromptSanitizer.text(file, 60));
            }
        }
        if (!meaning.isEmpty()) {
            text.append(level == PrivacyLevel.NAMES ? " -- " : "; ").append(meaning);
        }
        return text.toString();
    }

    private static String fileName(String location) {
        String path = location.replace('\\', '/').replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
