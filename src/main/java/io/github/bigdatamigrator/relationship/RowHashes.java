package io.github.bigdatamigrator.relationship;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Hashes of rows as Spark gives them one by one. */
final class RowHashes extends HashedRows {
    private static final int BLOCK = 1024;

    private final Iterator<InternalRow> source;
    private final ValueHasher reader;

    RowHashes(Iterator<InternalRow> source, ValueHasher reader) {
        super(reader.types().size());
        this.source = source;
        this.reader = reader;
        Arrays.setAll(columns, column -> new long[BLOCK]);
    }

    @Override
    boolean next() {
        for (rows = 0; rows < BLOCK && source.hasNext(); rows++) {
            reader.hash(source.next(), columns, rows);
        }
        return rows > 0;
    }
}
