package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds periods of a result in which the data begins or ends, so that their figures are not those of a whole period.
 *
 * @param begin the first day of the data, if it is inside the first period
 * @param end the last day of the data, if it is inside the last period
 */
public record PartialPeriods(Optional<LocalDate> begin, Optional<LocalDate> end) {
    private static final Pattern PERIOD = Pattern.compile("(\\d{4})(?:-(?:(\\d{2})|Q([1-4])))?");
    /** Fewer missing days may be a weekend. */
    private static final int MISSING_DAYS = 3;

    /** A shorter part of a period may be missing by chance. */
    private static final double MISSING_SHARE = 0.05;

    /**
     * @param first a year, a quarter or a month: {@code 2024}, {@code 2024-Q1}, {@code 2024-01}
     * @param last as {@code first}
     */
    public static PartialPeriods of(String first, String last, String sql, DataContext context) {
        List<ColumnProfile> columns = context.tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().temporal() && SqlIdentifiers.mentioned(column.sqlName(), sql))
                .toList();
        Optional<LocalDate> begin = days(columns, ColumnProfile::min).min(LocalDate::compareTo);
        Optional<LocalDate> end = days(columns, ColumnProfile::max).max(LocalDate::compareTo);
        return new PartialPeriods(
                begin.filter(day -> start(first)
                        .filter(start -> cuts(ChronoUnit.DAYS.between(start, day), first))
                        .isPresent()),
                end.filter(day -> start(last)
                        .filter(start -> cuts(ChronoUnit.DAYS.between(day, start.plusMonths(months(last))) - 1, last))
                        .isPresent()));
    }

    /** Whether so many days at an end of the period leave a part of it, and are no weekend. */
    private static boolean cuts(long days, String period) {
        double length = 30.4 * months(period);
        return days >= MISSING_DAYS && days >= MISSING_SHARE * length && days < length;
    }

    private static Optional<LocalDate> start(String period) {
        Matcher parts = PERIOD.matcher(period);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int month = parts.group(2) != null
                ? Integer.parseInt(parts.group(2))
                : parts.group(3) != null ? 3 * Integer.parseInt(parts.group(3)) - 2 : 1;
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(LocalDate.of(Integer.parseInt(parts.group(1)), month, 1));
    }

    private static int months(String period) {
        return period.contains("Q") ? 3 : period.contains("-") ? 1 : 12;
    }

    private static Stream<LocalDate> days(List<ColumnProfile> columns, Function<ColumnProfile, String> end) {
        return columns.stream().flatMap(column -> {
            String text = String.valueOf(end.apply(column));
            try {
                return text.length() < 10 ? Stream.of() : Stream.of(LocalDate.parse(text.substring(0, 10)));
            } catch (DateTimeException e) {
                return Stream.of();
            }
        });
    }
}
