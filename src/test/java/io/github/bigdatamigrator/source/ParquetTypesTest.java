package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a type of Parquet that Spark does not have costs at most its column, and that names keep their case. */
@Tag("spark")
class ParquetTypesTest {
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSessionForSmallTables();

    private Path write(String name, String columns, int rows, BiConsumer<Group, Integer> fill) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message m {" + columns + "}");
        Path file = folder.resolve(name);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(type)
                .build()) {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroupFactory(type).newGroup();
                fill.accept(group, row);
                writer.write(group);
            }
        }
        return file;
    }

    private static Binary bytes(int length, long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (long part : parts) {
            if (length == 2) {
                bytes.putShort((short) part);
            } else {
                bytes.putInt((int) part);
            }
        }
        return Binary.fromConstantByteArray(bytes.array());
    }

    private static Binary uuid() {
        return Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                .putLong(ID.getMostSignificantBits())
                .putLong(ID.getLeastSignificantBits())
                .array());
    }

    private TableProfile profiled(Path file) {
        TableProfile table = ContextJson.parse(ContextJson.text(
                        DataContextBuilder.on(spark).add(file.toString()).build()))
                .tables()
                .get(0);
        DataSources.view(spark, table).createOrReplaceTempView("t");
        return table;
    }

    private static List<String> messages(TableProfile table) {
        return table.problems().stream().map(problem -> problem.message()).toList();
    }

    @Test
    void typesThatSparkHasNotAreReadAndNamed() throws IOException {
        Path file = write("a.parquet", """
                required int32 id;
                required int64 at (TIMESTAMP(NANOS,true));
                optional int64 local (TIMESTAMP(NANOS,false));
                required int32 ms (TIME(MILLIS,false));
                required int64 us (TIME(MICROS,true));
                required int64 ns (TIME(NANOS,true));
                required fixed_len_byte_array(16) u (UUID);
                required fixed_len_byte_array(2) half (FLOAT16);
                required fixed_len_byte_array(12) span (INTERVAL);
                optional group place { optional fixed_len_byte_array(16) key (UUID); optional int32 n; }
                optional group list (LIST) { repeated group list { optional int32 element (TIME(MILLIS,true)); } }
                required binary huge (DECIMAL(60,2));
                """, 2, (row, i) -> {
            row.append("id", i)
                    .append("at", i == 0 ? 1_700_000_000_123_456_789L : -1L)
                    .append("ms", 3_723_004)
                    .append("us", 5L)
                    .append("ns", 86_399_000_000_001L)
                    .append("u", uuid())
                    .append("half", bytes(2, i == 0 ? 0x3E00 : 0xC000))
                    .append("span", bytes(12, 14, 3, 1500));
            row.addGroup("place").append("key", uuid()).append("n", i);
            row.addGroup("list").addGroup("list").append("element", 1000);
            row.append("huge", Binary.fromString("x"));
        });
        TableProfile table = profiled(file);
        List<String> rows = spark.sql("SELECT * FROM t ORDER BY id").toJSON().collectAsList();
        String same = "\"ms\":\"01:02:03.004\",\"us\":\"00:00:00.000005\",\"ns\":\"23:59:59.000000001\",\"u\":\"%s\","
                .formatted(ID);
        String inner = "\"span\":\"14 months 3 days 1.5 seconds\",\"place_key\":\"%s\",\"place_n\":".formatted(ID);
        assertThat(rows)
                .containsExactly(
                        "{\"id\":0,\"at\":\"2023-11-14T22:13:20.123Z\"," + same + "\"half\":1.5," + inner
                                + "0,\"list\":\"[\\\"00:00:01\\\"]\"}",
                        "{\"id\":1,\"at\":\"1969-12-31T23:59:59.999Z\"," + same + "\"half\":-2.0," + inner
                                + "1,\"list\":\"[\\\"00:00:01\\\"]\"}");
        assertThat(spark.sql("SELECT date_format(at, 'ss.SSSSSS') AS s FROM t WHERE id = 0")
                        .first()
                        .getString(0))
                .isEqualTo("20.123456");
        assertThat(messages(table))
                .anyMatch(
                        message -> message.startsWith("column huge: Spark cannot read the Parquet type DECIMAL(60,2)"))
                .contains(
                        "column at has the Parquet type TIMESTAMP(NANOS); read as timestamps to the microsecond",
                        "column half has the Parquet type FLOAT16; read as numbers",
                        "column place.key has the Parquet type UUID; read as text");
        assertThat(table.columns().stream()
                        .filter(column -> column.nulls() > 0)
                        .map(column -> column.name())
                        .toList())
                .containsExactly("local");
    }

    @Test
    void halvesHaveTheValuesOfTheFormat() throws IOException {
        int[] bits = {0x0000, 0x3C00, 0xBC00, 0x0001, 0x7BFF, 0x3555, 0x7C00};
        profiled(write(
                "half.parquet",
                "required int32 id; required fixed_len_byte_array(2) h (FLOAT16);",
                bits.length,
                (row, i) -> row.append("id", i).append("h", bytes(2, bits[i]))));
        List<Double> values = spark.sql("SELECT h FROM t ORDER BY id").collectAsList().stream()
                .map(row -> row.getDouble(0))
                .toList();
        assertThat(values)
                .containsExactly(
                        0.0, 1.0, -1.0, Math.scalb(1.0, -24), 65504.0, 0.333251953125, Double.POSITIVE_INFINITY);
    }

    @Test
    void namesThatDifferByCaseAreColumns() throws IOException {
        TableProfile table = profiled(write(
                "a.parquet",
                "required binary Name (STRING); required binary name (STRING); required int32 NAME;",
                3,
                (row, i) ->
                        row.append("Name", "a" + i).append("name", "b" + i % 2).append("NAME", i)));
        assertThat(table.columns().stream().map(column -> column.name()).toList())
                .containsExactly("Name", "name", "NAME");
        String names = String.join(
                ", ", table.columns().stream().map(column -> column.sqlName()).toList());
        assertThat(spark.sql("SELECT " + names + " FROM t").collectAsList().stream()
                        .map(Object::toString))
                .containsExactly("[a0,b0,0]", "[a1,b1,1]", "[a2,b0,2]");
        assertThat(table.columns().get(1).distinct().value()).isEqualTo(2);
    }

    @Test
    void partsThatDifferBecomeSeveralTablesWithANotice() throws IOException {
        List<String> columns =
                List.of("required int32 id;", "required int64 id;", "required int32 id; required int32 x;");
        for (int part : IntStream.range(0, 6).toArray()) {
            write("part-" + part + ".parquet", columns.get(part % 3), 1, (row, i) -> {
                if (part % 3 == 1) {
                    row.append("id", (long) part);
                } else {
                    row.append("id", part);
                }
                if (part % 3 == 2) {
                    row.append("x", part);
                }
            });
        }
        List<SourceTable> tables = TestTables.open(folder);
        assertThat(tables.stream().map(TestTables::cells))
                .containsExactly(
                        List.of(List.of("LONG 0"), List.of("LONG 3")),
                        List.of(List.of("LONG 1"), List.of("LONG 4")),
                        List.of(List.of("LONG 2", "LONG 2"), List.of("LONG 5", "LONG 5")));
        assertThat(TestTables.messages(tables.get(0)))
                .containsExactly("the files of " + folder + " differ in their columns or types; they are 3 tables");
    }

    @Test
    void aDamagedFileIsNotBlamedOnPermissions() throws IOException {
        Path file = write("a.parquet", "required int32 id;", 5, (row, i) -> row.append("id", i));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 6));
        assertThatThrownBy(() -> TestTables.open(file))
                .hasMessageContaining("Cannot read " + file)
                .hasMessageContaining("damaged or incomplete")
                .hasMessageNotContaining("permission");
    }
}
