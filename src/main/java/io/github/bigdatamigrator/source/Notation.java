package io.github.bigdatamigrator.source;

/** Defines the bits of {@link Cell#notation}, which describe how a number is written. */
public final class Notation {
    /** The number is not zero and has a unit, such as {@code %} or {@code €}. */
    public static final int UNIT = 1;
    /** Thousands are separated in a way that nothing else can mean: {@code 1,234.50}, {@code 1'234}. */
    public static final int GROUPED = 1 << 1;
    /** Thousands seem to be separated, but {@code 1,234} may be 1.234 and {@code 12 345} two numbers. */
    public static final int GROUPED_ONCE = 1 << 2;
    /** Parentheses replace a minus sign. */
    public static final int ENCLOSED = 1 << 3;
    /** The number has a sign, separator, unit or point that plain numbers do not have. */
    public static final int SPELLED = 1 << 4;
    /** An exponent without point and sign after several digits: {@code 49018e16} may be hexadecimal. */
    public static final int BARE_EXPONENT = 1 << 5;
    /** A plain number in a text of a format that has numbers of its own, such as JSON. */
    public static final int FROM_TEXT = 1 << 6;

    private Notation() {}
}
