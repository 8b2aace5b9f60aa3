package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.Recount;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every statistic against a plain recount of the same cells, on random tables. */
@Tag("spark")
class StatisticsTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private TableProfile profile(Path file) {
        return DataContextBuilder.on(spark)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }

    private TableProfile profile(String name, String text) throws IOException {
        return profile(Files.writeString(folder.resolve(name), text));
    }

    private static ColumnProfile column(TableProfile table, String name) {
        return table.column(name).orElseThrow();
    }

    private static Map<String, List<@Nullable String>> randomTable(Random random, int rows) {
        String[] words = {"red", "Green", "dark blue", "x", "Überlänge", "42nd"};
        LocalDate first = LocalDate.of(2015 + random.nextInt(8), 1 + random.nextInt(12), 1);
        LocalDateTime start = first.atTime(6, 30);
        double[] trend = new double[rows];
        for (int i = 0; i < rows; i++) {
            trend[i] = random.nextGaussian() * 10;
        }
        Map<String, IntFunction<@Nullable String>> columns = new LinkedHashMap<>();
        columns.put("id", i -> Integer.toString(i * 3 + 1));
        columns.put("down", i -> Integer.toString(-(i / 4)));
        columns.put("whole", i -> random.nextInt(9) == 0 ? null : Integer.toString(random.nextInt(400) - 100));
        columns.put(
                "money",
                i -> String.format(
                        Locale.ROOT, "%.2f", Math.exp(random.nextGaussian() * 2) * (random.nextInt(20) == 0 ? -1 : 1)));
        columns.put("trend", i -> String.format(Locale.ROOT, "%.3f", trend[i]));
        columns.put("double_trend", i -> String.format(Locale.ROOT, "%.3f", -2 * trend[i] + random.nextGaussian()));
        columns.put("real", i -> Double.toString(random.nextGaussian() * 1e-5));
        columns.put("few", i -> words[random.nextInt(words.length)]);
        columns.put(
                "code",
                i -> random.nextInt(30) == 0
                        ? "none"
                        : "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)) + "-"
                                + (100 + random.nextInt(900)));
        columns.put("day", i -> first.plusDays(random.nextInt(900)).toString());
        columns.put("far_day", i -> first.minusDays(random.nextInt(40_000)).toString());
        columns.put(
                "seen",
                i -> start.plusSeconds(i * 700L + random.nextInt(600))
                        .toString()
                        .replaceAll("T(..:..)$", "T$1:00"));
        columns.put("same", i -> "7");
        columns.put("big", i -> Long.toString(9_000_000_000_000_000_000L - random.nextInt(1000)));
        columns.put("nothing", i -> null);
        Map<String, List<@Nullable String>> table = new LinkedHashMap<>();
        columns.forEach((name, cell) -> {
            List<@Nullable String> cells = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                cells.add(cell.apply(i));
            }
            table.put(name, cells);
        });
        return table;
    }

    private static String csv(Map<String, List<@Nullable String>> table, int rows) {
        StringBuilder text = new StringBuilder(String.join(",", table.keySet())).append('\n');
        for (int i = 0; i < rows; i++) {
            List<String> cells = new ArrayList<>();
            for (List<@Nullable String> column : table.values()) {
                String cell = column.get(i);
                cells.add(cell == null ? "" : cell);
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 2000", "3, 20000"})
    void everyStatisticAgreesWithAPlainRecountAndBothRoadsAgree(long seed, int rows) throws IOException {
        Map<String, List<@Nullable String>> table = randomTable(new Random(seed), rows);
        TableProfile text = profile("random.csv", csv(table, rows));
        assertThat(text.rows()).isEqualTo(rows);
        table.forEach((name, cells) -> Recount.check(column(text, name), cells));
        assertThat(text.duplicates()).isEqualTo(DuplicateRows.exactly(0));
        correlations(text, rows);

        Path parquet = folder.resolve("random.parquet");
        DataSources.view(spark, text).coalesce(1).write().parquet(parquet.toString());
        TableProfile columnar = profile(parquet);
        new ProfileAgreement()
                .check(SharedSpark.newSession(), List.of(text, columnar))
                .assertAll(30);
        for (ColumnProfile one : text.columns()) {
            ColumnProfile other = column(columnar, one.name());
            if (!one.name().equals("nothing")) {
                Recount.check(other, table.getOrDefault(one.name(), List.of()));
            }
            assertThat(other.type()).as(one.name()).isEqualTo(one.type());
            assertThat(other.findings().order())
                    .as(one.name())
                    .isEqualTo(one.findings().order());
            assertThat(other.findings().signs())
                    .as(one.name())
                    .isEqualTo(one.findings().signs());
            assertThat(other.findings().time())
                    .as(one.name())
                    .isEqualTo(one.findings().time());
            if (rows <= 2048) {
                assertThat(other.findings().shapes())
                        .as(one.name())
                        .isEqualTo(one.findings().shapes());
                assertThat(other.findings().semantics())
                        .as(one.name())
                        .isEqualTo(one.findings().semantics());
            }
        }
    }

    private static void correlations(TableProfile table, int rows) {
        assertThat(table.correlations().sampledRows()).isEqualTo(Math.min(rows, 2048));
        Correlation strongest = table.correlations().pairs().get(0);
        assertThat(List.of(strongest.left(), strongest.right())).containsExactly("trend", "double_trend");
        assertThat(strongest.pearson()).isBetween(-1.0, -0.98);
        assertThat(strongest.spearman()).isBetween(-1.0, -0.9);
        assertThat(strongest.error() == 0).isEqualTo(rows <= 2048);
    }

    @Test
    void rowsThatRepeatOthersAreEstimatedWithTheirErrorInALargeTable() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        Random random = new Random(5);
        HashSet<String> distinct = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            String row = random.nextInt(40_000) + ",x" + random.nextInt(2);
            distinct.add(row);
            text.append(row).append('\n');
        }
        DuplicateRows found = profile("repeated.csv", text.toString()).duplicates();
        assertThat(found).isNotNull();
        if (found != null) {
            assertThat(found.exact()).isFalse();
            assertThat(found.rows())
                    .isBetween(
                            60_000 - distinct.size() - 2 * found.error(), 60_000 - distinct.size() + 2 * found.error());
            assertThat(found.error()).isLessThan(2000);
        }
    }

    @Test
    void blanksEmptyTextsAndPaddingAreDistinguished() throws IOException {
        TableProfile table = profile("blank.csv", "id,a\n1,x\n2,   \n3,\n4,\" \"\n5, y \n6,\"\"\n");
        ColumnProfile a = column(table, "a");
        assertThat(a.findings().cells()).isEqualTo(new ColumnFindings.Cells(2, 0, 1));
        assertThat(a.nulls()).isEqualTo(2);
        assertThat(table.problems()).extracting(Problem::message).anyMatch(text -> text.contains("nothing but blanks"));
    }

    @Test
    void sentinelsAreFlaggedAndOrdinaryValuesAreNot() throws IOException {
        StringBuilder text = new StringBuilder("id,temperature,until,since,score,state,level\n");
        for (int i = 0; i < 300; i++) {
            text.append(i + 1)
                    .append(',')
                    .append(i % 50 == 0 ? "-999" : Integer.toString(10 + i % 20))
                    .append(',')
                    .append(i % 40 == 0 ? "31.12.9999" : String.format("%02d.%02d.2024", 1 + i % 28, 1 + i % 12))
                    .append(',')
                    .append(
                            i % 60 == 0
                                    ? "1900-01-01"
                                    : LocalDate.of(2020, 1, 1).plusDays(i))
                    .append(',')
                    .append(i % 100)
                    .append(',')
                    .append(i % 9 == 0 ? "Unknown" : "open")
                    .append(',')
                    .append(i % 30 == 0 ? -1 : i % 5)
                    .append('\n');
        }
        TableProfile table = profile("sentinels.csv", text.toString());
        assertThat(column(table, "temperature").findings().sentinels())
                .containsExactly(new ColumnProfile.TopValue("-999", 6, true));
        assertThat(column(table, "until").findings().sentinels())
                .containsExactly(new ColumnProfile.TopValue("9999-12-31", 8, true));
        assertThat(column(table, "until").topValues())
                .extracting(ColumnProfile.TopValue::value)
                .allMatch(value -> value.matches("\\d{4}-\\d\\d-\\d\\d"));
        assertThat(column(table, "since").findings().sentinels())
                .containsExactly(new ColumnProfile.TopValue("1900-01-01", 5, true));
        assertThat(column(table, "score").findings().sentinels()).isEmpty();
        assertThat(column(table, "state").findings().sentinels())
                .containsExactly(new ColumnProfile.TopValue("Unknown", 34, true));
        assertThat(column(table, "level").findings().sentinels())
                .containsExactly(new ColumnProfile.TopValue("-1", 10, true));
        assertThat(column(table, "id").findings().sentinels()).isEmpty();
    }

    @Test
    void infinityIsADoubleThatTheOtherFiguresLeaveOut() throws IOException {
        TableProfile table = profile("infinite.csv", "id,x,word\n1,1.5,inf\n2,Infinity,out\n3,-inf,in\n4,2.5,x\n");
        ColumnProfile x = column(table, "x");
        assertThat(x.type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(x.min()).isEqualTo("-Infinity");
        assertThat(x.max()).isEqualTo("Infinity");
        assertThat(x.mean()).isEqualTo(2.0);
        assertThat(x.nulls()).isZero();
        assertThat(column(table, "word").type()).isEqualTo(ColumnType.STRING);
        assertThat(table.problems()).extracting(Problem::message).anyMatch(text -> text.contains("infinite or NaN"));
        DataSources.view(spark, table).createOrReplaceTempView("infinite");
        assertThat(spark.sql("SELECT max(x), count(x), max(word) FROM infinite")
                        .first()
                        .toString())
                .isEqualTo("[Infinity,4,x]");
    }

    @Test
    void keysWithAFewRepetitionsAreNamedWithOneOfThem() throws IOException {
        StringBuilder text = new StringBuilder("order_no,email,customer_no\n");
        for (int i = 0; i < 200; i++) {
            text.append(i == 150 ? 17 : i)
                    .append(",p")
                    .append(i)
                    .append("@example.com,")
                    .append(i % 199)
                    .append('\n');
        }
        TableProfile table = profile("orders.csv", text.toString());
        assertThat(column(table, "order_no").findings().nearKey()).isTrue();
        assertThat(column(table, "customer_no").findings().nearKey()).isTrue();
        assertThat(table.problems()).extracting(Problem::subject).doesNotContain("orders.customer_no");
        assertThat(column(table, "email").findings().nearKey()).isFalse();
        ColumnFindings.Semantics email = column(table, "email").findings().semantics();
        assertThat(email).isEqualTo(new ColumnFindings.Semantics(SemanticKind.EMAIL, true, 200, 200, true));
        assertThat(table.problems())
                .extracting(problem -> problem.subject() + " " + problem.message() + " " + problem.count())
                .anyMatch(problem -> problem.startsWith("orders.order_no values are unique but for a few, such as '17'")
                        && problem.endsWith(" 1"));
    }

    @Test
    void anOrderedColumnIsCertainlyUniqueHoweverLong() throws IOException {
        StringBuilder text = new StringBuilder("at,v\n");
        LocalDateTime start = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int i = 0; i < 30_000; i++) {
            text.append(start.plusSeconds(i))
                    .append(i % 60 == 0 ? ":00" : "")
                    .append(',')
                    .append(i % 10)
                    .append('\n');
        }
        ColumnProfile at = column(profile("ordered.csv", text.toString()), "at");
        assertThat(at.type()).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(at.findings().order()).isEqualTo(ColumnFindings.Order.STRICTLY_ASCENDING);
        assertThat(at.distinct().exact()).isTrue();
        assertThat(at.distinct().value()).isEqualTo(30_000);
        assertThat(at.unique().exact()).isTrue();
    }
}
