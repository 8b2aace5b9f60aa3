package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recommends changes of the data or its schema with a reason, one line each, the most harmful problems first. */
final class RecommendationRules {
    private static final int MAX_LINES = 15;
    /** A larger text file is worth a columnar copy. */
    private static final long LARGE_TEXT_BYTES = 256L << 20;

    /** In fewer rows, a constant column is a coincidence. */
    private static final int MIN_ROWS = 10;

    private static final Set<String> TEXT_FORMATS = Set.of("csv", "tsv", "json", "jsonl");

    private RecommendationRules() {}

    static List<String> of(DataContext context, SchemaGraph graph) {
        List<String> lines = new ArrayList<>();
        graph.nodes().forEach(node -> node.parents().forEach(edge -> orphans(edge, lines)));
        graph.nodes().forEach(node -> keys(node, lines));
        context.problems().forEach(problem -> lines.add(line(problem)));
        for (TableProfile table : context.tables()) {
            table.problems().forEach(problem -> lines.add(line(problem)));
            if (table.rows() == 0) {
                lines.add(table.name() + " has no rows; leave it out or find out why.");
            }
            if (TEXT_FORMATS.contains(table.format()) && table.origin().bytes() > LARGE_TEXT_BYTES) {
                lines.add(table.name() + " is "
                        + NumberFormat.bytes(table.origin().bytes())
                        + " of text; as Parquet it is smaller and much faster to query.");
            }
        }
        graph.nodes().forEach(node -> columns(node, lines));
        return lines.stream().limit(MAX_LINES).toList();
    }

    private static void orphans(ForeignKeyEdge edge, List<String> lines) {
        long orphans = edge.relationship().orphanRows();
        if (orphans > 0) {
            lines.add(NumberFormat.of(orphans) + " rows of " + edge.child().name() + " refer by "
                    + String.join(", ", edge.relationship().fromColumns()) + " to nothing in "
                    + edge.parent().name()
                    + "; add the missing rows or empty the references, or joins will lose them.");
        }
    }

    private static void keys(TableNode node, List<String> lines) {
        if (node.table().primaryKey() != null || node.rows() < 2) {
            return;
        }
        lines.add(node.table().columns().stream()
                .filter(column -> QualityRules.isNearlyKey(node, column))
                .findFirst()
                .map(column -> node.nameOf(column) + " would be the key but for "
                        + (column.distinct().exact() ? "" : "about ")
                        + NumberFormat.of(Math.max(
                                1,
                                node.rows() - column.nulls() - column.distinct().value()))
                        + " rows that repeat a value; see whether these are the same thing.")
                .orElseGet(() -> node.name() + " has no key in its " + NumberFormat.of(node.rows())
                        + " rows; add one, so that rows can be referenced and duplicates found."));
    }

    private static void columns(TableNode node, List<String> lines) {
        for (ColumnProfile column : node.table().columns()) {
            String name = node.nameOf(column);
            if (node.role(column) == ColumnRole.EMPTY) {
                lines.add(name + " is empty in all " + NumberFormat.of(node.rows()) + " rows; drop it.");
            } else if (node.role(column) == ColumnRole.CONSTANT && column.nulls() == 0 && node.rows() >= MIN_ROWS) {
                lines.add(name + " is '" + column.min() + "' in all " + NumberFormat.of(node.rows())
                        + " rows; it can be dropped.");
            }
            if (!column.nullMarkers().isEmpty()) {
                lines.add(name + " writes missing values as '" + String.join("', '", column.nullMarkers())
                        + "'; leave the cells empty (" + NumberFormat.of(column.nulls()) + " rows).");
            }
            if (column.pattern() != null && column.type().temporal()) {
                lines.add(
                        name + " writes dates as " + column.pattern() + "; use the ISO format, which is unambiguous.");
            }
        }
    }

    private static String line(Problem problem) {
        return problem.subject() + ": " + problem.message()
                + (problem.count() > 1 ? " (" + NumberFormat.of(problem.count()) + " times)" : "")
                + (problem.message().endsWith(".") ? "" : ".");
    }
}
