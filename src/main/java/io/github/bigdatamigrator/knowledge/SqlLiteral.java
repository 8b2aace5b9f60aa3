package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number or text in a statement, and what it is compared with.
 *
 * @param value the number as written, or the text without its quotes
 * @param start position of the first character, after a quote
 * @param end position after the last character, before a quote
 * @param operator {@code =}, {@code <}, {@code in}, {@code like}, {@code between}, {@code limit}, {@code interval} and
 *     so on; empty if it is not compared
 * @param operand the names in the expression that it is compared with, folded: {@code year(o.order_date)} is year, o,
 *     order_date
 */
record SqlLiteral(String value, boolean text, int start, int end, String operator, List<String> operand) {
    /** The functions that only convert a literal. */
    private static final Set<String> CONVERSIONS =
            Set.of("date", "timestamp", "to_date", "to_timestamp", "cast", "try_cast", "lower", "upper", "trim");

    private static final Set<String> DATE_FUNCTIONS =
            Set.of("date_sub", "date_add", "dateadd", "add_months", "timestampadd");

    private static final Pattern CODE = Pattern.compile(
            "(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|([\\p{L}_][\\p{L}\\p{N}_]*)" + "|(<=>|<=|>=|<>|!=|==|\\|\\||\\S)");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "<=>", "<", ">", "<=", ">=", "<>", "!=");
    private static final Set<String> ENDS_BETWEEN =
            Set.of("and", "or", "where", "on", "when", "having", "then", "else", "select");

    SqlLiteral {
        operand = List.copyOf(operand);
    }

    /**
     * A word of a statement.
     *
     * @param end position after the last character
     */
    record Word(Kind kind, String text, int start, int end) {
        enum Kind {
            NAME,
            TEXT,
            NUMBER,
            SIGN
        }

        boolean isName(String... names) {
            return kind == Kind.NAME && Set.of(names).contains(SqlIdentifiers.fold(text));
        }
    }

    /** Names, texts, numbers and signs in order; comments are left out. Quoted names have no quotes. */
    static List<Word> words(String sql) {
        List<Word> words = new ArrayList<>();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            int end = token.start() + token.text().length();
            switch (token.kind()) {
                case STRING -> words.add(new Word(Word.Kind.TEXT, token.value(), token.start(), end));
                case IDENTIFIER -> words.add(new Word(Word.Kind.NAME, token.identifier(), token.start(), end));
                case COMMENT -> {}
                case CODE -> {
                    Matcher word = CODE.matcher(token.text());
                    while (word.find()) {
                        Word.Kind kind = word.group(1) != null
                                ? Word.Kind.NUMBER
                                : word.group(2) != null ? Word.Kind.NAME : Word.Kind.SIGN;
                        words.add(
                                new Word(kind, word.group(), token.start() + word.start(), token.start() + word.end()));
                    }
                }
            }
        }
        return words;
    }

    /** The literals of a statement in order. */
    static List<SqlLiteral> in(String sql) {
        Reader reader = new Reader(words(sql));
        List<SqlLiteral> literals = new ArrayList<>();
        for (int i = 0; i < reader.words.size(); i++) {
            Word.Kind kind = reader.words.get(i).kind();
            if (kind == Word.Kind.TEXT || kind == Word.Kind.NUMBER) {
                literals.add(reader.literal(i));
            }
        }
        return literals;
    }

    /** Whether it is compared with something that has a name. */
    boolean isCompared() {
        return !operand.isEmpty();
    }

    /** Finds what the literals of one statement are compared with. */
    private record Reader(List<Word> words) {
        SqlLiteral literal(int at) {
            int left = at - 1;
            int right = at + 1;
            while (true) {
                if (word(left).isName("date", "timestamp")) {
                    left--;
                } else if (isSign(left, "(")
                        && CONVERSIONS.contains(
                                SqlIdentifiers.fold(word(left - 1).text()))) {
                    right = closing(left) + 1;
                    left -= 2;
                } else {
                    break;
                }
            }
            Word before = word(left);
            if (before.isName("limit")) {
                return compared(at, "limit", Set.of());
            }
            if (before.isName("interval") || DATE_FUNCTIONS.contains(enclosingFunction(left))) {
                return compared(at, "interval", Set.of());
            }
            if (COMPARISONS.contains(before.text())) {
                return compared(at, before.text(), operandBefore(left - 1));
            }
            if (before.isName("like", "ilike")) {
                return compared(at, "like", operandBefore(withoutNot(left - 1)));
            }
            int list = openingOfList(left);
            if (word(list).isName("in")) {
                return compared(at, "in", operandBefore(withoutNot(list - 1)));
            }
            int between = before.isName("between") ? left : before.isName("and") ? betweenBefore(left - 1) : -1;
            if (between >= 0) {
                return compared(at, "between", operandBefore(withoutNot(between - 1)));
            }
            if (COMPARISONS.contains(word(right).text())) {
                return compared(at, word(right).text(), operandAfter(right + 1));
            }
            return compared(at, "", Set.of());
        }

        private SqlLiteral compared(int at, String operator, Set<String> operand) {
            Word word = words.get(at);
            boolean text = word.kind() == Word.Kind.TEXT;
            int quote = text ? 1 : 0;
            return new SqlLiteral(
                    word.text(), text, word.start() + quote, word.end() - quote, operator, List.copyOf(operand));
        }

        private Word word(int at) {
            return at < 0 || at >= words.size() ? new Word(Word.Kind.SIGN, "", 0, 0) : words.get(at);
        }

        private boolean isSign(int at, String sign) {
            return word(at).kind() == Word.Kind.SIGN && word(at).text().equals(sign);
        }

        private String enclosingFunction(int left) {
            int depth = 0;
            for (int i = left; i >= 0; i--) {
                depth += isSign(i, ")") ? 1 : isSign(i, "(") ? -1 : 0;
                if (depth < 0) {
                    return SqlIdentifiers.fold(word(i - 1).text());
                }
            }
            return "";
        }

        private int withoutNot(int at) {
            return word(at).isName("not") ? at - 1 : at;
        }

        private int closing(int open) {
            int depth = 0;
            for (int i = open; i < words.size(); i++) {
                depth += isSign(i, "(") ? 1 : isSign(i, ")") ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
            return words.size();
        }

        /** The word before the parenthesis of a list of literals that goes on to the left of this one. */
        private int openingOfList(int left) {
            int at = left;
            while (at >= 0 && !isSign(at, "(")) {
                Word.Kind kind = word(at).kind();
                boolean inList = isSign(at, ",") || kind == Word.Kind.TEXT || kind == Word.Kind.NUMBER;
                if (!inList && !word(at).isName("date", "timestamp")) {
                    return -1;
                }
                at--;
            }
            return at - 1;
        }

        private int betweenBefore(int from) {
            for (int i = from; i >= 0; i--) {
                if (word(i).isName("between")) {
                    return i;
                }
                if (word(i).kind() == Word.Kind.NAME && ENDS_BETWEEN.contains(SqlIdentifiers.fold(word(i).text()))) {
                    return -1;
                }
            }
            return -1;
        }

        private Set<String> operandBefore(int end) {
            int at = end;
            if (isSign(at, ")")) {
                int depth = 0;
                do {
                    depth += isSign(at, ")") ? 1 : isSign(at, "(") ? -1 : 0;
                    at--;
                } while (depth > 0 && at >= 0);
                at = word(at).kind() == Word.Kind.NAME ? at : at + 1;
            }
            while (isSign(at - 1, ".")) {
                at -= 2;
            }
            return names(Math.max(0, at), end);
        }

        private Set<String> operandAfter(int start) {
            int at = start;
            while (isSign(at + 1, ".")) {
                at += 2;
            }
            return names(start, isSign(at + 1, "(") ? closing(at + 1) : at);
        }

        private Set<String> names(int from, int to) {
            Set<String> names = new LinkedHashSet<>();
            for (int i = from; i <= to && i < words.size(); i++) {
                if (word(i).kind() == Word.Kind.NAME) {
                    names.add(SqlIdentifiers.fold(word(i).text()));
                }
            }
            return names;
        }
    }
}
