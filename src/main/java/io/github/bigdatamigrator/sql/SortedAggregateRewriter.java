package io.github.bigdatamigrator.sql;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Qualifies columns inside of aggregates in ORDER BY and HAVING. In {@code SELECT country, SUM(total) AS total … ORDER
 * BY SUM(total)} the last name is the table's column by standard SQL, but the alias for Spark, which then fails. A name
 * that several tables have stays.
 */
final class SortedAggregateRewriter {
    private static final String NAME = "`?([\\p{L}_][\\p{L}\\p{N}_]*)`?";
    private static final Pattern ALIAS = Pattern.compile("(?i)\\bas\\s+" + NAME);
    private static final Pattern RELATION =
            Pattern.compile("(?i)(?:\\b(?:from|join)\\s+|,\\s*)" + NAME + "(?:\\s+(?:as\\s+)?" + NAME + ")?");
    private static final Pattern CLAUSE = Pattern.compile("(?i)\\b(?:order\\s+by|having)\\b");
    private static final Set<String> NO_ALIAS = SqlIdentifiers.words("""
        on where group order join inner left right full cross using having limit natural lateral semi anti union intersect except
        minus qualify pivot unpivot tablesample window sort distribute cluster offset\
        """);

    private SortedAggregateRewriter() {}

    /** The statement with such names qualified; the same text if there are none. */
    static String rewrite(String sql, List<SqlTable> tables) {
        String code = SqlLexer.blanked(sql, SqlToken.Kind.STRING, SqlToken.Kind.COMMENT);
        Map<String, String> qualified = qualified(code, tables);
        Map<Integer, String> inserted = new TreeMap<>();
        Matcher clause = CLAUSE.matcher(code);
        while (!qualified.isEmpty() && clause.find()) {
            int end = endOfClause(code, clause.end());
            qualified.forEach((column, table) -> {
                Matcher name = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_.`])`?" + Pattern.quote(column)
                                + "(?![\\p{L}\\p{N}_])(?!`?\\s*[(.])")
                        .matcher(code);
                name.region(clause.end(), end).useTransparentBounds(true);
                while (name.find()) {
                    if (within(code, clause.end(), name.start())) {
                        inserted.put(name.start(), table + ".");
                    }
                }
            });
        }
        StringBuilder read = new StringBuilder(sql);
        List<Integer> places = List.copyOf(inserted.keySet());
        for (int i = places.size() - 1; i >= 0; i--) {
            read.insert(places.get(i).intValue(), inserted.get(places.get(i)));
        }
        return read.toString();
    }

    /** Columns whose names are aliases too, with the name by which the statement calls their one table. */
    private static Map<String, String> qualified(String code, List<SqlTable> tables) {
        Set<String> aliases = new HashSet<>();
        ALIAS.matcher(code).results().forEach(alias -> aliases.add(fold(alias.group(1))));
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        Matcher relation = RELATION.matcher(code);
        int from = 0;
        while (relation.find(from)) {
            String called = relation.group(2);
            boolean named = called != null && !NO_ALIAS.contains(fold(called));
            String name = relation.group(1);
            for (SqlTable table : tables) {
                if (fold(table.sqlName()).equals(fold(name))) {
                    String by = SqlIdentifiers.quote(named && called != null ? called : name);
                    table.columns().stream()
                            .map(column -> fold(column.sqlName()))
                            .filter(aliases::contains)
                            .forEach(column -> owners.computeIfAbsent(column, any -> new HashSet<>())
                                    .add(by));
                }
            }
            // The word after a table may begin the next relation.
            from = relation.end(1);
        }
        Map<String, String> qualified = new LinkedHashMap<>();
        owners.forEach((column, names) -> {
            if (names.size() == 1) {
                qualified.put(column, names.iterator().next());
            }
        });
        return qualified;
    }

    /** The end of the parentheses around the clause, or of the statement. */
    private static int endOfClause(String code, int from) {
        int depth = 0;
        for (int i = from; i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return code.length();
    }

    /** Whether a place lies in parentheses that open after the start. */
    private static boolean within(String code, int from, int place) {
        int depth = 0;
        for (int i = from; i < place; i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
        }
        return depth > 0;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
