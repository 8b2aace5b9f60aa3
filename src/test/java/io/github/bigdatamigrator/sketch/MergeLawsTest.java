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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However rows are split, merging gives what one walk gives: exact figures equal, estimates inside their error. */
class MergeLawsTest {
    private static void add(ColumnSketch sketch, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            sketch.addNull();
        } else if (text.matches("-?\\d{1,18}")) {
            sketch.addLong(Long.parseLong(text), bytes, 0, bytes.length);
        } else if (text.matches("-?\\d+\\.\\d+")) {
            sketch.addDecimal(new BigDecimal(text), bytes, 0, bytes.length);
        } else {
            sketch.addText(bytes, 0, bytes.length);
        }
    }

    private static ColumnSketch of(List<String> cells) {
        ColumnSketch sketch = new ColumnSketch();
        cells.forEach(cell -> add(sketch, cell));
        return sketch;
    }

    private static List<String> randomCells(Random random, int count) {
        List<String> cells = new ArrayList<>();
        int distinct = 1 + random.nextInt(count);
        int kinds = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int value = random.nextInt(distinct);
            cells.add(
                    switch (kinds) {
                        case 0 -> Integer.toString(value - 50);
                        case 1 -> value / 100 + "." + (value % 100 < 10 ? "0" : "") + value % 100;
                        case 2 -> "väl" + value;
                        default -> value % 7 == 0 ? "" : value % 3 == 0 ? "t" + value : Integer.toString(value);
                    });
        }
        return cells;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anySplitMergesToTheSameExactFigures(long seed) {
        Random random = new Random(seed);
        List<String> cells = randomCells(random, 3000);
        ColumnSketch whole = of(cells);
        ColumnSketch merged = new ColumnSketch();
        List<ColumnSketch> parts = new ArrayList<>();
        for (int from = 0; from < cells.size(); ) {
            int to = Math.min(cells.size(), from + random.nextInt(700));
            parts.add(of(cells.subList(from, to)));
            from = to;
        }
        while (!parts.isEmpty()) {
            merged.merge(parts.remove(random.nextInt(parts.size())));
        }
        assertThat(merged.nulls()).isEqualTo(whole.nulls());
        assertThat(merged.values()).isEqualTo(whole.values());
        assertThat(merged.texts()).isEqualTo(whole.texts());
        assertThat(merged.minText()).isEqualTo(whole.minText());
        assertThat(merged.maxText()).isEqualTo(whole.maxText());
        assertThat(merged.totalLength()).isEqualTo(whole.totalLength());
        assertThat(merged.distinct().count()).isEqualTo(whole.distinct().count());
        assertThat(merged.distinct().exact()).isTrue();
        assertThat(merged.numbers().count()).isEqualTo(whole.numbers().count());
        if (whole.numbers().count() > 0) {
            assertThat(merged.numbers().min()).isEqualTo(whole.numbers().min());
            assertThat(merged.numbers().max()).isEqualTo(whole.numbers().max());
            assertThat(merged.numbers().sum())
                    .isEqualByComparingTo(whole.numbers().sum());
            assertThat(merged.numbers().stddev())
                    .isCloseTo(whole.numbers().stddev(), org.assertj.core.data.Percentage.withPercentage(1e-7));
        }
        TreeMap<String, Long> counted = new TreeMap<>();
        cells.stream().filter(cell -> !cell.isEmpty()).forEach(cell -> counted.merge(cell, 1L, Long::sum));
        if (merged.frequent().error() == 0) {
            merged.frequent().top(50).forEach(value -> assertThat(counted).containsEntry(value.text(), value.count()));
        } else {
            merged.frequent()
                    .top(50)
                    .forEach(value -> assertThat(counted.get(value.text()))
                            .isBetween(
                                    value.count(),
                                    value.count() + merged.frequent().error()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16_383, 16_384, 60_000, 300_000})
    void distinctIsExactWhileSmallThenInsideItsError(int distinct) {
        DistinctSketch left = new DistinctSketch();
        DistinctSketch right = new DistinctSketch();
        for (int i = 0; i < distinct; i++) {
            (i % 3 == 0 ? left : right).add(ValueHash.ofLong(i));
            left.add(ValueHash.ofLong(i / 2));
        }
        left.merge(right);
        if (distinct < DistinctSketch.EXACT_LIMIT) {
            assertThat(left.exact()).isTrue();
            assertThat(left.count()).isEqualTo(distinct);
        } else {
            assertThat(left.exact()).isFalse();
            // Twice the stated interval, so that only a wrong sketch fails and not an unlucky one.
            assertThat((double) left.count() / distinct)
                    .isBetween(1 - 2 * left.relativeError(), 1 + 2 * left.relativeError());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSampleOfHashesIsTheSameInAnyOrder(long seed) {
        Random random = new Random(seed);
        HashSample forward = new HashSample(100);
        HashSample merged = new HashSample(100);
        HashSample other = new HashSample(100);
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
    void aSketchSurvivesTheWayToTheDriver(int rows) throws IOException, ClassNotFoundException {
        TableSketch table = new TableSketch(2);
        ObjLongConsumer<TableSketch> addRow = (sketch, i) -> {
            byte[] text = ("v" + i).getBytes(StandardCharsets.UTF_8);
            long hash = ValueHash.combine(0, sketch.column(0).addLong(i, text, 1, text.length));
            sketch.endRow(ValueHash.combine(hash, sketch.column(1).addText(text, 0, text.length)));
            if (sketch.sample().wants(i)) {
                sketch.sample().cell(text, 1, text.length);
                sketch.sample().cell(text, 0, text.length);
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
