package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Counts the distinct texts of a column's cells while they are few, so that a repeated cell costs one look-up and is
 * not parsed again. The key is the hash of the cell's original text; spellings of one value share the hash of the
 * value.
 */
final class Dictionary implements Serializable {
    @Serial
    private static final long serialVersionUID = 3L;

    /** Maximum bytes kept of a text. */
    static final int TEXT_LIMIT = 256;

    private static final int WORDS = 3;
    private static final int HASH = 1;
    private static final int COUNT = 2;
    private static final int ENTRY_BITS = 16;
    private static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;
    /** Up to this many values the table has eight slots for each, to avoid collisions. */
    private static final int FEW = 1 << 11;

    private static final int TEXT_BYTES_EACH = 64;

    private final int limit;
    // Open addressing; a slot holds the entry's number and a 16-bit tag of its spelling, so that the table fits the
    // CPU cache.
    private int[] slots = new int[64];
    private int mask = 63;
    // Per entry: hash of the spelling, hash of the value, count.
    private long[] entries = new long[8 * WORDS];
    private int size;
    private byte[] kinds = new byte[8];
    private byte[] scales = new byte[8];
    private byte[] marks = new byte[8];
    private long[] numbers = new long[8];
    private int[] characters = new int[8];
    private int[] textEnds = new int[8];
    private byte[] texts = new byte[64];
    private final ArrayList<BigDecimal> wides = new ArrayList<>();

    /** @param limit maximum spellings, at most 2^15, since merging may reach twice as many */
    Dictionary(int limit) {
        this.limit = limit;
    }

    /** Receives the entries. */
    interface Visitor {
        void visit(Dictionary dictionary, int entry, long spelling, long hash, long count);
    }

    /**
     * Counts known cells from {@code from} on; returns the first unknown cell, or {@code to}. Adds value hash times
     * weight to the hash of each row; skips nulls.
     */
    int countKnown(long[] spellings, int from, int to, long weight, long[] rowHashes) {
        int[] table = slots;
        int last = mask;
        long[] known = entries;
        for (int row = from; row < to; row++) {
            long spelling = spellings[row];
            if (spelling == 0) {
                continue;
            }
            int wanted = tag(spelling);
            int i = (int) spelling & last;
            int at = -1;
            while (true) {
                int slot = table[i];
                if (slot >>> ENTRY_BITS == wanted) {
                    at = (slot & ENTRY_MASK) * WORDS;
                    if (known[at] == spelling) {
                        break;
                    }
                } else if (slot == 0) {
                    return row;
                }
                i = (i + 1) & last;
            }
            known[at + COUNT]++;
            rowHashes[row] += known[at + HASH] * weight;
        }
        return to;
    }

    /** Counts the spelling and returns the hash of its value; 0 if it is unknown. */
    long countKnown(long spelling) {
        int at = find(spelling);
        if (at < 0) {
            return 0;
        }
        entries[at + COUNT]++;
        return entries[at + HASH];
    }

    private int find(long spelling) {
        int wanted = tag(spelling);
        for (int i = (int) spelling & mask; slots[i] != 0; i = (i + 1) & mask) {
            int at = (slots[i] & ENTRY_MASK) * WORDS;
            if (slots[i] >>> ENTRY_BITS == wanted && entries[at] == spelling) {
                return at;
            }
        }
        return -1;
    }

    /** Tag of bits that do not select the slot; never 0. */
    private static int tag(long spelling) {
        return (int) (spelling >>> (Long.SIZE - ENTRY_BITS)) | 1;
    }

    /** Whether the limit of values or bytes is reached. */
    boolean full() {
        return size >= limit || textEnd(size) > (long) limit * TEXT_BYTES_EACH;
    }

    int size() {
        return size;
    }

    /** Adds an unknown spelling. */
    void put(
            long spelling,
            long hash,
            long count,
            byte kind,
            long number,
            int scale,
            int length,
            int entryMarks,
            byte[] bytes,
            int from,
            int to) {
        if (size == kinds.length) {
            growEntries();
        }
        int end = textEnd(size);
        int kept = Utf8.prefixEnd(bytes, from, to, TEXT_LIMIT) - from;
        if (end + kept > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(end + kept, texts.length * 2));
        }
        System.arraycopy(bytes, from, texts, end, kept);
        kinds[size] = kind;
        scales[size] = (byte) scale;
        marks[size] = (byte) entryMarks;
        numbers[size] = number;
        characters[size] = length;
        textEnds[size] = end + kept;
        int at = size * WORDS;
        entries[at] = spelling;
        // 0 means unknown to countKnown.
        entries[at + HASH] = hash == 0 ? 1 : hash;
        entries[at + COUNT] = count;
        insert(size);
        size++;
        if (size * (size < FEW ? 8 : 2) > mask) {
            growSlots();
        }
    }

    /** Stores a decimal of more than 18 digits; returns its index, to {@link #put} as the number. */
    int addWide(BigDecimal value) {
        wides.add(value);
        return wides.size() - 1;
    }

    /** Adds to the count of a spelling; returns false if it is unknown. */
    private boolean addIfKnown(long spelling, long count) {
        int at = find(spelling);
        if (at >= 0) {
            entries[at + COUNT] += count;
        }
        return at >= 0;
    }

    /** Adds the entries of another dictionary. */
    void addAll(Dictionary other) {
        other.forEach((all, entry, spelling, hash, count) -> {
            if (!addIfKnown(spelling, count)) {
                byte kind = all.kind(entry);
                put(
                        spelling,
                        hash,
                        count,
                        kind,
                        kind == CellKind.WIDE ? addWide(all.wideNumber(entry)) : all.number(entry),
                        all.scale(entry),
                        all.characters(entry),
                        all.marks(entry),
                        all.texts(),
                        all.textFrom(entry),
                        all.textTo(entry));
            }
        });
    }

    /** Visits the entries in order of insertion. */
    void forEach(Visitor visitor) {
        for (int entry = 0; entry < size; entry++) {
            int at = entry * WORDS;
            visitor.visit(this, entry, entries[at], entries[at + HASH], entries[at + COUNT]);
        }
    }

    /** Whether all entries are texts or null markers. */
    boolean onlyTexts() {
        for (int entry = 0; entry < size; entry++) {
            if (kinds[entry] != CellKind.TEXT && kinds[entry] != CellKind.MARKER) {
                return false;
            }
        }
        return true;
    }

    byte kind(int entry) {
        return kinds[entry];
    }

    int scale(int entry) {
        return scales[entry];
    }

    /** Bits of {@link ColumnSketch#mark}. */
    int marks(int entry) {
        return marks[entry] & 0xFF;
    }

    long number(int entry) {
        return numbers[entry];
    }

    BigDecimal wideNumber(int entry) {
        return wides.get((int) numbers[entry]);
    }

    /** Characters of the uncut text. */
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

    private void insert(int entry) {
        long spelling = entries[entry * WORDS];
        int i = (int) spelling & mask;
        while (slots[i] != 0) {
            i = (i + 1) & mask;
        }
        slots[i] = tag(spelling) << ENTRY_BITS | entry;
    }

    private void growSlots() {
        slots = new int[slots.length * 2];
        mask = mask * 2 + 1;
        for (int entry = 0; entry < size; entry++) {
            insert(entry);
        }
    }

    private void growEntries() {
        int larger = size * 2;
        entries = Arrays.copyOf(entries, larger * WORDS);
        kinds = Arrays.copyOf(kinds, larger);
        scales = Arrays.copyOf(scales, larger);
        marks = Arrays.copyOf(marks, larger);
        numbers = Arrays.copyOf(numbers, larger);
        characters = Arrays.copyOf(characters, larger);
        textEnds = Arrays.copyOf(textEnds, larger);
    }
}
