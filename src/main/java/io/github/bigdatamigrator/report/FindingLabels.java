package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Outliers;
import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the findings about a column as short labels. */
public final class FindingLabels {
    private FindingLabels() {}

    public static List<String> of(TableProfile table, ColumnProfile column) {
        List<String> labels = new ArrayList<>();
        if (column.unit() != null) {
            labels.add("in " + column.unit());
        }
        if (column.findings().almost() != null) {
            labels.add("almost a " + column.findings().almost().type());
        }
        ColumnFindings findings = column.findings();
        Semantics semantics = findings.semantics();
        if (semantics != null && semantics.kind() != null) {
            labels.add(kind(semantics.kind()));
        }
        if (semantics != null && semantics.personal()) {
            labels.add("personal");
        }
        if (column.nulls() == table.rows() && table.rows() > 0) {
            labels.add("empty");
        } else if (column.constant() && table.rows() > 1) {
            labels.add("constant");
        }
        if (findings.nearKey()) {
            labels.add("nearly unique");
        }
        if (findings.order() != null) {
            labels.add(findings.order().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return labels;
    }

    public static String kind(SemanticKind kind) {
        return switch (kind) {
            case EMAIL -> "e-mail";
            case PHONE -> "phone";
            case IBAN -> "IBAN";
            case CREDIT_CARD -> "card number";
            case IP_ADDRESS -> "IP address";
            case URL -> "URL";
            case UUID -> "UUID";
            case ISBN -> "ISBN";
            case COUNTRY_CODE -> "country code";
            case CURRENCY_CODE -> "currency code";
            case LATITUDE -> "latitude";
            case LONGITUDE -> "longitude";
            case POSTAL_CODE -> "postal code";
            case JSON -> "JSON";
        };
    }

    public static String outliers(ColumnProfile column, Outliers outliers) {
        return (outliers.exact() ? "" : "~") + NumberFormat.of(outliers.count()) + " ("
                + outliers.examples().stream()
                        .limit(4)
                        .map(example -> ReportWording.value(column.type(), example))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Whether the most frequent pattern is more than words and fits at least a tenth of the texts. */
    public static boolean informative(Shapes shapes) {
        ColumnFindings.Shape first = shapes.shapes().get(0);
        boolean built = first.shape().chars().anyMatch(c -> c != 'a' && c != 'A' && c != '+' && c != ' ');
        return built && first.count() * 10 >= shapes.sampled();
    }

    public static String sampleBasis(long sampled, boolean exact) {
        return exact ? "all " + NumberFormat.of(sampled) + " cells" : NumberFormat.of(sampled) + " sampled cells";
    }

    /** The months without values, or that all are filled. */
    public static String months(TimeSpread time) {
        String gaps = String.join(", ", time.gaps());
        return time.monthsWithout() == 0
                ? "all " + NumberFormat.of(time.months()) + " filled"
                : NumberFormat.of(time.monthsWithout()) + " of " + NumberFormat.of(time.months()) + " without"
                        + (gaps.isEmpty() ? "" : ": " + gaps);
    }

    /** The most frequent weekday with its share, and the weekdays without values. */
    public static String weekdays(TimeSpread time) {
        List<Long> counts = time.weekdays();
        long all = counts.stream().mapToLong(Long::longValue).sum();
        long highest = Collections.max(counts);
        String none = Stream.of(DayOfWeek.values())
                .filter(day -> counts.get(day.ordinal()) == 0)
                .map(FindingLabels::name)
                .collect(Collectors.joining(", "));
        return "most on " + name(DayOfWeek.of(counts.indexOf(highest) + 1)) + " " + NumberFormat.percent(highest, all)
                + (none.isEmpty() ? "" : ", none on " + none);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
