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

/** Tests what the model reads after a failed query: the second correction says more than the first. */
class CorrectionsTest {
    private static final String SQL = "SELECT COUNT(*) AS n FROM sales";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        What did each customer earn?  | ```SELECT x FROM sales JOIN customers``` | SELECT ... FROM sales JOIN \
        customers ON sales.customer_id = customers.id | false
        How many sales of what?       | I do not know.                           | sales(sale_id, customer_id, \
        status, amount, sold_on, product)          | false
        What is it all about, really? | I do not know.                           | the reply held no SQL query  \
                                                  | true
        """)
    void theSecondCorrectionDiffers(String question, String reply, String told, boolean inForm) {
        ScriptedModel model = ScriptedModel.saying(reply, reply, "```sql\n" + SQL + "\n```");
        FakeQueryEngine engine = new FakeQueryEngine().gives(SQL, List.of("n"), List.of(List.of(5L)));
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(), model, ConversationManagerTest.SETTINGS, Clock.systemUTC());
        String id = manager.create("Corrections", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                engine,
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> Shop.GUIDED);

        Answer answer = manager.ask(id, data, question, AnswerListener.NONE);

        assertThat(answer.content()).isEqualTo("Count: 5.");
        String first = model.requests.get(1).messages().get(3).content();
        String second = model.requests.get(2).messages().get(3).content();
        assertThat(second).contains(told);
        assertThat(first.equals(second)).isEqualTo(inForm);
        assertThat(model.requests.get(1).replySchema()).isNull();
        assertThat(model.requests.get(2).replySchema() != null).isEqualTo(inForm);
    }
}
