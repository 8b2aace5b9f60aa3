package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a {@link ConversationState}; each can be undone. */
public sealed interface StateChange {
    /** The most entries that a conversation may hold. */
    int MOST_ENTRIES = 40;

    /**
     * One more entry; it takes the place of one of the same kind with the same text or the same condition.
     *
     * @param text on one line, 1 to 300 characters
     * @param sql a condition over columns for a filter, an expression for a definition, or null
     */
    record Add(Kind kind, String text, @Nullable String sql) implements StateChange {}

    /** Without the entry of that id. */
    record Remove(int entry) implements StateChange {}

    /** Without any entry of that kind; of any kind where it is null. */
    record Clear(@Nullable Kind kind) implements StateChange {}

    /** These entries, one after the other, in the place of all that are there; all or none. */
    record Replace(List<Add> entries) implements StateChange {
        public Replace {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The entries after the change.
     *
     * @param nextId of the first entry that is new; further ones count on
     * @throws MigratorException BAD_INPUT
     */
    static List<Entry> apply(StateChange change, List<Entry> before, int nextId, String now) {
        if (change instanceof Replace replace) {
            List<Entry> made = List.of();
            for (int i = 0; i < replace.entries().size(); i++) {
                made = apply(replace.entries().get(i), made, nextId + i, now);
            }
            return made;
        }
        List<Entry> after = new ArrayList<>(before);
        if (change instanceof Add add) {
            Entry entry = new Entry(nextId, add.kind(), text(add.text(), 300), condition(add.sql()), now);
            after.removeIf(old -> old.kind() == entry.kind()
                    && (FoldedWords.fold(old.text()).equals(FoldedWords.fold(entry.text()))
                            || (old.sql() != null && old.sql().equals(entry.sql()))));
            after.add(entry);
        } else if (change instanceof Remove remove) {
            if (!after.removeIf(old -> old.id() == remove.entry())) {
                throw new MigratorException(
                        ErrorCode.BAD_INPUT,
                        "The state has no entry " + remove.entry() + ". Its entries: "
                                + (before.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ",
                                                before.stream()
                                                        .map(old -> old.id() + " (" + old.text() + ")")
                                                        .toList()))
                                + ".");
            }
        } else if (change instanceof Clear clear) {
            after.removeIf(old -> clear.kind() == null || old.kind() == clear.kind());
        }
        if (after.size() > MOST_ENTRIES) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "The state holds " + MOST_ENTRIES + " entries already. Remove one before adding another.");
        }
        return List.copyOf(after);
    }

    private static String text(String raw, int longest) {
        String text = PromptSanitizer.text(raw, longest);
        if (text.isBlank() || raw.length() > longest) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    text.isBlank()
                            ? "An entry of the state needs a text; this one is blank."
                            : "A text of the state may have " + longest + " characters, not " + raw.length() + ".");
        }
        return text;
    }

    private static @Nullable String condition(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            return null;
        }
        boolean plain = SqlStatements.split(sql).size() == 1
                && SqlLexer.tokens(sql).stream().noneMatch(token -> token.kind() == SqlToken.Kind.COMMENT);
        if (!plain || SqlStatements.isStatement(sql) || sql.length() > 500) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "Not a condition or expression over columns: " + PromptSanitizer.text(sql, 120)
                            + ". Write one such as: year(sold_on) = 2023");
        }
        return SqlStatements.oneLine(sql);
    }
}
