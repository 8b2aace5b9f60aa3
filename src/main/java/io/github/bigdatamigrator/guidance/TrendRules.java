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
import org.jspecify.annotations.Nullable;

/** How amounts and counts go over time. */
final class TrendRules {
    private static final Set<String> DATE_WORDS = Words.set("date time timestamp datetime ts tms at on dt datum");

    private static final int FEWEST_ROWS = 20;
    private static final int MANY_ROWS = 200;
    private static final int FEWEST_DAYS_OF_CHANGE = 120;
    /** Over so many years, years are compared instead of months. */
    private static final int MANY_YEARS = 3;

    private static final int DAYS_A_MONTH = 30;
    private static final int FEW_A_MONTH = 5;

    private TrendRules() {}

    /** “What is the total amount of sales per month?” */
    static List<GuidedQuestion> overTime(TableNode subject) {
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
        TableNode subject = dated.route().start();
        String date = dated.route().column(dated.route().end(), dated.date());
        String value = period.sql(date);
        String alias = period.alias;
        String what = measure.kind() == Measure.Kind.SUM && !measure.words().startsWith(subject.one())
                ? measure.words() + " of " + subject.many()
                : measure.words();
        return new GuidedQuestion(
                text(dated, measure, what, period),
                "SELECT " + value + " AS " + alias + ", " + measure.sql(dated.route()) + " AS " + measure.alias()
                        + "\nFROM "
                        + dated.route().sql() + "\nWHERE " + date + " IS NOT NULL\nGROUP BY "
                        + period.groupBy(date) + "\nORDER BY " + period.orderBy(date),
                dated.spans() + "; " + measure.reason() + ".");
    }

    private static String text(Dated dated, Measure measure, String what, Period period) {
        if (period == Period.WEEKDAY) {
            return "How does the " + what + " differ by day of the week?";
        } else if (measure.kind() != Measure.Kind.ROWS) {
            return "What is the " + what + " per " + period.alias + "?";
        }
        Words date = Words.of(dated.date().name());
        Words own = date.without(DATE_WORDS);
        TableNode subject = dated.route().start();
        boolean plain =
                own.list().isEmpty() || own.any(subject.words().singular().list());
        return "How many " + subject.many() + " are there per " + period.alias
                + (plain ? "" : " of their " + date.text()) + "?";
    }

    /** “In which months did the revenue rise or fall most?” */
    static List<GuidedQuestion> changes(TableNode subject) {
        Optional<Measure> money = Measure.all(subject).stream()
                .filter(measure -> measure.kind() == Measure.Kind.SUM || measure.kind() == Measure.Kind.REVENUE)
                .findFirst();
        Optional<Dated> dated = subject.rows() < FEWEST_ROWS ? Optional.empty() : dated(subject);
        if (money.isEmpty() || dated.isEmpty() || dated.get().days() < FEWEST_DAYS_OF_CHANGE) {
            return List.of();
        }
        boolean years = dated.get().days() > MANY_YEARS * 366;
        Period period = years ? Period.YEAR : Period.MONTH;
        Measure measure = money.get();
        String date = dated.get()
                .route()
                .column(dated.get().route().end(), dated.get().date());
        String previous = "lag(" + measure.alias() + ") OVER (ORDER BY " + period.alias + ")";
        String change = "round(100 * (" + measure.alias() + " - " + previous + ") / nullif(" + previous + ", 0), 1)";
        String what = measure.kind() == Measure.Kind.SUM && !measure.words().startsWith(subject.one())
                ? measure.words() + " of " + subject.many()
                : measure.words();
        return List.of(new GuidedQuestion(
                years
                        ? "How did the " + what + " change from year to year?"
                        : "In which months did the " + what + " rise or fall most?",
                "SELECT " + period.alias + ", " + measure.alias() + ", " + change + " AS percent_change\nFROM (SELECT "
                        + period.sql(date) + " AS " + period.alias + ", "
                        + measure.sql(dated.get().route()) + " AS "
                        + measure.alias() + "\nFROM " + dated.get().route().sql() + "\nWHERE " + date
                        + " IS NOT NULL\nGROUP BY " + period.sql(date) + ")\nORDER BY "
                        + (years
                                ? period.alias
                                : "abs(percent_change) DESC NULLS LAST, " + period.alias + "\nLIMIT 12"),
                dated.get().spans() + "; " + measure.reason() + "."));
    }

    /** “What is an order worth on average, month by month?” */
    static List<GuidedQuestion> worth(TableNode subject) {
        Optional<Measure> money = Measure.money(subject)
                .filter(measure -> subject.saleLike() && Measure.all(subject).contains(measure));
        Optional<Dated> dated = subject.rows() < FEWEST_ROWS ? Optional.empty() : dated(subject);
        if (money.isEmpty() || dated.isEmpty()) {
            return List.of();
        }
        JoinPath route = dated.get().route();
        TableNode whole = route.end();
        String count = route.links().isEmpty()
                ? "count(*)"
                : "count(DISTINCT "
                        + route.columns(subject, route.links().get(0).childColumns()) + ")";
        String date = route.column(whole, dated.get().date());
        Period period = Period.of(dated.get().days(), whole.rows()).get(0);
        String alias = columnAlias("number of " + whole.many());
        return List.of(new GuidedQuestion(
                "What is " + Words.article(whole.one()) + " worth on average, " + period.alias + " by " + period.alias
                        + "?",
                "SELECT " + period.sql(date) + " AS " + period.alias + ", " + count + " AS " + alias + ", round("
                        + money.get().sql(route) + " / " + count + ", 2) AS "
                        + columnAlias("average " + whole.one() + " value") + "\nFROM " + route.sql() + "\nWHERE "
                        + date + " IS NOT NULL\nGROUP BY " + period.sql(date) + "\nORDER BY " + period.alias,
                dated.get().spans() + "; " + money.get().reason() + "."));
    }

    /**
     * When the rows happened: by their own date, or by that of the one thing they belong to (an invoice line's
     * invoice).
     */
    private static Optional<Dated> dated(TableNode subject) {
        Optional<Dated> own = subject.mainDate().flatMap(date -> Dated.of(JoinPath.none(subject), date));
        if (own.isPresent()) {
            return own;
        }
        return JoinPath.from(subject).stream()
                .filter(route -> route.links().size() == 1 && route.end().saleLike())
                .flatMap(route -> route.end().mainDate().flatMap(date -> Dated.of(route, date)).stream())
                .findFirst();
    }

    private record Dated(JoinPath route, ColumnProfile date, LocalDate from, LocalDate to) {
        static Optional<Dated> of(JoinPath route, ColumnProfile date) {
            LocalDate from = day(date.min());
            LocalDate to = day(date.max());
            return from == null || to == null || !from.isBefore(to)
                    ? Optional.empty()
                    : Optional.of(new Dated(route, date, from, to));
        }

        long days() {
            return ChronoUnit.DAYS.between(from, to);
        }

        String spans() {
            return route.end().table().name() + "." + date.name() + " runs from " + from + " to " + to;
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

        /**
         * The one period that gives a readable number of lines for so many days, each of a few rows; and the week's
         * rhythm.
         */
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
