package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.IdentifierWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Decides which dates are plausible, and whether new ones are expected. */
record DateChecks(TableProfile table, LocalDate today) {
    private static final long FEW_VALUES = 5;
    private static final long FEW_ROWS_IN_ORDER = 10;
    private static final long ENOUGH_VALUES = 100;
    static final int FRESH_DAYS = 31; // newer data is expected to go on
    private static final int MANY_MONTHS = 3;
    private static final Set<String> FUTURE_WORDS = Set.of(
            "due",
            "required",
            "require",
            "valid",
            "expires",
            "expiry",
            "expiration",
            "until",
            "till",
            "to",
            "end",
            "planned",
            "plan",
            "next",
            "deadline",
            "scheduled",
            "delivery",
            "renewal",
            "maturity",
            "target",
            "expected",
            "bis",
            "faellig",
            "fällig",
            "ende",
            "geplant");
    private static final Map<String, String> UPPER_OF_LOWER = Map.of(
            "min", "max", "minimum", "maximum", "low", "high", "lower", "upper", "lowest", "highest", "from", "to");

    private List<ColumnProfile> dates() {
        return table.columns().stream()
                .filter(column -> column.type().temporal()
                        && table.rows() - column.nulls() >= FEW_VALUES
                        && column.findings().sentinels().isEmpty()
                        && column.min() != null
                        && column.max() != null)
                .toList();
    }

    /** Ranges of dates, and the order of dates and of minima and maxima. */
    List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>();
        for (ColumnProfile column : dates()) {
            LocalDate first = day(column.min());
            LocalDate last = day(column.max());
            LocalDate earliest = PlausibleRange.earliest(first, last);
            LocalDate latest = PlausibleRange.latest(first, last, today);
            boolean past = latest == null && !last.isAfter(today) && !isOfTheFuture(column);
            String says = "is not before " + earliest
                    + (latest != null ? " or after " + latest : past ? " or in the future" : "");
            breaches.add(new Breach(List.of(column), says, dialect -> {
                String name = dialect.name(column);
                return name + " < DATE '" + earliest + "'"
                        + (latest != null
                                ? " OR " + name + " >= DATE '" + latest.plusDays(1) + "'"
                                : past ? " OR " + name + " >= CURRENT_DATE + INTERVAL '2' DAY" : "");
            }));
        }
        order(breaches);
        return breaches;
    }

    private static boolean isOfTheFuture(ColumnProfile column) {
        return IdentifierWords.of(column.name()).stream().anyMatch(FUTURE_WORDS::contains);
    }

    private void order(List<Breach> breaches) {
        if (table.rows() < FEW_ROWS_IN_ORDER) {
            return;
        }
        for (ColumnProfile earlier : table.columns()) {
            for (ColumnProfile later : table.columns()) {
                boolean times = earlier.type().temporal()
                        && earlier.type().equals(later.type())
                        && ColumnMeaning.areInOrder(earlier.name(), later.name());
                boolean numbers = earlier.type().numeric() && later.type().numeric() && isMinimumOf(earlier, later);
                if (!earlier.equals(later) && (times || numbers)) {
                    breaches.add(new Breach(
                            List.of(earlier, later),
                            "are in this order",
                            dialect -> dialect.name(earlier) + " > " + dialect.name(later)));
                }
            }
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

    /** The column whose last date is new, where no month is without one, so that more are expected. */
    Optional<ColumnProfile> goingOn() {
        return dates().stream()
                .filter(column -> isGoingOn(column) && !isOfTheFuture(column))
                .max(Comparator.comparing(column -> Objects.requireNonNull(column.max())));
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
}
