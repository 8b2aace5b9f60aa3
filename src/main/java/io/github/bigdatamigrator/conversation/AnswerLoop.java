package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.conversation.ConversationManager.AnswerSettings;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From one question to its answer: the profile where it knows; else the model's SQL, run on the full data, with two repairs; else a guided
 * question, where no model can be reached. One instance serves one question, on the thread that asks.
 */
final class AnswerLoop {
    private static final int SMALLEST_WINDOW = 1024;

    private final LanguageModel model;
    private final AnswerSettings settings;
    private final OpenedData data;
    private final Recollection recollection;
    private final AnswerListener listener;
    private final String question;
    private final AnswerDraft draft;
    private final QueryRuns queries;
    private @Nullable List<ValueHits> values;
    private boolean tools;

    AnswerLoop(
            LanguageModel model,
            AnswerSettings settings,
            OpenedData data,
            Recollection recollection,
            AnswerListener listener,
            String question) {
        this.model = model;
        this.settings = settings;
        this.data = data;
        this.recollection = recollection;
        this.listener = listener;
        this.question = question;
        this.draft = new AnswerDraft(question, data.guided(), recollection.now().asked());
        this.queries = new QueryRuns(data, listener, draft);
    }

    Answer answer() {
        // Figures of the whole data are not what is asked for while a filter holds.
        boolean filtered = recollection.now().filtered();
        Optional<Answer> measured = filtered
                ? Optional.empty()
                : ProfileAnswers.measuring(question, data.context()).flatMap(this::measured);
        if (measured.isPresent()) {
            return measured.get();
        }
        Optional<AnswerText> known = ProfileAnswers.of(question, data.context());
        if (known.isPresent() && !filtered) {
            return draft.known(known.get());
        }
        ModelStatus status = model.status();
        if (known.isPresent() && (!status.available() || known.get().claims().isEmpty())) {
            draft.warn("This is from the profile of the whole data; no filter of this conversation is applied.");
            return draft.known(known.get());
        }
        if (!status.available()) {
            return guided(status.note() == null ? "No model can be reached now." : status.note());
        }
        tools = status.tools() && settings.level() == PrivacyLevel.ROWS;
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

    /** Empty where the query fails: the profile's estimate stands then. */
    private Optional<Answer> measured(String sql) {
        try {
            return Optional.of(draft.measured(queries.run(sql)));
        } catch (MigratorException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Asks; where the window proves smaller than it was said to be, asks once more with half of it. */
    private Answer askWithin(int window) {
        try {
            return askAllowed(window, recollection.within(window));
        } catch (LlmException e) {
            if (e.code() != ErrorCode.LLM_CONTEXT_OVERFLOW || window / 2 < SMALLEST_WINDOW) {
                throw e;
            }
            listener.status("Asking again with a shorter prompt");
            try {
                return askAllowed(window / 2, recollection.within(window / 2));
            } catch (LlmException again) {
                // The server's own word tells more than that half of its window is too small.
                throw again.code() == ErrorCode.LLM_CONTEXT_OVERFLOW ? e : again;
            }
        }
    }

    /** Asks with all that a local model may see, then, where that fails and an online one may help, with what that may see. */
    private Answer askAllowed(int window, Recall recall) {
        // Of rows a prompt holds only those of earlier answers; without any it discloses example values at the most.
        boolean lower = settings.level().within(PrivacyLevel.EXAMPLES) || recall.figures();
        PrivacyLevel level = lower ? settings.level() : PrivacyLevel.EXAMPLES;
        Optional<Answer> answer;
        try {
            answer = ask(model, window, level, recall);
        } catch (LlmException e) {
            tools = false;
            boolean less = settings.fallbackLevel().within(level) && settings.fallbackLevel() != level;
            if (!less || e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            answer = ask(model, window, settings.fallbackLevel(), recall);
        }
        return answer.or(() -> askStandIn(window, recall)).orElseGet(draft::failed);
    }

    /** Asks an online model after replies that were of no use, where one may be asked and was not yet. */
    private Optional<Answer> askStandIn(int window, Recall recall) {
        Optional<LanguageModel> other =
                draft.askedOnline() ? Optional.empty() : model.standIn(settings.fallbackLevel());
        if (other.isEmpty()) {
            return Optional.empty();
        }
        tools = false;
        String name = other.get().status().model();
        listener.status("No reply was of use; asking " + name);
        draft.warn("The replies of the local model were of no use; " + name + " was asked online.");
        try {
            return ask(other.get(), window, settings.fallbackLevel(), recall);
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            draft.fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Empty where no reply was of use. */
    private Optional<Answer> ask(LanguageModel asked, int window, PrivacyLevel level, Recall recall) {
        RowsSentence sentence = new RowsSentence(asked, settings, draft, listener, question);
        Masks masks = Masks.of(data.context(), level);
        Prompt.Room room = new Prompt.Room(window, settings.replyTokens(), level, settings.tokens());
        Prompt prompt = Prompt.of(data.context(), masks, question, recall, room, hits(level));
        ChatReply first = null;
        if (tools) {
            ToolTalk.Outcome talk = new ToolTalk(asked, settings, queries, draft, listener, sentence)
                    .talk(prompt.messages(), masks::unmask);
            if (talk.reply() == null) {
                return Optional.ofNullable(talk.answer());
            }
            first = talk.reply();
        }
        Proposals.Sides sides = new Proposals.Sides(asked, settings, listener, draft, queries, sentence);
        return new Proposals(sides, data.context(), recall, prompt, masks, room).answer(first);
    }

    /** Looked up once, and only where a prompt may hold them. */
    private List<ValueHits> hits(PrivacyLevel level) {
        if (!PrivacyLevel.EXAMPLES.within(level)) {
            return List.of();
        }
        if (values == null) {
            values = ValueHits.of(question, data.context(), data.values());
        }
        return values;
    }

    /** @param note why no model answers, with the remedy */
    private Answer guided(String note) {
        // A query that answered the same words before is as good as a guided one, unless what holds has changed what
        // they mean.
        Optional<GuidedQuestion> match = recollection
                .now()
                .same()
                .filter(line -> recollection.now().missing(line.sql()).isEmpty())
                .map(line -> new GuidedQuestion(line.question(), line.sql(), "asked before"))
                .or(() -> GuidedMatch.of(question, data.guided()));
        if (match.isPresent()) {
            String sql = match.get().sql();
            try {
                return draft.fromGuided(match.get(), queries.run(sql), note);
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
    record Waiting(AnswerListener listener) implements ReplyListener {
        @Override
        public void accept(String piece) {}

        @Override
        public void waiting(String what) {
            listener.status(what);
        }

        @Override
        public boolean shows() {
            return false;
        }
    }
}
