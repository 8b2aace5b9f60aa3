package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests creating, listing, reading and deleting conversations. */
class ConversationLifecycleTest {
    private static final String SQL = "SELECT COUNT(*) AS sales FROM sales";

    private final ConversationStore store = new InMemoryConversationStore();
    private final FakeQueryEngine engine = new FakeQueryEngine().gives(SQL, List.of("sales"), List.of(List.of(3L)));
    private final ConversationManager manager = PipelineTurnHandler.manager(
            store,
            ScriptedModel.saying("ANSWERABLE: yes\nWHY: counts\n```sql\n" + SQL + "\n```"),
            ConversationManagerTest.SETTINGS,
            Clock.systemUTC());
    private String id = "";

    @BeforeEach
    void createConversationWithProfile() {
        id = manager.create("Sales Analysis", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
    }

    private OpenedData data() {
        return OpenedData.of(
                Shop.context(),
                engine,
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());
    }

    private void ask() {
        manager.ask(id, data(), "How often did we sell more than 2 lamps?", AnswerListener.NONE);
    }

    @Test
    void aConversationIsListedShownAndDeleted() {
        ask();
        Conversation conversation = manager.conversation(id);

        assertThat(id).matches("sales-analysis-[a-z0-9]{6}");
        assertThat(conversation.context()).isEqualTo(Shop.context());
        assertThat(conversation.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.number()).isEqualTo(1);
            assertThat(turn.stale()).isFalse();
        });
        assertThat(manager.list())
                .singleElement()
                .satisfies(summary -> assertThat(summary.questions()).isEqualTo(1));
        manager.delete(id);
        assertThat(manager.list()).isEmpty();
        assertThatThrownBy(() -> manager.conversation(id)).hasMessageContaining(id);
    }

    @Test
    void aConversationIsRenamedAndPinnedToTheTopOfTheList() {
        String other = manager.create("Stock", List.of("stock.csv"));

        manager.describe(id, null, true, ConversationState.ANY_VERSION);
        ConversationSummary renamed = manager.describe(id, "  Sales of 2024 ", null, ConversationState.ANY_VERSION);

        assertThat(renamed.title()).isEqualTo("Sales of 2024");
        assertThat(manager.list()).extracting(ConversationSummary::id).containsExactly(id, other);
        manager.describe(id, null, false, ConversationState.ANY_VERSION);
        assertThat(manager.list())
                .as("a change of the title is no use")
                .extracting(ConversationSummary::id)
                .containsExactly(other, id);
        assertThatThrownBy(() -> manager.describe(id, " ", null, ConversationState.ANY_VERSION))
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> manager.describe(id, "x", null, 1)).hasMessageContaining("version");
    }

    @Test
    void answersFromEarlierDataAreStale() {
        ask();
        DataContext changed = Profiles.context(List.of(Shop.customers()), List.of());

        manager.saveProfile(id, changed);

        assertThat(manager.conversation(id).turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.stale()).isTrue());
    }

    @Test
    void aQuestionLeftWithoutAnswerByAKillIsShownAsInterrupted() {
        try (ConversationStore.Writer writer = store.open(id)) {
            writer.append(new ConversationEvent.Asked("2026-01-01T10:00:00Z", "lost?"));
        }
        ask();

        List<Turn> turns = manager.conversation(id).turns();

        assertThat(turns).hasSize(2);
        assertThat(turns.get(0).answer().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(turns.get(0).answer().content()).contains("interrupted");
        assertThat(turns.get(1).answer().outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void argumentsAreCheckedFirst() {
        ConversationStoreContract.assertCode(ErrorCode.BAD_INPUT, () -> manager.create(" ", List.of()));
        ConversationStoreContract.assertCode(
                ErrorCode.BAD_INPUT, () -> manager.ask(id, data(), " ", AnswerListener.NONE));
        String fresh = manager.create("!!!", List.of());
        assertThat(fresh).startsWith("conversation-");
        ConversationStoreContract.assertCode(
                ErrorCode.CONVERSATION_NOT_READY, () -> manager.ask(fresh, data(), "x?", AnswerListener.NONE));
        assertThatThrownBy(() -> manager.conversation("sales-analysis-zzzzzz"))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("nearest one is " + id);
    }
}
