package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationStoreContract;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnBudgetTest {
    private static final ChatRequest REQUEST =
            new ChatRequest(List.of(ChatMessage.user("?")), 10, 0, PrivacyLevel.NAMES);

    private Instant now = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void modelAndOnlineFallbackShareTheBudget() {
        ScriptedModel local = ScriptedModel.saying();
        ScriptedModel online = ScriptedModel.saying();
        local.replacedBy(online);
        LanguageModel bound = new TurnBudget(InstantSource.fixed(now), Duration.ofMinutes(1)).bound(local);

        for (int i = 1; i < TurnBudget.MAX_MODEL_CALLS; i++) {
            bound.chat(REQUEST, ReplyListener.NONE);
        }
        LanguageModel substitute = bound.fallback(PrivacyLevel.NAMES).orElseThrow();
        substitute.chat(REQUEST, ReplyListener.NONE);

        ConversationStoreContract.assertCode(ErrorCode.LLM_FAILED, () -> substitute.chat(REQUEST, ReplyListener.NONE));
        ConversationStoreContract.assertCode(ErrorCode.LLM_FAILED, () -> bound.chat(REQUEST, ReplyListener.NONE));
        assertThat(local.requests.size() + online.requests.size()).isEqualTo(TurnBudget.MAX_MODEL_CALLS);
    }

    @Test
    void timeInTheQueueOfTheServerDoesNotCount() {
        LanguageModel queued = new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                now = now.plusSeconds(50);
                listener.queued(Duration.ofSeconds(40));
                return new ChatReply("Yes.", "m", TokenUsage.NONE, ChatReply.Finish.STOP, false);
            }

            @Override
            public ModelStatus status() {
                return new ModelStatus(true, "m", 4096, 0, null);
            }
        };
        LanguageModel bound = new TurnBudget(() -> now, Duration.ofSeconds(25)).bound(queued);

        bound.chat(REQUEST, ReplyListener.NONE);
        bound.chat(REQUEST, ReplyListener.NONE);
        bound.chat(REQUEST, ReplyListener.NONE);

        ConversationStoreContract.assertCode(ErrorCode.LLM_TIMEOUT, () -> bound.chat(REQUEST, ReplyListener.NONE));
    }

    @Test
    void noRepairAfterDeadline() {
        ScriptedModel model = ScriptedModel.saying("```sql\nSELECT x FROM sales\n```");
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        AnswerSettings settings =
                new AnswerSettings(PrivacyLevel.ROWS, PrivacyLevel.ROWS, 700, Shop::tokens, Duration.ofMinutes(5));
        ConversationManager manager =
                PipelineTurnHandler.manager(new InMemoryConversationStore(), model, settings, clock);
        String id = manager.create("Slow", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                new FakeQueryEngine(),
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());

        Answer answer = manager.ask(id, data, "What did each product earn?", new AnswerListener() {
            @Override
            public void sql(String sql) {
                now = now.plus(Duration.ofMinutes(5));
            }
        });

        assertThat(model.requests).hasSize(1);
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.content()).contains("TABLE_OR_VIEW_NOT_FOUND").contains("more than 300 s");
    }
}
