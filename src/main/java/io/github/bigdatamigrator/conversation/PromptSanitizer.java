package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.sql.SqlLiterals;

/**
 * Text from the data, made fit to stand in a prompt or a line: one line, no code fences, nothing invisible, not too
 * long.
 */
public final class PromptSanitizer {
    private static final int CELL_LENGTH = 80;
    /** Of a private use, so that no query holds it in earnest. */
    private static final String BACKTICK = "\uE000";

    private PromptSanitizer() {}

    /** @param length the most characters that are kept; what is cut is marked by an ellipsis */
    public static String text(String raw, int length) {
        StringBuilder clean = new StringBuilder();
        int[] points = raw.codePoints().limit(length + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, length); i++) {
            clean.appendCodePoint(safe(points[i]));
        }
        String text = clean.toString().replaceAll(" {2,}", " ").strip();
        return points.length > length ? text + "…" : text;
    }

    /** A query that ran: as {@link #text}, but names keep their backticks, without which they would be texts. */
    public static String sql(String raw, int length) {
        // What stands for a backtick meanwhile is a character that the text itself cannot hold after cleaning.
        String kept = raw.replace("```", "'''").replace(BACKTICK, " ").replace("`", BACKTICK);
        return text(kept, length).replace(BACKTICK, "`");
    }

    /** For a cell of a Markdown table. */
    public static String cell(String raw) {
        return text(raw, CELL_LENGTH).replace("|", "\\|");
    }

    /** As a literal that SQL could hold. */
    public static String literal(String raw, int length) {
        return SqlLiterals.quoteStandard(text(raw, length));
    }

    private static int safe(int point) {
        if (point == '`') {
            return '\'';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> ' ';
            default -> point;
        };
    }
}
