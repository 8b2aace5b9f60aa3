package io.github.bigdatamigrator.sql;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotes identifiers for Spark and PostgreSQL, makes identifiers that need no quotes, and finds identifiers in
 * statements.
 */
public final class SqlIdentifiers {
    /** Reserved words of Spark's ANSI dialect. */
    private static final Set<String> RESERVED = words("""
        all and anti any as authorization between both by case cast check collate column constraint create cross
        current_date current_time current_timestamp current_user distinct else end escape except exists false fetch
        filter for foreign from full grant group having if in inner intersect interval into is join lateral leading
        left like limit minus natural not null offset on only or order outer overlaps primary references right select
        semi session_user setminus some table then to trailing true union unique unknown user using values when where
        with within
        """);

    /** Keywords that are valid identifiers, but make a statement hard to read. */
    private static final Set<String> KEYWORDS = words("""
        alter array asc cube date default delete desc describe drop function grouping insert key map of partition
        qualify range rollup row rows set struct tablesample time timestamp update window
        """);

    private static final Pattern PART = Pattern.compile("\\G(?:`((?:[^`]|``)+)`|([^.`]+))(?:\\.|$)");
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
        return isPlain(name) && !isKeyword(name) ? name : quote(name);
    }

    /** The SQL without backticks that no name needs. */
    public static String withoutNeedlessQuotes(String sql) {
        StringBuilder text = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            text.append(token.kind() == SqlToken.Kind.IDENTIFIER ? quoteIfNeeded(token.identifier()) : token.text());
        }
        return text.toString();
    }

    /** Whether the word is reserved in Spark's ANSI dialect, so that it names nothing without quotes. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(fold(word));
    }

    /** Whether the word is a keyword of Spark's dialect, reserved or not. */
    public static boolean isKeyword(String word) {
        return RESERVED.contains(fold(word)) || KEYWORDS.contains(fold(word));
    }

    /** Whether the name has only ASCII letters, digits and underscores, and no digit first. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** The parts of a name with points, such as {@code lake.sales.`a.b`}; empty if it is none. Quotes are taken off. */
    public static Optional<List<String>> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(name);
        int end = 0;
        while (part.find()) {
            parts.add(
                    part.group(1) == null
                            ? part.group(2).strip()
                            : part.group(1).replace("``", "`"));
            end = part.end();
        }
        return parts.isEmpty() || end < name.length() || name.endsWith(".") ? Optional.empty() : Optional.of(parts);
    }

    /** A column alias made of words: {@code number of orders} becomes {@code number_of_orders}. */
    public static String columnAlias(String words) {
        return quoteIfNeeded(fold(words).replaceAll("[^\\p{L}\\p{N}]+", "_"));
    }

    /** Whether the SQL text contains the name as a whole word, in any case. */
    public static boolean mentioned(String name, CharSequence sql) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql)
                .find();
    }

    /**
     * Makes SQL names that need no quotes: {@code Größe (cm)} becomes {@code Grosse_cm}, {@code order} becomes
     * {@code order_}, a second {@code a} becomes {@code a_2}. Upper and lower case are kept, but names that differ only
     * by case count as equal.
     *
     * @return one name for each name, in the same order
     */
    public static List<String> unquotedNames(List<String> names) {
        List<String> plain = names.stream().map(SqlIdentifiers::unquoted).toList();
        Set<String> wanted = new HashSet<>();
        plain.forEach(name -> wanted.add(fold(name)));
        Set<String> taken = new HashSet<>();
        List<String> result = new ArrayList<>(names.size());
        for (String name : plain) {
            String chosen = name;
            for (int i = 2; !taken.add(fold(chosen)); i++) {
                chosen = name + (name.endsWith("_") ? "" : "_") + i;
                while (wanted.contains(fold(chosen))) {
                    chosen = name + "_" + ++i;
                }
            }
            result.add(chosen);
        }
        return result;
    }

    private static String unquoted(String name) {
        String safe = isPlain(name) ? name : spelled(name);
        return RESERVED.contains(fold(safe)) ? safe + "_" : safe;
    }

    private static String spelled(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace('ø', 'o')
                .replace('Ø', 'O')
                .replace('ł', 'l')
                .replace('Ł', 'L');
        String safe = ascii.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+(?=.)|(?<=.)_+$", "");
        return safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
    }

    /** The form in which identifiers are compared; Spark ignores case. */
    public static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static Set<String> words(String words) {
        return Set.of(words.strip().split("\\s+"));
    }
}
