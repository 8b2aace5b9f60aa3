package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Every distinct spelling of a column's values with its count, as long as there are few: a cell met before costs one look-up and is
 * not read again. Keyed by the hash of the cell as it stands in the file; two spellings of one value share the value's own hash.
 */
final class Dictionary implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Longest text that is kept of a value. */
    static final int TEXT_LIMIT = 256;

    private static final int WORDS = 3;
    private static final int COUNT_BITS = 44;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int TEXT_BYTES_EACH = 64;

    private final int limit;
    // Three words a slot (counts up to 2^44), side by side for the sake of the processor's cache: spelling's hash,
    // value's hash, entry and count.
    private long[] slots = new long[16 * WORDS];
    private int mask = 15;
    private int size;
    private byte[] kinds = new byte[8];
    private byte[] scales = new byte[8];
    private boolean[] padded = new boolean[8];
    private long[] numbers = new long[8];
    private int[] characters = new int[8];
    private int[] textEnds = new int[8];
    private byte[] texts = new byte[64];
    private final ArrayList<BigDecimal> wides = new ArrayList<>();

    Dictionary(int limit) {
        this.limit = limit;
    }

    /** One spelling of a value. */
    interface Visitor {
        void visit(Dictionary dictionary, int entry, long spelling, long hash, long count);
    }

    /** Counts the spelling once more and returns its value's hash; 0 where it has not been met. */
    long seen(long spelling) {
        int i = (int) spelling & mask;
        while (true) {
            int at = i * WORDS;
            long key = slots[at];
            if (key == spelling) {
                slots[at + 2]++;
                return slots[at + 1];
            }
            if (key == 0) {
                return 0;
            }
            i = (i + 1) & mask;
        }
    }

    /** Whether it is over its limit of values or of bytes, so that it should be given up. */
    boolean full() {
        return size >= limit || textEnd(size) > (long) limit * TEXT_BYTES_EACH;
    }

    int size() {
        return size;
    }

    /** Adds a spelling that has not been met. */
    void put(
            long spelling,
            long hash,
            long count,
            byte kind,
            long number,
            int scale,
            int length,
            boolean blanksAround,
            byte[] bytes,
            int from,
            int to) {
        if (size == kinds.length) {
            growEntries();
        }
        int end = textEnd(size);
        int kept = Math.min(to - from, TEXT_LIMIT);
        if (kept < to - from) {
            while (kept > 0 && (bytes[from + kept] & 0xC0) == 0x80) {
                kept--;
            }
        }
        if (end + kept > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(end + kept, texts.length * 2));
        }
        System.arraycopy(bytes, from, texts, end, kept);
        kinds[size] = kind;
        scales[size] = (byte) scale;
        padded[size] = blanksAround;
        numbers[size] = number;
        characters[size] = length;
        textEnds[size] = end + kept;
        // 0 says that a spelling has not been met.
        insert(spelling, hash == 0 ? 1 : hash, (long) size << COUNT_BITS | count);
        size++;
        if (size * 2 > mask) {
            growSlots();
        }
    }

    /** Notes a decimal of more than 18 digits and returns the number to {@link #put} in its place. */
    int wide(BigDecimal value) {
        wides.add(value);
        return wides.size() - 1;
    }

    /** Counts the spelling that many times more; false where it has not been met. */
    boolean addIfMet(long spelling, long count) {
        for (int i = (int) spelling & mask; slots[i * WORDS] != 0; i = (i + 1) & mask) {
            if (slots[i * WORDS] == spelling) {
                slots[i * WORDS + 2] += count;
                return true;
            }
        }
        return false;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i <= mask; i++) {
            int at = i * WORDS;
            if (slots[at] != 0) {
                visitor.visit(
                        this,
                        (int) (slots[at + 2] >>> COUNT_BITS),
                        slots[at],
                        slots[at + 1],
                        slots[at + 2] & COUNT_MASK);
            }
        }
    }

    byte kind(int entry) {
        return kinds[entry];
    }

    int scale(int entry) {
        return scales[entry];
    }

    boolean padded(int entry) {
        return padded[entry];
    }

    long number(int entry) {
        return numbers[entry];
    }

    BigDecimal wideNumber(int entry) {
        return wides.get((int) numbers[entry]);
    }

    /** Characters of the value's whole text. */
    int characters(int entry) {
        return characters[entry];
    }

    byte[] texts() {
        return texts;
    }

    int textFrom(int entry) {
        return textEnd(entry);
    }

    int textTo(int entry) {
        return textEnds[entry];
    }

    private int textEnd(int entries) {
        return entries == 0 ? 0 : textEnds[entries - 1];
    }

    private void insert(long spelling, long hash, long entryAndCount) {
        int i = (int) spelling & mask;
        while (slots[i * WORDS] != 0) {
            i = (i + 1) & mask;
        }
        slots[i * WORDS] = spelling;
        slots[i * WORDS + 1] = hash;
        slots[i * WORDS + 2] = entryAndCount;
    }

    private void growSlots() {
        long[] old = slots;
        slots = new long[old.length * 2];
        mask = mask * 2 + 1;
        for (int at = 0; at < old.length; at += WORDS) {
            if (old[at] != 0) {
                insert(old[at], old[at + 1], old[at + 2]);
            }
        }
    }

    private void growEntries() {
        int larger = size * 2;
        kinds = Arrays.copyOf(kinds, larger);
        scales = Arrays.copyOf(scales, larger);
        padded = Arrays.copyOf(padded, larger);
        numbers = Arrays.copyOf(numbers, larger);
        characters = Arrays.copyOf(characters, larger);
        textEnds = Arrays.copyOf(textEnds, larger);
    }
}
