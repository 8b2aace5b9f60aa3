package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.query.counting.RepeatedRows.Repeated;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.IdentifierWords;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rewrites aggregates so that each row of their table counts once in each group: over the distinct pairs of the table's
 * key and the value. The joins, conditions and groups stay as they are.
 */
final class CountedOnce {
    /** The distinct rows of a group are held in memory. */
    private static final long MAX_ROWS = 200_000;

    private static final Pattern CALL = Pattern.compile("(?is)(?:sum|avg|mean|count)\\s*\\((.*)\\)");
    private static final Pattern ALONE_BEFORE = Pattern.compile("(?is).*(?:\\bselect|,)\\s*");
    private static final Pattern ALONE_AFTER = Pattern.compile("(?is)\\s*(?:,|from\\b).*");
    /** Words of values that hold for one piece, so that their sum over the pieces is meant. */
    private static final Set<String> RATES = Set.of(
            "price",
            "rate",
            "cost",
            "fee",
            "weight",
            "length",
            "duration",
            "height",
            "width",
            "discount",
            "percent",
            "tax",
            "hours",
            "minutes",
            "seconds",
            "preis",
            "rabatt",
            "gewicht",
            "dauer",
            "satz",
            "gebühr",
            "kosten");

    private CountedOnce() {}

    /** The corrected statement; empty unless all of the aggregates can only mean that each row counts once. */
    static Optional<String> correct(String sql, List<Repeated> faults) {
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<Integer, Repeated> places = new TreeMap<>(Collections.reverseOrder());
        for (Repeated fault : faults) {
            if (!isCertain(fault) || fault.call().call().origin().startIndex().isEmpty()) {
                return Optional.empty();
            }
            places.put((Integer) fault.call().call().origin().startIndex().get(), fault);
        }
        String corrected = sql;
        for (var place : places.entrySet()) {
            int start = place.getKey();
            int stop = (Integer)
                            place.getValue().call().call().origin().stopIndex().get()
                    + 1;
            String text = sql.substring(start, stop);
            Matcher call = CALL.matcher(text);
            Optional<String> key = key(place.getValue());
            if (!call.matches() || key.isEmpty()) {
                return Optional.empty();
            }
            String once = once(place.getValue().call(), call.group(1).strip(), key.get());
            boolean unnamed = ALONE_BEFORE.matcher(sql.substring(0, start)).matches()
                    && ALONE_AFTER.matcher(sql.substring(stop)).matches();
            corrected = corrected.substring(0, start)
                    + once
                    + (unnamed ? " AS " + SqlIdentifiers.quote(text) : "")
                    + corrected.substring(stop);
        }
        return Optional.of(corrected);
    }

    private static boolean isCertain(Repeated fault) {
        AggregateCall call = fault.call();
        return !call.window()
                && call.filter().isEmpty()
                && fault.values().size() == 1
                && isPlain(call.value())
                && (fault.chasm()
                        || (call.kind() == AggregateCall.Kind.SUM
                                && Values.columns(call.value()).stream()
                                        .noneMatch(column -> IdentifierWords.of(column.name()).stream()
                                                .anyMatch(RATES::contains))));
    }

    /** Whether the value is null where one of its columns is. */
    private static boolean isPlain(Expression value) {
        return value instanceof Attribute
                || value instanceof Literal
                || ((value instanceof Cast || value instanceof BinaryArithmetic)
                        && RowSourceFinder.expressions(value.children()).stream()
                                .allMatch(CountedOnce::isPlain));
    }

    /** The key of the table as it is named where the call stands; empty if it is not known or has no name there. */
    private static Optional<String> key(Repeated fault) {
        RowSource table = fault.values().iterator().next();
        List<Attribute> named = RowSourceFinder.attributes(fault.call().input());
        if (table.table().filter(it -> it.rows() <= MAX_ROWS).isEmpty()) {
            return Optional.empty();
        }
        return named.stream()
                .filter(column -> table.profile(column.exprId())
                        .filter(CountedOnce::isKey)
                        .isPresent())
                .filter(column -> column.qualifier().nonEmpty()
                        || named.stream()
                                        .filter(it -> it.name().equalsIgnoreCase(column.name()))
                                        .count()
                                == 1)
                .map(column -> column.qualifier().isEmpty()
                        ? SqlIdentifiers.quote(column.name())
                        : SqlIdentifiers.quote(CollectionConverters.asJava(column.qualifier())
                                        .get(column.qualifier().size() - 1))
                                + "." + SqlIdentifiers.quote(column.name()))
                .findFirst();
    }

    private static boolean isKey(ColumnProfile column) {
        return column.unique().value() && column.unique().exact() && column.nulls() == 0;
    }

    private static String once(AggregateCall call, String value, String key) {
        String count = "COUNT(DISTINCT CASE WHEN " + value + " IS NOT NULL THEN " + key + " END)";
        String type = call.call().dataType().sql();
        String sum = "aggregate(collect_set(CASE WHEN " + value + " IS NOT NULL THEN struct(" + key + " AS k, " + value
                + " AS v) END), CAST(NULL AS " + type + "), (a, e) -> CAST(coalesce(a + e.v, e.v) AS " + type + "))";
        return switch (call.kind()) {
            case COUNT -> count;
            case SUM -> sum;
            case AVERAGE -> "CAST(" + sum + " / nullif(" + count + ", 0) AS " + type + ")";
        };
    }
}
