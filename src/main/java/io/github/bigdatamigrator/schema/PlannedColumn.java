package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.RawText;

/** A column on its way into the target. */
public final class PlannedColumn {
    private final ColumnProfile profile;
    private TargetType type;
    private final boolean identifies;
    private boolean notNull;
    private boolean asWritten;

    PlannedColumn(ColumnProfile profile, boolean identifies) {
        this.profile = profile;
        this.identifies = identifies;
        this.asWritten = !identifies && RawText.textDiffers(profile);
        this.type = asWritten ? TargetType.plain(profile.type()) : TargetType.fitting(profile, identifies);
    }

    /**
     * Whether its cells are loaded just as they stand in the file. The texts of keys and references are not where
     * blanks surround them, since they would find each other no more.
     */
    boolean asWritten() {
        return asWritten;
    }

    /** Its values are compared with others, so that they are loaded as they are read: without blanks around them. */
    void loadAsRead() {
        asWritten = false;
    }

    /** Its values would lose something, so that it stays the text that it is in the file. */
    void keepAsText() {
        asWritten = true;
        type = TargetType.plain(ColumnType.STRING);
    }

    /** Whether it is a key, refers to one, or is named and made like one. */
    boolean identifies() {
        return identifies;
    }

    public ColumnProfile profile() {
        return profile;
    }

    public TargetType type() {
        return type;
    }

    void use(TargetType wider) {
        type = wider;
    }

    public boolean notNull() {
        return notNull;
    }

    void declareNotNull() {
        notNull = true;
    }
}
