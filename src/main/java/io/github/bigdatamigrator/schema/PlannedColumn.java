package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;

/** A column on its way into the target. */
final class PlannedColumn {
    private final ColumnProfile profile;
    private TargetType type;
    private boolean notNull;

    PlannedColumn(ColumnProfile profile, TargetType type) {
        this.profile = profile;
        this.type = type;
    }

    ColumnProfile profile() {
        return profile;
    }

    TargetType type() {
        return type;
    }

    void use(TargetType wider) {
        type = wider;
    }

    boolean notNull() {
        return notNull;
    }

    void declareNotNull() {
        notNull = true;
    }
}
