package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.RowSample;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.sketch.ValueHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowCursor;
import io.github.bigdatamigrator.source.SplitFunction;
import java.io.IOException;
import java.io.Serial;
import org.apache.spark.TaskContext;

/** Walks one split and hands each cell to its column's sketch. Runs on executors. */
record ScanTask(int columnCount) implements SplitFunction<ScanPart> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int ROW_BITS = 40;

    @Override
    public ScanPart apply(RowCursor rows) throws IOException {
        TableSketch table = new TableSketch(columnCount);
        RowSample sample = table.sample();
        Cell cell = new Cell();
        table.inPart(TaskContext.getPartitionId());
        long base = (long) TaskContext.getPartitionId() << ROW_BITS;
        while (rows.next()) {
            long position = base + rows.row();
            boolean kept = sample.wants(position);
            long hash = 0;
            for (int i = 0; i < columnCount; i++) {
                rows.read(i, cell);
                hash = ValueHash.combine(hash, add(table.column(i), cell));
                if (kept) {
                    keep(sample, cell);
                }
            }
            table.endRow(hash);
            if (kept) {
                sample.endRow(position);
            }
        }
        return new ScanPart(table, rows.repairs());
    }

    private static long add(ColumnSketch column, Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        if (cell.padded()) {
            if (from == to) {
                column.noteBlank();
            } else {
                column.notePadding();
            }
        }
        return switch (cell.kind()) {
            case NULL -> column.addNull();
            case LONG -> column.addLong(cell.number(), bytes, from, to);
            case DECIMAL ->
                cell.isWide()
                        ? column.addDecimal(cell.decimal(), bytes, from, to)
                        : column.addDecimal(cell.number(), cell.scale(), bytes, from, to);
            case DOUBLE -> column.addDouble(cell.real(), bytes, from, to);
            case BOOLEAN -> column.addBoolean(cell.number() == 1, cell.patterns(), bytes, from, to);
            case TEMPORAL -> column.addTemporal(cell.patterns(), cell::temporal, bytes, from, to);
            case TEXT -> column.addText(bytes, from, to);
            case NULL_MARKER -> column.addMarker(bytes, from, to);
        };
    }

    private static void keep(RowSample sample, Cell cell) {
        if (cell.kind() == Cell.Kind.NULL) {
            sample.nullCell();
        } else {
            sample.cell(cell.bytes(), cell.from(), cell.to());
        }
    }
}
