package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds the table name to columns in ORDER BY and HAVING aggregates that Spark would resolve to an alias of the same
 * name. In {@code SELECT country, SUM(total) AS total … ORDER BY SUM(total)} the last name is the table's column by
 * standard SQL, but the alias for Spark, which then fails. A name that several tables have stays.
 */
final class ShadowedColumnRewriter {
    private static final String NAME = "`?([\\p{L}_][\\p{L}\\p{N}_]*)`?";
    private static final Pattern ALIAS = Pattern.compile("(?i)\\bas\\s+" + NAME);
    private static final Pattern RELATION =
            Pattern.compile("(?i)(?:\\b(?:from|join)\\s+|,\\s*)" + NAME + "(?:\\s+(?:as\\s+)?" + NAME + ")?");
    private static final Pattern CLAUSE = Pattern.compile("(?i)\\b(?:order\\s+by|having)\\b");
    private static final Set<String> NO_ALIAS = SqlIdentifiers.words("""
        on where group order join inner left right full cross using having limit natural lateral semi anti union
        intersect except minus qualify pivot unpivot tablesample window sort distribute cluster offset
        """);

    private static final String AMBIGUOUS = "";

    private ShadowedColumnRewriter() {}

    /** The statement with such names qualified; the same text if there are none. */
    static String rewrite(String sql, List<SqlTable> tables) {
        String code = SqlLexer.blanked(sql, SqlToken.Kind.STRING, SqlToken.Kind.COMMENT);
        Map<String, String> qualified = qualified(code, tables);
        int[] depths = depths(code);
        Map<Integer, String> inserted = new TreeMap<>(Comparator.reverseOrder());
        Matcher clause = CLAUSE.matcher(code);
        while (!qualified.isEmpty() && clause.find()) {
            int start = clause.end();
            int last = start;
            while (last < code.length() && depths[last + 1] >= depths[start]) {
                last++;
            }
            int end = last;
            qualified.forEach((column, table) -> {
                Matcher name = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_.`])`?" + Pattern.quote(column)
                                + "(?![\\p{L}\\p{N}_])(?!`?\\s*[(.])")
                        .matcher(code);
                name.region(start, end).useTransparentBounds(true);
                while (name.find()) {
                    if (depths[name.start()] > depths[start]) {
                        inserted.put(name.start(), table + ".");
                    }
                }
            });
        }
        StringBuilder rewritten = new StringBuilder(sql);
        inserted.forEach(rewritten::insert);
        return rewritten.toString();
    }

    /** The number of open parentheses before each position. */
    private static int[] depths(String code) {
        int[] depths = new int[code.length() + 1];
        for (int i = 0; i < code.length(); i++) {
            depths[i + 1] = depths[i] + (code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0);
        }
        return depths;
    }

    /** Columns whose names are aliases too, with the name by which the statement calls their one table. */
    private static Map<String, String> qualified(String code, List<SqlTable> tables) {
        Set<String> aliases = new HashSet<>();
        ALIAS.matcher(code).results().forEach(alias -> aliases.add(fold(alias.group(1))));
        Map<String, String> qualified = new LinkedHashMap<>();
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
                            .forEach(column ->
                                    qualified.merge(column, by, (one, other) -> one.equals(other) ? one : AMBIGUOUS));
                }
            }
            // The word after a table may begin the next relation.
            from = relation.end(1);
        }
        qualified.values().removeIf(AMBIGUOUS::equals);
        return qualified;
    }
}
