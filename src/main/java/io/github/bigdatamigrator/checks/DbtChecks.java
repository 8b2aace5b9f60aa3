package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.CheckSql.Dialect;
import io.github.bigdatamigrator.checks.DataCheck.Kind;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes checks as sources of dbt. Where one of dbt's own tests says the same ({@code not_null},
 * {@code accepted_values}, {@code relationships}), it is used.
 */
final class DbtChecks {
    static final String GENERIC_TESTS_FILE = "bdm_checks.sql";
    /** Generic tests for what dbt has none for. */
    static final String GENERIC_TESTS = """
        {# The tests that checks.yml uses besides those of dbt. #}

        {% test bdm_no_row(model, condition) %}
        select * from {{ model }} where {{ condition }}
        {% endtest %}

        {% test bdm_table_is_not(model, condition) %}
        select * from (select case when {{ condition }} then 1 else 0 end as broken from {{ model }}) as whole
        where broken = 1
        {% endtest %}

        {% test bdm_key(model, columns) %}
        select {{ columns | join(', ') }} from {{ model }} group by {{ columns | join(', ') }}
        having count(*) > 1 or {{ columns | join(' is null or ') }} is null
        {% endtest %}

        {% test bdm_exists(model, columns, to, fields) %}
        select child.* from {{ model }} as child
        where {% for column in columns %}child.{{ column }} is not null and {% endfor %}not exists (
            select 1 from {{ to }} as parent
            where {% for column in columns %}parent.{{ fields[loop.index0] }} = child.{{ column }}
            {%- if not loop.last %} and {% endif %}{% endfor %})
        {% endtest %}
        """;

    private final String source;

    private DbtChecks(String source) {
        this.source = source;
    }

    static String yaml(DataContext context, List<DataCheck> checks, String title) {
        DbtChecks writer = new DbtChecks(slug(title));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 2);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", writer.source);
        data.put("description", title);
        data.put("schema", "{{ target.schema }}");
        data.put(
                "tables",
                context.tables().stream()
                        .map(table -> writer.table(
                                table,
                                checks.stream()
                                        .filter(check -> check.table().equals(table))
                                        .toList()))
                        .filter(table -> !table.isEmpty())
                        .toList());
        document.put("sources", List.of(data));
        return "# For a folder of models of dbt 1.10.6 or later; " + GENERIC_TESTS_FILE
                + " belongs into tests/generic.\n" + "# The tables are looked for in the schema of the target.\n"
                + YamlWriter.write(document);
    }

    /** A name of small letters, digits and underscores. */
    static String slug(String title) {
        String slug = title.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return slug.isEmpty() ? "data" : slug;
    }

    private Map<String, Object> table(TableProfile table, List<DataCheck> checks) {
        if (checks.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", table.sqlName());
        if (!table.name().equals(table.sqlName())) {
            node.put("identifier", table.name());
        }
        if (CheckSql.needsQuotes(table.name())) {
            node.put("quoting", Map.of("identifier", true));
        }
        List<Object> ofTable = new ArrayList<>();
        Map<ColumnProfile, List<Object>> ofColumns = new LinkedHashMap<>();
        for (DataCheck check : checks) {
            ColumnProfile column = nativeColumn(check);
            (column == null ? ofTable : ofColumns.computeIfAbsent(column, of -> new ArrayList<>())).add(test(check));
        }
        if (!ofTable.isEmpty()) {
            node.put("data_tests", ofTable);
        }
        List<Object> columns = new ArrayList<>();
        ofColumns.forEach((column, tests) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", CheckSql.original(column));
            if (CheckSql.needsQuotes(CheckSql.original(column))) {
                entry.put("quote", true);
            }
            entry.put("data_tests", tests);
            columns.add(entry);
        });
        if (!columns.isEmpty()) {
            node.put("columns", columns);
        }
        return node;
    }

    /** The column whose test is one of dbt's own, or null. */
    private static @Nullable ColumnProfile nativeColumn(DataCheck check) {
        boolean own = check.columns().size() == 1
                && (check.rule() instanceof Rule.Included || check.rule() instanceof Rule.Allowed || isNotNull(check));
        return own ? check.columns().get(0) : null;
    }

    private static boolean isNotNull(DataCheck check) {
        return check.kind() == Kind.REQUIRED
                && check.columns().size() == 1
                && check.columns().get(0).type().kind() != ColumnType.Kind.STRING;
    }

    private Map<String, Object> test(DataCheck check) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        boolean one = nativeColumn(check) != null;
        String test;
        if (check.rule() instanceof Rule.Unique) {
            test = "bdm_key";
            arguments.put("columns", names(check.columns()));
        } else if (check.rule() instanceof Rule.Included included) {
            test = one ? "relationships" : "bdm_exists";
            if (!one) {
                arguments.put("columns", names(check.columns()));
            }
            arguments.put("to", "source('" + source + "', '" + included.to().sqlName() + "')");
            List<String> fields = names(included.toColumns());
            arguments.put(one ? "field" : "fields", one ? fields.get(0) : fields);
        } else if (check.rule() instanceof Rule.Allowed allowed) {
            test = "accepted_values";
            boolean text = check.columns().get(0).type().kind() == ColumnType.Kind.STRING;
            arguments.put("values", allowed.values());
            if (!text) {
                arguments.put("quote", false);
            }
        } else if (check.rule() instanceof Rule.Whole whole) {
            test = "bdm_table_is_not";
            arguments.put("condition", literal(whole.violation().in(Dialect.STANDARD)));
        } else if (isNotNull(check)) {
            test = "not_null";
        } else {
            test = "bdm_no_row";
            arguments.put("condition", literal(CheckSql.violatingRow(check, Dialect.STANDARD)));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", check.name());
        body.put("description", literal(check.text() + " (" + check.reason() + ")"));
        if (!arguments.isEmpty()) {
            body.put("arguments", arguments);
        }
        if (!check.isError()) {
            body.put("config", Map.of("severity", "warn"));
        }
        return Map.of(test, body);
    }

    private static List<String> names(List<ColumnProfile> columns) {
        return columns.stream().map(Dialect.STANDARD::name).toList();
    }

    /** A text in which dbt finds nothing to replace. */
    private static String literal(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#")
                ? "{% raw %}" + text + "{% endraw %}"
                : text;
    }
}
