package io.github.bigdatamigrator.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Samples.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares random samples of one distribution, which must raise no alarm, and of drifted ones, which must. */
class DriftAlarmsTest {
    private static final int[] SIZES = {1, 3, 20, 100, 300, 1_000, 3_000, 20_000};

    @TempDir
    private Path folder;

    private Samples samples;

    private Samples samples() {
        if (samples == null) {
            samples = new Samples(folder);
        }
        return samples;
    }

    @AfterEach
    void close() {
        samples().close();
    }

    @Test
    void samplesOfOneDistributionRaiseNoAlarm() {
        assertThat(alarms(40, 7)).isEmpty();
    }

    @Test
    @Tag("long")
    void ofAThousandPairsOfSamplesAtMostOnePercentRaiseAnAlarm() {
        assertThat(alarms(1000, 11)).hasSizeLessThanOrEqualTo(10);
    }

    /** The largest one is rare, since it takes most of the time. */
    private static int size(Random random) {
        int place = random.nextInt(SIZES.length * 4 - 3);
        return SIZES[place / 4];
    }

    /** The alarms of pairs of samples of all sizes, one line for each pair that has some. */
    private List<String> alarms(int pairs, long seed) {
        List<String> alarms = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Random random = new Random(seed * 100_000 + i);
            int rows = size(random);
            int others = random.nextInt(3) == 0 ? size(random) : rows;
            Differences found = Comparison.of(
                    samples().profile("visits", Samples.shapes(), rows, random),
                    samples().profile("visits", Samples.shapes(), others, random));
            assertThat(found.tests()).isPositive();
            List<Difference> raised = found.differences().stream()
                    .filter(difference -> difference.level().compareTo(Level.DRIFT) <= 0)
                    .toList();
            if (!raised.isEmpty()) {
                alarms.add("pair " + i + ", " + rows + " and " + others + " rows: " + raised);
                System.out.println(alarms.get(alarms.size() - 1));
            }
        }
        return alarms;
    }
}
