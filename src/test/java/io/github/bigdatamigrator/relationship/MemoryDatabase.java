package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.BottomKSample;
import io.github.bigdatamigrator.sketch.HeadRowHashes;
import io.github.bigdatamigrator.sketch.HeavyHitters.Frequent;
import io.github.bigdatamigrator.sketch.PairOrder;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.sketch.ValueCounts;
import io.github.bigdatamigrator.sketch.ValueHash;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database of texts in memory whose keys and references are known; needs neither files nor Spark to be searched for
 * them.
 */
final class MemoryDatabase implements ExactCounter {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)\\.\\d+");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    /** Columns by name, each as long as the table. */
    record Table(String name, LinkedHashMap<String, List<@Nullable String>> columns) {
        int rows() {
            return columns.values().iterator().next().size();
        }
    }

    /** A reference, in the form {@code child(a,b)>parent(c,d)}. */
    static String edge(String from, List<String> fromColumns, String to, List<String> toColumns) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < fromColumns.size(); i++) {
            pairs.put(fromColumns.get(i), toColumns.get(i));
        }
        return from + "(" + String.join(",", pairs.keySet()) + ")>" + to + "(" + String.join(",", pairs.values()) + ")";
    }

    final String name;
    final List<Table> tables = new ArrayList<>();
    final Map<String, Set<String>> keys = new LinkedHashMap<>();
    final Set<String> references = new LinkedHashSet<>();
    /** What is true and cannot be seen in the data; neither asked for nor held against anyone. */
    final Set<String> forgiven = new LinkedHashSet<>();

    private @Nullable List<KeyTable> facts;

    MemoryDatabase(String name) {
        this.name = name;
    }

    /** Adds a table, each column of which says what stands in a row, counted from 0. */
    void add(String table, int rows, List<String> columns, List<IntFunction<Object>> cells) {
        LinkedHashMap<String, List<@Nullable String>> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<@Nullable String> column = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                column.add(String.valueOf(cells.get(i).apply(row)));
            }
            values.put(columns.get(i), column);
        }
        tables.add(new Table(table, values));
    }

    /** What sketches would say; made once, when the tables are complete. */
    List<KeyTable> facts() {
        if (facts == null) {
            facts = sketched();
        }
        return facts;
    }

    private List<KeyTable> sketched() {
        return tables.stream()
                .map(table -> new KeyTable(
                        table.name,
                        table.rows(),
                        table.columns.entrySet().stream()
                                .map(column -> facts(column.getKey(), column.getValue()))
                                .toList(),
                        leading(table),
                        new PairOrder(),
                        false))
                .toList();
    }

    private static HeadRowHashes leading(Table table) {
        TableSketch sketch = new TableSketch(table.columns.size());
        sketch.startsAt(0);
        if (sketch.headRows().acceptsRows()) {
            int column = 0;
            for (List<@Nullable String> cells : table.columns.values()) {
                long[] spellings = cells.stream()
                        .mapToLong(cell -> cell == null ? 0 : hash(TypeFamily.TEXT, cell))
                        .toArray();
                sketch.headRows().add(column++, spellings, spellings.length);
            }
            sketch.headRows().endRows(table.rows());
        }
        return sketch.headRows();
    }

    private static ColumnFacts facts(String name, List<@Nullable String> cells) {
        TypeFamily family = family(cells);
        BottomKSample sample = new BottomKSample(1 << 14);
        Counted counted = new Counted(new HashMap<>());
        long nulls = 0;
        double min = Double.NaN;
        double max = Double.NaN;
        long length = 0;
        boolean whole = family == TypeFamily.NUMBER;
        for (String cell : cells) {
            if (cell == null) {
                nulls++;
                continue;
            }
            long hash = hash(family, cell);
            sample.add(hash);
            counted.values.merge(
                    hash, new Frequent(cell, 1, 0), (one, other) -> new Frequent(one.text(), one.count() + 1, 0));
            if (family == TypeFamily.NUMBER) {
                double value = Double.parseDouble(cell);
                min = Double.isNaN(min) ? value : Math.min(min, value);
                max = Double.isNaN(max) ? value : Math.max(max, value);
                whole &= value == Math.rint(value);
            } else {
                length += cell.length();
            }
        }
        long values = cells.size() - nulls;
        return new ColumnFacts(
                name,
                family,
                whole,
                whole,
                values,
                nulls,
                sample.complete() ? sample.size() : Math.round(sample.estimate()),
                sample.complete() ? sample.size() == values : sample.estimate() > 0.98 * values,
                sample.complete(),
                sample.complete(),
                min,
                max,
                family == TypeFamily.TEXT && values > 0 ? (double) length / values : 0,
                sample,
                counted);
    }

    /** Every value with its count, as a dictionary holds them. */
    private record Counted(Map<Long, Frequent> values) implements ValueCounts {
        @Override
        public boolean complete() {
            return values.size() < 1 << 14;
        }

        @Override
        public @Nullable Frequent find(long hash) {
            return complete() ? values.get(hash) : null;
        }

        @Override
        public Collection<Frequent> all() {
            return complete() ? List.copyOf(values.values()) : List.of();
        }

        @Override
        public List<Frequent> top(int limit) {
            return values.values().stream()
                    .sorted(Comparator.comparingLong((Frequent value) -> -value.count())
                            .thenComparing(Frequent::text))
                    .limit(limit)
                    .toList();
        }
    }

    private static TypeFamily family(List<@Nullable String> cells) {
        boolean any = false;
        boolean numbers = true;
        boolean dates = true;
        boolean times = true;
        for (String cell : cells) {
            if (cell != null) {
                any = true;
                numbers = numbers
                        && (WHOLE.matcher(cell).matches()
                                || NUMBER.matcher(cell).matches());
                dates = dates && DATE.matcher(cell).matches();
                times = times && TIME.matcher(cell).matches();
            }
        }
        return !any
                ? TypeFamily.TEXT
                : numbers
                        ? TypeFamily.NUMBER
                        : dates ? TypeFamily.DATE : times ? TypeFamily.TIMESTAMP : TypeFamily.TEXT;
    }

    private static long hash(TypeFamily family, String cell) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        return family == TypeFamily.NUMBER
                ? ValueHash.ofDecimal(new BigDecimal(cell))
                : ValueHash.ofText(bytes, 0, bytes.length);
    }

    @Override
    public OverlapCounts count(List<ColumnSet> probes, int[] children, int[] parents) {
        ValueTable[] values = new ValueTable[probes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new ValueTable();
            for (long hash : hashes(probes.get(i))) {
                values[i].add(hash, 1);
            }
        }
        OverlapCounts tally = new OverlapCounts(probes.size(), children, parents);
        tally.count(values);
        return tally;
    }

    private List<Long> hashes(ColumnSet probe) {
        Table table = tables.get(probe.table());
        List<List<@Nullable String>> columns = new ArrayList<>();
        List<List<@Nullable String>> all = List.copyOf(table.columns.values());
        probe.columns().forEach(column -> columns.add(all.get(column)));
        List<TypeFamily> families = columns.stream().map(MemoryDatabase::family).toList();
        List<Long> result = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            long hash = columns.size();
            boolean complete = true;
            for (int i = 0; i < columns.size() && complete; i++) {
                String cell = columns.get(i).get(row);
                complete = cell != null;
                if (cell != null) {
                    long one = hash(families.get(i), cell);
                    hash = columns.size() == 1 ? one : ValueHash.combine(hash, one);
                }
            }
            if (complete) {
                result.add(hash);
            }
        }
        return result;
    }

    @Override
    public Map<Long, String> texts(ColumnSet probe, long[] hashes) {
        throw new UnsupportedOperationException("the sketches know them");
    }
}
