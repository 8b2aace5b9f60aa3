package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The one exact shuffle: every value of every probe meets its equals of all other probes on one executor, which counts distinct values,
 * repetitions and containment there. One job, which reads each table once, and of it only the probes' columns; repetitions are added up
 * before the shuffle where there are many, of which a value takes 8 to 12 bytes. No value comes to the driver.
 */
final class KeyShuffle implements KeyCounter {
    private static final int VALUES_PER_PARTITION = 250_000;
    private static final int MOST_PARTITIONS = 2_000;

    private final SparkSession spark;
    private final Function<TableProfile, Dataset<Row>> views;
    private final List<TableProfile> tables;

    KeyShuffle(SparkSession spark, Function<TableProfile, Dataset<Row>> views, List<TableProfile> tables) {
        this.spark = spark;
        this.views = views;
        this.tables = tables;
    }

    @Override
    public Tally count(List<Probe> probes, int[] children, int[] parents) {
        Tally nothing = new Tally(probes.size(), children, parents);
        if (probes.isEmpty()) {
            return nothing;
        }
        long cells = 0;
        for (Probe probe : probes) {
            cells += tables.get(probe.table()).rows();
        }
        int partitions = (int) Math.min(MOST_PARTITIONS, cells / VALUES_PER_PARTITION + 1);
        List<JavaPairRDD<Integer, byte[]>> blocks = new ArrayList<>();
        byTable(probes).forEach((table, numbers) -> blocks.add(blocks(table, numbers, probes, partitions)));
        int probeCount = probes.size();
        return all(blocks)
                .partitionBy(new HashPartitioner(partitions))
                .mapPartitions(arrived ->
                        List.of(tally(arrived, probeCount, children, parents)).iterator())
                .reduce(Tally::merge);
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

    private static Map<Integer, List<Integer>> byTable(List<Probe> probes) {
        Map<Integer, List<Integer>> result = new TreeMap<>();
        for (int i = 0; i < probes.size(); i++) {
            result.computeIfAbsent(probes.get(i).table(), table -> new ArrayList<>())
                    .add(i);
        }
        return result;
    }

    private JavaPairRDD<Integer, byte[]> blocks(int table, List<Integer> numbers, List<Probe> probes, int partitions) {
        Selection selection = select(tables.get(table), numbers, probes);
        ValueReader reader = new ValueReader(selection.types);
        int[] probeNumbers = selection.numbers;
        int[][] ordinals = selection.ordinals;
        VectorScan scan = VectorScan.of(selection.rows);
        if (scan == null) {
            return selection
                    .rows
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitionsToPair(
                            rows -> new HashBlocks(new RowHashes(rows, reader), probeNumbers, ordinals, partitions));
        }
        int[] vectors = scan.vectors();
        return scan.batches()
                .mapPartitionsToPair(batches ->
                        new HashBlocks(new VectorHashes(batches, reader, vectors), probeNumbers, ordinals, partitions));
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

    private Selection select(TableProfile table, List<Integer> numbers, List<Probe> probes) {
        TreeSet<Integer> wanted = new TreeSet<>();
        numbers.forEach(number -> wanted.addAll(probes.get(number).columns()));
        List<Integer> columns = List.copyOf(wanted);
        List<ColumnType> types = new ArrayList<>();
        Column[] selected = new Column[columns.size()];
        for (int i = 0; i < selected.length; i++) {
            ColumnProfile column = table.columns().get(columns.get(i));
            types.add(column.type());
            selected[i] = functions.col("`" + column.sqlName() + "`");
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

    private static Tally tally(Iterator<Tuple2<Integer, byte[]>> arrived, int probes, int[] children, int[] parents) {
        List<List<HashBlock>> blocks = new ArrayList<>();
        for (int probe = 0; probe < probes; probe++) {
            blocks.add(new ArrayList<>());
        }
        while (arrived.hasNext()) {
            byte[] block = arrived.next()._2;
            blocks.get(HashBlock.probe(block)).add(HashBlock.of(block));
        }
        Tally tally = new Tally(probes, children, parents);
        tally.count(blocks);
        return tally;
    }

    @Override
    public Map<Long, String> texts(Probe probe, long[] hashes) {
        TableProfile table = tables.get(probe.table());
        Selection selection = select(table, List.of(0), List.of(probe));
        ValueReader reader = new ValueReader(selection.types);
        int[] ordinals = selection.ordinals[0];
        long[] wanted = hashes.clone();
        Dataset<Row> keyed = selection.rows;
        Map<Long, String> result = new TreeMap<>();
        List<Tuple2<Long, String>> found = keyed.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> OrphanTexts.find(rows, reader, ordinals, wanted))
                .collect();
        found.forEach(pair -> result.put(pair._1, pair._2));
        return result;
    }
}
