package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Samples the distinct values of a column uniformly by their hashes: all of them up to the capacity, beyond it exactly
 * those below a threshold (adaptive sampling, Flajolet 1990). Samples of different columns can be intersected, since
 * they keep the same hashes. The content does not depend on the order of adding.
 */
public final class BottomKSample implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long EMPTY = 0;

    private final int capacity;
    private long[] slots = new long[16];
    private int size;
    private int level;

    /** @param capacity maximum hashes kept, at least 16 */
    public BottomKSample(int capacity) {
        this.capacity = Math.max(16, capacity);
    }

    /** Whether every hash that was added is kept. */
    public boolean complete() {
        return level == 0;
    }

    /** Number of hashes kept. */
    public int size() {
        return size;
    }

    /** Estimated number of distinct values; exact while {@link #complete}. */
    public double estimate() {
        return (double) size * (1L << level);
    }

    public void add(long hash) {
        long kept = hash == EMPTY ? 1 : hash;
        if (isBelowThreshold(kept) && insert(kept)) {
            while (size > capacity) {
                raiseLevel(level + 1);
            }
        }
    }

    /** Whether the hash is kept; meaningful only if {@link #covers} it. */
    public boolean contains(long hash) {
        long wanted = hash == EMPTY ? 1 : hash;
        for (int i = slot(wanted); slots[i] != EMPTY; i = (i + 1) & (slots.length - 1)) {
            if (slots[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether the sample keeps this hash if it is added. */
    public boolean covers(long hash) {
        return isBelowThreshold(hash == EMPTY ? 1 : hash);
    }

    public void merge(BottomKSample other) {
        if (other.level > level) {
            raiseLevel(other.level);
        }
        for (long hash : other.slots) {
            if (hash != EMPTY) {
                add(hash);
            }
        }
    }

    /** The kept hashes, in no particular order. */
    public long[] hashes() {
        return Arrays.stream(slots).filter(hash -> hash != EMPTY).toArray();
    }

    /** A copy with at most {@code newCapacity} hashes. */
    public BottomKSample thinned(int newCapacity) {
        BottomKSample copy = new BottomKSample(newCapacity);
        copy.merge(this);
        return copy;
    }

    private boolean isBelowThreshold(long hash) {
        return level == 0 || hash >>> (64 - level) == 0;
    }

    private void raiseLevel(int newLevel) {
        level = newLevel;
        rehash(slots.length);
    }

    private void rehash(int length) {
        long[] old = slots;
        slots = new long[length];
        size = 0;
        for (long hash : old) {
            if (hash != EMPTY && isBelowThreshold(hash)) {
                insert(hash);
            }
        }
    }

    private boolean insert(long hash) {
        int i = slot(hash);
        while (slots[i] != EMPTY) {
            if (slots[i] == hash) {
                return false;
            }
            i = (i + 1) & (slots.length - 1);
        }
        slots[i] = hash;
        if (++size * 2 > slots.length) {
            rehash(2 * slots.length);
        }
        return true;
    }

    private int slot(long hash) {
        // The high bits decide what is kept, so the low bits select the slot.
        return (int) hash & (slots.length - 1);
    }
}
