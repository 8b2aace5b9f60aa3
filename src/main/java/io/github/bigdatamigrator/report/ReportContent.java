package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the content of one report; guidance and plan are omitted if null. */
public record ReportContent(
        String title,
        DataContext context,
        List<Turn> turns,
        @Nullable Guidance guidance,
        @Nullable SchemaPlan plan) {
    public ReportContent {
        turns = List.copyOf(turns);
    }
}
