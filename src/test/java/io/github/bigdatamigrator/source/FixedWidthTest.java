package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests text in columns of fixed widths: which text is such, and how it is cut. */
@Tag("spark")
class FixedWidthTest {
    @TempDir
    Path folder;

    private static final String STOCK = """
            Artikel   Bezeichnung           Menge  Preis
            A-1       Schraube M4 Größe 3     120   0.10
            A-20      Mutter                    7   0.05
            B-300     Gewindestange, lang           12.5
            C-4       Öl                       11   9.99
            D-5       Unterlegscheibe        9000   0.01
            """;

    private TableProfile profile(String text, DialectOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("stock.txt"), text);
        return DataContextBuilder.on(SharedSpark.newSession())
                .add(file.toString())
                .dialect(options)
                .build()
                .tables()
                .get(0);
    }

    private static List<String> column(TableProfile table, String column) {
        SparkSession session = SharedSpark.newSession();
        DataSources.view(session, table).createOrReplaceTempView("t");
        return session.sql("SELECT string(" + column + ") FROM t").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toList());
    }

    @Test
    void widthsAreFoundFromTheBlanksBetweenColumns() throws IOException {
        TableProfile table = profile(STOCK, DialectOptions.NONE);
        assertThat(table.format()).isEqualTo("fixed_width");
        assertThat(table.columns()).extracting("name").containsExactly("Artikel", "Bezeichnung", "Menge", "Preis");
        assertThat(table.rows()).isEqualTo(5);
        assertThat(table.column("Menge").orElseThrow().nulls()).isEqualTo(1);
        assertThat(column(table, "Bezeichnung"))
                .containsExactly("Schraube M4 Größe 3", "Mutter", "Gewindestange, lang", "Öl", "Unterlegscheibe");
        assertThat(column(table, "Menge")).containsExactly("120", "7", null, "11", "9000");
        assertThat(table.problems()).anyMatch(problem -> problem.message().contains("fixed widths"));
    }

    @Test
    void aValueThatRunsIntoTheNextColumnIsTold() throws IOException {
        String late = STOCK.lines()
                .skip(1)
                .collect(Collectors.joining("\n", "", "\n"))
                .repeat(600);
        TableProfile table =
                profile(STOCK + late + "E-6       Sechskantschraube, sehr lang  11   9.99\n", DialectOptions.NONE);
        assertThat(table.problems())
                .filteredOn(problem -> problem.message().contains("no blank between two columns"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.count()).isEqualTo(1));
    }

    @Test
    void givenWidthsCutColumnsThatTouch() throws IOException {
        DialectOptions options =
                DialectOptions.builder().delimiter("fixed:3,8,2").headerRows(0).build();
        TableProfile table = profile("00120240131DE\n00220240201FR\n\n003        x\n", options);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(column(table, "column_1")).containsExactly("001", "002", "003");
        assertThat(column(table, "column_3")).containsExactly("DE", "FR", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed:", "fixed:3", "fixed:3,0", "fixed:a,b", "fixed:3;4"})
    void widthsThatAreNoneAreRefused(String widths) {
        assertThatThrownBy(() -> DialectOptions.builder().delimiter(widths).build())
                .isInstanceOf(MigratorException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                2024-01-02 10:11:12
                2024-01-03 09:08:07
                2024-01-03 19:08:07
                2024-01-03 09:08:07
                2024-01-03 09:08:07
                2025-01-03 09:08:07
                """,
                "HH 123\nHH 456\nHB 789\nHH 246\nHB 357\nHH 468\nHB 123\nHH 456\nHB 789\nHH 246\nHB 357\n",
                """
                the quick brown fox jumps over the dog
                it was the best of times it was the worst
                all happy families are alike each one
                call me ishmael some years ago never
                in a hole in the ground there lived a
                it is a truth universally acknowledged
                """,
                "12 345\n23 456\n34 567\n45 678\n56 789\n67 890\n12 345\n23 456\n34 567\n45 678\n",
                "one\ntwo\nthree\nfour\nfive\nsix\n",
                "    indented\n    lines of\n    a program\n    1\n    22\n    333\n"
            })
    void ordinaryTextIsNotCut(String text) {
        assertThat(FixedWidth.sniff(text, true)).isNull();
    }

    @Test
    void aLargeFileIsReadInSplitsLikeASmallOne() throws IOException {
        String text = IntStream.range(0, 60_000)
                .mapToObj(i -> String.format("%-9d%-22s%8d", i, "Straße " + i % 50, i % 1000))
                .collect(Collectors.joining("\n", "id       street                   count\n", "\n"));
        TableProfile table = profile(text, DialectOptions.NONE);
        assertThat(table.rows()).isEqualTo(60_000);
        assertThat(table.columns()).hasSize(3);
        assertThat(table.columns().get(0).unique().value()).isTrue();
        assertThat(table.columns().get(1).distinct().value()).isEqualTo(50);
        assertThat(column(table, "max(id)")).containsExactly("59999");
    }
}
