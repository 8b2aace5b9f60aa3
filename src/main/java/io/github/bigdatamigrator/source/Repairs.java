package io.github.bigdatamigrator.source;

import java.io.Serial;
import java.io.Serializable;

/**
 * Counts of rows that did not fit and what was done about them; merges across splits. Travels from executors to the driver.
 */
public final class Repairs implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** For {@link #after} where it is not known how many lines there were. */
    static final long UNKNOWN_LINES = -1;

    private long shortRows;
    private long longRows;
    private long strayQuotes;
    private long undecodable;
    private long firstShortLine = -1;
    private long firstLongLine = -1;
    private long firstStrayQuoteLine = -1;

    /** A row had too few cells; the missing ones are null. */
    void shortRow(long line) {
        shortRows++;
        firstShortLine = earlier(firstShortLine, line);
    }

    /** A row had too many cells; what lies beyond the last column is joined to it. */
    void longRow(long line) {
        longRows++;
        firstLongLine = earlier(firstLongLine, line);
    }

    /** A quote was not closed, or text followed a closing quote; it was taken as it stands. */
    void strayQuote(long line) {
        strayQuotes++;
        firstStrayQuoteLine = earlier(firstStrayQuoteLine, line);
    }

    /** Bytes that the encoding does not know; read as U+FFFD. */
    void undecodable() {
        undecodable++;
    }

    /** The same, of a split that begins after that many lines of its file. */
    Repairs after(long lines) {
        Repairs moved = new Repairs();
        moved.merge(this);
        moved.firstShortLine = later(firstShortLine, lines);
        moved.firstLongLine = later(firstLongLine, lines);
        moved.firstStrayQuoteLine = later(firstStrayQuoteLine, lines);
        return moved;
    }

    private static long later(long line, long lines) {
        return line < 0 || lines == UNKNOWN_LINES ? -1 : line + lines;
    }

    public void merge(Repairs other) {
        shortRows += other.shortRows;
        longRows += other.longRows;
        strayQuotes += other.strayQuotes;
        undecodable += other.undecodable;
        firstShortLine = earlier(firstShortLine, other.firstShortLine);
        firstLongLine = earlier(firstLongLine, other.firstLongLine);
        firstStrayQuoteLine = earlier(firstStrayQuoteLine, other.firstStrayQuoteLine);
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

    /** Line number, from 1, of the first such row; -1 where there is none or it is not known. */
    public long firstShortLine() {
        return firstShortLine;
    }

    public long firstLongLine() {
        return firstLongLine;
    }

    public long firstStrayQuoteLine() {
        return firstStrayQuoteLine;
    }

    private static long earlier(long first, long second) {
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }
}
