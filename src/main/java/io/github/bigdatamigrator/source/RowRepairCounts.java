package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts the repaired rows by kind of repair, with the first line numbers; merges across splits. Travels from executors
 * to the driver.
 */
public final class RowRepairCounts implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    /** For {@link #shiftedBy} when the number of lines is unknown. */
    public static final long UNKNOWN_LINES = -1;

    /** What was repaired, and how. */
    public enum Kind {
        SHORT_ROW("rows have too few cells", "the missing ones are null", Severity.HIGH),
        LONG_ROW("rows have too many cells", "the surplus is kept in the last column", Severity.HIGH),
        /** An unclosed quote, or text after a closing quote. */
        STRAY_QUOTE("cells have a quote out of place", "kept unchanged", Severity.MEDIUM),
        /** A cell with bytes that are invalid in the encoding; they are read as U+FFFD. */
        UNDECODABLE("cells hold bytes that the encoding does not know", "", Severity.HIGH),
        NUL("rows hold NUL bytes", "kept as part of their cells", Severity.MEDIUM),
        /** In text with columns of fixed widths. */
        NO_GAP("lines have no blank between two columns", "a value may be cut there", Severity.LOW),
        EMPTY_AT_END("rows at the end hold no value", "left out", Severity.LOW),
        COMMENT("comment lines", "left out", Severity.LOW);

        private final String what;
        private final String remedy;
        private final Severity severity;

        Kind(String what, String remedy, Severity severity) {
            this.what = what;
            this.remedy = remedy;
            this.severity = severity;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private final long[] counts = new long[KINDS.length];
    private final SmallestLineNumbers[] lines = new SmallestLineNumbers[KINDS.length];

    /** No repairs. */
    public RowRepairCounts() {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new SmallestLineNumbers();
        }
    }

    /** Counts a repair on that line if it was made. */
    public void addIf(boolean made, Kind kind, long line) {
        if (made) {
            add(kind, line);
        }
    }

    /** Counts a repair on that line. */
    public void add(Kind kind, long line) {
        counts[kind.ordinal()]++;
        lines[kind.ordinal()].add(line);
    }

    /** Counts a cell with bytes that are invalid in the encoding. */
    public void undecodable() {
        counts[Kind.UNDECODABLE.ordinal()]++;
    }

    /** The same counts for a split that begins after that many lines of its file. */
    public RowRepairCounts shiftedBy(long before) {
        RowRepairCounts moved = new RowRepairCounts();
        for (int i = 0; i < counts.length; i++) {
            moved.counts[i] = counts[i];
            if (before != UNKNOWN_LINES) {
                moved.lines[i].merge(lines[i].shiftedBy(before));
            }
        }
        return moved;
    }

    public void merge(RowRepairCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
            lines[i].merge(other.lines[i]);
        }
    }

    public long count(Kind kind) {
        return counts[kind.ordinal()];
    }

    /** Line numbers, from 1, of the first few; empty when unknown. */
    public List<Long> lines(Kind kind) {
        return lines[kind.ordinal()].list();
    }

    /** One problem for each kind that occurs. */
    public List<Problem> problems(String table) {
        List<Problem> problems = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (count(kind) > 0) {
                String remedy = kind.remedy.isEmpty() ? "" : "; " + kind.remedy;
                problems.add(new Problem(table, kind.what + places(kind) + remedy, count(kind), kind.severity));
            }
        }
        return problems;
    }

    /** Names all lines if they are few, else the first ones; nothing if a stopped scan does not know them. */
    private String places(Kind kind) {
        List<Long> first = lines(kind);
        if (first.isEmpty()) {
            return "";
        }
        String numbers = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (count(kind) > first.size() ? ", the first at line " : ", at line ") + numbers;
    }
}
