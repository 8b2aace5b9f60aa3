package io.github.bigdatamigrator.source;

import java.io.IOException;
import java.io.Serializable;

/** What a task does with the rows of its split. Travels to executors. */
@FunctionalInterface
public interface SplitFunction<T> extends Serializable {
    T apply(RowCursor rows) throws IOException;
}
