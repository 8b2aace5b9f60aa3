package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that merged splits give the figures of a single scan: exact figures are equal, estimates within their error.
 */
class MergeLawsTest {
    /** Counts the spelling if it is known; returns whether it is. */
    static boolean seen(ColumnSketch sketch, long spelling) {
        return sketch.countKnown(new long[] {spelling}, 0, 1, 1, new long[1]) == 1;
    }

    private static void add(ColumnSketch sketch, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long spelling = ValueHash.ofText(bytes, 0, bytes.length);
        if (text.isEmpty()) {
            sketch.addNulls(1);
        } else if (seen(sketch, spelling)) {
            return;
        } else if (text.matches("-?\\d{1,18}")) {
            sketch.addLong(spelling, Long.parseLong(text), bytes, 0, bytes.length);
        } else if (text.matches("-?\\d{1,9}\\.\\d{1,9}")) {
            BigDecimal value = new BigDecimal(text);
            sketch.addDecimal(spelling, value.unscaledValue().longValue(), value.scale(), bytes, 0, bytes.length);
        } else if (text.matches("-?\\d+\\.\\d+")) {
            sketch.addDecimal(spelling, new BigDecimal(text), bytes, 0, bytes.length);
        } else if (text.matches("-?\\d.*e.*")) {
            sketch.addDouble(spelling, Double.parseDouble(text), bytes, 0, bytes.length);
        } else if (text.equals("n/a")) {
            sketch.addMarker(spelling, bytes, 0, bytes.length);
        } else if (text.equals("yes") || text.equals("no")) {
            sketch.addBoolean(spelling, text.equals("yes"), 2, bytes, 0, bytes.length);
        } else {
            sketch.addText(spelling, bytes, 0, bytes.length);
        }
    }

    private static ColumnSketch of(List<String> cells, SketchSize size) {
        ColumnSketch sketch = new ColumnSketch(size);
        cells.forEach(cell -> add(sketch, cell));
        return sketch;
    }

    private static List<String> randomCells(Random random, int count) {
        List<String> cells = new ArrayList<>();
        int distinct = 1 + random.nextInt(count);
        int kinds = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            int value = random.nextInt(distinct);
            cells.add(
                    switch (kinds) {
                        case 0 -> Integer.toString(value - 50);
                        case 1 -> value / 100 + "." + (value % 100 < 10 ? "0" : "") + value % 100;
                        case 2 -> "väl" + value;
                        case 4 -> value % 5 == 0 ? "n/a" : value % 2 == 0 ? "yes" : "no";
                        case 5 -> value + "." + "123456789012".substring(value % 12);
                        default -> value % 7 == 0 ? "" : value % 3 == 0 ? "t" + value : Integer.toString(value);
                    });
        }
        return cells;
    }

    /** Small sizes soon drop the dictionary, so that both representations and the switch between them are tested. */
    private static final List<SketchSize> SIZES =
            List.of(SketchSize.FULL, SketchSize.forColumns(2000), SketchSize.forColumns(1_000_000));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void mergedSplitsGiveTheFiguresOfAPlainCount(long seed) {
        Random random = new Random(seed);
        List<String> cells = randomCells(random, 3000);
        SketchSize size = SIZES.get((int) (seed % SIZES.size()));
        ColumnSketch merged = new ColumnSketch(size);
        List<ColumnSketch> parts = new ArrayList<>();
        for (int from = 0; from < cells.size(); ) {
            int to = Math.min(cells.size(), from + random.nextInt(700));
            parts.add(of(cells.subList(from, to), random.nextInt(4) == 0 ? size.smaller() : size));
            from = to;
        }
        while (!parts.isEmpty()) {
            merged.merge(parts.remove(random.nextInt(parts.size())));
        }
        check(merged, cells);
    }

    @Test
    void valueWithHashZeroIsCounted() {
        long value = 7_046_029_254_386_353_131L;
        assertThat(ValueHash.ofLong(value)).isZero();
        byte[] text = Long.toString(value).getBytes(StandardCharsets.UTF_8);
        ColumnSketch sketch = new ColumnSketch(SketchSize.FULL);
        for (int i = 0; i < 3; i++) {
            if (!seen(sketch, 5)) {
                sketch.addLong(5, value, text, 0, text.length);
            }
        }
        assertThat(sketch.values()).isEqualTo(3);
        assertThat(sketch.top(2)).extracting(HeavyHitters.Frequent::count).containsExactly(3L);
        assertThat(sketch.distinct().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shrinkingKeepsExactFigures(long seed) {
        Random random = new Random(seed);
        List<String> cells = randomCells(random, 3000);
        ColumnSketch sketch = of(cells.subList(0, 1500), SketchSize.FULL);
        SketchSize size = SketchSize.FULL;
        for (int i = 0; i < seed * 2; i++) {
            size = size.smaller();
            sketch.shrink(size);
        }
        cells.subList(1500, cells.size()).forEach(cell -> add(sketch, cell));
        check(sketch, cells);
    }

    private static void check(ColumnSketch sketch, List<String> cells) {
        List<String> values = cells.stream()
                .filter(cell -> !cell.isEmpty() && !cell.equals("n/a"))
                .toList();
        List<BigDecimal> numbers = values.stream()
                .filter(cell -> cell.matches("-?[0-9.]+"))
                .map(BigDecimal::new)
                .toList();
        List<String> sorted = values.stream()
                .sorted(java.util.Comparator.comparing(
                        (String text) -> text.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned))
                .toList();
        long nulls = cells.stream().filter(String::isEmpty).count();
        long markers = cells.stream().filter("n/a"::equals).count();
        long doubles = cells.stream().filter(cell -> cell.contains("e-")).count();
        assertThat(sketch.nulls()).isEqualTo(nulls);
        assertThat(sketch.markers().getOrDefault("n/a", 0L)).isEqualTo(markers);
        assertThat(sketch.values()).isEqualTo(values.size());
        assertThat(sketch.booleans())
                .isEqualTo(values.stream()
                        .filter(cell -> cell.equals("yes") || cell.equals("no"))
                        .count());
        assertThat(sketch.trues())
                .isEqualTo(values.stream().filter("yes"::equals).count());
        assertThat(sketch.minText()).isEqualTo(sorted.get(0));
        assertThat(sketch.maxText()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(sketch.totalLength())
                .isEqualTo(values.stream()
                        .mapToLong(cell -> cell.codePointCount(0, cell.length()))
                        .sum());
        assertThat(sketch.numbers().count()).isEqualTo(numbers.size() + doubles);
        if (!numbers.isEmpty() && doubles == 0) {
            BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(new BigDecimal(sketch.numbers().min()))
                    .isEqualByComparingTo(
                            numbers.stream().min(BigDecimal::compareTo).orElseThrow());
            assertThat(new BigDecimal(sketch.numbers().max()))
                    .isEqualByComparingTo(
                            numbers.stream().max(BigDecimal::compareTo).orElseThrow());
            assertThat(sketch.numbers().sum()).isEqualByComparingTo(sum);
            double mean = sum.doubleValue() / numbers.size();
            double spread = numbers.stream()
                    .mapToDouble(number -> (number.doubleValue() - mean) * (number.doubleValue() - mean))
                    .sum();
            if (numbers.size() > 1) {
                assertThat(sketch.numbers().stddev())
                        .isCloseTo(
                                Math.sqrt(spread / (numbers.size() - 1)),
                                org.assertj.core.data.Percentage.withPercentage(1e-6));
            }
            checkQuantiles(sketch.numbers(), numbers);
        }
        Set<Object> distinct = new HashSet<>();
        values.forEach(cell ->
                distinct.add(cell.matches("-?[0-9.]+") ? new BigDecimal(cell).stripTrailingZeros() : (Object) cell));
        double error = 2 * sketch.distinct().relativeError();
        assertThat((double) sketch.distinct().count())
                .isBetween(distinct.size() * (1 - error), distinct.size() * (1 + error));
        TreeMap<String, Long> counted = new TreeMap<>();
        values.forEach(cell -> counted.merge(cell, 1L, Long::sum));
        sketch.top(50)
                .forEach(value -> assertThat(counted.get(value.text()))
                        .as(value.text())
                        .isBetween(value.count(), value.count() + value.error()));
    }

    private static void checkQuantiles(NumberSketch sketch, List<BigDecimal> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
        for (double rank : new double[] {0.01, 0.25, 0.5, 0.9}) {
            double value = sketch.quantiles(rank)[0];
            // Twice the stated error, so that only a wrong sketch fails.
            double error = 2 * sketch.rankError() + 1.0 / sorted.length;
            long below = java.util.Arrays.stream(sorted).filter(v -> v < value).count();
            long upTo = java.util.Arrays.stream(sorted).filter(v -> v <= value).count();
            assertThat((double) below / sorted.length).isLessThanOrEqualTo(rank + error);
            assertThat((double) upTo / sorted.length).isGreaterThanOrEqualTo(rank - error);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16_383, 16_384, 60_000, 300_000})
    void distinctCountIsExactOrWithinItsError(int distinct) {
        DistinctSketch left = new DistinctSketch();
        DistinctSketch right = new DistinctSketch();
        for (int i = 0; i < distinct; i++) {
            (i % 3 == 0 ? left : right).add(ValueHash.ofLong(i));
            left.add(ValueHash.ofLong(i / 2));
        }
        left.merge(right);
        if (distinct < SketchSize.FULL.exactValues()) {
            assertThat(left.exact()).isTrue();
            assertThat(left.count()).isEqualTo(distinct);
        } else {
            assertThat(left.exact()).isFalse();
            // Twice the stated interval, so that only a wrong sketch fails.
            assertThat((double) left.count() / distinct)
                    .isBetween(1 - 2 * left.relativeError(), 1 + 2 * left.relativeError());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void hashSampleDoesNotDependOnOrder(long seed) {
        Random random = new Random(seed);
        BottomKSample forward = new BottomKSample(100);
        BottomKSample merged = new BottomKSample(100);
        BottomKSample other = new BottomKSample(100);
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            hashes.add(ValueHash.ofLong(random.nextInt(3000)));
        }
        hashes.forEach(forward::add);
        for (int i = hashes.size() - 1; i >= 0; i--) {
            (i % 2 == 0 ? merged : other).add(hashes.get(i));
        }
        merged.merge(other);
        assertThat(merged.hashes()).containsExactlyInAnyOrder(box(forward.hashes()));
        Set<Long> all = new HashSet<>(hashes);
        all.forEach(hash -> assertThat(forward.contains(hash)).isEqualTo(forward.covers(hash)));
    }

    private static Long[] box(long[] values) {
        return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40_000})
    void serializationKeepsTheSketch(int rows) throws IOException, ClassNotFoundException {
        TableSketch table = new TableSketch(2);
        ObjLongConsumer<TableSketch> addRow = (sketch, i) -> {
            byte[] text = ("v" + i).getBytes(StandardCharsets.UTF_8);
            long hash = sketch.column(0).addLong(i + 1, i, text, 1, text.length);
            hash += sketch.column(1).addText(i + 1, text, 0, text.length) * TableSketch.columnWeight(1);
            sketch.endRows(new long[] {hash}, 1);
            if (sketch.sample().accepts(i)) {
                sketch.sample().addCell(text, 1, text.length);
                sketch.sample().addCell(text, 0, text.length);
                sketch.sample().endRow(i);
            }
        };
        for (int i = 0; i < rows; i++) {
            addRow.accept(table, i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(table);
        }
        TableSketch copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (TableSketch) in.readObject();
        }
        assertThat(copy.rows()).isEqualTo(rows);
        assertThat(copy.column(0).numbers().sum())
                .isEqualByComparingTo(BigDecimal.valueOf((long) rows * (rows - 1) / 2));
        assertThat(copy.column(1).distinct().count())
                .isEqualTo(table.column(1).distinct().count());
        assertThat(copy.column(0).numbers().quantiles(0.5))
                .isEqualTo(table.column(0).numbers().quantiles(0.5));
        assertThat(copy.sampleRows()).hasSize(Math.min(20, rows));
        copy.merge(table);
        assertThat(copy.rows()).isEqualTo(2L * rows);
        assertThat(copy.column(1).distinct().count())
                .isEqualTo(table.column(1).distinct().count());
    }
}
