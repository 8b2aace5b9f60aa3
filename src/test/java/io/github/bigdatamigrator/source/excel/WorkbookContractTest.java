package io.github.bigdatamigrator.source.excel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same table as text and as a workbook has the same profile and the same rows in SQL. */
@Tag("spark")
class WorkbookContractTest {
    @TempDir
    Path folder;

    /** Rows of all kinds of values, some null; the text is what a user would write by hand. */
    private void write(String format) throws IOException {
        Random random = new Random(7);
        Object[][] rows = new Object[301][];
        rows[0] = Books.row("id", "amount", "day", "at", "ok", "name", "note", "code");
        StringBuilder csv = new StringBuilder("id,amount,day,at,ok,name,note,code\n");
        for (int i = 1; i < rows.length; i++) {
            LocalDateTime day = LocalDateTime.of(2023, 1, 1, 0, 0).plusDays(random.nextInt(400));
            LocalDateTime at = day.plusSeconds(1 + random.nextInt(80_000));
            double amount = random.nextInt(100_000) / 100.0;
            String note = i % 3 == 0 ? null : i % 7 == 0 ? "N/A" : "line " + i % 5 + "\nand \"more\", yes";
            rows[i] = Books.row(
                    i,
                    i % 11 == 0 ? null : amount,
                    day,
                    at,
                    i % 2 == 0,
                    "Name " + random.nextInt(50),
                    note,
                    new Books.In("00000", i));
            csv.append(i).append(',').append(i % 11 == 0 ? "" : SheetRow.plain(amount));
            csv.append(',').append(day.toLocalDate()).append(',').append(at.toLocalDate() + " ");
            csv.append(at.toLocalTime().toString().length() == 5 ? at.toLocalTime() + ":00" : at.toLocalTime());
            csv.append(',').append(i % 2 == 0).append(',').append(rows[i][5]).append(',');
            csv.append(note == null ? "" : '"' + note.replace("\"", "\"\"") + '"');
            csv.append(String.format(",%05d%n", i));
        }
        Files.writeString(folder.resolve("text.csv"), csv);
        Books.write(folder.resolve("book" + format), Books.sheet(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {".xlsx", ".xls"})
    void aWorkbookHasTheProfileOfItsText(String format) throws IOException {
        write(format);
        SparkSession spark = SharedSpark.newSession();
        List<TableProfile> tables = DataContextBuilder.on(spark)
                .add(folder.resolve("text.csv").toString())
                .add(folder.resolve("book" + format).toString())
                .build()
                .tables();
        TableProfile text = tables.get(0);
        TableProfile book = tables.get(1);
        assertThat(book.rows()).isEqualTo(text.rows());
        assertThat(book.primaryKey()).isEqualTo(text.primaryKey());
        assertThat(book.columns()).usingRecursiveFieldByFieldElementComparator().isEqualTo(text.columns());
        assertThat(DataSources.view(spark, book).toJSON().collectAsList())
                .containsExactlyElementsOf(
                        DataSources.view(spark, text).toJSON().collectAsList());
    }

    @Test
    void flagsApplyAsForText() throws IOException {
        Path file = Books.write(
                folder.resolve("flags.xlsx"),
                Books.sheet(
                        Books.row("some words", "here", 1),
                        Books.row("x", "y", "z"),
                        Books.row("a", "b", "c"),
                        Books.row(1, 2, "none"),
                        Books.row("# left out", 0, 0),
                        Books.row(3, 4, "q"),
                        Books.row("end", null, null)));
        DialectOptions flags = DialectOptions.builder()
                .skipLines(1)
                .headerRows(2)
                .footerLines(1)
                .comment('#')
                .nullValue("none")
                .build();
        SourceTable table = DataSources.open(
                        SharedSpark.lazy(), List.of(file.toString()), flags, ProgressListener.NONE)
                .get(0);
        assertThat(WorkbookCorpusTest.rows(table)).containsExactly("x a|y b|z c", "1|2|.", "3|4|q");
        assertThat(table.problems()).anyMatch(problem -> problem.message().contains("rows before the table"));
        assertThat(table.problems()).anyMatch(problem -> problem.message().contains("rows after the table"));
        assertThat(TestTables.openOne(file).columns()).hasSize(3);
    }
}
