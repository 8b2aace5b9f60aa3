package io.github.bigdatamigrator.report.html;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import java.util.Optional;

/** Draws the report's pictures as SVG documents without script and style, for a page with its own. Stateless. */
public final class SvgPictures {
    private SvgPictures() {}

    /** The diagram of the related tables; empty if no tables are related, or too many. */
    public static Optional<String> diagram(DataContext context) {
        return RelationshipDiagram.of(context).map(SvgPictures::document);
    }

    /** The chart of a query of the answer. */
    public static Optional<String> chart(Answer answer, int query) {
        return ResultChartSvg.of(answer, query).map(SvgPictures::document);
    }

    private static String document(Svg picture) {
        return Html.text(picture)
                .replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"")
                // HTML allows these characters, XML does not.
                .replaceAll("[\uFFFE\uFFFF]", "\uFFFD")
                .replaceFirst(" style=\"[^\"]*\"", "");
    }
}
