package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the content of one report.
 *
 * @param title the heading of the report
 * @param turns questions with their answers; may be empty
 * @param guidance omitted if null
 * @param plan omitted if null
 */
public record ReportContent(
        String title,
        DataContext context,
        List<Turn> turns,
        @Nullable Guidance guidance,
        @Nullable SchemaPlan plan) {
    public ReportContent {
        turns = List.copyOf(turns);
    }

    /** A report on the data alone. */
    public static ReportContent of(String title, DataContext context) {
        return new ReportContent(title, context, List.of(), null, null);
    }
}
