package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that every value of JSON in any shape is in a column or counted by a problem, in the profile and in SQL alike.
 */
@Tag("spark")
class JsonShapesTest {
    private static final SparkSession SPARK = SharedSpark.newSessionForSmallTables();
    private static List<TableProfile> profiles = List.of();

    @TempDir
    Path folder;

    /**
     * A file, its rows in SQL, and a part of each of its problems.
     *
     * @param rows cells with a comma between, rows with a semicolon
     */
    private record Shape(String name, String file, String text, String rows, List<String> problems) {
        static Shape of(String name, String file, String text, String rows, String... problems) {
            return new Shape(name, file, text, rows, List.of(problems));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Shape> shapes() {
        return Stream.of(
                Shape.of(
                        "keys that differ by case",
                        "a.jsonl",
                        "{\"Key\":1,\"key\":\"a\"}\n{\"key\":\"b\",\"KEY\":2.5}\n",
                        "1,a,null; null,b,2.5"),
                Shape.of(
                        "keys that differ by case within an object of an array's element",
                        "a.json",
                        "[{\"p\":{\"X\":1}},{\"p\":{\"x\":\"k\"}}]",
                        "1,null; null,k"),
                Shape.of(
                        "a key without a name, which may be within",
                        "a.jsonl",
                        "{\"id\":1,\"\":\"u\",\"in\":{\"\":7}}\n{\"id\":2,\"\":\"v\"}\n",
                        "1,u,7; 2,v,null",
                        "columns without a name"),
                Shape.of(
                        "an object that is always empty",
                        "a.jsonl",
                        "{\"id\":1,\"e\":{}}\n{\"id\":2}\n",
                        "1,{}; 2,null"),
                Shape.of(
                        "one after another on one line",
                        "a.json",
                        "{\"id\":1,\"s\":\"}{\"} {\"id\":2}{\"id\":3}",
                        "1,}{; 2,null; 3,null"),
                Shape.of(
                        "two on a later line",
                        "a.jsonl",
                        "{\"id\":1}\n{\"id\":2}{\"id\":3}\n{\"id\":4}\n",
                        "1; 2; 3; 4"),
                Shape.of(
                        "one after another on many lines",
                        "a.json",
                        "{\n  \"id\": 1,\n  \"t\": [\n    {\n      \"k\": 1\n    }\n  ]\n}\n{\n  \"id\": 2\n}\n",
                        "1,[{\"k\":1}]; 2,null"),
                Shape.of(
                        "a key twice: the last value",
                        "a.jsonl",
                        "{\"a\":1}\n{\"a\":1,\"b\":{\"c\":1,\"c\":null},\"a\":\"z\"}\n",
                        "1,null; z,null",
                        "records that name a key twice; the last value is read: line 2 “{\"a\":1,"),
                Shape.of(
                        "the elements of the only array of objects",
                        "a.json",
                        "{\"count\":2,\"data\":[{\"id\":1},{\"id\":2}],\"tags\":[\"a\"]}",
                        "1; 2",
                        "the rows are the elements of the array “data”; other members of the file are left out: count,"
                                + " tags"),
                Shape.of(
                        "an array further within",
                        "a.json",
                        "{\n\"response\": {\"page\": 1, \"items\": [\n{\"id\":1},\n{\"id\":2}\n]}\n}\n",
                        "1; 2",
                        "the array “response.items”"),
                Shape.of(
                        "GeoJSON",
                        "a.geojson",
                        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":"
                                + "\"Point\",\"coordinates\":[1.5,2]},\"properties\":{\"name\":\"A\",\"n\":5}},"
                                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
                                + "[[1,2],[3,4]]},\"properties\":{\"name\":\"B\",\"n\":7}}]}",
                        "{\"type\":\"Point\",\"coordinates\":[1.5,2]},A,5;"
                                + " {\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},B,7",
                        "the array “features”"),
                Shape.of(
                        "a feature per line",
                        "a.geojsonl",
                        "{\"type\":\"Feature\",\"id\":9,\"properties\":{\"name\":\"A\"},\"geometry\":null}\n"
                                + "{\"type\":\"Feature\",\"id\":8,\"properties\":{\"name\":\"B\"},\"geometry\":"
                                + "{\"type\":\"Point\",\"coordinates\":[1,2]}}\n",
                        "9,A,null; 8,B,{\"type\":\"Point\",\"coordinates\":[1,2]}"),
                Shape.of(
                        "Latin-1",
                        "latin.jsonl",
                        "{\"n\":\"Zoë\"}\n{\"n\":\"Müller\"}\n",
                        "Zoë; Müller",
                        "is not UTF-8"),
                Shape.of(
                        "Latin-1 far behind",
                        "mixed.jsonl",
                        numbered("{\"n\":\"é%d\"}\n") + "{\"n\":\"latin: Zoë\"}\n",
                        numbered("é%d; ") + "latin: Zoë",
                        "records that are not UTF-8; they were read as windows-1252"),
                Shape.of("UTF-16", "utf16.json", "[{\"n\":\"ü\"},\n{\"n\":\"语\"}]", "ü; 语"),
                Shape.of("lines in gzip", "a.jsonl.gz", "{\"n\":1}\n{\"n\":2}\n", "1; 2"),
                Shape.of("lines in gzip without its extension", "b.jsonl", "{\"n\":1}\n{\"n\":2}\n", "1; 2"),
                Shape.of(
                        "a broken record in an array costs no other",
                        "a.json",
                        "[{\"n\":1},\n{\"n\":2,\n{\"n\":3},\n{\"n\":\"4\n},{\"n\":5} ]",
                        "1; 3; 5",
                        "records that are not valid JSON; they were left out: line 2 “{\"n\":2,”, line 4"),
                Shape.of(
                        "a broken line costs no other",
                        "a.jsonl",
                        "{\"n\":1}\nnull and void\n{\"n\":[1,\n{\"n\":2}\n{broken}\n{\"n\":3}\n5\n",
                        "1; 2; 3",
                        "left out: line 2 “null and void”, line 3"),
                Shape.of("single quotes", "a.json", "[{'n':'a}'},{'n':\"it's\"}]", "a}; it's"));
    }

    private static String numbered(String format) {
        return IntStream.range(0, 8000).mapToObj(format::formatted).collect(Collectors.joining());
    }

    /** Profiles all shapes together, which takes a tenth of the time, and stores and reads the profile. */
    @BeforeAll
    static void profile(@TempDir Path folder) throws IOException {
        DataContextBuilder builder = DataContextBuilder.on(SPARK);
        List<Shape> shapes = shapes().toList();
        for (int i = 0; i < shapes.size(); i++) {
            builder.add(write(folder, "t" + i, shapes.get(i)).toString());
        }
        profiles = ContextJson.parse(ContextJson.text(builder.build())).tables();
        assertThat(profiles).hasSameSizeAs(shapes);
    }

    private static Path write(Path folder, String name, Shape shape) throws IOException {
        Charset charset = shape.file().startsWith("latin")
                ? StandardCharsets.ISO_8859_1
                : shape.file().startsWith("utf16") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : shape.text().split("(?<=\n)")) {
            bytes.writeBytes(line.getBytes(line.contains("latin:") ? StandardCharsets.ISO_8859_1 : charset));
        }
        Path file = folder.resolve(name + shape.file());
        if (!shape.name().contains("gzip")) {
            return Files.write(file, bytes.toByteArray());
        }
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            bytes.writeTo(out);
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyValueIsReadOrCounted(Shape shape) {
        TableProfile table = profiles.get(shapes().toList().indexOf(shape));
        DataSources.view(SPARK, table).createOrReplaceTempView("t");
        List<Row> rows = SPARK.sql("SELECT * FROM t").collectAsList();
        assertThat(rows.stream().map(JsonShapesTest::text).collect(Collectors.joining("; ")))
                .isEqualTo(shape.rows());
        assertThat(table.rows()).isEqualTo(rows.size());
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            assertThat(table.columns().get(i).nulls())
                    .isEqualTo(rows.stream().filter(row -> row.isNullAt(column)).count());
        }
        List<String> messages =
                table.problems().stream().map(problem -> problem.message()).toList();
        assertThat(messages).hasSameSizeAs(shape.problems());
        shape.problems().forEach(expected -> assertThat(messages).anyMatch(message -> message.contains(expected)));
    }

    private static String text(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> String.valueOf(row.get(i)))
                .collect(Collectors.joining(","));
    }

    @Test
    void severalArraysAreSeveralTablesAndOneCanBeNamed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("dump.json"),
                "{\"v\":1,\"people\":[{\"id\":1},{\"id\":2}],\"pets\":[{\"name\":\"Rex\"}]}");
        List<SourceTable> tables = TestTables.open(file);
        assertThat(TestTables.names(tables)).containsExactly("dump_people", "dump_pets");
        assertThat(TestTables.cells(tables.get(0))).containsExactly(List.of("LONG 1"), List.of("LONG 2"));
        assertThat(TestTables.messages(tables.get(0)))
                .containsExactly(
                        "each array of objects is a table: people, pets; other members of the file are left out: v");
        assertThat(TestTables.cells(TestTables.open(file + "#pets").get(0))).containsExactly(List.of("Rex"));
        assertThatThrownBy(() -> TestTables.open(file + "#pet")).hasMessageContaining("Its arrays are: people, pets.");
    }

    @Test
    void filesOfOneFolderThatDifferBecomeSeveralTablesWithANotice() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"data\":[{\"id\":1,\"n\":\"x\"}]}");
        Files.writeString(folder.resolve("b.json"), "{\"data\":[{\"id\":2,\"n\":\"y\"}]}");
        SourceTable one = TestTables.openOne(folder);
        assertThat(TestTables.cells(one)).containsExactly(List.of("LONG 1", "x"), List.of("LONG 2", "y"));
        Files.writeString(folder.resolve("c.json"), "[{\"id\":3,\"n\":\"z\",\"region\":\"EU\"}]");
        List<SourceTable> tables = TestTables.open(folder);
        assertThat(TestTables.names(tables)).containsExactly("a", "b", "c");
        assertThat(TestTables.messages(tables.get(0)))
                .anyMatch(
                        message -> message.endsWith("differ in their columns (only c has region); they are 3 tables"));
    }

    @Test
    void theEncodingOfEachFileOfATableIsReported() throws IOException {
        Files.writeString(folder.resolve("a.json"), "[{\"town\":\"Oslo\"}]");
        Files.write(
                folder.resolve("b.json"),
                "[{\"town\":\"Tromsø\"},{\"town\":\"Ålesund\"}]".getBytes(StandardCharsets.ISO_8859_1));
        SourceTable one = TestTables.openOne(folder);
        assertThat(TestTables.cells(one)).containsExactly(List.of("Oslo"), List.of("Tromsø"), List.of("Ålesund"));
        assertThat(TestTables.messages(one)).contains("files are not UTF-8; read as windows-1252");
    }

    @Test
    void partitionFoldersOfRecordsAreColumns() throws IOException {
        for (String year : List.of("2023", "2024")) {
            Path part = Files.createDirectories(folder.resolve("events/year=" + year));
            Files.writeString(part.resolve("part-0.json"), "{\"id\": 1}\n{\"id\": 2}{\"id\": " + year + "}\n");
        }
        SourceTable table = TestTables.openOne(folder.resolve("events"));
        assertThat(TestTables.columnNames(table)).containsExactly("id", "year");
        assertThat(TestTables.cells(table))
                .contains(List.of("LONG 2023", "LONG 2023"), List.of("LONG 2024", "LONG 2024"))
                .hasSize(6);
    }

    @Test
    void aFileWithoutObjectsIsRefusedWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "\n[1, 2]");
        assertThatThrownBy(() -> TestTables.open(file))
                .hasMessageContaining("It should be one array of objects, or one object per line, but line 2 “1” is")
                .hasMessageNotContaining("permission");
    }
}
