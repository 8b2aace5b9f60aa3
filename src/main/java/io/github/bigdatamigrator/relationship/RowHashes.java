package io.github.bigdatamigrator.relationship;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** Hashes rows that Spark delivers one by one. */
final class RowHashes extends HashedRows {
    private static final int BLOCK = 1024;

    private final Iterator<InternalRow> source;
    private final ValueHasher hasher;

    RowHashes(Iterator<InternalRow> source, ValueHasher hasher) {
        super(hasher.types().size());
        this.source = source;
        this.hasher = hasher;
        Arrays.setAll(columns, column -> new long[BLOCK]);
    }

    @Override
    boolean next() {
        for (rows = 0; rows < BLOCK && source.hasNext(); rows++) {
            hasher.hash(source.next(), columns, rows);
        }
        return rows > 0;
    }
}
