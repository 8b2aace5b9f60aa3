package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.title;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.ReportWording;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.elk.core.math.KVector;

/** Draws the related tables as boxes with an arrow for each relationship, from the child to its parent. */
final class RelationshipDiagram {
    private static final int LABEL = 30;
    private static final int MIN_BOX = 130;
    private static final int BOX_HEIGHT = 46;
    private static final int ARROW = 9;
    /** Pixels of a letter of a bold name, rather over- than underestimated. */
    private static final double LETTER = 8.2;

    private static final int MAX_TABLES = 200; // more make a picture of several megapixels

    private RelationshipDiagram() {}

    /** The diagram; empty if no tables are related, or too many. */
    static Optional<Svg> of(DataContext context) {
        List<Relationship> edges = context.relationships().stream()
                .filter(edge -> context.table(edge.fromTable()).isPresent())
                .filter(edge -> context.table(edge.toTable()).isPresent())
                .toList();
        Set<String> related = edges.stream()
                .flatMap(edge -> Stream.of(edge.fromTable(), edge.toTable()))
                .collect(Collectors.toSet());
        List<TableProfile> tables = context.tables().stream()
                .filter(table -> related.contains(table.name()))
                .toList();
        boolean readable = !tables.isEmpty() && tables.size() <= MAX_TABLES;
        return readable ? Optional.of(draw(tables, edges, context.relationships())) : Optional.empty();
    }

    private static Svg draw(List<TableProfile> tables, List<Relationship> edges, List<Relationship> all) {
        List<String> names = tables.stream().map(TableProfile::name).toList();
        Map<String, Long> arrows =
                edges.stream().collect(Collectors.groupingBy(Relationship::toTable, Collectors.counting()));
        List<KVector> sizes = tables.stream()
                .map(table -> size(table, arrows.getOrDefault(table.name(), 0L)))
                .toList();
        DiagramLayout layout = DiagramLayout.of(
                sizes,
                edges.stream()
                        .map(edge ->
                                new DiagramLayout.Line(names.indexOf(edge.fromTable()), names.indexOf(edge.toTable())))
                        .toList());
        Svg tip = Svg.of("marker", "id", "tip", "markerWidth", 8, "markerHeight", 8, "refX", 7, "refY", 4)
                .attr("orient", "auto")
                .with(Svg.path("tip", "M0 0L8 4L0 8z"));
        // Texts in a narrower picture would not be readable; it scrolls instead.
        return Svg.picture(layout.width(), layout.height(), "Tables and their relationships")
                .attr("style", Svg.join("min-width:", Math.rint(layout.width() * 0.75), "px"))
                .attr("width", layout.width())
                .attr("height", layout.height())
                .with(Svg.of("defs").with(tip))
                .with(
                        each(
                                edges,
                                (i, edge) -> edge(
                                        edge, all.indexOf(edge), layout.lines().get(i))),
                        each(tables, (i, table) -> box(table, layout.boxes().get(i), sizes.get(i))));
    }

    /** A box with many arrows is high enough to keep them apart. */
    private static KVector size(TableProfile table, long arrows) {
        int letters = Math.min(LABEL, table.name().length());
        return new KVector(Math.max(MIN_BOX, 22 + letters * LETTER), Math.max(BOX_HEIGHT, arrows * ARROW));
    }

    /** An arrow with the number of its relationship in the profile, and a broad invisible one that is easily hit. */
    private static Svg edge(Relationship edge, int number, List<KVector> points) {
        String words = ReportWording.from(edge) + " → " + ReportWording.to(edge) + " ("
                + ReportWording.cardinality(edge)
                + (edge.possible() ? ", possible" : edge.implied() ? ", implied" : "") + ")";
        StringBuilder line = new StringBuilder();
        points.forEach(point -> line.append(Svg.join(line.isEmpty() ? "M" : "L", point.x, " ", point.y)));
        return Svg.of("g", "class", "link", "data-edge", number)
                .with(
                        Svg.path("reach", line),
                        Svg.path(edge.reliableKey() ? "edge" : "edge unsure", line)
                                .attr("marker-end", "url(#tip)")
                                .with(title(words)));
    }

    private static Svg box(TableProfile table, KVector at, KVector size) {
        return Svg.of("g", "transform", Svg.join("translate(", at.x, " ", at.y, ")"), "class", "node")
                .with(
                        Svg.rect("box", 0, 0, size.x, size.y).attr("rx", 7),
                        Svg.text(Html.abbreviated(table.name(), LABEL), 10, 19, "class", "head")
                                .with(title(table.name())),
                        Svg.text(NumberFormat.count(table.rows(), "row"), 10, 36, "class", "minor"));
    }
}
