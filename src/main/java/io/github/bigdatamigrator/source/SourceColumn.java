package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnType;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Describes a column before it is profiled.
 *
 * @param name as in the file; {@code column_3} if the file has none; a nested column's path ({@code address.city})
 * @param sqlName letters, digits and underscores, distinct within the table ignoring case
 * @param declared the type that the format declares, or null when it is inferred from the cells
 */
public record SourceColumn(
        String name, String sqlName, @Nullable ColumnType declared) implements Serializable {}
