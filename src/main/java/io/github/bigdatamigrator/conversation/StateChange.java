package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a change of a {@link ConversationState}; each change can be undone. */
public sealed interface StateChange {
    /** The maximum number of entries of a conversation. */
    int MAX_ENTRIES = 40;

    int MAX_TEXT_LENGTH = 300;
    int MAX_SQL_LENGTH = 500;

    /**
     * Adds an entry and replaces one of the same kind with the same text or the same condition.
     *
     * @param text on one line, 1 to 300 characters
     * @param sql a condition over columns for a filter, an expression for a definition, or null
     */
    record Add(Kind kind, String text, @Nullable String sql) implements StateChange {}

    /** Removes the entry with this id. */
    record Remove(int entry) implements StateChange {}

    /** Removes all entries of this kind, or all entries if it is null. */
    record Clear(@Nullable Kind kind) implements StateChange {}

    /** Replaces all entries; if one of the new entries is invalid, nothing changes. */
    record Replace(List<Add> entries) implements StateChange {
        public Replace {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Returns the entries after the change.
     *
     * @param nextId the id of the first new entry; further entries have the next numbers
     * @throws MigratorException BAD_INPUT
     */
    static List<Entry> apply(StateChange change, List<Entry> before, int nextId, String now) {
        if (change instanceof Replace replace) {
            List<Entry> replaced = List.of();
            for (int i = 0; i < replace.entries().size(); i++) {
                replaced = apply(replace.entries().get(i), replaced, nextId + i, now);
            }
            return replaced;
        }
        List<Entry> after = new ArrayList<>(before);
        if (change instanceof Add add) {
            Entry entry = new Entry(nextId, add.kind(), checkedText(add.text()), checkedSql(add.sql()), now);
            after.removeIf(old -> old.kind() == entry.kind()
                    && (FoldedWords.fold(old.text()).equals(FoldedWords.fold(entry.text()))
                            || (old.sql() != null && old.sql().equals(entry.sql()))));
            after.add(entry);
        } else if (change instanceof Remove remove && !after.removeIf(old -> old.id() == remove.entry())) {
            String known = before.stream()
                    .map(old -> old.id() + " (" + old.text() + ")")
                    .collect(Collectors.joining(", "));
            throw MigratorException.badInput("The state has no entry " + remove.entry() + ". Its entries: "
                    + (known.isEmpty() ? "none" : known) + ".");
        } else if (change instanceof Clear clear) {
            after.removeIf(old -> clear.kind() == null || old.kind() == clear.kind());
        }
        if (after.size() > MAX_ENTRIES) {
            throw MigratorException.badInput(
                    "The state has " + MAX_ENTRIES + " entries already. Remove one before adding another.");
        }
        return List.copyOf(after);
    }

    private static String checkedText(String raw) {
        String text = PromptSanitizer.text(raw, MAX_TEXT_LENGTH);
        if (text.isBlank()) {
            throw MigratorException.badInput("An entry of the state needs a text; this one is blank.");
        }
        if (raw.length() > MAX_TEXT_LENGTH) {
            throw MigratorException.badInput("The text of an entry has " + raw.length() + " characters; the maximum is "
                    + MAX_TEXT_LENGTH + ".");
        }
        return text;
    }

    private static @Nullable String checkedSql(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            return null;
        }
        boolean plain = SqlStatements.split(sql).size() == 1
                && SqlLexer.tokens(sql).stream().noneMatch(token -> token.kind() == SqlToken.Kind.COMMENT);
        if (!plain || SqlStatements.isStatement(sql) || sql.length() > MAX_SQL_LENGTH) {
            throw MigratorException.badInput("Not a condition or expression over columns: "
                    + PromptSanitizer.text(sql, 120) + ". Write one such as: year(sold_on) = 2023");
        }
        return SqlStatements.oneLine(sql);
    }
}
