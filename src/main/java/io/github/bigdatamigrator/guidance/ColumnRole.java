package io.github.bigdatamigrator.guidance;

/** What part a column plays in questions. */
enum ColumnRole {
    /** No values at all. */
    EMPTY,
    /** One value only. */
    CONSTANT,
    /** Part of the primary key. */
    KEY,
    /** Refers to another table. */
    REFERENCE,
    /** Identifies or locates something without being a quantity: ids, codes, zip codes, phone numbers, coordinates. */
    CODE,
    /** A number that can be summed over rows. */
    AMOUNT,
    /** A number that can be averaged, but whose sum says nothing: prices, rates, ages. */
    LEVEL,
    /** A few values that divide the rows. */
    CATEGORY,
    /** When something happened. */
    DATE,
    /** When the row was written, which says nothing about the subject. */
    AUDIT_DATE,
    /** What people call the thing. */
    NAME,
    /** Free text, addresses and what else is not asked about. */
    TEXT;

    boolean measure() {
        return this == AMOUNT || this == LEVEL;
    }
}
