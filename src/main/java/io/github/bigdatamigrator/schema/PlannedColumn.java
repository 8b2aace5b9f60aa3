package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a column of the planned schema. Mutable while the plan is made. */
public final class PlannedColumn {
    private final ColumnProfile profile;
    private TargetType type;
    private final boolean keyColumn;
    private final boolean related;
    private @Nullable String typeId;
    private @Nullable TargetType alternative;
    private @Nullable String notNullId;
    private boolean originalText;

    /**
     * @param keyColumn whether the column is part of a primary key or of either side of a relationship
     * @param related whether it is part of either side of a relationship
     */
    PlannedColumn(TableProfile table, ColumnProfile profile, boolean keyColumn, boolean related) {
        this.profile = profile;
        this.keyColumn = keyColumn;
        this.related = related;
        this.originalText = !keyColumn && OriginalText.textDiffers(profile);
        this.type = RoomyTypes.of(table, profile, keyColumn);
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
        type = TargetType.text(0);
        typeId = null;
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

    boolean isRelated() {
        return related;
    }

    /**
     * Makes the type depend on a recommendation; the first one counts.
     *
     * @return whether it does
     */
    boolean offerType(String id, TargetType offered) {
        boolean own = offered.equals(type);
        if (typeId != null || (!own && (originalText || keyColumn))) {
            return false;
        }
        typeId = id;
        alternative = own ? null : offered;
        return true;
    }

    /** The ids of the recommendation on which the type depends, if any. */
    public List<String> typeIds() {
        return typeId == null ? List.of() : List.of(typeId);
    }

    /** The type where the recommendation of {@link #typeIds} is chosen, or where there is none. */
    public TargetType chosenType() {
        return alternative == null ? type : alternative;
    }

    /** The type where it is not chosen. */
    public TargetType otherType() {
        return typeId == null || alternative != null ? type : TargetType.widest(profile.type());
    }

    /** The ids of the recommendation on which NOT NULL depends, if any. */
    public List<String> notNullIds() {
        return notNullId == null ? List.of() : List.of(notNullId);
    }

    /** Makes NOT NULL depend on a recommendation; the first one counts. Returns whether it does. */
    boolean declareNotNull(String id) {
        notNullId = notNullId == null ? id : notNullId;
        return notNullId.equals(id);
    }
}
