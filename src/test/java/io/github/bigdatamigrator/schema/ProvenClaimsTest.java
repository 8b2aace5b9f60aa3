package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.verification.SparkClaimVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares proven and refuted recommendations with a check in plain Java, on random tables with random defects. */
@Tag("spark")
class ProvenClaimsTest {
    private static final int TABLES = 5;
    private static final int ROWS = 150;
    private static final List<String> HEADER = List.of(
            "id",
            "parent_id",
            "state",
            "qty",
            "price",
            "opened",
            "closed",
            "unit",
            "place",
            "zip",
            "town",
            "code",
            "day");

    private final Random random = new Random(11);
    private final SparkSession session = SharedSpark.newSession();
    private final RowChecker plain = new RowChecker();

    @TempDir
    Path folder;

    @Test
    void verdictsAgreeWithThePlainCheck() throws IOException {
        List<Path> files = new ArrayList<>(List.of(parents()));
        StringBuilder proposed = new StringBuilder();
        for (int number = 0; number < TABLES; number++) {
            String name = "deals" + number;
            List<String[]> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(row(row));
            }
            for (int column = 0; column < HEADER.size(); column++) {
                if (random.nextBoolean()) {
                    spoil(rows, column);
                }
            }
            files.add(write(name, HEADER, rows));
            proposed.append(proposals(name));
        }
        DataContextBuilder builder = DataContextBuilder.on(session);
        files.forEach(file -> builder.add(file.toString()));
        DataContext context = builder.build();
        context.tables().forEach(table -> DataSources.view(session, table).createOrReplaceTempView(table.sqlName()));

        SchemaPlan plan = new SchemaOptimizer(
                        new SparkClaimVerifier(session), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect)
                .optimize(context, SchemaTarget.POSTGRESQL, new FixedReplyModel(proposed.toString()));

        Set<Kind> proven = EnumSet.noneOf(Kind.class);
        Set<Kind> refuted = EnumSet.noneOf(Kind.class);
        for (Recommendation recommendation : plan.recommendations()) {
            if (recommendation.status() == Status.PROVEN) {
                assertThat(plain.violates(recommendation))
                        .as(recommendation.toString())
                        .isFalse();
                proven.add(recommendation.kind());
            } else if (recommendation.violations() > 0) {
                assertThat(plain.violates(recommendation))
                        .as(recommendation.toString())
                        .isTrue();
                refuted.add(recommendation.kind());
            }
        }
        assertThat(refuted).isEqualTo(EnumSet.allOf(Kind.class));
        // duplicate rows are reported only where there are some
        assertThat(proven).isEqualTo(EnumSet.complementOf(EnumSet.of(Kind.DUPLICATE_ROWS)));
    }

    private Path parents() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            rows.add(new String[] {String.valueOf(i), "Parent " + i});
        }
        return write("parent", List.of("parent_id", "name"), rows);
    }

    private String[] row(int row) {
        int zip = random.nextInt(9);
        int month = 1 + random.nextInt(6);
        return new String[] {
            String.valueOf(1000 + row),
            String.valueOf(1 + random.nextInt(20)),
            List.of("open", "won", "lost").get(random.nextInt(3)),
            String.valueOf(random.nextInt(400)),
            (10 + random.nextInt(90)) + "." + (10 + random.nextInt(90)),
            "2024-0" + month + "-1" + random.nextInt(10),
            "2024-0" + (month + 1 + random.nextInt(2)) + "-1" + random.nextInt(10),
            "kg",
            "Oslo " + random.nextInt(30) + ", " + (100 + random.nextInt(30)),
            String.valueOf(20100 + zip),
            "Town " + (char) ('A' + zip),
            "C" + (100 + random.nextInt(800)),
            "2024-01-0" + (1 + random.nextInt(9))
        };
    }

    /** Puts one or two odd cells into a column, or repeats a row. */
    private void spoil(List<String[]> rows, int column) {
        List<String> odd = List.of(
                "", "7", "-5", "70000", "12345678.5", "soon", "2023-02-02", "a text that is longer than any other");
        int cells = 1 + random.nextInt(2);
        for (int i = 0; i < cells; i++) {
            int place = random.nextInt(ROWS);
            switch (random.nextInt(4)) {
                case 0 -> rows.set(place, rows.get(random.nextInt(ROWS)).clone());
                case 1 -> rows.get(place)[column] = rows.get(random.nextInt(ROWS))[column];
                default -> rows.get(place)[column] = odd.get(random.nextInt(odd.size()));
            }
        }
    }

    private Path write(String name, List<String> header, List<String[]> rows) throws IOException {
        plain.add(name, header, rows);
        String text = rows.stream()
                .map(row -> java.util.Arrays.stream(row)
                        .map(cell -> cell.contains(",") ? '"' + cell + '"' : cell)
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", String.join(",", header) + "\n", "\n"));
        return Files.writeString(folder.resolve(name + ".csv"), text);
    }

    private static String proposals(String table) {
        return """
            KEY(id)|KEY(id, day)|KEY(code)|KEY(state, unit)|NOT NULL(qty)|NOT NULL(place)|NOT NULL(code)
            FOREIGN KEY(parent_id) -> parent(parent_id)|TYPE(id) smallint|TYPE(qty) smallint|TYPE(price) numeric(4,2)
            TYPE(town) varchar(6)|TYPE(code) varchar(3)|TYPE(day) date|TYPE(code) integer|TYPE(qty) integer
            VALUES(state) 'open', 'won', 'lost'|VALUES(state) 'open', 'won'|VALUES(unit) 'kg'|CHECK(qty) >= 0
            CHECK(qty) < 200
            CHECK(opened) <= closed|CHECK(closed) <= opened|CHECK(price) > 0|DROP(unit)|DROP(state)|SPLIT(place) BY ', '
            SPLIT(town) BY ','|DEPENDS(zip) -> town|DEPENDS(state) -> qty|DEPENDS(zip, state) -> town|PARTITION(day)
            PARTITION(closed)|PARTITION(qty)|PARTITION(id)
            SORT(closed)|SORT(qty)|SORT(id)
            """.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("\\|")))
                .map(line -> line.replaceFirst("\\(", " " + table + "("))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
