package io.github.bigdatamigrator.guidance;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Pieces of Spark SQL: names and literals. */
final class SqlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> KEYWORDS = Words.set("""
            all alter and anti any array as asc authorization between both by case cast check collate column
            constraint create cross cube current_date current_time current_timestamp current_user date
            default delete desc describe distinct drop else end escape except exists false fetch filter for
            foreign from full function grant group grouping having in inner insert intersect interval into
            is join key lateral leading left like limit map minus natural not null of offset on only or
            order outer overlaps partition primary qualify range references right rollup row rows select
            semi session_user set some struct table tablesample then time timestamp to trailing true union
            unique unknown update user using values when where window with within
            """);

    private SqlText() {}

    /** The name as it must stand in SQL; in backticks only where it would not be read as a name without. */
    static String name(String sqlName) {
        return PLAIN.matcher(sqlName).matches() && !KEYWORDS.contains(sqlName.toLowerCase(Locale.ROOT))
                ? sqlName
                : "`" + sqlName.replace("`", "``") + "`";
    }

    /** A name for a result's column made of words. */
    static String alias(String words) {
        String plain = words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        return name(plain);
    }
}
