package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
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
 * {@code SELECT country, SUM(total) AS total … ORDER BY SUM(total)}: within the aggregate the name means the column of the table, as
 * standard SQL has it, but Spark takes it for the result's own column and fails. Here it gets its table's name, where one table alone has it.
 */
final class SortedInputs {
    private static final String NAME = "`?([\\p{L}_][\\p{L}\\p{N}_]*)`?";
    private static final Pattern ALIAS = Pattern.compile("(?i)\\bas\\s+" + NAME);
    private static final Pattern RELATION =
            Pattern.compile("(?i)(?:\\b(?:from|join)\\s+|,\\s*)" + NAME + "(?:\\s+(?:as\\s+)?" + NAME + ")?");
    private static final Pattern CLAUSE = Pattern.compile("(?i)\\b(?:order\\s+by|having)\\b");
    private static final Set<String> NO_ALIAS = Set.of(
            "on",
            "where",
            "group",
            "order",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "using",
            "having",
            "limit",
            "natural",
            "lateral",
            "semi",
            "anti",
            "union",
            "intersect",
            "except",
            "minus",
            "qualify",
            "pivot",
            "unpivot",
            "tablesample",
            "window",
            "sort",
            "distribute",
            "cluster",
            "offset");

    private SortedInputs() {}

    /** The statement with such names told apart; the same text where there are none. */
    static String read(String sql, DataContext context) {
        String code = codeOf(sql);
        Map<String, String> qualified = qualified(code, context);
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

    /** The statement with blanks in the place of its texts and comments. */
    private static String codeOf(String sql) {
        StringBuilder code = new StringBuilder();
        for (SqlText.Part part : SqlText.parts(sql)) {
            boolean kept = part.kind() == SqlText.Kind.CODE || part.kind() == SqlText.Kind.NAME;
            code.append(kept ? part.text() : " ".repeat(part.text().length()));
        }
        return code.toString();
    }

    /** Columns that the statement has given to one of its results too, with the name by which it calls their one table. */
    private static Map<String, String> qualified(String code, DataContext context) {
        Set<String> aliases = new HashSet<>();
        ALIAS.matcher(code).results().forEach(alias -> aliases.add(fold(alias.group(1))));
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        Matcher relation = RELATION.matcher(code);
        int from = 0;
        while (relation.find(from)) {
            String called = relation.group(2);
            boolean named = called != null && !NO_ALIAS.contains(fold(called));
            String name = relation.group(1);
            for (TableProfile table : context.tables()) {
                if (fold(table.sqlName()).equals(fold(name))) {
                    String by = "`" + (named && called != null ? called : name) + "`";
                    table.columns().stream()
                            .map(column -> fold(column.sqlName()))
                            .filter(aliases::contains)
                            .forEach(column -> owners.computeIfAbsent(column, any -> new HashSet<>())
                                    .add(by));
                }
            }
            // The word behind a table may begin the next relation.
            from = relation.end(1);
        }
        Map<String, String> qualified = new LinkedHashMap<>();
        owners.forEach((column, tables) -> {
            if (tables.size() == 1) {
                qualified.put(column, tables.iterator().next());
            }
        });
        return qualified;
    }

    /** Where the parenthesis around the clause closes, or the statement ends. */
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

    /** Whether a place lies in parentheses that were opened behind the start. */
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
