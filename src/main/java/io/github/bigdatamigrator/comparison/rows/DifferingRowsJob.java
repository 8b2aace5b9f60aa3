package io.github.bigdatamigrator.comparison.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads both tables again and compares the rows of some keys, or of all: one job, which shuffles these rows. */
final class DifferingRowsJob {
    private static final long ROWS_PER_PARTITION = 50_000;
    private static final int MAXIMUM_PARTITIONS = 2_000;

    private static final StructType SCHEMA = new StructType()
            .add("key", DataTypes.LongType)
            .add("second_key", DataTypes.LongType)
            .add("row", DataTypes.LongType)
            .add("side", DataTypes.IntegerType)
            .add("cells", DataTypes.BinaryType);

    private DifferingRowsJob() {}

    /**
     * @param keys hashes of the keys, sorted; null for all
     * @param everyEqual whether equal rows count also where no row of their key differs
     */
    static ChangeTotals run(
            SparkSession spark,
            TableSide before,
            TableSide after,
            long @Nullable [] keys,
            RowChangeKinds kinds,
            boolean everyEqual) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        boolean all = keys == null;
        Broadcast<long[]> wanted = context.broadcast(all ? new long[0] : keys);
        try {
            Dataset<Row> rows = spark.createDataFrame(
                    fetched(before, RowHashBatches.BEFORE, wanted, all)
                            .union(fetched(after, RowHashBatches.AFTER, wanted, all)),
                    SCHEMA);
            long expected =
                    keys == null ? before.profile().rows() + after.profile().rows() : 2L * keys.length;
            int partitions = (int) Math.min(
                    MAXIMUM_PARTITIONS,
                    Math.max(expected / ROWS_PER_PARTITION, spark.sparkContext().defaultParallelism()));
            String[] names = SCHEMA.fieldNames();
            int columns = before.hasher().columns();
            ChangeTotals totals = new ChangeTotals(columns);
            rows.repartition(partitions, functions.col(names[KeyGroups.KEY]))
                    .sortWithinPartitions(
                            names[KeyGroups.KEY],
                            names[KeyGroups.SECOND_KEY],
                            names[KeyGroups.ROW],
                            names[KeyGroups.SIDE])
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitions(part -> List.of(KeyGroups.totals(part, columns, kinds, everyEqual))
                            .iterator())
                    .collect()
                    .forEach(totals::merge);
            return totals;
        } finally {
            wanted.destroy();
        }
    }

    private static JavaRDD<Row> fetched(TableSide table, int side, Broadcast<long[]> wanted, boolean everyKey) {
        RowHasher hasher = table.hasher();
        return table.rows().mapPartitions(rows -> {
            long[] keys = wanted.value();
            Iterable<InternalRow> all = () -> rows;
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(row -> everyKey || Arrays.binarySearch(keys, hasher.keyOf(row)) >= 0)
                    .map(row -> {
                        hasher.hash(row);
                        byte[] cells = FetchedRow.encoded(row, hasher);
                        return RowFactory.create(
                                hasher.keyHash(), hasher.secondKeyHash(), hasher.rowHash(), side, cells);
                    })
                    .iterator();
        });
    }
}
