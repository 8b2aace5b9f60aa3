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
 * Finds the most frequent values of a column. Hashes select buckets of eight counters, each counted as by Misra and
 * Gries (1982): a count is too low by at most the error of its bucket, and exact if that is 0. A cell touches one
 * bucket. Buckets merge as in Agarwal et al., “Mergeable summaries”, PODS 2012. Keeps the first 256 bytes of a text,
 * copied at the second occurrence.
 */
public final class HeavyHitters implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int WAYS = 8;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int TAG_SHIFT = Long.SIZE - Byte.SIZE;
    private static final int TEXT_LIMIT = 256;
    private static final int CROWDED_BASE = 64;
    private static final int MIN_COUNT_FOR_TEXT = 8;

    private final int buckets;
    private final long[] hashes;
    // A counter is its count minus the base of its bucket: raising the base decrements all eight at once.
    private final long[] counts;
    private final long[] bases;
    private final byte[] @Nullable [] texts;
    // Per bucket: one byte of each hash, compared all at once, and a bit per free place.
    private transient long[] tags;
    private transient byte[] freePlaces;

    /** A value that occurs {@code count} to {@code count + error} times. */
    public record Frequent(String text, long count, long error) {}

    /** @param capacity maximum values kept, a power of two of at least 32 */
    HeavyHitters(int capacity) {
        buckets = Integer.highestOneBit(capacity) / WAYS;
        hashes = new long[buckets * WAYS];
        counts = new long[buckets * WAYS];
        bases = new long[buckets];
        texts = new byte[buckets * WAYS][];
        tags = new long[buckets];
        freePlaces = new byte[buckets];
        Arrays.fill(freePlaces, (byte) -1);
    }

    void add(long hash, byte[] bytes, int from, int to) {
        int bucket = (int) (hash >>> 20) & (buckets - 1);
        int i = find(hash, bucket);
        if (i >= 0) {
            increment(i, bucket, 1, bytes, from, to);
        } else if (freePlaces[bucket] != 0) {
            put(bucket * WAYS + Integer.numberOfTrailingZeros(freePlaces[bucket]), hash, bases[bucket] + 1);
        } else {
            bases[bucket]++;
            updateFreePlaces(bucket);
        }
    }

    void add(long hash, byte[] bytes, int from, int to, long times) {
        int bucket = (int) (hash >>> 20) & (buckets - 1);
        int i = find(hash, bucket);
        if (i >= 0) {
            increment(i, bucket, times, bytes, from, to);
            return;
        }
        i = replaceSmallest(hash, bucket, times);
        if (i >= 0) {
            texts[i] = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
        }
    }

    /** Index of the value, or -1. */
    private int find(long hash, int bucket) {
        long same = tags[bucket] ^ ((hash >>> TAG_SHIFT) * ONES);
        for (long hits = (same - ONES) & ~same & HIGHS; hits != 0; hits &= hits - 1) {
            // The number of bytes below the lowest bit: numberOfTrailingZeros is slow in the quick compiler (C1).
            int i = bucket * WAYS + (int) ((((((hits & -hits) - 1) >>> 7) & ONES) * ONES) >>> 56);
            if (hashes[i] == hash) {
                return i;
            }
        }
        return -1;
    }

    private void put(int i, long hash, long count) {
        hashes[i] = hash;
        counts[i] = count;
        if (texts[i] != null) {
            texts[i] = null;
        }
        int bucket = i / WAYS;
        int shift = (i % WAYS) * Byte.SIZE;
        tags[bucket] = (tags[bucket] & ~(0xFFL << shift)) | (hash >>> TAG_SHIFT) << shift;
        freePlaces[bucket] &= (byte) ~(1 << (i % WAYS));
    }

    private void updateFreePlaces(int bucket) {
        int free = 0;
        for (int i = 0; i < WAYS; i++) {
            free |= counts[bucket * WAYS + i] <= bases[bucket] ? 1 << i : 0;
        }
        freePlaces[bucket] = (byte) free;
    }

    private void increment(int i, int bucket, long times, byte[] bytes, int from, int to) {
        counts[i] = Math.max(counts[i], bases[bucket]) + times;
        freePlaces[bucket] &= (byte) ~(1 << (i % WAYS));
        // In a crowded bucket a rare value is soon replaced, so copying its text is not worth the time.
        if (texts[i] == null && (bases[bucket] < CROWDED_BASE || counts[i] - bases[bucket] >= MIN_COUNT_FOR_TEXT)) {
            texts[i] = Utf8.prefix(bytes, from, to, TEXT_LIMIT);
        }
    }

    /** Returns the index of the value, or -1 if the others are more frequent. */
    private int replaceSmallest(long hash, int bucket, long times) {
        int least = bucket * WAYS;
        for (int i = least; i < (bucket + 1) * WAYS; i++) {
            if (counts[i] < counts[least]) {
                least = i;
            }
            if (counts[i] <= bases[bucket]) {

                least = i;
                break;
            }
        }
        long above = Math.max(0, counts[least] - bases[bucket]);
        if (times <= above) {
            bases[bucket] += times;
            updateFreePlaces(bucket);
            return -1;
        }
        bases[bucket] += above;
        updateFreePlaces(bucket);
        put(least, hash, bases[bucket] + times - above);
        return least;
    }

    void merge(HeavyHitters other) {
        int inEach = WAYS * Math.max(1, other.buckets / buckets);
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<Entry> entries = new ArrayList<>(WAYS + inEach);
            long base = addEntries(bucket, entries);
            // A smaller sketch merges all buckets whose hashes select the same of its buckets.
            for (int theirs = bucket & (other.buckets - 1); theirs < other.buckets; theirs += buckets) {
                base += other.addEntries(theirs, entries);
            }
            replaceBucket(bucket, combined(entries), base);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(long hash, long count, byte @Nullable [] text) {
        private static final Entry NOTHING = new Entry(0, 0, null);
    }

    private long addEntries(int bucket, List<Entry> entries) {
        for (int i = bucket * WAYS; i < (bucket + 1) * WAYS; i++) {
            if (counts[i] > bases[bucket]) {
                entries.add(new Entry(hashes[i], counts[i] - bases[bucket], texts[i]));
            }
        }
        return bases[bucket];
    }

    private static List<Entry> combined(List<Entry> entries) {
        entries.sort(Comparator.comparingLong((Entry entry) -> entry.hash));
        List<Entry> joined = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Entry last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.hash == entry.hash) {
                joined.set(
                        joined.size() - 1,
                        new Entry(last.hash, last.count + entry.count, smallerText(last.text, entry.text)));
            } else {
                joined.add(entry);
            }
        }
        joined.sort(Comparator.comparingLong((Entry entry) -> -entry.count).thenComparingLong(entry -> entry.hash));
        return joined;
    }

    /** Chooses one of two spellings of a number, independently of the order of merging. */
    private static byte @Nullable [] smallerText(byte @Nullable [] left, byte @Nullable [] right) {
        return left == null ? right : right == null || Arrays.compareUnsigned(left, right) <= 0 ? left : right;
    }

    private void replaceBucket(int bucket, List<Entry> entries, long error) {
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
        rebuildTags(bucket);
    }

    private void rebuildTags(int bucket) {
        long bytes = 0;
        for (int i = 0; i < WAYS; i++) {
            bytes |= (hashes[bucket * WAYS + i] >>> TAG_SHIFT) << (i * Byte.SIZE);
        }
        tags[bucket] = bytes;
        updateFreePlaces(bucket);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        tags = new long[buckets];
        freePlaces = new byte[buckets];
        for (int bucket = 0; bucket < buckets; bucket++) {
            rebuildTags(bucket);
        }
    }

    /** At most {@code limit} values, most frequent first, equal counts by text. */
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
