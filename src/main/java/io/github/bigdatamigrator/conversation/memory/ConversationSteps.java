package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.PastTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the answers of a conversation that were not undone, oldest first; follow-ups build on the last one. An answer
 * of the undo itself repeats the query before, so that the last turn with a query is always the current one.
 */
public record ConversationSteps(List<PastTurn> turns) {
    public ConversationSteps {
        turns = List.copyOf(turns);
    }

    /** @param all the turns as they were asked, oldest first */
    public static ConversationSteps of(List<PastTurn> all, DataContext context) {
        List<PastTurn> steps = new ArrayList<>();
        for (PastTurn turn : all) {
            boolean query = turn.sql() != null;
            if (StateDirective.isUndo(turn.question())) {
                // An undo of the state alone has no query.
                if (query) {
                    undo(steps);
                }
            } else if (query || isReply(turn, context)) {
                steps.add(turn);
            }
        }
        return new ConversationSteps(steps);
    }

    private static boolean isReply(PastTurn turn, DataContext context) {
        return !turn.content().isEmpty()
                && StateDirective.of(turn.question(), context, "").isEmpty();
    }

    /** The last answer with a query that remains when the last answer is undone. */
    public Optional<PastTurn> afterUndo() {
        List<PastTurn> steps = new ArrayList<>(turns);
        undo(steps);
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** Removes the last answer, and those before it that have no query. */
    private static void undo(List<PastTurn> steps) {
        do {
            if (!steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            }
        } while (!steps.isEmpty() && steps.get(steps.size() - 1).sql() == null);
    }

    /** The question, and the earlier ones that it follows up on. */
    public List<String> chain(String question) {
        List<String> chain = new ArrayList<>(List.of(question));
        List<PastTurn> queries =
                turns.stream().filter(turn -> turn.sql() != null).toList();
        for (int i = queries.size() - 1; i >= 0; i--) {
            String later = chain.get(chain.size() - 1);
            if (!FollowUpDetector.of(later, queries.get(i)).followUp() && !FollowUpDetector.mayPointBack(later)) {
                break;
            }
            chain.add(queries.get(i).question());
        }
        return chain;
    }
}
