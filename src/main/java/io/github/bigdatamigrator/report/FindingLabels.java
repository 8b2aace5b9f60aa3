package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats the findings about a column as short labels. */
public final class FindingLabels {
    private FindingLabels() {}

    /** The labels of a column beyond its type. */
    public static List<String> of(TableProfile table, ColumnProfile column) {
        List<String> labels = new ArrayList<>();
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
            labels.add(order(findings.order()));
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

    private static String order(Order order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The number of Tukey's outliers with examples. */
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

    /** The cells that a finding is based on. */
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

    /** The weekdays from the most frequent on, where days differ at all. */
    public static String weekdays(TimeSpread time) {
        long all = time.weekdays().stream().mapToLong(Long::longValue).sum();
        return DayOfWeekShare.of(time.weekdays(), all);
    }

    private record DayOfWeekShare(DayOfWeek day, long count) {
        static String of(List<Long> counts, long all) {
            List<DayOfWeekShare> days = new ArrayList<>();
            for (DayOfWeek day : DayOfWeek.values()) {
                days.add(new DayOfWeekShare(day, counts.get(day.ordinal())));
            }
            String none = days.stream()
                    .filter(day -> day.count == 0)
                    .map(DayOfWeekShare::name)
                    .collect(Collectors.joining(", "));
            DayOfWeekShare most = days.stream()
                    .reduce((one, other) -> other.count > one.count ? other : one)
                    .orElseThrow();
            return "most on " + most.name() + " " + NumberFormat.percent(most.count, all)
                    + (none.isEmpty() ? "" : ", none on " + none);
        }

        private String name() {
            return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        }
    }
}
