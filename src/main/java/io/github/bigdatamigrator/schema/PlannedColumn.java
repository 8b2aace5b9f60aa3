package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.OriginalText;

/** Holds a column of the planned schema. Mutable while the plan is made. */
public final class PlannedColumn {
    private final ColumnProfile profile;
    private TargetType type;
    private final boolean keyColumn;
    private boolean notNull;
    private boolean originalText;

    PlannedColumn(ColumnProfile profile, boolean keyColumn) {
        this.profile = profile;
        this.keyColumn = keyColumn;
        this.originalText = !keyColumn && OriginalText.textDiffers(profile);
        this.type = originalText ? TargetType.widest(profile.type()) : TargetType.narrowest(profile, keyColumn);
    }

    /**
     * Whether the cells are loaded as the file has them; keys and references are not, since blanks would hinder
     * matches.
     */
    boolean isOriginalText() {
        return originalText;
    }

    /** Loads the values as they are queried, without blanks around them, because they are compared with others. */
    void loadParsed() {
        originalText = false;
    }

    /** Keeps the file's text, because the target's type would lose a part of the values. */
    void keepOriginalText() {
        originalText = true;
        type = TargetType.widest(ColumnType.STRING);
    }

    /** Whether the column is part of a primary key or of either side of a relationship. */
    boolean isKeyColumn() {
        return keyColumn;
    }

    public ColumnProfile profile() {
        return profile;
    }

    public String name() {
        return profile.name();
    }

    public String sqlName() {
        return profile.sqlName();
    }

    public ColumnType sourceType() {
        return profile.type();
    }

    public long distinct() {
        return profile.distinct().value();
    }

    public TargetType type() {
        return type;
    }

    void setType(TargetType wider) {
        type = wider;
    }

    public boolean notNull() {
        return notNull;
    }

    void declareNotNull() {
        notNull = true;
    }
}
