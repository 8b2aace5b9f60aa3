package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.QuestionValues;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses window and privacy level of each prompt of one turn. After a failure the level drops to that of the online
 * fallback; if the prompt overflows the window at that level, the window is halved once. Asks the model for its status
 * on first use. For one thread.
 */
final class PromptAttempts {
    private static final int SMALLEST_WINDOW = 1024;

    private final LanguageModel model;
    private final AnswerSettings settings;
    private final AnswerListener listener;
    private final IntFunction<PromptContext> historyWithin;
    private final Supplier<QuestionValues> storedValues;
    private @Nullable QuestionValues foundValues;
    private @Nullable ModelStatus status;
    private @Nullable Scope scope;
    private @Nullable LlmException overflow;
    private @Nullable LlmException failure;
    private boolean replied;

    /** Window, privacy level and contents of one prompt. */
    record Scope(int windowTokens, PrivacyLevel level, PromptContext history, QuestionValues storedValues) {
        Scope withLevel(PrivacyLevel other) {
            return new Scope(windowTokens, other, history, storedValues);
        }
    }

    /**
     * @param historyWithin returns the earlier turns for a window in tokens, compressing them first if necessary
     * @param storedValues returns what the stored values say of the question
     */
    PromptAttempts(
            LanguageModel model,
            AnswerSettings settings,
            AnswerListener listener,
            IntFunction<PromptContext> historyWithin,
            Supplier<QuestionValues> storedValues) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
        this.historyWithin = historyWithin;
        this.storedValues = storedValues;
    }

    ModelStatus status() {
        if (status == null) {
            status = model.status();
        }
        return status;
    }

    /** Whether another prompt can be tried: the model is available, has not replied yet, and has not failed finally. */
    boolean canAsk() {
        return status().available() && !replied && failure == null;
    }

    boolean modelIsAway() {
        return !status().available();
    }

    /** Why no model replied, with the remedy; empty while a prompt can still be tried and after a reply. */
    Optional<String> failure() {
        if (modelIsAway()) {
            String note = status().note();
            return Optional.of(note == null ? "No model can be reached now." : note);
        }
        return Optional.ofNullable(failure).map(e -> String.valueOf(e.getMessage()));
    }

    /** The scope of the next prompt, or of the last one after a reply. */
    Scope scope() {
        if (scope == null) {
            listener.status("Asking " + status().model());
            scope = scope(status().windowTokens());
        }
        return scope;
    }

    private Scope scope(int window) {
        PromptContext history = historyWithin.apply(window);
        // Rows are in a prompt only as earlier answers; without them it discloses example values at most.
        boolean asSet = settings.level().within(PrivacyLevel.EXAMPLES) || history.holdsFigures();
        PrivacyLevel level = asSet ? settings.level() : PrivacyLevel.EXAMPLES;
        QuestionValues values = PrivacyLevel.EXAMPLES.within(level) ? storedValues() : QuestionValues.NONE;
        return new Scope(window, level, history, values);
    }

    /** The stored values that the question may mean; found on first use, since that may scan the data. */
    QuestionValues storedValues() {
        if (foundValues == null) {
            foundValues = storedValues.get();
        }
        return foundValues;
    }

    /**
     * Asks with the next prompt.
     *
     * @return empty if no reply was usable or the model failed
     * @throws LlmException CANCELLED
     */
    Optional<Answer> attempt(Function<Scope, Optional<Answer>> ask) {
        Scope tried = scope();
        try {
            Optional<Answer> answer = ask.apply(tried);
            replied = true;
            return answer;
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            shrink(tried, e);
            return Optional.empty();
        }
    }

    private void shrink(Scope tried, LlmException e) {
        PrivacyLevel lower = settings.fallbackLevel();
        int half = tried.windowTokens() / 2;
        boolean overflows = e.code() == ErrorCode.LLM_CONTEXT_OVERFLOW;
        if (lower != tried.level() && lower.within(tried.level())) {
            scope = tried.withLevel(lower);
        } else if (overflows && overflow == null && half >= SMALLEST_WINDOW) {
            overflow = e;
            listener.status("Asking again with a shorter prompt");
            scope = scope(half);
        } else {
            // The first message names the window that the server reported.
            failure = overflows && overflow != null ? overflow : e;
        }
    }
}
