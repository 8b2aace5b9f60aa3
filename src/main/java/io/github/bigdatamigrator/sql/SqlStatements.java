package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlToken.Kind.COMMENT;
import static io.github.bigdatamigrator.sql.SqlToken.Kind.IDENTIFIER;
import static io.github.bigdatamigrator.sql.SqlToken.Kind.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits SQL text into statements, classifies them by their first word, and shortens them for display. */
public final class SqlStatements {
    private static final Set<String> QUERIES = SqlIdentifiers.words("select with values from table");
    private static final Set<String> OTHERS = SqlIdentifiers.words("""
        insert update delete merge drop create alter truncate replace set reset use show describe desc explain cache
        uncache clear refresh load add list analyze grant revoke call execute begin declare msck repair export import
        copy
        """);

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    private SqlStatements() {}

    /** The statements without their semicolons; those that have comments only are left out. */
    public static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            String[] pieces =
                    token.kind() == SqlToken.Kind.CODE ? token.text().split(";", -1) : new String[] {token.text()};
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    addStatement(statements, current);
                }
                current.append(pieces[i]);
            }
        }
        addStatement(statements, current);
        return statements;
    }

    private static void addStatement(List<String> statements, StringBuilder current) {
        String statement = current.toString().strip();
        current.setLength(0);
        if (!firstWord(statement).isEmpty()) {
            statements.add(statement);
        }
    }

    /** Whether code follows a semicolon. */
    public static boolean isSeveral(String sql) {
        String code = SqlLexer.blanked(sql, STRING, IDENTIFIER, COMMENT);
        int semicolon = code.indexOf(';');
        return semicolon >= 0 && !code.substring(semicolon).replace(';', ' ').isBlank();
    }

    /** Whether the text begins like a query. */
    public static boolean isQuery(String sql) {
        return QUERIES.contains(firstWord(sql));
    }

    /** Whether the text begins like a statement of any kind. */
    public static boolean isStatement(String text) {
        String first = firstWord(text);
        return QUERIES.contains(first) || OTHERS.contains(first);
    }

    /** The first word in lower case, or the empty string; comments are skipped. */
    public static String firstWord(String sql) {
        Matcher word = WORD.matcher(SqlLexer.blanked(sql, COMMENT));
        return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
    }

    /** The statement on one line, without its comments; strings and quoted identifiers stay as they are. */
    public static String oneLine(String sql) {
        StringBuilder line = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            String text = switch (token.kind()) {
                case CODE -> token.text().replaceAll("\\s+", " ");
                case STRING, IDENTIFIER -> token.text();
                case COMMENT -> " ";
            };
            boolean blankBefore = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
            line.append(blankBefore && token.kind() != STRING ? text.stripLeading() : text);
        }
        return line.toString().strip();
    }

    /** The statement on one line, with {@code ?} in place of strings and numbers, without its comments. */
    public static String withoutLiterals(String sql) {
        StringBuilder bare = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            switch (token.kind()) {
                case CODE -> bare.append(token.text().replaceAll("\\b\\d[\\d.]*\\b", "?"));
                case STRING -> bare.append('?');
                case IDENTIFIER -> bare.append(token.text());
                case COMMENT -> bare.append(' ');
            }
        }
        return bare.toString().replaceAll("\\s+", " ").strip();
    }
}
