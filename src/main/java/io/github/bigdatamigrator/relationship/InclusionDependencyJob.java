package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The one exact shuffle: every value of every probe meets its equals of all other probes on one executor, which counts
 * distinct values, repetitions and containment there. One job, which reads each table once, and of it only the probes'
 * columns; repetitions are added up before the shuffle where there are many, of which a value takes 8 to 12 bytes. No
 * value comes to the driver.
 *
 * <p>A combination of columns of a large table that is compared with no other is counted run by run where the table's
 * first rows are clustered by one of the columns (see {@link RunLengthAggregator}). Should the other rows not be, a
 * second job counts the combination value by value.
 */
final class InclusionDependencyJob implements ExactCounter {
    /** Of which the hash tables fit the processor's cache. */
    private static final int VALUES_PER_PARTITION = 100_000;

    private static final int MOST_PARTITIONS = 2_000;
    /** Up to here Spark writes, unless it is told otherwise, a file for each partition and copies them into one. */
    private static final int FILE_PER_PARTITION = 200;

    private static final int FEW_FILES = 32;
    /** A partition alone is less than a task is worth. */
    private static final int VALUES_PER_TASK = 500_000;
    /** Below this a second job costs more than the first could save. */
    private static final int MANY_ROWS = 200_000;

    private final SparkSession spark;
    private final Function<TableProfile, Dataset<Row>> views;
    private final List<TableProfile> tables;
    private final List<KeyTable> facts;

    /** @param facts about the tables, in their order */
    InclusionDependencyJob(
            SparkSession spark,
            Function<TableProfile, Dataset<Row>> views,
            List<TableProfile> tables,
            List<KeyTable> facts) {
        this.spark = spark;
        this.views = views;
        this.tables = tables;
        this.facts = facts;
    }

    @Override
    public OverlapCounts count(List<ColumnSet> probes, int[] children, int[] parents) {
        int[] clustering = clustering(probes, children, parents);
        OverlapCounts tally = count(probes, clustering, children, parents);
        int[] doubtful =
                IntStream.range(0, probes.size()).filter(tally::doubtful).toArray();
        if (doubtful.length > 0) {
            int[] unclustered = new int[doubtful.length];
            Arrays.fill(unclustered, -1);
            List<ColumnSet> again =
                    Arrays.stream(doubtful).mapToObj(probes::get).toList();
            OverlapCounts second = count(again, unclustered, new int[0], new int[0]);
            for (int i = 0; i < doubtful.length; i++) {
                tally.replace(doubtful[i], second, i);
            }
        }
        return tally;
    }

    /** For each probe the place of the column by whose runs it is to be counted; -1 where its values are to meet. */
    private int[] clustering(List<ColumnSet> probes, int[] children, int[] parents) {
        IntPredicate compared = number -> IntStream.concat(Arrays.stream(children), Arrays.stream(parents))
                .anyMatch(other -> other == number);
        return IntStream.range(0, probes.size())
                .map(number -> {
                    ColumnSet probe = probes.get(number);
                    boolean worthIt = probe.columns().size() > 1
                            && facts.get(probe.table()).rows() >= MANY_ROWS
                            && !compared.test(number);
                    return worthIt ? facts.get(probe.table()).clustering(probe) : -1;
                })
                .toArray();
    }

    private OverlapCounts count(List<ColumnSet> probes, int[] clustering, int[] children, int[] parents) {
        if (probes.isEmpty()) {
            return new OverlapCounts(0, children, parents);
        }
        long cells = 0;
        for (ColumnSet probe : probes) {
            cells += tables.get(probe.table()).rows();
        }
        int partitions = partitions(cells);
        List<JavaPairRDD<Integer, byte[]>> blocks = new ArrayList<>();
        byTable(probes)
                .forEach((table, numbers) -> blocks.add(blocks(
                        select(tables.get(table), numbers, probes),
                        numbers.stream().mapToInt(number -> clustering[number]).toArray(),
                        partitions)));
        int probeCount = probes.size();
        return dealt(all(blocks), partitions)
                .mapPartitions(arrived ->
                        List.of(tally(arrived, probeCount, children, parents)).iterator())
                .coalesce(tasks(cells, partitions))
                .reduce(OverlapCounts::merge);
    }

    private static int partitions(long values) {
        int partitions = (int) Math.min(MOST_PARTITIONS, values / VALUES_PER_PARTITION + 1);
        return partitions > FEW_FILES ? Math.max(partitions, FILE_PER_PARTITION + 1) : partitions;
    }

    /** Tasks that count the partitions, one after the other: enough for every core, and each worth being started. */
    private int tasks(long values, int partitions) {
        long wanted =
                Math.max(values / VALUES_PER_TASK, 2L * spark.sparkContext().defaultParallelism());
        return (int) Math.min(partitions, Math.max(1, wanted));
    }

    private JavaPairRDD<Integer, byte[]> all(List<JavaPairRDD<Integer, byte[]>> blocks) {
        if (blocks.size() == 1) {
            return blocks.get(0);
        }
        // All at once: a union of unions would be as deep as there are tables.
        List<RDD<Tuple2<Integer, byte[]>>> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add(block.rdd()));
        RDD<Tuple2<Integer, byte[]>> union = spark.sparkContext()
                .union(CollectionConverters.asScala(parts).toSeq(), ClassTag$.MODULE$.apply(Tuple2.class));
        return JavaPairRDD.fromRDD(
                union, ClassTag$.MODULE$.apply(Integer.class), ClassTag$.MODULE$.apply(byte[].class));
    }

    /** Kryo, so that Spark moves what it has written without reading it again, whatever serializer is configured. */
    private JavaRDD<Tuple2<Integer, byte[]>> dealt(JavaPairRDD<Integer, byte[]> blocks, int partitions) {
        ShuffledRDD<Integer, byte[], byte[]> shuffled = new ShuffledRDD<>(
                blocks.rdd(),
                new HashPartitioner(partitions),
                ClassTag$.MODULE$.apply(Integer.class),
                ClassTag$.MODULE$.apply(byte[].class),
                ClassTag$.MODULE$.apply(byte[].class));
        shuffled.setSerializer(new KryoSerializer(spark.sparkContext().conf()));
        return shuffled.toJavaRDD();
    }

    private static Map<Integer, List<Integer>> byTable(List<ColumnSet> probes) {
        Map<Integer, List<Integer>> result = new TreeMap<>();
        for (int i = 0; i < probes.size(); i++) {
            result.computeIfAbsent(probes.get(i).table(), table -> new ArrayList<>())
                    .add(i);
        }
        return result;
    }

    /** @param clustering for each probe of the selection */
    private static JavaPairRDD<Integer, byte[]> blocks(Selection selection, int[] clustering, int partitions) {
        ValueHasher reader = new ValueHasher(selection.types);
        List<ColumnSetProjection> plans = new ArrayList<>();
        for (int i = 0; i < clustering.length; i++) {
            int[] ordinals = selection.ordinals[i];
            plans.add(new ColumnSetProjection(
                    selection.numbers[i], ordinals, clustering[i] < 0 ? -1 : ordinals[clustering[i]]));
        }
        List<ColumnSetProjection> kept = List.copyOf(plans);
        VectorScan scan = VectorScan.of(selection.rows);
        if (scan == null) {
            return selection
                    .rows
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitionsToPair(rows -> new HashBatches(new RowHashes(rows, reader), kept, partitions));
        }
        int[] vectors = scan.vectors();
        return scan.batches()
                .mapPartitionsToPair(
                        batches -> new HashBatches(new VectorHashes(batches, reader, vectors), kept, partitions));
    }

    /** The columns that the probes need, and where each probe finds its own among them. */
    private static final class Selection {
        final Dataset<Row> rows;
        final List<ColumnType> types;
        final int[] numbers;
        final int[][] ordinals;

        Selection(Dataset<Row> rows, List<ColumnType> types, int[] numbers, int[][] ordinals) {
            this.rows = rows;
            this.types = types;
            this.numbers = numbers;
            this.ordinals = ordinals;
        }
    }

    private Selection select(TableProfile table, List<Integer> numbers, List<ColumnSet> probes) {
        TreeSet<Integer> wanted = new TreeSet<>();
        numbers.forEach(number -> wanted.addAll(probes.get(number).columns()));
        List<Integer> columns = List.copyOf(wanted);
        List<ColumnType> types = new ArrayList<>();
        Column[] selected = new Column[columns.size()];
        for (int i = 0; i < selected.length; i++) {
            ColumnProfile column = table.columns().get(columns.get(i));
            types.add(column.type());
            selected[i] = functions.col(SqlIdentifiers.quote(column.sqlName()));
        }
        int[][] ordinals = new int[numbers.size()][];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = probes.get(numbers.get(i)).columns().stream()
                    .mapToInt(columns::indexOf)
                    .toArray();
        }
        return new Selection(
                views.apply(table).select(selected),
                List.copyOf(types),
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                ordinals);
    }

    private static OverlapCounts tally(
            Iterator<Tuple2<Integer, byte[]>> arrived, int probes, int[] children, int[] parents) {
        List<List<HashBatch>> values = new ArrayList<>();
        for (int probe = 0; probe < probes; probe++) {
            values.add(new ArrayList<>());
        }
        Map<Integer, RunLengthBatches> runs = new TreeMap<>();
        OverlapCounts tally = new OverlapCounts(probes, children, parents);
        while (arrived.hasNext()) {
            byte[] bytes = arrived.next()._2;
            int probe = HashBatch.probe(bytes);
            HashBatch block = HashBatch.of(bytes);
            HashBatch.Kind kind = HashBatch.kind(bytes);
            switch (kind) {
                case VALUES -> values.get(probe).add(block);
                case RUNS, OPEN_RUNS ->
                    runs.computeIfAbsent(probe, first -> new RunLengthBatches()).add(kind, block);
                case TOTALS -> tally.addToldApart(probe, block.hash(0), block.hash(1));
            }
        }
        tally.count(values);
        runs.forEach((probe, own) -> {
            if (own.meet()) {
                tally.doubt(probe);
            }
        });
        return tally;
    }

    @Override
    public Map<Long, String> texts(ColumnSet probe, long[] hashes) {
        TableProfile table = tables.get(probe.table());
        Selection selection = select(table, List.of(0), List.of(probe));
        ValueHasher reader = new ValueHasher(selection.types);
        int[] ordinals = selection.ordinals[0];
        long[] wanted = hashes.clone();
        Dataset<Row> keyed = selection.rows;
        Map<Long, String> result = new TreeMap<>();
        List<Tuple2<Long, String>> found = keyed.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> OrphanValueFinder.find(rows, reader, ordinals, wanted))
                .collect();
        found.forEach(pair -> result.put(pair._1, pair._2));
        return result;
    }
}
