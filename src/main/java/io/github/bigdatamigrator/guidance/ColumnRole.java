package io.github.bigdatamigrator.guidance;

/** Classifies the role of a column in questions; dimensions and measures are those of a data warehouse. */
enum ColumnRole {
    /** No values at all. */
    EMPTY,
    /** One value only. */
    CONSTANT,
    /** Part of the primary key. */
    KEY,
    /** Part of a foreign key. */
    REFERENCE,
    /** Identifies or locates something without being a quantity: ids, codes, zip codes, phone numbers, coordinates. */
    CODE,
    /** A measure that can be summed over rows. */
    ADDITIVE,
    /** A measure that can be averaged, but whose sum has no meaning: prices, rates, ages. */
    NON_ADDITIVE,
    /** Few different values, by which rows can be grouped. */
    CATEGORY,
    /** When something happened. */
    DATE,
    /** When the row was written, or a date of birth; no question is about it. */
    AUDIT_DATE,
    /** The name of the thing that a row describes. */
    NAME,
    /** Free text, addresses, and other columns that no question is about. */
    TEXT;

    /** Whether rows are grouped by such a column. */
    boolean groups() {
        return this == CATEGORY || this == NAME || this == DATE;
    }

    boolean isMeasure() {
        return this == ADDITIVE || this == NON_ADDITIVE;
    }
}
