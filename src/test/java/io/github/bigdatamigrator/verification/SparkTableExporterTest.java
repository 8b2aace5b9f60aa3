package io.github.bigdatamigrator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ParquetColumn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class SparkTableExporterTest {
    @TempDir
    Path folder;

    private final SparkSession session = SharedSpark.newSession();
    private final SparkTableExporter exporter = new SparkTableExporter(session);

    @Test
    void theWholeTableIsWrittenWithItsTypes() throws IOException {
        session.sql("SELECT id, CAST(id AS DECIMAL(10,2)) AS amount, DATE'2024-01-05' AS `the day` FROM range(1000)")
                .createOrReplaceTempView("sales");
        Path target = folder.resolve("out");

        Exported written = exporter.writeParquet(
                "sales",
                List.of(
                        new ParquetColumn("id", "id", "BIGINT"),
                        new ParquetColumn("amount", "amount", "DECIMAL(10,2)"),
                        new ParquetColumn("the day", "the day", "DATE")),
                target.toString());

        assertThat(written.rows()).isEqualTo(1000);
        assertThat(written.bytes()).isEqualTo(sizeOfParts(target));
        assertThat(session.read().parquet(target.toString()).schema().simpleString())
                .isEqualTo("struct<id:bigint,amount:decimal(10,2),the day:date>");
    }

    @Test
    void aFolderThatExistsIsLeftAlone() throws IOException {
        session.sql("SELECT 1 AS a").createOrReplaceTempView("sales");
        Files.writeString(folder.resolve("mine"), "keep");

        MigratorException refused = catchThrowableOfType(
                MigratorException.class,
                () -> exporter.writeParquet("sales", List.of(new ParquetColumn("a", "a", "INT")), folder.toString()));

        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_INPUT);
        assertThat(folder.resolve("mine")).exists();
    }

    @Test
    void aFailedWriteLeavesNothingBehind() {
        session.sql("SELECT 1 / (id - id) AS a FROM range(3)").createOrReplaceTempView("broken");
        Path target = folder.resolve("out");

        MigratorException failed = catchThrowableOfType(
                MigratorException.class,
                () -> exporter.writeParquet(
                        "broken", List.of(new ParquetColumn("a", "a", "DOUBLE")), target.toString()));

        assertThat(failed.code()).isEqualTo(ErrorCode.STORE_FAILED);
        assertThat(failed.getMessage()).contains("broken", "DIVIDE_BY_ZERO").doesNotContain("\n");
        assertThat(target).doesNotExist();
    }

    private static long sizeOfParts(Path target) throws IOException {
        try (var parts = Files.list(target)) {
            return parts.filter(part -> part.getFileName().toString().startsWith("part-"))
                    .mapToLong(part -> part.toFile().length())
                    .sum();
        }
    }
}
