package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws the correlations of a table's columns as a matrix. The fuller the colour, the stronger; blue rises with, red
 * falls.
 */
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
        Svg matrix = Svg.picture(Svg.join("0 0 ", width, " ", height), "Correlations")
                .withClass("matrix")
                .set("width", width)
                .set("height", height);
        for (int i = 0; i < names.size(); i++) {
            int x = LEFT + i * CELL;
            int y = TOP + i * CELL;
            String name = Html.brief(names.get(i), NAME);
            matrix.with(
                    Svg.text("minor", name, LEFT - 6, y + 17).anchor("end"),
                    new Svg("text")
                            .withClass("minor")
                            .attr("transform", Svg.join("translate(", x + 14, " ", TOP - 6, ") rotate(-40)"))
                            .withText(name));
            for (int j = 0; j < names.size(); j++) {
                matrix.with(cell(pairs.get(List.of(names.get(i), names.get(j))), LEFT + j * CELL, y, i == j));
            }
        }
        return matrix;
    }

    private static Svg cell(@Nullable Correlation pair, int x, int y, boolean self) {
        if (pair == null) {
            return square(self ? "self" : "track", x, y);
        }
        double r = Math.abs(pair.pearson()) >= Math.abs(pair.spearman()) ? pair.pearson() : pair.spearman();
        return Svg.hit(
                Wording.pair(pair),
                square("track", x, y),
                square(r < 0 ? "falls" : "rises", x, y)
                        .attr("fill-opacity", String.format(Locale.ROOT, "%.2f", 0.15 + 0.7 * Math.abs(r))),
                Svg.text("tiny", Wording.correlation(r), x + CELL / 2, y + 17).anchor("middle"));
    }

    private static Svg square(String cssClass, int x, int y) {
        return Svg.rect(cssClass, x + 1, y + 1, CELL - 2, CELL - 2).set("rx", 3);
    }
}
