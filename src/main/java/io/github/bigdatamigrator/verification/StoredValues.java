package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.ValueFinder.Mention;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the distinct values of text columns that have few enough. Reads them when they are first needed, on a thread of
 * its own, with one query per table. For some seconds callers wait for them, then they go on without until they are
 * read. Thread-safe.
 */
final class StoredValues {
    private static final int MAX_DISTINCT = 10_000;
    private static final int MAX_VALUES = 300_000;
    private static final long MAX_ROWS = 10_000_000;
    private static final int PROSE_LENGTH = 80;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A control character that no text of a file should have. */
    private static final String SEPARATOR = "\u001f";

    private final QueryEngine queries;
    private final List<TableProfile> tables;
    private @Nullable CompletableFuture<Values> reading;
    private volatile long deadline;

    private record Place(String table, String column, String value) {}

    /** @param complete whether the values of all text columns but prose are known */
    private record Values(PhraseIndex<Place> phrases, Map<String, Set<String>> byColumn, boolean complete) {}

    StoredValues(QueryEngine queries, List<TableProfile> tables) {
        this.queries = queries;
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
        return known(table, column).map(known -> known.contains(value));
    }

    Optional<Boolean> holdsInAnyCase(String table, String column, String value) {
        return known(table, column).map(known -> known.stream().anyMatch(value::equalsIgnoreCase));
    }

    private Optional<Set<String>> known(String table, String column) {
        return values().map(values -> values.byColumn().get(id(table, column)));
    }

    Optional<List<Mention>> containing(String text) {
        String folded = FoldedWords.fold(text);
        return values().filter(Values::complete)
                .map(values -> tables.stream()
                        .flatMap(table -> table.columns().stream()
                                .flatMap(column -> values
                                        .byColumn()
                                        .getOrDefault(id(table.sqlName(), column.sqlName()), Set.of())
                                        .stream()
                                        .filter(value -> FoldedWords.fold(value).contains(folded))
                                        .min(Comparator.comparingInt(String::length)
                                                .thenComparing(Comparator.naturalOrder()))
                                        .stream()
                                        .map(value -> new Mention(
                                                table.sqlName(),
                                                column.sqlName(),
                                                value,
                                                folded,
                                                value.length() - text.length()))))
                        .sorted(Comparator.comparingInt(Mention::distance))
                        .toList());
    }

    private static String id(String table, String column) {
        return (table + "\u0001" + column).toLowerCase(Locale.ROOT);
    }

    private Optional<Values> values() {
        CompletableFuture<Values> known = start();
        try {
            return Optional.of(known.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            // Hints are optional; the query itself reports problems of the data.
            forget();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized void forget() {
        reading = null;
    }

    private synchronized CompletableFuture<Values> start() {
        if (reading == null) {
            deadline = System.nanoTime() + WAIT_NANOS;
            reading = CompletableFuture.supplyAsync(this::read, StoredValues::startThread);
        }
        return reading;
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "stored-values");
        thread.setDaemon(true);
        thread.start();
    }

    private Values read() {
        Map<String, List<ColumnProfile>> wanted = wanted();
        boolean complete = tables.stream()
                .allMatch(table -> table.columns().stream()
                        .filter(StoredValues::isText)
                        .allMatch(wanted.getOrDefault(table.sqlName(), List.of())::contains));
        Values values = new Values(new PhraseIndex<>(), new HashMap<>(), complete);
        for (TableProfile table : tables) {
            List<ColumnProfile> columns = wanted.getOrDefault(table.sqlName(), List.of());
            if (!columns.isEmpty()) {
                List<@Nullable Object> sets = sets(table, columns);
                for (int i = 0; i < columns.size(); i++) {
                    add(
                            table,
                            columns.get(i),
                            List.of(String.valueOf(sets.get(i)).split(SEPARATOR, -1)),
                            values);
                }
            }
        }
        return values;
    }

    /** The distinct values of each column, joined by a separator. */
    private List<@Nullable Object> sets(TableProfile table, List<ColumnProfile> columns) {
        String sets = columns.stream()
                .map(column ->
                        "array_join(collect_set(" + SqlIdentifiers.quote(column.sqlName()) + "), '" + SEPARATOR + "')")
                .collect(Collectors.joining(", "));
        return queries.run("SELECT " + sets + " FROM " + SqlIdentifiers.quote(table.sqlName()))
                .rows()
                .get(0);
    }

    private static void add(TableProfile table, ColumnProfile column, List<String> stored, Values values) {
        values.byColumn().put(id(table.sqlName(), column.sqlName()), new HashSet<>(stored));
        stored.forEach(value -> values.phrases().add(value, new Place(table.sqlName(), column.sqlName(), value)));
    }

    /** Whether the column has values that are texts, but no prose. */
    private static boolean isText(ColumnProfile column) {
        ColumnProfile.Lengths lengths = column.lengths();
        return column.type().kind() == ColumnType.Kind.STRING
                && column.distinct().value() > 0
                && (lengths == null || lengths.mean() <= PROSE_LENGTH);
    }

    /** The text columns to read, those with the fewest values first until there are enough. */
    private Map<String, List<ColumnProfile>> wanted() {
        record Candidate(TableProfile table, ColumnProfile column) {}
        List<Candidate> candidates = new ArrayList<>();
        for (TableProfile table : tables) {
            for (ColumnProfile column : table.rows() <= MAX_ROWS ? table.columns() : List.<ColumnProfile>of()) {
                if (isText(column) && column.distinct().value() <= MAX_DISTINCT) {
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
