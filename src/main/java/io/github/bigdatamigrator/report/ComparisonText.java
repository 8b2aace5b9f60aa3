package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.DeliverySeries.Delivery;
import io.github.bigdatamigrator.comparison.Difference;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;

/** Writes comparisons as plain text for a terminal. Immutable. */
final class ComparisonText {
    private static final int DIFFERENCES_SHOWN = 30;
    private static final int EXAMPLES_SHOWN = 3;
    private static final int SERIES_SHOWN = 6;

    private final int width;
    private final Ansi ansi;

    ComparisonText(int width, Ansi ansi) {
        this.width = width;
        this.ansi = ansi;
    }

    /** What differs, the most surprising first; what chance explains only as a number. */
    String comparison(Differences found) {
        TextLines lines = new TextLines(width);
        String headline = ComparisonWording.headline(found);
        lines.wrapped("", 0, found.equal() ? ansi.good(headline) : ansi.bold(headline));
        for (Level level : List.of(Level.BREAKING, Level.DRIFT, Level.CHANGE)) {
            List<Difference> differences = found.of(level);
            if (!differences.isEmpty()) {
                lines.blank();
                lines.add(ansi.bold(ComparisonWording.title(level)));
            }
            differences.stream().limit(DIFFERENCES_SHOWN).forEach(difference -> {
                String line = ComparisonWording.subject(difference) + "  " + ComparisonWording.figures(difference);
                lines.wrapped(mark(level), 2, line);
            });
            if (differences.size() > DIFFERENCES_SHOWN) {
                lines.add("  and " + NumberFormat.of(differences.size() - DIFFERENCES_SHOWN) + " more");
            }
        }
        long chance = ComparisonWording.columns(found, Level.CHANCE);
        if (chance > 0) {
            lines.blank();
            lines.wrapped(
                    "",
                    0,
                    NumberFormat.count(chance, "column") + (chance == 1 ? " differs" : " differ")
                            + " no more than random rows would.");
        }
        for (RowDifferences rows : found.rows()) {
            lines.blank();
            lines.wrapped("", 2, ansi.bold(rows.before()) + "  " + ComparisonWording.rows(rows));
            rows.columns().forEach(column -> {
                lines.wrapped(ansi.bad("! "), 2, ComparisonWording.changes(column));
                column.examples().stream()
                        .limit(EXAMPLES_SHOWN)
                        .forEach(cell -> lines.wrapped("    ", 6, ComparisonWording.example(cell)));
            });
            rows.rules().forEach(rule -> lines.wrapped(ansi.dim("- "), 2, ComparisonWording.rule(rule)));
            rows.notes().forEach(note -> lines.wrapped(ansi.dim("- "), 2, note));
        }
        lines.blank();
        found.notes().forEach(note -> lines.wrapped(ansi.dim("- "), 2, note));
        lines.wrapped("", 0, ansi.dim(ComparisonWording.basis(found)));
        return lines.toString();
    }

    private String mark(Level level) {
        return switch (level) {
            case BREAKING -> ansi.bad("! ");
            case DRIFT -> ansi.warning("~ ");
            case CHANGE, CHANCE -> ansi.dim("- ");
        };
    }

    /** Each delivery on a line, and what drifts or breaks in it against the one before. */
    String series(DeliverySeries series) {
        TextLines lines = new TextLines(width);
        TextTable table = new TextTable(
                List.of("delivery", "rows", "breaks", "drifting columns", "since the first"),
                List.of(false, true, true, true, true));
        series.deliveries()
                .forEach(delivery -> table.add(List.of(
                        delivery.name(),
                        NumberFormat.of(delivery.rows()),
                        NumberFormat.of(
                                delivery.sincePrevious().of(Level.BREAKING).size()),
                        NumberFormat.of(ComparisonWording.columns(delivery.sincePrevious(), Level.DRIFT)),
                        NumberFormat.of(ComparisonWording.columns(delivery.sinceFirst(), Level.DRIFT)))));
        table.lines(width, ansi).forEach(lines::add);
        for (Delivery delivery : series.deliveries()) {
            List<Difference> alarms = delivery.sincePrevious().alarms();
            if (!alarms.isEmpty()) {
                lines.blank();
                lines.add(ansi.bold(TextTable.clean(delivery.name())) + "  against the one before");
            }
            alarms.stream()
                    .limit(SERIES_SHOWN)
                    .forEach(difference -> lines.wrapped(
                            mark(difference.level()),
                            2,
                            ComparisonWording.subject(difference) + "  " + ComparisonWording.figures(difference)));
            if (alarms.size() > SERIES_SHOWN) {
                lines.add("  and " + NumberFormat.of(alarms.size() - SERIES_SHOWN) + " more");
            }
        }
        return lines.toString();
    }
}
