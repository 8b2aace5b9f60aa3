package io.github.bigdatamigrator.comparison.rows;

/** Lists the rules by which cells that are stored differently are equal. */
public enum ComparisonRule {
    /** Columns are the same if their names differ in case or punctuation only. */
    COLUMN_NAME,
    /** Numbers are equal by value, whatever their type and scale: 1.0 is 1. */
    NUMBER_BY_VALUE,
    /** Where one side stores floating-point numbers, those of the other are read in the same precision. */
    FLOATING_POINT,
    /** A date equals the timestamp at its midnight in UTC. */
    DATE_AT_MIDNIGHT,
    /** A text equals the number, date, time or truth value that it spells. */
    TEXT_AS_VALUE,
    /** True is 1, and false is 0. */
    BOOLEAN_AS_NUMBER,
    /** An empty text is null, where one side has a format that cannot tell them apart. */
    EMPTY_IS_NULL,
    /** The texts that mean null by the profile of one side ({@code N/A}) are null. */
    NULL_MARKER,
    /** Blanks around texts do not count, where one side alone pads the column. */
    PADDING
}
