package io.github.bigdatamigrator.conversation.export;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationEvent.Confirmed;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.conversation.TurnReducer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What can be had from conversations that are kept, without asking anything: exports, replays, what is known of them.
 * As safe as its store.
 */
public final class ConversationArchive {
    private final ConversationStore store;
    private final Clock clock;

    public ConversationArchive(ConversationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One line about the conversation. */
    public ConversationSummary summary(String id) {
        return store.summary(id);
    }

    /** The profile of the conversation's data; empty until it has been profiled. */
    public Optional<DataContext> context(String id) {
        return store.context(id);
    }

    /** What was asked, oldest first, as far as it is remembered; cheaper than the whole conversation. */
    public List<String> asked(String id) {
        return store.memory(id).asked();
    }

    /** The conversation as a file of that format; needs no lock. */
    public String export(String id, ExportFormat format) {
        ConversationState state = store.memory(id).state();
        return switch (format) {
            case MARKDOWN -> MarkdownTranscript.markdown(TurnReducer.whole(store, id), state);
            case JSON -> MarkdownTranscript.json(TurnReducer.whole(store, id), state);
            case NOTEBOOK -> NotebookExport.of(TurnReducer.whole(store, id));
        };
    }

    /** Runs every query of the conversation again on the data and tells what has changed; writes nothing. */
    public ReplayReport replay(String id, OpenedData data) {
        return QueryReplay.of(id, TurnReducer.turns(store.replay(id)), data.queries());
    }

    /** The number of the last question that was answered, 0 where none was; reads no log. */
    public int lastAnswered(String id) {
        List<PastTurn> turns = store.memory(id).turns();
        return turns.isEmpty() ? 0 : turns.get(turns.size() - 1).number();
    }

    /**
     * Confirms the answer of a turn: its queries run again, and where all give the same, they serve as examples for
     * later questions.
     *
     * @param turn 1 for the first
     * @throws MigratorException BAD_INPUT where there is no such turn, or no query answered it
     */
    public ReplayReport confirm(String id, OpenedData data, int turn) {
        try (ConversationStore.Writer writer = store.open(id)) {
            List<Turn> meant = TurnReducer.turns(store.replay(id)).stream()
                    .filter(one ->
                            one.number() == turn && !one.answer().queries().isEmpty())
                    .toList();
            if (meant.isEmpty()) {
                throw new MigratorException(ErrorCode.BAD_INPUT, "No query answered a question " + turn + ".");
            }
            ReplayReport report = QueryReplay.of(id, meant, data.queries());
            if (report.count(Verdict.SAME) == report.queries().size()) {
                writer.append(new Confirmed(clock.instant().toString(), turn));
                writer.force();
            }
            return report;
        }
    }
}
