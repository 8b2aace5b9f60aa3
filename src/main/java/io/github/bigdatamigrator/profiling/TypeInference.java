package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.source.BooleanPattern;
import io.github.bigdatamigrator.source.Notation;
import io.github.bigdatamigrator.source.TemporalPattern;
import org.jspecify.annotations.Nullable;

/**
 * Infers the narrowest type that fits every cell of a column, null markers excluded: boolean, bigint, decimal, double,
 * date, timestamp, else string. Numbers beyond a decimal of 38 digits become doubles only if that loses no digit or
 * some have an exponent.
 *
 * @param pattern format of the values, if it is not the default
 * @param temporal pattern of a date or timestamp
 * @param ambiguousDayMonth whether all values match with the day first and with the month first
 * @param unit the currency or percent sign of all numbers but zeros
 * @param doubt why a column of numbers is kept as text
 */
record TypeInference(
        ColumnType type,
        @Nullable String pattern,
        @Nullable TemporalPattern temporal,
        boolean ambiguousDayMonth,
        @Nullable String unit,
        @Nullable String doubt) {
    private static final int MAX_PRECISION = 38;

    static TypeInference of(ColumnSketch column) {
        long values = column.values();
        NumberSketch numbers = column.numbers();
        if (numbers.count() > 0 && numbers.count() + numbers.notFinite() == values) {
            String doubt = doubt(column, numbers);
            return doubt != null
                    ? new TypeInference(ColumnType.STRING, null, null, false, null, doubt)
                    : new TypeInference(
                            numbers.notFinite() > 0 ? ColumnType.DOUBLE : numeric(numbers),
                            null,
                            null,
                            false,
                            column.units().isEmpty() ? null : column.units().first(),
                            null);
        }
        if (values > 0 && column.temporalCount() == values) {
            int fitting = column.temporals().patterns();
            if (fitting != 0) {
                TemporalPattern pattern = TemporalPattern.values()[Integer.numberOfTrailingZeros(fitting)];
                return new TypeInference(
                        pattern.isTimestamp() ? ColumnType.TIMESTAMP : ColumnType.DATE,
                        pattern.isIso() ? null : pattern.pattern(),
                        pattern,
                        fitsBothDayOrders(fitting),
                        null,
                        null);
            }
        }
        if (values > 0 && column.booleans() == values && column.booleanPatterns() != 0) {
            BooleanPattern words = BooleanPattern.values()[Integer.numberOfTrailingZeros(column.booleanPatterns())];
            return plain(ColumnType.BOOLEAN, words == BooleanPattern.TRUE_FALSE ? null : words.pattern(), null);
        }
        return plain(ColumnType.STRING, null, null);
    }

    /** The type of a column that its format declares. */
    static TypeInference declared(ColumnType type) {
        TemporalPattern temporal = switch (type.kind()) {
            case DATE -> TemporalPattern.ISO_DATE;
            case TIMESTAMP -> TemporalPattern.ISO_TIMESTAMP;
            case BOOLEAN, BIGINT, DECIMAL, DOUBLE, STRING, BINARY -> null;
        };
        return plain(type, null, temporal);
    }

    /** Why numbers may be something else; null if they are certainly numbers. */
    private static @Nullable String doubt(ColumnSketch column, NumberSketch numbers) {
        long count = numbers.count();
        long nonZero = count - numbers.zeros();
        if (column.units().size() > 1 || (!column.units().isEmpty() && column.marked(Notation.UNIT) < nonZero)) {
            return "their units differ: " + String.join(", ", column.units())
                    + (column.marked(Notation.UNIT) < nonZero ? " or none" : "");
        } else if (column.marked(Notation.GROUPED_ONCE) > 0
                && column.marked(Notation.GROUPED) == 0
                && numbers.fractions() == 0) {
            return "the sign before three digits may separate thousands, decimals or two numbers;"
                    + " --thousands or --decimal-comma decides";
        } else if (column.marked(Notation.ENCLOSED) == count && column.units().isEmpty() && numbers.whole()) {
            return "numbers in parentheses may be negative amounts or notes";
        } else if (numbers.real()
                && column.marked(Notation.BARE_EXPONENT) == numbers.reals()
                && numbers.fractions() == 0) {
            return "digits around an e may be identifiers and not numbers with an exponent";
        } else if (column.marked(Notation.FROM_TEXT) == count
                && column.markers().isEmpty()) {
            return "the format has numbers, but these are stored as text";
        }
        return null;
    }

    private static boolean fitsBothDayOrders(int fitting) {
        return fitsBoth(fitting, TemporalPattern.SLASH_MDY, TemporalPattern.SLASH_DMY)
                || fitsBoth(fitting, TemporalPattern.SLASH_MDY_SHORT, TemporalPattern.SLASH_DMY_SHORT)
                || fitsBoth(fitting, TemporalPattern.DASH_DMY, TemporalPattern.DASH_MDY);
    }

    /** Whether both date patterns fit, or both timestamp patterns that follow them. */
    private static boolean fitsBoth(int fitting, TemporalPattern first, TemporalPattern second) {
        return (fitting & fitting >>> (second.ordinal() - first.ordinal()) & 3 << first.ordinal()) != 0;
    }

    /** A type that is certain, without a unit. */
    private static TypeInference plain(ColumnType type, @Nullable String pattern, @Nullable TemporalPattern temporal) {
        return new TypeInference(type, pattern, temporal, false, null, null);
    }

    private static ColumnType numeric(NumberSketch numbers) {
        if (numbers.whole()) {
            return ColumnType.BIGINT;
        }
        int precision = numbers.integerDigits() + numbers.scale();
        if (numbers.real()) {
            return ColumnType.DOUBLE;
        } else if (precision <= MAX_PRECISION) {
            return ColumnType.decimal(precision, numbers.scale());
        }
        // Doubles would silently lose digits.
        return numbers.exactAsDoubles() ? ColumnType.DOUBLE : ColumnType.STRING;
    }
}
