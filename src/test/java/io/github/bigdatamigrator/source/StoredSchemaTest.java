package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that views reuse the profile's schema: inferring it costs a Spark job, which reads all of a JSON file. */
@Tag("spark")
class StoredSchemaTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"json", "parquet", "orc"})
    void aViewOfAProfiledTableInfersNoSchema(String format) throws TimeoutException {
        SparkSession spark = SharedSpark.newSession();
        String path = folder.resolve("things").toString();
        spark.sql("SELECT id, concat('thing ', id) AS name, named_struct('x', id * 2, 'y', id / 4) AS place,"
                        + " array(id, id + 1) AS tags FROM range(0, 500, 1, 2)")
                .write()
                .format(format)
                .save(path);
        DataContext context = DataContextBuilder.on(spark).add(path).build();
        // The profile after a round trip through the store.
        TableProfile kept =
                ContextJson.parse(ContextJson.text(context)).tables().get(0);
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                jobs.incrementAndGet();
            }
        };
        spark.sparkContext().listenerBus().waitUntilEmpty(30_000);
        spark.sparkContext().addSparkListener(listener);
        Dataset<Row> view = DataSources.view(spark, kept);
        spark.sparkContext().listenerBus().waitUntilEmpty(30_000);
        spark.sparkContext().removeSparkListener(listener);
        assertThat(jobs).hasValue(0);

        List<Row> rows = view.orderBy("id").collectAsList();
        assertThat(rows).hasSize(500);
        assertThat(DataSources.view(spark, withoutSchema(context)).orderBy("id").collectAsList())
                .isEqualTo(rows);
    }

    /** The profile as an earlier version stored it. */
    private static TableProfile withoutSchema(DataContext context) {
        ObjectNode kept = ContextJson.write(context);
        for (JsonNode table : kept.withArray("tables")) {
            assertThat(((ObjectNode) table.get("origin")).remove("schema")).isNotNull();
        }
        return ContextJson.read(Json.parse(Json.compact(kept))).tables().get(0);
    }
}
