package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ClaimVerifier;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryEngine;
import io.github.bigdatamigrator.context.ValueFinder;
import java.util.List;

/**
 * The data of one conversation, ready to be asked: the profile and the ports that reach the full data.
 *
 * @param guided questions that need no model, checked against the data
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
