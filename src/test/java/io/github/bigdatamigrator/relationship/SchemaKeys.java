package io.github.bigdatamigrator.relationship;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes the key columns of a planned schema's entities, and their values. */
final class SchemaKeys {
    private static final int MOST_ROWS = 2500;

    private final SchemaPlan plan;
    private final Habit habit;
    private final SchemaData.Ids ids;
    private final boolean small;
    private final Random random;
    private final CellMaker maker;
    private final Map<String, List<String>> keyColumns = new HashMap<>();
    private final Map<String, List<List<String>>> keyValues = new HashMap<>();

    SchemaKeys(SchemaPlan plan, Habit habit, SchemaData.Ids ids, boolean small, Random random, CellMaker maker) {
        this.plan = plan;
        this.habit = habit;
        this.ids = ids;
        this.small = small;
        this.random = random;
        this.maker = maker;
    }

    int rows(SchemaPlan.Entity entity) {
        return small ? Math.max(Math.min(entity.rows(), 4), entity.rows() / 20) : Math.min(MOST_ROWS, entity.rows());
    }

    String word(SchemaPlan.Entity entity) {
        return switch (entity.kind()) {
            case "code" -> "code";
            case "text" -> "name";
            case "seqyear" -> "year";
            case "days" -> "date";
            case "sub" -> word(plan.entity(entity.of().get(0)));
            default -> "id";
        };
    }

    /** Makes the key columns and values of an entity, once. */
    void key(SchemaPlan.Entity entity) {
        if (keyColumns.containsKey(entity.name())) {
            return;
        }
        keyColumns.put(entity.name(), List.of());
        entity.of().stream()
                .filter(name -> !name.matches("\\d+") && !name.contains("/"))
                .forEach(name -> key(plan.entity(name)));
        int rows = rows(entity);
        List<String> columns = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        switch (entity.kind()) {
            case "code", "text", "seqyear", "date", "days", "id", "prefixed" -> {
                columns.add(
                        entity.kind().equals("text")
                                ? habit.attribute(entity.name(), "name")
                                : entity.kind().equals("seqyear")
                                        ? habit.attribute(entity.name(), "year")
                                        : habit.key(entity.name(), word(entity)));
                values.add(single(entity, rows));
            }
            case "sub" -> {
                SchemaPlan.Entity base = plan.entity(entity.of().get(0));
                columns.add(
                        habit.key() == Habit.Key.BARE || habit.key() == Habit.Key.PK
                                ? habit.reference(entity.name(), base.name(), word(base), "")
                                : habit.key(base.name(), word(base)));
                List<String> chosen = new ArrayList<>(keyValues(base));
                Collections.shuffle(chosen, random);
                values.add(chosen.subList(0, Math.min(rows, chosen.size())));
            }
            case "line", "dated", "yearly" -> within(entity, rows, columns, values);
            case "pair", "triple", "ends" -> pairs(entity, rows, columns, values);
            default -> {}
        }
        keyColumns.put(entity.name(), columns);
        keyValues.put(entity.name(), values);
    }

    List<String> keyOf(SchemaPlan.Entity entity) {
        return keyColumns.getOrDefault(entity.name(), List.of());
    }

    List<List<String>> valuesOf(SchemaPlan.Entity entity) {
        return keyValues.getOrDefault(entity.name(), List.of());
    }

    List<String> keyValues(SchemaPlan.Entity entity) {
        key(entity);
        return valuesOf(entity).get(0);
    }

    private List<String> single(SchemaPlan.Entity entity, int rows) {
        List<String> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long at = switch (ids) {
            case DENSE, GUID -> 0;
            case OFFSET -> 1000L * (1 + random.nextInt(9));
            case SPARSE -> random.nextInt(100);
        };
        List<String> parents = entity.kind().equals("prefixed")
                ? keyValues(plan.entity(entity.of().get(0)))
                : List.of();
        while (values.size() < rows) {
            at += ids == SchemaData.Ids.SPARSE ? 1 + random.nextInt(40) : 1;
            String value = switch (entity.kind()) {
                case "code" -> maker.code(Integer.parseInt(entity.of().get(0)));
                case "text" -> maker.text(2) + (seen.size() > 60 ? " " + at : "");
                case "seqyear" -> Integer.toString(1990 + values.size());
                case "days" -> LocalDate.of(2019, 1, 1).plusDays(values.size()).toString();
                case "date" ->
                    LocalDate.of(2020, 1, 1).plusDays(values.size()).toString().replace("-", "");
                case "prefixed" ->
                    parents.get((int) ((long) values.size() * parents.size() / rows)) + "_" + (values.size() + 1);
                default -> ids == SchemaData.Ids.GUID ? maker.guid() : Long.toString(at);
            };
            if (seen.add(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private void within(SchemaPlan.Entity entity, int rows, List<String> columns, List<List<String>> values) {
        SchemaPlan.Entity whole = plan.entity(entity.of().get(0));
        columns.add(habit.reference(entity.name(), whole.name(), word(whole), ""));
        columns.add(
                switch (entity.kind()) {
                    case "line" ->
                        habit.attribute(entity.name(), random.nextBoolean() ? "line_number" : entity.name() + "_no");
                    case "dated" -> habit.attribute(entity.name(), "from_date");
                    default -> habit.attribute(entity.name(), "year");
                });
        List<String> parents = keyValues(whole);
        List<String> refs = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        int parent = 0;
        while (refs.size() < rows) {
            int parts = 1 + random.nextInt(Math.max(1, 2 * rows / Math.max(1, parents.size())));
            for (int i = 0; i < parts && refs.size() < rows; i++) {
                refs.add(parents.get(parent % parents.size()));
                numbers.add(
                        switch (entity.kind()) {
                            case "line" -> Integer.toString(i + 1 + 100 * (parent / parents.size()));
                            case "dated" ->
                                LocalDate.of(1990, 1, 1)
                                        .plusDays(parent * 7L % 5000 + i * 366L)
                                        .toString();
                            default -> Integer.toString(2000 + i);
                        });
            }
            parent++;
        }
        values.add(refs);
        values.add(numbers);
    }

    private void pairs(SchemaPlan.Entity entity, int rows, List<String> columns, List<List<String>> values) {
        List<List<String>> sides = new ArrayList<>();
        for (String side : entity.of()) {
            SchemaPlan.Reference reference = SchemaPlan.reference(side);
            SchemaPlan.Entity target = plan.entity(reference.target());
            columns.add(
                    entity.kind().equals("ends")
                            ? habit.attribute(entity.name(), "end" + columns.size())
                            : habit.reference(entity.name(), target.name(), word(target), reference.role()));
            sides.add(keyValues(target));
            values.add(new ArrayList<>());
        }
        boolean triple = entity.kind().equals("triple");
        if (triple) {
            columns.add(habit.attribute(entity.name(), entity.name().startsWith("lap") ? "lap" : "stop"));
            values.add(new ArrayList<>());
        }
        Set<List<String>> seen = new HashSet<>();
        int tries = 0;
        while (values.get(0).size() < rows && tries++ < rows * 20) {
            List<String> tuple = new ArrayList<>();
            sides.forEach(side -> tuple.add(side.get(pick(side.size(), 1))));
            int laps = triple ? 1 + random.nextInt(20) : 1;
            if (seen.add(tuple)) {
                for (int lap = 1; lap <= laps && values.get(0).size() < rows; lap++) {
                    for (int i = 0; i < tuple.size(); i++) {
                        values.get(i).add(tuple.get(i));
                    }
                    if (triple) {
                        values.get(2).add(Integer.toString(lap));
                    }
                }
            }
        }
    }

    int pick(int size, double skew) {
        return (int) (size * Math.pow(random.nextDouble(), skew));
    }
}
