package io.github.bigdatamigrator.conversation.export;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.TurnReducer;
import io.github.bigdatamigrator.conversation.memory.ConversationSteps;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Exports, replays and reviews stored conversations without a model. As thread-safe as its store. */
public record ConversationArchive(ConversationStore store, Clock clock) {
    /** Exports the conversation with its profile as it is stored; needs no lock. */
    public String export(String id, ExportFormat format) {
        return export(id, TurnReducer.conversation(store, id), format);
    }

    /** @param conversation as it may be shown */
    public String export(String id, Conversation conversation, ExportFormat format) {
        ConversationState state = store.memory(id).state();
        return switch (format) {
            case MARKDOWN -> MarkdownTranscript.markdown(conversation, state);
            case JSON -> MarkdownTranscript.json(conversation, state);
            case NOTEBOOK -> NotebookExport.of(conversation);
        };
    }

    /** Reruns every query of the conversation and reports what changed; writes nothing. */
    public ReplayReport replay(String id, OpenedData data) {
        return QueryReplay.of(id, TurnReducer.turns(store.replay(id)), data.queries());
    }

    /**
     * Returns what a person says of an answer, with what was active when it was given; writes nothing.
     *
     * @param turn 1 for the first question, 0 for the last
     * @throws MigratorException BAD_INPUT if the turn has no answer
     */
    public ReviewedAnswer reviewed(String id, DataContext context, int turn, Review review) {
        int asked = 0;
        String question = "";
        int number = numberOf(id, turn);
        ConversationMemory memory = new ConversationMemory();
        for (ConversationEvent event : store.replay(id)) {
            if (event instanceof Asked now) {
                asked++;
                question = now.question();
            } else if (event instanceof Answered answered && asked == number) {
                List<String> after = new ArrayList<>(
                        ConversationSteps.of(memory.turns(), context).chain(question));
                after.remove(0);
                Collections.reverse(after);
                return ReviewedAnswer.of(
                        question,
                        after,
                        review,
                        answered.answer().queries().stream()
                                .map(QueryResult::sql)
                                .toList(),
                        ConversationState.effects(memory.state().entries()),
                        clock.instant().toString(),
                        id,
                        number,
                        answered.fingerprint());
            }
            memory.add(event);
        }
        throw MigratorException.badInput("There is no question " + number + " with an answer; the conversation has "
                + asked + (asked == 1 ? " question." : " questions."));
    }

    /** The number of the last question for 0. */
    public int numberOf(String id, int turn) {
        return turn == 0 ? store.summary(id).questions() : turn;
    }
}
