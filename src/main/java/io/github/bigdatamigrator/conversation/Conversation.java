package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored conversation as a whole; {@code context} is null until its data has been profiled. */
public record Conversation(
        ConversationSummary summary, @Nullable DataContext context, List<Turn> turns) {
    public Conversation {
        turns = List.copyOf(turns);
    }
}
