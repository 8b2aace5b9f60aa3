package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which values of a column are plausible: a closed set, or a range. */
record ValueChecks(TableProfile table, ColumnProfile column, long values) {
    private static final long FEW_VALUES = 20;
    private static final long ENOUGH_NAMED_VALUES = 100;
    private static final long ENOUGH_VALUES = 1000;
    private static final int MAX_SET = 20;
    private static final long FEW_OF_EACH = 5;
    private static final double SHARE_OF_EACH = 0.01;
    private static final int MAX_LISTED_LENGTH = 60; // in characters; the profile cuts values at 256 bytes

    /** The values of a set that its name or its kind says to be closed; empty for none. */
    List<String> namedSet() {
        boolean flag = column.type().kind() == ColumnType.Kind.BIGINT
                && values >= FEW_VALUES
                && texts().equals(Set.of("0", "1"));
        boolean named = column.type().kind() == ColumnType.Kind.STRING
                && ColumnMeaning.isClosedSet(column.name())
                && values >= ENOUGH_NAMED_VALUES
                && eachHas(FEW_OF_EACH);
        return isComplete() && (flag || named) ? sorted() : List.of();
    }

    /** A set for which many rows speak, each value often. */
    Optional<Breach> usualSet() {
        boolean speaks = isComplete()
                && values >= ENOUGH_VALUES
                && !column.type().temporal()
                && column.type().kind() != ColumnType.Kind.BOOLEAN
                && column.type().kind() != ColumnType.Kind.DOUBLE
                && !CheckRules.ascends(column)
                && eachHas(Math.max(FEW_VALUES, (long) (SHARE_OF_EACH * values)));
        return speaks
                ? Optional.of(new Breach(
                        List.of(column),
                        "is " + String.join(", ", sorted()),
                        dialect -> CheckSql.notIn(column, sorted(), dialect)))
                : Optional.empty();
    }

    private boolean isComplete() {
        List<TopValue> top = column.topValues();
        return CheckRules.isRead(column)
                && column.distinct().exact()
                && top.size() == column.distinct().value()
                && top.size() >= 2
                && top.size() <= MAX_SET
                && top.stream().allMatch(value -> value.exact() && value.value().length() <= MAX_LISTED_LENGTH);
    }

    private Set<String> texts() {
        return column.topValues().stream().map(TopValue::value).collect(Collectors.toSet());
    }

    private List<String> sorted() {
        return column.topValues().stream().map(TopValue::value).sorted().toList();
    }

    private boolean eachHas(long least) {
        return column.topValues().stream().allMatch(value -> value.count() >= least);
    }

    Optional<Breach> range() {
        if (ColumnMeaning.isCode(column.name())
                || !column.findings().sentinels().isEmpty()) {
            return Optional.empty();
        }
        PlausibleRange range = PlausibleRange.of(column, values);
        BigDecimal lowest = range.lowest();
        BigDecimal highest = CheckRules.ascends(column) ? null : range.highest();
        if (lowest == null && highest == null) {
            return Optional.empty();
        }
        String says = "is "
                + (lowest == null ? "at most " : highest == null ? "at least " : "")
                + (lowest == null ? "" : NumberFormat.of(lowest))
                + (lowest == null || highest == null ? "" : " to ")
                + (highest == null ? "" : NumberFormat.of(highest));
        return Optional.of(new Breach(List.of(column), says, dialect -> {
            String name = dialect.name(column);
            return Stream.of(
                            lowest == null ? null : name + " < " + lowest.toPlainString(),
                            highest == null ? null : name + " > " + highest.toPlainString())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" OR "));
        }));
    }
}
