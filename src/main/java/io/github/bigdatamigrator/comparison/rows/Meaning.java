package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.source.TemporalPattern;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes what the cells of a pair of columns are compared as. Travels to executors.
 *
 * @param scale digits after the point of the NUMBER with the most
 * @param timestampPatterns the bits of {@link TemporalPattern} in which a text spells a TIME
 */
record Meaning(Kind kind, int scale, int timestampPatterns) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What values are compared as. */
    enum Kind {
        TEXT,
        /** Exact numbers. */
        NUMBER,
        /** Floating-point numbers of 64 bits. */
        DOUBLE,
        /** Floating-point numbers of 32 bits. */
        SINGLE,
        BOOLEAN,
        /** Microseconds; a date is its midnight. */
        TIME,
        BYTES
    }

    static final Meaning SINGLE = new Meaning(Kind.SINGLE, 0, 0);

    /** The meaning of two columns; null if they have none in common under the rules. */
    static @Nullable Meaning of(ColumnProfile before, ColumnProfile after, Set<ComparisonRule> rules) {
        ColumnType.Kind one = before.type().kind();
        ColumnType.Kind other = after.type().kind();
        int scale = Math.max(before.type().scale(), after.type().scale());
        if (one == other) {
            return new Meaning(own(one), scale, 0);
        }
        if (one == ColumnType.Kind.STRING || other == ColumnType.Kind.STRING) {
            ColumnProfile typed = one == ColumnType.Kind.STRING ? after : before;
            return rules.contains(ComparisonRule.TEXT_AS_VALUE) && typed.type().kind() != ColumnType.Kind.BINARY
                    ? new Meaning(own(typed.type().kind()), scale, patterns(typed))
                    : null;
        }
        Kind kind = null;
        if (before.type().temporal() && after.type().temporal()) {
            kind = rules.contains(ComparisonRule.DATE_AT_MIDNIGHT) ? Kind.TIME : null;
        } else if (before.type().numeric() && after.type().numeric()) {
            boolean floating = one == ColumnType.Kind.DOUBLE || other == ColumnType.Kind.DOUBLE;
            ComparisonRule rule = floating ? ComparisonRule.FLOATING_POINT : ComparisonRule.NUMBER_BY_VALUE;
            kind = rules.contains(rule) ? floating ? Kind.DOUBLE : Kind.NUMBER : null;
        } else if ((one == ColumnType.Kind.BOOLEAN || other == ColumnType.Kind.BOOLEAN)
                && (before.type().numeric() || after.type().numeric())) {
            boolean floating = one == ColumnType.Kind.DOUBLE || other == ColumnType.Kind.DOUBLE;
            kind = rules.contains(ComparisonRule.BOOLEAN_AS_NUMBER) ? floating ? Kind.DOUBLE : Kind.NUMBER : null;
        }
        return kind == null ? null : new Meaning(kind, scale, 0);
    }

    private static Kind own(ColumnType.Kind type) {
        return switch (type) {
            case BOOLEAN -> Kind.BOOLEAN;
            case BIGINT, DECIMAL -> Kind.NUMBER;
            case DOUBLE -> Kind.DOUBLE;
            case DATE, TIMESTAMP -> Kind.TIME;
            case STRING -> Kind.TEXT;
            case BINARY -> Kind.BYTES;
        };
    }

    /** The pattern of the column's own text, which its texts elsewhere may have too, and ISO. */
    private static int patterns(ColumnProfile typed) {
        int bits = 1 << TemporalPattern.ISO_TIMESTAMP.ordinal();
        if (typed.type().temporal() && typed.pattern() != null) {
            String time = typed.pattern().endsWith(":ss") ? typed.pattern() : typed.pattern() + " HH:mm:ss";
            for (TemporalPattern known : TemporalPattern.values()) {
                if (known.pattern().equals(time)) {
                    bits |= 1 << known.ordinal();
                }
            }
        }
        return bits;
    }
}
