package io.github.bigdatamigrator.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Quotes identifiers for Spark and PostgreSQL, and finds them in statements. */
public final class SqlIdentifiers {
    /** Reserved words of Spark's ANSI dialect. */
    static final Set<String> RESERVED = words("""
        all and anti any as authorization between both by case cast check collate column constraint create cross current_date
        current_time current_timestamp current_user distinct else end escape except exists false fetch filter for foreign from
        full grant group having if in inner intersect interval into is join lateral leading left like limit minus natural not null
        offset on only or order outer overlaps primary references right select semi session_user setminus some table then to
        trailing true union unique unknown user using values when where with within\
        """);

    /** Keywords that are valid identifiers, but make a statement hard to read. */
    private static final Set<String> KEYWORDS = words("""
        alter array asc cube date default delete desc describe drop function grouping insert key map of partition qualify range
        rollup row rows set struct tablesample time timestamp update window\
        """);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SqlIdentifiers() {}

    /** The name in backticks, for Spark. */
    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The name in double quotes, as standard SQL and PostgreSQL have it. */
    public static String quoteStandard(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * The name for Spark, in backticks only if it is a keyword or has characters other than letters, digits and
     * underscores.
     */
    public static String quoteIfNeeded(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return isPlain(name) && !RESERVED.contains(folded) && !KEYWORDS.contains(folded) ? name : quote(name);
    }

    /** Whether the name has only ASCII letters, digits and underscores, and no digit first. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** A column alias made of words: {@code number of orders} becomes {@code number_of_orders}. */
    public static String alias(String words) {
        return quoteIfNeeded(words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_"));
    }

    /** Whether the SQL text contains the name as a whole word, in any case. */
    public static boolean mentioned(String name, CharSequence sql) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql)
                .find();
    }

    static Set<String> words(String words) {
        return Set.of(words.split("\\s+"));
    }
}
