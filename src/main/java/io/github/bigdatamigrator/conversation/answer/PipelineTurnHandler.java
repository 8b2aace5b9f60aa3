package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.conversation.StateService;
import io.github.bigdatamigrator.conversation.TurnHandler;
import io.github.bigdatamigrator.conversation.memory.StateDirective;
import io.github.bigdatamigrator.conversation.prompt.HistoryCompressor;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.ValueHits;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.text.FoldedWords;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Handles one turn between the question's event and the answer's: first changes the state if the message says so, then
 * answers the question that is left. Safe for use by several threads.
 */
public final class PipelineTurnHandler implements TurnHandler {
    private static final int SUGGESTIONS = 3;

    private final ConversationStore store;
    private final StateService states;
    private final LanguageModel model;
    private final AnswerSettings settings;
    private final Clock clock;
    private final HistoryCompressor compression;
    private final AnswerPipeline pipeline = new AnswerPipeline();

    private PipelineTurnHandler(ConversationStore store, LanguageModel model, AnswerSettings settings, Clock clock) {
        this.store = store;
        this.states = new StateService(store, clock);
        this.model = model;
        this.settings = settings;
        this.clock = clock;
        this.compression = new HistoryCompressor(settings, clock);
    }

    /** A manager of the conversations in a store, whose questions pass the pipeline of answerers. */
    public static ConversationManager manager(
            ConversationStore store, LanguageModel model, AnswerSettings settings, Clock clock) {
        return new ConversationManager(store, new PipelineTurnHandler(store, model, settings, clock), clock);
    }

    @Override
    public Answer answer(
            String id, ConversationStore.Writer writer, OpenedData data, String question, AnswerListener listener) {
        PromptContext before = recall(id, data, question);
        String lastSql = before.lastSql();
        Optional<StateDirective> statement = StateDirective.of(question, data.context(), lastSql);
        String noted = "";
        if (statement.isPresent()) {
            StateChange change = statement.get().change();
            noted = noted(change, states.change(writer, store.memory(id), change));
            // A new filter runs the last query again.
            boolean anew = change instanceof StateChange.Add add && add.kind() == Kind.FILTER && !lastSql.isEmpty();
            if (!statement.get().asksToo() && !anew) {
                return acknowledged(noted).withWarnings(writer.repairs());
            }
        }
        PromptContext now = noted.isEmpty() ? before : recall(id, data, question);
        Answer answer = pipeline.answer(turn(id, writer, data, question, listener, now));
        if (!noted.isEmpty()) {
            boolean served =
                    answer.outcome() == Outcome.ANSWERED || statement.get().asksToo();
            answer = served ? answer.withWarnings(List.of(noted)) : acknowledged(noted);
        }
        return answer.withWarnings(writer.repairs());
    }

    private TurnContext turn(
            String id,
            ConversationStore.Writer writer,
            OpenedData data,
            String question,
            AnswerListener listener,
            PromptContext now) {
        LanguageModel bounded = new TurnBudget(clock, settings.longestTurn()).bound(model);
        PromptFallback prompts = new PromptFallback(
                bounded,
                settings,
                listener,
                window -> {
                    compression
                            .due(bounded, store.memory(id), data.context(), question, window)
                            .ifPresent(compressed -> {
                                listener.status("Compressing earlier turns");
                                writer.append(compressed);
                            });
                    return recall(id, data, question);
                },
                () -> ValueHits.of(question, data.context(), data.values()));
        return new TurnContext(
                question,
                data,
                settings,
                bounded,
                now,
                prompts,
                listener,
                new AnswerDraft(question, suggestions(question, data.guided(), store.memory(id))),
                new AnnouncedQueries(data, listener));
    }

    private PromptContext recall(String id, OpenedData data, String question) {
        return PromptContext.of(question, data.context(), store.memory(id));
    }

    /** Guided questions that are neither this one nor were asked before. */
    private static List<String> suggestions(String question, List<GuidedQuestion> guided, ConversationMemory memory) {
        List<String> words = FoldedWords.of(question);
        return guided.stream()
                .map(GuidedQuestion::text)
                .filter(text -> !FoldedWords.of(text).equals(words) && !memory.wasAnswered(text))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static String noted(StateChange change, ConversationState now) {
        if (change instanceof StateChange.Add && !now.entries().isEmpty()) {
            ConversationState.Entry entry = now.entries().get(now.entries().size() - 1);
            String sql = entry.sql() == null ? "" : " (" + entry.sql() + ")";
            return "Noted; from now on this holds: " + entry.text() + sql + ". Undo takes it back.";
        }
        return "Noted; what was set before holds no more. Undo brings it back.";
    }

    private static Answer acknowledged(String noted) {
        return Answer.plain(noted, Outcome.ANSWERED, AnsweredBy.PROFILE);
    }
}
