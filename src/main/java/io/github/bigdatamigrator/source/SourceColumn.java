package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnType;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A column before it is profiled.
 *
 * @param name as in the file; {@code column_3} where the file gives none; a nested column's path ({@code address.city})
 * @param sqlName letters, digits and underscores, distinct within the table whatever the case
 * @param declared the type that the format itself declares, or null where the cells must tell
 */
public record SourceColumn(
        String name, String sqlName, @Nullable ColumnType declared) implements Serializable {}
