package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether those who buy come back, and who has not been seen for long. */
final class RetentionRules {
    private static final int SHOWN = 10;
    /** With more each, hardly any two have the same number. */
    private static final double MOST_EACH = 15;

    private static final double FEWEST_EACH = 1.5;
    private static final Set<String> WORDS =
            Words.set("customer client buyer kunde kunden account patron member guest subscriber patient");

    private RetentionRules() {}

    /** “Which customers have gone longest without an order?” */
    static List<GuidedQuestion> lapsed(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        subject.mainDate().ifPresent(date -> {
            for (ForeignKeyEdge link : links(subject)) {
                Dimension.parent(new JoinPath(subject, List.of(link))).ifPresent(dimension -> {
                    JoinPath route = dimension.route();
                    String last = columnAlias("last " + subject.one());
                    questions.add(new GuidedQuestion(
                            "Which " + dimension.many() + " have gone longest without " + Words.article(subject.one())
                                    + "?",
                            "SELECT " + dimension.select() + ", max(" + route.column(subject, date) + ") AS " + last
                                    + ", count(*) AS " + columnAlias("number of " + subject.many()) + "\nFROM "
                                    + route.sql() + "\nGROUP BY " + dimension.groupBy() + "\nHAVING " + last
                                    + " IS NOT NULL\nORDER BY " + last + ", " + dimension.groupBy() + "\nLIMIT "
                                    + SHOWN,
                            dimension.reason() + "; the last " + subject.one() + " is of " + day(date.max()) + "."));
                });
            }
        });
        return questions;
    }

    private static String day(@org.jspecify.annotations.Nullable String moment) {
        return moment == null || moment.length() < 10 ? "unknown date" : moment.substring(0, 10);
    }

    /** “How many customers have one order, how many two, and so on?” */
    static List<GuidedQuestion> loyalty(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ForeignKeyEdge link : links(subject)) {
            if (link.even() || link.rowsEach() > MOST_EACH || link.rowsEach() < FEWEST_EACH) {
                continue;
            }
            String reference = quoteIfNeeded(link.childColumns().get(0).sqlName());
            String counted = columnAlias("number of " + subject.many());
            questions.add(new GuidedQuestion(
                    "How many " + link.parent().many() + " have one " + subject.one() + ", how many two, and so on?",
                    "SELECT " + counted + ", count(*) AS "
                            + columnAlias("number of " + link.parent().many())
                            + "\nFROM (SELECT " + reference + ", count(*) AS " + counted + " FROM "
                            + subject.sqlName() + " WHERE " + reference
                            + " IS NOT NULL GROUP BY " + reference + ")\nGROUP BY " + counted + "\nORDER BY "
                            + counted,
                    NumberFormat.of(link.childColumns().get(0).distinct().value()) + " of "
                            + NumberFormat.of(link.parent().rows()) + " "
                            + link.parent().many() + " have "
                            + subject.many() + ", " + NumberFormat.of(Math.round(link.rowsEach() * 10) / 10.0)
                            + " each on average."));
        }
        return questions;
    }

    private static List<ForeignKeyEdge> links(TableNode subject) {
        return subject.events()
                ? subject.parents().stream()
                        .filter(link -> !link.toItself()
                                && link.childColumns().size() == 1
                                && link.parent().words().any(WORDS))
                        .toList()
                : List.of();
    }
}
