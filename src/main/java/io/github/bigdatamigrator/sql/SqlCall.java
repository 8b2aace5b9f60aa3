package io.github.bigdatamigrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes a call of a function in a statement, by its text.
 *
 * @param start the position of the function's name
 * @param end the position after the closing parenthesis
 * @param arguments the texts of the arguments, stripped
 */
record SqlCall(int start, int end, List<String> arguments) {
    SqlCall {
        arguments = List.copyOf(arguments);
    }

    /** The first call of a function from a position on; the names are alternatives of a pattern. */
    static Optional<SqlCall> find(String sql, String names, int from) {
        String masked = masked(sql);
        Matcher call = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_.])(?:" + names + ")\\s*\\(")
                .matcher(masked);
        if (from > sql.length() || !call.find(from)) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        int argument = call.end();
        int depth = 0;
        for (int i = call.end(); i < masked.length(); i++) {
            char letter = masked.charAt(i);
            if (depth == 0 && (letter == ',' || letter == ')')) {
                arguments.add(sql.substring(argument, i).strip());
                argument = i + 1;
                if (letter == ')') {
                    return Optional.of(new SqlCall(call.start(), i + 1, arguments));
                }
            }
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        }
        return Optional.empty();
    }

    /**
     * The statement with calls of a function replaced, from the first to the last. What is inside a call or its
     * replacement is not searched.
     *
     * @param replacement given the statement so far and the call in it; if empty, the call stays
     */
    static String replace(String sql, String names, BiFunction<String, SqlCall, Optional<String>> replacement) {
        String text = sql;
        Optional<SqlCall> found = find(text, names, 0);
        while (found.isPresent()) {
            SqlCall call = found.get();
            String instead = replacement.apply(text, call).orElse(text.substring(call.start(), call.end()));
            text = text.substring(0, call.start()) + instead + text.substring(call.end());
            found = find(text, names, call.start() + instead.length());
        }
        return text;
    }

    /**
     * The statement with calls replaced, inner ones first.
     *
     * @param replacement given the name in lower case and the arguments; if empty, the call stays
     */
    static String replaceNested(
            String sql, String names, BiFunction<String, List<String>, Optional<String>> replacement) {
        return replace(sql, names, (text, call) -> {
            int open = text.indexOf('(', call.start());
            String name = text.substring(call.start(), open).strip().toLowerCase(Locale.ROOT);
            List<String> arguments = call.arguments().equals(List.of(""))
                    ? List.of()
                    : call.arguments().stream()
                            .map(argument -> replaceNested(argument, names, replacement))
                            .toList();
            boolean changed = !arguments.isEmpty() && !arguments.equals(call.arguments());
            return replacement
                    .apply(name, arguments)
                    .or(() -> changed
                            ? Optional.of(text.substring(call.start(), open + 1) + String.join(", ", arguments) + ")")
                            : Optional.empty());
        });
    }

    /** The statement with the letter x for each character of strings and quoted names, and blanks for comments. */
    static String masked(String sql) {
        StringBuilder masked = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            masked.append(
                    switch (token.kind()) {
                        case CODE -> token.text();
                        case STRING, IDENTIFIER -> "x".repeat(token.text().length());
                        case COMMENT -> " ".repeat(token.text().length());
                    });
        }
        return masked.toString();
    }

    /** The value of a text that is one string literal in single quotes. */
    static Optional<String> literal(String text) {
        List<SqlToken> tokens = SqlLexer.tokens(text);
        return tokens.size() == 1 && tokens.get(0).kind() == SqlToken.Kind.STRING && text.startsWith("'")
                ? Optional.of(tokens.get(0).value())
                : Optional.empty();
    }
}
