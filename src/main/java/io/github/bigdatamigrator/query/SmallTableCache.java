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
 * The rows of small tables, held in memory for as long as their files stay as they are, and the session in which
 * queries on them are cheap. Conversations about the same files share them. Bounded in bytes; the table that was not
 * asked about for longest goes first.
 *
 * <p>Reading a table costs one Spark job when it is first asked about; each query costs one look at the length and time
 * of each file. Lives on the driver; safe for use by several threads.
 */
public final class SmallTableCache {
    private static final Logger LOG = LoggerFactory.getLogger(SmallTableCache.class);
    private static final long MOST_ROWS = 20_000;
    private static final long MOST_CELLS = 250_000;
    private static final long MOST_FILE_BYTES = 16L << 20;
    private static final int MOST_FILES = 16;
    private static final long MOST_TABLE_BYTES = 8L << 20;
    private static final long MOST_BYTES = 64L << 20;
    /** What Java needs for a row besides its bytes. */
    private static final long OF_A_ROW = 64;

    private final Supplier<SparkSession> sessions;
    private final Predicate<Origin> unchanged;
    private final Map<Key, Object> reading = new ConcurrentHashMap<>();
    private final Map<Key, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private @Nullable InterpretedSession cheap;

    /** Two tables of one key have the same rows. */
    record Key(String fingerprint, List<Shape> columns) {}

    private record Shape(
            String name, ColumnType type, @Nullable String pattern, List<String> nullMarkers) {
        static Shape of(ColumnProfile column) {
            return new Shape(column.sqlName(), column.type(), column.pattern(), column.nullMarkers());
        }
    }

    /** @param rows null where the table proved too large */
    private record Held(@Nullable CachedPartition rows, long bytes) {}

    /**
     * @param sessions makes a session with the settings of a conversation's; asked again when the one before was
     *     stopped
     * @param unchanged whether the files are as they were when they were profiled, and have been for long enough that a
     *     change would show
     */
    public SmallTableCache(Supplier<SparkSession> sessions, Predicate<Origin> unchanged) {
        this.sessions = sessions;
        this.unchanged = unchanged;
    }

    /** The session for queries on held rows, on the same Spark as that one; empty where that was stopped. */
    synchronized Optional<InterpretedSession> session(SparkSession beside) {
        if (beside.sparkContext().isStopped()) {
            return Optional.empty();
        }
        if (cheap == null || !cheap.on(beside)) {
            held.clear();
            bytes = 0;
            cheap = new InterpretedSession(sessions.get());
        }
        return Optional.of(cheap).filter(known -> known.on(beside));
    }

    /** Of a table that may be held as far as its profile tells. */
    static Optional<Key> key(TableProfile table) {
        boolean small = table.rows() <= MOST_ROWS
                && table.rows() * table.columns().size() <= MOST_CELLS
                && !table.columns().isEmpty()
                && table.origin().files().size() <= MOST_FILES
                && table.origin().bytes() <= MOST_FILE_BYTES;
        return small
                ? Optional.of(new Key(
                        table.origin().fingerprint(),
                        table.columns().stream().map(Shape::of).toList()))
                : Optional.empty();
    }

    /**
     * The rows of a table; empty where they cannot be held or its files have changed.
     *
     * @param view reads the table
     */
    Optional<CachedPartition> rows(Key key, Origin origin, LogicalPlan view, InterpretedSession session) {
        if (!unchanged.test(origin)) {
            return Optional.empty();
        }
        Held known = known(key);
        if (known == null) {
            // One reads, the others wait for it.
            synchronized (reading.computeIfAbsent(key, it -> new Object())) {
                known = known(key);
                if (known == null) {
                    known = read(key, view, session);
                }
            }
            reading.remove(key);
        }
        return Optional.ofNullable(known).map(Held::rows);
    }

    private synchronized @Nullable Held known(Key key) {
        return held.get(key);
    }

    private synchronized void keep(Key key, Held fresh) {
        held.put(key, fresh);
        bytes += fresh.bytes();
        Iterator<Held> eldest = held.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    private @Nullable Held read(Key key, LogicalPlan view, InterpretedSession session) {
        List<UnsafeRow> rows;
        try {
            rows = session.collect(session.plan(view), Integer.MAX_VALUE);
        } catch (RuntimeException e) {
            // A cell that does not fit must fail only the queries that read its column; those on the files tell.
            LOG.debug("A small table cannot be held in memory", e);
            return null;
        }
        long size = OF_A_ROW;
        for (UnsafeRow row : rows) {
            size += OF_A_ROW + row.getSizeInBytes();
        }
        Held fresh =
                size > MOST_TABLE_BYTES ? new Held(null, OF_A_ROW) : new Held(CachedPartition.of(session, rows), size);
        keep(key, fresh);
        return fresh;
    }
}
