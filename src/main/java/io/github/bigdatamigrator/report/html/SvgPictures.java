package io.github.bigdatamigrator.report.html;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import java.util.Optional;

/**
 * Draws the pictures of the HTML report as SVG documents of their own, for a page that brings its styles. A document is
 * well-formed XML and holds no script and no style. Stateless.
 */
public final class SvgPictures {
    private SvgPictures() {}

    /** The related tables; empty where no tables are related, or too many. */
    public static Optional<String> diagram(DataContext context) {
        return document(RelationshipDiagram.svg(context));
    }

    /** The rows as the chart that suits them; empty where none does. */
    public static Optional<String> chart(QueryResult result) {
        return document(ResultChartSvg.svg(result));
    }

    private static Optional<String> document(String html) {
        int start = html.indexOf("<svg");
        return start < 0
                ? Optional.empty()
                : Optional.of(("<svg xmlns=\"http://www.w3.org/2000/svg\""
                                + html.substring(start + "<svg".length(), html.lastIndexOf("</svg>"))
                                + "</svg>")
                        // HTML allows these characters, XML does not.
                        .replaceAll("[\uFFFE\uFFFF]", "\uFFFD")
                        .replaceFirst(" style=\"[^\"]*\"", ""));
    }
}
