package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeadRowHashes;
import io.github.bigdatamigrator.sketch.PairOrder;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scans splits and adds each cell to the sketch of its column, column by column within a batch of rows. Runs on
 * executors.
 */
record ScanTask(int columnCount, ScanMetrics metrics, MemoryMonitor memory) implements SplitVisitor<TableSketch> {
    @Serial
    private static final long serialVersionUID = 3L;

    private static final int ROWS_PER_UPDATE = 1 << 12;

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
        long[] @Nullable [] numbers = new long[columnCount][];
        ScanMetrics.Task counter = metrics.task();
        MemoryMonitor monitor = memory.forTask();
        long nextUpdate = 0;
        int count;
        boolean started = false;
        while ((count = rows.nextBatch()) > 0) {
            if (!started) {
                table.startsAt(rows.position(0));
                started = true;
            }
            if (table.rows() >= nextUpdate) {
                if (!counter.update(table.rows())) {
                    break;
                }
                nextUpdate = table.rows() + ROWS_PER_UPDATE;
                if (monitor.isShort()) {
                    table.shrink();
                }
            }
            Arrays.fill(rowHashes, 0, count, 0);
            HeadRowHashes headRows = table.headRows();
            boolean inHead = headRows.acceptsRows();
            for (int column = 0; column < columnCount; column++) {
                ColumnSketch sketch = table.column(column);
                if (inHead || sketch.complete()) {
                    rows.cellHashes(column, spellings);
                } else {
                    rows.present(column, spellings);
                }
                if (inHead) {
                    headRows.add(column, spellings, count);
                }
                add(rows, column, count, sketch, cell, spellings, rowHashes);
            }
            if (inHead) {
                headRows.endRows(count);
            }
            if (table.pairOrder().isTracking()) {
                addToOrder(rows, count, table.pairOrder(), cell, numbers);
            }
            table.endRows(rowHashes, count);
            sample(rows, count, table.sample(), cell);
        }
        counter.update(table.rows());
        return table;
    }

    @Override
    public boolean stopped() {
        return metrics.stopped();
    }

    @Override
    public TableSketch merge(TableSketch whole, TableSketch part) {
        whole.merge(part);
        return whole;
    }

    private void addToOrder(RowBatchReader rows, int count, PairOrder order, Cell cell, long[] @Nullable [] numbers) {
        for (int column = 0; column < columnCount; column++) {
            numbers[column] = order.needs(column) ? integers(rows, column, count, cell) : null;
        }
        order.add(numbers, count);
    }

    /** The numbers of a column of the batch; null if one of its cells is no integer. */
    private static long @Nullable [] integers(RowBatchReader rows, int column, int count, Cell cell) {
        long[] numbers = null;
        for (int row = 0; row < count; row++) {
            rows.read(row, column, cell);
            if (cell.kind() != Cell.Kind.LONG) {
                return null;
            }
            numbers = numbers == null ? new long[count] : numbers;
            numbers[row] = cell.number();
        }
        return numbers;
    }

    private static void add(
            RowBatchReader rows,
            int column,
            int count,
            ColumnSketch sketch,
            Cell cell,
            long[] spellings,
            long[] rowHashes) {
        long weight = TableSketch.columnWeight(column);
        int row = sketch.countKnown(spellings, 0, count, weight, rowHashes);
        while (row < count) {
            rows.read(row, column, cell);
            rowHashes[row] += add(sketch, spellings[row], cell) * weight;
            row = sketch.countKnown(spellings, row + 1, count, weight, rowHashes);
        }
    }

    private static long add(ColumnSketch column, long spelling, Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        int marks = cell.notation() | (cell.isPadded() ? ColumnSketch.PADDED : 0);
        if (marks != 0) {
            column.mark(marks, from == to);
            String unit = cell.unit();
            if (unit != null) {
                column.addUnit(unit);
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
            if (sample.accepts(rows.position(row))) {
                for (int column = 0; column < columnCount; column++) {
                    rows.read(row, column, cell);
                    if (cell.kind() == Cell.Kind.NULL) {
                        sample.addNull();
                    } else {
                        sample.addCell(cell.bytes(), cell.from(), cell.to());
                    }
                }
                sample.endRow(rows.position(row));
            }
        }
    }
}
