package io.github.bigdatamigrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a statement into names, literals and signs, without blanks and comments. */
public final class SqlWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*"
            + "|\\d+(?:\\.\\d+)?[eE][+-]?\\d+|\\d[\\p{L}\\p{N}_]*(?:\\.\\d+)?"
            + "|<=>|<=|>=|<>|!=|==|\\|\\||\\S");

    private SqlWords() {}

    /** What a word is. */
    public enum Kind {
        /** A keyword or an identifier without quotes. */
        NAME,
        /** An identifier in backticks. */
        QUOTED,
        NUMBER,
        STRING,
        SIGN
    }

    /**
     * A word of a statement.
     *
     * @param text the characters of a sign or literal; of an identifier its name without quotes
     * @param start of the first character in the statement
     * @param end after the last
     */
    public record Word(Kind kind, String text, int start, int end) {
        public boolean isName() {
            return kind == Kind.NAME || kind == Kind.QUOTED;
        }

        /** The value of a string literal, without its quotes; the text of anything else. */
        public String value() {
            return kind == Kind.STRING ? new SqlToken(SqlToken.Kind.STRING, text, start).value() : text;
        }

        /** Whether it is this keyword or sign. */
        public boolean is(String word) {
            return kind != Kind.QUOTED && kind != Kind.STRING && text.equalsIgnoreCase(word);
        }
    }

    public static List<Word> of(String sql) {
        List<Word> words = new ArrayList<>();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            int end = token.start() + token.text().length();
            switch (token.kind()) {
                case STRING -> words.add(new Word(Kind.STRING, token.text(), token.start(), end));
                case IDENTIFIER -> words.add(new Word(Kind.QUOTED, token.identifier(), token.start(), end));
                case COMMENT -> {}
                case CODE -> {
                    Matcher word = WORD.matcher(token.text());
                    while (word.find()) {
                        words.add(new Word(
                                kind(word.group()),
                                word.group(),
                                token.start() + word.start(),
                                token.start() + word.end()));
                    }
                }
            }
        }
        return words;
    }

    private static Kind kind(String text) {
        int first = text.codePointAt(0);
        return Character.isLetter(first) || first == '_'
                ? Kind.NAME
                : Character.isDigit(first) ? Kind.NUMBER : Kind.SIGN;
    }
}
