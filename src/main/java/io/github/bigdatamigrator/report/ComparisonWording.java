package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.comparison.rows.ChangeKind;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.AppliedRule;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.CellChange;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.ColumnChanges;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowCounts;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Builds the phrases that the reports of a comparison share. */
public final class ComparisonWording {
    private static final double TINY = 1e-15;

    private ComparisonWording() {}

    /** What was found, in one sentence. */
    public static String headline(Differences found) {
        if (found.equal()) {
            return found.rows().isEmpty()
                    ? "Equal: no figure of the profiles differs."
                    : "Equal: every row of one side has its equal on the other.";
        }
        List<String> parts = new ArrayList<>();
        long breaks = found.of(Level.BREAKING).size();
        long drifts = columns(found, Level.DRIFT);
        long differing = found.rows().stream().filter(rows -> !rows.isEqual()).count();
        if (breaks > 0) {
            parts.add(
                    breaks == 1
                            ? "1 change breaks what relied on it"
                            : NumberFormat.of(breaks) + " changes break what relied on them");
        }
        if (drifts > 0) {
            parts.add(NumberFormat.count(drifts, "column") + (drifts == 1 ? " drifts" : " drift"));
        }
        if (differing > 0) {
            parts.add("rows differ in " + NumberFormat.count(differing, "table"));
        }
        if (parts.isEmpty()) {
            return found.of(Level.CHANGE).isEmpty()
                    ? "The values differ, but nothing drifts: random rows of the same data differ as much."
                    : "Nothing breaks or drifts; what changed is listed below.";
        }
        return StringUtils.capitalize(String.join(", ", parts)) + ".";
    }

    /** How many columns have a difference of a level. */
    public static long columns(Differences found, Level level) {
        return found.of(level).stream()
                .map(difference -> List.of(difference.table(), difference.column() + ""))
                .distinct()
                .count();
    }

    public static String title(Level level) {
        return switch (level) {
            case BREAKING -> "Breaks";
            case DRIFT -> "Drifts";
            case CHANGE -> "Changed";
            case CHANCE -> "Differs within chance";
        };
    }

    /** The table, or the table and column. */
    public static String subject(Difference difference) {
        return difference.column() == null ? difference.table() : difference.table() + "." + difference.column();
    }

    /** {@code nulls 1.2 % → 14 % (+13 points)}, {@code column removed (string)} */
    public static String figures(Difference difference) {
        if (oneSided(difference)) {
            return difference.what() + " " + difference.change() + " (" + difference.before() + difference.after()
                    + ")";
        }
        return difference.what() + " " + difference.before() + " → " + difference.after()
                + (difference.change().isEmpty() ? "" : " (" + difference.change() + ")");
    }

    /** Whether one side has nothing that could be compared. */
    public static boolean oneSided(Difference difference) {
        return difference.before().isEmpty() || difference.after().isEmpty();
    }

    /** How sure it is that a drift is no chance. */
    public static String certainty(Difference difference) {
        if (difference.level() != Level.DRIFT) {
            return difference.exact() ? "" : "an estimate";
        }
        String estimate = difference.exact() ? "" : ", the error of the estimate counted in";
        return (difference.probability() < TINY
                        ? "by chance less than 1e-15"
                        : String.format(Locale.ROOT, "by chance at most %.0e", difference.probability()))
                + estimate;
    }

    /** What the comparison covers and how it judges. */
    public static String basis(Differences found) {
        long columns = found.tables().stream()
                .mapToLong(table -> table.columns().size())
                .sum();
        return NumberFormat.count(found.tables().size(), "table") + " and " + NumberFormat.count(columns, "column")
                + " compared by their profiles, by " + NumberFormat.count(found.tests(), "test")
                + "; unchanged data raise a false alarm of drift once in a thousand comparisons.";
    }

    /** {@code 1,000 rows equal, 3 changed, 1 missing, 0 extra; matched by order_id} */
    public static String rows(RowDifferences found) {
        RowCounts rows = found.rows();
        return NumberFormat.of(rows.equal()) + " rows equal, " + NumberFormat.of(rows.changed()) + " changed, "
                + NumberFormat.of(rows.missing()) + " missing, " + NumberFormat.of(rows.extra()) + " extra; "
                + (found.keySource() == KeySource.NONE
                        ? "compared as a whole, since there is no key"
                        : "matched by " + String.join(", ", found.key()));
    }

    /** {@code amount: 3 cells (2 rounding, 1 other)} */
    public static String changes(ColumnChanges column) {
        String kinds = column.kinds().entrySet().stream()
                .sorted(Map.Entry.<ChangeKind, Long>comparingByValue().reversed())
                .map(kind -> NumberFormat.of(kind.getValue()) + " " + kind(kind.getKey()))
                .collect(Collectors.joining(", "));
        return column.column() + ": " + NumberFormat.count(column.cells(), "cell") + " (" + kinds + ")";
    }

    /** {@code order_id 17: 12.345 → 12.35, rounding} */
    public static String example(CellChange cell) {
        String key = cell.key().stream().map(ComparisonWording::value).collect(Collectors.joining(", "));
        return (key.isEmpty() ? "" : key + ": ") + value(cell.before()) + " → " + value(cell.after()) + ", "
                + kind(cell.kind());
    }

    /** A cell of an example; null as the word, a text with blanks around it in quotes. */
    public static String value(@Nullable String cell) {
        return cell == null ? "null" : cell.isBlank() || !cell.strip().equals(cell) ? "‘" + cell + "’" : cell;
    }

    /** {@code number by value made 1,000 cells of amount equal} */
    public static String rule(AppliedRule rule) {
        return rule.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + rule.column() + ", "
                + NumberFormat.count(Math.max(rule.before(), rule.after()), "cell");
    }

    private static String kind(ChangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
