package io.github.bigdatamigrator.llm;

/** How much a text discloses about the data, in ascending order. */
public enum PrivacyLevel {
    /** Names of tables and columns, and types. */
    NAMES,
    /** Counts and numeric aggregates too; no value of a text, no SQL literal, no earlier answer. */
    AGGREGATES,
    /** Single example values too. */
    EXAMPLES,
    /** Rows of results too. */
    ROWS;

    /** Level 0 to 3, as the settings write it. */
    public static PrivacyLevel of(int level) {
        if (level < 0 || level >= values().length) {
            throw new IllegalArgumentException("no such privacy level: " + level + " (0 to 3)");
        }
        return values()[level];
    }

    /** Whether what this level discloses may be shown to one who may see {@code limit}. */
    public boolean within(PrivacyLevel limit) {
        return compareTo(limit) <= 0;
    }
}
