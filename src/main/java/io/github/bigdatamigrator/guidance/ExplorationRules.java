package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Suggests what to look at and why, one line each. */
final class ExplorationRules {
    private static final int MAX_LINES = 12;
    private static final double DOMINANT_SHARE = 0.8;
    private static final double SKEW = 2;
    /** With fewer rows per parent, there is no uneven spread to look at. */
    private static final double MIN_ROWS_PER_PARENT = 1.5;

    private ExplorationRules() {}

    /** Takes one line of each kind in turn. */
    static List<String> of(SchemaGraph graph) {
        List<String> dominant = new ArrayList<>();
        List<String> skewed = new ArrayList<>();
        List<String> sparse = new ArrayList<>();
        List<String> fanOuts = new ArrayList<>();
        for (TableNode node : graph.nodes()) {
            for (ColumnProfile column : node.table().columns()) {
                dominantValue(node, column).ifPresent(dominant::add);
                skew(node, column).ifPresent(skewed::add);
                if (column.nulls() * 5 > node.rows() && column.nulls() < node.rows()) {
                    sparse.add(node.nameOf(column) + " is empty in " + NumberFormat.percent(column.nulls(), node.rows())
                            + " of " + NumberFormat.of(node.rows())
                            + " rows; see whether that follows another column.");
                }
            }
            node.parents().stream()
                    .filter(edge -> !edge.isComposite()
                            && !edge.isSelfReference()
                            && edge.rowsPerParent() >= MIN_ROWS_PER_PARENT)
                    .forEach(edge -> fanOuts.add(fanOut(edge)));
        }
        return UserGuidanceSystem.interleave(List.of(dominant, skewed, sparse, fanOuts)).stream()
                .limit(MAX_LINES)
                .toList();
    }

    private static Optional<String> dominantValue(TableNode node, ColumnProfile column) {
        long filled = node.rows() - column.nulls();
        return node.role(column) != ColumnRole.CATEGORY
                ? Optional.empty()
                : column.topValues().stream()
                        .findFirst()
                        .filter(top -> top.count() >= DOMINANT_SHARE * filled)
                        .map(top -> node.nameOf(column) + ": '" + top.value() + "' makes up "
                                + NumberFormat.percent(top.count(), filled)
                                + " of the rows; look at the rest by itself.");
    }

    private static Optional<String> skew(TableNode node, ColumnProfile column) {
        Quantiles quantiles = column.quantiles();
        Double mean = column.mean();
        return quantiles != null
                        && mean != null
                        && node.role(column).isMeasure()
                        && quantiles.p50() > 0
                        && mean > SKEW * quantiles.p50()
                ? Optional.of(node.nameOf(column) + " is skewed to the right: its average is " + NumberFormat.of(mean)
                        + ", its median " + NumberFormat.of(quantiles.p50())
                        + (node.role(column) == ColumnRole.ADDITIVE
                                ? "; a few rows make up most of the sum."
                                : "; a few rows are far above the others."))
                : Optional.empty();
    }

    private static String fanOut(ForeignKeyEdge edge) {
        long used = Math.max(1, edge.reference().distinct().value());
        return edge.child().nameOf(edge.reference()) + " refers to "
                + edge.parent().ofRows(used) + " "
                + edge.parent().plural() + ", " + edge.rowsPerParentText()
                + " rows each on average; see how evenly they are spread.";
    }
}
