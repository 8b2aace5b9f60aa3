package io.github.bigdatamigrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Outlines the outermost SELECT of a statement by its text: the items of its list, whether it groups, and how it orders
 * and limits its rows.
 *
 * @param items the expressions of the SELECT list without aliases; empty for several SELECTs or a star
 * @param aliases the alias of each item, or its last name, in lower case; empty where it has none
 * @param grouped whether it has a GROUP BY
 * @param order the sort keys, first one first
 * @param limit the number of rows, or -1
 * @param offset the rows skipped before the first
 */
public record SqlOutline(
        List<String> items, List<String> aliases, boolean grouped, List<SortKey> order, long limit, long offset) {
    private static final Pattern CLAUSE = Pattern.compile("(?iU)\\b(select|from|where|group\\s+by|having|window|qualify"
            + "|order\\s+by|limit|offset|union|intersect|except|minus)\\b");
    private static final Pattern ALIAS =
            Pattern.compile("(?isU)^(.*?[\\w`)'\"])\\s+(?:as\\s+)?(`[^`]+`|(?!end\\b)[\\p{L}_]\\w*)$");
    private static final Pattern NAME = Pattern.compile("(?U)(?:(?:`[^`]+`|\\w+)\\s*\\.\\s*)*(`[^`]+`|\\w+)");
    private static final Pattern DIRECTION = Pattern.compile("(?isU)^(.*?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+\\w+)?$");
    private static final Pattern AGGREGATE = Pattern.compile("(?i)\\b(?:sum|avg|mean|count|count_if|min|max|median|mode"
            + "|percentile\\w*|std\\w*|var\\w*|corr|max_by|min_by|approx_\\w+|any_value|first|last|collect_\\w+"
            + "|listagg)"
            + "\\s*\\(");

    public SqlOutline {
        items = List.copyOf(items);
        aliases = List.copyOf(aliases);
        order = List.copyOf(order);
    }

    /** @param expression a name, a position, or any expression */
    public record SortKey(String expression, boolean descending) {}

    /** The outline of a statement; what cannot be determined is left empty. */
    public static SqlOutline of(String sql) {
        String list = "";
        String orderBy = "";
        String limit = "";
        String offset = "";
        boolean grouped = false;
        boolean several = false;
        List<MatchResult> clauses = CLAUSE.matcher(flat(sql)).results().toList();
        for (int i = 0; i < clauses.size(); i++) {
            MatchResult clause = clauses.get(i);
            int end = i + 1 < clauses.size() ? clauses.get(i + 1).start() : sql.length();
            String body = sql.substring(clause.end(), end);
            switch (clause.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
                case "select" -> list = body;
                case "group by" -> grouped = true;
                case "order by" -> orderBy = body;
                case "limit" -> limit = body;
                case "offset" -> offset = body;
                case "union", "intersect", "except", "minus" -> several = true;
                default -> {}
            }
        }
        List<String> items = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        boolean known = !several && !list.isBlank();
        for (String item : known ? parts(list.replaceFirst("(?i)^\\s*distinct\\b", "")) : List.<String>of()) {
            Matcher alias = ALIAS.matcher(item);
            boolean named = alias.matches();
            String expression = named ? alias.group(1).strip() : item;
            known &= !expression.equals("*") && !expression.endsWith(".*");
            items.add(expression);
            aliases.add(named ? bare(alias.group(2)) : name(expression));
        }
        List<SortKey> order = orderBy.isBlank()
                ? List.of()
                : parts(orderBy).stream().map(SqlOutline::sortKey).toList();
        return new SqlOutline(
                known ? items : List.of(),
                known ? aliases : List.of(),
                grouped,
                order,
                number(limit, -1),
                number(offset, 0));
    }

    /** The statement without the LIMIT of its outermost SELECT; the same text if it has none, or an OFFSET too. */
    public static String withoutLimit(String sql) {
        String flat = flat(sql);
        List<MatchResult> clauses = CLAUSE.matcher(flat).results().toList();
        int last = clauses.size() - 1;
        boolean limited = last >= 0 && clauses.get(last).group(1).equalsIgnoreCase("limit");
        return limited ? sql.substring(0, clauses.get(last).start()).stripTrailing() : sql;
    }

    /** Whether an item is computed from several rows. */
    public boolean isAggregate(int item) {
        return item < items.size() && AGGREGATE.matcher(items.get(item)).find();
    }

    /** Whether an item is an expression and not a column as it is stored; unknown items are none. */
    public boolean isComputed(int item) {
        return item < items.size() && !NAME.matcher(items.get(item)).matches();
    }

    /**
     * The index of the item that the sort key names: by position, by the column of the result, or as the same
     * expression.
     *
     * @return -1 if no item is meant
     */
    public int item(SortKey key, List<String> columns) {
        String expression = key.expression();
        if (expression.matches("[0-9]{1,4}")) {
            int position = Integer.parseInt(expression);
            return position >= 1 && position <= columns.size() ? position - 1 : -1;
        }
        String name = name(expression);
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).equalsIgnoreCase(name)
                        || (i < items.size() && squeezed(items.get(i)).equals(squeezed(expression))))
                .findFirst()
                .orElse(-1);
    }

    private static String squeezed(String expression) {
        return expression.replaceAll("[\\s`]+", "").toLowerCase(Locale.ROOT);
    }

    private static SortKey sortKey(String text) {
        Matcher key = DIRECTION.matcher(text);
        return key.matches()
                ? new SortKey(key.group(1).strip(), "desc".equalsIgnoreCase(key.group(2)))
                : new SortKey(text, false);
    }

    private static long number(String text, long otherwise) {
        String digits = SqlLexer.blanked(text, SqlToken.Kind.COMMENT).strip();
        return digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) : otherwise;
    }

    /** The last name of a column reference; empty for another expression. */
    private static String name(String expression) {
        Matcher name = NAME.matcher(expression.strip());
        return name.matches() ? bare(name.group(1)) : "";
    }

    private static String bare(String name) {
        return name.replace("`", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The statement with blanks for comments, strings, quoted names and all in parentheses; positions stay the same.
     */
    private static String flat(String sql) {
        StringBuilder flat = new StringBuilder(
                SqlLexer.blanked(sql, SqlToken.Kind.STRING, SqlToken.Kind.IDENTIFIER, SqlToken.Kind.COMMENT));
        int depth = 0;
        for (int i = 0; i < flat.length(); i++) {
            char letter = flat.charAt(i);
            depth -= letter == ')' && depth > 0 ? 1 : 0;
            if (depth > 0) {
                flat.setCharAt(i, ' ');
            }
            depth += letter == '(' ? 1 : 0;
        }
        return flat.toString();
    }

    /** Splits at commas outside parentheses; comments are left out. */
    private static List<String> parts(String list) {
        String bare = SqlLexer.blanked(list, SqlToken.Kind.COMMENT);
        String flat = flat(bare);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int comma = flat.indexOf(','); comma >= 0; comma = flat.indexOf(',', comma + 1)) {
            parts.add(bare.substring(from, comma).strip());
            from = comma + 1;
        }
        parts.add(bare.substring(from).strip());
        return parts;
    }
}
