package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values of a column: exact while there are few distinct ones, then counts that are at most {@link #error} too low
 * (Misra and Gries 1982; merging as in Agarwal et al., PODS 2012). Keeps the first 256 bytes of each value's text.
 */
public final class FrequentValues implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Most values that are kept. */
    static final int CAPACITY = 1024;

    private static final int TEXT_LIMIT = 256;

    private HashMap<Long, Entry> entries = new HashMap<>();
    private long error;

    /** A value and how often it was seen. */
    public record Frequent(String text, long count) {}

    private static final class Entry implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] text;
        private long count;

        Entry(byte[] text, long count) {
            this.text = text;
            this.count = count;
        }
    }

    public void add(long hash, byte[] bytes, int from, int to) {
        add(hash, bytes, from, to, 1);
    }

    void add(long hash, byte[] bytes, int from, int to, long count) {
        Entry entry = entries.get(hash);
        if (entry != null) {
            entry.count += count;
            return;
        }
        entries.put(hash, new Entry(Texts.prefix(bytes, from, to, TEXT_LIMIT), count));
        // Twice the capacity, so that the cost of thinning is spread over as many additions.
        if (entries.size() > 2 * CAPACITY) {
            thin();
        }
    }

    public void merge(FrequentValues other) {
        error += other.error;
        other.entries.forEach((hash, entry) -> {
            Entry mine = entries.get(hash);
            if (mine == null) {
                entries.put(hash, new Entry(entry.text, entry.count));
            } else {
                mine.count += entry.count;
                if (Arrays.compareUnsigned(entry.text, mine.text) < 0) {
                    // Two spellings of one number: which one is shown must not depend on the order of merging.
                    entries.put(hash, new Entry(entry.text, mine.count));
                }
            }
        });
        if (entries.size() > 2 * CAPACITY) {
            thin();
        }
    }

    /** How much a count may be too low; 0 while all counts are exact. */
    public long error() {
        return error;
    }

    /** The value of that hash and its count, or null where it is not kept. */
    public @Nullable Frequent find(long hash) {
        Entry entry = entries.get(hash);
        return entry == null ? null : new Frequent(Texts.decode(entry.text), entry.count);
    }

    /** At most that many values, most frequent first, equal counts in the order of their texts. */
    public List<Frequent> top(int limit) {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.<Entry>comparingLong(entry -> -entry.count)
                .thenComparing(entry -> entry.text, Arrays::compareUnsigned));
        return sorted.stream()
                .limit(limit)
                .map(entry -> new Frequent(Texts.decode(entry.text), entry.count))
                .toList();
    }

    private void thin() {
        long[] counts = entries.values().stream()
                .mapToLong(entry -> entry.count)
                .sorted()
                .toArray();
        long cut = counts[counts.length - CAPACITY];
        HashMap<Long, Entry> kept = new HashMap<>();
        for (Map.Entry<Long, Entry> entry : entries.entrySet()) {
            entry.getValue().count -= cut;
            if (entry.getValue().count > 0) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        entries = kept;
        error += cut;
    }
}
