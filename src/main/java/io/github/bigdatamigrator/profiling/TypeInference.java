package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.source.BooleanPattern;
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
 */
record TypeInference(
        ColumnType type, @Nullable String pattern, @Nullable TemporalPattern temporal, boolean ambiguousDayMonth) {
    private static final int MAX_PRECISION = 38;

    static TypeInference of(ColumnSketch column) {
        long values = column.values();
        NumberSketch numbers = column.numbers();
        if (numbers.count() > 0 && numbers.count() + numbers.notFinite() == values) {
            return withoutPattern(numbers.notFinite() > 0 ? ColumnType.DOUBLE : numeric(numbers));
        }
        if (values > 0 && column.temporalCount() == values) {
            int fitting = column.temporals().patterns();
            if (fitting != 0) {
                TemporalPattern pattern = TemporalPattern.values()[Integer.numberOfTrailingZeros(fitting)];
                return new TypeInference(
                        pattern.isTimestamp() ? ColumnType.TIMESTAMP : ColumnType.DATE,
                        pattern.isIso() ? null : pattern.pattern(),
                        pattern,
                        fitsBothDayOrders(fitting));
            }
        }
        if (values > 0 && column.booleans() == values && column.booleanPatterns() != 0) {
            BooleanPattern words = BooleanPattern.values()[Integer.numberOfTrailingZeros(column.booleanPatterns())];
            return new TypeInference(
                    ColumnType.BOOLEAN, words == BooleanPattern.TRUE_FALSE ? null : words.pattern(), null, false);
        }
        return withoutPattern(ColumnType.STRING);
    }

    /** The type of a column that its format declares. */
    static TypeInference declared(ColumnType type) {
        return new TypeInference(
                type,
                null,
                switch (type.kind()) {
                    case DATE -> TemporalPattern.ISO_DATE;
                    case TIMESTAMP -> TemporalPattern.ISO_TIMESTAMP;
                    case BOOLEAN, BIGINT, DECIMAL, DOUBLE, STRING, BINARY -> null;
                },
                false);
    }

    private static TypeInference withoutPattern(ColumnType type) {
        return new TypeInference(type, null, null, false);
    }

    private static boolean fitsBothDayOrders(int fitting) {
        return (fitting & bits(TemporalPattern.SLASH_MDY, TemporalPattern.SLASH_MDY_SHORT)) != 0
                && (fitting & bits(TemporalPattern.SLASH_DMY, TemporalPattern.SLASH_DMY_SHORT)) != 0;
    }

    /** Bits of date patterns and the timestamp patterns that follow them. */
    private static int bits(TemporalPattern first, TemporalPattern second) {
        return 3 << first.ordinal() | 3 << second.ordinal();
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
