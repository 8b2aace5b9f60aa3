package io.github.bigdatamigrator.report.html;

import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.ElkUtil;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places boxes in layers, the beginnings of lines left of their ends, and leads each line around the boxes in
 * horizontal and vertical strokes. Takes about 0.1 seconds for 60 boxes; the same input gives the same layout.
 *
 * @param boxes the left upper corners, in the order of the given sizes
 * @param lines the points of each line, in the order of the given lines
 */
record DiagramLayout(double width, double height, List<KVector> boxes, List<List<KVector>> lines) {
    private static final double MARGIN = 16;
    private static final double BETWEEN_BOXES = 22;
    private static final double BETWEEN_LAYERS = 40;
    private static final double BETWEEN_LINES = 12;

    static {
        // Registers the types of the options, without which none can be copied.
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    /** A line from the box with one number to the box with the other, or to the same box. */
    record Line(int from, int to) {}

    static DiagramLayout of(List<KVector> sizes, List<Line> wanted) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT)
                .setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL)
                .setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN))
                .setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_BOXES)
                .setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS)
                .setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_LINES)
                .setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BETWEEN_LINES)
                .setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_LINES)
                .setProperty(LayeredOptions.RANDOM_SEED, 1);
        List<ElkNode> nodes = sizes.stream().map(size -> node(graph, size)).toList();
        List<ElkEdge> edges = wanted.stream()
                .map(line -> ElkGraphUtil.createSimpleEdge(nodes.get(line.from()), nodes.get(line.to())))
                .toList();
        new LayeredLayoutProvider().layout(graph, new NullElkProgressMonitor());
        return new DiagramLayout(
                graph.getWidth(),
                graph.getHeight(),
                nodes.stream()
                        .map(node -> new KVector(node.getX(), node.getY()))
                        .toList(),
                edges.stream().map(DiagramLayout::points).toList());
    }

    private static ElkNode node(ElkNode graph, KVector size) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        node.setDimensions(size.x, size.y);
        return node;
    }

    private static List<KVector> points(ElkEdge edge) {
        return edge.getSections().isEmpty()
                ? List.of()
                : List.copyOf(ElkUtil.createVectorChain(edge.getSections().get(0)));
    }
}
