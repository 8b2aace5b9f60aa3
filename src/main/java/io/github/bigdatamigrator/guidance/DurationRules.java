package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long things take, for whom they take longest, and how often they come too late. */
final class DurationRules {
    private static final int SHOWN = 10;
    private static final Set<String> ENDS = Words.set("""
        shipped ship shipping delivered delivery return returned end ended closed close completed
        finished resolved paid payment checkout discharge arrival receipt received
        """);
    private static final Set<String> DEADLINES =
            Words.set("required due deadline promised expected planned scheduled target commit committed");
    private static final Set<String> DATE_WORDS = Words.set("date time timestamp datetime ts tms at on dt datum");

    private DurationRules() {}

    /** “How many orders have a shipped date after their required date?” */
    static List<GuidedQuestion> late(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        List<ColumnProfile> dates = subject.columns(ColumnRole.DATE);
        for (ColumnProfile deadline : dates) {
            if (!Words.of(deadline.name()).any(DEADLINES)) {
                continue;
            }
            for (ColumnProfile end : dates) {
                if (Words.of(end.name()).any(ENDS) && !Words.of(end.name()).any(DEADLINES)) {
                    String late = "CASE WHEN " + name(end) + " > " + name(deadline) + " THEN 1 ELSE 0 END";
                    questions.add(new GuidedQuestion(
                            "How many " + subject.many() + " have a " + words(end) + " after their " + words(deadline)
                                    + "?",
                            "SELECT count(*) AS " + columnAlias("number of " + subject.many()) + ", sum(" + late
                                    + ") AS late, round(100.0 * avg(" + late + "), 1) AS percent_late\nFROM "
                                    + subject.sqlName() + bothFilled(end, deadline),
                            bothDates(subject, end, deadline)));
                }
            }
        }
        return questions;
    }

    /** “How long does it take from order date to shipped date?”, and “For which shippers does it take longest …?” */
    static List<GuidedQuestion> taken(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Optional<ColumnProfile> from =
                subject.mainDate().filter(date -> !Words.of(date.name()).any(ENDS));
        for (ColumnProfile to : subject.columns(ColumnRole.DATE)) {
            if (from.isPresent()
                    && !from.get().equals(to)
                    && Words.of(to.name()).any(ENDS)
                    && !Words.of(to.name()).any(DEADLINES)) {
                questions.add(taken(subject, from.get(), to));
                Dimension.parents(subject).stream()
                        .filter(dimension -> dimension.route().direct())
                        .sorted((one, other) -> Long.compare(one.groups(), other.groups()))
                        .forEach(dimension -> questions.add(longest(dimension, from.get(), to)));
            }
        }
        return questions;
    }

    private static GuidedQuestion taken(TableNode subject, ColumnProfile from, ColumnProfile to) {
        String days = "datediff(" + name(to) + ", " + name(from) + ")";
        return new GuidedQuestion(
                "How long does it take from " + words(from) + " to " + words(to) + "?",
                "SELECT count(*) AS " + columnAlias("number of " + subject.many()) + ", min(" + days
                        + ") AS shortest_days, round(avg(" + days + "), 1) AS average_days, max(" + days
                        + ") AS longest_days\nFROM "
                        + subject.sqlName()
                        + bothFilled(from, to),
                bothDates(subject, from, to));
    }

    private static GuidedQuestion longest(Dimension dimension, ColumnProfile from, ColumnProfile to) {
        JoinPath route = dimension.route();
        TableNode subject = route.start();
        String start = route.column(subject, from);
        String end = route.column(subject, to);
        return new GuidedQuestion(
                "For which " + dimension.many() + " does it take longest from " + words(from) + " to " + words(to)
                        + "?",
                "SELECT " + dimension.select() + ", count(*) AS " + columnAlias("number of " + subject.many())
                        + ", round(avg(datediff(" + end + ", " + start + ")), 1) AS average_days\nFROM "
                        + route.sql() + "\nWHERE " + start + " IS NOT NULL AND " + end + " IS NOT NULL\nGROUP BY "
                        + dimension.groupBy() + "\nORDER BY average_days DESC, " + dimension.groupBy() + "\nLIMIT "
                        + SHOWN,
                dimension.reason() + "; " + bothDates(subject, from, to));
    }

    private static String bothFilled(ColumnProfile one, ColumnProfile other) {
        return "\nWHERE " + name(one) + " IS NOT NULL AND " + name(other) + " IS NOT NULL";
    }

    private static String bothDates(TableNode subject, ColumnProfile one, ColumnProfile other) {
        return "up to " + NumberFormat.of(subject.rows() - Math.max(one.nulls(), other.nulls())) + " of "
                + NumberFormat.of(subject.rows()) + " " + subject.many() + " have both dates.";
    }

    private static String name(ColumnProfile column) {
        return quoteIfNeeded(column.sqlName());
    }

    private static String words(ColumnProfile date) {
        Words words = Words.of(date.name());
        return words.any(DATE_WORDS) ? words.text() : words.text() + " date";
    }
}
