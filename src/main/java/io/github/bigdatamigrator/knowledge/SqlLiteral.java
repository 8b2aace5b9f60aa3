package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.sql.SqlWords.Kind;
import io.github.bigdatamigrator.sql.SqlWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final Set<String> COMPARISONS = Set.of("=", "==", "<=>", "<", ">", "<=", ">=", "<>", "!=");
    private static final Set<String> ENDS_BETWEEN =
            Set.of("and", "or", "where", "on", "when", "having", "then", "else", "select");

    SqlLiteral {
        operand = List.copyOf(operand);
    }

    /** The literals of a statement in order. */
    static List<SqlLiteral> in(String sql) {
        Reader reader = new Reader(SqlWords.of(sql));
        List<SqlLiteral> literals = new ArrayList<>();
        for (int i = 0; i < reader.words.size(); i++) {
            if (reader.isLiteral(i)) {
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
                if (isKeyword(left, "date", "timestamp")) {
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
            if (isKeyword(left, "limit")) {
                return compared(at, "limit", Set.of());
            }
            if (isKeyword(left, "interval") || DATE_FUNCTIONS.contains(enclosingFunction(left))) {
                return compared(at, "interval", Set.of());
            }
            if (COMPARISONS.contains(before.text())) {
                return compared(at, before.text(), operandBefore(left - 1));
            }
            if (isKeyword(left, "like", "ilike")) {
                return compared(at, "like", operandBefore(withoutNot(left - 1)));
            }
            int list = openingOfList(left);
            if (isKeyword(list, "in")) {
                return compared(at, "in", operandBefore(withoutNot(list - 1)));
            }
            int between = isKeyword(left, "between") ? left : isKeyword(left, "and") ? betweenBefore(left - 1) : -1;
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
            boolean text = word.kind() == Kind.STRING;
            int quote = text ? 1 : 0;
            return new SqlLiteral(
                    word.value(), text, word.start() + quote, word.end() - quote, operator, List.copyOf(operand));
        }

        private Word word(int at) {
            return at < 0 || at >= words.size() ? new Word(Kind.SIGN, "", 0, 0) : words.get(at);
        }

        private boolean isLiteral(int at) {
            Kind kind = word(at).kind();
            return kind == Kind.STRING || kind == Kind.NUMBER;
        }

        private boolean isSign(int at, String sign) {
            return word(at).kind() == Kind.SIGN && word(at).is(sign);
        }

        private boolean isKeyword(int at, String... keywords) {
            return Stream.of(keywords).anyMatch(word(at)::is);
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
            return isKeyword(at, "not") ? at - 1 : at;
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
                boolean inList = isSign(at, ",") || isLiteral(at);
                if (!inList && !isKeyword(at, "date", "timestamp")) {
                    return -1;
                }
                at--;
            }
            return at - 1;
        }

        private int betweenBefore(int from) {
            for (int i = from; i >= 0; i--) {
                if (isKeyword(i, "between")) {
                    return i;
                }
                if (word(i).kind() == Kind.NAME && ENDS_BETWEEN.contains(SqlIdentifiers.fold(word(i).text()))) {
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
                at = word(at).isName() ? at : at + 1;
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
                if (word(i).isName()) {
                    names.add(SqlIdentifiers.fold(word(i).text()));
                }
            }
            return names;
        }
    }
}
