package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Tuple2;

class HashAggregatorTest {
    private static final int LABEL = HashBatch.label(3, HashBatch.Kind.VALUES);

    /**
     * Few values are added up, runs of equal ones each by itself, many different ones go on one by one; and between
     * these the way changes.
     *
     * @param longest run of equal values
     */
    @ParameterizedTest
    @CsvSource({
        "1, 500, 1",
        "7, 500, 1",
        "1, 1000000000, 1",
        "7, 1000000000, 1",
        "600, 1000000000, 1",
        "7, 60000, 1",
        "1, 1000000000, 9",
        "7, 1000000000, 9",
        "600, 1000000000, 9",
        "7, 60000, 9"
    })
    void everyRowArrivesOnceInItsPartition(int partitions, int values, int longest) {
        Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
        HashAggregator gatherer = new HashAggregator(LABEL, partitions, ready, HashAggregator.SLOTS);
        Map<Long, Long> expected = new HashMap<>();
        Random random = new Random(5);
        int rows = 0;
        while (rows < 200_000) {
            long hash = new Random(1 + random.nextInt(values)).nextLong() | 1;
            for (int left = 1 + random.nextInt(longest); left > 0; left--) {
                expected.merge(hash, 1L, Long::sum);
                gatherer.add(hash);
                rows++;
            }
        }
        gatherer.flush();
        Map<Long, Long> arrived = new HashMap<>();
        long entries = 0;
        for (Tuple2<Integer, byte[]> pair : ready) {
            assertThat(HashBatch.columnSet(pair._2)).isEqualTo(3);
            assertThat(HashBatch.kind(pair._2)).isEqualTo(HashBatch.Kind.VALUES);
            HashBatch block = HashBatch.of(pair._2);
            entries += block.size();
            long inBlock = 0;
            for (int i = 0; i < block.size(); i++) {
                assertThat(HashAggregator.partition(block.hash(i), partitions)).isEqualTo(pair._1);
                arrived.merge(block.hash(i), (long) block.rows(i), Long::sum);
                inBlock += block.rows(i);
            }
            assertThat(block.allRows()).isEqualTo(inBlock);
        }
        assertThat(arrived).isEqualTo(expected);
        if (longest > 1) {
            assertThat(entries).isLessThan(rows / 3);
        }
    }
}
