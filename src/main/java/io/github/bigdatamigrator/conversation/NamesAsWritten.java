package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SQL that calls tables and columns as their files do ({@code `Net Amount (EUR)`}), or quotes names as other dialects do
 * ({@code "Net Amount"}, which Spark takes for a text), in the names that Spark knows. What it changes are names of this data alone; a
 * statement that uses Spark's names comes back as it is.
 */
final class NamesAsWritten {
    private static final Pattern COMPARED = Pattern.compile("(?is)(=|<>|!=|<|>|\\blike|\\bilike|\\bin\\s*\\(.*)\\s*$");
    private static final Pattern NAMED = Pattern.compile("(?is)\\b(as|from|join)\\s*$");
    private static final Pattern ALIASED = Pattern.compile("(?is)\\bas\\s*$");
    private static final String BEFORE = "((?<![\\p{L}\\p{N}_]))";
    private static final String BEHIND = "(?![\\p{L}\\p{N}_]|\\s*\\(|\\s+by\\b)";

    private final List<SqlText.Part> parts;
    private final Map<String, String> sqlNames = new HashMap<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private NamesAsWritten(String sql, DataContext context) {
        parts = SqlText.parts(sql);
        for (TableProfile table : context.tables()) {
            know(table.name(), table.sqlName(), tables);
            for (ColumnProfile column : table.columns()) {
                know(column.name(), column.sqlName(), columns);
            }
        }
        context.tables().forEach(table -> {
            sqlNames.remove(fold(table.sqlName()));
            table.columns().forEach(column -> sqlNames.remove(fold(column.sqlName())));
        });
    }

    private void know(String name, String sqlName, Map<String, String> changed) {
        known.add(fold(name));
        known.add(fold(sqlName));
        if (!fold(name).equals(fold(sqlName))) {
            sqlNames.putIfAbsent(fold(name), sqlName);
            changed.putIfAbsent(name, sqlName);
        }
    }

    /**
     * The statement in the ways in which it can be meant, the likeliest first: the first that can be analysed is the one. Never empty.
     */
    static List<String> readings(String sql, DataContext context) {
        NamesAsWritten names = new NamesAsWritten(sql, context);
        Set<String> readings = new LinkedHashSet<>();
        readings.add(names.quoted(Set.of()));
        readings.add(names.quoted(names.aliases()));
        NamesAsWritten bare = new NamesAsWritten(names.quoted(Set.of()), context);
        readings.add(bare.unquoted(name -> (name.contains(".") ? "(\\b|\\.)" : "(\\.)") + Pattern.quote(name) + "\\b"));
        readings.add(bare.unquoted(name -> BEFORE + Pattern.quote(name) + BEHIND));
        return List.copyOf(readings);
    }

    /**
     * Quoted names in Spark's words.
     *
     * @param aliases names that mean the statement's own column once it has been named
     */
    private String quoted(Set<String> aliases) {
        boolean ansi = false;
        for (int i = 0; i < parts.size(); i++) {
            ansi |= doubleQuoted(i) && surelyName(i);
        }
        Set<String> own = ownNames();
        Set<String> named = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            SqlText.Part part = parts.get(i);
            String name = fold(content(part));
            boolean quoted = part.kind() == SqlText.Kind.NAME || (doubleQuoted(i) && name(i, name, ansi, own));
            if (!quoted) {
                text.append(part.text());
                continue;
            }
            boolean alias = ALIASED.matcher(before(i)).find();
            boolean itself = alias || (named.contains(name) && aliases.contains(name));
            text.append('`')
                    .append((itself ? content(part) : sqlNames.getOrDefault(name, content(part))).replace("`", "``"))
                    .append('`');
            if (alias) {
                named.add(name);
            }
        }
        return text.toString();
    }

    private boolean name(int part, String name, boolean ansi, Set<String> own) {
        return surelyName(part)
                || own.contains(name)
                || (known.contains(name)
                        && (ansi || !COMPARED.matcher(before(part)).find()));
    }

    /** Names that the statement gives to columns in double quotes. */
    private Set<String> ownNames() {
        Set<String> own = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (doubleQuoted(i) && ALIASED.matcher(before(i)).find()) {
                own.add(fold(content(parts.get(i))));
            }
        }
        return own;
    }

    private Set<String> aliases() {
        Set<String> aliases = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (ALIASED.matcher(before(i)).find()) {
                aliases.add(fold(content(parts.get(i))));
            }
        }
        return aliases;
    }

    private boolean doubleQuoted(int part) {
        return parts.get(part).text().length() > 2 && parts.get(part).text().startsWith("\"");
    }

    private boolean surelyName(int part) {
        String before = before(part);
        boolean dotted = before.endsWith(".")
                || (part + 1 < parts.size() && parts.get(part + 1).text().startsWith("."));
        return dotted || NAMED.matcher(before).find();
    }

    private String before(int part) {
        for (int i = part - 1; i >= 0; i--) {
            if (parts.get(i).kind() != SqlText.Kind.COMMENT) {
                return parts.get(i).kind() == SqlText.Kind.CODE ? parts.get(i).text() : "";
            }
        }
        return "";
    }

    private static String content(SqlText.Part part) {
        String text = part.text();
        return text.length() < 2 ? "" : text.substring(1, text.length() - 1).replace("``", "`");
    }

    /**
     * Names without quotes that are words of SQL, hold points or have letters that Spark wants quoted.
     *
     * @param place the pattern of a column's name where it is one, behind a group that stays
     */
    private String unquoted(UnaryOperator<String> place) {
        List<String> texts = new ArrayList<>();
        for (SqlText.Part part : parts) {
            String text = part.text();
            if (part.kind() == SqlText.Kind.CODE) {
                for (Map.Entry<String, String> table : tables.entrySet()) {
                    text = replaced(text, "(?i)(\\b(?:from|join)\\s+)" + Pattern.quote(table.getKey()) + "\\b", table);
                }
                for (Map.Entry<String, String> column : columns.entrySet()) {
                    text = replaced(text, "(?i)" + place.apply(column.getKey()), column);
                }
            }
            texts.add(text);
        }
        return String.join("", texts);
    }

    private static String replaced(String text, String pattern, Map.Entry<String, String> name) {
        return text.replaceAll(pattern, "$1" + Matcher.quoteReplacement(name.getValue()));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
