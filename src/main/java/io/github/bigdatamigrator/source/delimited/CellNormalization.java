package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.Cell.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the null values that the user named to cells that have been read. */
record CellNormalization(List<byte[]> nulls) {
    /** Null for a dialect without null values, which then costs nothing. */
    static @Nullable CellNormalization of(Dialect dialect) {
        return dialect.nullValues().isEmpty()
                ? null
                : new CellNormalization(dialect.nullValues().stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    void apply(Cell cell) {
        for (byte[] text : nulls) {
            if (cell.kind() != Kind.NULL && Arrays.equals(text, 0, text.length, cell.bytes(), cell.from(), cell.to())) {
                cell.setNull();
            }
        }
    }
}
