package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What nobody would guess from the names of the columns: quiet months, numbers that move together, few that make most,
 * stand-ins.
 */
final class AnomalyRules {
    private static final int SHOWN = 20;
    private static final int FEWEST_ROWS = 50;
    /** With fewer rows a month an empty one is no surprise. */
    private static final int ROWS_A_MONTH = 5;
    /** Weaker ones are noise to an eye that looks at four groups. */
    private static final double STRONG = 0.5;
    /** Numbers that move alike to this degree are computed from each other. */
    private static final double SAME = 0.999;

    private static final int BEST = 10;

    private AnomalyRules() {}

    /** “When were there no orders for a month or longer?” */
    static List<GuidedQuestion> quietMonths(TableNode subject) {
        Optional<ColumnProfile> date = subject.mainDate();
        TimeSpread spread = date.map(column -> column.findings().time()).orElse(null);
        if (date.isEmpty()
                || spread == null
                || spread.monthsWithout() == 0
                || subject.rows() < ROWS_A_MONTH * (spread.months() - spread.monthsWithout())
                || spread.months() - spread.monthsWithout() < 3) {
            return List.of();
        }
        String name = quoteIfNeeded(date.get().sqlName());
        return List.of(new GuidedQuestion(
                "When were there no " + subject.many() + " for a month or longer?",
                "SELECT last_month, next_month, cast(months_between(next_month, last_month) AS int) - 1 AS"
                        + " months_without\n"
                        + "FROM (SELECT month AS last_month, lead(month) OVER (ORDER BY month) AS next_month\n"
                        + "FROM (SELECT DISTINCT trunc(" + name + ", 'MM') AS month FROM "
                        + subject.sqlName() + " WHERE " + name + " IS NOT NULL))\n"
                        + "WHERE months_between(next_month, last_month) > 1\n"
                        + "ORDER BY months_without DESC, last_month\n"
                        + "LIMIT "
                        + SHOWN,
                NumberFormat.of(spread.monthsWithout()) + " of the " + NumberFormat.of(spread.months())
                        + " months that " + subject.table().name() + "."
                        + date.get().name() + " spans hold no row."));
    }

    /** “Do orders with a higher amount also have a higher freight?” */
    static List<GuidedQuestion> together(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (Correlation pair : subject.table().correlations().pairs()) {
            Optional<ColumnProfile> left = subject.table().column(pair.left());
            Optional<ColumnProfile> right = subject.table().column(pair.right());
            double strength = Math.max(Math.abs(pair.pearson()), Math.abs(pair.spearman()));
            if (left.isEmpty()
                    || right.isEmpty()
                    || !subject.role(left.get()).measure()
                    || !subject.role(right.get()).measure()
                    || subject.rows() < FEWEST_ROWS
                    || strength < STRONG
                    || strength > SAME) {
                continue;
            }
            String by = quoteIfNeeded(left.get().sqlName());
            String of = quoteIfNeeded(right.get().sqlName());
            Words what = Words.of(right.get().name());
            String words = what.text();
            questions.add(new GuidedQuestion(
                    "Do " + subject.many() + " with "
                            + Words.of(left.get().name()).higher()
                            + (pair.pearson() < 0 ? " have " + what.lower() : " also have " + what.higher()) + "?",
                    "SELECT quarter, count(*) AS " + columnAlias("number of " + subject.many()) + ", min(" + by
                            + ") AS " + columnAlias("from " + left.get().name()) + ", max(" + by + ") AS "
                            + columnAlias("to " + left.get().name()) + ", round(avg(" + of + "), 2) AS "
                            + columnAlias("average " + words) + "\nFROM (SELECT " + by + ", " + of
                            + ", ntile(4) OVER (ORDER BY " + by + ") AS quarter FROM "
                            + subject.sqlName() + " WHERE " + by + " IS NOT NULL AND " + of
                            + " IS NOT NULL)\nGROUP BY quarter\nORDER BY quarter",
                    "in " + subject.table().name() + " the two move together: the correlation is "
                            + NumberFormat.of(Math.round(pair.pearson() * 100) / 100.0) + " over "
                            + NumberFormat.of(pair.rows())
                            + " rows."));
        }
        return questions;
    }

    /** “What share of the revenue do the ten best customers bring?” */
    static List<GuidedQuestion> concentration(TableNode subject) {
        Optional<Measure> money = Measure.money(subject)
                .filter(measure -> subject.saleLike() && Measure.all(subject).contains(measure));
        return money.map(measure -> Dimension.parents(subject).stream()
                        .filter(dimension -> dimension.groups() > 2 * BEST)
                        .limit(2)
                        .map(dimension -> concentration(dimension, measure))
                        .toList())
                .orElse(List.of());
    }

    private static GuidedQuestion concentration(Dimension dimension, Measure measure) {
        return new GuidedQuestion(
                "What share of the " + measure.words() + " comes from the ten best " + dimension.many() + "?",
                "SELECT count(*) AS " + columnAlias("number of " + dimension.many())
                        + ", round(100 * sum(CASE WHEN place <= " + BEST
                        + " THEN worth END) / sum(worth), 1) AS percent_of_the_ten_best\nFROM (SELECT "
                        + measure.sql(dimension.route())
                        + " AS worth, row_number() OVER (ORDER BY " + measure.sql(dimension.route())
                        + " DESC) AS place\nFROM " + dimension.route().sql() + "\nGROUP BY " + dimension.groupBy()
                        + ")",
                dimension.reason() + "; " + measure.reason() + ".");
    }

    /** “Which employees have the placeholder -999 as salary?” */
    static List<GuidedQuestion> placeholders(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : subject.table().columns()) {
            for (ColumnProfile.TopValue value : column.findings().sentinels()) {
                String literal = SqlLiterals.quote(value.value());
                questions.add(new GuidedQuestion(
                        "Which " + subject.many() + " have the stand-in " + value.value() + " as "
                                + Words.of(column.name()).text() + "?",
                        "SELECT " + String.join(", ", DistributionRules.shown(subject, column)) + "\nFROM "
                                + subject.sqlName() + "\nWHERE " + quoteIfNeeded(column.sqlName())
                                + " = cast(" + literal + " AS " + column.type().toString() + ")\nLIMIT " + SHOWN,
                        NumberFormat.of(value.count()) + " of " + NumberFormat.of(subject.rows()) + " rows hold it in "
                                + subject.table().name() + "." + column.name()
                                + "; it probably stands for “none” or “unknown”."));
            }
        }
        return questions;
    }
}
