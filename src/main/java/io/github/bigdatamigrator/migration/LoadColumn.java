package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.schema.TargetType;
import java.io.Serializable;

/**
 * Describes how the values of a column are encoded. Travels to executors.
 *
 * @param name in the target
 * @param kind of the target's type, which the values have after Spark has converted them
 * @param size as in {@link TargetType}
 * @param targetScale of a decimal of the target
 * @param precision of the decimals that are read
 * @param scale of the decimals that are read
 * @param checked whether a decimal may have more digits than the target's type
 * @param fits the position in the row of the condition that the value must meet; -1 for none
 */
record LoadColumn(
        String name,
        TargetType.Kind kind,
        int size,
        int targetScale,
        int precision,
        int scale,
        boolean notNull,
        boolean checked,
        int fits)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    TargetType type() {
        return new TargetType(kind, size, targetScale);
    }

    /**
     * @param from the type of the values
     * @param fits the position of the condition where Spark converts the values to another kind of type
     */
    static LoadColumn of(MigrationPlan.Column column, ColumnType from, int fits) {
        TargetType type = column.type();
        boolean decimal = type.kind() == TargetType.Kind.DECIMAL;
        boolean own = from.kind() == ColumnType.Kind.DECIMAL;
        int precision = own ? from.precision() : type.size();
        int scale = own ? from.scale() : type.scale();
        return new LoadColumn(
                column.name(),
                type.kind(),
                type.size(),
                type.scale(),
                precision,
                scale,
                column.notNull(),
                decimal && (scale > type.scale() || precision - scale > type.size() - type.scale()),
                fits);
    }
}
