package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class FileDiscoveryTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("sales.csv", "id,amount\n1,2.5\n2,3.5\n");
        write("people.csv", "id,name\n1,Ann\n");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static AbstractThrowableAssert<?, ?> refused(ErrorCode code, Object name) {
        return assertThatThrownBy(() -> TestTables.open(name))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aFileIsATableNamedWithoutExtensions() throws IOException {
        assertThat(TestTables.openOne(folder.resolve("sales.csv")).name()).isEqualTo("sales");
        Path packed = folder.resolve("x.2024.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(folder.resolve("sales.csv")));
        }
        SourceTable table = TestTables.openOne(packed);
        assertThat(table.name()).isEqualTo("x.2024");
        assertThat(TestTables.cells(table)).hasSize(2);
        Path disguised = Files.copy(packed, folder.resolve("plain.csv"));
        assertThat(TestTables.cells(TestTables.openOne(disguised))).hasSize(2);
    }

    @Test
    void zstdIsReadAsGzipIs() throws IOException {
        Path packed = folder.resolve("z.csv.zst");
        try (OutputStream out =
                new ZStdCompressionCodec(new SparkConf(false)).compressedOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(folder.resolve("sales.csv")));
        }
        assertThat(TestTables.openOne(packed).name()).isEqualTo("z");
        assertThat(TestTables.cells(TestTables.openOne(packed))).hasSize(2);
        write("q.json", "{\"a\": 1}");
        Path json = folder.resolve("q.json.zst");
        try (OutputStream out =
                new ZStdCompressionCodec(new SparkConf(false)).compressedOutputStream(Files.newOutputStream(json))) {
            out.write(Files.readAllBytes(folder.resolve("q.json")));
        }
        assertThat(TestTables.cells(TestTables.openOne(json))).containsExactly(List.of("LONG 1"));
    }

    @Test
    void aFolderOfDifferentTablesIsOneTablePerFile() throws IOException {
        write("_SUCCESS", "");
        write(".hidden.csv", "a\n1\n");
        write("README.md", "# not data");
        assertThat(TestTables.names(TestTables.open(folder))).containsExactly("people", "sales");
    }

    @Test
    void aFolderOfOneLayoutIsOneTable() throws IOException {
        write("months/jan.csv", "id,amount\n1,2.5\n");
        write("months/feb.csv", "id,amount\n2,3.5\n3,4.5\n");
        write("months/mar.csv", "");
        SourceTable table = TestTables.openOne(folder.resolve("months"));
        assertThat(table.name()).isEqualTo("months");
        assertThat(table.origin().files()).hasSize(3);
        assertThat(TestTables.cells(table)).hasSize(3);
    }

    @Test
    void partsWithoutAHeaderAreOneTableAndTheirFoldersGiveColumns() throws IOException {
        write("events/year=2023/part-00000", "1,x\n2,w\n");
        write("events/year=2024/part-00000", "3,z\n");
        SourceTable table = TestTables.openOne(folder.resolve("events"));
        assertThat(TestTables.columnNames(table)).containsExactly("column_1", "column_2", "year");
        assertThat(TestTables.cells(table))
                .containsExactly(
                        List.of("LONG 1", "x", "LONG 2023"),
                        List.of("LONG 2", "w", "LONG 2023"),
                        List.of("LONG 3", "z", "LONG 2024"));
    }

    @Test
    void aPatternIsOneTablePerMatch() throws IOException {
        write("sales2.csv", "id,amount\n1,2.5\n");
        assertThat(TestTables.names(TestTables.open(folder + "/sales*.csv"))).containsExactly("sales", "sales2");
        assertThat(TestTables.names(TestTables.open(folder + "/{people,sales?}.csv")))
                .containsExactly("people", "sales2");
        refused(ErrorCode.FILE_NOT_FOUND, folder + "/nothing*.csv").hasMessageContaining("matches no file");
    }

    @Test
    void anExistingFileNameIsNotReadAsPatternOrSheet() throws IOException {
        write("odd[1].csv", "a,b\n1,2\n");
        write("odd#2.csv", "a,b\n1,2\n");
        write("with space é.csv", "a,b\n1,2\n");
        write("100%25.csv", "a,b\n1,2\n");
        assertThat(TestTables.names(TestTables.open(
                        folder.resolve("odd[1].csv"),
                        folder.resolve("odd#2.csv"),
                        folder.resolve("with space é.csv"),
                        folder.resolve("100%25.csv"))))
                .containsExactly("odd[1]", "odd#2", "with space é", "100%25");
    }

    @Test
    void aFileNamedTwiceIsReadOnce() {
        Path sales = folder.resolve("sales.csv");
        List<SourceTable> tables = TestTables.open(sales, folder + "/sal*.csv", sales);
        assertThat(tables).hasSize(1);
        assertThat(TestTables.messages(tables.get(0))).anyMatch(message -> message.contains("more than once"));
    }

    @Test
    void missingFilesSuggestSimilarNames() {
        refused(ErrorCode.FILE_NOT_FOUND, folder.resolve("sale.csv")).hasMessageContaining("sales.csv");
        refused(ErrorCode.FILE_NOT_FOUND, folder.resolve("no/such/file.csv")).hasMessageContaining("no folder");
        refused(ErrorCode.FILE_NOT_FOUND, "").hasMessageContaining("not a path");
    }

    @Test
    void aPartOfAFileWithoutPartsIsRefused() {
        refused(ErrorCode.FILE_NOT_FOUND, folder.resolve("sales.csv#orders"))
                .hasMessageContaining("there is no “orders”");
    }

    @Test
    void filesOfAFolderWithAnUnknownFormatAreTold() throws IOException {
        write("mixed/sales.csv", "a,b\n1,2\n");
        write("mixed/sales.feather", "x");
        write("mixed/notes.md", "x");
        write("mixed/_SUCCESS", "");

        assertThat(TestTables.openOne(folder.resolve("mixed")).problems())
                .extracting(Problem::message)
                .containsExactly("files of an unknown format are not read: notes.md, sales.feather");
    }

    @Test
    void aFolderWithoutDataIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("void/inner"));
        refused(ErrorCode.FILE_NOT_FOUND, folder.resolve("void")).hasMessageContaining("no data files");
    }

    @Test
    void contentDecidesOverTheExtension() throws IOException {
        Path zip = folder.resolve("data.csv");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("inner.csv"));
            out.write("a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        refused(ErrorCode.FILE_UNREADABLE, zip).hasMessageContaining("Unzip it first");
        Files.write(folder.resolve("image.csv"), new byte[] {1, 0, 2, 0, 0, 7, 0, 0});
        refused(ErrorCode.FILE_UNREADABLE, folder.resolve("image.csv")).hasMessageContaining("binary");
        write("cut.parquet", "this is no parquet");
        refused(ErrorCode.FILE_UNREADABLE, folder.resolve("cut.parquet")).hasMessageContaining("damaged");
        write("page.xls", "<html><table></table></html>");
        refused(ErrorCode.FILE_UNREADABLE, folder.resolve("page.xls")).hasMessageContaining("web page");
        write("export.xls", "id\tname\n1\tAnn\n");
        SourceTable table = TestTables.openOne(folder.resolve("export.xls"));
        assertThat(table.origin().format()).isEqualTo("tsv");
        assertThat(TestTables.messages(table)).anyMatch(message -> message.contains("named as xls"));
    }

    @Test
    void anEmptyFileIsATableWithoutColumns() throws IOException {
        SourceTable table = TestTables.openOne(write("empty.csv", ""));
        assertThat(table.columns()).isEmpty();
        assertThat(TestTables.cells(table)).isEmpty();
        assertThat(TestTables.messages(table)).anyMatch(message -> message.contains("empty file"));
        assertThat(TestTables.openOne(write("empty.json", "")).columns()).isEmpty();
        assertThat(TestTables.openOne(write("empty.parquet", "")).columns()).isEmpty();
    }

    @Test
    void aHeaderAloneIsATableWithoutRows() throws IOException {
        SourceTable table = TestTables.openOne(write("header.csv", "id,name\r\n"));
        assertThat(TestTables.columnNames(table)).containsExactly("id", "name");
        assertThat(TestTables.cells(table)).isEmpty();
    }

    @Test
    void unusualColumnNamesAreKeptAndGetNamesForSql() throws IOException {
        SourceTable table = TestTables.openOne(write("odd.csv", "a`b,c.d,e f,,Größe,x,x,X\n1,2,3,4,5,6,7,8\n"));
        assertThat(TestTables.columnNames(table))
                .containsExactly("a`b", "c.d", "e f", "column_4", "Größe", "x", "x", "X");
        assertThat(table.columns().stream().map(SourceColumn::sqlName))
                .containsExactly("a_b", "c_d", "e_f", "column_4", "Grosse", "x", "x_2", "X_3");
        assertThat(TestTables.messages(table))
                .anyMatch(message -> message.contains("without a name"))
                .anyMatch(message -> message.contains("twice: x"));
    }

    @Test
    void threeHundredColumnsAreNotTooMany() throws IOException {
        String header = IntStream.range(0, 300).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 300).mapToObj(Integer::toString).collect(Collectors.joining(","));
        SourceTable table = TestTables.openOne(write("wide.csv", header + "\n" + row + "\n"));
        assertThat(table.columns()).hasSize(300);
        assertThat(TestTables.cells(table).get(0).get(299)).isEqualTo("LONG 299");
    }

    @Test
    void raggedRowsAndStrayQuotesAreKeptAndCountedWithTheirLines() throws IOException {
        SourceTable table = TestTables.openOne(
                write("ragged.csv", "id,name,x\n1,a,1\n2,b\n3,c,3,4\n4,\"d\" e,4\n5,e,5\n6,f,6\n7,g,7\n8,h,8,\n"));
        assertThat(TestTables.cells(table))
                .hasSize(8)
                .contains(List.of("LONG 3", "c", "3,4"))
                .contains(List.of("LONG 8", "h", "LONG 8"));
        assertThat(TestTables.cells(table).get(1)).containsExactly("LONG 2", "b", null);
        RowRepairCounts repairs = TestTables.repairs(table);
        assertThat(repairs.count(Kind.SHORT_ROW)).isEqualTo(1);
        assertThat(repairs.lines(Kind.SHORT_ROW).get(0)).isEqualTo(3);
        // The surplus cell of the last row is empty, so that nothing is out of place.
        assertThat(repairs.count(Kind.LONG_ROW)).isEqualTo(1);
        assertThat(repairs.lines(Kind.LONG_ROW).get(0)).isEqualTo(4);
        assertThat(repairs.count(Kind.STRAY_QUOTE)).isEqualTo(1);
        assertThat(repairs.lines(Kind.STRAY_QUOTE).get(0)).isEqualTo(5);
    }

    @Test
    void invalidBytesAreReplaced() throws IOException {
        byte[] head = ("id,name\n" + "1,é\n".repeat(300_000)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] bytes = java.util.Arrays.copyOf(head, head.length + 5);
        System.arraycopy(new byte[] {'2', ',', (byte) 0xFF, 'x', '\n'}, 0, bytes, head.length, 5);
        SourceTable table = TestTables.openOne(Files.write(folder.resolve("bad.csv"), bytes));
        assertThat(table.origin().dialect())
                .isNotNull()
                .extracting(Dialect::charset)
                .isEqualTo("UTF-8");
        List<List<@org.jspecify.annotations.Nullable String>> cells = TestTables.cells(table);
        assertThat(cells.get(cells.size() - 1)).containsExactly("LONG 2", "\uFFFDx");
    }

    @Test
    void otherEncodingsAreRead() throws IOException {
        for (String charset : List.of("windows-1252", "UTF-16LE", "UTF-16BE")) {
            String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
            byte[] bytes = (mark + "id,name\n1,Müller\n").getBytes(java.nio.charset.Charset.forName(charset));
            SourceTable table = TestTables.openOne(Files.write(folder.resolve(charset + ".csv"), bytes));
            assertThat(TestTables.columnNames(table)).containsExactly("id", "name");
            assertThat(TestTables.cells(table)).containsExactly(List.of("LONG 1", "Müller"));
        }
    }

    @Test
    void progressIsReportedPerFile() {
        List<String> stages = new ArrayList<>();
        ProgressListener listener = (stage, done, total) -> stages.add(stage + " " + done + "/" + total);
        DataSources.open(
                SharedSpark.lazy(), List.of(folder.resolve("sales.csv").toString()), DialectOptions.NONE, listener);
        assertThat(stages).first().asString().contains("sales.csv 0/1");
        assertThat(stages).last().asString().contains("1/1");
    }
}
