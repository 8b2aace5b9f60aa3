package io.github.bigdatamigrator.knowledge.exchange;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.sql.SqlWords.Word;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the comments and foreign keys of DDL: {@code COMMENT ON}, {@code COMMENT '…'} of MySQL and Spark, and comments
 * behind the lines of columns.
 */
final class DdlComments {
    private static final Set<String> CONSTRAINTS = Set.of(
            "primary",
            "foreign",
            "constraint",
            "unique",
            "check",
            "key",
            "index",
            "exclude",
            "fulltext",
            "like",
            "period");

    private final String file;
    private final String text;
    private final List<Word> words;
    private final EntryCollector found;
    /** The description of each column by table and name, and of each table under the empty name. */
    private final Map<List<String>, Described> described = new LinkedHashMap<>();

    private record Described(Place place, String text) {}

    DdlComments(String file, String text, DataContext context) {
        this.file = file;
        this.text = text;
        words = SqlWords.of(text);
        found = new EntryCollector(context);
    }

    MeaningEntries read() {
        boolean any = false;
        for (int i = 0; i < words.size(); i++) {
            if (is(i, "create")) {
                int at = i + 1;
                while (is(at, "or")
                        || is(at, "replace")
                        || is(at, "global")
                        || is(at, "temporary")
                        || is(at, "temp")
                        || is(at, "external")
                        || is(at, "unlogged")) {
                    at++;
                }
                if (is(at, "table")) {
                    any = true;
                    table(is(at + 1, "if") ? at + 4 : at + 1);
                }
            } else if (is(i, "comment") && is(i + 1, "on")) {
                any = true;
                comment(i + 2);
            }
        }
        if (!any) {
            found.fault(new Place(file, 1), "there is no CREATE TABLE and no COMMENT ON");
        }
        described.forEach((name, what) ->
                found.describe(what.place(), name.get(0), name.get(1).isEmpty() ? null : name.get(1), what.text()));
        return found.entries(Map.of());
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < words.size() && words.get(at).is(word);
    }

    private Place place(int word) {
        int end = word < words.size() ? words.get(word).start() : text.length();
        return new Place(
                file,
                (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1);
    }

    /** The parts of a name from a word on; each may be in any quotes. */
    private List<String> name(int from) {
        List<String> parts = new ArrayList<>();
        for (int at = from; at < words.size() && isName(at); at += 2) {
            parts.add(named(at));
            if (!is(at + 1, ".")) {
                break;
            }
        }
        return parts;
    }

    private boolean isName(int at) {
        return at < words.size()
                && (words.get(at).isName()
                        || (words.get(at).kind() == SqlWords.Kind.STRING
                                && words.get(at).text().startsWith("\"")));
    }

    private String named(int at) {
        Word word = words.get(at);
        return word.kind() == SqlWords.Kind.STRING
                ? word.text().substring(1, Math.max(1, word.text().length() - 1))
                : word.text();
    }

    private static String last(List<String> name) {
        return name.isEmpty() ? "" : name.get(name.size() - 1);
    }

    /** {@code COMMENT ON COLUMN sales.amount IS '…'} */
    private void comment(int at) {
        boolean column = is(at, "column");
        List<String> name = name(at + 1);
        int is = at + 1 + 2 * name.size() - 1;
        if ((!column && !is(at, "table")) || !is(is, "is") || name.size() < (column ? 2 : 1)) {
            return;
        }
        String text = is + 1 < words.size() ? literal(is + 1) : null;
        String table = column ? name.get(name.size() - 2) : last(name);
        describe(place(at), table, column ? last(name) : "", text);
    }

    private void describe(Place place, String table, String column, @Nullable String comment) {
        if (comment != null && !comment.isBlank()) {
            described.putIfAbsent(List.of(table, column), new Described(place, comment.strip()));
        }
    }

    private @Nullable String literal(int at) {
        Word word = words.get(at);
        return word.kind() == SqlWords.Kind.STRING ? word.value() : null;
    }

    private void table(int at) {
        List<String> name = name(at);
        int open = at + 2 * name.size() - 1;
        if (name.isEmpty() || !is(open, "(")) {
            return;
        }
        String table = last(name);
        int from = open + 1;
        int depth = 0;
        for (int i = open; i < words.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            boolean ends = depth == 0 || (depth == 1 && is(i, ","));
            if (ends && i > open) {
                item(table, from, i);
                from = i + 1;
            }
            if (depth == 0) {
                options(table, i + 1);
                return;
            }
        }
        found.fault(place(at), "the CREATE TABLE of " + table + " does not end");
    }

    /** {@code ) COMMENT = '…'} after the columns. */
    private void options(String table, int from) {
        for (int i = from; i < words.size() && !is(i, ";") && !is(i, "create"); i++) {
            int value = is(i + 1, "=") ? i + 2 : i + 1;
            if (is(i, "comment") && value < words.size() && !is(i + 1, "on")) {
                describe(place(i), table, "", literal(value));
            }
        }
    }

    /** A column or a constraint. */
    private void item(String table, int from, int to) {
        if (from >= to || !isName(from)) {
            return;
        }
        boolean constraint = words.get(from).kind() == SqlWords.Kind.NAME
                && CONSTRAINTS.contains(fold(words.get(from).text()));
        String column = named(from);
        for (int i = from + 1; i < to; i++) {
            if (!constraint && is(i, "comment") && i + 1 < to) {
                describe(place(i), table, column, literal(i + 1));
            }
            if (is(i, "references")) {
                references(table, constraint ? names(before(from, i)) : List.of(column), i);
            }
        }
        if (!constraint) {
            describe(place(from), table, column, lineComment(to));
        }
    }

    /** The opening parenthesis of the last list before a word. */
    private int before(int from, int to) {
        int open = from;
        for (int i = from; i < to; i++) {
            open = is(i, "(") ? i : open;
        }
        return open;
    }

    private List<String> names(int open) {
        List<String> names = new ArrayList<>();
        for (int i = open + 1; i < words.size() && !is(i, ")"); i++) {
            if (isName(i)) {
                names.add(named(i));
            }
        }
        return names;
    }

    private void references(String table, List<String> columns, int at) {
        List<String> target = name(at + 1);
        int open = at + 1 + 2 * target.size() - 1;
        if (target.isEmpty() || !is(open, "(")) {
            found.fault(
                    place(at),
                    "the reference of " + table + " names no columns of " + last(target) + "; it is not used");
            return;
        }
        found.reference(place(at), table, columns, last(target), names(open), Map.of());
    }

    /** The comment on the line where the item ends. */
    private @Nullable String lineComment(int end) {
        int from = words.get(end - 1).end();
        for (SqlToken token : SqlLexer.tokens(text.substring(from))) {
            String code = token.text();
            if (token.kind() == SqlToken.Kind.COMMENT) {
                return code.startsWith("--")
                        ? code.substring(2)
                        : code.replaceAll("^/\\*+|\\*+/$", "").replaceAll("\\s+", " ");
            }
            if (token.kind() != SqlToken.Kind.CODE || !code.matches("[ \\t]*[,)]?[ \\t]*")) {
                return null;
            }
        }
        return null;
    }
}
