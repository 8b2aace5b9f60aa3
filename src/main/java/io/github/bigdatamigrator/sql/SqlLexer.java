package io.github.bigdatamigrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits SQL into code, strings, quoted identifiers and comments, by the rules of Spark. Takes any text: a quote or
 * comment that is not closed ends with the text.
 */
public final class SqlLexer {
    private SqlLexer() {}

    /** The tokens in order; adjacent code is one token. */
    public static List<SqlToken> tokens(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        int code = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = end(sql, at);
            if (end == at) {
                at++;
                continue;
            }
            add(tokens, SqlToken.Kind.CODE, sql, code, at);
            add(tokens, kind(sql.charAt(at)), sql, at, end);
            at = end;
            code = end;
        }
        add(tokens, SqlToken.Kind.CODE, sql, code, at);
        return tokens;
    }

    /** The text with blanks in place of the tokens of these kinds; positions stay the same. */
    public static String blanked(String sql, SqlToken.Kind... kinds) {
        Set<SqlToken.Kind> hidden = Set.of(kinds);
        StringBuilder text = new StringBuilder();
        for (SqlToken token : tokens(sql)) {
            text.append(hidden.contains(token.kind()) ? " ".repeat(token.text().length()) : token.text());
        }
        return text.toString();
    }

    private static void add(List<SqlToken> tokens, SqlToken.Kind kind, String sql, int start, int end) {
        if (start < end) {
            tokens.add(new SqlToken(kind, sql.substring(start, end), start));
        }
    }

    private static SqlToken.Kind kind(char first) {
        return switch (first) {
            case '`' -> SqlToken.Kind.IDENTIFIER;
            case '-', '/' -> SqlToken.Kind.COMMENT;
            default -> SqlToken.Kind.STRING;
        };
    }

    /** The end of the quoted text or comment that starts here; the position itself when none starts here. */
    private static int end(String sql, int at) {
        char first = sql.charAt(at);
        if (first == '\'' || first == '"' || first == '`') {
            return endOfQuoted(sql, at + 1, first);
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }

    private static int endOfQuoted(String sql, int from, char quote) {
        int at = from;
        while (at < sql.length()) {
            boolean doubled = sql.charAt(at) == quote && at + 1 < sql.length() && sql.charAt(at + 1) == quote;
            boolean escaped = sql.charAt(at) == '\\' && quote != '`';
            if (sql.charAt(at) == quote && !doubled) {
                return at + 1;
            }
            at += doubled || escaped ? 2 : 1;
        }
        return sql.length();
    }
}
