package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationManager.AnswerSettings;
import io.github.bigdatamigrator.conversation.ReplyParser.Answerable;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import java.util.List;
import java.util.Optional;

/**
 * From one question to its answer: the profile where it knows; else the model's SQL, run on the full data, with two repairs; else a guided
 * question, where no model can be reached. One instance serves one question, on the thread that asks.
 */
final class AnswerLoop {
    private static final int REPAIRS = 2;
    private static final int SMALLEST_WINDOW = 1024;

    private final LanguageModel model;
    private final AnswerSettings settings;
    private final OpenedData data;
    private final List<Turn> earlier;
    private final AnswerListener listener;
    private final String question;
    private final AnswerDraft draft;

    AnswerLoop(
            LanguageModel model,
            AnswerSettings settings,
            OpenedData data,
            List<Turn> earlier,
            AnswerListener listener,
            String question) {
        this.model = model;
        this.settings = settings;
        this.data = data;
        this.earlier = earlier;
        this.listener = listener;
        this.question = question;
        this.draft = new AnswerDraft(question, data.guided(), earlier);
    }

    Answer answer() {
        Optional<AnswerText> known = ProfileAnswers.of(question, data.context());
        if (known.isPresent()) {
            return draft.known(known.get());
        }
        ModelStatus status = model.status();
        if (!status.available()) {
            return guided(status.note() == null ? "No model can be reached now." : status.note());
        }
        listener.status("Asking " + status.model());
        try {
            return askWithin(status.windowTokens());
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return guided(String.valueOf(e.getMessage()));
        }
    }

    /** Asks; where the window proves smaller than it was said to be, asks once more with half of it. */
    private Answer askWithin(int window) {
        try {
            return askAllowed(window);
        } catch (LlmException e) {
            if (e.code() != ErrorCode.LLM_CONTEXT_OVERFLOW || window / 2 < SMALLEST_WINDOW) {
                throw e;
            }
            listener.status("Asking again with a shorter prompt");
            try {
                return askAllowed(window / 2);
            } catch (LlmException again) {
                // The server's own word tells more than that half of its window is too small.
                throw again.code() == ErrorCode.LLM_CONTEXT_OVERFLOW ? e : again;
            }
        }
    }

    /** Asks with all that a local model may see, then, where that fails and an online one may help, with what that may see. */
    private Answer askAllowed(int window) {
        // Rows never go into a prompt here, so that it discloses example values at the most.
        PrivacyLevel level = settings.level().within(PrivacyLevel.EXAMPLES) ? settings.level() : PrivacyLevel.EXAMPLES;
        try {
            return ask(window, level);
        } catch (LlmException e) {
            boolean less = settings.fallbackLevel().within(level) && settings.fallbackLevel() != level;
            if (!less || e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return ask(window, settings.fallbackLevel());
        }
    }

    private Answer ask(int window, PrivacyLevel level) {
        Masks masks = Masks.of(data.context(), level);
        Prompt.Room room = new Prompt.Room(window, settings.replyTokens(), level, settings.tokens());
        Prompt prompt = Prompt.of(data.context(), masks, question, earlier, room);
        List<ChatMessage> messages = prompt.messages();
        String refusal = null;
        for (int attempt = 0; attempt <= REPAIRS; attempt++) {
            ChatReply said = model.chat(new ChatRequest(messages, settings.replyTokens(), 0, level), new Waiting(listener));
            draft.heard(said);
            ReplyParser.Reply reply = ReplyParser.parse(said.text());
            if (reply.answerable() == Answerable.NO || reply.answerable() == Answerable.UNCLEAR) {
                boolean no = reply.answerable() == Answerable.NO;
                return draft.declined(no ? Outcome.UNANSWERABLE : Outcome.UNCLEAR, reply.why());
            }
            String sql = reply.sql();
            String fault = "the reply held no SQL query";
            if (sql != null) {
                try {
                    return draft.fromModel(run(masks.unmask(sql)));
                } catch (MigratorException e) {
                    fault = String.valueOf(e.getMessage());
                    boolean form = e.code() == ErrorCode.QUERY_REFUSED;
                    if (form && (refusal != null || !SqlText.reads(sql))) {
                        return draft.refused(fault);
                    }
                    if (e.code() == ErrorCode.QUERY_TIMEOUT) {
                        draft.fault(fault);
                        return draft.failed();
                    }
                    if (!form && e.code() != ErrorCode.QUERY_FAILED) {
                        throw e;
                    }
                    refusal = form ? fault : refusal;
                }
            }
            draft.fault(fault);
            if (attempt < REPAIRS) {
                listener.status("Correcting the query");
                messages = prompt.repair(sql, shown(fault, masks, level));
            }
        }
        return refusal == null ? draft.failed() : draft.refused(refusal);
    }

    /** One short line of an error; below the level of values without what stands in quotes, which may be one. */
    private static String shown(String fault, Masks masks, PrivacyLevel level) {
        String line = Defused.text(fault, 300);
        return PrivacyLevel.EXAMPLES.within(level) ? line : masks.mask(line.replaceAll("'[^']*'|\"[^\"]*\"", "'…'"));
    }

    private QueryResult run(String sql) {
        listener.sql(sql);
        QueryResult result = data.queries().run(sql);
        listener.rows(result);
        if (!ValueRetry.empty(result)) {
            return result;
        }
        Optional<ValueRetry> retry = ValueRetry.of(sql, data.context(), data.values());
        if (retry.isEmpty()) {
            return result;
        }
        listener.status("Asking again with the nearest stored values");
        listener.sql(retry.get().sql());
        QueryResult again = data.queries().run(retry.get().sql());
        if (ValueRetry.empty(again)) {
            return result;
        }
        listener.rows(again);
        retry.get().notes().forEach(draft::warn);
        return again;
    }

    /** @param note why no model answers, with the remedy */
    private Answer guided(String note) {
        Optional<GuidedQuestion> match = GuidedMatch.of(question, data.guided());
        if (match.isPresent()) {
            String sql = match.get().sql();
            listener.sql(sql);
            try {
                QueryResult result = data.queries().run(sql);
                listener.rows(result);
                return draft.fromGuided(match.get(), result, note);
            } catch (MigratorException e) {
                if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                    throw e;
                }
                draft.fault(String.valueOf(e.getMessage()));
            }
        }
        return draft.unavailable(note);
    }

    /** Passes on what the model is busy with. Pieces of a reply are not shown: what they say has yet to be checked. */
    private record Waiting(AnswerListener listener) implements ReplyListener {
        @Override
        public void accept(String piece) {}

        @Override
        public void waiting(String what) {
            listener.status(what);
        }
    }
}
