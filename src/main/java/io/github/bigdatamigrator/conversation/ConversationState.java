package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the filters, definitions and decisions that are active in a conversation. The program keeps them, not the
 * model: each prompt contains them, and SQL is checked for filters with a known condition before it runs.
 *
 * @param version the conversation's version, which increases with each event
 * @param entries in order of creation
 */
public record ConversationState(long version, List<Entry> entries) {
    /** Matches any version of a conversation. */
    public static final long ANY_VERSION = -1;

    public ConversationState {
        entries = List.copyOf(entries);
    }

    /** The kinds of entries. */
    public enum Kind {
        /** Restricts every later query: “only 2023”. */
        FILTER,
        /** Defines a term: “revenue is amount times quantity”. */
        DEFINITION,
        /** Any other decision: “amounts are in euros”. */
        DECISION
    }

    /**
     * One filter, definition or decision.
     *
     * @param id unique within the conversation, never reused
     * @param text in the user's words, at most 300 characters on one line
     * @param sql the condition or expression, or null if unknown
     * @param since ISO instant
     */
    public record Entry(
            int id, Kind kind, String text, @Nullable String sql, String since) {}

    /** The entries as texts that are equal if they have the same effect: {@code filter: year(d) = 2023}. */
    public static List<String> effects(List<Entry> entries) {
        return entries.stream()
                .map(entry -> Json.word(entry.kind()) + ": " + (entry.sql() == null ? entry.text() : entry.sql()))
                .toList();
    }
}
