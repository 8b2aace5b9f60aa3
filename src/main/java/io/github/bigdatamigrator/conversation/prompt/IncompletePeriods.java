package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells that the first or last month, quarter or year of a result is not whole, since the data begin or end in it. */
public final class IncompletePeriods {
    private static final Pattern CELL = Pattern.compile("(\\d{4})(?:-(\\d{2}))?(?:-01)?(?:[T ]00:00.*)?");
    private static final Pattern UNIT = Pattern.compile("(?i)\\b(year|quarter|month|mon|yyyy-MM|yyyy)\\b");
    /** The share of a period that has to be missing; shops are closed on some days. */
    private static final double MISSING_SHARE = 0.1;

    private IncompletePeriods() {}

    /** A sentence for a prompt; empty if the periods are whole or are not known. */
    public static Optional<String> of(QueryResult result, DataContext context) {
        ResultColumns columns = ResultColumns.of(result);
        List<ColumnProfile> dates = context.tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), result.sql()))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().temporal() && SqlIdentifiers.mentioned(column.sqlName(), result.sql()))
                .filter(column -> column.min() != null && column.max() != null)
                .toList();
        if (columns.times().size() != 1 || dates.size() != 1) {
            return Optional.empty();
        }
        int time = columns.times().get(0);
        int months = months(result.sql());
        List<LocalDate> starts = result.rows().stream()
                .map(row -> start(row.get(time), months))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (months == 0 || starts.size() < 2 || starts.size() < result.rowCount() / 2) {
            return Optional.empty();
        }
        LocalDate min = LocalDate.parse(String.valueOf(dates.get(0).min()).substring(0, 10));
        LocalDate max = LocalDate.parse(String.valueOf(dates.get(0).max()).substring(0, 10));
        LocalDate first = starts.get(0);
        LocalDate last = starts.get(starts.size() - 1);
        List<String> parts = new ArrayList<>();
        if (isIncomplete(first, min, months, ChronoUnit.DAYS.between(first, min))) {
            parts.add("begin on " + min + ", so that the first period is incomplete");
        }
        if (isIncomplete(last, max, months, ChronoUnit.DAYS.between(max, last.plusMonths(months)) - 1)) {
            parts.add("end on " + max + ", so that the last period is incomplete");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("The data " + String.join("; they ", parts) + ".");
    }

    /** Whether the first or last day of the data is in the period, and a good part of its days is outside. */
    private static boolean isIncomplete(LocalDate start, LocalDate day, int months, long outside) {
        LocalDate end = start.plusMonths(months);
        return !day.isBefore(start)
                && day.isBefore(end)
                && outside >= MISSING_SHARE * ChronoUnit.DAYS.between(start, end);
    }

    /** The months of a period of the query; 0 if it names none, or several. */
    private static int months(String sql) {
        Matcher unit = UNIT.matcher(sql);
        int months = 0;
        while (unit.find()) {
            String name = unit.group(1);
            int found = name.equalsIgnoreCase("year") || name.equals("yyyy")
                    ? 12
                    : name.equalsIgnoreCase("quarter") ? 3 : 1;
            if (months != 0 && months != found) {
                return 0;
            }
            months = found;
        }
        return months;
    }

    private static @Nullable LocalDate start(@Nullable Object cell, int months) {
        Matcher parts = CELL.matcher(String.valueOf(cell));
        if (!parts.matches() || (parts.group(2) == null && months < 12)) {
            return null;
        }
        int month = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
        return month < 1 || month > 12 ? null : LocalDate.of(Integer.parseInt(parts.group(1)), month, 1);
    }
}
