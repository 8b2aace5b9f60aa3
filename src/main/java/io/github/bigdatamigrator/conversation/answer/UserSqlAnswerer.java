package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Failed;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Refused;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repairable;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Rows;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Runs a message that is itself a query, under the same guard as a query of a model. A statement that fails goes on to
 * the model, if there is one.
 */
final class UserSqlAnswerer implements Answerer {
    private static final Pattern SELECT = Pattern.compile("(?is)^\\s*(?:select\\b|with\\s+\\w+\\s+as\\s*\\().*");
    private static final Pattern FROM =
            Pattern.compile("(?i)\\b(?:from|join)\\s+(?:`([^`]+)`|\"([^\"]+)\"" + "|\\[([^\\]]+)]|([^\\s,;()]+))");

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        String typed = turn.question().strip().replaceAll("(?s)^```(?:sql)?\\s*|\\s*```$|;\\s*$", "");
        if (!isQuery(typed, turn.data().context())) {
            return Optional.empty();
        }
        HeaderPseudonyms none = HeaderPseudonyms.of(turn.data().context(), PrivacyLevel.ROWS);
        QueryStep.Attempt attempt = new QueryStep(turn, turn.history(), none).runTyped(typed);
        if (attempt instanceof Rows rows) {
            return Optional.of(turn.draft().fromUserSql(rows));
        } else if (attempt instanceof Refused refused) {
            return Optional.of(turn.draft().refusedUserSql(refused.reason()));
        }
        turn.draft().addFault(attempt instanceof Failed failed ? failed.reason() : ((Repairable) attempt).reason());
        return Optional.empty();
    }

    /** “Select all customers from Germany” is a question: no table follows FROM. */
    private static boolean isQuery(String text, DataContext context) {
        return SELECT.matcher(text).matches()
                && FROM.matcher(text)
                        .results()
                        .anyMatch(from -> IntStream.rangeClosed(1, from.groupCount())
                                .mapToObj(from::group)
                                .anyMatch(name -> name != null && isTable(name, context)));
    }

    private static boolean isTable(String name, DataContext context) {
        return context.tables().stream()
                .anyMatch(table ->
                        table.name().equalsIgnoreCase(name) || table.sqlName().equalsIgnoreCase(name));
    }
}
