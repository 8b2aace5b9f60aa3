package io.github.bigdatamigrator.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Samples.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares random samples of one distribution, which must raise no alarm, and of drifted ones, which must. */
class DriftAlarmsTest {
    private static final int[] SIZES = {1, 3, 20, 100, 300, 1_000, 3_000, 20_000};

    @TempDir
    private Path folder;

    private @Nullable Samples samples;

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
        assertThat(alarms(10, 7)).isEmpty();
    }

    @Test
    @Tag("long")
    void ofAThousandPairsOfSamplesAtMostOnePercentRaiseAnAlarm() {
        assertThat(alarms(1000, 11)).hasSizeLessThanOrEqualTo(10);
    }

    /** The stated power: drifts of these sizes among 5,000 rows on each side are found in 95 of 100 comparisons. */
    @SuppressWarnings("ImmutableEnumChecker") // the cells are made by lambdas without state
    private enum Drift {
        NULLS_2_TO_5_PERCENT("status", 0.02, 0.05, random -> "", "nulls"),
        SHARE_OF_A_VALUE_BY_7_POINTS("status", 0, 0.11, random -> "lost", "share of ‘lost’"),
        MEAN_BY_A_FIFTH_OF_A_DEVIATION("normal", 0, 1, random -> 103 + 15 * random.nextGaussian() + "", "mean"),
        SPREAD_BY_HALF("normal", 0, 1, random -> 100 + 22.5 * random.nextGaussian() + "", "standard deviation"),
        SHAPE_IN_A_THIRD("normal", 0, 0.33, random -> 120 + random.nextGaussian() + "", "distribution"),
        A_PERCENT_BEYOND_THE_RANGE("normal", 0, 0.01, random -> 400 + 9 * random.nextDouble() + "", "range"),
        HALF_OF_THE_DISTINCT_VALUES("city", 0, 1, random -> "city" + random.nextInt(60), "distinct values"),
        TEXTS_TWICE_AS_LONG("city", 0, 1, random -> "city".repeat(2) + random.nextInt(3000), "mean length"),
        A_DAY_IN_A_TENTH("day", 0, 0.1, random -> "2022-06-01", "share of ‘2022-06-01’");

        private final String column;
        private final double before;
        private final double after;
        private final Function<Random, String> cell;
        private final String what;

        Drift(String column, double before, double after, Function<Random, String> cell, String what) {
            this.column = column;
            this.before = before;
            this.after = after;
            this.cell = cell;
            this.what = what;
        }

        List<Column> columns(double share) {
            return Samples.shapes().stream()
                    .filter(column -> List.of("pieces", "active", this.column).contains(column.name()))
                    .map(column -> column.name().equals(this.column) ? column.with(share, cell) : column)
                    .toList();
        }
    }

    @Test
    void driftsOfKnownSizeAreFound() {
        for (Drift drift : Drift.values()) {
            assertThat(found(drift, 1)).as(drift.name()).isEqualTo(1);
        }
    }

    @Test
    @Tag("long")
    void driftsOfKnownSizeAreFoundAtTheStatedPower() {
        for (Drift drift : Drift.values()) {
            assertThat(found(drift, 60)).as(drift.name()).isGreaterThanOrEqualTo(57);
        }
    }

    private int found(Drift drift, int trials) {
        int found = 0;
        for (int i = 0; i < trials; i++) {
            Random random = new Random(i);
            List<Difference> alarms = Comparison.of(
                            samples().profile("visits", drift.columns(drift.before), 5000, random),
                            samples().profile("visits", drift.columns(drift.after), 5000, random))
                    .alarms();
            found += alarms.stream().anyMatch(alarm -> alarm.what().equals(drift.what)) ? 1 : 0;
            assertThat(alarms).allMatch(alarm -> drift.column.equals(alarm.column()));
        }
        return found;
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
            }
        }
        return alarms;
    }
}
