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

class GathererTest {
    private static final int PROBE = 3;

    /** Few values are added up, many go on one by one, and between the two the way changes. */
    @ParameterizedTest
    @CsvSource({"1, 500", "7, 500", "1, 1000000000", "7, 1000000000", "600, 1000000000", "7, 60000"})
    void everyRowArrivesOnceInItsPartition(int partitions, int values) {
        Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
        Gatherer gatherer = new Gatherer(PROBE, partitions, ready);
        Map<Long, Long> expected = new HashMap<>();
        Random random = new Random(5);
        for (int row = 0; row < 200_000; row++) {
            long hash = new Random(1 + random.nextInt(values)).nextLong() | 1;
            expected.merge(hash, 1L, Long::sum);
            gatherer.add(hash);
        }
        gatherer.flush();
        Map<Long, Long> arrived = new HashMap<>();
        for (Tuple2<Integer, byte[]> pair : ready) {
            assertThat(HashBlock.probe(pair._2)).isEqualTo(PROBE);
            HashBlock block = HashBlock.of(pair._2);
            for (int i = 0; i < block.size(); i++) {
                assertThat(Gatherer.partition(block.hash(i), partitions)).isEqualTo(pair._1);
                arrived.merge(block.hash(i), (long) block.rows(i), Long::sum);
            }
        }
        assertThat(arrived).isEqualTo(expected);
    }
}
