package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.ByteHash;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.CellConverter;
import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.io.Serial;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads splits in sequence for a query: only the required columns, converted to their types. Runs on executors. */
final class DelimitedViewReader implements PartitionReader<InternalRow> {
    /** The splits of one task, at least one. */
    record Part(List<TextSplit> splits) implements InputPartition {}

    /** Travels to executors. */
    record Factory(Broadcast<SerializableConfiguration> hadoop, List<ViewColumn> columns)
            implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new DelimitedViewReader(
                    ((Part) partition).splits(), hadoop.value().value(), columns);
        }

        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final Iterator<TextSplit> splits;
    private final boolean many;
    private final Configuration hadoop;
    private final ViewColumn[] columns;
    private final Cell cell = new Cell();
    private final CurrentRow current;
    private TextSplit split;
    private DelimitedRowReader rows;
    private int count;
    private int row;

    DelimitedViewReader(List<TextSplit> splits, Configuration hadoop, List<ViewColumn> columns) {
        this.splits = splits.iterator();
        many = splits.size() > 1;
        this.hadoop = hadoop;
        this.columns = columns.toArray(ViewColumn[]::new);
        current = new CurrentRow();
        split = this.splits.next();
        rows = open(split);
    }

    private DelimitedRowReader open(TextSplit split) {
        try {
            return many ? DelimitedRowReader.openSmall(split, hadoop) : DelimitedRowReader.open(split, hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(split.path(), e);
        }
    }

    /** Iterates over all rows, then closes this reader. */
    Iterator<InternalRow> iterator() {
        return new Iterator<>() {
            private boolean open = true;
            private boolean read;

            @Override
            public boolean hasNext() {
                if (open && !read) {
                    try {
                        read = DelimitedViewReader.this.next();
                        open = read;
                        if (!open) {
                            close();
                        }
                    } catch (IOException e) {
                        throw HadoopFiles.unreadable(split.path(), e);
                    }
                }
                return read;
            }

            @Override
            public InternalRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                read = false;
                return get();
            }
        };
    }

    @Override
    public boolean next() throws IOException {
        if (++row < count) {
            return true;
        }
        row = 0;
        count = rows.nextBatch();
        while (count == 0 && splits.hasNext()) {
            rows.close();
            split = splits.next();
            rows = open(split);
            count = rows.nextBatch();
        }
        return count > 0;
    }

    @Override
    public InternalRow get() {
        current.number++;
        return current;
    }

    /** The row that was read last; converts a cell when it is needed, since a filter needs few of most rows. */
    private final class CurrentRow extends GenericInternalRow implements ByteHash.StoredCells {
        private static final long serialVersionUID = 1L;

        private final transient long[] converted = new long[columns.length];
        private transient long number;

        CurrentRow() {
            super(new Object[columns.length]);
        }

        @Override
        public Object genericGet(int ordinal) {
            if (converted[ordinal] != number) {
                values()[ordinal] = value(columns[ordinal]);
                converted[ordinal] = number;
            }
            return values()[ordinal];
        }

        @Override
        public long storedHash(int ordinal) {
            return rows.storedHash(row, columns[ordinal].index());
        }
    }

    private @Nullable Object value(ViewColumn column) {
        if (column.index() == ViewColumn.LINE) {
            return rows.line(row);
        }
        if (column.converter().text()) {
            rows.readText(row, column.index(), cell);
        } else {
            rows.read(row, column.index(), cell);
        }
        try {
            return column.converter().convert(cell);
        } catch (CellConverter.TypeMismatchException e) {
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    split.path() + (split.sheet() == null ? ", line " : ", row ") + rows.line(row) + ": “"
                            + cell.text() + "” in column " + column.name()
                            + " is not a " + column.converter().typeName()
                            + ", the column's type in the profile. Profile the file again.",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
