package io.github.bigdatamigrator.comparison.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.AppliedRule;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.CellChange;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowCounts;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class RowComparisonTest {
    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSessionForSmallTables();
    private int files;

    @Test
    void theSameTableIsEqual() {
        TableProfile table = csv("id,name\n1,Ann\n2,Bob\n3,\n");

        RowDifferences differences = RowComparison.of(table, table).run(session);

        assertThat(differences.isEqual()).isTrue();
        assertThat(differences.rows()).isEqualTo(new RowCounts(3, 3, 3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(differences.rules()).isEmpty();
        assertThat(differences.key()).containsExactly("id");
        assertThat(differences.keySource()).isEqualTo(KeySource.FOUND);
    }

    @Test
    void changedMissingAndExtraRowsAreCountedAndShown() {
        RowDifferences differences = compare(
                "id,name,price\n1,Ann,1.50\n2,Bob,2.25\n3,Cid,3.75\n4,Dan,4.10\n",
                "id,name,price\n1,Ann,1.50\n2,Bobby,2.25\n4,Dan,4.1\n5,Eve,5.00\n");

        assertThat(differences.rows()).isEqualTo(new RowCounts(4, 4, 2, 1, 1, 1, 0, 0, 0, 0));
        assertThat(differences.columns()).singleElement().satisfies(column -> {
            assertThat(column.column()).isEqualTo("name");
            assertThat(column.kinds()).isEqualTo(Map.of(ChangeKind.TRUNCATION, 1L));
            assertThat(column.examples())
                    .containsExactly(new CellChange(List.of("2"), "Bob", "Bobby", ChangeKind.TRUNCATION));
        });
        assertThat(differences.missing())
                .singleElement()
                .satisfies(row -> assertThat(row.values()).containsExactly("3", "Cid", "3.75"));
        assertThat(differences.extra())
                .singleElement()
                .satisfies(row -> assertThat(row.key()).containsExactly("5"));
    }

    @Test
    void valuesAreComparedByMeaningAndEachRuleIsReported() {
        session.sql("SELECT * FROM VALUES"
                        + " (1L, 1.50D, TIMESTAMP'2024-01-01 00:00:00', '17', '', 'x     ', true),"
                        + " (2L, 2.25D, TIMESTAMP'2024-01-02 00:00:00', '18.0', 'b', 'y     ', false)"
                        + " AS t(ID, price, day, number, text, code, flag)")
                .createOrReplaceTempView("stored");
        TableProfile stored = parquet("SELECT * FROM stored");
        TableProfile text = csv("""
                id,price,day,number,text,code,flag
                1,1.5,2024-01-01,17,,x     ,1
                2,2.2500,2024-01-02,18,b,y     ,0
                """);

        RowDifferences differences = RowComparison.of(text, stored).run(session);

        assertThat(differences.isEqual()).as(differences.toString()).isTrue();
        assertThat(rules(differences))
                .containsExactlyInAnyOrder(
                        "COLUMN_NAME id 2/2",
                        "FLOATING_POINT price 2/2",
                        "DATE_AT_MIDNIGHT day 2/2",
                        "TEXT_AS_VALUE number 2/2",
                        "EMPTY_IS_NULL text 0/1",
                        "BOOLEAN_AS_NUMBER flag 2/2");
    }

    @Test
    void rowsThatAreWrittenOtherwiseAreEqualWhetherFewOrMany() {
        for (int many : new int[] {200, 100_001}) {
            RowDifferences differences = compare(
                    "id,price,day,note\n"
                            + lines(many, i -> i + "," + i + (i == 1 ? ".55" : ".5") + ",2024-03-04,n" + i),
                    "id,price,day,note\n"
                            + lines(
                                    many,
                                    i -> "\"" + i + "\"," + (i == 7 ? "8.5" : i + (i == 1 ? ".55" : ".50"))
                                            + ",\"2024-03-04\",\"n" + i + "\""));

            assertThat(differences.rows()).isEqualTo(new RowCounts(many, many, many - 1, 1, 0, 0, 0, 0, 0, 0));
            assertThat(differences.columns()).singleElement().satisfies(column -> {
                assertThat(column.column()).isEqualTo("price");
                assertThat(column.cells()).isEqualTo(1);
            });
            assertThat(differences.rules()).isEmpty();
        }
    }

    @Test
    void rowsOfARepeatedKeyThatAreWrittenOtherwiseAreEqual() {
        RowDifferences differences = compareBy(
                "id",
                "id,price\n1,1.5\n1,1.5\n1,2.5\n2,3.5\n3,4.55\n",
                "id,price\n1,2.50\n1,1.50\n1,1.5\n2,3.50\n2,3.5\n");

        assertThat(differences.rows()).isEqualTo(new RowCounts(5, 5, 4, 0, 1, 1, 0, 1, 1, 2));
    }

    private RowDifferences compareBy(String key, String before, String after) {
        return RowComparison.of(csv(before), csv(after)).key(List.of(key)).run(session);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count).mapToObj(line).collect(Collectors.joining("\n")) + "\n";
    }

    @Test
    void withoutARuleItsCellsDiffer() {
        TableProfile whole = csv("id,price\n1,7\n2,8\n");
        TableProfile real = csv("id,price\n1,7.00\n2,8.00\n");

        RowDifferences lenient = RowComparison.of(whole, real).run(session);
        RowDifferences strict = RowComparison.of(whole, real)
                .rules(EnumSet.complementOf(EnumSet.of(ComparisonRule.NUMBER_BY_VALUE)))
                .run(session);

        assertThat(lenient.isEqual()).isTrue();
        assertThat(rules(lenient)).containsExactly("NUMBER_BY_VALUE price 2/2");
        assertThat(strict.isEqual()).isFalse();
        assertThat(strict.schema().incomparable())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.column()).isEqualTo("price"));
    }

    @Test
    void emptyTextAndNullDifferWhereBothFormatsTellThemApart() {
        TableProfile empty = parquet("SELECT id, if(id = 3, '', 'a') AS text FROM range(5)");
        TableProfile none = parquet("SELECT id, if(id = 3, null, 'a') AS text FROM range(5)");

        RowDifferences differences = RowComparison.of(empty, none).run(session);

        assertThat(differences.columns())
                .singleElement()
                .satisfies(column ->
                        assertThat(column.kinds()).containsExactlyEntriesOf(Map.of(ChangeKind.NULL_OR_EMPTY, 1L)));
    }

    @Test
    void numbersOf32BitsEqualTheNumbersThatTheyWereMadeOf() {
        TableProfile single = parquet("SELECT id, CAST(id / 10 AS FLOAT) AS ratio FROM range(5)");
        TableProfile text = csv("id,ratio\n0,0\n1,0.1\n2,0.2\n3,0.3\n4,0.4\n");

        RowDifferences differences = RowComparison.of(single, text).run(session);

        assertThat(differences.isEqual()).as(differences.toString()).isTrue();
        assertThat(rules(differences)).containsExactly("FLOATING_POINT ratio 5/5");
        assertThat(RowComparison.of(single, single).run(session).rules()).isEmpty();
    }

    @Test
    void columnsThatPadAllCellsAreEqualButASinglePaddedCellIsNot() {
        String padded =
                IntStream.range(0, 20).mapToObj(i -> i + ",c" + i + "   \n").collect(Collectors.joining());
        String plain = padded.replace("   ", "");

        RowDifferences all = compare("id,code\n" + padded, "id,code\n" + plain);
        RowDifferences one = compare("id,code\n" + plain, "id,code\n" + plain.replace("c7\n", "c7 \n"));

        assertThat(all.isEqual()).isTrue();
        assertThat(rules(all)).containsExactly("PADDING code 20/0");
        assertThat(one.columns())
                .singleElement()
                .satisfies(column -> assertThat(column.examples())
                        .containsExactly(new CellChange(List.of("7"), "c7", "c7 ", ChangeKind.TRIMMING)));
    }

    @Test
    void rowsOfARepeatedKeyAreComparedAsMultisets() {
        RowDifferences differences = RowComparison.of(
                        csv("k,v\n1,a\n1,b\n1,c\n2,x\n2,x\n3,q\n"), csv("k,v\n1,c\n1,a\n1,B\n2,x\n3,q\n3,q\n3,r\n"))
                .key(List.of("K"))
                .run(session);

        assertThat(differences.keySource()).isEqualTo(KeySource.GIVEN);
        assertThat(differences.rows()).isEqualTo(new RowCounts(6, 7, 4, 1, 1, 2, 1, 1, 2, 2));
        assertThat(differences.columns())
                .singleElement()
                .satisfies(column -> assertThat(column.kinds()).containsExactlyEntriesOf(Map.of(ChangeKind.CASE, 1L)));
    }

    @Test
    void withoutAKeyRowsAreMultisets() {
        RowDifferences differences = compare("a,b\nx,1\nx,1\ny,2\nz,3\n", "a,b\nx,1\ny,2\ny,2\ny,2\nz,4\n");

        assertThat(differences.keySource()).isEqualTo(KeySource.NONE);
        assertThat(differences.rows()).isEqualTo(new RowCounts(4, 5, 2, 0, 2, 3, 1, 2, 0, 0));
        assertThat(differences.missing())
                .extracting(row -> String.join(",", row.values()))
                .containsExactlyInAnyOrder("x,1", "z,3");
    }

    @Test
    void nullsInKeysMatchEachOther() {
        RowDifferences differences = RowComparison.of(csv("k,l,v\n1,,a\n,2,b\n,,c\n"), csv("k,l,v\n,,c\n1,,a\n,2,B\n"))
                .key(List.of("k", "l"))
                .run(session);

        assertThat(differences.rows().equal()).isEqualTo(2);
        assertThat(differences.rows().changed()).isEqualTo(1);
        assertThat(differences.columns().get(0).examples().get(0).key()).containsExactly(null, "2");
    }

    @Test
    void aChangedKeyIsShownBesideTheMissingAndTheExtraRow() {
        RowDifferences differences = RowComparison.of(
                        csv("code,name,city\nA17,Anders,Bonn\nB18,Berg,Kiel\nC19,Curtius,Ulm\n"),
                        csv("code,name,city\nA17,Anders,Bonn\nb18,Berg,Kiel\nC19,Curtius,Ulm\n"))
                .key(List.of("code"))
                .run(session);

        assertThat(differences.rows().missing()).isEqualTo(1);
        assertThat(differences.rows().extra()).isEqualTo(1);
        assertThat(differences.keyChanges()).singleElement().satisfies(change -> {
            assertThat(change.before()).containsExactly("B18");
            assertThat(change.after()).containsExactly("b18");
            assertThat(change.kinds()).containsExactlyEntriesOf(Map.of("code", ChangeKind.CASE));
        });
    }

    @Test
    void emptyTablesAndSchemaDifferencesAreTold() {
        RowDifferences none = compare("id,name\n", "id,name\n");
        RowDifferences filled = compare("id,name\n", "id,name\n1,Ann\n");
        RowDifferences schema = compare("id,name,old\n1,Ann,x\n2,Bob,y\n", "new,ID,Name\nz,1,Ann\nz,2,Bob\n");

        assertThat(none.isEqual()).isTrue();
        assertThat(filled.rows().extra()).isEqualTo(1);
        assertThat(schema.rows().equal()).isEqualTo(2);
        assertThat(schema.schema().onlyBefore()).containsExactly("old");
        assertThat(schema.schema().onlyAfter()).containsExactly("new");
        assertThat(schema.isEqual()).isFalse();
    }

    @Test
    void anUnknownKeyAndTablesWithoutACommonColumnAreRefused() {
        TableProfile table = csv("order_id,name\n1,Ann\n2,Bob\n");
        TableProfile strange = csv("x,y\n1,2\n3,4\n");

        assertThatThrownBy(() ->
                        RowComparison.of(table, table).key(List.of("ordr_id")).run(session))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("“ordr_id”")
                .hasMessageContaining("Did you mean “order_id”?");
        assertThatThrownBy(() -> RowComparison.of(table, strange).run(session))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("no comparable column");
    }

    @Test
    void aThousandColumns() {
        String header = IntStream.range(0, 1000).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";
        String row = IntStream.range(0, 1000).mapToObj(i -> "v" + i).collect(Collectors.joining(",", "", "\n"));

        RowDifferences differences = RowComparison.of(csv(header + row), csv(header + row.replace("v998", "w998")))
                .key(List.of("c0"))
                .run(session);

        assertThat(differences.rows().changed()).isEqualTo(1);
        assertThat(differences.columns())
                .singleElement()
                .satisfies(column -> assertThat(column.column()).isEqualTo("c998"));
    }

    private static List<String> rules(RowDifferences differences) {
        return differences.rules().stream()
                .map((AppliedRule rule) -> rule.rule() + " " + rule.column() + " " + rule.before() + "/" + rule.after())
                .toList();
    }

    private TableProfile parquet(String sql) {
        Path file = folder.resolve("t" + files++ + ".parquet");
        session.sql(sql).coalesce(1).write().parquet(file.toString());
        return profile(file);
    }

    private RowDifferences compare(String before, String after) {
        return RowComparison.of(csv(before), csv(after)).run(session);
    }

    private TableProfile csv(String text) {
        try {
            return profile(Files.writeString(folder.resolve("t" + files++ + ".csv"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableProfile profile(Path file) {
        return DataContextBuilder.on(session)
                .add(file.toString())
                .build()
                .tables()
                .get(0);
    }
}
