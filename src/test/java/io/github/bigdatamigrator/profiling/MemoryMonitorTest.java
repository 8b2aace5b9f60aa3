package io.github.bigdatamigrator.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class MemoryMonitorTest {
    @TempDir
    Path folder;

    /** Reports that memory is always short. */
    private static final class AlwaysShort extends MemoryMonitor {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        MemoryMonitor forTask() {
            return this;
        }

        @Override
        boolean isShort() {
            return true;
        }
    }

    private TableProfile profile(MemoryMonitor memory) throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 60_000; i++) {
            text.append(i).append(",name ").append(i % 3000).append('\n');
        }
        Path file = folder.resolve("many.csv");
        Files.writeString(file, text);
        SourceTable table = DataSources.open(
                        SharedSpark.lazy(), List.of(file.toString()), DialectOptions.NONE, ProgressListener.NONE)
                .get(0);
        try (ScanMetrics meter = new ScanMetrics(SharedSpark.lazy())) {
            return TableScanner.finish(
                            table, "many", new TableScanner(SharedSpark.lazy(), memory).read(table, meter))
                    .profile();
        }
    }

    @Test
    void shortMemoryMakesFiguresCoarserAndIsReported() throws IOException {
        TableProfile roomy = profile(new MemoryMonitor());
        TableProfile cramped = profile(new AlwaysShort());
        assertThat(roomy.problems())
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("memory was short"));
        assertThat(cramped.problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("memory was short"));
        ColumnProfile name = cramped.columns().get(1);
        assertThat(roomy.columns().get(1).distinct().exact()).isTrue();
        assertThat(name.distinct().exact()).isFalse();
        assertThat((double) name.distinct().value()).isBetween(3000 * 0.8, 3000 * 1.2);
        // Sums and extremes stay exact.
        assertThat(cramped.rows()).isEqualTo(60_000);
        assertThat(cramped.columns().get(0).sum()).isEqualTo("1799970000");
        assertThat(cramped.columns().get(0).max()).isEqualTo("59999");
    }
}
