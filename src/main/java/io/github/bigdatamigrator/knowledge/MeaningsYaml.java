package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Fault;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Verdict;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a file of meanings. A fault costs the entry that it is in, and is told with its line.
 *
 * <pre>{@code
 * tables:
 *   sales:
 *     description: One row for each line of a receipt
 *     time: sold_at
 *     hidden: [card_number]
 *     columns:
 *       amount: {synonyms: [Betrag], unit: EUR}
 * measures:
 *   revenue: sum(sales.quantity * sales.unit_price)
 * filters:
 *   active customer: {table: customers, sql: status = 'active', status: draft}
 * relationships:
 *   - not: sales.store_id -> stores.id
 * }</pre>
 */
public final class MeaningsYaml {
    /** The message of {@link Place#refuse}. */
    private static final Pattern REFUSED = Pattern.compile("(?s)(.*?), line (\\d{1,9}): (.*?)\\.?");

    private static final List<String> TOP = List.of("tables", "measures", "filters", "relationships", "ossie");
    private static final List<String> TABLE =
            List.of("description", "synonyms", "time", "key", "hidden", "columns", "status", "ossie");
    private static final List<String> COLUMN = List.of("description", "synonyms", "unit", "status", "ossie");
    private static final List<String> DEFINITION =
            List.of("table", "sql", "description", "synonyms", "status", "ossie");
    private static final List<String> CORRECTION = List.of("yes", "not", "status", "ossie");

    private final List<TableEntry> tables = new ArrayList<>();
    private final List<DefinitionEntry> definitions = new ArrayList<>();
    private final List<CorrectionEntry> corrections = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private Map<String, Object> ossie = Map.of();

    private MeaningsYaml() {}

    /** The entries of a document; what cannot be read is among the faults. */
    public static MeaningEntries read(Yaml document) {
        MeaningsYaml file = new MeaningsYaml();
        if (document instanceof Scalar scalar && scalar.kind() == Yaml.Kind.NULL) {
            return MeaningEntries.NONE;
        }
        if (!(document instanceof Mapping mapping)) {
            file.fault(document.place(), "expected keys such as “tables:” and “measures:”");
            return file.entries();
        }
        for (Entry entry : mapping.entries()) {
            file.attempt(() -> file.section(entry));
        }
        return file.entries();
    }

    /**
     * What is said of columns, by name; without those that cannot be read.
     *
     * @param told gets the faults
     */
    public static List<ColumnEntry> columns(Mapping columns, Consumer<Fault> told) {
        MeaningsYaml file = new MeaningsYaml();
        List<ColumnEntry> read = new ArrayList<>();
        columns.entries().forEach(each -> file.attempt(() -> read.add(column(each))));
        file.faults.forEach(told);
        return read;
    }

    private MeaningEntries entries() {
        return new MeaningEntries(tables, definitions, corrections, ossie, faults);
    }

    private void section(Entry entry) {
        switch (entry.key()) {
            case "tables" -> each(entry, table -> tables.add(table(table)));
            case "measures" -> each(entry, measure -> definitions.add(definition(Kind.MEASURE, measure)));
            case "filters" -> each(entry, filter -> definitions.add(definition(Kind.FILTER, filter)));
            case "relationships" -> corrections(entry);
            case "ossie" -> ossie = map(entry);
            default -> throw entry.unknown(TOP);
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (MigratorException e) {
            // A fault has file and line apart.
            Matcher refused = REFUSED.matcher(String.valueOf(e.getMessage()));
            if (!refused.matches()) {
                throw e;
            }
            fault(new Place(refused.group(1), Integer.parseInt(refused.group(2))), refused.group(3));
        }
    }

    private void fault(Place place, String message) {
        faults.add(new Fault(place, message));
    }

    /** Calls for each key of a mapping; a fault in one does not stop the others. */
    private void each(Entry entry, Consumer<Entry> reader) {
        if (entry.value() instanceof Scalar scalar && scalar.kind() == Yaml.Kind.NULL) {
            return;
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.unexpected("names with what is said of them");
        }
        mapping.entries().forEach(each -> attempt(() -> reader.accept(each)));
    }

    /** The values of a mapping by key; throws for an unknown key. */
    private static Map<String, Entry> fields(Entry entry, List<String> known) {
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.unexpected("keys such as “" + known.get(0) + ": …”");
        }
        return mapping.fields(known);
    }

    private TableEntry table(Entry entry) {
        Map<String, Entry> fields = fields(entry, TABLE);
        List<ColumnEntry> columns = new ArrayList<>();
        if (fields.get("columns") != null) {
            each(Objects.requireNonNull(fields.get("columns")), column -> columns.add(column(column)));
        }
        return new TableEntry(
                entry.place(),
                status(fields),
                entry.key(),
                words(fields),
                text(fields, "time", "the name of a column"),
                texts(fields, "key"),
                texts(fields, "hidden"),
                columns,
                ossie(fields));
    }

    private static ColumnEntry column(Entry entry) {
        if (entry.value() instanceof Scalar) {
            return new ColumnEntry(
                    entry.place(),
                    Status.APPROVED,
                    entry.key(),
                    new Words(entry.text("a description, or keys such as “unit: EUR”"), List.of()),
                    null,
                    Map.of());
        }
        Map<String, Entry> fields = fields(entry, COLUMN);
        return new ColumnEntry(
                entry.place(),
                status(fields),
                entry.key(),
                words(fields),
                text(fields, "unit", "a unit such as EUR"),
                ossie(fields));
    }

    private static DefinitionEntry definition(Kind kind, Entry entry) {
        String expected = kind == Kind.MEASURE ? "an aggregate such as sum(amount)" : "a condition such as x > 0";
        if (entry.value() instanceof Scalar) {
            return new DefinitionEntry(
                    entry.place(),
                    Status.APPROVED,
                    kind,
                    entry.key(),
                    null,
                    entry.text(expected),
                    Words.NONE,
                    Map.of());
        }
        Map<String, Entry> fields = fields(entry, DEFINITION);
        Entry sql = fields.get("sql");
        if (sql == null) {
            throw entry.place().refuse("“" + entry.key() + "” has no “sql”; expected " + expected);
        }
        return new DefinitionEntry(
                entry.place(),
                status(fields),
                kind,
                entry.key(),
                text(fields, "table", "the name of a table"),
                sql.text(expected),
                words(fields),
                ossie(fields));
    }

    private void corrections(Entry entry) {
        if (!(entry.value() instanceof Sequence sequence)) {
            throw entry.unexpected("a list of lines such as “- not: sales.store_id -> stores.id”");
        }
        for (Yaml item : sequence.items()) {
            attempt(() -> {
                Map<String, Entry> fields = fields(new Entry(item.place(), entry.key(), item), CORRECTION);
                Entry yes = fields.get("yes");
                Entry not = fields.get("not");
                Entry given = yes == null ? not : yes;
                if (given == null || (yes != null && not != null)) {
                    throw item.place().refuse("expected either “yes: a.b -> c.d” or “not: a.b -> c.d”");
                }
                corrections.add(new CorrectionEntry(
                        given.place(),
                        status(fields),
                        yes == null ? Verdict.NOT : Verdict.YES,
                        given.text("a relationship such as sales.store_id -> stores.id"),
                        ossie(fields)));
            });
        }
    }

    private static Status status(Map<String, Entry> fields) {
        Entry entry = fields.get("status");
        if (entry == null) {
            return Status.APPROVED;
        }
        return switch (entry.text("draft or approved").toLowerCase(Locale.ROOT)) {
            case "draft" -> Status.DRAFT;
            case "approved" -> Status.APPROVED;
            default -> throw entry.unexpected("draft or approved");
        };
    }

    private static Words words(Map<String, Entry> fields) {
        return new Words(text(fields, "description", "a text"), texts(fields, "synonyms"));
    }

    private static @Nullable String text(Map<String, Entry> fields, String key, String expected) {
        Entry entry = fields.get(key);
        return entry == null ? null : entry.text(expected);
    }

    private static List<String> texts(Map<String, Entry> fields, String key) {
        Entry entry = fields.get(key);
        return entry == null ? List.of() : entry.texts();
    }

    private static Map<String, Object> ossie(Map<String, Entry> fields) {
        Entry entry = fields.get("ossie");
        return entry == null ? Map.of() : map(entry);
    }

    private static Map<String, Object> map(Entry entry) {
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.unexpected("keys with values");
        }
        return plain(mapping);
    }

    /** A mapping as Java maps, lists, texts, numbers and booleans. */
    public static Map<String, Object> plain(Mapping mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Object value = plain(entry.value());
            if (value != null) {
                map.put(entry.key(), value);
            }
        }
        return map;
    }

    private static @Nullable Object plain(Yaml value) {
        if (value instanceof Mapping mapping) {
            return plain(mapping);
        }
        if (value instanceof Sequence sequence) {
            return sequence.items().stream()
                    .map(MeaningsYaml::plain)
                    .filter(Objects::nonNull)
                    .toList();
        }
        Scalar scalar = (Scalar) value;
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> scalar.text().equalsIgnoreCase("true");
            case NUMBER ->
                scalar.text().matches("-?\\d{1,18}") ? (Object) Long.valueOf(scalar.text()) : number(scalar.text());
            case TEXT -> scalar.text();
        };
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The entries as the keys and values of a file. */
    public static Map<String, Object> write(MeaningEntries entries) {
        Map<String, Object> tables = new LinkedHashMap<>();
        entries.tables().forEach(table -> tables.put(table.table(), fields(table)));
        Map<String, Object> file = new LinkedHashMap<>();
        put(file, "tables", tables);
        put(file, "measures", definitions(entries, Kind.MEASURE));
        put(file, "filters", definitions(entries, Kind.FILTER));
        put(
                file,
                "relationships",
                entries.corrections().stream().map(MeaningsYaml::fields).toList());
        put(file, "ossie", entries.ossie());
        return file;
    }

    private static Map<String, Object> definitions(MeaningEntries entries, Kind kind) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (DefinitionEntry entry : entries.definitions()) {
            if (entry.kind() == kind) {
                Map<String, Object> fields = new LinkedHashMap<>();
                put(fields, "table", entry.table());
                put(fields, "sql", entry.sql());
                words(fields, entry.words());
                status(fields, entry.status());
                put(fields, "ossie", entry.ossie());
                named.put(entry.name(), fields);
            }
        }
        return named;
    }

    private static Map<String, Object> fields(TableEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        words(fields, entry.words());
        put(fields, "time", entry.time());
        put(fields, "key", entry.key());
        put(fields, "hidden", entry.hidden());
        Map<String, Object> columns = new LinkedHashMap<>();
        for (ColumnEntry column : entry.columns()) {
            Map<String, Object> said = new LinkedHashMap<>();
            words(said, column.words());
            put(said, "unit", column.unit());
            status(said, column.status());
            put(said, "ossie", column.ossie());
            columns.put(column.column(), said);
        }
        status(fields, entry.status());
        put(fields, "columns", columns);
        put(fields, "ossie", entry.ossie());
        return fields;
    }

    private static Map<String, Object> fields(CorrectionEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(entry.verdict() == Verdict.YES ? "yes" : "not", entry.text());
        status(fields, entry.status());
        put(fields, "ossie", entry.ossie());
        return fields;
    }

    private static void words(Map<String, Object> fields, Words words) {
        put(fields, "description", words.description());
        put(fields, "synonyms", words.synonyms());
    }

    private static void status(Map<String, Object> fields, Status status) {
        if (status == Status.DRAFT) {
            fields.put("status", "draft");
        }
    }

    private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
        boolean empty = value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
        if (!empty) {
            fields.put(key, value);
        }
    }
}
