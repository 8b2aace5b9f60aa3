package io.github.bigdatamigrator.sketch;

/** Encodes the parsed type of a cell as one byte. */
final class CellKind {
    static final byte TEXT = 0;
    static final byte LONG = 1;
    static final byte DECIMAL = 2;
    /** A decimal of more than 18 digits. */
    static final byte WIDE = 3;

    static final byte DOUBLE = 4;
    /** NaN or an infinite double. */
    static final byte NOT_FINITE = 5;

    static final byte FALSE = 6;
    static final byte TRUE = 7;
    static final byte TEMPORAL = 8;
    static final byte MARKER = 9;

    private CellKind() {}
}
