package io.github.bigdatamigrator.report.html;

import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.report.ReportWording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws correlations as a matrix: blue for positive, red for negative, more opaque for stronger ones. */
final class CorrelationMatrix {
    private static final int CELL = 26;
    private static final int NAME = 16;
    private static final int LEFT = 112;
    private static final int TOP = 74;

    private CorrelationMatrix() {}

    static Svg draw(Correlations found) {
        List<String> names = found.columns();
        Map<List<String>, Correlation> pairs = new HashMap<>();
        for (Correlation pair : found.pairs()) {
            pairs.put(List.of(pair.left(), pair.right()), pair);
            pairs.put(List.of(pair.right(), pair.left()), pair);
        }
        int width = LEFT + names.size() * CELL + 40;
        int height = TOP + names.size() * CELL;
        Svg matrix = Svg.picture(width, height, "Correlations")
                .withClass("matrix")
                .attr("width", width)
                .attr("height", height);
        for (int i = 0; i < names.size(); i++) {
            int offset = i * CELL;
            String name = Html.abbreviated(names.get(i), NAME);
            String turned = Svg.join("translate(", LEFT + offset + 14, " ", TOP - 6, ") rotate(-40)");
            matrix.with(
                    Svg.text(name, LEFT - 6, TOP + offset + 17, "class", "minor", "text-anchor", "end"),
                    Svg.of("text", "class", "minor", "transform", turned).withText(name));
            for (int j = 0; j < names.size(); j++) {
                Correlation pair = pairs.get(List.of(names.get(i), names.get(j)));
                matrix.with(cell(pair, LEFT + j * CELL, TOP + offset, i == j));
            }
        }
        return matrix;
    }

    private static Svg cell(@Nullable Correlation pair, int x, int y, boolean self) {
        if (pair == null) {
            return square(self ? "self" : "track", x, y);
        }
        double r = Math.abs(pair.pearson()) >= Math.abs(pair.spearman()) ? pair.pearson() : pair.spearman();
        String opacity = String.format(Locale.ROOT, "%.2f", 0.15 + 0.7 * Math.abs(r));
        return Svg.withTooltip(
                ReportWording.correlationLine(pair),
                square("track", x, y),
                square(r < 0 ? "falls" : "rises", x, y).attr("fill-opacity", opacity),
                Svg.text(ReportWording.correlation(r), x + CELL / 2, y + 17, "class", "tiny", "text-anchor", "middle"));
    }

    private static Svg square(String cssClass, int x, int y) {
        return Svg.rect(cssClass, x + 1, y + 1, CELL - 2, CELL - 2).attr("rx", 3);
    }
}
