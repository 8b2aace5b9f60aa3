package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.StateChange.Add;
import io.github.bigdatamigrator.conversation.StateChange.Clear;
import io.github.bigdatamigrator.conversation.StateChange.Remove;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.conversation.store.FileConversationStore;
import io.github.bigdatamigrator.error.ErrorCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationStateTest {
    private static final long ANY = ConversationState.ANY_VERSION;
    private static final Add YEAR = new Add(Kind.FILTER, "only 2023", "year(sold_on) = 2023");

    @TempDir
    Path folder;

    private String id = "";

    @BeforeEach
    void createConversation() {
        id = manager().create("Sales", List.of("sales.csv"));
    }

    /** Returns a new manager with a new store, as a new process would have. */
    private ConversationManager manager() {
        return PipelineTurnHandler.manager(
                new FileConversationStore(folder),
                ScriptedModel.away(),
                ConversationManagerTest.SETTINGS,
                Clock.systemUTC());
    }

    @Test
    void aChangeIsVisibleToEveryLaterReader() {
        ConversationState set = manager().setState(id, YEAR, ANY);
        manager().setState(id, new Add(Kind.DEFINITION, "revenue is amount", null), ANY);

        assertThat(set.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(1);
            assertThat(entry.sql()).isEqualTo("year(sold_on) = 2023");
        });
        assertThat(manager().state(id).entries())
                .extracting(Entry::text)
                .containsExactly("only 2023", "revenue is amount");
        assertThat(manager().state(id).entries())
                .filteredOn(entry -> entry.kind() == Kind.DEFINITION)
                .hasSize(1);
    }

    @Test
    void changesAreUndoneInReverseOrderAndIdsAreNotReused() {
        manager().setState(id, YEAR, ANY);
        manager().setState(id, new Add(Kind.DECISION, "in euros", null), ANY);
        manager().setState(id, new Clear(null), ANY);

        assertThat(manager().undo(id, ANY).entries()).hasSize(2);
        assertThat(manager().undo(id, ANY).entries()).extracting(Entry::text).containsExactly("only 2023");
        assertThat(manager()
                        .setState(id, new Add(Kind.DECISION, "in dollars", null), ANY)
                        .entries())
                .extracting(Entry::id)
                .containsExactly(1, 3);
        manager().undo(id, ANY);
        assertThat(manager().undo(id, ANY).entries()).isEmpty();
        ConversationStoreContract.assertCode(
                ErrorCode.BAD_INPUT, () -> manager().undo(id, ANY));
    }

    @Test
    void anEntryIsRemovedByIdAndReplacedByAnEqualEntry() {
        manager().setState(id, YEAR, ANY);
        manager().setState(id, new Add(Kind.FILTER, "Only 2023", null), ANY);
        assertThat(manager().state(id).entries()).extracting(Entry::id).containsExactly(2);

        assertThatThrownBy(() -> manager().setState(id, new Remove(1), ANY))
                .hasMessageContaining("no entry 1")
                .hasMessageContaining("2 (Only 2023)");
        assertThat(manager().setState(id, new Remove(2), ANY).entries()).isEmpty();
    }

    @Test
    void aChangeOfAnOldVersionIsRejected() {
        long seen = manager().state(id).version();
        ConversationState now = manager().setState(id, YEAR, seen);

        assertThat(now.version()).isEqualTo(seen + 1);
        ConversationStoreContract.assertCode(
                ErrorCode.VERSION_CONFLICT, () -> manager().setState(id, new Clear(null), seen));
        assertThatThrownBy(() -> manager().undo(id, seen)).hasMessageContaining("version " + now.version());
        assertThat(manager().state(id)).isEqualTo(now);
        assertThat(manager().conversation(id).summary().version()).isEqualTo(now.version());
        assertThat(manager().undo(id, now.version()).entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE sales", "year(d) = 2023; DROP TABLE x", "1 = 1 -- all", "SELECT 1"})
    void sqlThatIsNotAConditionIsRejected(String sql) {
        assertThatThrownBy(() -> manager().setState(id, new Add(Kind.FILTER, "x", sql), ANY))
                .hasMessageContaining("Not a condition");
    }

    @Test
    void aBlankOrTooLongTextIsRejected() {
        ConversationStoreContract.assertCode(
                ErrorCode.BAD_INPUT, () -> manager().setState(id, new Add(Kind.FILTER, " \n", null), ANY));
        ConversationStoreContract.assertCode(
                ErrorCode.BAD_INPUT, () -> manager().setState(id, new Add(Kind.FILTER, "x".repeat(301), null), ANY));
    }

    @Test
    void theNumberOfEntriesIsLimited() {
        for (int i = 0; i < StateChange.MAX_ENTRIES; i++) {
            manager().setState(id, new Add(Kind.DECISION, "decision " + i, null), ANY);
        }
        assertThatThrownBy(() -> manager().setState(id, YEAR, ANY)).hasMessageContaining("40 entries");
    }
}
