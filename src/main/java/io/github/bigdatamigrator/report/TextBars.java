package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.ResultChart;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the chart of a result as text bars, one line per row; bars of negative values are light. */
final class TextBars {
    private static final int MAX_ROWS = 30;
    private static final int LABEL = 24;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 50;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private TextBars() {}

    /** The lines; empty if the result has no chart, a scatter plot, or too many rows. */
    static List<String> lines(QueryResult result, Optional<ResultChart> chart, int width) {
        if (chart.isEmpty() || chart.get().kind() == ResultChart.Kind.SCATTER || result.rowCount() > MAX_ROWS) {
            return List.of();
        }
        int y = result.columns().indexOf(chart.get().y().get(0));
        List<String> labels = chart.get().labels(result, result.rows()).stream()
                .map(label -> TextTable.cut(TextTable.clean(label), LABEL))
                .toList();
        List<String> figures = new ArrayList<>();
        double largest = 0;
        for (List<@Nullable Object> row : result.rows()) {
            figures.add(text(row.get(y)));
            largest = Math.max(largest, Math.abs(number(row.get(y))));
        }
        int label = labels.stream().mapToInt(TextTable::width).max().orElse(0);
        int figure = figures.stream().mapToInt(TextTable::width).max().orElse(0);
        int space = Math.max(SHORTEST, Math.min(LONGEST, width - label - figure - 4));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            double value = number(result.rows().get(i).get(y));
            String bar = bar(largest == 0 ? 0 : value / largest, space);
            int gap = label - TextTable.width(labels.get(i)) + 2 + figure - TextTable.width(figures.get(i));
            String line = labels.get(i) + " ".repeat(gap) + figures.get(i) + "  " + bar;
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private static String bar(double share, int space) {
        int eighths = (int) Math.round(Math.abs(share) * space * 8);
        if (share < 0) {
            return "░".repeat(Math.max(1, eighths / 8));
        }
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8);
    }

    private static String text(@Nullable Object cell) {
        if (cell instanceof Double real) {
            return NumberFormat.of(real.doubleValue());
        }
        return cell instanceof BigDecimal decimal && decimal.scale() > 2
                ? NumberFormat.of(decimal)
                : String.valueOf(CellFormat.exact(cell));
    }

    private static double number(@Nullable Object cell) {
        return cell instanceof Number number ? number.doubleValue() : 0;
    }
}
