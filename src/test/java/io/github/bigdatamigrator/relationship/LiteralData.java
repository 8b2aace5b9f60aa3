package io.github.bigdatamigrator.relationship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills schemas whose names stand as they are: as databases in the wild are named and keyed, and not by one habit
 * throughout. The format stands beside the schemas. The same seed gives the same database.
 */
final class LiteralData {
    private static final Pattern MODS = Pattern.compile("(.*?)((?:[!~=]|\\?[\\d.]*|%[\\d.]+|![\\d.]+)*)");
    private static final Pattern REFERENCE = Pattern.compile("(\\??)([^>]+)>([^(]+)\\(([^)]+)\\)");
    private static final int TRIES = 30;

    /** A column as the schema describes it. */
    private record Spec(
            String name, boolean key, String kind, double nulls, double orphans, double part, boolean once) {}

    private record Plan(String name, int rows, Map<String, String> bound, List<Spec> columns, List<String> references) {
        List<String> key() {
            return columns.stream().filter(Spec::key).map(Spec::name).toList();
        }
    }

    private final Random random;
    private final CellMaker maker;
    private final MemoryDatabase database;
    private final Map<String, Plan> plans = new LinkedHashMap<>();
    private final Map<String, Map<String, List<@Nullable String>>> made = new HashMap<>();

    private LiteralData(String name, List<String> lines, long seed) {
        random = new Random(seed * 31 + name.hashCode());
        maker = new CellMaker(random);
        database = new MemoryDatabase(name + " as-is ");
        lines.forEach(line -> {
            Plan plan = parse(line);
            plans.put(plan.name, plan);
        });
    }

    /** Every schema of a resource, once. */
    static List<MemoryDatabase> read(String resource, long seed) {
        List<MemoryDatabase> result = new ArrayList<>();
        String text;
        try (InputStream in = LiteralData.class.getResourceAsStream("/schemas/" + resource)) {
            text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String schema : text.split("(?m)^# ")) {
            if (!schema.isBlank()) {
                List<String> lines =
                        schema.lines().filter(line -> !line.isBlank()).toList();
                result.add(new LiteralData(lines.get(0).trim(), lines.subList(1, lines.size()), seed).fill());
            }
        }
        return result;
    }

    private static Plan parse(String line) {
        String[] parts = line.split(" \\| ?", -1);
        String[] head = parts[0].trim().split(" +");
        Map<String, String> bound = new LinkedHashMap<>();
        for (int i = 2; i < head.length; i++) {
            bound.put(head[i].substring(0, head[i].indexOf('=')), named(head[i].substring(head[i].indexOf('=') + 1)));
        }
        List<Spec> columns = new ArrayList<>();
        for (String column : parts[1].trim().split(" +")) {
            columns.add(spec(column));
        }
        List<String> references = parts.length < 3 || parts[2].isBlank()
                ? List.of()
                : List.of(parts[2].trim().split(" +"));
        return new Plan(named(head[0]), Integer.parseInt(head[1]), bound, columns, references);
    }

    private static String named(String text) {
        return text.replace('·', ' ');
    }

    private static Spec spec(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon);
        Matcher mods = MODS.matcher(text.substring(colon + 1));
        if (!mods.matches()) {
            throw new IllegalArgumentException(text);
        }
        String marks = mods.group(2);
        return new Spec(
                named(name.replace("*", "")),
                name.endsWith("*"),
                named(mods.group(1)),
                number(marks, "\\?([\\d.]*)", 0.4),
                number(marks, "!([\\d.]*)", 0.01),
                number(marks, "%([\\d.]+)", 1) == 0 ? 1 : number(marks, "%([\\d.]+)", 1),
                marks.contains("="));
    }

    /** The number behind a mark, the usual one where the mark stands alone, 0 without the mark. */
    private static double number(String marks, String pattern, double usual) {
        Matcher matcher = Pattern.compile(pattern).matcher(marks);
        return !matcher.find() ? 0 : matcher.group(1).isEmpty() ? usual : Double.parseDouble(matcher.group(1));
    }

    private MemoryDatabase fill() {
        plans.keySet().forEach(this::table);
        plans.values().forEach(plan -> {
            LinkedHashMap<String, List<@Nullable String>> columns = new LinkedHashMap<>(table(plan.name));
            database.tables.add(new MemoryDatabase.Table(plan.name, columns));
            if (!plan.key().isEmpty()) {
                database.keys.put(plan.name, Set.copyOf(plan.key()));
            }
            plan.columns.forEach(spec -> {
                if (spec.kind.startsWith(">")) {
                    String[] target = target(spec.kind);
                    database.references.add(
                            MemoryDatabase.edge(plan.name, List.of(spec.name), target[0], List.of(target[1])));
                }
            });
            plan.references.forEach(reference -> refer(plan, reference));
        });
        return database;
    }

    private void refer(Plan plan, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        String edge = MemoryDatabase.edge(
                plan.name,
                List.of(named(matcher.group(2)).split(",")),
                named(matcher.group(3)),
                List.of(named(matcher.group(4)).split(",")));
        (matcher.group(1).isEmpty() ? database.references : database.forgiven).add(edge);
    }

    private static String[] target(String kind) {
        int dot = kind.indexOf('.');
        return new String[] {kind.substring(1, dot), kind.substring(dot + 1)};
    }

    private Map<String, List<@Nullable String>> table(String name) {
        Map<String, List<@Nullable String>> known = made.get(name);
        if (known != null) {
            return known;
        }
        Plan plan = Objects.requireNonNull(plans.get(name), name);
        Map<String, List<@Nullable String>> columns = new LinkedHashMap<>();
        plan.columns.forEach(spec -> columns.put(spec.name, new ArrayList<>()));
        made.put(name, columns);
        // What stands alone first, so that tables that refer to each other find keys.
        plan.columns.stream()
                .filter(LiteralData::alone)
                .forEach(spec -> Objects.requireNonNull(columns.get(spec.name)).addAll(alone(spec, plan.rows)));
        rows(plan, columns);
        return columns;
    }

    private static boolean alone(Spec spec) {
        return spec.kind.matches("(seq|gap|shuf|code\\d|id\\d+|pfx|uword|guid|days|years).*")
                && !spec.kind.matches("(pfx\\d|code\\dof).*")
                && spec.nulls == 0;
    }

    private List<String> alone(Spec spec, int rows) {
        List<String> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String kind = spec.kind.replaceAll("\\d+$", "");
        long number = spec.kind.equals(kind) ? 1 : Long.parseLong(spec.kind.substring(kind.length()));
        long at = random.nextInt(50);
        List<Integer> mixed =
                new ArrayList<>(IntStream.rangeClosed(1, rows).boxed().toList());
        java.util.Collections.shuffle(mixed, random);
        while (values.size() < rows) {
            int i = values.size();
            at += 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 4);
            String value = switch (kind) {
                case "seq" -> Long.toString(number + i);
                case "gap" -> Long.toString(at);
                case "shuf" -> Integer.toString(mixed.get(i));
                case "code" -> maker.code((int) number);
                case "id" -> {
                    long most = (long) Math.pow(10, number);
                    yield Long.toString(most / 10 + Math.floorMod(random.nextLong(), most - most / 10));
                }
                case "uword" -> maker.text(1 + random.nextInt(2)) + (i > 200 ? " " + i : "");
                case "guid" -> maker.guid();
                case "days" -> LocalDate.of(2020, 1, 1).plusDays(i).toString();
                case "years" -> Long.toString(number + i);
                default -> kind.substring(3) + String.format("%0" + (1 + (int) Math.log10(rows)) + "d", mixed.get(i));
            };
            if (seen.add(value)) {
                values.add(value);
            }
        }
        return values;
    }

    private void rows(Plan plan, Map<String, List<@Nullable String>> columns) {
        List<Spec> rest = plan.columns.stream().filter(spec -> !alone(spec)).toList();
        Map<String, Integer> counters = new HashMap<>();
        Map<String, List<String>> once = new HashMap<>();
        Set<List<@Nullable String>> keys = new HashSet<>();
        List<String> key = plan.key();
        boolean composite = key.size() > 1 || rest.stream().anyMatch(spec -> spec.key && !spec.once);
        int row = 0;
        for (int tries = 0; row < plan.rows && tries < plan.rows * TRIES; tries++) {
            Map<String, @Nullable String> cells = new HashMap<>();
            for (Spec spec : plan.columns) {
                if (alone(spec)) {
                    cells.put(
                            spec.name,
                            Objects.requireNonNull(columns.get(spec.name)).get(row));
                }
            }
            Map<String, Integer> bound = new HashMap<>();
            plan.bound.forEach((alias, table) -> bound.put(
                    alias,
                    random.nextInt(table(table).values().iterator().next().size())));
            boolean exhausted = false;
            for (Spec spec : rest) {
                String cell = random.nextDouble() < spec.nulls ? null : cell(plan, spec, cells, bound, counters, once);
                exhausted |= cell == null && spec.once && spec.key;
                cells.put(spec.name, cell);
            }
            if (exhausted) {
                break;
            }
            List<@Nullable String> tuple = new ArrayList<>();
            key.forEach(column -> tuple.add(cells.get(column)));
            if (composite && !key.isEmpty() && !keys.add(tuple)) {
                continue;
            }
            for (Spec spec : rest) {
                Objects.requireNonNull(columns.get(spec.name)).add(cells.get(spec.name));
            }
            row++;
        }
        int rows = row;
        columns.replaceAll((name, cells) -> new ArrayList<>(cells.subList(0, Math.min(rows, cells.size()))));
    }

    private @Nullable String cell(
            Plan plan,
            Spec spec,
            Map<String, @Nullable String> cells,
            Map<String, Integer> bound,
            Map<String, Integer> counters,
            Map<String, List<String>> once) {
        String kind = spec.kind;
        int paren = kind.indexOf('(');
        String inner = paren < 0 ? "" : kind.substring(paren + 1, kind.length() - 1);
        String head = paren < 0 ? kind : kind.substring(0, paren);
        if (kind.startsWith(">")) {
            return reference(spec, once);
        }
        int dot = head.indexOf('.');
        if (paren < 0 && dot > 0 && bound.containsKey(head.substring(0, dot))) {
            String table = Objects.requireNonNull(plan.bound.get(head.substring(0, dot)));
            return Objects.requireNonNull(table(table).get(head.substring(dot + 1)), kind)
                    .get(Objects.requireNonNull(bound.get(head.substring(0, dot))));
        }
        return switch (head) {
            case "int" -> {
                String[] ends = inner.split("\\.\\.");
                int least = Integer.parseInt(ends[0]);
                yield Integer.toString(least + random.nextInt(Integer.parseInt(ends[1]) - least + 1));
            }
            case "pick" -> inner.split("\\|")[random.nextInt(inner.split("\\|").length)];
            case "const" -> inner;
            case "null" -> null;
            case "nth" -> Integer.toString(counters.merge(spec.name + cells.get(inner), 1, Integer::sum));
            case "cat" -> {
                String of = inner.substring(0, inner.indexOf(','));
                yield cells.get(of) + "_" + counters.merge(spec.name + cells.get(of), 1, Integer::sum);
            }
            default -> plain(kind);
        };
    }

    private String plain(String kind) {
        if (kind.matches("code\\dof\\d+")) {
            int letters = kind.charAt(4) - '0';
            Random fixed = new Random(random.nextInt(Integer.parseInt(kind.substring(7))) * 7919L + 13);
            return new CellMaker(fixed).code(letters);
        }
        if (kind.startsWith("pfx")) {
            // One of some hundred such codes, not of a table here.
            String prefix = kind.replaceFirst("pfx\\d?", "");
            return prefix + (prefix.isEmpty() ? "MP" : "_") + (1 + random.nextInt(300));
        }
        if (kind.matches("id\\d+")) {
            return Integer.toString(1_000_000 + random.nextInt(8_999_999));
        }
        return switch (kind) {
            case "word", "uword" -> maker.text(1);
            case "gap" -> Integer.toString(1 + random.nextInt(20_000));
            default -> maker.cells(kind, 1).get(0);
        };
    }

    private @Nullable String reference(Spec spec, Map<String, List<String>> once) {
        String[] target = target(spec.kind);
        if (random.nextDouble() < spec.orphans) {
            return spec.key && spec.once ? null : Integer.toString(7_000_000 + random.nextInt(9));
        }
        List<String> pool = once.computeIfAbsent(spec.name, name -> pool(spec, target));
        if (spec.once) {
            return pool.isEmpty() ? null : pool.remove(pool.size() - 1);
        }
        return pool.isEmpty() ? null : pool.get((int) (pool.size() * Math.pow(random.nextDouble(), 1.3)));
    }

    /** The keys that are referred to, in an order of their own. */
    private List<String> pool(Spec spec, String[] target) {
        List<String> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Objects.requireNonNull(table(target[0]).get(target[1]), spec.kind).forEach(value -> {
            if (value != null && seen.add(value)) {
                values.add(value);
            }
        });
        java.util.Collections.shuffle(values, random);
        return new ArrayList<>(values.subList(0, Math.max(1, (int) Math.round(spec.part * values.size()))));
    }
}
