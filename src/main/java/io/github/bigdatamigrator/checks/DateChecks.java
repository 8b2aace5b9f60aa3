package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.checks.DataCheck.Kind;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes checks of dates: their range, their order, and that new ones come. Also of minima and maxima. */
record DateChecks(TableProfile table, LocalDate today, List<DataCheck> checks) {
    private static final long FEW_VALUES = 20;
    private static final long FEW_ROWS_IN_ORDER = 10;
    private static final long ENOUGH_VALUES = 100;
    private static final double NAME_BITS = 4;
    private static final int FRESH_DAYS = 31; // newer data is expected to go on
    private static final int MANY_MONTHS = 3;
    private static final Set<String> FUTURE_WORDS = Set.of("due", "required", "require", "valid", "expires", "expiry",
            "expiration", "until", "till", "to", "end", "planned", "plan", "next", "deadline", "scheduled", "delivery",
            "renewal", "maturity", "target", "expected", "bis", "faellig", "fällig", "ende", "geplant");
    private static final Map<String, String> UPPER_OF_LOWER =
            Map.of("min", "max", "minimum", "maximum", "low", "high", "lower", "upper", "lowest", "highest", "from", "to");

    void add() {
        List<ColumnProfile> dates = table.columns().stream()
                .filter(column -> column.type().temporal()
                        && table.rows() - column.nulls() >= FEW_VALUES
                        && column.findings().sentinels().isEmpty()
                        && column.min() != null
                        && column.max() != null)
                .toList();
        range(dates);
        order();
        fresh(dates);
    }

    private void range(List<ColumnProfile> dates) {
        List<Breach> breaches = new ArrayList<>();
        for (ColumnProfile column : dates) {
            LocalDate first = day(column.min());
            LocalDate last = day(column.max());
            LocalDate earliest = PlausibleRange.earliest(first, last);
            LocalDate latest = PlausibleRange.latest(first, last, today);
            boolean past = !last.isAfter(today) && !isOfTheFuture(column);
            breaches.add(new Breach(List.of(column), dialect -> {
                String name = dialect.name(column);
                return name + " < DATE '" + earliest + "'"
                        + (latest != null
                                ? " OR " + name + " >= DATE '" + latest.plusDays(1) + "'"
                                : past ? " OR " + name + " >= CURRENT_DATE + INTERVAL '2' DAY" : "");
            }));
        }
        if (!breaches.isEmpty()) {
            String ranges = dates.stream()
                    .map(column -> CheckSql.original(column) + " " + day(column.min()) + " to " + day(column.max()))
                    .collect(Collectors.joining(", "));
            String says = "is neither long ago nor in the future";
            add(Kind.DATES, dates, new Rule.NoRow(breaches), says, ranges, 0);
        }
    }

    private static boolean isOfTheFuture(ColumnProfile column) {
        return IdentifierWords.of(column.name()).stream().anyMatch(FUTURE_WORDS::contains);
    }

    private void order() {
        List<Breach> breaches = new ArrayList<>();
        List<ColumnProfile> all = table.columns();
        for (ColumnProfile earlier : all) {
            for (ColumnProfile later : all) {
                boolean times = earlier.type().temporal()
                        && earlier.type().equals(later.type())
                        && ColumnMeaning.areInOrder(earlier.name(), later.name());
                boolean numbers = earlier.type().numeric() && later.type().numeric() && isMinimumOf(earlier, later);
                if (earlier != later && (times || numbers)) {
                    breaches.add(new Breach(
                            List.of(earlier, later), dialect -> dialect.name(earlier) + " > " + dialect.name(later)));
                }
            }
        }
        if (!breaches.isEmpty() && table.rows() >= FEW_ROWS_IN_ORDER) {
            List<ColumnProfile> columns = breaches.stream()
                    .flatMap(breach -> breach.columns().stream())
                    .distinct()
                    .toList();
            String says = "are in this order";
            String reason = "no exception in " + NumberFormat.count(table.rows(), "row");
            add(Kind.ORDER, columns, new Rule.NoRow(breaches), says, reason, NAME_BITS);
        }
    }

    private static boolean isMinimumOf(ColumnProfile lower, ColumnProfile upper) {
        List<String> words = IdentifierWords.of(lower.name());
        return !words.equals(IdentifierWords.of(upper.name()))
                && words.stream()
                        .map(word -> UPPER_OF_LOWER.getOrDefault(word, word))
                        .toList()
                        .equals(IdentifierWords.of(upper.name()));
    }

    /** New rows are expected where the last ones are new and no month is without one. */
    private void fresh(List<ColumnProfile> dates) {
        dates.stream()
                .filter(column -> isGoingOn(column) && !isOfTheFuture(column))
                .max(Comparator.comparing(column -> Objects.requireNonNull(column.max())))
                .ifPresent(column -> {
                    int days = 2 * FRESH_DAYS;
                    Rule rule = new Rule.Whole(dialect -> "max(" + dialect.name(column) + ") < CURRENT_DATE - INTERVAL '"
                            + days + "' DAY");
                    String says = "the newest " + CheckSql.original(column) + " of " + table.name() + " is less than "
                            + days + " days old";
                    add(Kind.FRESH, List.of(column), rule, says, "the newest is of " + day(column.max()), -NAME_BITS);
                });
    }

    private boolean isGoingOn(ColumnProfile column) {
        TimeSpread time = column.findings().time();
        LocalDate last = day(column.max());
        return time != null
                && table.rows() - column.nulls() >= ENOUGH_VALUES
                && time.months() >= MANY_MONTHS
                && time.monthsWithout() == 0
                && !last.isAfter(today)
                && last.plusDays(FRESH_DAYS).isAfter(today);
    }

    /** The day of a date or timestamp of the profile. */
    private static LocalDate day(@org.jspecify.annotations.Nullable String value) {
        return LocalDate.parse(Objects.requireNonNull(value).substring(0, 10));
    }

    private void add(
            Kind kind, List<ColumnProfile> columns, Rule rule, String says, String reason, double bits) {
        checks.add(new DataCheck(kind, table, columns, rule, says, reason, CheckRules.bits(table.rows()) + bits));
    }
}
