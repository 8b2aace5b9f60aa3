package io.github.bigdatamigrator.relationship;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Hashes of rows as Spark gives them one by one. */
final class RowHashes implements HashedRows {
    private static final int BLOCK = 1024;

    private final Iterator<InternalRow> source;
    private final ValueReader reader;
    private final long[][] columns;
    private int rows;

    RowHashes(Iterator<InternalRow> source, ValueReader reader) {
        this.source = source;
        this.reader = reader;
        columns = new long[reader.types().size()][BLOCK];
    }

    @Override
    public boolean next() {
        for (rows = 0; rows < BLOCK && source.hasNext(); rows++) {
            reader.hash(source.next(), columns, rows);
        }
        return rows > 0;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long[] column(int ordinal) {
        return columns[ordinal];
    }
}
