package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
    private final Answer answer = ConversationStoreContract.answer();

    @Test
    void theMessageHasExactlyTheFieldsOfTheContract() {
        assertThat(Json.compact(AnswerJson.write(answer)))
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"Lamp:"
                        + " 3.\",\"outcome\":\"answered\",\"answered_by\":\"model\",\"queries\":[{\"sql\":\"SELECT"
                        + " 'x'\",\"columns\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"],"
                        + "\"rows\":[[\"Lamp\",3,\"12.50\",0.1,null,true]],\"row_count\":1,\"truncated\":false}],"
                        + "\"claims\":[{\"text\":\"3\",\"query\":0,\"row\":0,\"column\":\"b\"}],\"warnings\":[\"w\"],"
                        + "\"suggestions\":[\"s\"],\"model\":\"m\",\"fallback_used\":false,"
                        + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}");
    }

    @Test
    void theCompleteFormIsReadBackEqual() {
        assertThat(AnswerJson.read(Json.parse(Json.compact(AnswerJson.writeWhole(answer)))))
                .isEqualTo(answer);
    }

    @Test
    void theTokenUsageOfEachRequestIsWrittenAndReadBack() {
        TokenUsage usage = new TokenUsage(
                30,
                4,
                List.of(
                        new RequestLedger(
                                List.of(new RequestLedger.Part("rules", 20)), 34, 30L, 700, 4096, List.of("x"), 0.01),
                        new RequestLedger(List.of(), 3, null, 50, 4096, List.of(), null)),
                new TokenUsage.Speed(31.5, 0.4, null));
        assertThat(Json.compact(RecordJson.write(usage)))
                .contains(
                        "\"requests\":[{\"parts\":[{\"name\":\"rules\",\"tokens\":20}],\"estimate\":34,\"counted\":30,"
                                + "\"reply_limit\":700,\"window\":4096,\"left_out\":[\"x\"],\"cost_dollars\":0.01}",
                        "\"speed\":{\"tokens_per_second\":31.5,\"seconds_to_first_token\":0.4}");
        assertThat(RecordJson.read(RecordJson.write(usage), TokenUsage.class)).isEqualTo(usage);
    }

    @Test
    void theMessageIsReadBackWithInferredTypes() {
        Answer read = AnswerJson.read(Json.parse(Json.pretty(AnswerJson.write(answer))));

        assertThat(read.content()).isEqualTo(answer.content());
        assertThat(read.claims()).isEqualTo(answer.claims());
        assertThat(read.queries().get(0).columns())
                .isEqualTo(answer.queries().get(0).columns());
        assertThatThrownBy(() -> AnswerJson.read(Json.object())).isInstanceOf(IllegalArgumentException.class);
    }
}
