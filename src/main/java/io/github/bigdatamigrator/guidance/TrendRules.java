package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks how amounts and counts change over time. */
final class TrendRules {
    static final Set<String> DATE_WORDS =
            NounPhrase.set("date time timestamp datetime ts tms at on dt datum year month day jahr monat tag");

    private static final Pattern OF_PERIOD = Pattern.compile(
            "(?i).*_(?:q[1-4]|h[12]|(?:19|20)\\d\\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:_.*)?");
    private static final int MIN_ROWS = 20;
    /** From so many rows on, days of the week are compared in any table. */
    private static final int MANY_ROWS = 200;

    private static final int MIN_DAYS_FOR_CHANGE = 120;
    /** With more years, years are compared instead of months. */
    private static final int MAX_YEARS_BY_MONTH = 3;

    private static final int DAYS_PER_MONTH = 30;
    private static final int MIN_ROWS_PER_MONTH = 5;

    private TrendRules() {}

    /** “What is the total amount of sales per month?” */
    static List<GuidedQuestion> overTime(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        timeline(node).ifPresent(timeline -> {
            List<Measure> measures = new ArrayList<>(
                    mainSum(node).or(() -> mainAverage(node)).stream().toList());
            if (!timeline.path().hasJoins()) {
                measures.add(Measure.rows(node));
            }
            for (Measure measure : measures) {
                for (Period period : timeline.periods(node.rows())) {
                    if (period != Period.WEEKDAY || node.isSalesTable() || node.rows() >= MANY_ROWS) {
                        questions.add(perPeriod(timeline, measure, period));
                    }
                }
            }
        });
        return questions;
    }

    /** A sum that is not already of one period: {@code sales_q1}, {@code amount_2023}. */
    private static Optional<Measure> mainSum(TableNode node) {
        return Measure.all(node).stream()
                .filter(measure -> Set.of(Measure.Kind.DEFINED, Measure.Kind.SUM, Measure.Kind.REVENUE)
                        .contains(measure.kind()))
                .filter(measure -> !OF_PERIOD.matcher(measure.alias()).matches())
                .findFirst();
    }

    /** The first average of a table without sums. */
    private static Optional<Measure> mainAverage(TableNode node) {
        return Measure.all(node).stream()
                .filter(measure -> measure.kind() == Measure.Kind.AVERAGE)
                .findFirst();
    }

    private static GuidedQuestion perPeriod(Timeline timeline, Measure measure, Period period) {
        String date = timeline.sqlDate();
        String sql = """
            SELECT %s AS %s, %s AS %s
            FROM %s
            WHERE %s IS NOT NULL
            GROUP BY %s
            ORDER BY %s\
            """.formatted(
                        timeline.sql(period),
                        period.alias,
                        measure.sql(timeline.path()),
                        measure.alias(),
                        timeline.path().sql(),
                        date,
                        timeline.isNumber() ? date : period.groupBy(date),
                        timeline.isNumber() ? period.alias : period.orderBy(date));
        return new GuidedQuestion(text(timeline, measure, period), sql, timeline.reason(measure));
    }

    private static String text(Timeline timeline, Measure measure, Period period) {
        if (period == Period.WEEKDAY) {
            return "How does the " + measure.wordsOfRows() + " differ by day of the week?";
        } else if (measure.kind() != Measure.Kind.ROWS) {
            return "What is the " + measure.wordsOfRows() + " per " + period.alias + "?";
        }
        TableNode node = timeline.path().start();
        NounPhrase date = NounPhrase.of(timeline.date());
        NounPhrase qualifier = date.without(DATE_WORDS);
        boolean obvious = qualifier.list().isEmpty()
                || qualifier.any(node.words().singular().list());
        return "How many " + node.plural() + " are there per " + period.alias
                + (obvious ? "" : " of their " + date.text()) + "?";
    }

    /** “In which months did the revenue rise or fall most?” */
    static List<GuidedQuestion> changes(TableNode node) {
        Measure measure = mainSum(node).orElse(null);
        Timeline timeline = timeline(node).orElse(null);
        if (measure == null || timeline == null || timeline.days() < MIN_DAYS_FOR_CHANGE) {
            return List.of();
        }
        boolean years = timeline.days() > MAX_YEARS_BY_MONTH * 366;
        Period period = years ? Period.YEAR : Period.MONTH;
        String sql = """
            SELECT %1$s, %2$s, round(100 * (%2$s - %3$s) / nullif(%3$s, 0), 1) AS percent_change
            FROM (SELECT %4$s AS %1$s, %5$s AS %2$s
            FROM %6$s
            WHERE %7$s IS NOT NULL
            GROUP BY %4$s)
            ORDER BY %8$s\
            """.formatted(
                        period.alias,
                        measure.alias(),
                        "lag(" + measure.alias() + ") OVER (ORDER BY " + period.alias + ")",
                        timeline.sql(period),
                        measure.sql(timeline.path()),
                        timeline.path().sql(),
                        timeline.sqlDate(),
                        years ? period.alias : "abs(percent_change) DESC NULLS LAST, " + period.alias + "\nLIMIT 12");
        return List.of(new GuidedQuestion(
                years
                        ? "How did the " + measure.wordsOfRows() + " change from year to year?"
                        : "In which months did the " + measure.wordsOfRows() + " rise or fall most?",
                sql,
                timeline.reason(measure)));
    }

    /** “What is an order worth on average, month by month?” */
    static List<GuidedQuestion> averageValue(TableNode node) {
        Measure money = Measure.ofSales(node).orElse(null);
        Timeline timeline = timeline(node).orElse(null);
        if (money == null || timeline == null) {
            return List.of();
        }
        JoinPath path = timeline.path();
        TableNode whole = path.end();
        String count = path.hasJoins()
                ? "count(DISTINCT " + path.columns(node, path.edges().get(0).childColumns()) + ")"
                : "count(*)";
        Period period = timeline.periods(whole.rows()).get(0);
        String sql = """
            SELECT %1$s AS %2$s, %3$s AS %4$s, round(%5$s / %3$s, 2) AS %6$s
            FROM %7$s
            WHERE %8$s IS NOT NULL
            GROUP BY %1$s
            ORDER BY %2$s\
            """.formatted(
                        timeline.sql(period),
                        period.alias,
                        count,
                        whole.countAlias(),
                        money.sql(path),
                        columnAlias("average " + whole.singular() + " value"),
                        path.sql(),
                        timeline.sqlDate());
        return List.of(new GuidedQuestion(
                "What is " + NounPhrase.article(whole.singular()) + " worth on average, " + period.alias + " by "
                        + period.alias + "?",
                sql,
                timeline.reason(money)));
    }

    /**
     * The dates of the rows: their own, or those of the sale that they belong to, such as an invoice line's invoice.
     * Empty with too few rows.
     */
    private static Optional<Timeline> timeline(TableNode node) {
        return node.rows() < MIN_ROWS
                ? Optional.empty()
                : Timeline.of(JoinPath.of(node))
                        .or(() -> JoinPath.from(node).stream()
                                .filter(path ->
                                        path.hasAtMostOneJoin() && path.end().isSalesTable())
                                .flatMap(path -> Timeline.of(path).stream())
                                .findFirst());
    }

    /** A date column, or a number of the year, at the end of a path, with its range. */
    private record Timeline(JoinPath path, ColumnProfile date, LocalDate from, LocalDate to) {
        static Optional<Timeline> of(JoinPath path) {
            return path.end().mainDate().or(() -> path.end().year()).flatMap(date -> {
                LocalDate from = day(date.min());
                LocalDate to = day(date.max());
                return from == null || to == null || !from.isBefore(to)
                        ? Optional.empty()
                        : Optional.of(new Timeline(path, date, from, to));
            });
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }

        boolean isNumber() {
            return date.type().numeric();
        }

        List<Period> periods(long rows) {
            return isNumber() ? List.of(Period.YEAR) : Period.of(days(), rows);
        }

        String sql(Period period) {
            return isNumber() ? sqlDate() : period.sql(sqlDate());
        }

        String sqlDate() {
            return path.column(path.end(), date);
        }

        String reason(Measure measure) {
            return path.end().nameOf(date) + " runs from " + (isNumber() ? date.min() : from) + " to "
                    + (isNumber() ? date.max() : to) + "; " + measure.reason() + ".";
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            try {
                if (text != null && text.length() == 4) {
                    return LocalDate.of(Integer.parseInt(text), 1, 1);
                }
                return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private enum Period {
        YEAR("year", "year(%s)"),
        MONTH("month", "date_format(%s, 'yyyy-MM')"),
        DAY("day", "to_date(%s)"),
        WEEKDAY("weekday", "date_format(%s, 'EEEE')");

        private final String alias;
        private final String pattern;

        Period(String alias, String pattern) {
            this.alias = alias;
            this.pattern = pattern;
        }

        /** The period that gives a readable number of groups with enough rows each, and days of the week. */
        static List<Period> of(long days, long rows) {
            if (days > 12 * 366 || (days > 2 * 366 && rows * DAYS_PER_MONTH < MIN_ROWS_PER_MONTH * days)) {
                return List.of(YEAR);
            }
            return days > 60 ? List.of(MONTH, WEEKDAY) : days > 21 ? List.of(DAY, WEEKDAY) : List.of(DAY);
        }

        String sql(String date) {
            return pattern.replace("%s", date);
        }

        /** Groups days of the week by their number too, since they are ordered by it. */
        String groupBy(String date) {
            return this == WEEKDAY ? sql(date) + ", weekday(" + date + ")" : sql(date);
        }

        String orderBy(String date) {
            return this == WEEKDAY ? "weekday(" + date + ")" : alias;
        }
    }
}
