package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How amounts and counts go over time, and how long things take. */
final class Trends {
    private static final Set<String> ENDS = Words.set("""
            shipped ship shipping delivered delivery return returned end ended closed close completed
            finished resolved paid payment checkout discharge arrival
            """);
    private static final Set<String> DATE_WORDS = Words.set("date time timestamp datetime ts tms at on datum");

    private static final int FEWEST_ROWS = 20;
    private static final int MANY_ROWS = 200;
    private static final int DAYS_A_MONTH = 30;
    private static final int FEW_A_MONTH = 5;

    private Trends() {}

    /** “What is the total amount of sales per month?” */
    static List<GuidedQuestion> overTime(Subject subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        if (subject.rows() < FEWEST_ROWS) {
            return questions;
        }
        dated(subject).ifPresent(dated -> {
            List<Measure> measures = new ArrayList<>(Measure.all(subject).stream()
                    .filter(measure -> measure.kind() == Measure.Kind.SUM || measure.kind() == Measure.Kind.REVENUE)
                    .limit(1)
                    .toList());
            if (dated.route().links().isEmpty()) {
                measures.add(Measure.rows(subject));
            }
            for (Measure measure : measures) {
                for (Period period : Period.of(dated.days(), subject.rows())) {
                    if (period == Period.WEEKDAY && !subject.saleLike() && subject.rows() < MANY_ROWS) {
                        continue;
                    }
                    questions.add(perPeriod(dated, measure, period));
                }
            }
        });
        return questions;
    }

    private static GuidedQuestion perPeriod(Dated dated, Measure measure, Period period) {
        Subject subject = dated.route().start();
        String date = dated.route().column(dated.route().end(), dated.date());
        String value = period.sql(date);
        String alias = period.alias;
        String what = measure.kind() == Measure.Kind.SUM && !measure.words().startsWith(subject.one())
                ? measure.words() + " of " + subject.many()
                : measure.words();
        return new GuidedQuestion(
                period == Period.WEEKDAY
                        ? "How does the " + what + " differ by day of the week?"
                        : "What is the " + what + " per " + period.alias + "?",
                "SELECT " + value + " AS " + alias + ", " + measure.sql(dated.route()) + " AS " + measure.alias()
                        + "\nFROM "
                        + dated.route().sql() + "\nWHERE " + date + " IS NOT NULL\nGROUP BY "
                        + period.groupBy(date) + "\nORDER BY " + period.orderBy(date),
                dated.route().end().table().name() + "." + dated.date().name() + " runs from " + dated.from() + " to "
                        + dated.to() + "; " + measure.reason() + ".");
    }

    /** “How long does it take from order date to shipped date?” */
    static List<GuidedQuestion> durations(Subject subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Optional<ColumnProfile> from = subject.mainDate();
        for (ColumnProfile to : subject.columns(Role.DATE)) {
            if (from.isPresent()
                    && !from.get().equals(to)
                    && Words.of(to.name()).any(ENDS)
                    && !Words.of(from.get().name()).any(ENDS)) {
                String start = SqlText.name(from.get().sqlName());
                String end = SqlText.name(to.sqlName());
                String days = "datediff(" + end + ", " + start + ")";
                long both = subject.rows() - Math.max(from.get().nulls(), to.nulls());
                questions.add(new GuidedQuestion(
                        "How long does it take from " + words(from.get()) + " to " + words(to) + "?",
                        "SELECT count(*) AS " + SqlText.alias(subject.many()) + ", min(" + days
                                + ") AS shortest_days, round(avg(" + days + "), 1) AS average_days, max(" + days
                                + ") AS longest_days\nFROM "
                                + SqlText.name(subject.table().sqlName()) + "\nWHERE " + start
                                + " IS NOT NULL AND " + end + " IS NOT NULL",
                        "up to " + Figures.of(both) + " of " + Figures.of(subject.rows()) + " " + subject.many()
                                + " have both dates."));
            }
        }
        return questions;
    }

    private static String words(ColumnProfile date) {
        Words words = Words.of(date.name());
        return words.any(DATE_WORDS) ? words.text() : words.text() + " date";
    }

    /** When the rows happened: by their own date, or by that of the one thing they belong to (an invoice line's invoice). */
    private static Optional<Dated> dated(Subject subject) {
        Optional<Dated> own = subject.mainDate().flatMap(date -> Dated.of(Route.none(subject), date));
        if (own.isPresent()) {
            return own;
        }
        return Route.from(subject).stream()
                .filter(route -> route.links().size() == 1 && route.end().saleLike())
                .flatMap(route -> route.end().mainDate().flatMap(date -> Dated.of(route, date)).stream())
                .findFirst();
    }

    private record Dated(Route route, ColumnProfile date, LocalDate from, LocalDate to) {
        static Optional<Dated> of(Route route, ColumnProfile date) {
            LocalDate from = day(date.min());
            LocalDate to = day(date.max());
            return from == null || to == null || !from.isBefore(to)
                    ? Optional.empty()
                    : Optional.of(new Dated(route, date, from, to));
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            try {
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

        /** The one period that gives a readable number of lines for so many days, each of a few rows; and the week's rhythm. */
        static List<Period> of(long days, long rows) {
            if (days > 12 * 366 || (days > 2 * 366 && rows * DAYS_A_MONTH < FEW_A_MONTH * days)) {
                return List.of(YEAR);
            }
            return days > 60 ? List.of(MONTH, WEEKDAY) : days > 21 ? List.of(DAY, WEEKDAY) : List.of(DAY);
        }

        String sql(String date) {
            return String.format(java.util.Locale.ROOT, pattern, date);
        }

        /** Days of the week are put in order by their number, which therefore takes part in the grouping. */
        String groupBy(String date) {
            return this == WEEKDAY ? sql(date) + ", weekday(" + date + ")" : sql(date);
        }

        String orderBy(String date) {
            return this == WEEKDAY ? "weekday(" + date + ")" : alias;
        }
    }
}
