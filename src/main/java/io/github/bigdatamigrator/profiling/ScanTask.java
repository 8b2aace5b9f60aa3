package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeadRowHashes;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;

/**
 * Walks splits and hands each cell to its column's sketch, column by column within a block of rows. Runs on executors.
 */
record ScanTask(int columnCount, ScanMetrics meter, MemoryMonitor memory) implements SplitVisitor<TableSketch> {
    @Serial
    private static final long serialVersionUID = 2L;

    private static final int ROWS_A_TICK = 1 << 12;

    @Override
    public TableSketch empty() {
        return new TableSketch(columnCount);
    }

    @Override
    public TableSketch visit(RowBatchReader rows) throws IOException {
        TableSketch table = empty();
        Cell cell = new Cell();
        long[] spellings = new long[rows.maxRows()];
        long[] rowHashes = new long[rows.maxRows()];
        ScanMetrics.Task tick = meter.task();
        long nextTick = 0;
        int count;
        boolean started = false;
        while ((count = rows.nextBatch()) > 0) {
            if (!started) {
                table.startsAt(rows.position(0));
                started = true;
            }
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
            HeadRowHashes leading = table.leading();
            boolean first = leading.wants();
            for (int column = 0; column < columnCount; column++) {
                ColumnSketch sketch = table.column(column);
                if (first || sketch.complete()) {
                    rows.cellHashes(column, spellings);
                } else {
                    rows.present(column, spellings);
                }
                if (first) {
                    leading.add(column, spellings, count);
                }
                add(rows, column, count, sketch, cell, spellings, rowHashes);
            }
            if (first) {
                leading.endRows(count);
            }
            table.endRows(rowHashes, count);
            sample(rows, count, table.sample(), cell);
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
            RowBatchReader rows,
            int column,
            int count,
            ColumnSketch sketch,
            Cell cell,
            long[] spellings,
            long[] rowHashes) {
        long weight = TableSketch.inRow(column);
        int row = sketch.seen(spellings, 0, count, weight, rowHashes);
        while (row < count) {
            rows.read(row, column, cell);
            rowHashes[row] += add(sketch, spellings[row], cell) * weight;
            row = sketch.seen(spellings, row + 1, count, weight, rowHashes);
        }
    }

    private static long add(ColumnSketch column, long spelling, Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        if (cell.isPadded()) {
            if (from == to) {
                column.noteBlank();
            } else {
                column.notePadding();
            }
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

    private void sample(RowBatchReader rows, int count, BottomKRowSample sample, Cell cell) {
        for (int row = 0; row < count; row++) {
            if (sample.wants(rows.position(row))) {
                for (int column = 0; column < columnCount; column++) {
                    rows.read(row, column, cell);
                    if (cell.kind() == Cell.Kind.NULL) {
                        sample.nullCell();
                    } else {
                        sample.cell(cell.bytes(), cell.from(), cell.to());
                    }
                }
                sample.endRow(rows.position(row));
            }
        }
    }
}
