package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.List;

/** Generates the questions of one kind about one table, the most useful first. */
@FunctionalInterface
interface QuestionRule {
    List<GuidedQuestion> questions(TableNode node);
}
