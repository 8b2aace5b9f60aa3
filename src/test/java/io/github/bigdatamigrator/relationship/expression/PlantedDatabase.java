package io.github.bigdatamigrator.relationship.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A database of random tables in which references of every kind are planted, together with columns that only look like
 * such. The same seed gives the same files.
 */
final class PlantedDatabase {
    private static final List<List<String>> NOUNS = List.of(
            List.of("customer product invoice warehouse carrier campaign machine contract recipe patient".split(" ")),
            List.of("kunde artikel rechnung lager spediteur vertrag maschine projekt rezept patient".split(" ")),
            List.of("cliente producto factura almacen contrato proyecto receta paciente maquina tienda".split(" ")));

    /** The kinds of planted references. */
    enum Kind {
        PLAIN,
        REWRITTEN,
        CONDITIONAL,
        LIST
    }

    private final Random random;
    private final List<String> nouns;
    private final int language;
    private final Map<String, Map<String, List<String>>> tables = new LinkedHashMap<>();
    private final Map<Kind, Set<String>> truth = new LinkedHashMap<>();

    PlantedDatabase(long seed) {
        random = new Random(seed);
        language = random.nextInt(NOUNS.size());
        nouns = new ArrayList<>(NOUNS.get(language));
        Collections.shuffle(nouns, random);
        for (Kind kind : Kind.values()) {
            truth.put(kind, new TreeSet<>());
        }
        plainEntities();
        rewritten();
        conditional();
        lists();
        decoys();
    }

    Set<String> truth(Kind kind) {
        return truth.get(kind);
    }

    void write(Path folder) throws IOException {
        for (Map.Entry<String, Map<String, List<String>>> table : tables.entrySet()) {
            List<List<String>> columns = List.copyOf(table.getValue().values());
            List<String> lines = new ArrayList<>(List.of(String.join(",", table.getValue().keySet())));
            for (int row = 0; row < columns.get(0).size(); row++) {
                int at = row;
                lines.add(columns.stream().map(column -> quoted(column.get(at))).collect(Collectors.joining(",")));
            }
            Files.write(folder.resolve(table.getKey() + ".csv"), lines);
        }
    }

    private static String quoted(String cell) {
        return cell.matches("[^,;\"\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private void column(String table, String name, int rows, IntFunction<String> cell) {
        tables.computeIfAbsent(table, any -> new LinkedHashMap<>())
                .put(name, IntStream.range(0, rows).mapToObj(cell).toList());
    }

    private List<String> values(String table, String column) {
        return tables.get(table).get(column);
    }

    private void plant(Kind kind, String table, String column, String to, String key) {
        truth.get(kind).add(table + "." + column + ">" + to + "." + key);
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String id(String noun) {
        return switch (language) {
            case 1 -> noun + (random.nextBoolean() ? "_nr" : "_id");
            case 2 -> "id_" + noun;
            default -> random.nextBoolean() ? noun + "_id" : noun + "Id";
        };
    }

    private String table(String noun) {
        return language == 0 && random.nextBoolean() ? noun + "s" : noun;
    }

    /** Two tables with dense numbers as keys, one of which refers to the other. */
    private void plainEntities() {
        for (int i = 0; i < 2; i++) {
            int rows = 40 + random.nextInt(300);
            column(table(i), "id", rows, row -> String.valueOf(row + 1));
            column(table(i), "name", rows, row -> nouns.get(random.nextInt(9)) + " " + (char) ('A' + row % 26));
            column(table(i), "amount", rows, row -> String.valueOf(random.nextInt(400)));
        }
        String reference = id(nouns.get(0));
        List<String> keys = values(table(0), "id");
        column(table(1), reference, values(table(1), "id").size(), row -> any(keys));
        plant(Kind.PLAIN, table(1), reference, table(0), "id");
    }

    private String table(int entity) {
        return nouns.get(entity);
    }

    /** A key and a reference to it in two of several spellings. */
    private void rewritten() {
        for (int i = 2; i < 5; i++) {
            String entity = table(i);
            int rows = 30 + random.nextInt(300);
            String prefix = entity.substring(0, 1) + "id_";
            List<Integer> numbers = IntStream.rangeClosed(1, rows).boxed().collect(Collectors.toList());
            List<String> uuids = numbers.stream()
                    .map(any -> new UUID(random.nextLong(), random.nextLong()).toString())
                    .toList();
            IntFunction<String> key;
            UnaryOperator<String> spelling;
            String mark = entity.substring(0, 2).toUpperCase(Locale.ROOT);
            switch (random.nextInt(8)) {
                case 0 -> {
                    key = row -> prefix + numbers.get(row);
                    spelling = text -> text.replace("id_", "ref_");
                }
                case 1 -> {
                    key = row -> String.valueOf(numbers.get(row));
                    spelling = text -> "%06d".formatted(Integer.parseInt(text));
                }
                case 2 -> {
                    key = uuids::get;
                    spelling = text -> random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
                }
                case 3 -> {
                    key = uuids::get;
                    spelling = text -> text.replace("-", "");
                }
                case 4 -> {
                    key = row -> "%s-%05d".formatted(mark, numbers.get(row) * 3);
                    spelling = text -> String.valueOf(Integer.parseInt(text.substring(3)));
                }
                case 5 -> {
                    key = row -> "%s%04d".formatted(mark, numbers.get(row));
                    spelling = text -> text.substring(0, 2).toLowerCase(Locale.ROOT) + "-" + text.substring(2);
                }
                case 6 -> {
                    key = row -> String.valueOf(numbers.get(row) + 5000);
                    spelling = text -> "urn:" + entity + ":" + text;
                }
                default -> {
                    key = row -> "%s/%03d/%02d".formatted(mark, numbers.get(row) / 7, numbers.get(row) % 7);
                    spelling = text -> text.replace("/", ".");
                }
            }
            column(entity, "id", rows, key);
            column(entity, "rank_no", rows, row -> String.valueOf(random.nextInt(1000)));
            column(entity, "label", rows, row -> "L" + random.nextInt(50));
            String child = entity + "_log";
            int childRows = 200 + random.nextInt(800);
            String reference = random.nextInt(4) == 0 ? entity + "_ref" : id(entity);
            List<String> keys = values(entity, "id");
            boolean dirty = random.nextInt(3) == 0;
            column(child, "log_no", childRows, row -> String.valueOf(row + 1));
            column(child, reference, childRows, row ->
                    dirty && row % 100 == 7 ? "?" + row : spelling.apply(any(keys)));
            column(child, "seconds", childRows, row -> String.valueOf(random.nextInt(5000)));
            plant(Kind.REWRITTEN, child, reference, entity, "id");
        }
        if (random.nextBoolean()) {
            column("calendar", "date_key", 400, row -> day(row).replace("-", ""));
            column("calendar", "week", 400, row -> String.valueOf(row / 7 % 53 + 1));
            column("visits", "visit_no", 500, row -> String.valueOf(9000 + row));
            column("visits", "visit_date", 500, row -> day(random.nextInt(400)));
            plant(Kind.REWRITTEN, "visits", "visit_date", "calendar", "date_key");
        }
    }

    private static String day(int number) {
        return java.time.LocalDate.of(2022, 11, 1).plusDays(number).toString();
    }

    /** A column that refers to one of two or three tables by a type column beside it. */
    private void conditional() {
        String[] stems = {"object", "owner", "entity", "subject", "target", "bezug", "ref", "parent"};
        String stem = stems[random.nextInt(stems.length)];
        String type = stem + (language == 1 ? "_typ" : random.nextBoolean() ? "_type" : "_table");
        String id = stem + "_id";
        boolean codes = random.nextInt(3) == 0;
        int branches = codes ? 2 : 2 + random.nextInt(2);
        List<String> targets = new ArrayList<>();
        for (int i = 5; i < 5 + branches; i++) {
            int rows = codes ? 40 * (i - 4) * (i - 4) : 40 + random.nextInt(400);
            column(table(i), "id", rows, row -> String.valueOf(row + 1));
            column(table(i), "title", rows, row -> "T" + random.nextInt(rows));
            targets.add(table(i));
        }
        int rows = 600 + random.nextInt(2000);
        boolean nulls = random.nextBoolean();
        List<String> types = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int style = random.nextInt(3);
        for (int row = 0; row < rows; row++) {
            int branch = random.nextInt(branches);
            String name = targets.get(branch);
            boolean none = nulls && row % 10 == 3;
            types.add(
                    none
                            ? ""
                            : codes
                                    ? String.valueOf(branch + 1)
                                    : style == 0 ? name : style == 1 ? "app.models." + capital(name) : capital(name));
            ids.add(none ? "" : any(values(name, "id")));
        }
        column("remark", "remark_no", rows, row -> String.valueOf(row + 100));
        column("remark", type, rows, types::get);
        column("remark", id, rows, ids::get);
        column("remark", "score", rows, row -> String.valueOf(random.nextInt(30)));
        targets.forEach(target -> plant(Kind.CONDITIONAL, "remark", id, target, "id"));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Lists of keys in text. */
    private void lists() {
        String entity = table(8);
        boolean texts = random.nextBoolean();
        int rows = 20 + random.nextInt(200);
        column(entity, "id", rows, row -> texts ? "k" + (row * 7 + 11) : String.valueOf(row + 1));
        column(entity, "title", rows, row -> "T" + random.nextInt(rows));
        String name = language == 2 ? "ids_" + entity : random.nextBoolean() ? entity + "_ids" : entity + "s";
        String[] formats = {",", ";", "|", ", ", "[,]", "[, ]", "{,}"};
        String format = formats[random.nextInt(formats.length)];
        String delimiter = format.replaceAll("[\\[\\]{}]", "");
        String open = format.length() > 2 ? format.substring(0, 1) : "";
        String close = format.length() > 2 ? format.substring(format.length() - 1) : "";
        int parents = 150 + random.nextInt(400);
        boolean dirty = random.nextBoolean();
        column("bundle", "bundle_no", parents, row -> String.valueOf(row + 31));
        column("bundle", name, parents, row -> dirty && row % 100 == 9
                ? "n/k"
                : open
                        + IntStream.range(0, random.nextInt(5))
                                .mapToObj(any -> any(values(entity, "id")))
                                .distinct()
                                .collect(Collectors.joining(delimiter))
                        + close);
        column("bundle", "weight", parents, row -> String.valueOf(random.nextInt(70)));
        plant(Kind.LIST, "bundle", name, entity, "id");
    }

    /** Columns that look like one of the kinds and refer to nothing. */
    private void decoys() {
        int rows = 300;
        column("event", "event_no", rows, row -> String.valueOf(row + 1));
        column("event", "session_ref", rows, row -> "s_" + random.nextInt(900));
        column("event", "phone", rows, row -> "0%03d-%05d".formatted(random.nextInt(900), random.nextInt(99999)));
        column("event", "zip", rows, row -> "%05d".formatted(random.nextInt(99999)));
        column("event", "ratings", rows, row -> random.nextInt(6) + "," + random.nextInt(6) + "," + random.nextInt(6));
        column("event", "keywords", rows, row -> any(nouns) + ";" + any(nouns));
        column("event", "remarks", rows, row -> "see " + any(nouns) + ", " + any(nouns) + " and " + random.nextInt(99));
        column("event", "event_type", rows, row -> any(nouns.subList(0, 3)));
        column("event", "status_code", rows, row -> String.valueOf(1 + random.nextInt(4)));
        column("event", "room_type", rows, row -> String.valueOf(1 + random.nextInt(2)));
        column("event", "room_id", rows, row -> String.valueOf(1 + random.nextInt(30)));
        column("event", "batch_code", rows, row -> "B%04d".formatted(random.nextInt(5000)));
    }
}
