package io.github.bigdatamigrator.conversation.export;

import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationEvent.Confirmed;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.conversation.TurnReducer;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Clock;
import java.util.List;

/** Exports and replays stored conversations without a model. As thread-safe as its store. */
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

    /** Returns the number of the last answered question, 0 if there is none; reads no log. */
    public int lastAnswered(String id) {
        List<PastTurn> turns = store.memory(id).turns();
        return turns.isEmpty() ? 0 : turns.get(turns.size() - 1).number();
    }

    /**
     * Confirms the answer of a turn: its queries run again, and if all results are the same, they serve as examples for
     * later questions.
     *
     * @param turn 1 for the first
     * @throws MigratorException BAD_INPUT if there is no such turn or it has no query
     */
    public ReplayReport confirm(String id, OpenedData data, int turn) {
        try (ConversationStore.Writer writer = store.open(id)) {
            List<Turn> turns = TurnReducer.turns(store.replay(id)).stream()
                    .filter(it -> it.number() == turn && !it.answer().queries().isEmpty())
                    .toList();
            if (turns.isEmpty()) {
                throw MigratorException.badInput("There is no question " + turn
                        + " that was answered by a query. The conversation's export numbers them.");
            }
            ReplayReport report = QueryReplay.of(id, turns, data.queries());
            if (report.count(Verdict.SAME) == report.queries().size()) {
                writer.append(new Confirmed(clock.instant().toString(), turn));
                writer.force();
            }
            return report;
        }
    }
}
