package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeadRowHashesTest {
    private static final long FILE = 1L << 44;

    private static HeadRowHashes of(long position, long[]... columns) {
        HeadRowHashes rows = new HeadRowHashes(columns.length);
        rows.startsAt(position);
        if (rows.acceptsRows()) {
            for (int column = 0; column < columns.length; column++) {
                rows.add(column, columns[column], columns[column].length);
            }
            rows.endRows(columns[0].length);
        }
        return rows;
    }

    @Test
    void findsDuplicateCombinations() {
        HeadRowHashes rows = of(20, new long[] {1, 1, 2, 2, 1}, new long[] {1, 2, 1, 2, 2}, new long[] {5, 6, 7, 8, 9});

        assertThat(rows.rows()).isEqualTo(5);
        assertThat(rows.hasDuplicate(new int[] {0})).isTrue();
        assertThat(rows.hasDuplicate(new int[] {0, 1})).isTrue();
        assertThat(rows.hasDuplicate(new int[] {0, 1, 2})).isFalse();
    }

    @Test
    void keepsOnlyTheBeginningOfAFile() {
        assertThat(of(FILE + (8 << 20), new long[] {1, 1}).hasDuplicate(new int[] {0}))
                .isFalse();
        assertThat(of(FILE + 90, new long[] {1, 1}).hasDuplicate(new int[] {0})).isTrue();
    }

    @Test
    void mergingKeepsTheLongerPartInEitherOrder() {
        HeadRowHashes shorter = of(FILE, new long[] {1, 1});
        HeadRowHashes longer = of(3 * FILE, new long[] {1, 2, 3});
        shorter.merge(longer);
        assertThat(shorter.rows()).isEqualTo(3);
        assertThat(shorter.hasDuplicate(new int[] {0})).isFalse();
        longer.merge(of(FILE, new long[] {1, 1}));
        assertThat(longer.rows()).isEqualTo(3);
        assertThat(longer.hasDuplicate(new int[] {0})).isFalse();
    }

    @Test
    void memoryIsBoundedAndFreedOnShrinking() {
        HeadRowHashes rows = new HeadRowHashes(16);
        rows.startsAt(0);
        long[] block = new long[1024];
        int blocks = 0;
        while (rows.acceptsRows()) {
            for (int column = 0; column < 16; column++) {
                rows.add(column, block, block.length);
            }
            rows.endRows(block.length);
            blocks++;
        }
        assertThat(blocks).isEqualTo(32);
        assertThat(new HeadRowHashes(10_000).acceptsRows()).isFalse();
        rows.clear();
        assertThat(rows.hasDuplicate(new int[] {0})).isFalse();
    }

    @Test
    void findsTheClusteringColumn() {
        long[] orders = new long[1000];
        long[] days = new long[1000];
        long[] lines = new long[1000];
        long[] shuffled = new long[1000];
        for (int row = 0; row < 1000; row++) {
            orders[row] = 1L + row / 3;
            days[row] = 1L + row / 10;
            lines[row] = 1L + row % 3;
            shuffled[row] = 1L + row * 7 % 1000 / 3;
        }
        HeadRowHashes rows = of(0, lines, days, orders, shuffled);
        assertThat(rows.clusteringColumn(new int[] {0, 1, 2, 3})).isEqualTo(2);
        assertThat(rows.clusteringColumn(new int[] {0, 1})).isEqualTo(1);
        assertThat(rows.clusteringColumn(new int[] {0, 3})).isEqualTo(-1);
        // Too few runs, or a cell that recurs after its run.
        assertThat(of(0, Arrays.copyOf(days, 300)).clusteringColumn(new int[] {0}))
                .isEqualTo(-1);
        days[999] = days[0];
        assertThat(of(0, days).clusteringColumn(new int[] {0})).isEqualTo(-1);
        assertThat(of(FILE + (8 << 20), orders).clusteringColumn(new int[] {0})).isEqualTo(-1);
    }
}
