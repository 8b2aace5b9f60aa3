package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;

/** A column on its way into the target. */
final class PlannedColumn {
    private final ColumnProfile profile;
    private TargetType type;
    private final boolean identifies;
    private boolean notNull;

    PlannedColumn(ColumnProfile profile, boolean identifies) {
        this.profile = profile;
        this.identifies = identifies;
        this.type = TargetType.fitting(profile, identifies);
    }

    /** Whether it is a key, refers to one, or is named and made like one. */
    boolean identifies() {
        return identifies;
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
