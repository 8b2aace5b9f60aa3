package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.BottomKRowSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the texts of the non-null sampled cells of a column.
 *
 * @param exact whether the sample holds every row of the table
 */
record SampledTexts(List<String> texts, Set<String> distinct, boolean exact) {
    static SampledTexts of(BottomKRowSample.Column column, List<String> nullMarkers, boolean exact) {
        List<String> texts = new ArrayList<>();
        for (String cell : column.cells()) {
            if (cell != null && !nullMarkers.contains(cell)) {
                texts.add(cell);
            }
        }
        return new SampledTexts(texts, new HashSet<>(texts), exact);
    }
}
