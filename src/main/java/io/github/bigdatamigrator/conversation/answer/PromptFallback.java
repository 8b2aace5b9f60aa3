package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.ValueHits;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the window and the privacy level of each prompt of one turn. After a failure of the model the level is
 * lowered, for an online model that may see less; a prompt that overflows the window at the lowest level is made again
 * for half of it, once. Asks the model for its status when that is first needed. For one thread.
 */
final class PromptFallback {
    private static final int SMALLEST_WINDOW = 1024;

    private final LanguageModel model;
    private final AnswerSettings settings;
    private final AnswerListener listener;
    private final IntFunction<PromptContext> recallWithin;
    private final Supplier<List<ValueHits>> storedValues;
    private @Nullable ModelStatus status;
    private @Nullable Scope scope;
    private @Nullable LlmException overflow;
    private @Nullable LlmException failure;
    private boolean replied;

    /** What one prompt may hold. */
    record Scope(int windowTokens, PrivacyLevel level, PromptContext recall, List<ValueHits> storedValues) {
        Scope withLevel(PrivacyLevel other) {
            return new Scope(windowTokens, other, recall, storedValues);
        }
    }

    /**
     * @param recallWithin recalls earlier turns for a window of so many tokens, and compresses them before if it must
     * @param storedValues stored values that the question may mean
     */
    PromptFallback(
            LanguageModel model,
            AnswerSettings settings,
            AnswerListener listener,
            IntFunction<PromptContext> recallWithin,
            Supplier<List<ValueHits>> storedValues) {
        this.model = model;
        this.settings = settings;
        this.listener = listener;
        this.recallWithin = recallWithin;
        this.storedValues = storedValues;
    }

    ModelStatus status() {
        if (status == null) {
            status = model.status();
        }
        return status;
    }

    /** Whether there is a prompt to try: none was replied to, and the last failure leaves a smaller one. */
    boolean open() {
        return status().available() && !replied && failure == null;
    }

    /** Why no model replies, with the remedy; empty as long as a prompt can be tried, and after a reply. */
    Optional<String> failure() {
        if (!status().available()) {
            String note = status().note();
            return Optional.of(note == null ? "No model can be reached now." : note);
        }
        return Optional.ofNullable(failure).map(e -> String.valueOf(e.getMessage()));
    }

    /** Of the next prompt, or of the last one if it was replied to. */
    Scope scope() {
        if (scope == null) {
            listener.status("Asking " + status().model());
            scope = scope(status().windowTokens(), null);
        }
        return scope;
    }

    private Scope scope(int window, @Nullable Scope larger) {
        PromptContext recall = recallWithin.apply(window);
        // Rows stand in a prompt only as earlier answers; without any it discloses example values at the most.
        boolean asSet = settings.level().within(PrivacyLevel.EXAMPLES) || recall.figures();
        PrivacyLevel level = asSet ? settings.level() : PrivacyLevel.EXAMPLES;
        List<ValueHits> values = larger != null
                ? larger.storedValues()
                : PrivacyLevel.EXAMPLES.within(level) ? storedValues.get() : List.of();
        return new Scope(window, level, recall, values);
    }

    /**
     * Asks with the next prompt.
     *
     * @return empty if no reply was of use or the model failed
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
            scope = scope(half, tried);
        } else {
            // The first message names the window that the server said; that half of it is too small says less.
            failure = overflows && overflow != null ? overflow : e;
        }
    }
}
