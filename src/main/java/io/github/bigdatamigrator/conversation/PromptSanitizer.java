package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.sql.SqlLiterals;

/**
 * Cleans text from the data for prompts and messages: one line, no code fences, no invisible characters, cut in length.
 */
public final class PromptSanitizer {
    private static final int MAX_CELL_LENGTH = 80;
    /** A private-use character that stands for a backtick meanwhile. */
    private static final String BACKTICK_PLACEHOLDER = "\uE000";

    private PromptSanitizer() {}

    /** @param length the maximum number of characters; an ellipsis marks longer text */
    public static String text(String raw, int length) {
        StringBuilder clean = new StringBuilder();
        int[] points = raw.codePoints().limit(length + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, length); i++) {
            clean.appendCodePoint(safe(points[i]));
        }
        String text = clean.toString().replaceAll(" {2,}", " ").strip();
        return points.length > length ? text + "…" : text;
    }

    /** Cleans SQL like {@link #text}, but keeps backticks, which quote identifiers. */
    public static String sql(String raw, int length) {
        String kept =
                raw.replace("```", "'''").replace(BACKTICK_PLACEHOLDER, " ").replace("`", BACKTICK_PLACEHOLDER);
        return text(kept, length).replace(BACKTICK_PLACEHOLDER, "`");
    }

    /** Cleans a cell of a Markdown table. */
    public static String cell(String raw) {
        return text(raw, MAX_CELL_LENGTH).replace("|", "\\|");
    }

    /** Cleans and quotes the text as an SQL string literal that Spark reads: quotes and backslashes are doubled. */
    public static String literal(String raw, int length) {
        return doubled(text(raw, length));
    }

    /** Like {@link #literal}, but keeps blanks, which count when the text is compared. */
    public static String quoted(String raw, int length) {
        StringBuilder clean = new StringBuilder();
        raw.codePoints().limit(length).forEach(point -> clean.appendCodePoint(safe(point)));
        return doubled(raw.codePointCount(0, raw.length()) > length ? clean + "…" : clean.toString());
    }

    private static String doubled(String text) {
        return SqlLiterals.quoteStandard(text.replace("\\", "\\\\"));
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
