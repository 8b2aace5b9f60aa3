package io.github.bigdatamigrator.source;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * Counts the repaired rows by kind of repair, with the first line numbers; merges across splits. Travels from executors
 * to the driver.
 */
public final class RowRepairCounts implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For {@link #shiftedBy} when the number of lines is unknown. */
    public static final long UNKNOWN_LINES = -1;

    private long shortRows;
    private long longRows;
    private long strayQuotes;
    private long undecodable;
    private final SmallestLineNumbers shortLines = new SmallestLineNumbers();
    private final SmallestLineNumbers longLines = new SmallestLineNumbers();
    private final SmallestLineNumbers strayQuoteLines = new SmallestLineNumbers();

    /** Counts a row with too few cells; the missing ones are null. */
    public void shortRow(long line) {
        shortRows++;
        shortLines.add(line);
    }

    /** Counts a row with too many cells; the surplus is appended to the last column. */
    public void longRow(long line) {
        longRows++;
        longLines.add(line);
    }

    /** Counts an unclosed quote, or text after a closing quote; the quote is read as text. */
    public void strayQuote(long line) {
        strayQuotes++;
        strayQuoteLines.add(line);
    }

    /** Counts a cell with bytes that are invalid in the encoding; they are read as U+FFFD. */
    public void undecodable() {
        undecodable++;
    }

    /** The same counts for a split that begins after that many lines of its file. */
    public RowRepairCounts shiftedBy(long lines) {
        RowRepairCounts moved = new RowRepairCounts();
        moved.shortRows = shortRows;
        moved.longRows = longRows;
        moved.strayQuotes = strayQuotes;
        moved.undecodable = undecodable;
        if (lines != UNKNOWN_LINES) {
            moved.shortLines.merge(shortLines.shiftedBy(lines));
            moved.longLines.merge(longLines.shiftedBy(lines));
            moved.strayQuoteLines.merge(strayQuoteLines.shiftedBy(lines));
        }
        return moved;
    }

    public void merge(RowRepairCounts other) {
        shortRows += other.shortRows;
        longRows += other.longRows;
        strayQuotes += other.strayQuotes;
        undecodable += other.undecodable;
        shortLines.merge(other.shortLines);
        longLines.merge(other.longLines);
        strayQuoteLines.merge(other.strayQuoteLines);
    }

    public long shortRows() {
        return shortRows;
    }

    public long longRows() {
        return longRows;
    }

    public long strayQuotes() {
        return strayQuotes;
    }

    public long undecodableCells() {
        return undecodable;
    }

    /** Line numbers, from 1, of the first few; empty when unknown. */
    public List<Long> shortLines() {
        return shortLines.list();
    }

    /** Line numbers, from 1, of the first few. */
    public List<Long> longLines() {
        return longLines.list();
    }

    /** Line numbers, from 1, of the first few. */
    public List<Long> strayQuoteLines() {
        return strayQuoteLines.list();
    }
}
