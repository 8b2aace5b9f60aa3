package io.github.bigdatamigrator.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds in a conversation until it is taken back. The program keeps it, not the model: each prompt carries it, and
 * filters whose condition is known are looked for in the SQL before it runs.
 *
 * @param version the conversation's version; it rises with everything that is written to the conversation
 * @param entries in the order in which they were made
 */
public record ConversationState(long version, List<Entry> entries) {
    /** Stands for any version, where a caller does not mind what others have written. */
    public static final long ANY_VERSION = -1;

    public ConversationState {
        entries = List.copyOf(entries);
    }

    /** What an entry is. */
    public enum Kind {
        /** Restricts every query from now on: “only 2023”. */
        FILTER,
        /** What a word means: “revenue is amount times quantity”. */
        DEFINITION,
        /** Anything else that was settled: “amounts are in euros”. */
        DECISION
    }

    /**
     * One thing that holds.
     *
     * @param id unique within the conversation, never used again
     * @param text in the user's words, at most 300 characters on one line
     * @param sql the condition or expression that it means, where that is known
     * @param since ISO instant
     */
    public record Entry(
            int id, Kind kind, String text, @Nullable String sql, String since) {}

    /** The entries of one kind. */
    public List<Entry> of(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }
}
