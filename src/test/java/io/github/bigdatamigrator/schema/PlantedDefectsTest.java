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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants one defect in each of many clean tables: the plan reports it with an example and proves nothing on it. */
@Tag("spark")
class PlantedDefectsTest {
    private static final int ROWS = 400;
    private static final List<String> COLUMNS = List.of(
            "item_id",
            "zip",
            "town",
            "status",
            "amount",
            "placed_on",
            "shipped_on",
            "qty",
            "unit",
            "place",
            "vendor_id");

    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSession();

    /** A row without defect. */
    private static String[] clean(int table, int row) {
        int zip = 10100 + (row * 7 + table) % 12;
        return new String[] {
            String.valueOf(5000 + row),
            String.valueOf(zip),
            "Town " + (char) ('A' + (zip - 10100)),
            List.of("open", "shipped", "returned").get(row % 3),
            (row % 90 + 10) + "." + (10 + row % 80),
            "2024-0" + (1 + row % 6) + "-1" + row % 10,
            "2024-0" + (2 + row % 6) + "-1" + row % 10,
            String.valueOf(1 + row % 9),
            "kg",
            "Oslo " + row % 37 + ", " + (100 + row % 41),
            String.valueOf(1 + row % 25)
        };
    }

    /** The kinds of defect, with the example that the plan must show. */
    private enum Defect {
        DUPLICATE_KEY(Kind.KEY, 0, "5003", "5003"),
        NULL_IN_KEY(Kind.KEY, 0, "", "null"),
        ORPHAN(Kind.FOREIGN_KEY, 10, "999", "999"),
        LEADING_ZERO(Kind.TYPE, 7, "007", "007"),
        NO_DATE(Kind.TYPE, 5, "soon, maybe", "soon, maybe"),
        WIDE_DECIMAL(Kind.TYPE, 4, "12345678901234567890.55", "12345678901234567890.55"),
        LONE_LONG_TEXT(Kind.TYPE, 2, "Town of very long name ".repeat(10), "Town of very long name"),
        BROKEN_DEPENDENCY(Kind.NORMALISE, 2, "Town B", "Town B"),
        ODD_VALUE(Kind.ENUM, 3, "shiped", "shiped"),
        NEGATIVE(Kind.CHECK, 7, "-4", "-4"),
        SHIPPED_BEFORE_PLACED(Kind.CHECK, 6, "2023-01-01", "2023-01-01"),
        NOT_CONSTANT(Kind.DROP_CONSTANT, 8, "lb", "lb"),
        ONE_PART(Kind.SPLIT, 9, "Bergen", "Bergen"),
        MISSING(Kind.NULLABILITY, 2, "", "null where"),
        DUPLICATE_ROW(Kind.DUPLICATE_ROWS, -1, "", "5003");

        private final Kind kind;
        private final int column;
        private final String value;
        private final String example;

        Defect(Kind kind, int column, String value, String example) {
            this.kind = kind;
            this.column = column;
            this.value = value;
            this.example = example;
        }
    }

    private DataContext context(List<Path> files) {
        DataContextBuilder builder = DataContextBuilder.on(session);
        files.forEach(file -> builder.add(file.toString()));
        DataContext context = builder.build();
        context.tables().forEach(table -> DataSources.view(session, table).createOrReplaceTempView(table.sqlName()));
        return context;
    }

    private SchemaOptimizer optimizer() {
        return new SchemaOptimizer(
                new SparkClaimVerifier(session), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect);
    }

    private Path vendors() throws IOException {
        StringBuilder text = new StringBuilder("vendor_id,vendor_name\n");
        for (int i = 1; i <= 25; i++) {
            text.append(i).append(",Vendor ").append(i).append('\n');
        }
        return Files.writeString(folder.resolve("vendor.csv"), text);
    }

    private Path table(String name, int number, List<String[]> rows) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (String[] row : rows) {
            text.append(String.join(
                            ",",
                            Arrays.stream(row).map(PlantedDefectsTest::cell).toList()))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name + number + ".csv"), text);
    }

    private static String cell(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    @Test
    @Tag("long")
    void sixtyDefectsAreReportedAndNothingViolatedIsProven() throws IOException {
        List<Path> files = new ArrayList<>(List.of(vendors()));
        Map<String, Defect> planted = new LinkedHashMap<>();
        for (int number = 0; number < 60; number++) {
            Defect defect = Defect.values()[number % Defect.values().length];
            List<String[]> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(clean(number, row));
            }
            int place = 50 + 61 * (number / Defect.values().length);
            if (defect == Defect.DUPLICATE_ROW) {
                rows.set(place, rows.get(3));
            } else {
                rows.get(place)[defect.column] = defect.value;
            }
            files.add(table("items", number, rows));
            planted.put("items" + number, defect);
        }

        SchemaPlan plan = optimizer().optimize(context(files), SchemaTarget.POSTGRESQL, null);

        List<String> missed = new ArrayList<>();
        planted.forEach((table, defect) -> {
            boolean found = plan.recommendations().stream()
                    .filter(recommendation ->
                            recommendation.table().equals(table) && recommendation.kind() == defect.kind)
                    .filter(recommendation -> recommendation.status() == Status.REFUTED)
                    .anyMatch(recommendation ->
                            recommendation.examples().stream().anyMatch(example -> example.contains(defect.example)));
            if (!found) {
                missed.add(table + " " + defect);
            }
        });
        assertThat(missed).isEmpty();
        assertNothingProvenIsViolated(plan);
    }

    /** Runs the verifying statements, which are independent of the verifier's own queries. */
    private void assertNothingProvenIsViolated(SchemaPlan plan) {
        Map<String, List<String>> claims = new LinkedHashMap<>();
        for (Recommendation recommendation : plan.recommendations()) {
            if (recommendation.status() == Status.PROVEN) {
                claims.computeIfAbsent(recommendation.table(), table -> new ArrayList<>())
                        .add(recommendation.verifySql());
            }
        }
        // together, because a query for each would take minutes
        claims.forEach((table, statements) -> {
            for (int from = 0; from < statements.size(); from += 40) {
                List<String> some = statements.subList(from, Math.min(statements.size(), from + 40));
                String all = String.join(
                        " UNION ALL ",
                        some.stream()
                                .map(sql -> "SELECT count(*) AS n FROM (" + sql + ")")
                                .toList());
                assertThat(session.sql("SELECT sum(n) FROM (" + all + ")")
                                .head()
                                .getLong(0))
                        .as(table + ": " + some)
                        .isZero();
            }
        });
    }

    @Test
    void fortyRightProposalsAreProvenAndFortyWrongRefuted() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            String[] cells = clean(0, row);
            cells[1] = row == 9 ? "" : cells[1];
            rows.add(cells);
        }
        DataContext context = context(List.of(vendors(), table("items", 1, rows)));
        List<String> right = lines("items1", """
            KEY(item_id)|KEY(item_id, qty)|KEY(item_id, zip)|KEY(item_id, status)|KEY(item_id, amount)
            NOT NULL(item_id)|NOT NULL(town)|NOT NULL(status)|NOT NULL(amount)|NOT NULL(placed_on)
            NOT NULL(shipped_on)|NOT NULL(qty)|NOT NULL(unit)|NOT NULL(place)|NOT NULL(vendor_id)
            TYPE(item_id) smallint|TYPE(zip) integer|TYPE(town) varchar(8)|TYPE(status) varchar(9)
            TYPE(amount) numeric(6,2)
            TYPE(qty) smallint|TYPE(unit) varchar(2)|TYPE(place) varchar(40)|TYPE(vendor_id) smallint
            TYPE(qty) numeric(3,0)
            VALUES(status) 'open', 'shipped', 'returned'|VALUES(unit) 'kg', 'lb'|CHECK(qty) >= 1|CHECK(qty) < 10
            CHECK(amount) > 0|CHECK(vendor_id) <= 25|CHECK(item_id) >= 5000|CHECK(placed_on) <= shipped_on
            CHECK(qty) <= item_id
            DROP(unit)|SPLIT(place) BY ', '|DEPENDS(item_id) -> town|DEPENDS(town, status) -> unit
            PARTITION(placed_on)|SORT(item_id)
            """);
        List<String> wrong = lines("items1", """
            KEY(zip)|KEY(town)|KEY(status)|KEY(shipped_on)|KEY(placed_on)|KEY(qty)|KEY(unit)|KEY(vendor_id)
            KEY(zip, town)|KEY(status, unit)
            KEY(qty, unit)|NOT NULL(zip)|TYPE(zip) boolean|TYPE(item_id) boolean|TYPE(town) varchar(3)
            TYPE(town) integer
            TYPE(town) date|TYPE(status) varchar(4)|TYPE(status) double|TYPE(amount) integer|TYPE(amount) numeric(3,2)
            TYPE(amount) numeric(4,1)|TYPE(unit) varchar(1)|TYPE(unit) boolean|TYPE(place) timestamp|TYPE(qty) boolean
            VALUES(status) 'open', 'shipped'|VALUES(unit) 'lb'|VALUES(town) 'Town A'|CHECK(qty) > 1|CHECK(qty) <= 5
            CHECK(amount) < 50
            CHECK(item_id) < 5100|CHECK(shipped_on) <= placed_on|CHECK(item_id) <= qty|DROP(status)|DROP(zip)
            SPLIT(place) BY ' - '
            SPLIT(town) BY ','|DEPENDS(status) -> amount
            """);
        assertThat(right).hasSize(40);
        assertThat(wrong).hasSize(40);
        List<String> all = new ArrayList<>(right);
        all.addAll(wrong);
        all.add("KEY items1(no_such_column)");
        all.add("TYPE items1(qty) quux");
        all.add("FOREIGN KEY items1(vendor_id)");

        SchemaPlan plan =
                optimizer().optimize(context, SchemaTarget.POSTGRESQL, new FixedReplyModel(String.join("\n", all)));

        for (String line : right) {
            assertThat(status(plan, line)).as(line).isEqualTo(Status.PROVEN);
        }
        for (String line : wrong) {
            assertThat(status(plan, line)).as(line).isEqualTo(Status.REFUTED);
        }
        assertThat(plan.recommendations())
                .filteredOn(recommendation -> recommendation.status() == Status.REFUTED)
                .allMatch(recommendation -> !recommendation.examples().isEmpty());
        assertThat(plan.recommendations())
                .filteredOn(recommendation -> recommendation.status() == Status.UNTESTABLE)
                .hasSize(3);
    }

    private static List<String> lines(String table, String shorthand) {
        return Arrays.stream(shorthand.split("[|\n]"))
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceFirst("\\(", " " + table + "("))
                .toList();
    }

    /** The plan's status for one line. */
    private Status status(SchemaPlan plan, String line) {
        Kind kind = ProposalLine.kind(line);
        ProposalLine read = ProposalLine.parse(line).orElseThrow();
        List<Recommendation> same = plan.recommendations().stream()
                .filter(recommendation ->
                        recommendation.kind() == kind && recommendation.table().equals("items1"))
                .filter(recommendation ->
                        recommendation.columns().get(0).equals(read.columns().get(0)))
                .filter(recommendation -> matches(recommendation, read))
                .toList();
        assertThat(same)
                .as(line + " among "
                        + plan.recommendations().stream()
                                .filter(recommendation -> recommendation.kind() == kind)
                                .toList())
                .isNotEmpty();
        return same.get(0).status();
    }

    private static boolean matches(Recommendation recommendation, ProposalLine line) {
        String statement = recommendation.statement().replace("\"", "");
        return switch (recommendation.kind()) {
            case KEY -> recommendation.columns().equals(line.columns());
            case TYPE -> statement.contains(" TYPE " + line.rest().replace("double", "double precision"));
            case ENUM ->
                statement.length() - statement.replace("'", "").length()
                        == line.rest().length() - line.rest().replace("'", "").length();
            case CHECK -> statement.contains("(" + line.columns().get(0) + " " + line.rest() + ")");
            case SPLIT -> statement.contains(", " + line.rest().substring(3) + ", 1)");
            case NORMALISE ->
                recommendation.columns().equals(line.columns())
                        && statement.contains("DROP COLUMN " + line.rest().substring(3));
            case NULLABILITY, FOREIGN_KEY, DROP_CONSTANT, PARTITION, SORT, DUPLICATE_ROWS -> true;
        };
    }

    @Test
    void aPlanTakesAtMostThreeScansOfATable() throws Exception {
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(clean(0, row));
        }
        DataContext context = context(List.of(vendors(), table("items", 1, rows)));
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        session.conf().set("spark.sql.adaptive.enabled", "false");
        org.apache.spark.SparkContext spark = session.sparkContext();
        spark.listenerBus().waitUntilEmpty();
        spark.addSparkListener(listener);
        try {
            SchemaPlan plan = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);
            spark.listenerBus().waitUntilEmpty();
            assertThat(plan.recommendations()).hasSizeGreaterThan(6);
            // a job for the rows of each table, one for keys and references, one for dependencies
            assertThat(jobs.get()).isLessThanOrEqualTo(context.tables().size() + 2);
        } finally {
            spark.removeSparkListener(listener);
        }
    }
}
