package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks about what column names do not reveal: empty months, correlated columns, dominant groups, placeholder values.
 */
final class AnomalyRules {
    private static final int LIMIT = 20;
    private static final int MIN_ROWS = 50;
    /** With fewer rows a month, an empty month is no anomaly. */
    private static final int MIN_ROWS_PER_MONTH = 5;
    /** Below this coefficient the averages of four quartiles show no trend. */
    private static final double MIN_CORRELATION = 0.5;
    /** Above this coefficient one column is computed from the other. */
    private static final double MAX_CORRELATION = 0.999;

    private static final int TOP = 10;

    private AnomalyRules() {}

    /** “When were there no orders for a month or longer?” */
    static List<GuidedQuestion> emptyMonths(TableNode node) {
        ColumnProfile date = node.mainDate().orElse(null);
        TimeSpread spread = date == null ? null : date.findings().time();
        if (date == null || spread == null) {
            return List.of();
        }
        long filledMonths = spread.months() - spread.monthsWithout();
        if (spread.monthsWithout() == 0 || filledMonths < 3 || node.rows() < MIN_ROWS_PER_MONTH * filledMonths) {
            return List.of();
        }
        String sql = """
            SELECT last_month, next_month, cast(months_between(next_month, last_month) AS int) - 1 AS months_without
            FROM (SELECT month AS last_month, lead(month) OVER (ORDER BY month) AS next_month
            FROM (SELECT DISTINCT trunc(%1$s, 'MM') AS month FROM %2$s WHERE %1$s IS NOT NULL))
            WHERE months_between(next_month, last_month) > 1
            ORDER BY months_without DESC, last_month
            LIMIT %3$s\
            """.formatted(quoted(date), node.sqlName(), LIMIT);
        return List.of(new GuidedQuestion(
                "When were there no " + node.plural() + " for a month or longer?",
                sql,
                NumberFormat.of(spread.monthsWithout()) + " of the " + NumberFormat.of(spread.months())
                        + " months that " + node.nameOf(date) + " spans have no rows."));
    }

    /** “Do orders with a higher amount also have a higher freight?” */
    static List<GuidedQuestion> correlations(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (Correlation pair : node.table().correlations().pairs()) {
            ColumnProfile left = node.table().column(pair.left()).orElse(null);
            ColumnProfile right = node.table().column(pair.right()).orElse(null);
            double strength = Math.max(Math.abs(pair.pearson()), Math.abs(pair.spearman()));
            if (left != null
                    && right != null
                    && node.role(left).isMeasure()
                    && node.role(right).isMeasure()
                    && node.rows() >= MIN_ROWS
                    && strength >= MIN_CORRELATION
                    && strength <= MAX_CORRELATION) {
                questions.add(correlation(node, left, right, pair));
            }
        }
        return questions;
    }

    private static GuidedQuestion correlation(
            TableNode node, ColumnProfile left, ColumnProfile right, Correlation pair) {
        NounPhrase words = NounPhrase.of(right);
        String sql = """
            SELECT quarter, count(*) AS %4$s, min(%1$s) AS %5$s, max(%1$s) AS %6$s, round(avg(%2$s), 2) AS %7$s
            FROM (SELECT %1$s, %2$s, ntile(4) OVER (ORDER BY %1$s) AS quarter FROM %3$s \
            WHERE %1$s IS NOT NULL AND %2$s IS NOT NULL)
            GROUP BY quarter
            ORDER BY quarter\
            """.formatted(
                        quoted(left),
                        quoted(right),
                        node.sqlName(),
                        node.countAlias(),
                        columnAlias("from " + left.name()),
                        columnAlias("to " + left.name()),
                        columnAlias("average " + words.text()));
        return new GuidedQuestion(
                "Do " + node.plural() + " with " + NounPhrase.of(left).higher()
                        + (pair.pearson() < 0 ? " have " + words.lower() : " also have " + words.higher()) + "?",
                sql,
                "in " + node.name() + " the two columns are correlated: the coefficient is "
                        + NumberFormat.of(Math.round(pair.pearson() * 100) / 100.0) + " over "
                        + NumberFormat.of(pair.rows()) + " rows.");
    }

    /** “What share of the revenue comes from the ten best customers?” */
    static List<GuidedQuestion> concentration(TableNode node) {
        return Measure.ofSales(node).stream()
                .flatMap(measure -> Dimension.parents(node).stream()
                        .filter(dimension -> dimension.groups() > 2 * TOP)
                        .limit(2)
                        .map(dimension -> concentration(dimension, measure)))
                .toList();
    }

    private static GuidedQuestion concentration(Dimension dimension, Measure measure) {
        String sql = """
            SELECT count(*) AS %s, round(100 * sum(CASE WHEN place <= %s THEN worth END) / sum(worth), 1) \
            AS percent_of_the_ten_best
            FROM (SELECT %s AS worth, row_number() OVER (ORDER BY %s DESC) AS place
            FROM %s
            GROUP BY %s)\
            """.formatted(
                        columnAlias("number of " + dimension.plural()),
                        TOP,
                        measure.sql(dimension.path()),
                        measure.sql(dimension.path()),
                        dimension.path().sql(),
                        dimension.groupBy());
        return new GuidedQuestion(
                "What share of the " + measure.words() + " comes from the ten best " + dimension.plural() + "?",
                sql,
                dimension.reason() + "; " + measure.reason() + ".");
    }

    /** “Which employees have the placeholder -999 as salary?” */
    static List<GuidedQuestion> placeholders(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : node.table().columns()) {
            for (TopValue value : column.findings().sentinels()) {
                questions.add(new GuidedQuestion(
                        "Which " + node.plural() + " have the placeholder " + value.value() + " as "
                                + NounPhrase.of(column).text() + "?",
                        "SELECT %s\nFROM %s\nWHERE %s = cast(%s AS %s)\nLIMIT %s"
                                .formatted(
                                        DistributionRules.identifyingColumns(node, column),
                                        node.sqlName(),
                                        quoted(column),
                                        SqlLiterals.quote(value.value()),
                                        column.type(),
                                        LIMIT),
                        node.ofRows(value.count()) + " rows have it in " + node.nameOf(column)
                                + "; it probably means “none” or “unknown”."));
            }
        }
        return questions;
    }
}
