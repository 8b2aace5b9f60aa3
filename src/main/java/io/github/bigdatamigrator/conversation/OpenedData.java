package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ClaimVerifier;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryEngine;
import io.github.bigdatamigrator.context.ValueFinder;
import java.util.List;

/**
 * Holds the opened data of one conversation: its profile and the interfaces that query the full data.
 *
 * @param guided questions with ready SQL that need no model
 */
public record OpenedData(
        DataContext context,
        QueryEngine queries,
        ClaimVerifier facts,
        ValueFinder values,
        List<GuidedQuestion> guided) {
    public OpenedData {
        guided = List.copyOf(guided);
    }
}
