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
 * Limits one turn to a number of model calls and to a deadline. All retries of the turn share this budget. A call that
 * started before the deadline keeps its own time limit. The time in which a request waits for others at the same server
 * does not count. For one thread.
 */
final class TurnBudget {
    /**
     * Calls of the longest useful turn: a summary of earlier turns, four tool calls, then an online model with two
     * repairs and a sentence.
     */
    static final int MAX_MODEL_CALLS = 12;

    private final InstantSource clock;
    private final Duration maxDuration;
    private Instant deadline;
    private int calls;

    TurnBudget(InstantSource clock, Duration longest) {
        this.clock = clock;
        this.maxDuration = longest;
        this.deadline = clock.instant().plus(longest);
    }

    /** Returns the model with this budget applied, also to the online model that may replace it. */
    LanguageModel bound(LanguageModel model) {
        return new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                spend();
                return model.chat(request, extending(listener));
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

    private ReplyListener extending(ReplyListener listener) {
        return new ReplyListener.Forwarding(listener) {
            @Override
            public void queued(Duration time) {
                deadline = deadline.plus(time);
                super.queued(time);
            }
        };
    }

    private void spend() {
        boolean late = !clock.instant().isBefore(deadline);
        if (late || calls == MAX_MODEL_CALLS) {
            String spent = late ? "more than " + maxDuration.toSeconds() + " s" : calls + " requests to models";
            throw new LlmException(
                    late ? ErrorCode.LLM_TIMEOUT : ErrorCode.LLM_FAILED,
                    "The question took " + spent + ", the most that one may take. Ask for less"
                            + (late ? ", or raise LLM_TIMEOUT." : "."),
                    false);
        }
        calls++;
    }
}
