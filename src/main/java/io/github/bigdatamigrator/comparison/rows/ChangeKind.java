package io.github.bigdatamigrator.comparison.rows;

/** Classifies what happened to a cell that has different values in the two tables, in either direction. */
public enum ChangeKind {
    /** One number is the other with fewer digits, rounded or cut off. */
    ROUNDING,
    /** The texts differ in blanks alone. */
    TRIMMING,
    /** The texts differ in upper and lower case alone. */
    CASE,
    /** The times differ by a whole number of quarters of an hour, 14 hours at most. */
    TIME_ZONE,
    /** One text is the other read or written in another encoding, or another spelling of the same characters. */
    ENCODING,
    /** One text is the beginning of the other. */
    TRUNCATION,
    /** One is null, the other an empty text. */
    NULL_OR_EMPTY,
    /** A value became null. */
    NULLED,
    /** A null became a value. */
    FILLED,
    /** The cell has changed places with another cell of its row, or of its column in another row. */
    SWAPPED,
    /** The cells of the row have moved by one column. */
    SHIFTED,
    /** Another value. */
    OTHER
}
