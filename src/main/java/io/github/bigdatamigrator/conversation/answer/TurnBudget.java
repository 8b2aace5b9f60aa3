package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Bounds what one turn may cost: so many model calls, none after the deadline. All retries of a turn, however they
 * nest, draw on the same budget. A call that has begun keeps its own time limit. For one thread.
 */
final class TurnBudget {
    /**
     * The longest useful turn: a summary of earlier turns, four tool calls, then an online model with two repairs and
     * its sentence.
     */
    static final int MODEL_CALLS = 12;

    private final InstantSource clock;
    private final Duration longest;
    private final Instant deadline;
    private int calls;

    TurnBudget(InstantSource clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        this.deadline = clock.instant().plus(longest);
    }

    /** The same model within the budget, and so are the models that may substitute it. */
    LanguageModel bound(LanguageModel model) {
        return new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                spend();
                return model.chat(request, listener);
            }

            @Override
            public ModelStatus status() {
                return model.status();
            }

            @Override
            public Optional<LanguageModel> fallback(PrivacyLevel level) {
                return model.fallback(level).map(TurnBudget.this::bound);
            }
        };
    }

    private void spend() {
        boolean late = !clock.instant().isBefore(deadline);
        if (late || calls == MODEL_CALLS) {
            String spent = late ? "more than " + longest.toSeconds() + " s" : calls + " requests to models";
            throw new LlmException(
                    late ? ErrorCode.LLM_TIMEOUT : ErrorCode.LLM_FAILED,
                    "The question took " + spent + ", the most that one may take. Ask for less"
                            + (late ? ", or raise LLM_TIMEOUT." : "."),
                    false);
        }
        calls++;
    }
}
