package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.title;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.ReportWording;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws the related tables as boxes in layers, children left of their parents, with an arrow for each relationship. A
 * relationship within a table is a loop at its corner.
 */
final class RelationshipDiagram {
    private static final int BOX = 168;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP_X = 72;
    private static final int GAP_Y = 20;
    private static final int MARGIN = 20;
    private static final int LABEL = 20;
    private static final int MAX_TABLES = 60; // a picture of more tables is not readable

    private final List<TableProfile> tables;
    private final List<Relationship> edges;
    private final LayeredLayout layout;

    private RelationshipDiagram(List<TableProfile> tables, List<Relationship> edges) {
        this.tables = tables;
        this.edges = edges;
        this.layout = new LayeredLayout(tables.stream().map(TableProfile::name).toList(), edges);
    }

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
        return readable ? Optional.of(new RelationshipDiagram(tables, edges).draw()) : Optional.empty();
    }

    private Svg draw() {
        DoubleStream rights = tables.stream().mapToDouble(table -> x(table.name()) + BOX);
        DoubleStream bottoms = tables.stream().mapToDouble(table -> y(table.name()) + BOX_HEIGHT);
        double width = rights.max().orElse(0) + MARGIN;
        double height = bottoms.max().orElse(0) + MARGIN;
        Svg tip = Svg.of("marker", "id", "tip", "markerWidth", 8, "markerHeight", 8, "refX", 7, "refY", 4)
                .attr("orient", "auto")
                .with(Svg.path("tip", "M0 0L8 4L0 8z"));
        // Texts in a narrower picture would not be readable; it scrolls instead.
        return Svg.picture(width, height, "Tables and their relationships")
                .attr("style", Svg.join("min-width:", Math.rint(width * 0.75), "px"))
                .attr("width", width)
                .attr("height", height)
                .with(Svg.of("defs").with(tip))
                .with(each(edges, this::edge), each(tables, this::box));
    }

    private double x(String table) {
        return MARGIN + layout.layer(table) * (double) (BOX + GAP_X);
    }

    private double y(String table) {
        return MARGIN + layout.row(table) * (BOX_HEIGHT + GAP_Y);
    }

    private Svg edge(Relationship edge) {
        String words =
                ReportWording.from(edge) + " → " + ReportWording.to(edge) + " (" + ReportWording.cardinality(edge)
                        + (edge.possible() ? ", possible" : edge.implied() ? ", implied" : "") + ")";
        // Within a table, a curve from the upper edge of the box around its right corner.
        String curve = edge.fromTable().equals(edge.toTable())
                ? Svg.join("M", x(edge.fromTable()) + BOX - 40, " ", y(edge.fromTable()), "c0 -26 74 16 40 16")
                : arrow(edge);
        return Svg.path(edge.standing() == null ? "edge" : "edge unsure", curve)
                .attr("marker-end", "url(#tip)")
                .with(title(words));
    }

    private String arrow(Relationship edge) {
        boolean forward = x(edge.toTable()) > x(edge.fromTable());
        double x1 = x(edge.fromTable()) + (forward ? BOX : 0);
        double x2 = x(edge.toTable()) + (forward ? 0 : BOX);
        double y1 = y(edge.fromTable()) + BOX_HEIGHT / 2.0;
        double y2 = y(edge.toTable()) + BOX_HEIGHT / 2.0;
        double bend = forward ? GAP_X * 0.6 : -GAP_X * 0.6;
        return Svg.join("M", x1, " ", y1, "C", x1 + bend, " ", y1, " ", x2 - bend, " ", y2, " ", x2, " ", y2);
    }

    private Svg box(TableProfile table) {
        String name = Html.abbreviated(table.name(), LABEL);
        return Svg.of("g", "transform", Svg.join("translate(", x(table.name()), " ", y(table.name()), ")"))
                .with(
                        Svg.rect("box", 0, 0, BOX, BOX_HEIGHT).attr("rx", 7),
                        Svg.text(name, 10, 19, "class", "head").with(title(table.name())),
                        Svg.text(NumberFormat.count(table.rows(), "row"), 10, 36, "class", "minor"));
    }
}
