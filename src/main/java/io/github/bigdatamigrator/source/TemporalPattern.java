package io.github.bigdatamigrator.source;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Lists the recognized formats of dates and timestamps, the likelier first when a text fits several. Each date pattern
 * is followed by its timestamp pattern, which accepts the bare date too, as midnight.
 */
public enum TemporalPattern {
    ISO_DATE("yyyy-MM-dd", false),
    ISO_TIMESTAMP("yyyy-MM-dd HH:mm:ss", true),
    SLASH_YMD("yyyy/MM/dd", false),
    SLASH_YMD_TIME("yyyy/MM/dd HH:mm:ss", true),
    SLASH_MDY("MM/dd/yyyy", false),
    SLASH_MDY_TIME("MM/dd/yyyy HH:mm:ss", true),
    SLASH_DMY("dd/MM/yyyy", false),
    SLASH_DMY_TIME("dd/MM/yyyy HH:mm:ss", true),
    DOT_DMY("dd.MM.yyyy", false),
    DOT_DMY_TIME("dd.MM.yyyy HH:mm:ss", true),
    DASH_DMY("dd-MM-yyyy", false),
    DASH_DMY_TIME("dd-MM-yyyy HH:mm:ss", true),
    DASH_MDY("MM-dd-yyyy", false),
    DASH_MDY_TIME("MM-dd-yyyy HH:mm:ss", true),
    DAY_MONTH_NAME("dd-MMM-yyyy", false),
    DAY_MONTH_NAME_TIME("dd-MMM-yyyy HH:mm:ss", true),
    SPACED_MONTH_NAME("dd MMM yyyy", false),
    SPACED_MONTH_NAME_TIME("dd MMM yyyy HH:mm:ss", true),
    MONTH_NAME_FIRST("MMM dd, yyyy", false),
    MONTH_NAME_FIRST_TIME("MMM dd, yyyy HH:mm:ss", true),
    SLASH_MDY_SHORT("MM/dd/yy", false),
    SLASH_MDY_SHORT_TIME("MM/dd/yy HH:mm:ss", true),
    SLASH_DMY_SHORT("dd/MM/yy", false),
    SLASH_DMY_SHORT_TIME("dd/MM/yy HH:mm:ss", true),
    DOT_DMY_SHORT("dd.MM.yy", false),
    DOT_DMY_SHORT_TIME("dd.MM.yy HH:mm:ss", true),
    MONTH_NAME_SHORT("dd-MMM-yy", false),
    MONTH_NAME_SHORT_TIME("dd-MMM-yy HH:mm:ss", true);

    private final String pattern;
    private final boolean isTimestamp;

    TemporalPattern(String pattern, boolean timestamp) {
        this.pattern = pattern;
        this.isTimestamp = timestamp;
    }

    /** Parses a text: days or microseconds since 1970; empty if it does not fit. */
    public OptionalLong read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Cell cell = new Cell();
        boolean fits =
                new TemporalReader().read(bytes, 0, bytes.length, cell) && (cell.patterns() & 1 << ordinal()) != 0;
        return fits ? OptionalLong.of(cell.temporal(ordinal())) : OptionalLong.empty();
    }

    /**
     * The pattern in the letters of {@link java.time.format.DateTimeFormatter}. Seconds, their fraction, AM or PM, and
     * an offset are optional. Months have English names, short or full. Years of two digits are 1969 to 2068.
     */
    public String pattern() {
        return pattern;
    }

    /** Whether values are microseconds since 1970 (UTC unless the text has an offset) and not days. */
    public boolean isTimestamp() {
        return isTimestamp;
    }

    /** Whether the pattern is the ISO one, which is the default. */
    public boolean isIso() {
        return this == ISO_DATE || this == ISO_TIMESTAMP;
    }
}
