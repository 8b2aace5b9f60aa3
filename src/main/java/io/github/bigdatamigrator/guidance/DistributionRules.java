package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks how measures are distributed, and which rows are outliers. */
final class DistributionRules {
    /** Tukey's outer fence: values more than three interquartile ranges above the third quartile are “far out”. */
    private static final double OUTER_FENCE = 3;

    private static final int LIMIT = 20;
    /** With fewer different values a list says more than a summary. */
    private static final int MIN_DISTINCT = 5;

    private static final int MIN_ROWS = 30;
    /** Words of columns that define a range and are no measurement. */
    private static final Set<String> BOUND_WORDS =
            Set.of("min", "max", "minimum", "maximum", "lower", "upper", "limit");

    private DistributionRules() {}

    /** “How widely does the amount vary across sales?” */
    static List<GuidedQuestion> distributions(TableNode node) {
        return measurements(node).stream()
                .filter(column -> column.distinct().value() >= MIN_DISTINCT)
                .map(column -> distribution(node, column))
                .toList();
    }

    private static GuidedQuestion distribution(TableNode node, ColumnProfile column) {
        Quantiles quantiles = column.quantiles();
        String sql = """
            SELECT count(%1$s) AS filled, min(%1$s) AS smallest, percentile_approx(%1$s, 0.25) AS lower_quarter, \
            percentile_approx(%1$s, 0.5) AS median, round(avg(%1$s), 2) AS average, \
            percentile_approx(%1$s, 0.75) AS upper_quarter, max(%1$s) AS largest
            FROM %2$s\
            """.formatted(quoted(column), node.sqlName());
        return new GuidedQuestion(
                "How widely " + (NounPhrase.of(column).isPlural() ? "do" : "does") + " the "
                        + NounPhrase.of(column).text() + " vary across " + node.plural() + "?",
                sql,
                node.rangeOf(column)
                        + (quantiles == null
                                ? "."
                                : ", half of it between " + NumberFormat.of(quantiles.p25()) + " and "
                                        + NumberFormat.of(quantiles.p75()) + "."));
    }

    /** “Which sales have an unusually high amount?” */
    static List<GuidedQuestion> outliers(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : measurements(node)) {
            Quantiles quantiles = column.quantiles();
            double max = ColumnRoles.decimal(column.max()).doubleValue();
            if (quantiles == null || quantiles.p75() <= quantiles.p25()) {
                continue;
            }
            double fence = quantiles.p75() + OUTER_FENCE * (quantiles.p75() - quantiles.p25());
            if (max <= fence) {
                continue;
            }
            String limit = BigDecimal.valueOf(fence)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toPlainString();
            questions.add(new GuidedQuestion(
                    "Which " + node.plural() + " have " + NounPhrase.of(column).unusuallyHigh() + "?",
                    "SELECT %s\nFROM %s\nWHERE %s > %s\nORDER BY %s DESC\nLIMIT %s"
                            .formatted(
                                    identifyingColumns(node, column),
                                    node.sqlName(),
                                    quoted(column),
                                    limit,
                                    quoted(column),
                                    LIMIT),
                    "the largest " + node.nameOf(column) + " is " + TableNode.number(column.max())
                            + ", while three quarters are at most " + NumberFormat.of(quantiles.p75()) + "; beyond "
                            + NumberFormat.ofText(limit) + " they are far out."));
        }
        return questions;
    }

    private static List<ColumnProfile> measurements(TableNode node) {
        return node.rows() < MIN_ROWS
                ? List.of()
                : node.measures().stream()
                        .filter(column -> !NounPhrase.of(column).any(BOUND_WORDS))
                        .filter(column -> !isPriceOfProduct(node, column))
                        .toList();
    }

    /** Whether the column is the price on a sales line; its distribution is that of the products. */
    private static boolean isPriceOfProduct(TableNode node, ColumnProfile column) {
        return Measure.money(node).stream()
                .anyMatch(money ->
                        money.kind() == Measure.Kind.REVENUE && money.columns().indexOf(column) > 0);
    }

    /** A SELECT list that identifies the row: key, label, or else a few columns; then its date, and the column. */
    static String identifyingColumns(TableNode node, ColumnProfile column) {
        JoinPath alone = JoinPath.of(node);
        Set<String> shown = new LinkedHashSet<>();
        node.key().forEach(key -> shown.add(quoted(key)));
        LabelColumns.of(node).ifPresent(label -> shown.add(label.select(alone)));
        if (shown.isEmpty()) {
            node.table().columns().stream()
                    .filter(other -> other.distinct().value() > 1)
                    .limit(4)
                    .forEach(other -> shown.add(quoted(other)));
        }
        node.mainDate().ifPresent(date -> shown.add(quoted(date)));
        shown.add(quoted(column));
        return String.join(", ", shown);
    }
}
