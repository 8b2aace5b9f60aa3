package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.source.TemporalPattern;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides what happened to a single cell, from its two texts. */
final class CellChangeKinds {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final long QUARTER_HOUR = 900 * MICROS_PER_SECOND;
    private static final long LARGEST_OFFSET = 14 * 3600 * MICROS_PER_SECOND;
    /** Beyond the precision of numbers of 32 bits, and the largest rounding of whole numbers. */
    private static final BigDecimal NOISE = new BigDecimal("1e-6");

    private static final BigDecimal COARSEST = new BigDecimal("0.01");
    private static final int MOST_DIGITS = 200;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d*\\.?\\d+([eE][+-]?\\d{1,3})?");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x00-\\x7f]+|[?]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");
    private static final List<Charset> WESTERN = List.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    private CellChangeKinds() {}

    /** The kind of change of a cell whose two values differ by meaning; never SWAPPED or SHIFTED. */
    static ChangeKind of(@Nullable String before, @Nullable String after, Meaning.Kind meaning) {
        if (before == null || after == null) {
            boolean empty = (before == null || before.isEmpty()) && (after == null || after.isEmpty());
            return empty ? ChangeKind.NULL_OR_EMPTY : after == null ? ChangeKind.NULLED : ChangeKind.FILLED;
        }
        ChangeKind kind = switch (meaning) {
            case NUMBER, DOUBLE, SINGLE -> {
                ChangeKind rounded = number(before, after);
                boolean numbers = parsed(before) != null && parsed(after) != null;
                yield rounded == null && numbers ? ChangeKind.OTHER : rounded;
            }
            case TIME -> time(before, after);
            case TEXT -> {
                ChangeKind asNumber = number(before, after);
                yield asNumber == null ? time(before, after) : asNumber;
            }
            case BOOLEAN, BYTES -> null;
        };
        return kind == null ? text(before, after) : kind;
    }

    private static ChangeKind text(String before, String after) {
        if (blanksRemoved(before).equals(blanksRemoved(after))) {
            return ChangeKind.TRIMMING;
        } else if (before.equalsIgnoreCase(after)) {
            return ChangeKind.CASE;
        } else if (isEncoding(before, after)) {
            return ChangeKind.ENCODING;
        }
        boolean begins =
                !before.isEmpty() && !after.isEmpty() && (before.startsWith(after) || after.startsWith(before));
        return begins ? ChangeKind.TRUNCATION : ChangeKind.OTHER;
    }

    private static String blanksRemoved(String text) {
        return BLANKS.matcher(text).replaceAll("");
    }

    private static boolean isEncoding(String before, String after) {
        if (isAscii(before) && isAscii(after)) {
            return false;
        }
        return WESTERN.stream().anyMatch(charset -> misread(before, charset, after) || misread(after, charset, before))
                || FOREIGN.matcher(before)
                        .replaceAll("?")
                        .equals(FOREIGN.matcher(after).replaceAll("?"))
                || withoutMarks(before).equals(withoutMarks(after));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean misread(String text, Charset charset, String read) {
        return new String(text.getBytes(StandardCharsets.UTF_8), charset).equals(read)
                || new String(text.getBytes(charset), StandardCharsets.UTF_8).equals(read);
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }

    private static @Nullable ChangeKind number(String before, String after) {
        BigDecimal one = parsed(before);
        BigDecimal other = parsed(after);
        if (one == null || other == null || one.signum() * other.signum() < 0) {
            return null;
        }
        BigDecimal difference = one.subtract(other).abs();
        if (difference.signum() == 0) {
            return null;
        }
        BigDecimal size = one.abs().max(other.abs());
        boolean fraction = one.scale() > 0 || other.scale() > 0;
        if (fraction && difference.compareTo(size.multiply(NOISE)) <= 0) {
            return ChangeKind.ROUNDING;
        }
        int scale = Math.min(one.scale(), other.scale());
        boolean fewerDigits = one.scale() != other.scale()
                && difference.compareTo(BigDecimal.ONE.movePointLeft(scale)) < 0
                && (scale >= 0 || difference.compareTo(size.multiply(COARSEST)) <= 0);
        return fewerDigits ? ChangeKind.ROUNDING : null;
    }

    private static @Nullable BigDecimal parsed(String text) {
        String plain = text.strip();
        return plain.length() > MOST_DIGITS || !NUMBER.matcher(plain).matches()
                ? null
                : new BigDecimal(plain).stripTrailingZeros();
    }

    private static @Nullable ChangeKind time(String before, String after) {
        OptionalLong one = TemporalPattern.ISO_TIMESTAMP.read(before);
        OptionalLong other = TemporalPattern.ISO_TIMESTAMP.read(after);
        if (one.isEmpty() || other.isEmpty()) {
            return null;
        }
        long difference = Math.abs(one.getAsLong() - other.getAsLong());
        long earlier = Math.min(one.getAsLong(), other.getAsLong());
        if (difference == 0) {
            return null;
        } else if (difference % QUARTER_HOUR == 0 && difference <= LARGEST_OFFSET) {
            return ChangeKind.TIME_ZONE;
        } else if (difference < MICROS_PER_SECOND && earlier % MICROS_PER_SECOND == 0) {
            return ChangeKind.ROUNDING;
        }
        boolean dayOnly = difference < MICROS_PER_DAY && earlier % MICROS_PER_DAY == 0;
        return dayOnly ? ChangeKind.TRUNCATION : ChangeKind.OTHER;
    }

    /** Whether two texts of different columns are the same value. */
    static boolean sameValue(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return false;
        } else if (one.equals(other)) {
            return true;
        }
        BigDecimal number = parsed(one);
        BigDecimal second = parsed(other);
        return number != null && second != null && number.compareTo(second) == 0;
    }
}
