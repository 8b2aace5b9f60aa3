package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Misfits;
import io.github.bigdatamigrator.migration.MigrationPlan.Reference;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.text.NearestName;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import io.github.bigdatamigrator.yaml.YamlReader;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a migration plan as YAML and reads it back; every name is checked against the data. */
final class PlanFile {
    private static final String COMMENT = """
        # What a migration creates and loads. Edit it: another name or type, without a constraint, without a table.
        # Then: bdm migrate SOURCE… --to TARGET --plan THIS_FILE. All that it claims is verified on the full data first.
        # misfits: fail (a row that does not fit ends the load) or reject (it goes to bdm_migration_reject).
        # as_written: a text with the blanks around it, and with N/A as a text.
        """;
    private static final List<String> KEYS = List.of("target", "tables");
    private static final List<String> TABLE_KEYS =
            List.of("name", "misfits", "columns", "primary_key", "unique", "foreign_keys", "checks", "indexes");
    private static final List<String> COLUMN_KEYS = List.of("name", "type", "not_null", "as_written");
    private static final List<String> REFERENCE_KEYS = List.of("columns", "table", "to_columns");
    private static final List<String> CHECK_KEYS = List.of("columns", "condition");

    private final DataContext data;
    /** The names in the target, in lower case, since a schema with Sales and sales is a trap. */
    private final Set<String> names = new HashSet<>();

    private PlanFile(DataContext data) {
        this.data = data;
    }

    static String write(MigrationPlan plan) {
        Map<String, Object> tables = new LinkedHashMap<>();
        plan.tables().forEach(table -> tables.put(table.source(), table(table)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", lower(plan.target()));
        document.put("tables", tables);
        return COMMENT + YamlWriter.write(document);
    }

    private static Map<String, Object> table(Table table) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("name", column.name());
            written.put("type", SchemaNames.type(column.type()));
            written.put("not_null", column.notNull());
            if (column.asWritten()) {
                written.put("as_written", true);
            }
            columns.put(column.source(), written);
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", table.name());
        written.put("misfits", lower(table.misfits()));
        written.put("columns", columns);
        put(written, "primary_key", table.primaryKey());
        put(written, "unique", table.unique());
        put(
                written,
                "foreign_keys",
                table.references().stream()
                        .map(key ->
                                ordered("columns", key.columns(), "table", key.table(), "to_columns", key.toColumns()))
                        .toList());
        put(
                written,
                "checks",
                table.checks().stream()
                        .map(check -> ordered("columns", check.columns(), "condition", check.condition()))
                        .toList());
        put(written, "indexes", table.indexes());
        return written;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Object> into, String key, List<?> list) {
        if (!list.isEmpty()) {
            into.put(key, list);
        }
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static MigrationPlan read(String name, String text, DataContext data) {
        if (!(YamlReader.read(name, text) instanceof Mapping document)) {
            throw new Yaml.Place(name, 1).refuse("expected the keys " + String.join(", ", KEYS));
        }
        Map<String, Entry> fields = document.fields(KEYS);
        Entry tables = required(document.place(), fields, "tables");
        Entry target = required(document.place(), fields, "target");
        PlanFile file = new PlanFile(data);
        List<Table> read = new ArrayList<>();
        for (Entry table : mapping(tables, "names of tables").entries()) {
            read.add(file.table(table));
        }
        if (read.isEmpty()) {
            throw tables.place().refuse("the plan has no table");
        }
        file.checkReferences(mapping(tables, "").entries(), read);
        return new MigrationPlan(constant(target, SchemaTarget.class), List.copyOf(read));
    }

    private Table table(Entry entry) {
        TableProfile profile = data.tables().stream()
                .filter(one -> one.sqlName().equals(entry.key()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        entry,
                        "the data has no table",
                        data.tables().stream().map(TableProfile::sqlName).toList()));
        Map<String, Entry> fields = mapping(entry, "keys " + TABLE_KEYS).fields(TABLE_KEYS);
        List<Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Entry column : mapping(required(entry.place(), fields, "columns"), "names of columns")
                .entries()) {
            columns.add(column(column, profile, taken));
        }
        if (columns.isEmpty()) {
            throw entry.place().refuse("“" + entry.key() + "” has no column; leave the table out");
        }
        List<String> known = columns.stream().map(Column::source).toList();
        Entry misfits = fields.get("misfits");
        Entry name = required(entry.place(), fields, "name");
        Table table = new Table(
                profile.sqlName(),
                name(name, names),
                misfits == null ? Misfits.FAIL : constant(misfits, Misfits.class),
                columns,
                fields.containsKey("primary_key") ? columns(fields.get("primary_key"), known) : List.of(),
                columnLists(fields.get("unique"), known),
                references(fields.get("foreign_keys"), known),
                checks(fields.get("checks"), known),
                columnLists(fields.get("indexes"), known));
        return table;
    }

    private static Column column(Entry entry, TableProfile table, Set<String> taken) {
        ColumnProfile profile = table.columns().stream()
                .filter(one -> one.sqlName().equals(entry.key()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        entry,
                        "the table " + table.sqlName() + " has no column",
                        table.columns().stream().map(ColumnProfile::sqlName).toList()));
        Map<String, Entry> fields = mapping(entry, "keys " + COLUMN_KEYS).fields(COLUMN_KEYS);
        Entry typed = required(entry.place(), fields, "type");
        String expected = "a type, such as integer, numeric(10,2), varchar(20), text or timestamp";
        TargetType type = TargetType.parse(typed.text(expected)).orElseThrow(() -> typed.unexpected(expected));
        if (type.fits("c", profile.type()).equals("false")
                || isBinary(type) != isBinary(TargetType.widest(profile.type()))) {
            throw typed.place()
                    .refuse("“" + entry.key() + "” is " + profile.type() + " in the data and cannot become "
                            + SchemaNames.type(type));
        }
        Entry asWritten = fields.get("as_written");
        if (asWritten != null && asWritten.flag()) {
            boolean differs = OriginalText.columns(table).contains(profile);
            if (!differs || type.kind() != TargetType.Kind.TEXT) {
                throw asWritten.place().refuse("“as_written” is for a text that differs from its value; remove it");
            }
        }
        Entry notNull = fields.get("not_null");
        return new Column(
                profile.sqlName(),
                name(required(entry.place(), fields, "name"), taken),
                type,
                notNull != null && notNull.flag(),
                asWritten != null && asWritten.flag());
    }

    private static boolean isBinary(TargetType type) {
        return type.kind() == TargetType.Kind.BINARY;
    }

    private static String name(Entry entry, Set<String> taken) {
        String name = entry.text("a name in the target");
        if (!SchemaNames.fits(name)) {
            throw entry.place().refuse("“" + name + "” is no name of at most 63 bytes without control characters");
        }
        if (!taken.add(name)) {
            throw entry.place().refuse("the name “" + name + "” is already taken");
        }
        return name;
    }

    private static List<Reference> references(@Nullable Entry entry, List<String> known) {
        List<Reference> references = new ArrayList<>();
        for (Yaml item : items(entry)) {
            Map<String, Entry> fields = mapping(item, entry).fields(REFERENCE_KEYS);
            references.add(new Reference(
                    columns(required(item.place(), fields, "columns"), known),
                    required(item.place(), fields, "table").text("a table of the plan"),
                    required(item.place(), fields, "to_columns").texts()));
        }
        return references;
    }

    private static List<RowCheck> checks(@Nullable Entry entry, List<String> known) {
        List<RowCheck> checks = new ArrayList<>();
        for (Yaml item : items(entry)) {
            Map<String, Entry> fields = mapping(item, entry).fields(CHECK_KEYS);
            RowCheck check = new RowCheck(
                    columns(required(item.place(), fields, "columns"), known),
                    required(item.place(), fields, "condition").text("a condition such as >= 0"));
            if (!check.isKnown()) {
                throw item.place()
                        .refuse("a condition is a comparison with a number (>= 0) or with the second column, or a list:"
                                + " IN ('a', 'b')");
            }
            checks.add(check);
        }
        return checks;
    }

    /** Refuses a foreign key to a table, columns or a key that the plan does not have. */
    private void checkReferences(List<Entry> entries, List<Table> tables) {
        for (int i = 0; i < tables.size(); i++) {
            for (Reference reference : tables.get(i).references()) {
                boolean refersToKey = tables.stream()
                        .filter(table -> table.source().equals(reference.table()))
                        .flatMap(table -> SchemaNames.keys(table).stream())
                        .anyMatch(key -> new HashSet<>(key).equals(new HashSet<>(reference.toColumns()))
                                && key.size() == reference.columns().size());
                if (!refersToKey) {
                    Yaml.Place place = mapping(entries.get(i), "")
                            .entry("foreign_keys")
                            .map(Entry::place)
                            .orElse(entries.get(i).place());
                    throw place.refuse("the plan has no key " + reference.table() + " "
                            + reference.toColumns() + ", to which " + reference.columns()
                            + " refers; remove the foreign key or add the key");
                }
            }
        }
    }

    private static List<List<String>> columnLists(@Nullable Entry entry, List<String> known) {
        List<List<String>> lists = new ArrayList<>();
        for (Yaml item : items(entry)) {
            lists.add(columns(new Entry(item.place(), entry == null ? "" : entry.key(), item), known));
        }
        return lists;
    }

    private static List<String> columns(@Nullable Entry entry, List<String> known) {
        if (entry == null) {
            return List.of();
        }
        List<String> names = entry.texts();
        for (String name : names) {
            if (!known.contains(name)) {
                throw unknown(entry, "the plan of this table has no column “" + name + "” in", known);
            }
        }
        return names;
    }

    private static List<Yaml> items(@Nullable Entry entry) {
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof Sequence list) {
            return list.items();
        }
        throw entry.unexpected("a list");
    }

    private static Mapping mapping(Entry entry, String expected) {
        if (entry.value() instanceof Mapping mapping) {
            return mapping;
        }
        throw entry.unexpected(expected);
    }

    private static Mapping mapping(Yaml item, @Nullable Entry list) {
        if (item instanceof Mapping mapping) {
            return mapping;
        }
        throw item.place().refuse("expected keys with values in “" + (list == null ? "" : list.key()) + "”");
    }

    private static Entry required(Yaml.Place place, Map<String, Entry> fields, String key) {
        Entry entry = fields.get(key);
        if (entry == null) {
            throw place.refuse("the key “" + key + "” is missing");
        }
        return entry;
    }

    private static <E extends Enum<E>> E constant(Entry entry, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(lower(constant));
            if (entry.value() instanceof Scalar scalar && scalar.text().equalsIgnoreCase(constant.name())) {
                return constant;
            }
        }
        throw entry.unexpected("one of " + String.join(", ", names));
    }

    private static MigratorException unknown(Entry entry, String what, List<String> known) {
        return entry.place()
                .refuse(what + " “" + entry.key() + "”; did you mean “"
                        + NearestName.of(entry.key(), known).orElse("") + "”?");
    }
}
