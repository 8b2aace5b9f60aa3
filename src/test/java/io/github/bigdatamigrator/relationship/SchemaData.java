package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a planned schema with data, as a naming habit and some bad habits have it. The same seed gives the same
 * database.
 */
final class SchemaData {
    /** How surrogate keys are numbered. */
    enum Ids {
        DENSE,
        OFFSET,
        SPARSE,
        GUID
    }

    /** What else is the case. */
    enum Noise {
        /** A globally unique text beside every key. */
        ROWGUID,
        AUDIT,
        VIEWS,
        HISTORY,
        EMPTY,
        /** One child row in a hundred has lost its parent. */
        ORPHANS,
        /** A twentieth of the rows. */
        SMALL,
        /** Of each table that others do not refer to, only one row in eight. */
        SAMPLED,
        /** One parent row in a hundred stands there twice. */
        DUPLICATES,
        /** The key stands last. */
        KEY_LAST,
        /** Some references are abbreviated, lack their identifier word, or are named for what nobody can guess. */
        CARELESS,
        /** Whole numbers are written {@code 12.0} where nulls are among them. */
        FLOATS,
        /** Numbers of things that are in no table here, named as references are. */
        STRANGERS,
        /** A table of ids and codes. */
        LOOKUPS,
        /** The texts of a table, by language. */
        LANGUAGES,
        /** A table with some of another's keys, and one with some of its keys. */
        SIDE_TABLES,
        /** A table of days. */
        CALENDARS,
        /** A link whose ends are named by number. */
        NUMBERED_ENDS,
        /** A copy of every second row. */
        SNAPSHOTS
    }

    private final SchemaPlan plan;
    private final Habit habit;
    private final Set<Noise> noise;
    private final Random random;
    private final CellMaker maker;
    private final MemoryDatabase database;
    private final SchemaKeys keys;

    private SchemaData(SchemaPlan plan, Habit habit, Ids ids, Set<Noise> noise, long seed) {
        this.plan = plan.with(noise);
        this.habit = habit;
        this.noise = noise;
        random = new Random(seed * 31 + plan.name().hashCode());
        maker = new CellMaker(random);
        keys = new SchemaKeys(this.plan, habit, ids, noise.contains(Noise.SMALL), random, maker);
        database = new MemoryDatabase(
                plan.name() + " " + habit.name() + " " + ids.name().toLowerCase(Locale.ROOT) + " " + noise);
    }

    static MemoryDatabase fill(SchemaPlan plan, Habit habit, Ids ids, Set<Noise> noise, long seed) {
        SchemaData data = new SchemaData(plan, habit, ids, noise, seed);
        data.plan.entities().forEach(data.keys::key);
        data.plan.entities().forEach(data::table);
        data.copies();
        return data.database;
    }

    private void table(SchemaPlan.Entity entity) {
        String table = habit.table(entity.name());
        LinkedHashMap<String, List<@Nullable String>> columns = new LinkedHashMap<>();
        List<String> key = keys.keyOf(entity);
        List<List<String>> values = keys.valuesOf(entity);
        int rows = values.isEmpty() ? keys.rows(entity) : values.get(0).size();
        for (int i = 0; i < key.size(); i++) {
            columns.put(key.get(i), new ArrayList<>(values.get(i)));
        }
        references(entity, table, columns);
        if (entity.kind().equals("prefixed")) {
            SchemaPlan.Entity parent = plan.entity(entity.of().get(0));
            List<@Nullable String> cells = new ArrayList<>();
            values.get(0).forEach(value -> cells.add(value.substring(0, value.lastIndexOf('_'))));
            refer(table, habit.reference(entity.name(), parent.name(), keys.word(parent), ""), cells, parent, columns);
        }
        if (entity.kind().equals("atoms")) {
            SchemaPlan.Entity atom = plan.entity("atom");
            SchemaPlan.Entity bond = plan.entity("bond");
            String reference = habit.reference(entity.name(), "atom", "id", "");
            refer(table, reference, picked(atom, rows, 1, 0), atom, columns);
            refer(table, reference + "2", picked(atom, rows, 1, 0), atom, columns);
            refer(table, habit.reference(entity.name(), "bond", "id", ""), picked(bond, rows, 1, 0), bond, columns);
        }
        for (SchemaPlan.Reference reference : entity.references()) {
            if (reference.part().isEmpty()) {
                SchemaPlan.Entity target = plan.entity(reference.target());
                double skew = random.nextInt(3) == 0 ? 2 : 1;
                List<@Nullable String> cells =
                        picked(target, rows, skew, reference.nullable() ? 0.1 + 0.5 * random.nextDouble() : 0);
                refer(
                        table,
                        habit.reference(entity.name(), target.name(), keys.word(target), reference.role()),
                        cells,
                        target,
                        columns);
            } else {
                referToPart(entity, table, plan.entity(reference.target()), rows, columns);
            }
        }
        for (SchemaPlan.Attribute attribute : entity.attributes()) {
            columns.put(habit.attribute(entity.name(), attribute.name()), maker.cells(attribute.kind(), rows));
        }
        extras(rows, columns);
        finish(entity, table, columns, key);
    }

    /** What the parts of the key refer to. */
    private void references(SchemaPlan.Entity entity, String table, Map<String, List<@Nullable String>> columns) {
        List<String> key = keys.keyOf(entity);
        if (Set.of("line", "dated", "yearly", "sub", "pair", "triple", "ends").contains(entity.kind())) {
            for (int i = 0; i < entity.of().size(); i++) {
                SchemaPlan.Entity target =
                        plan.entity(SchemaPlan.reference(entity.of().get(i)).target());
                refer(table, key.get(i), Objects.requireNonNull(columns.get(key.get(i))), target, columns);
            }
        }
    }

    private void refer(
            String table,
            String wanted,
            List<@Nullable String> cells,
            SchemaPlan.Entity target,
            Map<String, List<@Nullable String>> columns) {
        String column = columns.containsKey(wanted) || !noise.contains(Noise.CARELESS)
                ? wanted
                : careless(wanted, target.name());
        columns.put(column, cells);
        keys.key(target);
        database.references.add(
                MemoryDatabase.edge(table, List.of(column), habit.table(target.name()), keys.keyOf(target)));
    }

    private String careless(String wanted, String target) {
        String word = target.replace("_", "");
        return switch (random.nextInt(8)) {
            case 0 -> word.substring(0, Math.min(4, word.length())) + "_id";
            case 1 -> word;
            case 2 -> "x_" + CellMaker.STEMS.get(random.nextInt(CellMaker.STEMS.size())) + "_id";
            case 3 -> "the" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
            default -> wanted;
        };
    }

    private void referToPart(
            SchemaPlan.Entity child,
            String table,
            SchemaPlan.Entity target,
            int rows,
            Map<String, List<@Nullable String>> columns) {
        keys.key(target);
        List<List<String>> values = keys.valuesOf(target);
        List<String> key = keys.keyOf(target);
        List<String> mine = new ArrayList<>();
        SchemaPlan.Entity whole = plan.entity(target.of().get(0));
        mine.add(habit.reference(child.name(), whole.name(), keys.word(whole), ""));
        mine.add(key.get(1)
                .replaceFirst(
                        "^" + initialsOf(target.name()) + "_",
                        habit.key() == Habit.Key.PREFIXED
                                ? initialsOf(child.name()) + "_"
                                : initialsOf(target.name()) + "_"));
        List<@Nullable String> first = new ArrayList<>();
        List<@Nullable String> second = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int at = keys.pick(values.get(0).size(), 1);
            first.add(values.get(0).get(at));
            second.add(values.get(1).get(at));
        }
        columns.put(mine.get(0), first);
        columns.put(mine.get(1), second);
        database.references.add(MemoryDatabase.edge(table, mine, habit.table(target.name()), key));
        // Whether the part's whole is declared as a reference of its own is a matter of taste.
        database.forgiven.add(
                MemoryDatabase.edge(table, mine.subList(0, 1), habit.table(whole.name()), keys.keyOf(whole)));
    }

    private static String initialsOf(String entity) {
        StringBuilder letters = new StringBuilder();
        for (String word : entity.split("_")) {
            letters.append(word.charAt(0));
        }
        return letters.toString();
    }

    private List<@Nullable String> picked(SchemaPlan.Entity target, int rows, double skew, double nulls) {
        List<String> values = keys.keyValues(target);
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(random.nextDouble() < nulls ? null : values.get(keys.pick(values.size(), skew)));
        }
        return cells;
    }

    private void extras(int rows, Map<String, List<@Nullable String>> columns) {
        if (noise.contains(Noise.ROWGUID)) {
            columns.put("rowguid", maker.cells("guid", rows));
        }
        if (noise.contains(Noise.STRANGERS)) {
            String stem = CellMaker.STEMS.get(random.nextInt(CellMaker.STEMS.size()));
            int most = 3 + random.nextInt(200);
            List<@Nullable String> cells = new ArrayList<>();
            random.ints(rows, 1, most + 1).forEach(number -> cells.add(Integer.toString(number)));
            columns.put(random.nextBoolean() ? stem + "_id" : stem + "_code", cells);
        }
        if (noise.contains(Noise.AUDIT)) {
            columns.put("created_at", maker.cells("ts", rows));
            columns.put("version", maker.cells("small", rows));
            columns.put("is_active", maker.cells("flag", rows));
        }
    }

    private void finish(
            SchemaPlan.Entity entity, String table, Map<String, List<@Nullable String>> columns, List<String> key) {
        LinkedHashMap<String, List<@Nullable String>> ordered = new LinkedHashMap<>(columns);
        if (noise.contains(Noise.KEY_LAST) && key.size() == 1) {
            List<@Nullable String> cells = ordered.remove(key.get(0));
            ordered.put(key.get(0), cells);
        }
        boolean refers = database.references.stream().anyMatch(edge -> edge.startsWith(table + "("));
        if (noise.contains(Noise.ORPHANS)) {
            database.references.stream()
                    .filter(edge -> edge.startsWith(table + "(")
                            && !edge.substring(0, edge.indexOf('>')).contains(","))
                    .map(edge -> edge.substring(table.length() + 1, edge.indexOf(")>")))
                    .filter(column -> !key.contains(column))
                    .forEach(column -> orphan(Objects.requireNonNull(ordered.get(column))));
        }
        boolean referred = plan.entities().stream()
                .anyMatch(other -> other.kind().equals("atoms")
                        || other.references().stream()
                                .anyMatch(reference -> reference.target().equals(entity.name()))
                        || other.of().stream()
                                .anyMatch(of -> of.equals(entity.name()) || of.startsWith(entity.name() + "/")));
        if (noise.contains(Noise.SAMPLED) && refers && !referred) {
            ordered.replaceAll((name, cells) -> sampled(cells));
        }
        int rows = ordered.values().iterator().next().size();
        if (noise.contains(Noise.DUPLICATES) && key.size() == 1 && rows >= 100) {
            List<Integer> twice =
                    random.ints(Math.max(1, rows / 100), 0, rows).boxed().toList();
            ordered.values().forEach(cells -> twice.forEach(row -> cells.add(cells.get(row))));
        }
        if (noise.contains(Noise.FLOATS)) {
            ordered.replaceAll((name, cells) -> floats(cells));
        }
        database.tables.add(new MemoryDatabase.Table(table, ordered));
        if (!key.isEmpty()) {
            database.keys.put(table, Set.copyOf(key));
        }
    }

    private void orphan(List<@Nullable String> cells) {
        for (int row = 7; row < cells.size(); row += 101) {
            String cell = cells.get(row);
            cells.set(
                    row,
                    cell == null ? null : cell.matches("\\d+") ? Long.toString(9_000_000 + row % 3) : "??" + row % 3);
        }
    }

    private static List<@Nullable String> sampled(List<@Nullable String> cells) {
        List<@Nullable String> kept = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            if (cells.size() < 40 || row % 8 == 3) {
                kept.add(cells.get(row));
            }
        }
        return kept;
    }

    private static List<@Nullable String> floats(List<@Nullable String> cells) {
        if (!cells.contains(null) || cells.stream().anyMatch(cell -> cell != null && !cell.matches("[1-9]\\d*|0"))) {
            return cells;
        }
        List<@Nullable String> written = new ArrayList<>();
        cells.forEach(cell -> written.add(cell == null ? null : cell + ".0"));
        return written;
    }

    private static List<@Nullable String> everySecond(List<@Nullable String> cells) {
        List<@Nullable String> kept = new ArrayList<>();
        for (int row = 0; row < cells.size(); row += 2) {
            kept.add(cells.get(row));
        }
        return kept;
    }

    private void copies() {
        MemoryDatabase.Table largest = database.tables.get(0);
        for (MemoryDatabase.Table table : database.tables) {
            largest = table.columns().size() > largest.columns().size() ? table : largest;
        }
        String copied = largest.name();
        List<String> suffixes = new ArrayList<>();
        if (noise.contains(Noise.VIEWS)) {
            suffixes.add("_view");
        }
        if (noise.contains(Noise.HISTORY)) {
            suffixes.add("_old");
        }
        if (noise.contains(Noise.SNAPSHOTS)) {
            suffixes.add("_snapshot");
        }
        for (String suffix : suffixes) {
            LinkedHashMap<String, List<@Nullable String>> columns = new LinkedHashMap<>(largest.columns());
            if (suffix.equals("_snapshot")) {
                columns.replaceAll((name, cells) -> everySecond(cells));
            }
            database.tables.add(new MemoryDatabase.Table(copied + suffix, columns));
            Set<String> known = new HashSet<>(database.references);
            known.addAll(database.forgiven);
            known.stream()
                    .filter(edge -> edge.startsWith(copied + "("))
                    .map(edge -> copied + suffix + edge.substring(copied.length()))
                    .toList()
                    .forEach(database.forgiven::add);
        }
    }
}
