package io.github.bigdatamigrator.report;

import static j2html.TagCreator.title;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Draws the related tables as boxes in layers, children left of their parents, with an arrow for each relationship. A
 * relationship within a table is a loop at its corner.
 */
public final class Diagram {
    private static final int BOX = 168;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP_X = 72;
    private static final int GAP_Y = 20;
    private static final int MARGIN = 20;
    private static final int LABEL = 20;
    /** With more tables a picture cannot be read. */
    private static final int MOST_TABLES = 60;

    private final List<TableProfile> tables;
    private final List<Relationship> edges = new ArrayList<>();
    private final List<Relationship> loops = new ArrayList<>();
    private final LayeredLayout layout;

    private Diagram(DataContext context) {
        for (Relationship edge : context.relationships()) {
            boolean known = context.table(edge.fromTable()).isPresent()
                    && context.table(edge.toTable()).isPresent();
            if (known) {
                (edge.fromTable().equals(edge.toTable()) ? loops : edges).add(edge);
            }
        }
        tables = context.tables().stream()
                .filter(table -> Stream.concat(edges.stream(), loops.stream())
                        .anyMatch(edge -> edge.fromTable().equals(table.name())
                                || edge.toTable().equals(table.name())))
                .toList();
        layout = new LayeredLayout(tables.stream().map(TableProfile::name).toList(), edges);
    }

    /** The diagram as an SVG element; an empty text where no tables are related or too many are. */
    public static String svg(DataContext context) {
        return of(context).map(Html::text).orElse("");
    }

    /** Empty where no tables are related or too many are. */
    static Optional<Svg> of(DataContext context) {
        Diagram diagram = new Diagram(context);
        boolean readable = !diagram.tables.isEmpty() && diagram.tables.size() <= MOST_TABLES;
        return readable ? Optional.of(diagram.draw()) : Optional.empty();
    }

    private Svg draw() {
        double width =
                tables.stream().mapToDouble(table -> x(table.name())).max().orElse(0) + BOX + MARGIN;
        double height =
                tables.stream().mapToDouble(table -> y(table.name())).max().orElse(0) + BOX_HEIGHT + MARGIN;
        Svg tip = new Svg("marker")
                .withId("tip")
                .set("markerWidth", 8)
                .set("markerHeight", 8)
                .set("refX", 7)
                .set("refY", 4)
                .attr("orient", "auto")
                .with(Svg.path("tip", "M0 0L8 4L0 8z"));
        return Svg.picture(Svg.join("0 0 ", width, " ", height), "Tables and their relationships")
                // In a narrower picture the texts could not be read; it scrolls instead.
                .withStyle(Svg.join("min-width:", Math.rint(width * 0.75), "px"))
                .set("width", width)
                .set("height", height)
                .with(
                        new Svg("defs").with(tip),
                        Html.lines(edges, this::arrow),
                        Html.lines(loops, this::loop),
                        Html.lines(tables, this::box));
    }

    private double x(String table) {
        return MARGIN + layout.layer(table) * (double) (BOX + GAP_X);
    }

    private double y(String table) {
        return MARGIN + layout.row(table) * (BOX_HEIGHT + GAP_Y);
    }

    private Svg arrow(Relationship edge) {
        boolean forward = x(edge.toTable()) > x(edge.fromTable());
        double x1 = x(edge.fromTable()) + (forward ? BOX : 0);
        double x2 = x(edge.toTable()) + (forward ? 0 : BOX);
        double y1 = y(edge.fromTable()) + BOX_HEIGHT / 2.0;
        double y2 = y(edge.toTable()) + BOX_HEIGHT / 2.0;
        double bend = forward ? GAP_X * 0.6 : -GAP_X * 0.6;
        return curve(edge, "M", x1, " ", y1, "C", x1 + bend, " ", y1, " ", x2 - bend, " ", y2, " ", x2, " ", y2);
    }

    /** From the upper edge of the box round its right corner. */
    private Svg loop(Relationship edge) {
        double right = x(edge.fromTable()) + BOX;
        double top = y(edge.fromTable());
        return curve(edge, "M", right - 40, " ", top, "c0 -26 74 16 40 16");
    }

    private static Svg curve(Relationship edge, Object... data) {
        return Svg.path("edge", data)
                .attr("marker-end", "url(#tip)")
                .with(title(Wording.from(edge) + " → " + Wording.to(edge) + " (" + Wording.cardinality(edge) + ")"));
    }

    private Svg box(TableProfile table) {
        return new Svg("g")
                .attr("transform", Svg.join("translate(", x(table.name()), " ", y(table.name()), ")"))
                .with(
                        Svg.rect("box", 0, 0, BOX, BOX_HEIGHT).set("rx", 7),
                        Svg.text("head", Html.brief(table.name(), LABEL), 10, 19),
                        Svg.text("minor", Figures.count(table.rows(), "row"), 10, 36));
    }
}
