package io.github.bigdatamigrator.sketch;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values of a column. Values fall by their hash into buckets of eight, and each bucket counts as
 * Misra and Gries (1982) do: a count is at most its bucket's error too low, and exact where that is 0. A cell costs one
 * look into one bucket. Merges bucket by bucket as in Agarwal et al., “Mergeable summaries”, PODS 2012. Keeps the first
 * 256 bytes of a value's text, taken when it is met again.
 */
public final class HeavyHitters implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int WAYS = 8;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int TAG_SHIFT = Long.SIZE - Byte.SIZE;
    private static final int TEXT_LIMIT = 256;
    private static final int CROWDED = 64;
    private static final int TELLING = 8;

    private final int buckets;
    private final long[] hashes;
    // A count stands above its bucket's base, which rises instead of all eight falling.
    private final long[] counts;
    private final long[] bases;
    private final byte[] @Nullable [] texts;
    // Of each bucket: a byte of each hash, to be compared all at once, and a bit for each place that is free.
    private transient long[] tags;
    private transient byte[] open;

    /** A value and how often it was seen: {@code count} to {@code count + error} times. */
    public record Frequent(String text, long count, long error) {}

    /** @param capacity values that are kept, a power of two of at least 32 */
    HeavyHitters(int capacity) {
        buckets = Integer.highestOneBit(capacity) / WAYS;
        hashes = new long[buckets * WAYS];
        counts = new long[buckets * WAYS];
        bases = new long[buckets];
        texts = new byte[buckets * WAYS][];
        tags = new long[buckets];
        open = new byte[buckets];
        Arrays.fill(open, (byte) -1);
    }

    void add(long hash, byte[] bytes, int from, int to) {
        int bucket = (int) (hash >>> 20) & (buckets - 1);
        int i = find(hash, bucket);
        if (i >= 0) {
            again(i, bucket, 1, bytes, from, to);
        } else if (open[bucket] != 0) {
            place(bucket * WAYS + Integer.numberOfTrailingZeros(open[bucket]), hash, bases[bucket] + 1);
        } else {
            bases[bucket]++;
            reopen(bucket);
        }
    }

    void add(long hash, byte[] bytes, int from, int to, long times) {
        int bucket = (int) (hash >>> 20) & (buckets - 1);
        int i = find(hash, bucket);
        if (i >= 0) {
            again(i, bucket, times, bytes, from, to);
            return;
        }
        i = first(hash, bucket, times);
        if (i >= 0) {
            texts[i] = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
        }
    }

    /** Where the value stands, or -1. */
    private int find(long hash, int bucket) {
        long same = tags[bucket] ^ ((hash >>> TAG_SHIFT) * ONES);
        for (long hits = (same - ONES) & ~same & HIGHS; hits != 0; hits &= hits - 1) {
            int i = bucket * WAYS + (Long.numberOfTrailingZeros(hits) >>> 3);
            if (hashes[i] == hash) {
                return i;
            }
        }
        return -1;
    }

    private void place(int i, long hash, long count) {
        hashes[i] = hash;
        counts[i] = count;
        if (texts[i] != null) {
            texts[i] = null;
        }
        int bucket = i / WAYS;
        int shift = (i % WAYS) * Byte.SIZE;
        tags[bucket] = (tags[bucket] & ~(0xFFL << shift)) | (hash >>> TAG_SHIFT) << shift;
        open[bucket] &= (byte) ~(1 << (i % WAYS));
    }

    private void reopen(int bucket) {
        int free = 0;
        for (int i = 0; i < WAYS; i++) {
            free |= counts[bucket * WAYS + i] <= bases[bucket] ? 1 << i : 0;
        }
        open[bucket] = (byte) free;
    }

    private void again(int i, int bucket, long times, byte[] bytes, int from, int to) {
        counts[i] = Math.max(counts[i], bases[bucket]) + times;
        open[bucket] &= (byte) ~(1 << (i % WAYS));
        // Where a bucket has seen much, a value that was met a few times is on its way out, and copying its text not
        // worth the time.
        if (texts[i] == null && (bases[bucket] < CROWDED || counts[i] - bases[bucket] >= TELLING)) {
            texts[i] = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
        }
    }

    /** Returns where the value stands now, or -1 where the others outweigh it. */
    private int first(long hash, int bucket, long times) {
        int least = bucket * WAYS;
        for (int i = least; i < (bucket + 1) * WAYS; i++) {
            if (counts[i] < counts[least]) {
                least = i;
            }
            if (counts[i] <= bases[bucket]) {
                // A place that is free is as good as any.
                least = i;
                break;
            }
        }
        long above = Math.max(0, counts[least] - bases[bucket]);
        if (times <= above) {
            bases[bucket] += times;
            reopen(bucket);
            return -1;
        }
        bases[bucket] += above;
        reopen(bucket);
        place(least, hash, bases[bucket] + times - above);
        return least;
    }

    void merge(HeavyHitters other) {
        int inEach = WAYS * Math.max(1, other.buckets / buckets);
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<Entry> entries = new ArrayList<>(WAYS + inEach);
            long base = collect(bucket, entries);
            // A bucket of fewer takes all those whose hashes would have fallen into it.
            for (int theirs = bucket & (other.buckets - 1); theirs < other.buckets; theirs += buckets) {
                base += other.collect(theirs, entries);
            }
            replace(bucket, joined(entries), base);
        }
    }

    private static final class Entry {
        private static final Entry NOTHING = new Entry(0, 0, null);

        private final long hash;
        private final long count;
        private final byte @Nullable [] text;

        Entry(long hash, long count, byte @Nullable [] text) {
            this.hash = hash;
            this.count = count;
            this.text = text;
        }
    }

    private long collect(int bucket, List<Entry> entries) {
        for (int i = bucket * WAYS; i < (bucket + 1) * WAYS; i++) {
            if (counts[i] > bases[bucket]) {
                entries.add(new Entry(hashes[i], counts[i] - bases[bucket], texts[i]));
            }
        }
        return bases[bucket];
    }

    private static List<Entry> joined(List<Entry> entries) {
        entries.sort(Comparator.comparingLong((Entry entry) -> entry.hash));
        List<Entry> joined = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Entry last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.hash == entry.hash) {
                joined.set(
                        joined.size() - 1,
                        new Entry(last.hash, last.count + entry.count, earlier(last.text, entry.text)));
            } else {
                joined.add(entry);
            }
        }
        joined.sort(Comparator.comparingLong((Entry entry) -> -entry.count).thenComparingLong(entry -> entry.hash));
        return joined;
    }

    /** Two spellings of one number: which one is shown must not depend on the order of merging. */
    private static byte @Nullable [] earlier(byte @Nullable [] left, byte @Nullable [] right) {
        return left == null ? right : right == null || Arrays.compareUnsigned(left, right) <= 0 ? left : right;
    }

    private void replace(int bucket, List<Entry> entries, long error) {
        long cut = entries.size() > WAYS ? entries.get(WAYS).count : 0;
        bases[bucket] = error + cut;
        for (int k = 0; k < WAYS; k++) {
            int i = bucket * WAYS + k;
            Entry entry = k < entries.size() ? entries.get(k) : Entry.NOTHING;
            boolean kept = entry.count > cut;
            hashes[i] = kept ? entry.hash : 0;
            counts[i] = kept ? error + entry.count : 0;
            texts[i] = kept ? entry.text : null;
        }
        describe(bucket);
    }

    private void describe(int bucket) {
        long bytes = 0;
        for (int i = 0; i < WAYS; i++) {
            bytes |= (hashes[bucket * WAYS + i] >>> TAG_SHIFT) << (i * Byte.SIZE);
        }
        tags[bucket] = bytes;
        reopen(bucket);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        tags = new long[buckets];
        open = new byte[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            describe(bucket);
        }
    }

    /** At most that many values, most frequent first, equal counts in the order of their texts. */
    List<Frequent> top(int limit) {
        List<Frequent> all = new ArrayList<>();
        for (int i = 0; i < hashes.length; i++) {
            long base = bases[i / WAYS];
            byte[] text = texts[i];
            if (counts[i] > base && text != null) {
                all.add(new Frequent(Utf8.decode(text), counts[i] - base, base));
            }
        }
        return top(all, limit);
    }

    static List<Frequent> top(List<Frequent> values, int limit) {
        return values.stream()
                .sorted(Comparator.comparingLong((Frequent value) -> -value.count)
                        .thenComparing(Frequent::text))
                .limit(limit)
                .toList();
    }
}
