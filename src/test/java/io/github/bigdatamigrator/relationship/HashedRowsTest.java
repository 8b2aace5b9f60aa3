package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class HashedRowsTest {
    private static final String EVERY_TYPE = """
        SELECT CAST(id % 100 AS TINYINT) AS tiny, CAST(id * 6 AS SMALLINT) AS small, CAST(id * 31 AS INT) AS whole,
            IF(id % 5 = 0, NULL, id * 1000003) AS large, CAST(id / 8 AS FLOAT) AS single, id / 3 AS fraction,
            CAST(id / 100 AS DECIMAL(12,2)) AS amount, CAST(id AS DECIMAL(30,4)) AS wide, id % 3 = 0 AS flag,
            date_add(DATE'2020-01-01', CAST(id AS INT)) AS day, timestamp_seconds(id * 3600) AS moment
        FROM range(0, 5000, 1, 2)
        """;

    @TempDir
    Path folder;

    @Test
    void aValueHasOneHashWhetherItComesInVectorsOrInRows() {
        SparkSession spark = SharedSpark.newSession();
        String path = folder.resolve("values.parquet").toString();
        spark.sql(EVERY_TYPE).write().parquet(path);
        TableProfile table =
                DataContextBuilder.on(spark).add(path).build().tables().get(0);
        Dataset<Row> view = DataSources.view(spark, table);
        List<ColumnType> types =
                table.columns().stream().map(ColumnProfile::type).toList();
        ValueHasher reader = new ValueHasher(types);
        VectorScan scan = Objects.requireNonNull(VectorScan.of(view), "vectors are read");
        int[] vectors = scan.vectors();
        List<String> fromVectors = scan.batches()
                .mapPartitions(batches -> all(new HashedRows.OfVectors(batches, reader, vectors), vectors.length)
                        .iterator())
                .collect();
        List<String> fromRows = view.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows ->
                        all(new HashedRows.OfRows(rows, reader), vectors.length).iterator())
                .collect();
        assertThat(fromVectors).hasSize(5000).isEqualTo(fromRows);
        assertThat(fromVectors).filteredOn(hashes -> hashes.contains(" 0,")).hasSize(1000);
    }

    /** The hashes of each row, as text. */
    private static List<String> all(HashedRows rows, int columns) {
        List<String> result = new ArrayList<>();
        while (rows.next()) {
            for (int row = 0; row < rows.rows; row++) {
                long[] hashes = new long[columns];
                for (int column = 0; column < columns; column++) {
                    hashes[column] = rows.columns[column][row];
                }
                result.add(Arrays.toString(hashes));
            }
        }
        return result;
    }
}
