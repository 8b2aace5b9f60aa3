package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.verification.SparkClaimVerifier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans a schema for generated tables, then loads the same rows and 100 later ones of the same generator into a real
 * PostgreSQL that has the schema.
 */
@Tag("spark")
class TomorrowsRowsTest {
    private static final int LATER = 100;
    private static final int[] ROWS = {30, 200, 1200, 4000};
    private static final List<String> WORDS =
            List.of("red", "small", "Oslo", "lamp", "of", "garden", "blue", "table", "Ångström", "new", "grand", "x");

    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSession();
    private final Random random = new Random(20);

    @Test
    void laterRowsBreakNothingInNineteenOfTwentyTables() throws Exception {
        run(2);
    }

    @Test
    @Tag("long")
    void laterRowsBreakNothingInNineteenOfTwentyTablesOfMany() throws Exception {
        run(20);
    }

    private void run(int groups) throws Exception {
        List<String> broken = new ArrayList<>();
        List<String> brokenWithAll = new ArrayList<>();
        int tables = 0;
        for (int group = 0; group < groups; group++) {
            Map<String, Table> made = tables(group);
            SchemaPlan plan = plan(made);
            broken.addAll(broken(plan, made));
            brokenWithAll.addAll(broken(plan.choose(one -> true), made));
            tables += made.size();
        }
        int most = tables / 20;
        assertThat(broken).as("of " + tables).hasSizeLessThanOrEqualTo(most);
        assertThat(brokenWithAll).as("with all that is possible, of " + tables).hasSizeLessThanOrEqualTo(most);
    }

    private record Table(List<String> columns, List<List<String>> rows, int today) {
        String csv(List<List<String>> some) {
            return some.stream()
                    .map(row -> row.stream()
                            .map(cell -> cell.contains(",") ? '"' + cell + '"' : cell)
                            .collect(Collectors.joining(",")))
                    .collect(Collectors.joining("\n", String.join(",", columns) + "\n", "\n"));
        }
    }

    /** A parent, a child that refers to it, and four tables by themselves. */
    private Map<String, Table> tables(int group) {
        Map<String, Table> tables = new LinkedHashMap<>();
        int parents = pick(60, 300, 1500);
        Map<String, IntFunction<String>> parent = new LinkedHashMap<>();
        parent.put("client_id", row -> String.valueOf(501 + row));
        parent.put("client_name", row -> name());
        tables.put("clients" + group, table(parent, parents));
        Map<String, IntFunction<String>> child = new LinkedHashMap<>();
        child.put("visit_id", row -> String.valueOf(1 + row));
        child.put("client_id", row -> String.valueOf(501 + random.nextInt(parents)));
        child.put(
                "visited_on", row -> LocalDate.of(2023, 1, 1).plusDays(row / 5).toString());
        tables.put("visits" + group, table(child, 2000));
        for (int i = 0; i < ROWS.length; i++) {
            tables.put("t" + group + "_" + i, table(columns(), ROWS[i]));
        }
        return tables;
    }

    private Table table(Map<String, IntFunction<String>> columns, int today) {
        List<List<String>> rows = IntStream.range(0, today + LATER)
                .mapToObj(row -> columns.values().stream()
                        .map(column -> column.apply(row))
                        .toList())
                .toList();
        return new Table(List.copyOf(columns.keySet()), rows, today);
    }

    private Map<String, IntFunction<String>> columns() {
        Map<String, IntFunction<String>> all = new LinkedHashMap<>();
        long start = (long) Math.pow(10, random.nextInt(9));
        all.put(pick("id", "entry_no", "key", "Nummer"), row -> String.valueOf(start + row));
        double level = Math.pow(10, random.nextInt(5));
        all.put(
                pick("price", "amount", "cost"),
                row -> String.format(Locale.ROOT, "%.2f", level * Math.exp(random.nextGaussian())));
        int digits = 1 + random.nextInt(4);
        all.put(
                pick("temperature", "reading", "width"),
                row -> BigDecimal.valueOf(Math.round((20 + 8 * random.nextGaussian()) * 1000), 3)
                        .setScale(digits, java.math.RoundingMode.HALF_UP)
                        .toPlainString());
        all.put(
                "rating",
                row -> BigDecimal.valueOf(Math.min(100, random.nextInt(102)), 1)
                        .stripTrailingZeros()
                        .toPlainString());
        all.put(pick("name", "customer", "author"), row -> name());
        all.put(
                pick("title", "remark"),
                row -> IntStream.rangeClosed(0, random.nextInt(12))
                        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" ")));
        int kinds = 3 + random.nextInt(10);
        all.put(
                pick("category", "genre", "type"),
                row -> random.nextInt(400) == 0
                        ? "Extraordinary kind " + row
                        : "Kind " + (char) ('A' + random.nextInt(kinds)));
        all.put("status", row -> List.of("open", "paid", "sent", "returned").get(random.nextInt(4)));
        all.put(
                "country",
                row -> List.of("DE", "FR", "NO", "AT", "CH", "GB", "USA").get((int)
                        Math.min(6, random.nextInt(7) * random.nextDouble() + (random.nextInt(300) == 0 ? 6 : 0))));
        all.put(
                pick("day", "created", "booked_on"),
                row -> LocalDate.of(2021, 3, 1).plusDays(row / 3).toString());
        all.put(
                "updated_at",
                row -> LocalDateTime.of(2024, 1, 1, 8, 0).plusMinutes(7L * row).toString() + ":00");
        all.put(
                pick("quantity", "votes", "stock"),
                row -> String.valueOf((long) Math.floor(1 / Math.pow(1 - random.nextDouble(), 0.8))));
        all.put("code", row -> "C" + (90 + row));
        all.put(
                "zip",
                row -> random.nextInt(200) == 0
                        ? "0" + (1000 + random.nextInt(9000))
                        : String.valueOf(10000 + random.nextInt(80000)));
        all.put("balance", row -> String.valueOf(Math.round(2000 * random.nextGaussian() + 4000)));
        all.put("active", row -> random.nextBoolean() ? "yes" : "no");
        all.put("views", row -> String.valueOf(1000 + 13L * row));
        all.put("email", row -> "a" + row + "@example.org");
        all.put("ratio", row -> String.valueOf(random.nextDouble()));
        List<String> names = new ArrayList<>(all.keySet());
        java.util.Collections.shuffle(names, random);
        Map<String, IntFunction<String>> some = new LinkedHashMap<>();
        for (String name : names.subList(0, 3 + random.nextInt(7))) {
            double nulls = name.equals(names.get(0)) ? 0 : pick(0, 0, 0, 0.002, 0.01, 0.1);
            IntFunction<String> values = Objects.requireNonNull(all.get(name));
            some.put(name, row -> random.nextDouble() < nulls ? "" : values.apply(row));
        }
        return some;
    }

    private String name() {
        return WORDS.get(random.nextInt(WORDS.size())) + " " + Integer.toString(random.nextInt(1 << 20), 36);
    }

    private int pick(int... from) {
        return from[random.nextInt(from.length)];
    }

    private double pick(double... from) {
        return from[random.nextInt(from.length)];
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private SchemaPlan plan(Map<String, Table> tables) throws IOException {
        DataContextBuilder builder = DataContextBuilder.on(session);
        for (Map.Entry<String, Table> entry : tables.entrySet()) {
            Table table = entry.getValue();
            Path file = folder.resolve(entry.getKey() + ".csv");
            Files.writeString(file, table.csv(table.rows().subList(0, table.today())));
            builder.add(file.toString());
        }
        DataContext context = builder.build();
        context.tables().forEach(table -> {
            DataSources.view(session, table).createOrReplaceTempView(table.sqlName());
            DataSources.viewWithOriginalText(session, table)
                    .createOrReplaceTempView("`" + OriginalText.name(table.sqlName()) + "`");
        });
        return new SchemaOptimizer(
                        new SparkClaimVerifier(session), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect)
                .optimize(context, SchemaTarget.POSTGRESQL, null);
    }

    /** The tables into which not all rows fit, with the reason. */
    private static List<String> broken(SchemaPlan plan, Map<String, Table> made) throws SQLException, IOException {
        List<String> broken = new ArrayList<>();
        try (PostgresDatabase postgres = new PostgresDatabase()) {
            postgres.execute(plan.ddl());
            for (TargetTable target : plan.tables()) {
                Table table = Objects.requireNonNull(made.get(target.table()));
                for (int i = 0; i < table.columns().size(); i++) {
                    String type = target.columns().get(i).type();
                    int place = i;
                    if (type.startsWith("numeric")) { // it rounds silently
                        int scale = Integer.parseInt(type.replaceAll(".*,|\\)", ""));
                        table.rows().stream()
                                .map(row -> row.get(place))
                                .filter(cell -> !cell.isEmpty() && new BigDecimal(cell).scale() > scale)
                                .findFirst()
                                .ifPresent(cell -> broken.add(target.table() + ": " + cell + " in " + type));
                    }
                }
                try {
                    postgres.copy(target.target(), table.csv(table.rows().subList(0, table.today())));
                } catch (SQLException e) {
                    throw new AssertionError("the rows of today do not fit", e);
                }
                try {
                    postgres.copy(
                            target.target(),
                            table.csv(table.rows()
                                    .subList(table.today(), table.rows().size())));
                } catch (SQLException e) {
                    broken.add(target.table() + " of " + table.today() + " rows: " + e.getMessage());
                }
            }
        }
        return new ArrayList<>(new TreeSet<>(broken));
    }
}
