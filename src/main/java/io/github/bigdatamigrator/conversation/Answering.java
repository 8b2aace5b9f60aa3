package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationManager.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.util.List;
import java.util.Optional;

/** One turn between the question's event and the answer's: what holds is settled first, then the question is answered. */
final class Answering {
    private final ConversationStore store;
    private final StateKeeper states;
    private final LanguageModel model;
    private final AnswerSettings settings;
    private final Compression compression;

    Answering(
            ConversationStore store,
            StateKeeper states,
            LanguageModel model,
            AnswerSettings settings,
            Compression compression) {
        this.store = store;
        this.states = states;
        this.model = model;
        this.settings = settings;
        this.compression = compression;
    }

    Answer answer(
            String id, ConversationStore.Writer writer, OpenedData data, String question, AnswerListener listener) {
        Recall before = recall(id, data, question);
        String lastSql = before.lastSql();
        Optional<Statement> statement = Statement.of(question, data.context(), lastSql);
        String noted = "";
        if (statement.isPresent()) {
            StateChange change = statement.get().change();
            noted = noted(change, states.change(writer, store.memory(id), change));
            // A filter that is set asks for the last result anew.
            boolean anew = change instanceof StateChange.Add add && add.kind() == Kind.FILTER && !lastSql.isEmpty();
            if (!statement.get().asks() && !anew) {
                return acknowledged(noted).withWarnings(writer.repairs());
            }
        }
        Recall now = noted.isEmpty() ? before : recall(id, data, question);
        Recollection recollection = Recollection.of(now, window -> {
            compression.due(store.memory(id), data.context(), question, window).ifPresent(compressed -> {
                listener.status("Compressing earlier turns");
                writer.append(compressed);
            });
            return recall(id, data, question);
        });
        Answer answer = new AnswerLoop(model, settings, data, recollection, listener, question).answer();
        if (!noted.isEmpty()) {
            boolean served =
                    answer.outcome() == Outcome.ANSWERED || statement.get().asks();
            answer = served ? answer.withWarnings(List.of(noted)) : acknowledged(noted);
        }
        return answer.withWarnings(writer.repairs());
    }

    private Recall recall(String id, OpenedData data, String question) {
        return Recall.of(question, data.context(), store.memory(id));
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
