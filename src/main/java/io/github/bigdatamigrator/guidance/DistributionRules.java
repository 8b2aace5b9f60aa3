package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How measures are distributed, and which rows stand apart. */
final class DistributionRules {
    /** Beyond three times the middle half's width above it, Tukey calls a value “far out”. */
    private static final double FAR_OUT = 3;

    private static final int SHOWN = 20;
    /** Fewer different values are better listed than summed up. */
    private static final int FEWEST = 5;

    private static final int FEWEST_ROWS = 30;
    /** Ends of a range that is meant, not measured. */
    private static final Set<String> BOUNDS = Set.of("min", "max", "minimum", "maximum", "lower", "upper", "limit");

    private DistributionRules() {}

    /** “What is the distribution of amount across sales?” */
    static List<GuidedQuestion> distributions(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : measures(subject)) {
            if (column.distinct().value() < FEWEST) {
                continue;
            }
            String name = quoteIfNeeded(column.sqlName());
            ColumnProfile.Quantiles quantiles = column.quantiles();
            questions.add(new GuidedQuestion(
                    "How widely " + (Words.of(column.name()).several() ? "do" : "does") + " the "
                            + Words.of(column.name()).text() + " vary across " + subject.many() + "?",
                    "SELECT count(" + name + ") AS filled, min(" + name + ") AS smallest, percentile_approx(" + name
                            + ", 0.25) AS lower_quarter, percentile_approx(" + name
                            + ", 0.5) AS median, round(avg(" + name + "), 2) AS average, percentile_approx(" + name
                            + ", 0.75) AS upper_quarter, max(" + name + ") AS largest\nFROM "
                            + subject.sqlName(),
                    subject.table().name() + "." + column.name() + " runs from "
                            + NumberFormat.ofText(String.valueOf(column.min()))
                            + " to " + NumberFormat.ofText(String.valueOf(column.max()))
                            + (quantiles == null
                                    ? "."
                                    : ", half of it between " + NumberFormat.of(quantiles.p25()) + " and "
                                            + NumberFormat.of(quantiles.p75()) + ".")));
        }
        return questions;
    }

    /** “Which sales have unusually high amount?” */
    static List<GuidedQuestion> outliers(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : measures(subject)) {
            ColumnProfile.Quantiles quantiles = column.quantiles();
            double max = ColumnRoles.decimal(column.max()).doubleValue();
            if (quantiles == null || quantiles.p75() <= quantiles.p25()) {
                continue;
            }
            double fence = quantiles.p75() + FAR_OUT * (quantiles.p75() - quantiles.p25());
            if (max <= fence) {
                continue;
            }
            String name = quoteIfNeeded(column.sqlName());
            BigDecimal limit =
                    BigDecimal.valueOf(fence).round(new MathContext(6)).stripTrailingZeros();
            String plain = limit.toPlainString();
            questions.add(new GuidedQuestion(
                    "Which " + subject.many() + " have "
                            + Words.of(column.name()).unusuallyHigh() + "?",
                    "SELECT " + String.join(", ", shown(subject, column)) + "\nFROM "
                            + subject.sqlName() + "\nWHERE " + name + " > " + plain
                            + "\nORDER BY " + name
                            + " DESC\nLIMIT " + SHOWN,
                    "the largest " + subject.table().name() + "." + column.name() + " is "
                            + NumberFormat.ofText(String.valueOf(column.max())) + ", while three quarters are at most "
                            + NumberFormat.of(quantiles.p75()) + "; beyond " + NumberFormat.ofText(plain)
                            + " they are far out."));
        }
        return questions;
    }

    private static List<ColumnProfile> measures(TableNode subject) {
        return subject.rows() < FEWEST_ROWS
                ? List.of()
                : subject.columns(ColumnRole.AMOUNT, ColumnRole.LEVEL).stream()
                        .filter(column -> !Words.of(column.name()).any(BOUNDS))
                        .filter(column -> !priceOfOne(subject, column))
                        .toList();
    }

    /** The price on a line of a sale is the product's, and its spread the product list's. */
    private static boolean priceOfOne(TableNode subject, ColumnProfile column) {
        return Measure.money(subject).stream()
                .anyMatch(money ->
                        money.kind() == Measure.Kind.REVENUE && money.columns().indexOf(column) > 0);
    }

    /** What tells a row from others, and the column asked about. */
    static Set<String> shown(TableNode subject, ColumnProfile column) {
        JoinPath alone = JoinPath.none(subject);
        Set<String> shown = new LinkedHashSet<>();
        subject.key().forEach(key -> shown.add(alone.column(subject, key)));
        Optional<LabelColumns> label = LabelColumns.of(subject);
        label.ifPresent(named -> shown.add(named.select(alone)));
        if (shown.isEmpty()) {
            subject.table().columns().stream()
                    .filter(other -> other.distinct().value() > 1)
                    .limit(4)
                    .forEach(other -> shown.add(alone.column(subject, other)));
        }
        subject.mainDate().ifPresent(date -> shown.add(alone.column(subject, date)));
        shown.add(alone.column(subject, column));
        return shown;
    }
}
