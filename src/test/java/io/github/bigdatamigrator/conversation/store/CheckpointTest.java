package io.github.bigdatamigrator.conversation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.ConversationStoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final String AT = "2026-01-01T10:00:00Z";

    @Test
    void aCheckpointIsReadBackEqual() {
        ReadOptions reading = new ReadOptions(
                DialectOptions.builder()
                        .delimiter(";")
                        .quote('\0')
                        .headerRows(2)
                        .build(),
                true);
        ConversationMemory memory = new ConversationMemory();
        List.of(
                        new ConversationEvent.Created(AT, "Sales “Q1”", List.of("a.csv"), reading),
                        new ConversationEvent.Profiled(AT, "abc"),
                        new ConversationEvent.Asked(AT, "How many lamps?"),
                        new ConversationEvent.Answered(AT, ConversationStoreContract.answer(), "abc"),
                        new ConversationEvent.Compressed(AT, 0, "nothing", null),
                        new ConversationEvent.StateChanged(
                                AT, List.of(new Entry(3, Kind.FILTER, "only ‘x’", null, AT))),
                        new ConversationEvent.Asked(AT, "And desks?"))
                .forEach(memory::add);
        Checkpoint checkpoint = new Checkpoint(500, 40, memory.snapshot());

        Checkpoint read = Checkpoint.parse(checkpoint.bytes());

        assertThat(read).isEqualTo(checkpoint);
        assertThat(new ConversationMemory(read.memory()).snapshot()).isEqualTo(memory.snapshot());
    }

    @Test
    void aDamagedOrForeignCheckpointIsRejected() {
        byte[] bytes = new Checkpoint(5, 4, new ConversationMemory().snapshot()).bytes();
        bytes[30] ^= 1;

        assertThatThrownBy(() -> Checkpoint.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parse(EventLogFormat.line(1, "{\"form\":1,\"offset\":5}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form 4");
    }
}
