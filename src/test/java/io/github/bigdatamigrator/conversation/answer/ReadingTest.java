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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the reasons that a model writes are shown: its reading above an answer, and why it declines. */
class ReadingTest {
    private static Answer ask(String question, String reply, String sql) {
        FakeQueryEngine engine = new FakeQueryEngine().gives(sql, List.of("n"), List.of(List.of(5L)));
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(),
                ScriptedModel.saying(reply, reply, reply),
                ConversationManagerTest.SETTINGS,
                Clock.systemUTC());
        String id = manager.create("Reading", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                engine,
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> Shop.GUIDED);
        return manager.ask(id, data, question, AnswerListener.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        How many in spring?       | Spring is March to 31 May 2024. | sold_on < DATE '2024-06-01' | Read as: Spring is \
        March to 31 May 2024.
        Wie viele sind es davon?  | Nur im Mai 2024 gezählt. | month(sold_on) = 5 AND year(sold_on) = 2024 | Gelesen \
        als: Nur im Mai 2024 gezählt.
        How many big ones?        | Big is from 100 on. It will be 77 of them. | amount >= 100 | Read as: Big is from \
        100 on.
        How many big ones?        | It will be 77 of them.  | amount >= 100 | Count: 5.
        """)
    void theReadingStandsAboveTheAnswer(String question, String why, String condition, String first) {
        String sql = "SELECT COUNT(*) AS n FROM sales WHERE " + condition;

        Answer answer = ask(question, "ANSWERABLE: yes\nWHY: " + why + "\n```sql\n" + sql + "\n```", sql);

        assertThat(answer.content().split("\n")[0]).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        What will May bring?        | no | The data ends on 2024-12-31. | The data does not hold the answer. The data \
        ends on 2024-12-31. |
        What will May bring?        | no | Sales will be 4,711. | This was not answered. Sales will be 4,711. \
        | Not checked against the data: 4,711.
        Wie wird das im Mai werden? | no | Ein Umsatz von 4.711 wird erwartet. | Das wurde nicht beantwortet. Ein \
        Umsatz von 4.711 wird erwartet. | Nicht an den Daten geprüft: 4.711.
        Wie viele sind es davon?    | unclear | Es ist offen, wovon. | Die Frage kann auf mehrere Arten gemeint sein. \
        Es ist offen, wovon. |
        """)
    void aReasonIsCheckedAndToldInTheLanguageOfTheQuestion(
            String question, String answerable, String why, String content, @Nullable String warning) {
        Answer answer = ask(question, "ANSWERABLE: " + answerable + "\nWHY: " + why, "SELECT 1");

        assertThat(answer.content()).startsWith(content);
        assertThat(answer.warnings()).isEqualTo(warning == null ? List.of() : List.of(warning));
    }
}
