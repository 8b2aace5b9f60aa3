package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.columnar.BatchShuffle;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Matches the rows of two tables by hashes of key and row: one job, which reads each table once and shuffles 16 bytes
 * of each row.
 */
final class RowHashJob {
    private static final int MAXIMUM_PARTITIONS = 2_000;
    private static final long ROWS_PER_PARTITION = 200_000; // so that the table of keys stays small
    private static final long ROWS_PER_TASK = 500_000;

    private RowHashJob() {}

    /**
     * @param most number of hashes of differing keys to be kept
     * @param samples number of hashes of keys of one table only to be kept, for each table
     */
    static HashTotals run(SparkSession spark, TableSide before, TableSide after, int most, int samples) {
        long rows = before.profile().rows() + after.profile().rows();
        int partitions = (int) Math.min(MAXIMUM_PARTITIONS, rows / ROWS_PER_PARTITION + 1);
        boolean keyed = before.keyed();
        // Twice the even share, since hashes spread evenly but not exactly.
        int mostOfPartition = share(most, partitions);
        JavaPairRDD<Integer, byte[]> batches = batches(before, RowHashBatches.BEFORE, partitions)
                .union(batches(after, RowHashBatches.AFTER, partitions));
        int tasks = (int) Math.min(
                partitions,
                Math.max(rows / ROWS_PER_TASK, 2L * spark.sparkContext().defaultParallelism()));
        List<HashTotals> found = BatchShuffle.of(batches.rdd(), partitions)
                .mapPartitions(arrived ->
                        List.of(totals(arrived, keyed, mostOfPartition)).iterator())
                .coalesce(tasks)
                .collect();
        HashTotals all = new HashTotals();
        found.forEach(all::merge);
        all.differing = concat(found.stream().map(part -> part.differing).toList(), most);
        int each = share(samples, partitions);
        all.missingSample = concat(
                found.stream().map(part -> limited(part.missingSample, each)).toList(), samples);
        all.extraSample = concat(
                found.stream().map(part -> limited(part.extraSample, each)).toList(), samples);
        return all;
    }

    private static int share(int most, int partitions) {
        return partitions == 1 ? most : 2 * (most / partitions) + 1;
    }

    private static long[] limited(long[] hashes, int most) {
        return hashes.length <= most ? hashes : Arrays.copyOf(hashes, most);
    }

    private static long[] concat(List<long[]> parts, int most) {
        return parts.stream().flatMapToLong(Arrays::stream).limit(most).toArray();
    }

    private static JavaPairRDD<Integer, byte[]> batches(TableSide table, int side, int partitions) {
        RowHasher hasher = table.hasher();
        return table.rows().mapPartitionsToPair(rows -> new RowHashBatches(rows, hasher, side, partitions));
    }

    private static HashTotals totals(Iterator<Tuple2<Integer, byte[]>> arrived, boolean keyed, int most) {
        KeyTable keys = new KeyTable();
        HashTotals tallies = new HashTotals();
        while (arrived.hasNext()) {
            byte[] batch = arrived.next()._2;
            int side = batch[0] % RowHashBatches.TALLY;
            if (batch[0] < RowHashBatches.TALLY) {
                keys.add(batch);
            } else {
                tallies.addTally(side, SerializationUtils.deserialize(Arrays.copyOfRange(batch, 1, batch.length)));
            }
        }
        HashTotals totals = keys.totals(keyed, most);
        totals.merge(tallies);
        return totals;
    }
}
