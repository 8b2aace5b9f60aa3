package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a whole stored conversation; {@code context} is null until its data is profiled. */
public record Conversation(
        ConversationSummary summary, @Nullable DataContext context, List<Turn> turns) {
    public Conversation {
        turns = List.copyOf(turns);
    }
}
