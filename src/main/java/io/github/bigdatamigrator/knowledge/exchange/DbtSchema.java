package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code schema.yml} of dbt: descriptions of models, sources, seeds and snapshots with their columns,
 * relationships of tests, and measures of semantic models. What dbt needs for itself is left out.
 */
final class DbtSchema {
    static final Set<String> KEYS = Set.of("models", "sources", "seeds", "snapshots", "semantic_models");
    private static final Pattern REF = Pattern.compile("(?:ref|source)\\((?:.*,)?\\s*['\"]([^'\"]+)['\"]\\s*\\)");
    private static final Map<String, String> AGGREGATES = Map.of(
            "sum", "sum(%s)",
            "average", "avg(%s)",
            "avg", "avg(%s)",
            "min", "min(%s)",
            "max", "max(%s)",
            "median", "median(%s)",
            "count", "count(%s)",
            "count_distinct", "count(DISTINCT %s)",
            "sum_boolean", "count_if(%s)");

    private final EntryCollector found;

    DbtSchema(DataContext context) {
        found = new EntryCollector(context);
    }

    MeaningEntries read(Mapping document) {
        for (Entry entry : document.entries()) {
            switch (entry.key()) {
                case "models", "seeds", "snapshots" -> items(entry.value()).forEach(this::table);
                case "sources" ->
                    items(entry.value())
                            .forEach(source -> items(get(source, "tables")).forEach(this::table));
                case "semantic_models" -> items(entry.value()).forEach(this::semanticModel);
                case "version" -> {}
                default -> found.fault(entry.place(), "not used: " + entry.key());
            }
        }
        return found.entries(Map.of());
    }

    private Stream<Mapping> items(@Nullable Yaml list) {
        if (list instanceof Sequence sequence) {
            return sequence.items().stream().flatMap(item -> {
                if (item instanceof Mapping mapping) {
                    return Stream.of(mapping);
                }
                found.fault(item.place(), "expected keys such as “name: …”, found " + item.shown());
                return Stream.of();
            });
        }
        boolean nothing = list instanceof Scalar scalar && scalar.kind() == Yaml.Kind.NULL;
        if (list != null && !nothing) {
            found.fault(list.place(), "expected a list, found " + list.shown());
        }
        return Stream.of();
    }

    private static @Nullable Yaml get(@Nullable Yaml mapping, String key) {
        return mapping instanceof Mapping known
                ? known.entry(key).map(Entry::value).orElse(null)
                : null;
    }

    private static @Nullable String text(@Nullable Yaml mapping, String key) {
        return get(mapping, key) instanceof Scalar scalar && scalar.textual()
                ? EntryCollector.text(scalar.text())
                : null;
    }

    private void table(Mapping table) {
        String name = text(table, "name");
        if (name == null) {
            found.fault(table.place(), "there is no “name”, so it is not used");
            return;
        }
        String known = Stream.of("name", "identifier", "alias")
                .map(key -> Objects.requireNonNullElse(text(table, key), ""))
                .filter(each -> found.names.table(each).isPresent())
                .findFirst()
                .orElse(name);
        found.describe(table.place(), known, null, text(table, "description"));
        tests(table, known, null);
        items(get(table, "columns")).forEach(column -> column(known, column));
    }

    private void column(String table, Mapping column) {
        String name = text(column, "name");
        if (name == null) {
            found.fault(column.place(), "a column of " + table + " has no “name”, so it is not used");
            return;
        }
        found.describe(column.place(), table, name, text(column, "description"));
        tests(column, table, name);
    }

    /**
     * Tests named {@code relationships}, which state a reference.
     *
     * @param of the column that has the tests; null for tests of the table, which name their column
     */
    private void tests(Mapping owner, String table, @Nullable String of) {
        Stream.of("tests", "data_tests")
                .flatMap(key -> get(owner, key) instanceof Sequence tests ? tests.items().stream() : Stream.of())
                .forEach(test -> {
                    Yaml relationship = get(test, "relationships");
                    Yaml arguments =
                            get(relationship, "arguments") == null ? relationship : get(relationship, "arguments");
                    String to = text(arguments, "to");
                    String field = text(arguments, "field");
                    if (relationship == null) {
                        return;
                    }
                    String column = of == null ? text(arguments, "column_name") : of;
                    Matcher ref = REF.matcher(Objects.requireNonNullElse(to, ""));
                    if (!ref.find() || field == null || column == null) {
                        found.fault(
                                test.place(),
                                "the test of " + (column == null ? table : table + "." + column) + " names no "
                                        + (column == null ? "column (column_name)" : "table (to) and column (field)")
                                        + "; it is not used");
                        return;
                    }
                    found.reference(test.place(), table, List.of(column), ref.group(1), List.of(field), Map.of());
                });
    }

    private void semanticModel(Mapping model) {
        String named = Objects.requireNonNullElse(text(model, "model"), "");
        Matcher ref = REF.matcher(named);
        String table = ref.find() ? ref.group(1) : text(model, "name");
        if (table == null) {
            found.fault(model.place(), "the semantic model names no model, so it is not used");
            return;
        }
        if (text(model, "description") != null) {
            found.describe(model.place(), table, null, text(model, "description"));
        }
        items(get(model, "measures")).forEach(measure -> measure(table, measure));
    }

    private void measure(String table, Mapping measure) {
        Place place = measure.place();
        String name = text(measure, "name");
        String aggregate = text(measure, "agg");
        String sql = aggregate == null ? null : AGGREGATES.get(aggregate.toLowerCase(Locale.ROOT));
        if (name == null || sql == null) {
            found.fault(
                    place,
                    name == null
                            ? "a measure of " + table + " has no “name”"
                            : "the measure " + name + " has the aggregate " + aggregate + "; known are "
                                    + String.join(
                                            ", ",
                                            AGGREGATES.keySet().stream()
                                                    .sorted()
                                                    .toList()));
            return;
        }
        String expression = Objects.requireNonNullElse(text(measure, "expr"), name);
        // A measure is often named like its column, which needs another name then.
        boolean column = found.names
                .table(table)
                .filter(known -> known.column(name).isPresent())
                .isPresent();
        found.definition(
                place,
                Kind.MEASURE,
                column ? aggregate + "_" + name : name,
                found.names.tableName(table),
                sql.formatted(expression),
                new Words(
                        text(measure, "description"),
                        Stream.ofNullable(text(measure, "label")).toList()),
                Map.of());
    }
}
