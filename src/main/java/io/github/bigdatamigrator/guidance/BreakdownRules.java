package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** How amounts and rows divide by the few values of a column: the table's own, or one of what its rows refer to. */
final class BreakdownRules {
    private static final int SHOWN = 50;
    private static final int HANDFUL = 20;
    private static final int FEWEST_ROWS = 10;
    private static final Set<String> SHARE_WORDS =
            Words.set("status type method state category channel priority stage segment rating kind");

    private BreakdownRules() {}

    /** “What is the total amount by customer country?” */
    static List<GuidedQuestion> amounts(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Measure.all(subject).stream()
                .filter(measure -> measure.kind() != Measure.Kind.ROWS)
                .limit(2)
                .forEach(measure -> categories(subject).forEach(dimension -> {
                    String words =
                            measure.words() + (measure.kind() == Measure.Kind.REVENUE ? "" : of(subject, measure));
                    questions.add(new GuidedQuestion(
                            "What is the " + words + " by " + dimension.words().text() + "?",
                            "SELECT " + dimension.select() + ", count(*) AS "
                                    + columnAlias("number of " + subject.many())
                                    + ", " + measure.sql(dimension.route()) + " AS " + measure.alias() + "\nFROM "
                                    + dimension.route().sql() + "\nGROUP BY " + dimension.groupBy() + "\nORDER BY "
                                    + measure.alias() + " DESC, " + dimension.groupBy() + "\nLIMIT " + SHOWN,
                            dimension.reason() + "; " + measure.reason() + "."));
                }));
        return questions;
    }

    private static String of(TableNode subject, Measure measure) {
        return measure.words().startsWith(subject.one()) ? "" : " of " + subject.many();
    }

    /** “What share of orders has each status?” */
    static List<GuidedQuestion> shares(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        if (subject.rows() < FEWEST_ROWS) {
            return questions;
        }
        for (ColumnProfile column : telling(subject)) {
            String name = quoteIfNeeded(column.sqlName());
            String alias = columnAlias("number of " + subject.many());
            questions.add(new GuidedQuestion(
                    question(subject, column),
                    "SELECT " + name + ", count(*) AS " + alias
                            + ", round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent\nFROM "
                            + subject.sqlName() + "\nGROUP BY " + name + "\nORDER BY " + alias
                            + " DESC, "
                            + name + "\nLIMIT " + SHOWN,
                    reason(subject, column)));
        }
        return questions;
    }

    private static String question(TableNode subject, ColumnProfile column) {
        Words words = Words.of(column.name());
        if (yesOrNo(column)) {
            String adjective = words.without(Set.of("is", "has", "was", "flag")).text();
            return "How many " + subject.many() + " are " + (adjective.isEmpty() ? words.text() : adjective)
                    + ", and how many are not?";
        }
        Words rest = words.without(subject.words().singular().list());
        return words.any(SHARE_WORDS)
                ? "What share of " + subject.many() + " has each "
                        + (rest.list().isEmpty() ? words : rest).singular().text() + "?"
                : "How many " + subject.many() + " are there per "
                        + words.singular().text() + "?";
    }

    private static boolean yesOrNo(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BOOLEAN
                || (column.type().numeric() && column.distinct().value() == 2);
    }

    /** Categories that are mostly filled, those of few values first. */
    private static List<ColumnProfile> telling(TableNode subject) {
        return subject.columns(ColumnRole.CATEGORY).stream()
                .filter(column -> column.nulls() * 3 < subject.rows() && !ColumnRoles.personName(column))
                .sorted(Comparator.comparing(column -> column.distinct().value() > HANDFUL))
                .toList();
    }

    private static String reason(TableNode subject, ColumnProfile column) {
        String values = subject.table().name() + "." + column.name() + " has "
                + (column.distinct().exact() ? "" : "about ")
                + NumberFormat.of(column.distinct().value()) + " different values";
        if (column.topValues().isEmpty()) {
            return values + ".";
        }
        ColumnProfile.TopValue top = column.topValues().get(0);
        return values + "; the most frequent, '" + top.value() + "', makes up "
                + NumberFormat.percent(top.count(), subject.rows() - column.nulls()) + ".";
    }

    /** Whether the dimension is a column of the rows themselves that {@link #amounts} divides by already. */
    static boolean dividesByOwn(TableNode subject, Dimension dimension) {
        return dimension.route().links().isEmpty()
                && categories(subject).stream()
                        .anyMatch(own -> own.groupBy().equals(dimension.groupBy())
                                && own.route().links().isEmpty());
    }

    /**
     * The table's own categories, then those of its parents: of events as far as routes go, else up to two steps away.
     */
    private static List<Dimension> categories(TableNode subject) {
        List<Dimension> categories = new ArrayList<>();
        telling(subject).stream()
                .filter(column -> !yesOrNo(column))
                .forEach(column -> categories.add(Dimension.column(JoinPath.none(subject), column)));
        for (JoinPath route : JoinPath.from(subject)) {
            if (subject.events() || route.links().size() <= 2) {
                for (ColumnProfile column : telling(route.end())) {
                    boolean label = LabelColumns.of(route.end()).stream()
                            .anyMatch(named -> named.columns().contains(column));
                    if (!label && !yesOrNo(column)) {
                        categories.add(Dimension.column(route, column));
                    }
                }
            }
        }
        return categories;
    }
}
