package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.theta.Intersection;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.UpdateSketch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares each sketch with its counterpart in DataSketches on the same data: ours stays within its own stated error
 * and the bound of the oracle. Seeds are fixed, so that only the random choices of the oracle differ between runs.
 */
class SketchOracleTest {
    private static final int LG_REGISTERS = SketchSize.FULL.lgRegisters();
    private static final int FREQUENT = SketchSize.FULL.frequentValues();
    private static final int SAMPLED = SketchSize.FULL.sampledHashes();

    private enum Distribution {
        SEQUENCE,
        UNIFORM,
        SKEWED,
        NORMAL,
        FEW,
        HALF_UNIQUE;

        LongUnaryOperator values(Random random) {
            return switch (this) {
                case SEQUENCE -> i -> i;
                case UNIFORM -> i -> random.nextInt(50_000);
                case SKEWED -> i -> (long) (1 / Math.pow(random.nextDouble() + 1e-6, 1.1));
                case NORMAL -> i -> Math.round(random.nextGaussian() * 10_000);
                case FEW -> i -> random.nextInt(7);
                case HALF_UNIQUE -> i -> i % 2 == 0 ? i : 1 + random.nextInt(20) * 2L;
            };
        }
    }

    /** Values of one distribution in parts that are sketched separately and merged. */
    private record Data(Distribution distribution, int size, int parts) {
        long[] values() {
            LongUnaryOperator next = distribution.values(new Random(31L * size + parts));
            return LongStream.range(0, size).map(next).toArray();
        }

        long distinct() {
            return Arrays.stream(values()).distinct().count();
        }

        <S> S sketched(Supplier<S> fresh, BiConsumer<S, Long> add, BiConsumer<S, S> merge) {
            long[] values = values();
            S merged = fresh.get();
            for (int part = 0; part < parts; part++) {
                S sketch = parts == 1 ? merged : fresh.get();
                int to = (int) ((part + 1L) * size / parts);
                for (int i = (int) ((long) part * size / parts); i < to; i++) {
                    add.accept(sketch, values[i]);
                }
                if (parts > 1) {
                    merge.accept(merged, sketch);
                }
            }
            return merged;
        }
    }

    private static Stream<Data> data() {
        return Stream.of(Distribution.values())
                .flatMap(distribution -> Stream.of(60, 20_000, 250_000)
                        .flatMap(size -> Stream.of(1, 6).map(parts -> new Data(distribution, size, parts))));
    }

    @ParameterizedTest
    @MethodSource("data")
    void hyperLogLogMatchesTheOracle(Data data) {
        HyperLogLog ours = data.sketched(
                () -> new HyperLogLog(LG_REGISTERS),
                (sketch, value) -> sketch.add(ValueHash.ofLong(value)),
                HyperLogLog::merge);
        HllSketch oracle = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
        Arrays.stream(data.values()).forEach(oracle::update);

        double error = Math.abs(ours.estimate() / data.distinct() - 1);
        assertThat(error).isLessThanOrEqualTo(3 * ours.standardError());
        assertThat(error).isLessThanOrEqualTo(Math.abs(HllSketch.getRelErr(true, true, LG_REGISTERS, 3)));
        assertThat(ours.estimate()).isBetween(oracle.getLowerBound(3) * 0.98, oracle.getUpperBound(3) * 1.02);
    }

    @ParameterizedTest
    @MethodSource("data")
    void distinctCountIsExactOrWithinTheBoundOfTheOracle(Data data) {
        DistinctSketch ours = data.sketched(
                DistinctSketch::new, (sketch, value) -> sketch.add(ValueHash.ofLong(value)), DistinctSketch::merge);
        UpdateSketch oracle =
                UpdateSketch.builder().setNominalEntries(1 << LG_REGISTERS).build();
        Arrays.stream(data.values()).forEach(oracle::update);

        long distinct = data.distinct();
        assertThat(ours.exact()).isEqualTo(distinct < SketchSize.FULL.exactValues());
        if (ours.exact()) {
            assertThat(ours.count()).isEqualTo(distinct);
        } else {
            assertThat((double) ours.count() / distinct).isCloseTo(1, within(1.5 * ours.relativeError()));
            assertThat((double) ours.count()).isBetween(oracle.getLowerBound(3) * 0.98, oracle.getUpperBound(3) * 1.02);
        }
    }

    @ParameterizedTest
    @MethodSource("data")
    void hashSampleMatchesAThetaSketchOfHalfItsSize(Data data) {
        BottomKSample ours = data.sketched(
                () -> new BottomKSample(SAMPLED),
                (sketch, value) -> sketch.add(ValueHash.ofLong(value)),
                BottomKSample::merge);
        UpdateSketch oracle =
                UpdateSketch.builder().setNominalEntries(SAMPLED / 2).build();
        Arrays.stream(data.values()).forEach(oracle::update);

        long distinct = data.distinct();
        assertThat(ours.complete()).isEqualTo(distinct <= SAMPLED);
        assertThat(ours.size()).isLessThanOrEqualTo(SAMPLED);
        if (ours.complete()) {
            assertThat(ours.estimate()).isEqualTo(distinct);
        } else {
            // The standard error of adaptive sampling, and that of the oracle.
            assertThat(ours.estimate() / distinct).isCloseTo(1, within(3 * 1.2 / Math.sqrt(SAMPLED)));
            assertThat(ours.estimate() / distinct).isCloseTo(1, within(3 / Math.sqrt(SAMPLED / 2.0 - 1)));
            assertThat(oracle.getEstimate() / distinct).isCloseTo(1, within(4 / Math.sqrt(SAMPLED / 2.0 - 1)));
        }
    }

    @ParameterizedTest
    @MethodSource("data")
    void intersectionMatchesThetaSketches(Data data) {
        // The other column holds the smaller half of the values.
        long[] values = Arrays.stream(data.values()).distinct().sorted().toArray();
        long[] half = Arrays.copyOf(values, (values.length + 1) / 2);
        BottomKSample left = sample(values);
        BottomKSample right = sample(half);
        long covered = Arrays.stream(right.hashes()).filter(left::covers).count();
        long common = Arrays.stream(right.hashes())
                .filter(left::covers)
                .filter(left::contains)
                .count();
        assertThat(common).isEqualTo(covered);

        double share = (double) Arrays.stream(left.hashes())
                        .filter(right::covers)
                        .filter(right::contains)
                        .count()
                / Arrays.stream(left.hashes()).filter(right::covers).count();
        Intersection both = SetOperation.builder().buildIntersection();
        UpdateSketch whole = UpdateSketch.builder().setNominalEntries(SAMPLED).build();
        Arrays.stream(values).forEach(whole::update);
        UpdateSketch part = UpdateSketch.builder().setNominalEntries(SAMPLED).build();
        Arrays.stream(half).forEach(part::update);
        double truth = (double) half.length / values.length;
        double oracle = both.intersect(whole, part).getEstimate() / whole.getEstimate();
        double error = left.complete() ? 1e-9 : 4 * Math.sqrt(truth * (1 - truth) / left.size());
        assertThat(share).isCloseTo(truth, within(error));
        assertThat(share).isCloseTo(oracle, within(2 * error + 1e-9));
    }

    private static BottomKSample sample(long[] values) {
        BottomKSample sample = new BottomKSample(SAMPLED);
        Arrays.stream(values).map(ValueHash::ofLong).forEach(sample::add);
        return sample;
    }

    @ParameterizedTest
    @MethodSource("data")
    void heavyHittersMatchTheOracle(Data data) {
        HeavyHitters ours =
                data.sketched(() -> new HeavyHitters(FREQUENT), SketchOracleTest::count, HeavyHitters::merge);
        LongsSketch oracle = new LongsSketch(FREQUENT);
        Arrays.stream(data.values()).forEach(oracle::update);
        Map<Long, Long> truth = Arrays.stream(data.values())
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        List<HeavyHitters.Frequent> found = ours.top(Integer.MAX_VALUE);
        assertThat(found)
                .allSatisfy(value -> assertThat(truth.get(Long.parseLong(value.text())))
                        .isBetween(value.count(), value.count() + value.error()));
        long error =
                found.stream().mapToLong(HeavyHitters.Frequent::error).max().orElse(0);
        assertThat((double) error).isLessThanOrEqualTo(LongsSketch.getAprioriError(FREQUENT, data.size()) + 1);
        // Every value that the oracle guarantees is found if it occurs a few times in a part, since then its text is
        // copied.
        List<Long> sure = new ArrayList<>();
        for (LongsSketch.Row row :
                oracle.getFrequentItems(Math.max(error, oracle.getMaximumError()) + 1, ErrorType.NO_FALSE_POSITIVES)) {
            sure.add(row.getItem());
        }
        assertThat(found)
                .extracting(value -> Long.parseLong(value.text()))
                .containsAll(sure.stream()
                        .filter(value -> truth.getOrDefault(value, 0L) > error + 10L * data.parts())
                        .toList());
    }

    private static void count(HeavyHitters sketch, long value) {
        byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        sketch.add(ValueHash.ofLong(value), text, 0, text.length);
    }

    @ParameterizedTest
    @MethodSource("data")
    void quantilesAreWithinTheErrorOfTheOracle(Data data) {
        int k = SketchSize.FULL.quantiles();
        QuantileSketch ours =
                data.sketched(() -> new QuantileSketch(k), (sketch, value) -> sketch.add(value), QuantileSketch::merge);
        KllDoublesSketch oracle = KllDoublesSketch.newHeapInstance(k);
        long[] sorted = data.values();
        Arrays.stream(sorted).forEach(oracle::update);
        Arrays.sort(sorted);

        // Sampling adds less than the error of the sketch.
        assertThat(ours.rankError()).isLessThanOrEqualTo(Math.sqrt(2) * oracle.getNormalizedRankError(false));
        WeightedValues values = ours.values();
        int beyond = 0;
        for (int percent = 1; percent < 100; percent++) {
            double error = rankError(sorted, values.quantile(percent / 100.0), percent / 100.0);
            // Twice the error of 99 % confidence, so that only a wrong sketch fails.
            assertThat(error).isLessThanOrEqualTo(2 * ours.rankError() + 1.0 / sorted.length);
            assertThat(error).isLessThanOrEqualTo(2 * oracle.getNormalizedRankError(false));
            beyond += error > ours.rankError() + 1.0 / sorted.length ? 1 : 0;
            assertThat(values.rank(oracle.getQuantile(percent / 100.0)))
                    .isGreaterThanOrEqualTo(
                            percent / 100.0 - 2 * (ours.rankError() + oracle.getNormalizedRankError(false)));
        }
        assertThat(beyond).isLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 1000})
    void repeatedNumbersCountAsOftenAsTheyAreAdded(long most) {
        QuantileSketch ours = new QuantileSketch(SketchSize.FULL.quantiles());
        KllDoublesSketch oracle = KllDoublesSketch.newHeapInstance(SketchSize.FULL.quantiles());
        Random random = new Random(most);
        long[] times = new long[5000];
        for (int i = 0; i < times.length; i++) {
            int value = i * 3001 % times.length;
            times[value] = 1 + random.nextLong(most);
            ours.add(value, times[value]);
            oracle.update(value, times[value]);
        }
        long cells = Arrays.stream(times).sum();
        WeightedValues values = ours.values();
        long upTo = 0;
        for (int value = 0; value < times.length; value++) {
            upTo += times[value];
            double rank = (double) upTo / cells;
            assertThat(values.rank(value)).isCloseTo(rank, within(2 * ours.rankError()));
            assertThat(oracle.getRank(value)).isCloseTo(rank, within(2 * oracle.getNormalizedRankError(false)));
        }
        assertThat(ours.rankError()).isCloseTo(oracle.getNormalizedRankError(false), within(1e-4));
    }

    /** Distance of the requested rank from the range of the value's ranks. */
    private static double rankError(long[] sorted, double value, double rank) {
        double below = (double) below(sorted, value) / sorted.length;
        double upTo = (double) below(sorted, value + 1) / sorted.length;
        return Math.max(0, Math.max(below - rank, rank - upTo));
    }

    private static int below(long[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
