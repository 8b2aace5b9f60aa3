package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.columnar.BatchShuffle;
import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.relationship.HashBatch.Kind;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Counts distinct values, repetitions and containment exactly in one shuffle: equal values of all column sets meet on
 * one executor. Costs one job, which reads each table once and only the columns needed; repetitions are aggregated
 * before the shuffle where there are many, and each value takes 8 to 12 bytes. No value comes to the driver.
 *
 * <p>Where the threads of this process can read all tables and a quarter of the heap holds these bytes, they do the
 * same without a job.
 *
 * <p>A tuple of a large table that is compared with no other is counted by runs where the table's first rows are
 * clustered by one of its columns (see {@link RunLengthAggregator}). If the other rows are not clustered, a second job
 * counts the tuple value by value.
 */
record InclusionDependencyJob(
        Supplier<SparkSession> spark,
        Function<TableProfile, Dataset<Row>> views,
        @Nullable LocalRows here,
        List<TableProfile> tables,
        List<KeyTable> facts)
        implements ExactCounter {
    private static final int MAXIMUM_PARTITIONS = 2_000;
    private static final int FEW_FILES = 32;
    private static final int VALUES_PER_TASK = 500_000; // one partition alone is too little work for a task
    private static final int VALUES_PER_PARTITION = 100_000; // so that its hash table fits the CPU cache
    private static final int FILE_PER_PARTITION = 200; // up to here Spark writes a file for each, then copies
    private static final int MANY_ROWS = 200_000; // below, a second job costs more than runs save
    private static final int LOCAL_SHARE = 4; // of the heap, for the batches of a count without a job

    @Override
    public OverlapCounts count(List<ColumnSet> sets, int[] children, int[] parents) {
        OverlapCounts counts = count(sets, clustering(sets, children, parents), children, parents);
        int[] uncertain =
                IntStream.range(0, sets.size()).filter(counts::uncertain).toArray();
        if (uncertain.length > 0) {
            int[] unclustered =
                    IntStream.generate(() -> -1).limit(uncertain.length).toArray();
            List<ColumnSet> again = Arrays.stream(uncertain).mapToObj(sets::get).toList();
            OverlapCounts second = count(again, unclustered, new int[0], new int[0]);
            for (int i = 0; i < uncertain.length; i++) {
                counts.replace(uncertain[i], second, i);
            }
        }
        return counts;
    }

    /** Returns for each set the position of the column by whose runs it is counted; -1 to shuffle its values. */
    private int[] clustering(List<ColumnSet> sets, int[] children, int[] parents) {
        Set<Integer> compared = IntStream.concat(Arrays.stream(children), Arrays.stream(parents))
                .boxed()
                .collect(Collectors.toSet());
        return IntStream.range(0, sets.size())
                .map(number -> {
                    ColumnSet columns = sets.get(number);
                    if (columns.columns().size() == 1 || compared.contains(number)) {
                        return -1;
                    }
                    KeyTable table = facts.get(columns.table());
                    return table.rows() >= MANY_ROWS ? table.clustering(columns) : -1;
                })
                .toArray();
    }

    private OverlapCounts count(List<ColumnSet> sets, int[] clustering, int[] children, int[] parents) {
        if (sets.isEmpty()) {
            return new OverlapCounts(0, children, parents);
        }
        long cells = sets.stream()
                .mapToLong(columns -> tables.get(columns.table()).rows())
                .sum();
        int partitions = partitions(cells);
        Map<Integer, List<Integer>> byTable = new TreeMap<>();
        for (int i = 0; i < sets.size(); i++) {
            byTable.computeIfAbsent(sets.get(i).table(), table -> new ArrayList<>())
                    .add(i);
        }
        List<Selection> selections = new ArrayList<>();
        byTable.forEach((table, numbers) -> selections.add(Selection.of(tables.get(table), numbers, sets)));
        int setCount = sets.size();
        if (cells * HashAggregator.COUNTED <= Runtime.getRuntime().maxMemory() / LOCAL_SHARE) {
            List<Supplier<HashBatches>> tasks = tasksHere(selections, clustering, partitions);
            if (tasks != null) {
                return countHere(tasks, partitions, arrived -> merged(arrived, setCount, children, parents));
            }
        }
        List<JavaPairRDD<Integer, byte[]>> batches = selections.stream()
                .map(selection -> batches(rows(selection), selection, clustering, partitions))
                .toList();
        return BatchShuffle.of(union(batches), partitions)
                .mapPartitions(arrived ->
                        List.of(merged(arrived, setCount, children, parents)).iterator())
                .coalesce(tasks(cells, partitions))
                .reduce(OverlapCounts::merge);
    }

    /** Returns the tasks that the threads of this process do; null if Spark must read one of the tables. */
    private @Nullable List<Supplier<HashBatches>> tasksHere(
            List<Selection> selections, int[] clustering, int partitions) {
        List<Supplier<HashBatches>> tasks = new ArrayList<>();
        for (Selection selection : selections) {
            List<Supplier<Iterator<InternalRow>>> parts =
                    here == null ? null : here.open(selection.table(), selection.columns());
            if (parts == null) {
                return null;
            }
            ValueHasher hasher = new ValueHasher(selection.types());
            for (Supplier<Iterator<InternalRow>> part : parts) {
                tasks.add(() -> new HashBatches(
                        new HashedRows.OfRows(part.get(), hasher), selection.projections(clustering), partitions));
            }
        }
        return tasks;
    }

    private OverlapCounts countHere(
            List<Supplier<HashBatches>> tasks,
            int partitions,
            Function<Iterator<Tuple2<Integer, byte[]>>, OverlapCounts> merge) {
        LocalRows threads = Objects.requireNonNull(here);
        List<List<Tuple2<Integer, byte[]>>> arrived = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            arrived.add(new ArrayList<>());
        }
        threads.inOrder(
                tasks,
                task -> {
                    List<Tuple2<Integer, byte[]>> batches = new ArrayList<>();
                    task.get().forEachRemaining(batches::add);
                    return batches;
                },
                batches -> batches.forEach(batch -> arrived.get(batch._1).add(batch)));
        List<OverlapCounts> counts = new ArrayList<>();
        threads.inOrder(arrived, batches -> merge.apply(batches.iterator()), counts::add);
        return counts.stream().reduce(OverlapCounts::merge).orElseThrow();
    }

    private static int partitions(long values) {
        int partitions = (int) Math.min(MAXIMUM_PARTITIONS, values / VALUES_PER_PARTITION + 1);
        return partitions > FEW_FILES ? Math.max(partitions, FILE_PER_PARTITION + 1) : partitions;
    }

    /** Returns the number of tasks that count the partitions: enough for every core, each large enough to start. */
    private int tasks(long values, int partitions) {
        long wanted = Math.max(
                values / VALUES_PER_TASK, 2L * spark.get().sparkContext().defaultParallelism());
        return (int) Math.min(partitions, Math.max(1, wanted));
    }

    private RDD<Tuple2<Integer, byte[]>> union(List<JavaPairRDD<Integer, byte[]>> batches) {
        // One union of all: nested unions would be as deep as there are tables.
        List<RDD<Tuple2<Integer, byte[]>>> parts =
                batches.stream().map(JavaPairRDD::rdd).toList();
        return parts.size() == 1
                ? parts.get(0)
                : spark.get()
                        .sparkContext()
                        .union(CollectionConverters.asScala(parts).toSeq(), ClassTag$.MODULE$.apply(Tuple2.class));
    }

    private static JavaPairRDD<Integer, byte[]> batches(
            Dataset<Row> selected, Selection selection, int[] clustering, int partitions) {
        ValueHasher hasher = new ValueHasher(selection.types());
        List<ColumnSetAggregator.Projection> plans = selection.projections(clustering);
        VectorScan scan = VectorScan.of(selected);
        if (scan == null) {
            return internalRows(selected)
                    .mapPartitionsToPair(
                            rows -> new HashBatches(new HashedRows.OfRows(rows, hasher), plans, partitions));
        }
        int[] vectors = scan.vectors();
        return scan.batches()
                .mapPartitionsToPair(batches ->
                        new HashBatches(new HashedRows.OfVectors(batches, hasher, vectors), plans, partitions));
    }

    private Dataset<Row> rows(Selection selection) {
        return views.apply(selection.table())
                .select(selection
                        .profiles()
                        .map(column -> functions.col(SqlIdentifiers.quote(column.sqlName())))
                        .toArray(Column[]::new));
    }

    private static JavaRDD<InternalRow> internalRows(Dataset<Row> rows) {
        return rows.queryExecution().toRdd().toJavaRDD();
    }

    private static OverlapCounts merged(
            Iterator<Tuple2<Integer, byte[]>> arrived, int sets, int[] children, int[] parents) {
        List<List<HashBatch>> values = new ArrayList<>();
        for (int set = 0; set < sets; set++) {
            values.add(new ArrayList<>());
        }
        Map<Integer, RunLengthBatches> runs = new TreeMap<>();
        OverlapCounts counts = new OverlapCounts(sets, children, parents);
        while (arrived.hasNext()) {
            byte[] bytes = arrived.next()._2;
            int set = HashBatch.columnSet(bytes);
            HashBatch batch = HashBatch.of(bytes);
            Kind kind = HashBatch.kind(bytes);
            switch (kind) {
                case VALUES -> values.get(set).add(batch);
                case RUNS, OPEN_RUNS ->
                    runs.computeIfAbsent(set, first -> new RunLengthBatches()).add(kind, batch);
                case TOTALS -> counts.addTotals(set, batch.hash(0), batch.hash(1));
            }
        }
        counts.count(values);
        runs.forEach((set, own) -> {
            if (own.overlap()) {
                counts.markUncertain(set);
            }
        });
        return counts;
    }

    @Override
    public Map<Long, String> texts(ColumnSet columns, long[] hashes) {
        Selection selection = Selection.of(tables.get(columns.table()), List.of(0), List.of(columns));
        ValueHasher hasher = new ValueHasher(selection.types());
        int[] ordinals =
                selection.ordinals().get(0).stream().mapToInt(Integer::intValue).toArray();
        long[] wanted = hashes.clone();
        Map<Long, String> result = new TreeMap<>();
        List<Supplier<Iterator<InternalRow>>> parts =
                here == null ? null : here.open(selection.table(), selection.columns());
        if (here == null || parts == null) {
            internalRows(rows(selection))
                    .mapPartitions(rows -> texts(rows, hasher, ordinals, wanted).iterator())
                    .collect()
                    .forEach(pair -> result.put(pair._1, pair._2));
        } else {
            here.inOrder(
                    parts,
                    part -> texts(part.get(), hasher, ordinals, wanted),
                    found -> found.forEach(pair -> result.put(pair._1, pair._2)));
        }
        return result;
    }

    /** Finds the texts of a few hashes; each task returns at most one text for each hash. */
    private static List<Tuple2<Long, String>> texts(
            Iterator<InternalRow> rows, ValueHasher hasher, int[] ordinals, long[] wanted) {
        List<Tuple2<Long, String>> found = new ArrayList<>();
        Set<Long> missing = new HashSet<>();
        Arrays.stream(wanted).forEach(missing::add);
        long[][] hashes = new long[hasher.types().size()][1];
        long[][] selected =
                Arrays.stream(ordinals).mapToObj(ordinal -> hashes[ordinal]).toArray(long[][]::new);
        while (rows.hasNext() && !missing.isEmpty()) {
            InternalRow row = rows.next();
            hasher.hash(row, hashes, 0);
            long hash = ValueHasher.combined(selected, 0);
            if (hash != 0 && missing.remove(hash)) {
                found.add(new Tuple2<>(hash, hasher.text(row, ordinals)));
            }
        }
        return found;
    }

    /** Checks whether runs of one column set that arrived at one partition overlap; see {@link RunLengthAggregator}. */
    private static final class RunLengthBatches {
        private final List<HashBatch> runs = new ArrayList<>();
        private final ValueTable openRuns = new ValueTable();

        void add(Kind kind, HashBatch batch) {
            if (kind == Kind.RUNS) {
                runs.add(batch);
                return;
            }
            for (int i = 0; i < batch.size(); i++) {
                openRuns.add(batch.hash(i), batch.rows(i));
            }
        }

        /** Whether two runs have the same value of the clustering column, so that their rows may be equal. */
        boolean overlap() {
            if (HashBatch.distinct(runs)
                    < runs.stream().mapToLong(HashBatch::allRows).sum()) {
                return true;
            }
            if (openRuns.distinct() == 0) {
                return false;
            }
            for (HashBatch batch : runs) {
                for (int i = 0; i < batch.size(); i++) {
                    if (openRuns.slot(batch.hash(i)) >= 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
