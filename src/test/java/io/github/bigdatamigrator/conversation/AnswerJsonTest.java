package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.json.Json;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
    private final Answer answer = ConversationStoreContract.answer();

    @Test
    void theMessageIsExactlyThatOfTheContract() {
        assertThat(Json.compact(AnswerJson.write(answer)))
                .isEqualTo(
                        "{\"role\":\"assistant\",\"content\":\"Lamp: 3.\",\"outcome\":\"answered\",\"answered_by\":\"model\","
                                + "\"queries\":[{\"sql\":\"SELECT 'x'\",\"columns\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"],"
                                + "\"rows\":[[\"Lamp\",3,\"12.50\",0.1,null,true]],\"row_count\":1,\"truncated\":false}],"
                                + "\"claims\":[{\"text\":\"3\",\"query\":0,\"row\":0,\"column\":\"b\"}],\"warnings\":[\"w\"],"
                                + "\"suggestions\":[\"s\"],\"model\":\"m\",\"fallback_used\":false,"
                                + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}");
    }

    @Test
    void theWholeFormIsReadBackEqual() {
        assertThat(AnswerJson.read(Json.parse(Json.compact(AnswerJson.writeWhole(answer)))))
                .isEqualTo(answer);
    }

    @Test
    void theMessageIsReadBackWithGuessedTypes() {
        Answer read = AnswerJson.read(Json.parse(AnswerJson.text(answer)));

        assertThat(read.content()).isEqualTo(answer.content());
        assertThat(read.claims()).isEqualTo(answer.claims());
        assertThat(read.queries().get(0).columns())
                .isEqualTo(answer.queries().get(0).columns());
        assertThatThrownBy(() -> AnswerJson.read(Json.object())).isInstanceOf(IllegalArgumentException.class);
    }
}
