package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks how long processes take, for which parent they take longest, and how often they miss a deadline. */
final class DurationRules {
    private static final int LIMIT = 10;
    private static final Set<String> END_WORDS = NounPhrase.set("""
        shipped ship shipping delivered delivery return returned end ended closed close completed
        finished resolved paid payment checkout discharge arrival receipt received
        """);
    private static final Set<String> DEADLINE_WORDS =
            NounPhrase.set("required due deadline promised expected planned scheduled target commit committed");

    private DurationRules() {}

    /** “How many orders have a shipped date after their required date?” */
    static List<GuidedQuestion> missedDeadlines(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile deadline : node.columns(ColumnRole.DATE)) {
            if (NounPhrase.of(deadline).any(DEADLINE_WORDS)) {
                for (ColumnProfile end : ends(node)) {
                    questions.add(missedDeadline(node, end, deadline));
                }
            }
        }
        return questions;
    }

    private static GuidedQuestion missedDeadline(TableNode node, ColumnProfile end, ColumnProfile deadline) {
        String late = "CASE WHEN " + quoted(end) + " > " + quoted(deadline) + " THEN 1 ELSE 0 END";
        return new GuidedQuestion(
                "How many " + node.plural() + " have a " + words(end) + " after their " + words(deadline) + "?",
                "SELECT count(*) AS %s, sum(%s) AS late, round(100.0 * avg(%s), 1) AS percent_late\nFROM %s%s"
                        .formatted(
                                node.countAlias(),
                                late,
                                late,
                                node.sqlName(),
                                bothFilled(quoted(end), quoted(deadline))),
                bothDates(node, end, deadline));
    }

    /** “How long does it take from order date to shipped date?”, “For which shippers does it take longest …?” */
    static List<GuidedQuestion> durations(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        node.mainDate().filter(from -> !NounPhrase.of(from).any(END_WORDS)).ifPresent(from -> {
            for (ColumnProfile to : ends(node)) {
                questions.add(duration(node, from, to));
                Dimension.parents(node).stream()
                        .filter(dimension -> dimension.path().hasAtMostOneJoin())
                        .sorted(Comparator.comparingLong(Dimension::groups))
                        .forEach(dimension -> questions.add(longest(dimension, from, to)));
            }
        });
        return questions;
    }

    private static GuidedQuestion duration(TableNode node, ColumnProfile from, ColumnProfile to) {
        String sql = """
            SELECT count(*) AS %1$s, min(%2$s) AS shortest_days, round(avg(%2$s), 1) AS average_days, \
            max(%2$s) AS longest_days
            FROM %3$s%4$s\
            """.formatted(
                        node.countAlias(),
                        "datediff(" + quoted(to) + ", " + quoted(from) + ")",
                        node.sqlName(),
                        bothFilled(quoted(from), quoted(to)));
        return new GuidedQuestion(
                "How long does it take from " + words(from) + " to " + words(to) + "?", sql, bothDates(node, from, to));
    }

    private static GuidedQuestion longest(Dimension dimension, ColumnProfile from, ColumnProfile to) {
        TableNode node = dimension.path().start();
        String start = dimension.path().column(node, from);
        String end = dimension.path().column(node, to);
        String columns = "count(*) AS " + node.countAlias() + ", round(avg(datediff(" + end + ", " + start
                + ")), 1) AS average_days";
        return new GuidedQuestion(
                "For which " + dimension.plural() + " does it take longest from " + words(from) + " to " + words(to)
                        + "?",
                dimension.query(columns, bothFilled(start, end), "average_days", LIMIT),
                dimension.reason() + "; " + bothDates(node, from, to));
    }

    /** The dates at which a process ends. */
    private static List<ColumnProfile> ends(TableNode node) {
        return node.columns(ColumnRole.DATE).stream()
                .filter(date -> NounPhrase.of(date).any(END_WORDS)
                        && !NounPhrase.of(date).any(DEADLINE_WORDS))
                .toList();
    }

    private static String bothFilled(String one, String other) {
        return "\nWHERE " + one + " IS NOT NULL AND " + other + " IS NOT NULL";
    }

    private static String bothDates(TableNode node, ColumnProfile one, ColumnProfile other) {
        return "up to " + node.ofRows(node.rows() - Math.max(one.nulls(), other.nulls())) + " " + node.plural()
                + " have both dates.";
    }

    private static String words(ColumnProfile date) {
        NounPhrase words = NounPhrase.of(date);
        return words.any(TrendRules.DATE_WORDS) ? words.text() : words.text() + " date";
    }
}
