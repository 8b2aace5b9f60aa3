package io.github.bigdatamigrator.llm;

/** Ranks how much a text discloses about the data, in ascending order. */
public enum PrivacyLevel {
    /** Names of tables and columns, and column types. */
    NAMES,
    /** Counts and numeric aggregates too; no text value, SQL literal or earlier answer. */
    AGGREGATES,
    /** Single example values too. */
    EXAMPLES,
    /** Rows of results too. */
    ROWS;

    /** The level of a setting, 0 to 3. */
    public static PrivacyLevel of(int level) {
        if (level < 0 || level >= values().length) {
            throw new IllegalArgumentException("no such privacy level: " + level + " (0 to 3)");
        }
        return values()[level];
    }

    /** Whether this level is allowed for a reader with that limit. */
    public boolean within(PrivacyLevel limit) {
        return compareTo(limit) <= 0;
    }
}
