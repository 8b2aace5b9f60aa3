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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** “Undo that” takes back a change of the state, otherwise the last step of the conversation. */
class UndoTest {
    /** The model's replies to the questions, in order; a question is anything but an undo or a directive. */
    private static final List<String> QUERIES = List.of("open", "shipped", "returned");

    private static final String OPEN = "How many sales are open?";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        $OPEN; and shipped?; undo that | open | this holds again: ‘$OPEN’
        $OPEN; and shipped?; take that back; Undo | | There is nothing to undo
        $OPEN; and shipped?; and returned?; undo; undo that | open | this holds again: ‘$OPEN’
        $OPEN; and shipped?; undo; and returned?; undo | open | this holds again: ‘$OPEN’
        $OPEN; and shipped?; How many rows has sales?; undo | shipped | this holds again: ‘and shipped?’
        Wie viele Verkäufe sind offen?; und wie viele wurden versandt?; mach das rückgängig \
            | open | es gilt wieder: ‘Wie viele Verkäufe sind offen?’
        Wie viele Verkäufe sind offen?; versandt?; retour?; zurück | shipped \
            | es gilt wieder: ‘versandt?’, nach ‘Wie viele Verkäufe sind offen?’
        $OPEN; and shipped?; and returned?; undo | shipped | this holds again: ‘and shipped?’, after ‘$OPEN’
        Merke dir: die Preise sind netto. | | Notiert; von jetzt an gilt: die Preise sind netto
        Merke dir: die Preise sind netto.; zurück | | Rückgängig gemacht. Nicht mehr gilt: die Preise sind netto
        Wie viele Verkäufe sind offen?; zurück | | Es gibt nichts rückgängig zu machen: Dies ist die erste Antwort
        $OPEN; from now on only status shipped; undo that | open | this holds again: ‘$OPEN’
        $OPEN; zurück | | There is nothing to undo: this is the first answer
        undo that | | There is nothing to undo: no filter
        $OPEN; Remember: sales are in euros.; undo that | | No longer holds: sales are in euros
        $OPEN; and shipped?; Remember: euros.; undo that; undo that | open | this holds again: ‘$OPEN’
        """)
    void theQueryBeforeTheLastOneIsTheCurrentOneAgain(String messages, String status, String told) {
        Chat chat = new Chat();
        List<Answer> answers = Stream.of(messages.replace("$OPEN", OPEN).split("; "))
                .map(chat::ask)
                .toList();

        Answer answer = answers.get(answers.size() - 1);
        assertThat(answer.content()).contains(told.replace("$OPEN", OPEN));
        assertThat(answer.queries())
                .extracting(query -> query.sql())
                .isEqualTo(status == null ? List.of() : List.of(Chat.sql(status)));
    }

    @Test
    void aFollowUpBuildsOnTheQueryThatIsCurrentAgain() {
        Chat chat = new Chat();
        List.of(OPEN, "and shipped?", "undo that", "and returned?").forEach(chat::ask);

        String prompt = chat.model.shown();
        prompt = prompt.substring(prompt.lastIndexOf("Earlier questions:"));
        assertThat(prompt.lastIndexOf(Chat.sql("open"))).isGreaterThan(prompt.lastIndexOf(Chat.sql("shipped")));
    }

    /** A conversation whose model writes the next query for each question. */
    private static final class Chat {
        private final ConversationManager manager;
        private final FakeQueryEngine engine = new FakeQueryEngine();
        private final String id;
        final ScriptedModel model = ScriptedModel.saying();

        Chat() {
            for (String status : QUERIES) {
                engine.gives(sql(status), List.of("n"), List.of(List.of((long) status.length())));
                model.then("```sql\n" + sql(status) + "\n```");
            }
            manager = PipelineTurnHandler.manager(
                    new InMemoryConversationStore(), model, ConversationManagerTest.SETTINGS, Clock.systemUTC());
            id = manager.create("Undo", List.of("sales.csv"));
            manager.saveProfile(id, Shop.context());
        }

        static String sql(String status) {
            return "SELECT COUNT(*) AS n FROM sales WHERE status = '" + status + "'";
        }

        Answer ask(String message) {
            OpenedData data = OpenedData.of(
                    Shop.context(), engine, claims -> List.of(), (table, column, text, limit) -> List.of(), List::of);
            return manager.ask(id, data, message, AnswerListener.NONE);
        }
    }
}
