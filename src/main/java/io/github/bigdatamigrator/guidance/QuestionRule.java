package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.List;

/** Finds questions of one kind about one table, the most telling first. */
@FunctionalInterface
interface QuestionRule {
    List<GuidedQuestion> questions(TableNode subject);
}
