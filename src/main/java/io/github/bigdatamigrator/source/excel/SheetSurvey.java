package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.SourceFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds what one pass over a sheet finds: its used columns, its end and unusual cells. */
public final class SheetSurvey {
    /** Rows at the end that are kept for the search for a footer, and rows at the begin that show the columns. */
    private static final int TAIL_ROWS = 128;
    /** A column without a name with at most one cell in so many rows holds cells beside the table. */
    private static final int STRAY_SHARE = 20;

    private static final int MAX_SHOWN = 5;
    private static final int INTERRUPT_MASK = (1 << 12) - 1;

    private final WorkbookReader.Sheet sheet;
    private final SourceFormat format;
    private final CellCounts counts = new CellCounts();
    private final BitSet used = new BitSet();
    private final SheetRow[] last = new SheetRow[TAIL_ROWS];
    private long[] cells = new long[64];
    private int[] firstRows = new int[64];
    private long rows;
    private int lastRow;
    private int storedRows;
    private byte[] tail = new byte[0];

    private SheetCopies.@Nullable Writer copy;

    private SheetSurvey(WorkbookReader.Sheet sheet, SourceFormat format) {
        this.sheet = sheet;
        this.format = format;
    }

    static SheetSurvey of(WorkbookReader book, WorkbookReader.Sheet sheet, SourceFormat format, DataFile file)
            throws IOException {
        SheetSurvey survey = new SheetSurvey(sheet, format);
        SheetCopies.Key key = new SheetCopies.Key(file, sheet.name());
        if (sheet.hasCells()) {
            for (int i = 0; i < TAIL_ROWS; i++) {
                survey.last[i] = new SheetRow(book.from1904(), survey.counts);
            }
            try (WorkbookReader.Rows rows = book.rows(sheet.name())) {
                survey.read(rows, key);
            } finally {
                if (survey.copy != null) {
                    survey.copy.close();
                }
            }
            Arrays.fill(survey.last, null);
        }
        return survey;
    }

    private void read(WorkbookReader.Rows stored, SheetCopies.Key key) throws IOException {
        SheetRow row = last[0];
        while (stored.next(row)) {
            storedRows = Math.max(storedRows, row.number());
            if ((row.number() & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
                throw new MigratorException(ErrorCode.CANCELLED, "Stopped before anything was profiled.");
            }
            if (row.width() > 0) {
                add(row);
                rows++;
                copy(row, key);
                row = last[(int) (rows % TAIL_ROWS)];
            }
        }
        if (copy != null) {
            copy.finish(used);
            copy = null;
        }
        if (rows > 0) {
            SheetLines lines = new SheetLines(used);
            long first = Math.max(0, rows - TAIL_ROWS);
            lines.skipTo(last[(int) (first % TAIL_ROWS)].number() - 1);
            for (long i = first; i < rows; i++) {
                lines.add(last[(int) (i % TAIL_ROWS)]);
            }
            tail = lines.bytes();
        }
    }

    /** Copies the rows of a large sheet with the columns that its first rows use. */
    private void copy(SheetRow row, SheetCopies.Key key) {
        if (copy != null) {
            copy.add(row);
        } else if (rows == TAIL_ROWS && key.isLarge()) {
            copy = new SheetCopies.Writer(key, (BitSet) used.clone());
            for (SheetRow first : last) {
                copy.add(first);
            }
        }
    }

    private void add(SheetRow row) {
        lastRow = row.number();
        if (row.width() > cells.length) {
            cells = Arrays.copyOf(cells, row.width() * 2);
            firstRows = Arrays.copyOf(firstRows, row.width() * 2);
        }
        for (int i = 0; i < row.width(); i++) {
            if (row.hasValue(i)) {
                used.set(i);
                firstRows[i] = cells[i]++ == 0 ? row.number() : firstRows[i];
            }
        }
    }

    public String sheet() {
        return sheet.name();
    }

    /** Whether no cell has a value. */
    public boolean isEmpty() {
        return used.isEmpty();
    }

    public SheetAddress address() {
        return new SheetAddress(format, sheet.name(), SheetColumns.format(used), null);
    }

    /** The origin of the sheet's table, without its dialect. */
    public Origin origin(DataFile file) {
        return address().origin(file);
    }

    /** The last lines of the sheet's text, complete ones. */
    public byte[] tail() {
        return tail;
    }

    /** Why an empty sheet is no table. */
    public Problem leftOut(String book) {
        String what = sheet.hasCells() ? "is empty" : "holds no cells but a chart, a dialog or macros";
        return new Problem(book, "the sheet “" + sheet.name() + "” " + what + "; left out", 1);
    }

    /** @param unnamed indexes of the table's columns without a name; all or none if it has no header */
    public List<Problem> problems(String table, List<Integer> unnamed) {
        List<Problem> problems = new ArrayList<>();
        if (sheet.hidden()) {
            problems.add(new Problem(table, "the sheet is hidden in the workbook", 1, Severity.LOW));
        }
        if (storedRows > lastRow) {
            problems.add(new Problem(
                    table,
                    "empty rows at the end were left out (from row " + (lastRow + 1) + " on)",
                    storedRows - lastRow,
                    Severity.LOW));
        }
        addStray(table, unnamed, problems);
        problems.addAll(counts.problems(table));
        return problems;
    }

    private void addStray(String table, List<Integer> unnamed, List<Problem> problems) {
        int[] columns = used.stream().toArray();
        int[] stray = IntStream.range(0, columns.length)
                .filter(i -> unnamed.contains(i) && unnamed.size() < columns.length)
                .filter(i -> cells[columns[i]] == 1 || cells[columns[i]] * STRAY_SHARE <= rows)
                .toArray();
        if (stray.length == 0) {
            return;
        }
        List<String> shown = IntStream.of(stray)
                .limit(MAX_SHOWN)
                .mapToObj(i -> SheetColumns.letters(columns[i]) + firstRows[columns[i]] + " in column_" + (i + 1))
                .toList();
        long count = IntStream.of(stray).mapToLong(i -> cells[columns[i]]).sum();
        problems.add(new Problem(
                table,
                "cells beside the named columns are kept in columns of their own: " + String.join(", ", shown)
                        + (count > shown.size() ? " …" : ""),
                count));
    }
}
