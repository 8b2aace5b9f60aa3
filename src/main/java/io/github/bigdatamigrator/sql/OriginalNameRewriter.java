package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replaces original names of tables and columns ({@code `Net Amount (EUR)`}) by their SQL names, and identifiers in
 * double quotes ({@code "Net Amount"}, a string in Spark) by identifiers in backticks. Changes names of the given
 * tables only; a statement with SQL names stays as it is.
 */
final class OriginalNameRewriter {
    private static final Pattern COMPARED = Pattern.compile("(?is)(=|<>|!=|<|>|\\blike|\\bilike|\\bin\\s*\\(.*)\\s*$");
    /** After a keyword, or after a table as its alias. */
    private static final Pattern NAMED =
            Pattern.compile("(?is)\\b(?:as|from|join)\\s*$|\\b(?:from|join)\\s+[\\p{L}_`][\\p{L}\\p{N}_`.]*\\s+$");

    private static final int NEARBY = 200;
    private static final Pattern ALIASED = Pattern.compile("(?is)\\bas\\s*$");
    private static final String BEFORE = "((?<![\\p{L}\\p{N}_]))";
    /** An alias with umlauts is no column; it keeps them in the reading that puts it into backticks. */
    private static final String NO_ALIAS = "(?<!\\bas\\s{1,9})";

    private static final String BEHIND = "(?![\\p{L}\\p{N}_]|\\s*\\(|\\s+by\\b)";

    private final String masked;
    private final List<SqlToken> tokens;
    private final Map<String, String> sqlNames = new HashMap<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private OriginalNameRewriter(String sql, List<SqlTable> known) {
        masked = SqlCall.masked(sql);
        tokens = SqlLexer.tokens(sql);
        for (SqlTable table : known) {
            addName(table.name(), table.sqlName(), tables);
            table.columns().forEach(column -> addName(column.name(), column.sqlName(), columns));
        }
        known.forEach(table -> {
            sqlNames.remove(fold(table.sqlName()));
            table.columns().forEach(column -> sqlNames.remove(fold(column.sqlName())));
        });
    }

    private void addName(String name, String sqlName, Map<String, String> changed) {
        known.add(fold(name));
        known.add(fold(sqlName));
        if (!fold(name).equals(fold(sqlName))) {
            sqlNames.putIfAbsent(fold(name), sqlName);
            changed.putIfAbsent(name, sqlName);
        }
    }

    /** The possible readings, the likeliest first; never empty. */
    static List<String> readings(String sql, List<SqlTable> tables) {
        OriginalNameRewriter names = new OriginalNameRewriter(sql, tables);
        Set<String> readings = new LinkedHashSet<>();
        readings.add(names.quoted(Set.of()));
        readings.add(names.quoted(names.aliases(token -> true)));
        OriginalNameRewriter bare = new OriginalNameRewriter(names.quoted(Set.of()), tables);
        readings.add(bare.unquoted(name -> (name.contains(".") ? "(\\b|\\.)" : "(\\.)") + Pattern.quote(name) + "\\b"));
        readings.add(bare.unquoted(
                name -> BEFORE + (name.matches("\\p{ASCII}*") ? "" : NO_ALIAS) + Pattern.quote(name) + BEHIND));
        return List.copyOf(readings);
    }

    /**
     * The statement with quoted names as SQL names in backticks.
     *
     * @param aliases names that mean the statement's own column from its alias on
     */
    private String quoted(Set<String> aliases) {
        boolean ansi =
                IntStream.range(0, tokens.size()).anyMatch(i -> tokens.get(i).isDoubleQuoted() && isCertainlyName(i));
        Set<String> own = aliases(SqlToken::isDoubleQuoted);
        Set<String> named = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            String original = token.identifier();
            String name = fold(original);
            boolean quoted =
                    token.kind() == SqlToken.Kind.IDENTIFIER || (token.isDoubleQuoted() && isName(i, name, ansi, own));
            if (!quoted) {
                text.append(token.text());
                continue;
            }
            boolean alias = ALIASED.matcher(before(i)).find();
            boolean itself = alias || (named.contains(name) && aliases.contains(name));
            text.append(SqlIdentifiers.quote(itself ? original : sqlNames.getOrDefault(name, original)));
            if (alias) {
                named.add(name);
            }
        }
        return text.toString();
    }

    private boolean isName(int token, String name, boolean ansi, Set<String> own) {
        return isCertainlyName(token)
                || own.contains(name)
                || (known.contains(name)
                        && (ansi || !COMPARED.matcher(before(token)).find()));
    }

    private Set<String> aliases(Predicate<SqlToken> which) {
        return IntStream.range(0, tokens.size())
                .filter(i ->
                        which.test(tokens.get(i)) && ALIASED.matcher(before(i)).find())
                .mapToObj(i -> fold(tokens.get(i).identifier()))
                .collect(Collectors.toSet());
    }

    private boolean isCertainlyName(int token) {
        String before = before(token);
        boolean dotted = before.endsWith(".")
                || (token + 1 < tokens.size() && tokens.get(token + 1).text().startsWith("."));
        int start = tokens.get(token).start();
        return dotted
                || NAMED.matcher(masked.substring(Math.max(0, start - NEARBY), start))
                        .find();
    }

    /** The code directly before a token; comments are skipped. */
    private String before(int token) {
        for (int i = token - 1; i >= 0; i--) {
            if (tokens.get(i).kind() != SqlToken.Kind.COMMENT) {
                return tokens.get(i).kind() == SqlToken.Kind.CODE
                        ? tokens.get(i).text()
                        : "";
            }
        }
        return "";
    }

    /**
     * The statement with unquoted original names replaced: keywords, names with dots, and names with characters that
     * Spark wants quoted.
     *
     * @param place the pattern of a column's name; its first group stays
     */
    private String unquoted(UnaryOperator<String> place) {
        StringBuilder texts = new StringBuilder();
        for (SqlToken token : tokens) {
            String text = token.text();
            if (token.kind() == SqlToken.Kind.CODE) {
                for (Map.Entry<String, String> table : tables.entrySet()) {
                    text = replaced(text, "(?i)(\\b(?:from|join)\\s+)" + Pattern.quote(table.getKey()) + "\\b", table);
                }
                for (Map.Entry<String, String> column : columns.entrySet()) {
                    text = replaced(text, "(?i)" + place.apply(column.getKey()), column);
                }
            }
            texts.append(text);
        }
        return texts.toString();
    }

    private static String replaced(String text, String pattern, Map.Entry<String, String> name) {
        return text.replaceAll(pattern, "$1" + Matcher.quoteReplacement(name.getValue()));
    }
}
