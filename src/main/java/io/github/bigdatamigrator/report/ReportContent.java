package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one report tells.
 *
 * @param title the report's heading
 * @param turns questions and their answers; may be empty
 * @param guidance left out where null
 * @param plan left out where null
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
