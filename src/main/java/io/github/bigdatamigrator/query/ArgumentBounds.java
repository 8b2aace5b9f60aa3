package io.github.bigdatamigrator.query;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.ArrayAggregate;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FormatNumber;
import org.apache.spark.sql.catalyst.expressions.FormatString;
import org.apache.spark.sql.catalyst.expressions.Least;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.StringSpace;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.HistogramNumeric;
import org.apache.spark.sql.catalyst.expressions.aggregate.HyperLogLogPlusPlus;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Limits arguments that set the size of a function's result, since a single number could exhaust the memory. */
final class ArgumentBounds {
    static final long MAX_CHARACTERS = 10_000;
    static final long MAX_ELEMENTS = 100_000;
    private static final long MAX_STACKED_ROWS = 1_000;
    private static final long MAX_PERCENTILE_ACCURACY = 1_000_000;
    private static final long MAX_BINS = 10_000;
    private static final long MAX_DECIMALS = 400;
    private static final double SMALLEST_COUNT_ERROR = 0.005;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final Pattern WIDE_FORMAT = Pattern.compile("\\d{4}|\\*");

    private ArgumentBounds() {}

    static void check(TreeNode<?> node) {
        if (node instanceof StringRepeat repeat) {
            checkAtMost("repeat", repeat.times(), MAX_CHARACTERS);
        } else if (node instanceof StringSpace space) {
            checkAtMost("space", space.child(), MAX_CHARACTERS);
        } else if (node instanceof StringLPad pad) {
            checkAtMost("lpad", pad.len(), MAX_CHARACTERS);
        } else if (node instanceof StringRPad pad) {
            checkAtMost("rpad", pad.len(), MAX_CHARACTERS);
        } else if (node instanceof ArrayRepeat repeat) {
            checkAtMost("array_repeat", repeat.right(), MAX_ELEMENTS);
        } else if (node instanceof Stack stack) {
            checkAtMost("stack", stack.children().head(), MAX_STACKED_ROWS);
        } else if (node instanceof FormatNumber format) {
            checkFormatNumber(format);
        } else if (node instanceof FormatString format) {
            checkFormatString(format);
        } else if (node instanceof Sequence sequence) {
            checkSequence(sequence);
        } else if (node instanceof ApproximatePercentile percentile) {
            checkAtMost("percentile_approx", percentile.accuracyExpression(), MAX_PERCENTILE_ACCURACY);
        } else if (node instanceof HistogramNumeric histogram) {
            checkAtMost("histogram_numeric", histogram.nBins(), MAX_BINS);
        } else if (node instanceof HyperLogLogPlusPlus count && count.relativeSD() < SMALLEST_COUNT_ERROR) {
            throw QueryRefusal.refused("approx_count_distinct may be asked for an error of " + SMALLEST_COUNT_ERROR
                    + " or more. Use count(DISTINCT …) for the exact figure.");
        } else if (node instanceof ArrayAggregate fold && !(fold.dataType() instanceof NumericType)) {
            throw QueryRefusal.refused("aggregate() must return a number; cast the start value.");
        }
    }

    private static void checkAtMost(String function, Expression size, long maximum) {
        if (size instanceof Least least
                && CollectionConverters.asJava(least.children()).stream()
                        .anyMatch(it -> constant(it).orElse(Long.MAX_VALUE) <= maximum)) {
            return;
        }
        OptionalLong value = constant(size);
        if (value.isEmpty()) {
            throw QueryRefusal.refused("The size given to " + function + "() must be a literal of at most " + maximum
                    + ", or least(…, " + maximum + ").");
        }
        if (value.getAsLong() > maximum) {
            throw QueryRefusal.refused("The size given to " + function + "() is " + value.getAsLong() + "; at most "
                    + maximum + " is allowed.");
        }
    }

    private static void checkFormatNumber(FormatNumber format) {
        if (format.right().dataType() instanceof org.apache.spark.sql.types.IntegerType) {
            checkAtMost("format_number", format.right(), MAX_DECIMALS);
        } else if (!(format.right() instanceof Literal)) {
            throw QueryRefusal.refused("The pattern of format_number() must be a literal, such as '#,##0.00'.");
        }
    }

    private static void checkFormatString(FormatString format) {
        if (!(format.children().head() instanceof Literal literal)
                || WIDE_FORMAT.matcher(String.valueOf(literal.value())).find()) {
            throw QueryRefusal.refused("The format of format_string() must be a literal with widths under 1000.");
        }
    }

    private static void checkSequence(Sequence sequence) {
        boolean ended = constant(sequence.start()).isPresent()
                && constant(sequence.stop()).isPresent();
        if (!ended && !stepsByDays(sequence)) {
            throw QueryRefusal.refused("sequence() needs literal ends here, or dates with a step of a day or more.");
        }
        if (ended && elements(sequence) > MAX_ELEMENTS) {
            throw QueryRefusal.refused(
                    "sequence() would make more than " + MAX_ELEMENTS + " values. Use a longer step.");
        }
    }

    /** The number of values of a sequence with constant ends, else the maximum allowed. */
    static double elements(Sequence sequence) {
        OptionalLong start = constant(sequence.start());
        OptionalLong stop = constant(sequence.stop());
        if (start.isEmpty() || stop.isEmpty()) {
            return MAX_ELEMENTS;
        }
        @Nullable
        Expression step = sequence.stepOpt().isDefined() ? sequence.stepOpt().get() : null;
        double length = Math.abs((double) stop.getAsLong() - start.getAsLong());
        DataType type = sequence.start().dataType();
        if (type instanceof NumericType) {
            return length / Math.max(1, stepSize(step)) + 1;
        }
        double micros = type instanceof DateType ? length * DAY_MICROS : length;
        double unit = step == null ? DAY_MICROS : micros(step);
        return micros / Math.max(1, unit) + 1;
    }

    /** Whether the step is at least a day; Spark's 10,000 years have fewer than four million days. */
    private static boolean stepsByDays(Sequence sequence) {
        DataType type = sequence.start().dataType();
        if (type instanceof NumericType) {
            return false;
        }
        return sequence.stepOpt().isDefined()
                ? micros(sequence.stepOpt().get()) >= DAY_MICROS
                : type instanceof DateType;
    }

    private static long stepSize(@Nullable Expression step) {
        return step == null ? 1 : Math.abs(constant(step).orElse(1));
    }

    /** The minimum length of an interval, 0 if unknown. */
    private static long micros(@Nullable Expression step) {
        Expression plain = step;
        while (plain instanceof UnaryMinus minus) {
            plain = minus.child();
        }
        if (!(plain instanceof Literal literal)) {
            return 0;
        }
        if (literal.value() instanceof CalendarInterval interval) {
            double micros = Math.abs((interval.months * 28.0 + interval.days) * DAY_MICROS + interval.microseconds);
            return (long) micros;
        }
        if (literal.value() instanceof Integer months) {
            return Math.abs(months.longValue()) * 28 * DAY_MICROS;
        }
        return literal.value() instanceof Long dayTime ? Math.abs(dayTime) : 0;
    }

    /** The value of a literal, possibly cast or negated; empty for other expressions. */
    static OptionalLong constant(Expression expression) {
        int depth = 0;
        Expression inner = expression;
        while ((inner instanceof Cast || inner instanceof UnaryMinus) && depth++ < 4) {
            inner = (Expression) inner.children().head();
        }
        if (!(inner instanceof Literal)) {
            return OptionalLong.empty();
        }
        Object value = expression.eval(InternalRow.empty());
        if (value == null) {
            return OptionalLong.of(0);
        }
        return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }
}
