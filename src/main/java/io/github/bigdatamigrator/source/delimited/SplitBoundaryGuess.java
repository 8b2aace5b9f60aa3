package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/**
 * Guesses the start of a split's first row when the split may begin inside a quoted cell with line breaks. Tokenizes
 * the following bytes both ways, inside and outside quotes, and takes the way whose rows look more like the table's
 * (speculation: Ge et al., “Speculative distributed CSV data parsing for big data analytics”, SIGMOD 2019).
 * {@link SplitReconciler} checks the guess against the end of the previous split.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SplitBoundaryGuess(byte[] ahead, TextSplit split, boolean complete) {
    private static final int AHEAD_BYTES = 1 << 18;
    private static final int SAMPLE_ROWS = 200;

    static long guess(TextSplit split, Configuration hadoop) throws IOException {
        for (int length = AHEAD_BYTES; ; length = (int) Math.min(RowTokenizer.MAX_ROW_BYTES, length * 8L)) {
            byte[] ahead;
            // One byte earlier, since a line may end just before the split.
            try (InputStream in = TextStreams.open(split.textPath(), hadoop, split.start() - 1)) {
                ahead = in.readNBytes(length);
            }
            boolean complete = ahead.length < length;
            int first = new SplitBoundaryGuess(ahead, split, complete).firstRow();
            if (first >= 0) {
                return split.start() - 1 + first;
            }
            if (complete || length == RowTokenizer.MAX_ROW_BYTES) {
                return split.start() - 1 + ahead.length;
            }
        }
    }

    /** Index of the first row's first byte, or -1 if no line ends. */
    private int firstRow() throws IOException {
        int outside = afterLine(0);
        char quote = split.dialect().quote();
        int close = quote == '\0' ? -1 : closingQuote((byte) quote);
        if (close < 0) {
            return outside;
        }
        int inside = afterLine(close + 1);
        if (outside < 0 || inside < 0 || outside == inside) {
            return Math.max(outside, inside);
        }
        return plausibility(inside) > plausibility(outside) ? inside : outside;
    }

    private int afterLine(int from) {
        for (int i = from; i < ahead.length; i++) {
            if (ahead[i] == '\n') {
                return i + 1;
            }
            if (ahead[i] == '\r') {
                if (i + 1 < ahead.length) {
                    return ahead[i + 1] == '\n' ? i + 2 : i + 1;
                }
                return complete ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** Index of the first quote that ends a cell if the split begins inside one; -1 if there is none. */
    private int closingQuote(byte quote) {
        byte delimiter = (byte) split.dialect().delimiter().charAt(0);
        char escape = split.dialect().escape();
        for (int i = 1; i + 1 < ahead.length; i++) {
            if (escape != '\0' && escape != quote && ahead[i] == escape) {
                i++;
            } else if (ahead[i] == quote) {
                byte next = ahead[i + 1];
                if (next == delimiter || next == '\n' || next == '\r') {
                    return i;
                }
                i += next == quote ? 1 : 0;
            }
        }
        return -1;
    }

    /** Share of the rows from that index on with the table's number of cells and without stray quotes. */
    private double plausibility(int from) throws IOException {
        byte[] rest = Arrays.copyOfRange(ahead, from, ahead.length);
        int all = 0;
        int fitting = 0;
        try (RowTokenizer rows = RowTokenizer.of(rest, split.dialect())) {
            long strays = 0;
            while (all < SAMPLE_ROWS && rows.next()) {
                boolean whole = complete || rows.position() < rest.length;
                if (whole) {
                    all++;
                    fitting +=
                            rows.cells() == split.width() && rows.repairs().count(Kind.STRAY_QUOTE) == strays ? 1 : 0;
                }
                strays = rows.repairs().count(Kind.STRAY_QUOTE);
            }
        }
        return all == 0 ? 0 : (double) fitting / all;
    }
}
