package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the rows of small tables while their files are unchanged, and the session for queries on them. Conversations
 * about the same files share it. Bounded in bytes; evicts the least recently used table.
 *
 * <p>The first query on a table costs one Spark job to read it; each query costs one check of length and time of each
 * file. Lives on the driver; thread-safe.
 */
public final class SmallTableCache {
    private static final Logger LOG = LoggerFactory.getLogger(SmallTableCache.class);
    private static final long MAX_ROWS = 20_000;
    private static final long MAX_CELLS = 250_000;
    private static final long MAX_FILE_BYTES = 16L << 20;
    private static final int MAX_FILES = 16;
    private static final long MAX_TABLE_BYTES = 8L << 20;
    private static final long MAX_BYTES = 64L << 20;
    /** Bytes that Java needs for a row besides its data. */
    private static final long ROW_OVERHEAD = 64;

    private final Supplier<SparkSession> sessions;
    private final Predicate<Origin> unchanged;
    private final Map<Key, Object> loading = new ConcurrentHashMap<>();
    private final Map<Key, Entry> cached = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private @Nullable InterpretedSession interpreted;

    /** Identifies the rows of a table. */
    record Key(String fingerprint, List<Shape> columns) {}

    private record Shape(
            String name, ColumnType type, @Nullable String pattern, List<String> nullMarkers) {
        static Shape of(ColumnProfile column) {
            return new Shape(column.sqlName(), column.type(), column.pattern(), column.nullMarkers());
        }
    }

    /** @param rows null if the table is too large */
    private record Entry(@Nullable CachedPartition rows, long bytes) {}

    /**
     * @param sessions creates a session with the settings of a conversation; called again if the previous one was
     *     stopped
     * @param unchanged whether the files are unchanged since profiling, and old enough that a change would show
     */
    public SmallTableCache(Supplier<SparkSession> sessions, Predicate<Origin> unchanged) {
        this.sessions = sessions;
        this.unchanged = unchanged;
    }

    /**
     * The session for queries on cached rows, in the same Spark application as {@code beside}; empty if that was
     * stopped.
     */
    synchronized Optional<InterpretedSession> session(SparkSession beside) {
        if (beside.sparkContext().isStopped()) {
            return Optional.empty();
        }
        if (interpreted == null || !interpreted.runsOn(beside)) {
            cached.clear();
            bytes = 0;
            interpreted = new InterpretedSession(sessions.get());
        }
        return Optional.of(interpreted).filter(known -> known.runsOn(beside));
    }

    /** The key of a table that is small enough by its profile. */
    static Optional<Key> key(TableProfile table) {
        boolean small = table.rows() <= MAX_ROWS
                && table.rows() * table.columns().size() <= MAX_CELLS
                && !table.columns().isEmpty()
                && table.origin().files().size() <= MAX_FILES
                && table.origin().bytes() <= MAX_FILE_BYTES;
        return small
                ? Optional.of(new Key(
                        table.origin().fingerprint(),
                        table.columns().stream().map(Shape::of).toList()))
                : Optional.empty();
    }

    /**
     * The rows of a table; empty if they cannot be cached or the files have changed.
     *
     * @param view plan that reads the table
     */
    Optional<CachedPartition> rows(Key key, Origin origin, LogicalPlan view, InterpretedSession session) {
        if (!unchanged.test(origin)) {
            return Optional.empty();
        }
        Entry known = lookUp(key);
        if (known == null) {
            // One thread loads, the others wait for it.
            synchronized (loading.computeIfAbsent(key, it -> new Object())) {
                known = lookUp(key);
                if (known == null) {
                    known = load(key, view, session);
                }
            }
            loading.remove(key);
        }
        return Optional.ofNullable(known).map(Entry::rows);
    }

    private synchronized @Nullable Entry lookUp(Key key) {
        return cached.get(key);
    }

    private synchronized void put(Key key, Entry fresh) {
        cached.put(key, fresh);
        bytes += fresh.bytes();
        Iterator<Entry> eldest = cached.values().iterator();
        while (bytes > MAX_BYTES) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    private @Nullable Entry load(Key key, LogicalPlan view, InterpretedSession session) {
        List<UnsafeRow> rows;
        try {
            rows = session.collect(session.plan(view), Integer.MAX_VALUE);
        } catch (RuntimeException e) {
            // A cell that cannot be parsed must fail only the queries that read its column.
            LOG.debug("A small table cannot be cached", e);
            return null;
        }
        long size = ROW_OVERHEAD;
        for (UnsafeRow row : rows) {
            size += ROW_OVERHEAD + row.getSizeInBytes();
        }
        Entry fresh = size > MAX_TABLE_BYTES
                ? new Entry(null, ROW_OVERHEAD)
                : new Entry(CachedPartition.of(session, rows), size);
        put(key, fresh);
        return fresh;
    }
}
