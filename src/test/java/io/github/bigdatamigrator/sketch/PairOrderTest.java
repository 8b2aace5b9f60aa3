package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairOrderTest {
    private static final int BATCH = 4;

    private static PairOrder part(long position, long[][] rows) {
        PairOrder order = new PairOrder();
        order.startsAt(position);
        for (int from = 0; from < rows.length; from += BATCH) {
            int count = Math.min(BATCH, rows.length - from);
            long[][] numbers = new long[rows[0].length][];
            for (int column = 0; column < numbers.length; column++) {
                if (order.needs(column)) {
                    numbers[column] = new long[count];
                    for (int row = 0; row < count; row++) {
                        numbers[column][row] = rows[from + row][column];
                    }
                }
            }
            if (order.isTracking()) {
                order.add(numbers, count);
            }
        }
        return order;
    }

    private static long[][] rows(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .map(row ->
                        Arrays.stream(row.split("-")).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "1-1 1-2 2-1 3-1 3-2 4-1, true",
        "1-1 1-2 2-1 3-1 3-2 3-2, false",
        "1-1 1-2 2-1 3-1 2-2 4-1, false",
        "1-2 1-1 2-1 3-1 3-2 4-1, false",
        // Nothing suggests the pair: no order has two lines at first, or nothing starts again.
        "1-2 2-1 3-1 4-1 4-2 5-1, false",
        "1-1 1-2 2-3 3-4 3-5 4-6, false",
        "7-1 7-2 7-3 7-4 8-1 8-2, false"
    })
    void aPairIsProvenByTheOrderOfAllRows(String text, boolean proven) {
        PairOrder order = part(0, rows(text));
        assertThat(order.unrepeated(0, 1)).isEqualTo(proven);
        assertThat(order.unrepeated(1, 0)).isEqualTo(proven);
    }

    @ParameterizedTest
    @CsvSource({
        "5-1 5-2 6-1 6-2, true",
        "4-2 4-3 5-1 6-1, true",
        "4-1 4-3 5-1 6-1, false",
        "3-5 4-6 4-7 5-1, false",
        "5-1 6-1 7-1 8-1, false"
    })
    void partsMeetInOrderWhateverTheOrderOfMerging(String second, boolean proven) {
        long[][] first = rows("1-1 1-2 2-1 3-1 4-1");
        PairOrder whole = part(0, first);
        whole.merge(part(100, rows(second)));
        PairOrder reversed = part(100, rows(second));
        reversed.merge(part(0, first));
        PairOrder empty = new PairOrder();
        empty.merge(reversed);
        empty.merge(new PairOrder());
        assertThat(List.of(whole, reversed, empty))
                .extracting(order -> order.unrepeated(0, 1))
                .containsOnly(proven);
    }

    @Test
    void aCellThatIsNoIntegerEndsTheProof() {
        PairOrder order = part(0, rows("1-1 1-2 2-1 3-1"));
        assertThat(order.unrepeated(0, 1)).isTrue();
        order.add(new long[][] {{4, 5}, null}, 2);
        assertThat(order.unrepeated(0, 1)).isFalse();
        assertThat(order.isTracking()).isFalse();
    }

    @RepeatedTest(200)
    void whatIsProvenRepeatsNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<PairOrder> parts = new ArrayList<>();
        List<List<Long>> all = new ArrayList<>();
        long order = 0;
        for (int part = 0; part < 1 + random.nextInt(4); part++) {
            long[][] rows = new long[5 + random.nextInt(9)][];
            long line = 0;
            for (int row = 0; row < rows.length; row++) {
                boolean next = random.nextInt(3) == 0;
                order += next ? 1 : 0;
                line = next ? 1 : line + (random.nextInt(60) == 0 ? 0 : 1);
                rows[row] = new long[] {order, line, random.nextInt(3)};
                all.add(List.of(order, line));
            }
            order += random.nextInt(2);
            parts.add(part(part * 1000L, rows));
        }
        Collections.shuffle(parts, random);
        PairOrder whole = new PairOrder();
        parts.forEach(whole::merge);
        Set<List<Long>> distinct = new HashSet<>(all);
        if (whole.unrepeated(0, 1)) {
            assertThat(distinct).hasSameSizeAs(all);
        }
        assertThat(whole.unrepeated(0, 2)).isFalse();
    }
}
