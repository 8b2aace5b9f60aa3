package io.github.bigdatamigrator.source.excel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Converts columns of sheets between letters and indexes from 0: {@code C} is 2, {@code A:B,D} is 0, 1 and 3. */
final class SheetColumns {
    /** More columns than any version of Excel has. */
    static final int MAXIMUM = 1 << 16;

    private SheetColumns() {}

    /** The column of a cell's address such as {@code AB12}; -1 if it has none. */
    static int index(String address) {
        int column = 0;
        for (int i = 0; i < address.length(); i++) {
            int letter = (address.charAt(i) | 32) - 'a';
            if (letter < 0 || letter > 25) {
                break;
            }
            column = Math.min(MAXIMUM, column * 26 + letter + 1);
        }
        return column - 1;
    }

    static String letters(int column) {
        String rest = column < 26 ? "" : letters(column / 26 - 1);
        return rest + (char) ('A' + column % 26);
    }

    /** The columns as ranges of letters. */
    static String format(BitSet columns) {
        List<String> ranges = new ArrayList<>();
        for (int from = columns.nextSetBit(0); from >= 0; ) {
            int end = columns.nextClearBit(from);
            ranges.add(letters(from) + (end > from + 1 ? ":" + letters(end - 1) : ""));
            from = columns.nextSetBit(end);
        }
        return String.join(",", ranges);
    }

    /** Parses the result of {@link #format}. */
    static BitSet parse(String ranges) {
        BitSet columns = new BitSet();
        for (String range : ranges.split(",", -1)) {
            String[] ends = range.split(":", -1);
            columns.set(index(ends[0]), index(ends[ends.length - 1]) + 1);
        }
        return columns;
    }
}
