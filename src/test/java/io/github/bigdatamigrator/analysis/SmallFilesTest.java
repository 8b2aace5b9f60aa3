package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny files cost no Spark job: starting one takes longer than reading them. */
@Tag("spark")
class SmallFilesTest {
    @TempDir
    Path folder;

    private static final class Jobs extends SparkListener {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            count.incrementAndGet();
        }
    }

    private int jobs(DataContextBuilder builder, long rows) throws Exception {
        SparkContext context = SharedSpark.session().sparkContext();
        context.listenerBus().waitUntilEmpty();
        Jobs jobs = new Jobs();
        context.addSparkListener(jobs);
        try {
            DataContext profile = builder.build();
            assertThat(profile.tables().stream()
                            .mapToLong(table -> table.rows())
                            .sum())
                    .isEqualTo(rows);
            context.listenerBus().waitUntilEmpty();
            return jobs.count.get();
        } finally {
            context.removeSparkListener(jobs);
        }
    }

    private DataContextBuilder builder() {
        return DataContextBuilder.on(SharedSpark.newSession()).add(folder.toString());
    }

    @Test
    void oneTinyFileCostsNoJob() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id,name\n1,a\n2,b\n");
        assertThat(jobs(builder(), 2)).isZero();
    }

    @Test
    void aFolderOfTinyPartsCostsNoJob() throws Exception {
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("part-0000" + i + ".csv"), "id,name\n" + i + ",a\n");
        }
        assertThat(jobs(builder(), 5)).isZero();
    }

    @Test
    void aLargerFileCostsOneJob() throws Exception {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 120_000; i++) {
            text.append(i).append(",name of ").append(i % 10).append('\n');
        }
        Files.writeString(folder.resolve("a.csv"), text);
        assertThat(Files.size(folder.resolve("a.csv"))).isGreaterThan(1 << 20);
        // One to scan, and one for the key, which has too many values for the sketch to be sure of.
        assertThat(jobs(builder(), 120_000)).isBetween(1, 3);
    }

    @Test
    void aQueryOverManySmallFilesIsAFewTasksInTheOrderOfTheFiles() throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.writeString(
                    folder.resolve(String.format("part-%05d.csv", i)),
                    i % 50 == 7 ? "id,name\n" : "id,name\n" + i + ",a\n");
        }
        DataContext context = builder().build();
        Dataset<Row> view =
                DataSources.view(SharedSpark.newSession(), context.tables().get(0));
        assertThat(view.javaRDD().getNumPartitions()).isEqualTo(1);
        assertThat(view.collectAsList())
                .hasSize(294)
                .first()
                .extracting(row -> row.getLong(0))
                .isEqualTo(0L);
        assertThat(view.agg(org.apache.spark.sql.functions.max("id")).first().getLong(0))
                .isEqualTo(299L);
    }
}
