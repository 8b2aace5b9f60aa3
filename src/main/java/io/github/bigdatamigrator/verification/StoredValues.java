package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.collect_set;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.ValueFinder.Mention;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.PhraseIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Holds the distinct values of text columns that have few enough. Reads them when they are first needed, on a thread of
 * its own, with one scan per table. A caller waits some seconds for them and then goes on without. Thread-safe.
 */
final class StoredValues {
    private static final int MAX_DISTINCT = 10_000;
    private static final int MAX_VALUES = 300_000;
    private static final long MAX_ROWS = 10_000_000;
    private static final int PROSE_LENGTH = 80;
    private static final long WAIT_SECONDS = 10;

    private final SparkSession session;
    private final List<TableProfile> tables;
    private @Nullable CompletableFuture<Values> reading;

    private record Place(String table, String column, String value) {}

    private record Values(PhraseIndex<Place> phrases, Map<String, Set<String>> byColumn) {}

    StoredValues(SparkSession session, List<TableProfile> tables) {
        this.session = session;
        this.tables = tables;
    }

    List<Mention> mentioned(String sentence) {
        return values().map(values -> values.phrases().find(FoldedWords.of(sentence)).stream()
                        .map(hit -> new Mention(
                                hit.known().table(),
                                hit.known().column(),
                                hit.known().value(),
                                hit.phrase(),
                                hit.distance()))
                        .toList())
                .orElse(List.of());
    }

    Optional<Boolean> holds(String table, String column, String value) {
        return values().map(values -> values.byColumn().get(id(table, column))).map(known -> known.contains(value));
    }

    private static String id(String table, String column) {
        return (table + "\u0001" + column).toLowerCase(Locale.ROOT);
    }

    private Optional<Values> values() {
        try {
            return Optional.of(start().get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            // Hints are optional; the query itself reports problems of the data.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<Values> start() {
        if (reading == null) {
            CompletableFuture<Values> started = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            started.complete(read());
                        } catch (RuntimeException | Error e) {
                            started.completeExceptionally(e);
                        }
                    },
                    "stored-values");
            thread.setDaemon(true);
            thread.start();
            reading = started;
        }
        return reading;
    }

    private Values read() {
        Values values = new Values(new PhraseIndex<>(), new HashMap<>());
        Map<String, List<ColumnProfile>> wanted = wanted();
        for (TableProfile table : tables) {
            List<ColumnProfile> columns = wanted.getOrDefault(table.sqlName(), List.of());
            if (!columns.isEmpty()) {
                Row row = sets(table, columns);
                for (int i = 0; i < columns.size(); i++) {
                    add(table, columns.get(i), row.getList(i), values);
                }
            }
        }
        return values;
    }

    private Row sets(TableProfile table, List<ColumnProfile> columns) {
        Dataset<Row> view = ViewColumns.table(session, table.sqlName());
        Column[] sets = columns.stream()
                .map(column -> collect_set(ViewColumns.column(view, table.sqlName(), column.sqlName())))
                .toArray(Column[]::new);
        return view.select(sets).first();
    }

    private static void add(TableProfile table, ColumnProfile column, List<String> stored, Values values) {
        values.byColumn().put(id(table.sqlName(), column.sqlName()), new HashSet<>(stored));
        stored.forEach(value -> values.phrases().add(value, new Place(table.sqlName(), column.sqlName(), value)));
    }

    /** The text columns to read, those with the fewest values first until there are enough. */
    private Map<String, List<ColumnProfile>> wanted() {
        record Candidate(TableProfile table, ColumnProfile column) {}
        List<Candidate> candidates = new ArrayList<>();
        for (TableProfile table : tables) {
            for (ColumnProfile column : table.rows() <= MAX_ROWS ? table.columns() : List.<ColumnProfile>of()) {
                ColumnProfile.Lengths lengths = column.lengths();
                if (column.type().kind() == ColumnType.Kind.STRING
                        && column.distinct().value() > 0
                        && column.distinct().value() <= MAX_DISTINCT
                        && (lengths == null || lengths.mean() <= PROSE_LENGTH)) {
                    candidates.add(new Candidate(table, column));
                }
            }
        }
        candidates.sort(
                Comparator.comparingLong(each -> each.column().distinct().value()));
        Map<String, List<ColumnProfile>> wanted = new HashMap<>();
        long left = MAX_VALUES;
        for (Candidate each : candidates) {
            left -= each.column().distinct().value();
            if (left >= 0) {
                wanted.computeIfAbsent(each.table().sqlName(), any -> new ArrayList<>())
                        .add(each.column());
            }
        }
        return wanted;
    }
}
