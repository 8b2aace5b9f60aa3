package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.sketch.SortednessSketch.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that sketches do not depend on the splits of a table nor on the order of merging. */
class BoundedSketchesTest {
    private static final long DAY = TimeSketch.SECONDS_PER_DAY;

    /** Random split positions, both ends included. */
    private static List<Integer> cuts(Random random, int size) {
        List<Integer> cuts = new ArrayList<>(List.of(0, size));
        for (int i = random.nextInt(8); i > 0; i--) {
            cuts.add(random.nextInt(size + 1));
        }
        Collections.sort(cuts);
        return cuts;
    }

    private static BottomKRowSample rows(int from, int to, int columns) {
        BottomKRowSample sample = new BottomKRowSample(columns);
        for (int row = from; row < to; row++) {
            if (sample.accepts(row)) {
                for (int i = 0; i < columns; i++) {
                    if ((row + i) % 5 == 0) {
                        sample.addNull();
                    } else {
                        byte[] text = ("ä" + row + "/" + i).getBytes(StandardCharsets.UTF_8);
                        sample.addCell(text, 0, text.length);
                    }
                }
                sample.endRow(row);
            }
        }
        return sample;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void rowSampleDoesNotDependOnSplits(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(20_000);
        List<Integer> cuts = cuts(random, size);
        List<BottomKRowSample> parts = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            parts.add(rows(cuts.get(i - 1), cuts.get(i), 3));
        }
        Collections.shuffle(parts, random);
        BottomKRowSample merged = new BottomKRowSample(3);
        parts.forEach(merged::merge);

        BottomKRowSample whole = rows(0, size, 3);
        assertThat(merged.columns()).isEqualTo(whole.columns());
        assertThat(merged.size()).isEqualTo(Math.min(size, 2048));
        assertThat(merged.rows(20)).isEqualTo(whole.rows(20));
    }

    @Test
    void sampleOfSmallTableHoldsAllRows() {
        BottomKRowSample sample = rows(0, 2000, 2);
        List<String> first = new ArrayList<>();
        for (int row = 0; row < 2000; row++) {
            first.add(row % 5 == 0 ? null : "ä" + row + "/0");
        }
        assertThat(sample.columns().get(0).cells()).isEqualTo(first);
    }

    @Test
    void sampleIsUniformAndSmallerForWideTables() {
        BottomKRowSample sample = rows(0, 200_000, 1);
        double mean = sample.columns().get(0).cells().stream()
                .filter(cell -> cell != null)
                .mapToInt(cell -> Integer.parseInt(cell.substring(1, cell.indexOf('/'))))
                .average()
                .orElseThrow();
        // Five standard errors of the mean of 2048 uniform numbers.
        assertThat(mean).isBetween(100_000 - 6_400.0, 100_000 + 6_400.0);
        assertThat(rows(0, 3000, 2000).size()).isEqualTo((1 << 19) / 2000);
        assertThat(new BottomKRowSample(1_000_000).size()).isZero();
    }

    @Test
    void longCellsAreTruncatedAtCharacterBoundary() {
        BottomKRowSample sample = new BottomKRowSample(1);
        byte[] text = "ä".repeat(500).getBytes(StandardCharsets.UTF_8);
        sample.addCell(text, 0, text.length);
        sample.endRow(7);
        assertThat(sample.rows(1)).containsExactly(List.of("ä".repeat(128)));
    }

    private static Direction truth(double[] values) {
        boolean up = true;
        boolean down = true;
        boolean repeated = false;
        for (int i = 1; i < values.length; i++) {
            up &= values[i] >= values[i - 1];
            down &= values[i] <= values[i - 1];
            repeated |= values[i] == values[i - 1];
        }
        return up == down
                ? Direction.NONE
                : up
                        ? repeated ? Direction.ASCENDING : Direction.STRICTLY_ASCENDING
                        : repeated ? Direction.DESCENDING : Direction.STRICTLY_DESCENDING;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void sortOrderDoesNotDependOnSplits(int kind) {
        IntFunction<Double> value = switch (kind) {
            case 0 -> i -> (double) i;
            case 1 -> i -> Math.floor(i / 3.0);
            case 2 -> i -> -1.5 * i;
            case 3 -> i -> -Math.floor(i / 2.0);
            case 4 -> i -> i == 150 ? -1.0 : i;
            default -> i -> 7.0;
        };
        double[] values = IntStream.range(0, 300).mapToDouble(value::apply).toArray();
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Integer> cuts = cuts(random, values.length);
            List<SortednessSketch> parts = new ArrayList<>();
            for (int i = 1; i < cuts.size(); i++) {
                SortednessSketch part = new SortednessSketch();
                part.startPart(i);
                Arrays.stream(values, cuts.get(i - 1), cuts.get(i)).forEach(part::add);
                parts.add(part);
            }
            Collections.shuffle(parts, random);
            SortednessSketch merged = parts.remove(0);
            parts.forEach(merged::merge);
            assertThat(merged.direction()).as("kind %d, cuts %s", kind, cuts).isEqualTo(truth(values));
        }
    }

    @Test
    void unorderedPartsOrEqualPositionsHaveNoOrder() {
        SortednessSketch first = new SortednessSketch();
        first.startPart(2);
        first.add(1);
        first.add(2);
        SortednessSketch second = new SortednessSketch();
        second.startPart(1);
        second.add(3);
        second.add(4);
        second.merge(first);
        assertThat(second.direction()).isEqualTo(Direction.NONE);
        SortednessSketch same = new SortednessSketch();
        same.startPart(2);
        same.add(5);
        first.merge(same);
        assertThat(first.direction()).isEqualTo(Direction.NONE);
    }

    @Test
    void integersBeyondDoublePrecisionHaveNoOrder() {
        SortednessSketch order = new SortednessSketch();
        order.add(9_007_199_254_740_992L);
        order.add(9_007_199_254_740_993L);
        assertThat(order.direction()).isEqualTo(Direction.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 5_000, 3_600 * 30L, DAY * 40, DAY * 4000, DAY * 5000, DAY * 100_000})
    void timeCountsDoNotDependOnSplits(long range) {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            long start = -3_000_000_000L + random.nextInt(1_000_000_000);
            long[] seconds = random.longs(500, start, start + range).toArray();
            TimeSketch whole = new TimeSketch();
            Arrays.stream(seconds).forEach(second -> whole.add(second, 1));
            List<Integer> cuts = cuts(random, seconds.length);
            List<TimeSketch> parts = new ArrayList<>();
            for (int i = 1; i < cuts.size(); i++) {
                TimeSketch part = new TimeSketch();
                Arrays.stream(seconds, cuts.get(i - 1), cuts.get(i)).forEach(second -> part.add(second, 1));
                parts.add(part);
            }
            Collections.shuffle(parts, random);
            TimeSketch merged = new TimeSketch();
            parts.forEach(merged::merge);

            assertThat(merged.width()).isEqualTo(whole.width());
            assertThat(merged.from()).isEqualTo(whole.from());
            assertThat(merged.to()).isEqualTo(whole.to());
            assertThat(merged.counts()).isEqualTo(whole.counts());
            long[] counted = new long[whole.counts().length];
            long early = 0;
            for (long second : seconds) {
                // 2200-01-01.
                if (second < 7_258_118_400L) {
                    counted[(int) ((second - whole.from()) / whole.width())]++;
                } else {
                    early++;
                }
            }
            assertThat(whole.counts()).isEqualTo(counted);
            assertThat(whole.outOfRange()).isEqualTo(early);
            assertThat(merged.outOfRange()).isEqualTo(early);
        }
    }

    @Test
    void elevenYearsUseDayBucketsDespiteFarDates() {
        TimeSketch time = new TimeSketch();
        for (int day = 0; day < 4000; day++) {
            time.add((10_000 + day) * DAY, 1);
        }
        time.add(2_932_896 * DAY, 1);
        assertThat(time.width()).isEqualTo(DAY);
        assertThat(time.counts()).hasSize(4000).containsOnly(1);
        assertThat(time.outOfRange()).isEqualTo(1);
    }

    private static ColumnSketch column(List<String> cells, int from, int to, SketchSize size) {
        ColumnSketch sketch = new ColumnSketch(size);
        sketch.startsAt(from);
        for (String cell : cells.subList(from, to)) {
            byte[] bytes = cell.strip().getBytes(StandardCharsets.UTF_8);
            byte[] whole = cell.getBytes(StandardCharsets.UTF_8);
            long spelling = ValueHash.ofText(whole, 0, whole.length);
            if (MergeLawsTest.seen(sketch, spelling)) {
                continue;
            }
            if (whole.length > bytes.length && bytes.length > 0) {
                sketch.mark(ColumnSketch.PADDED, false);
            } else if (whole.length > bytes.length) {
                sketch.mark(ColumnSketch.PADDED, true);
            }
            if (cell.startsWith("day ")) {
                long day = Long.parseLong(cell.substring(4));
                sketch.addTemporal(
                        spelling, 3, pattern -> pattern == 0 ? day : day * 86_400_000_000L, bytes, 0, bytes.length);
            } else if (cell.matches("-?\\d+")) {
                sketch.addLong(spelling, Long.parseLong(cell), bytes, 0, bytes.length);
            } else if (cell.matches("-?\\d+\\.\\d+|NaN|-?Infinity")) {
                sketch.addDouble(spelling, Double.parseDouble(cell), bytes, 0, bytes.length);
            } else {
                sketch.addText(spelling, bytes, 0, bytes.length);
            }
        }
        return sketch;
    }

    private static String cell(int kind, int i, Random random) {
        return switch (kind) {
            case 0 -> Integer.toString(i / 3);
            case 1 -> Integer.toString(random.nextInt(2000) - 700);
            case 2 -> i % 9 == 0 ? "NaN" : i % 7 == 0 ? "-Infinity" : (random.nextInt(90) - 20) + ".5";
            case 3 -> "day " + (15_000 + i / 2);
            case 4 -> "day " + random.nextInt(30_000);
            default -> i % 4 == 0 ? "  " : i % 5 == 0 ? "" : i % 3 == 0 ? " x" : "y" + random.nextInt(900);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void otherColumnFiguresAreExactWhateverTheSplits(int kind) {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            SketchSize size = seed % 2 == 0 ? SketchSize.FULL : SketchSize.forColumns(1_000_000);
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                cells.add(cell(kind, i, random));
            }
            List<Integer> cuts = new ArrayList<>(new java.util.TreeSet<>(cuts(random, cells.size())));
            List<ColumnSketch> parts = new ArrayList<>();
            for (int i = 1; i < cuts.size(); i++) {
                parts.add(column(cells, cuts.get(i - 1), cuts.get(i), size));
            }
            Collections.shuffle(parts, random);
            ColumnSketch merged = new ColumnSketch(size);
            parts.forEach(merged::merge);

            double[] numbers = cells.stream()
                    .filter(cell -> cell.matches("-?[0-9.]+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(merged.numbers().zeros())
                    .isEqualTo(
                            Arrays.stream(numbers).filter(value -> value == 0).count());
            assertThat(merged.numbers().negatives())
                    .isEqualTo(Arrays.stream(numbers).filter(value -> value < 0).count());
            assertThat(merged.numbers().notFinite())
                    .isEqualTo(cells.stream()
                            .filter(cell -> cell.equals("NaN") || cell.endsWith("Infinity"))
                            .count());
            assertThat(merged.blank())
                    .isEqualTo(cells.stream().filter("  "::equals).count());
            assertThat(merged.empty())
                    .isEqualTo(cells.stream().filter(String::isEmpty).count());
            assertThat(merged.padded())
                    .isEqualTo(cells.stream().filter(" x"::equals).count());
            assertThat(merged.order().direction())
                    .isEqualTo(kind == 0 || kind == 3 ? Direction.ASCENDING : Direction.NONE);
            TimeSketch time = new TimeSketch();
            cells.stream()
                    .filter(cell -> cell.startsWith("day "))
                    .forEach(cell -> time.add(Long.parseLong(cell.substring(4)) * DAY, 1));
            assertThat(merged.time(0).counts()).isEqualTo(time.counts());
            assertThat(merged.values()).isEqualTo(cells.size());
        }
    }
}
