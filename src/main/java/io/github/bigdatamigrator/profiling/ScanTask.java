package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowCursor;
import io.github.bigdatamigrator.source.Walk;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks splits and hands each cell to its column's sketch, column by column within a block of rows. Runs on executors. */
record ScanTask(int columnCount, ScanMeter meter, MemoryMonitor memory) implements Walk<TableSketch> {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int SAMPLE_TEXT_LIMIT = 256;
    private static final int ROWS_A_TICK = 1 << 12;

    @Override
    public TableSketch empty() {
        return new TableSketch(columnCount);
    }

    @Override
    public TableSketch over(RowCursor rows) throws IOException {
        TableSketch table = empty();
        Cell cell = new Cell();
        long[] spellings = new long[rows.mostRows()];
        long[] rowHashes = new long[rows.mostRows()];
        ScanMeter.Task tick = meter.task();
        long nextTick = 0;
        int count;
        while ((count = rows.nextBlock()) > 0) {
            if (table.rows() >= nextTick) {
                if (!tick.goesOn(table.rows())) {
                    break;
                }
                nextTick = table.rows() + ROWS_A_TICK;
                if (memory.isShort()) {
                    table.shrink();
                }
            }
            Arrays.fill(rowHashes, 0, count, 0);
            for (int column = 0; column < columnCount; column++) {
                rows.spellings(column, spellings);
                add(rows, column, count, table.column(column), cell, spellings, rowHashes);
            }
            table.endRows(rowHashes, count);
            sample(rows, count, table, cell);
        }
        tick.goesOn(table.rows());
        return table;
    }

    @Override
    public boolean stopped() {
        return meter.stopped();
    }

    @Override
    public TableSketch merge(TableSketch whole, TableSketch part) {
        whole.merge(part);
        return whole;
    }

    private static void add(
            RowCursor rows, int column, int count, ColumnSketch sketch, Cell cell, long[] spellings, long[] rowHashes) {
        long weight = TableSketch.inRow(column);
        long nulls = 0;
        for (int row = 0; row < count; row++) {
            long spelling = spellings[row];
            if (spelling == 0) {
                nulls++;
                continue;
            }
            long hash = sketch.seen(spelling);
            if (hash == 0) {
                rows.read(row, column, cell);
                hash = add(sketch, spelling, cell);
            }
            rowHashes[row] += hash * weight;
        }
        sketch.addNulls(nulls);
    }

    private static long add(ColumnSketch column, long spelling, Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        if (cell.padded()) {
            column.notePadding();
        }
        return switch (cell.kind()) {
            case NULL -> {
                column.addNulls(1);
                yield 0;
            }
            case LONG -> column.addLong(spelling, cell.number(), bytes, from, to);
            case DECIMAL ->
                cell.isWide()
                        ? column.addDecimal(spelling, cell.decimal(), bytes, from, to)
                        : column.addDecimal(spelling, cell.number(), cell.scale(), bytes, from, to);
            case DOUBLE -> column.addDouble(spelling, cell.real(), bytes, from, to);
            case BOOLEAN -> column.addBoolean(spelling, cell.number() == 1, cell.patterns(), bytes, from, to);
            case TEMPORAL -> column.addTemporal(spelling, cell.patterns(), cell::temporal, bytes, from, to);
            case TEXT -> column.addText(spelling, bytes, from, to);
            case NULL_MARKER -> column.addMarker(spelling, bytes, from, to);
        };
    }

    private void sample(RowCursor rows, int count, TableSketch table, Cell cell) {
        for (int row = 0; row < count; row++) {
            if (table.wants(rows.position(row))) {
                List<@Nullable String> kept = new ArrayList<>(columnCount);
                for (int column = 0; column < columnCount; column++) {
                    rows.read(row, column, cell);
                    kept.add(cell.kind() == Cell.Kind.NULL ? null : shortened(cell.text()));
                }
                table.keep(rows.position(row), kept);
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= SAMPLE_TEXT_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SAMPLE_TEXT_LIMIT)));
    }
}
