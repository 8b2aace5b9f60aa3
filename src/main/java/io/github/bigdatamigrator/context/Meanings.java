package io.github.bigdatamigrator.context;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds what people have approved about the data and no data can tell: descriptions, other names, units, hidden
 * columns, and named measures and filters.
 *
 * @param tables by name as in the file
 * @param definitions measures and filters whose names and SQL were checked on the data
 */
public record Meanings(Map<String, TableMeaning> tables, List<Definition> definitions) {
    /** Nothing is known beyond the data. */
    public static final Meanings NONE = new Meanings(Map.of(), List.of());

    public Meanings {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        definitions = List.copyOf(definitions);
    }

    /** The meaning of a table; empty of everything if nothing is known. */
    public TableMeaning of(TableProfile table) {
        return tables.getOrDefault(table.name(), TableMeaning.NONE);
    }

    public ColumnMeaning of(TableProfile table, ColumnProfile column) {
        return of(table).columns().getOrDefault(column.name(), ColumnMeaning.NONE);
    }

    /** Whether people hid a column of some table. */
    public boolean hides() {
        return tables.values().stream().anyMatch(table -> !table.hidden().isEmpty());
    }

    /** Without what is said of hidden columns; their names stay, so that a statement that uses one can be refused. */
    Meanings visible() {
        Map<String, TableMeaning> shown = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            Map<String, ColumnMeaning> columns = new LinkedHashMap<>(table.columns());
            columns.keySet().removeAll(table.hidden());
            String time = table.timeColumn();
            time = time != null && table.hidden().contains(time) ? null : time;
            shown.put(name, new TableMeaning(table.description(), table.synonyms(), time, table.hidden(), columns));
        });
        return new Meanings(shown, definitions);
    }

    /**
     * What is known of a table.
     *
     * @param synonyms other names of it
     * @param timeColumn the date that questions about periods mean, or null
     * @param hidden columns that no model, report or question may see
     * @param columns by name as in the file
     */
    public record TableMeaning(
            @Nullable String description,
            List<String> synonyms,
            @Nullable String timeColumn,
            List<String> hidden,
            Map<String, ColumnMeaning> columns) {
        public static final TableMeaning NONE = new TableMeaning(null, List.of(), null, List.of(), Map.of());

        public TableMeaning {
            synonyms = List.copyOf(synonyms);
            hidden = List.copyOf(hidden);
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /**
     * What is known of a column.
     *
     * @param unit of its numbers, such as {@code EUR} or {@code kg}, or null
     */
    public record ColumnMeaning(
            @Nullable String description,
            List<String> synonyms,
            @Nullable String unit) {
        static final ColumnMeaning NONE = new ColumnMeaning(null, List.of(), null);

        public ColumnMeaning {
            synonyms = List.copyOf(synonyms);
        }
    }

    /**
     * A named expression that statements may use like a column.
     *
     * @param identifier the name in SQL
     * @param table whose rows it is computed of, by name as in the file
     * @param expression Spark SQL in which each column is written {@code `table`.`column`} with SQL names
     */
    public record Definition(
            Kind kind,
            String name,
            String identifier,
            String table,
            String expression,
            List<String> synonyms,
            @Nullable String description) {
        private static final Pattern QUALIFIER = Pattern.compile("`[^`]+`\\.(?=`)");

        public Definition {
            synonyms = List.copyOf(synonyms);
        }

        /** The expression for people: without quotes, and without the name of the table where it is the only one. */
        public String shown() {
            boolean one = QUALIFIER
                            .matcher(expression)
                            .results()
                            .map(MatchResult::group)
                            .distinct()
                            .count()
                    <= 1;
            return (one ? QUALIFIER.matcher(expression).replaceAll("") : expression).replace("`", "");
        }
    }

    /** What a definition yields. */
    public enum Kind {
        /** An aggregate: {@code sum(quantity * unit_price)}. */
        MEASURE,
        /** A condition on a row: {@code status = 'active'}. */
        FILTER
    }
}
