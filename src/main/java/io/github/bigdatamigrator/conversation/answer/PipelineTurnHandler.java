package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.conversation.StateService;
import io.github.bigdatamigrator.conversation.TurnHandler;
import io.github.bigdatamigrator.conversation.memory.ConversationSteps;
import io.github.bigdatamigrator.conversation.memory.StateDirective;
import io.github.bigdatamigrator.conversation.prompt.HistoryCompressor;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.QuestionValues;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.conversation.wording.AskedQuestions;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Handles one turn: changes the conversation's state if the message asks for it, then answers the question. The caller
 * writes the events of question and answer before and after. Safe for use by several threads.
 */
public final class PipelineTurnHandler implements TurnHandler {
    private static final int EARLIER_TURNS = 3;

    private final ConversationStore store;
    private final StateService states;
    private final LanguageModel model;
    private final AnswerSettings settings;
    private final Clock clock;
    private final HistoryCompressor compression;

    private PipelineTurnHandler(ConversationStore store, LanguageModel model, AnswerSettings settings, Clock clock) {
        this.store = store;
        this.states = new StateService(store, clock);
        this.model = model;
        this.settings = settings;
        this.clock = clock;
        this.compression = new HistoryCompressor(settings, clock);
    }

    /** Creates a manager whose questions are answered by the pipeline. */
    public static ConversationManager manager(
            ConversationStore store, LanguageModel model, AnswerSettings settings, Clock clock) {
        return new ConversationManager(store, new PipelineTurnHandler(store, model, settings, clock), clock);
    }

    @Override
    public Answer answer(
            String id, ConversationStore.Writer writer, OpenedData data, String question, AnswerListener listener) {
        PromptContext before = history(id, data, question);
        if (StateDirective.isUndo(question)) {
            return undo(id, writer, data, before, listener).withWarnings(writer.repairs());
        }
        String lastSql = before.lastSql();
        Optional<StateDirective> directive = StateDirective.of(question, data.context(), lastSql);
        String stateMessage = "";
        if (directive.isPresent()) {
            StateChange change = directive.get().change();
            ConversationState state = states.change(writer, store.memory(id), change);
            stateMessage = stateMessage(change, state, language(before));
            // A new filter repeats the last query.
            boolean repeats = change instanceof StateChange.Add add && add.kind() == Kind.FILTER && !lastSql.isEmpty();
            if (!directive.get().asksToo() && !repeats) {
                return acknowledgement(stateMessage).withWarnings(writer.repairs());
            }
        }
        PromptContext now = stateMessage.isEmpty() ? before : history(id, data, question);
        Answer answer = AnswerPipeline.answer(turn(id, writer, data, question, listener, now));
        if (!stateMessage.isEmpty()) {
            boolean keepsAnswer =
                    answer.outcome() == Outcome.ANSWERED || directive.get().asksToo();
            answer = keepsAnswer ? answer.withWarnings(List.of(stateMessage)) : acknowledgement(stateMessage);
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
        PromptAttempts prompts = new PromptAttempts(
                bounded,
                settings,
                listener,
                window -> {
                    compression
                            .compress(bounded, store.memory(id), data.context(), question, window)
                            .ifPresent(compressed -> {
                                listener.status("Compressing earlier turns");
                                writer.append(compressed);
                            });
                    return history(id, data, question);
                },
                () -> QuestionValues.of(question, data.context(), data.values()));
        AnswerLanguage language = language(now);
        NextQuestions next =
                new NextQuestions(now.questions(), language, data.context(), data::guidedIfFound, store.memory(id));
        List<String> chain = ConversationSteps.of(now.turns(), data.context()).chain(question);
        AnswerDraft draft = new AnswerDraft(
                new AskedQuestions(chain, language),
                data.context(),
                earlierTexts(now.turns()),
                data::guided,
                next::after);
        return new TurnContext(
                question,
                data,
                settings,
                bounded,
                now,
                prompts,
                listener,
                draft,
                new ReportedQueries(data, listener, draft));
    }

    /** Questions, answers and rows of the last turns. */
    private static List<String> earlierTexts(List<PastTurn> turns) {
        return turns.subList(Math.max(0, turns.size() - EARLIER_TURNS), turns.size()).stream()
                .map(turn -> turn.question() + "\n" + turn.content() + "\n" + turn.rows())
                .toList();
    }

    private PromptContext history(String id, OpenedData data, String question) {
        return PromptContext.of(question, data.context(), store.memory(id));
    }

    /**
     * Takes back the last change of the state. Without one, or if that change repeated the last query, the query before
     * the last one is the current one again, and its answer is shown.
     */
    private Answer undo(
            String id,
            ConversationStore.Writer writer,
            OpenedData data,
            PromptContext history,
            AnswerListener listener) {
        List<ConversationState.Entry> earlier = store.memory(id).state().entries();
        boolean changed = states.undo(writer, store.memory(id));
        ConversationSteps conversation = ConversationSteps.of(history.turns(), data.context());
        List<PastTurn> steps = conversation.turns();
        boolean repeated = !steps.isEmpty()
                && StateDirective.of(steps.get(steps.size() - 1).question(), data.context(), "")
                        .isPresent();
        Optional<Answer> answer = changed && !repeated
                ? Optional.empty()
                : conversation
                        .afterUndo()
                        .flatMap(step ->
                                again(step, turn(id, writer, data, step.question(), listener, history.before(step))));
        if (!changed) {
            return answer.orElseGet(() -> acknowledgement(language(history).nothingToUndo(!steps.isEmpty())));
        }
        List<ConversationState.Entry> now = store.memory(id).state().entries();
        String message = language(history).undone(texts(earlier, now), texts(now, earlier));
        return answer.map(it -> it.withWarnings(List.of(message))).orElseGet(() -> acknowledgement(message));
    }

    /** Runs the query of an earlier answer; empty if it fails now. */
    private static Optional<Answer> again(PastTurn step, TurnContext turn) {
        return Optional.ofNullable(step.sql()).flatMap(turn.queries()::attempt).map(turn.draft()::fromEarlier);
    }

    /** The language of the question or, if its words do not tell, of the latest one before whose words do. */
    private static AnswerLanguage language(PromptContext history) {
        return AnswerLanguage.of(history.questions());
    }

    private static List<String> texts(List<ConversationState.Entry> entries, List<ConversationState.Entry> others) {
        return entries.stream()
                .filter(entry -> !others.contains(entry))
                .map(ConversationState.Entry::text)
                .toList();
    }

    private static String stateMessage(StateChange change, ConversationState now, AnswerLanguage language) {
        if (change instanceof StateChange.Add && !now.entries().isEmpty()) {
            ConversationState.Entry entry = now.entries().get(now.entries().size() - 1);
            return language.noted(entry.text() + (entry.sql() == null ? "" : " (" + entry.sql() + ")"));
        }
        return language.cleared();
    }

    private static Answer acknowledgement(String message) {
        return Answer.plain(message, Outcome.ANSWERED, AnsweredBy.PROFILE);
    }
}
