package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.NumberSketch;
import io.github.bigdatamigrator.source.BooleanPattern;
import io.github.bigdatamigrator.source.TemporalPattern;
import org.jspecify.annotations.Nullable;

/**
 * The narrowest type that every cell of a column fits, null markers apart: boolean, bigint, decimal, double, date,
 * timestamp, else string. Numbers that no decimal of 38 digits holds are doubles only where that loses no digit or
 * where some are written with an exponent.
 *
 * @param pattern how the values are written, where that needs saying
 * @param temporal the pattern of a date or timestamp
 * @param dayAndMonthMayBeExchanged whether no value tells which of day and month stands first
 */
record TypeInference(
        ColumnType type,
        @Nullable String pattern,
        @Nullable TemporalPattern temporal,
        boolean dayAndMonthMayBeExchanged) {
    private static final int MAX_PRECISION = 38;

    static TypeInference of(ColumnSketch column) {
        long values = column.values();
        NumberSketch numbers = column.numbers();
        if (numbers.count() > 0 && numbers.count() + numbers.notFinite() == values) {
            return plain(numbers.notFinite() > 0 ? ColumnType.DOUBLE : numeric(numbers));
        }
        if (values > 0 && column.temporalCount() == values) {
            int fitting = column.temporals().patterns();
            if (fitting != 0) {
                TemporalPattern pattern = TemporalPattern.values()[Integer.numberOfTrailingZeros(fitting)];
                return new TypeInference(
                        pattern.isTimestamp() ? ColumnType.TIMESTAMP : ColumnType.DATE,
                        pattern.isIso() ? null : pattern.pattern(),
                        pattern,
                        exchangeable(fitting));
            }
        }
        if (values > 0 && column.booleans() == values && column.booleanPatterns() != 0) {
            BooleanPattern words = BooleanPattern.values()[Integer.numberOfTrailingZeros(column.booleanPatterns())];
            return new TypeInference(
                    ColumnType.BOOLEAN, words == BooleanPattern.TRUE_FALSE ? null : words.pattern(), null, false);
        }
        return plain(ColumnType.STRING);
    }

    /** Of a column whose format declares its type. */
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

    private static TypeInference plain(ColumnType type) {
        return new TypeInference(type, null, null, false);
    }

    private static boolean exchangeable(int fitting) {
        return (fitting & bits(TemporalPattern.SLASH_MDY, TemporalPattern.SLASH_MDY_SHORT)) != 0
                && (fitting & bits(TemporalPattern.SLASH_DMY, TemporalPattern.SLASH_DMY_SHORT)) != 0;
    }

    /** Of date patterns and the timestamp patterns that follow them. */
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
        // As doubles they would lose digits, and nobody would see it.
        return numbers.exactAsDoubles() ? ColumnType.DOUBLE : ColumnType.STRING;
    }
}
