package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Verdict;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes data with its meanings as an Apache Ossie semantic model of version 0.2.0.dev0: tables, columns, keys,
 * relationships with their measured cardinality, measures and synonyms. Units, hidden columns, filters and the like,
 * for which Ossie has no field, are in an extension of ours.
 */
public final class OssieExport {
    static final String VERSION = "0.2.0.dev0";
    static final String VENDOR = "BIG_DATA_MIGRATOR";
    private static final Pattern QUALIFIED = Pattern.compile("`((?:[^`]|``)+)`\\.`((?:[^`]|``)+)`");

    private final DataContext context;
    private final DataContext visible;
    private final MeaningEntries entries;

    private OssieExport(DataContext context, MeaningEntries entries) {
        this.context = context;
        this.visible = context.visible();
        this.entries = entries;
    }

    /**
     * The model as YAML.
     *
     * @param context with the approved meanings, and with hidden columns
     * @param entries from which the context has them
     */
    public static String of(String name, DataContext context, MeaningEntries entries) {
        return YamlWriter.write(new OssieExport(context, entries).model(name));
    }

    private Map<String, Object> model(String name) {
        Map<String, Object> kept = entries.ossie();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("version", VERSION);
        model.put("name", kept.getOrDefault("name", name));
        copy(kept, model, "description");
        copy(kept, model, "ai_context");
        model.put("datasets", visible.tables().stream().map(this::dataset).toList());
        model.put(
                "relationships",
                visible.foreignKeys().stream().map(this::relationship).toList());
        model.put(
                "metrics",
                context.meanings().definitions().stream()
                        .filter(definition -> definition.kind() == Kind.MEASURE)
                        .map(this::metric)
                        .toList());
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Object> filters = new LinkedHashMap<>();
        context.meanings().definitions().stream()
                .filter(definition -> definition.kind() == Kind.FILTER)
                .forEach(definition -> filters.put(definition.name(), filter(definition)));
        put(own, "filters", filters);
        List<Object> refuted = new ArrayList<>();
        entries.corrections().stream()
                .filter(entry -> entry.verdict() == Verdict.NOT && entry.status() == Status.APPROVED)
                .forEach(entry -> refuted.add(Map.of("not", entry.text())));
        put(own, "relationships", refuted);
        extensions(model, kept, own);
        return model;
    }

    private static void copy(Map<String, Object> from, Map<String, Object> to, String key) {
        put(to, key, from.get(key));
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        boolean empty = value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> inner && inner.isEmpty());
        if (!empty) {
            map.put(key, value);
        }
    }

    private static void extensions(Map<String, Object> to, Map<String, Object> kept, Map<String, Object> own) {
        List<Object> all = new ArrayList<>();
        if (kept.get("custom_extensions") instanceof List<?> others) {
            others.forEach(each -> all.add(asObject(each)));
        }
        if (!own.isEmpty()) {
            all.add(extension(VENDOR, own));
        }
        put(to, "custom_extensions", all);
    }

    private static Map<String, Object> extension(Object vendor, Object data) {
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("vendor_name", vendor);
        extension.put("data", data);
        return extension;
    }

    /** An extension whose data is an object, as this version wants it; earlier ones had JSON in a text. */
    private static Object asObject(Object extension) {
        if (extension instanceof Map<?, ?> map && map.get("data") instanceof String text) {
            Object data = Optional.ofNullable(OssieImport.parsed("", text))
                    .<Object>map(MeaningsYaml::plain)
                    .orElse(Map.of("text", text));
            return extension(String.valueOf(map.get("vendor_name")), data);
        }
        return extension;
    }

    /** The description and the context for AI, in which the synonyms are. */
    private static void words(
            Map<String, Object> to, Map<String, Object> kept, @Nullable String description, List<String> synonyms) {
        put(to, "description", description);
        Object context = kept.get("ai_context");
        if (synonyms.isEmpty()) {
            put(to, "ai_context", context);
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        if (context instanceof Map<?, ?> map) {
            map.forEach((key, value) -> all.put(String.valueOf(key), value));
        } else if (context != null) {
            all.put("instructions", context);
        }
        all.put("synonyms", synonyms);
        to.put("ai_context", all);
    }

    private Map<String, Object> kept(TableProfile table) {
        return entries.tables().stream()
                .filter(entry ->
                        entry.table().equals(table.name()) && !entry.ossie().isEmpty())
                .map(MeaningEntries.TableEntry::ossie)
                .findFirst()
                .orElse(Map.of());
    }

    private Map<String, Object> kept(TableProfile table, ColumnProfile column) {
        return entries.tables().stream()
                .filter(entry -> entry.table().equals(table.name()))
                .flatMap(entry -> entry.columns().stream())
                .filter(entry ->
                        entry.column().equals(column.name()) && !entry.ossie().isEmpty())
                .map(MeaningEntries.ColumnEntry::ossie)
                .findFirst()
                .orElse(Map.of());
    }

    private String datasetName(TableProfile table) {
        return String.valueOf(kept(table).getOrDefault("name", table.name()));
    }

    private String fieldName(TableProfile table, ColumnProfile column) {
        return String.valueOf(kept(table, column).getOrDefault("name", column.name()));
    }

    private Map<String, Object> dataset(TableProfile table) {
        Map<String, Object> kept = kept(table);
        TableMeaning meaning = context.meanings().of(table);
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("name", datasetName(table));
        dataset.put("source", kept.getOrDefault("source", table.name()));
        put(dataset, "primary_key", fields(table, Objects.requireNonNullElse(table.primaryKey(), List.of())));
        copy(kept, dataset, "unique_keys");
        words(dataset, kept, meaning.description(), meaning.synonyms());
        List<Object> fields = new ArrayList<>();
        table.columns().forEach(column -> fields.add(field(table, column)));
        if (kept.get("fields") instanceof List<?> computed) {
            fields.addAll(computed);
        }
        dataset.put("fields", fields);
        Map<String, Object> own = new LinkedHashMap<>();
        put(own, "time_column", meaning.timeColumn());
        Map<String, Object> hidden = new LinkedHashMap<>();
        for (String name : meaning.hidden()) {
            Map<String, Object> said = new LinkedHashMap<>();
            ColumnMeaning column = meaning.columns().get(name);
            if (column != null) {
                put(said, "description", column.description());
                put(said, "synonyms", column.synonyms());
                put(said, "unit", column.unit());
            }
            hidden.put(name, said);
        }
        put(own, "hidden_columns", hidden);
        extensions(dataset, kept, own);
        return dataset;
    }

    private List<String> fields(TableProfile table, List<String> columns) {
        return columns.stream()
                .map(name -> table.column(name)
                        .map(column -> fieldName(table, column))
                        .orElse(name))
                .toList();
    }

    private Map<String, Object> field(TableProfile table, ColumnProfile column) {
        Map<String, Object> kept = kept(table, column);
        ColumnMeaning meaning = context.meanings().of(table, column);
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", fieldName(table, column));
        field.put("expression", kept.getOrDefault("expression", expression(standard(column.sqlName()))));
        if (kept.containsKey("dimension")) {
            copy(kept, field, "dimension");
        } else if (column.type().temporal()) {
            field.put("dimension", Map.of("is_time", true));
        }
        copy(kept, field, "label");
        words(field, kept, meaning.description(), meaning.synonyms());
        put(field, "datatype", datatype(column.type()));
        Map<String, Object> own = new LinkedHashMap<>();
        put(own, "unit", meaning.unit());
        extensions(field, kept, own);
        return field;
    }

    private static Object expression(String sql) {
        Map<String, Object> dialect = new LinkedHashMap<>();
        dialect.put("dialect", "ANSI_SQL");
        dialect.put("expression", sql);
        return Map.of("dialects", List.of(dialect));
    }

    private static String datatype(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "Boolean";
            case BIGINT -> "Integer";
            case DECIMAL -> "Decimal";
            case DOUBLE -> "Float";
            case DATE -> "Date";
            case TIMESTAMP -> "DateTime";
            case STRING -> "String";
            case BINARY -> "Opaque";
        };
    }

    /** The name as standard SQL has it, in double quotes where it needs them. */
    private static String standard(String name) {
        return SqlIdentifiers.isPlain(name) && !SqlIdentifiers.isKeyword(name)
                ? name
                : SqlIdentifiers.quoteStandard(name);
    }

    static String name(String from, List<String> columns, String to) {
        return from + "_" + String.join("_", columns) + "_to_" + to;
    }

    private Map<String, Object> relationship(Relationship edge) {
        Map<String, Object> kept = entries.corrections().stream()
                .filter(entry ->
                        entry.verdict() == Verdict.YES && !entry.ossie().isEmpty())
                .filter(entry -> entry.text().equals(EntryCollector.text(edge)))
                .map(MeaningEntries.CorrectionEntry::ossie)
                .findFirst()
                .orElse(Map.of());
        TableProfile from = context.table(edge.fromTable()).orElseThrow();
        TableProfile to = context.table(edge.toTable()).orElseThrow();
        Map<String, Object> relationship = new LinkedHashMap<>();
        relationship.put("name", kept.getOrDefault("name", name(edge.fromTable(), edge.fromColumns(), edge.toTable())));
        relationship.put("from", datasetName(from));
        relationship.put("to", datasetName(to));
        relationship.put("from_columns", fields(from, edge.fromColumns()));
        relationship.put("to_columns", fields(to, edge.toColumns()));
        copy(kept, relationship, "ai_context");
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("cardinality", edge.cardinality().name().toLowerCase(Locale.ROOT));
        own.put("orphan_rows", edge.orphanRows());
        extensions(relationship, kept, own);
        return relationship;
    }

    private Map<String, Object> metric(Definition definition) {
        Map<String, Object> kept = entries.definitions().stream()
                .filter(entry ->
                        entry.kind() == Kind.MEASURE && entry.name().strip().equals(definition.name()))
                .map(MeaningEntries.DefinitionEntry::ossie)
                .findFirst()
                .orElse(Map.of());
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("name", definition.name());
        metric.put("expression", kept.getOrDefault("expression", expression(standardSql(definition.expression()))));
        words(metric, kept, definition.description(), definition.synonyms());
        copy(kept, metric, "datatype");
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("table", definition.table());
        extensions(metric, kept, own);
        return metric;
    }

    /** The expression with datasets and fields in place of tables and columns. */
    private String standardSql(String expression) {
        return QUALIFIED.matcher(expression).replaceAll(name -> {
            TableProfile table = context.table(name.group(1)).orElseThrow();
            ColumnProfile column = table.column(name.group(2)).orElseThrow();
            return Matcher.quoteReplacement(standard(datasetName(table)) + "." + standard(fieldName(table, column)));
        });
    }

    private static Map<String, Object> filter(Definition definition) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("table", definition.table());
        filter.put("sql", definition.expression());
        put(filter, "description", definition.description());
        put(filter, "synonyms", definition.synonyms());
        return filter;
    }
}
