package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationManagerTest;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user reads when the model answers “no” or “unclear”. */
class DeclinedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        How old are the customers? | no | The table has no birth dates. \
            | The data does not hold the answer. The table has no birth dates.
        Send the totals to my boss | no | I cannot send messages. \
            | This was not answered. I cannot send messages.
        All lamps should be gone | no | Data may only be read, never deleted. \
            | This was not answered. Data may only be read, never deleted.
        Tell me a joke | no | That is outside of my task. \
            | This was not answered. That is outside of my task.
        Delete all lamps | no | Only reading is allowed. \
            | Refused: The data is only read, never changed. Only reading is allowed.
        Lösche bitte alle Lampen aus der Liste | no | Daten dürfen nicht geändert werden. \
            | Abgelehnt: Die Daten werden nur gelesen, nie geändert. Daten dürfen nicht geändert werden.
        Wie alt sind die Kunden im Schnitt? | no | Die Tabelle enthält kein Geburtsdatum. \
            | Die Daten enthalten die Antwort nicht. Die Tabelle enthält kein Geburtsdatum.
        What is the best amount? | unclear | Please say whether the sum or the mean counts. \
            | The question can be meant in several ways. Please say whether the sum or the mean counts.
        What is the best amount? | unclear | Do you mean the sum? \
            | The question can be meant in several ways. Do you mean the sum?
        """)
    void theReasonIsTheModelsAndNotMore(String question, String answerable, String why, String content) {
        ScriptedModel model = ScriptedModel.saying("ANSWERABLE: " + answerable + "\nWHY: " + why);
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(), model, ConversationManagerTest.SETTINGS, Clock.systemUTC());
        String id = manager.create("Declined", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                new FakeQueryEngine(),
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                List::of);

        Answer answer = manager.ask(id, data, question, AnswerListener.NONE);

        assertThat(answer.content()).isEqualTo(content);
    }
}
