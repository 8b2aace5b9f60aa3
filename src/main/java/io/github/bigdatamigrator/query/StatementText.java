package io.github.bigdatamigrator.query;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a statement's text as far as messages need it, and as far as the parser could not bear to read it. */
final class StatementText {
    private static final Pattern CUBE = Pattern.compile("(?i)\\bCUBE\\s*\\(");
    private static final Pattern WITH_CUBE = Pattern.compile("(?i)\\bWITH\\s+CUBE\\b");

    private StatementText() {}

    /** The first word in upper case, or an empty string. */
    static String firstWord(String sql) {
        String text = withoutQuotesAndComments(sql).replace('(', ' ').strip();
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end == 0 ? text : text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    /** Whether more than white space and comments stands behind a semicolon. */
    static boolean severalStatements(String sql) {
        String text = withoutQuotesAndComments(sql);
        int semicolon = text.indexOf(';');
        return semicolon >= 0 && !text.substring(semicolon).replace(';', ' ').isBlank();
    }

    /** The most arguments that a CUBE has, commas inside of its arguments included. */
    static int widestCube(String sql) {
        String text = withoutQuotesAndComments(sql);
        Matcher cube = CUBE.matcher(text);
        int widest = 0;
        while (cube.find()) {
            int depth = 1;
            int arguments = 1;
            for (int i = cube.end(); i < text.length() && depth > 0; i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                arguments += c == ',' ? 1 : 0;
            }
            widest = Math.max(widest, arguments);
        }
        // GROUP BY a, b WITH CUBE: the columns stand before the word.
        boolean trailing = WITH_CUBE.matcher(text).find();
        return trailing
                ? Math.max(widest, (int) text.chars().filter(c -> c == ',').count() + 1)
                : widest;
    }

    private static String withoutQuotesAndComments(String sql) {
        StringBuilder kept = new StringBuilder();
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = endOfQuote(sql, i);
                kept.append('x');
            } else if (sql.startsWith("--", i)) {
                int end = sql.indexOf('\n', i);
                i = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", i)) {
                int end = sql.indexOf("*/", i + 2);
                i = end < 0 ? sql.length() : end + 2;
                kept.append(' ');
            } else {
                kept.append(c);
                i++;
            }
        }
        return kept.toString();
    }

    private static int endOfQuote(String sql, int start) {
        char quote = sql.charAt(start);
        for (int i = start + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (sql.charAt(i) == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }
}
