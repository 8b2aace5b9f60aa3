package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The one exact shuffle: every value of every probe meets its equals of all other probes on one executor, which counts distinct values,
 * repetitions and containment there. Reads each table once, and of it only the probes' columns; no value comes to the driver.
 */
final class KeyShuffle {
    private static final int ROWS_PER_PARTITION = 500_000;
    private static final int MOST_PARTITIONS = 400;
    private static final StructType RECORD = new StructType(new StructField[] {
        DataTypes.createStructField("hash", DataTypes.LongType, false),
        DataTypes.createStructField("probe", DataTypes.IntegerType, false),
        DataTypes.createStructField("count", DataTypes.LongType, false)
    });

    private final SparkSession spark;
    private final Function<TableProfile, Dataset<Row>> views;
    private final List<TableProfile> tables;

    KeyShuffle(SparkSession spark, Function<TableProfile, Dataset<Row>> views, List<TableProfile> tables) {
        this.spark = spark;
        this.views = views;
        this.tables = tables;
    }

    /** Counts all the probes and the pairs of them, given by their positions in {@code probes}. */
    Tally count(List<Probe> probes, int[] children, int[] parents) {
        Tally nothing = new Tally(probes.size(), children, parents);
        if (probes.isEmpty()) {
            return nothing;
        }
        JavaRDD<Row> records = null;
        long cells = 0;
        for (Map.Entry<Integer, List<Integer>> table : byTable(probes).entrySet()) {
            JavaRDD<Row> ofTable = records(table.getKey(), table.getValue(), probes);
            records = records == null ? ofTable : records.union(ofTable);
            cells += tables.get(table.getKey()).rows() * table.getValue().size();
        }
        int partitions = (int) Math.min(MOST_PARTITIONS, cells / ROWS_PER_PARTITION + 1);
        int probeCount = probes.size();
        return spark.createDataFrame(records, RECORD)
                .repartition(partitions, functions.col("hash"))
                .sortWithinPartitions("hash")
                .javaRDD()
                .mapPartitions(rows ->
                        List.of(tally(rows, probeCount, children, parents)).iterator())
                .fold(nothing, Tally::merge);
    }

    private static Map<Integer, List<Integer>> byTable(List<Probe> probes) {
        Map<Integer, List<Integer>> result = new TreeMap<>();
        for (int i = 0; i < probes.size(); i++) {
            result.computeIfAbsent(probes.get(i).table(), table -> new ArrayList<>())
                    .add(i);
        }
        return result;
    }

    private JavaRDD<Row> records(int table, List<Integer> numbers, List<Probe> probes) {
        Selection selection = select(tables.get(table), numbers, probes);
        ValueReader reader = new ValueReader(selection.types);
        int[] probeNumbers = selection.numbers;
        int[][] ordinals = selection.ordinals;
        return selection
                .rows
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new CountBuffer(rows, reader, probeNumbers, ordinals));
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

    private static Tally tally(Iterator<Row> sorted, int probes, int[] children, int[] parents) {
        Tally tally = new Tally(probes, children, parents);
        long[] rows = new long[probes];
        boolean open = false;
        long hash = 0;
        while (sorted.hasNext()) {
            Row row = sorted.next();
            if (open && row.getLong(0) != hash) {
                tally.add(hash, rows);
                Arrays.fill(rows, 0);
            }
            open = true;
            hash = row.getLong(0);
            rows[row.getInt(1)] += row.getLong(2);
        }
        if (open) {
            tally.add(hash, rows);
        }
        return tally;
    }

    /** The texts of the values with these hashes, by hash; one job that reads the probe's columns once. */
    Map<Long, String> texts(Probe probe, long[] hashes) {
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
