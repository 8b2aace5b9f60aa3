package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How columns are read whose numbers, dates and nulls are not written plainly: in delimited text and in JSON alike. */
@Tag("spark")
class ValuesTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    /**
     * One column of a table.
     *
     * @param cells the cells, separated by bars; {@code ∅} for an empty one
     * @param read type, unit in brackets if any, minimum, maximum and distinct values
     * @param said part of a message about the column, or empty if there must be none of severity medium or high
     */
    private record Case(String name, String cells, String read, String said) {}

    private static final List<Case> CASES = List.of(
            // Signs and points.
            new Case("plus", "+7|-2|0|+11", "bigint -2..11 (4)", ""),
            new Case("plus_decimal", "+0.5|-1.25|+3|0", "decimal(3,2) -1.25..3.00 (4)", ""),
            new Case("phones", "+4930123456|+4940987654|+431234567|+3312345678", "string", "~"),
            new Case("trailing_point", "5.|6.5|7.|8", "decimal(2,1) 5.0..8.0 (4)", ""),
            new Case("trailing_points", "5.|6.|7.|8", "bigint 5..8 (4)", ""),
            new Case("fortran", "428.E+03|1.5E+02|2.0E-01|7.", "double 0.2..428000.0 (4)", ""),
            new Case("unicode_minus", "\u22124|\u221212|7|0", "bigint -12..7 (4)", ""),
            new Case("en_dash", "\u20134.5|12|\u2013|8.25", "decimal(4,2) -4.50..12.00 (3)", ""),
            // Units.
            new Case("percent", "12.5%|30%|57.5%|0", "decimal(3,1) [%] 0.0..57.5 (4)", ""),
            new Case("percent_blank", "12 %|30 %|-5 %|1 %", "bigint [%] -5..30 (4)", ""),
            new Case("dollars", "$1.50|$1,200.00|($3.25)|$0.99", "decimal(6,2) [$] -3.25..1200.00 (4)", ""),
            new Case("euros", "12.50 €|7 €|-3.20 €|N/A", "decimal(4,2) [€] -3.20..12.50 (3)", ""),
            new Case("codes", "EUR 12|EUR 7|EUR 9|EUR 12", "bigint [EUR] 7..12 (3)", ""),
            new Case("mixed_units", "$5|€5|$6|$7", "string", "units differ"),
            new Case("some_percent", "5%|5|6%|7", "string", "units differ"),
            new Case("kilograms", "12 kg|7 kg|9.5 kg|3 kg", "string", "followed by 'kg'"),
            // Parentheses and thousands.
            new Case("accounting", "3.25|(1.50)|(12.00)|7.00", "decimal(4,2) -12.00..7.00 (4)", ""),
            new Case("footnotes", "(1)|(2)|(3)|(4)", "string", "parentheses"),
            new Case("thousands", "1,234|56,789|9,012|17", "bigint 17..56789 (4)", ""),
            new Case("lakhs", "1,23,456.78|12,34,567.00|99,999.50|5.25", "decimal(9,2) 5.25..1234567.00 (4)", ""),
            new Case("apostrophes", "1'234|12'345'678|9|1'000", "bigint 9..12345678 (4)", ""),
            new Case("no_break", "1\u00a0234|12\u202f345|9|0", "bigint 0..12345 (4)", ""),
            new Case("blanks", "12 345|23 456|34 567|45 678", "string", "may separate thousands"),
            new Case("telephones", "601 234 567|602 345 678|603 456 789|604 567 890", "string", "may separate"),
            new Case("lists", "1,2|3,4,5|7|8,9", "string", "~"),
            // Dates.
            new Case(
                    "doubtful_days",
                    "02-08-2023|12-11-2022|01-05-2023|03-04-2023",
                    "date 2022-11-12..2023-08-02 (4)",
                    "fit both"),
            new Case(
                    "month_first",
                    "02-28-2023|12-31-2022|01-05-2023|02-28-2023",
                    "date 2022-12-31..2023-02-28 (3)",
                    ""),
            new Case("day_first", "28-02-2023|31-12-2022|05-01-2023|5-1-2023", "date 2022-12-31..2023-02-28 (3)", ""),
            new Case(
                    "utc",
                    "2023-01-05 10:00:00 UTC|2023-01-06 11:30:00 UTC|2023-01-05 10:00:00Z|∅",
                    "timestamp 2023-01-05T10:00:00..2023-01-06T11:30:00 (2)",
                    ""),
            new Case(
                    "zero_dates", "2023-01-05|0000-00-00|2023-01-07|2023-01-08", "date 2023-01-05..2023-01-08 (3)", ""),
            new Case(
                    "zero_times",
                    "2023-01-05 10:00:00|0000-00-00 00:00:00|2023-01-07 00:00:00|∅",
                    "timestamp 2023-01-05T10:00:00..2023-01-07T00:00:00 (2)",
                    ""),
            new Case("two_formats", "2023-01-05|05/13/2023|2023-01-07|2023-01-08", "string", "no format of dates"),
            new Case("wrong_day", "2023-01-05|2023-02-30|2023-01-07|2023-01-08", "string", "almost a date"),
            new Case("unpadded", "2023-1-5|2023-2-7|2023-11-9|2023-3-1", "string", "almost a date"),
            new Case("months", "Jan-2023|Feb-2023|Mar-2023|Apr-2023", "string", "almost a date"),
            // Null markers.
            new Case("dots", "101.5|..|103.5|..", "decimal(4,1) 101.5..103.5 (2)", ""),
            new Case("colons", "5|:|7|--", "bigint 5..7 (2)", ""),
            new Case("other_markers", "5|<NA>|.|(null)", "bigint 5..5 (1)", ""),
            // Ids.
            new Case("hex_ids", "49018016|49018e16|49018123|49018e23", "string", "identifiers"),
            new Case("exponents", "49018.5|49018e16|1.5e3|7", "double 7.0..4.9018E20 (4)", ""),
            new Case("leading_zeros", "007|008|123|456", "string", "~"),
            // Texts that are almost something else.
            new Case("almost_numbers", "1.1|1.10|2.0|beta", "string (4)", "not 'beta'"),
            new Case("other_decimals", "1,5|2,75|x|0,5", "string", "another decimal separator"),
            new Case("words", "red|blue|12|green", "string (4)", ""),
            // Equal values.
            new Case("equal_days", "1/5/2023|01/05/2023|1/16/2023|∅", "date 2023-01-05..2023-01-16 (2)", ""),
            new Case("equal_booleans", "Yes|yes|NO|no", "boolean false..true (2)", ""),
            new Case("equal_numbers", "1|1.0|1.00|2", "decimal(3,2) 1.00..2.00 (2)", ""),
            new Case(
                    "equal_times",
                    "2024-03-10T01:30:00.123456781|2024-03-10T01:30:00.123456789|2024-03-10 01:30|∅",
                    "timestamp 2024-03-10T01:30:00..2024-03-10T01:30:00.123456 (2)",
                    ""),
            new Case("flags_and_words", "Yes|yes|1|maybe", "string (4)", ""),
            new Case("dates_and_words", "1/5/2023|01/05/2023|soon|never", "string (4)", ""));

    private static List<String> cells(Case column) {
        return List.of(column.cells().split("\\|"));
    }

    /** Without those that JSON has values of its own for, or where other columns of a file give evidence. */
    private static List<Case> inJson() {
        return CASES.stream()
                .filter(one -> !Set.of("equal_booleans", "flags_and_words", "equal_numbers", "exponents", "thousands")
                        .contains(one.name()))
                .toList();
    }

    @Test
    void everyKindOfCellIsReadOrReported() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(CASES.stream().map(Case::name).collect(Collectors.joining(";")))
                .append('\n');
        for (int i = 0; i < 4; i++) {
            List<String> row = new ArrayList<>();
            for (Case one : CASES) {
                row.add(cells(one).get(i).replace("∅", ""));
            }
            text.append(String.join(";", row)).append('\n');
        }
        check(profile("values.csv", text.toString()), CASES);
    }

    @Test
    void textsInJsonAreReadAlike() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            List<String> fields = new ArrayList<>();
            for (Case one : inJson()) {
                String cell = cells(one).get(i);
                fields.add('"' + one.name() + "\": " + (cell.equals("∅") ? "null" : '"' + cell + '"'));
            }
            text.append('{').append(String.join(", ", fields)).append("}\n");
        }
        check(profile("values.jsonl", text.toString()), inJson());
    }

    private TableProfile profile(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return DataContextBuilder.on(spark)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }

    private void check(TableProfile table, List<Case> cases) {
        SoftAssertions all = new SoftAssertions();
        for (Case one : cases) {
            ColumnProfile column = table.column(one.name()).orElseThrow();
            List<Problem> problems = table.problems().stream()
                    .filter(problem -> problem.subject().equals(table.name() + "." + one.name()))
                    .toList();
            all.assertThat(figures(column))
                    .as(one.name() + " " + problems)
                    .isEqualTo(one.read().contains("(") || !one.read().equals("string") ? one.read() : figures(column))
                    .startsWith(one.read().split(" ")[0]);
            if (one.said().isEmpty()) {
                all.assertThat(problems)
                        .as(one.name())
                        .noneMatch(problem -> problem.severity() != Problem.Severity.LOW);
            } else if (!one.said().equals("~")) {
                all.assertThat(problems)
                        .as(one.name())
                        .extracting(Problem::message)
                        .anyMatch(message -> message.contains(one.said()));
            }
            all.assertThat(column.findings().almost() != null)
                    .as(one.name() + " is almost something else")
                    .isEqualTo(column.type().toString().equals("string")
                            && problems.stream()
                                    .anyMatch(problem -> problem.message().contains("almost a ")));
        }
        all.assertAll();
        new ProfileAgreement().check(spark, List.of(table)).assertAll(cases.size());
    }

    private static String figures(ColumnProfile column) {
        String type = column.type().toString();
        String unit = column.unit() == null ? "" : " [" + column.unit() + "]";
        String range = type.equals("string") ? "" : " " + column.min() + ".." + column.max();
        return type + unit + range + " (" + column.distinct().value() + ")";
    }

    @Test
    void evidenceFromOtherColumnsSettlesWhatAPointOrCommaIs() throws IOException {
        TableProfile german = profile("g.csv", "id;menge;preis\n1;1.234;2,50\n2;5.678;3,75\n3;9.012;4,00\n");
        assertThat(figures(german.columns().get(1))).isEqualTo("bigint 1234..9012 (3)");
        assertThat(figures(german.columns().get(2))).isEqualTo("decimal(3,2) 2.50..4.00 (3)");
        TableProfile us =
                profile("us.csv", "town,people,area\nA,\"1,234\",2.50\nB,\"56,789\",3.75\nC,\"9,012\",4.00\n");
        assertThat(figures(us.columns().get(1))).isEqualTo("bigint 1234..56789 (3)");
        TableProfile unknown = profile("u.csv", "town;people\nA;1,234\nB;56,789\nC;9,012\n");
        assertThat(figures(unknown.columns().get(1))).startsWith("string");
        assertThat(unknown.columns().get(1).findings().almost()).isNotNull();
        TableProfile percent = profile("p.csv", "a;p\nx;12,5 %\ny;7,25 %\nz;30 %\n");
        assertThat(figures(percent.columns().get(1))).isEqualTo("decimal(4,2) [%] 7.25..30.00 (3)");
        new ProfileAgreement().check(spark, List.of(german, us, percent)).assertAll(8);
    }

    @Test
    void theTopValuesAndTheKeyFollowTheType() throws IOException {
        TableProfile versions = profile("v.csv", "version,note\n1.1,a\n1.10,b\n2.0,c\nbeta,d\n");
        assertThat(versions.columns().get(0).unique().value()).isTrue();
        TableProfile days = profile("d.csv", "day,v\n1/5/2023,a\n01/05/2023,a\n1/16/2023,c\n");
        assertThat(days.columns().get(0).topValues().get(0).value()).isEqualTo("2023-01-05");
        assertThat(days.columns().get(0).topValues().get(0).count()).isEqualTo(2);
        assertThat(days.columns().get(0).unique().value()).isFalse();
        assertThat(days.duplicates()).isEqualTo(DuplicateRows.exactly(1));
        TableProfile flags = profile("f.csv", "id,flag\n1,Yes\n2,yes\n3,NO\n4,no\n5,No\n");
        assertThat(flags.columns().get(1).topValues())
                .extracting(top -> top.value() + " " + top.count())
                .containsExactly("false 3", "true 2");
    }

    /** More values than a dictionary holds, of spellings that differ only by value or only by text. */
    @Test
    void manyValuesFollowTheTypeOrAreMarkedAsEstimates() throws IOException {
        StringBuilder text = new StringBuilder("day,amount,version,price,code\n");
        for (int i = 0; i < 40_000; i++) {
            int day = i % 20_000;
            String date = LocalDate.of(1950, 1, 1).plusDays(day).toString();
            text.append(
                            i < 20_000
                                    ? date.replace('-', '/')
                                    : date.substring(0, 4) + "/" + Integer.parseInt(date.substring(5, 7)) + "/"
                                            + Integer.parseInt(date.substring(8)))
                    .append(',')
                    .append(i % 2 == 0 ? day + ".5" : day + ".50")
                    .append(',')
                    .append(i == 3 ? "beta" : i % 2 == 0 ? i + ".1" : (i - 1) + ".10")
                    .append(',')
                    .append(i == 39_000 ? "TBD" : String.format(Locale.ROOT, "%.2f", i / 4.0))
                    .append(',')
                    .append(i % 3 == 0 ? "A" + i : Integer.toString(i))
                    .append('\n');
        }
        TableProfile table = profile("many.csv", text.toString());
        assertThat(table.columns())
                .extracting(column -> column.type().kind().name())
                .containsExactly("DATE", "DECIMAL", "STRING", "STRING", "STRING");
        new ProfileAgreement().check(spark, List.of(table)).assertAll(5);
    }
}
