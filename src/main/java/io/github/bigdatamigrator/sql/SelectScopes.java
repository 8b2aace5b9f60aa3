package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.sql.SqlWords.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the SELECTs of a statement by its words, and for each word the SELECT and the clause that it stands in. Knows
 * nothing of tables and columns.
 */
public final class SelectScopes {
    private static final Set<String> CLAUSES = SqlIdentifiers.words(
            "select from where group having order limit qualify window sort cluster distribute offset");
    private static final Set<String> SET_OPERATIONS = SqlIdentifiers.words("union intersect except minus");
    private static final Set<String> NO_ALIAS = SqlIdentifiers.words("""
        on where group order join inner left right full cross using having limit natural lateral semi anti union
        intersect except minus qualify pivot unpivot tablesample window sort distribute cluster offset as for
        """);
    /** Keywords after which an operand ends, so that a name after them is an alias. */
    private static final Set<String> OPERANDS = SqlIdentifiers.words("end null true false current_date");

    private final List<Word> words;
    private final List<@Nullable Place> places = new ArrayList<>();

    /**
     * A table in a FROM clause.
     *
     * @param name the last part of its name; empty for a sub-query
     * @param alias by which the SELECT calls it
     */
    public record Relation(String name, String alias) {}

    /** One SELECT. */
    public static final class Scope {
        private final List<Relation> relations = new ArrayList<>();
        private final Set<String> aliases = new HashSet<>();

        public List<Relation> relations() {
            return List.copyOf(relations);
        }

        /** Whether its list defines a column of this name. */
        public boolean names(String alias) {
            return aliases.contains(fold(alias));
        }
    }

    /**
     * Where a word stands.
     *
     * @param clause the keyword that begins it, in lower case
     * @param top whether it is outside all parentheses of its clause
     */
    public record Place(Scope scope, String clause, boolean top) {}

    private static final class Frame {
        private @Nullable Scope scope;
        private String clause = "";
        private final boolean select;

        Frame(@Nullable Scope scope, String clause, boolean select) {
            this.scope = scope;
            this.clause = clause;
            this.select = select;
        }
    }

    private SelectScopes(List<Word> words) {
        this.words = words;
        Deque<Frame> frames = new ArrayDeque<>(List.of(new Frame(null, "", true)));
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Frame frame = frames.getFirst();
            if (word.is("(")) {
                boolean query = startsQuery(i + 1);
                add(frame);
                frames.push(query ? new Frame(null, "", true) : new Frame(frame.scope, frame.clause, false));
                continue;
            }
            if (word.is(")") && frames.size() > 1) {
                frames.pop();
                add(frames.getFirst());
                continue;
            }
            if (frame.select && word.kind() == SqlWords.Kind.NAME && !is(i - 1, ".")) {
                String keyword = fold(word.text());
                if (keyword.equals("select")) {
                    frame.scope = new Scope();
                }
                if (SET_OPERATIONS.contains(keyword)) {
                    frame.scope = null;
                } else if (CLAUSES.contains(keyword)) {
                    frame.clause = keyword;
                }
            }
            add(frame);
        }
        readRelations();
        readAliases();
    }

    public static SelectScopes of(List<Word> words) {
        return new SelectScopes(words);
    }

    /** The place of a word; null outside of every SELECT. */
    public @Nullable Place place(int word) {
        return places.get(word);
    }

    /** Every SELECT of the statement. */
    public List<Scope> scopes() {
        return places.stream()
                .filter(place -> place != null)
                .map(Place::scope)
                .distinct()
                .toList();
    }

    private void add(Frame frame) {
        places.add(frame.scope == null ? null : new Place(frame.scope, frame.clause, frame.select));
    }

    private boolean startsQuery(int at) {
        int next = at;
        while (is(next, "(")) {
            next++;
        }
        return is(next, "select") || is(next, "with");
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < words.size() && words.get(at).is(word);
    }

    private void readRelations() {
        for (int i = 0; i < words.size(); i++) {
            Place place = places.get(i);
            boolean begins = place != null
                    && place.clause().equals("from")
                    && place.top()
                    && (is(i, "from") || is(i, "join") || is(i, ","));
            if (!begins) {
                continue;
            }
            int at = is(i + 1, "lateral") ? i + 2 : i + 1;
            String name = "";
            if (is(at, "(")) {
                at = close(at);
            } else {
                while (at < words.size() && words.get(at).isName()) {
                    name = words.get(at).text();
                    if (!is(at + 1, ".")) {
                        at++;
                        break;
                    }
                    at += 2;
                }
                name = is(at, "(") ? "" : name;
                at = is(at, "(") ? close(at) : at;
            }
            at = is(at, "as") ? at + 1 : at;
            boolean named = at < words.size()
                    && words.get(at).isName()
                    && (words.get(at).kind() == SqlWords.Kind.QUOTED
                            || !NO_ALIAS.contains(fold(words.get(at).text())));
            place.scope().relations.add(new Relation(name, named ? words.get(at).text() : name));
        }
    }

    /** The index after the parenthesis that closes this one. */
    private int close(int open) {
        int depth = 0;
        for (int i = open; i < words.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return words.size();
    }

    private void readAliases() {
        for (int i = 0; i < words.size(); i++) {
            Place place = places.get(i);
            boolean listed = place != null && place.clause().equals("select") && place.top();
            if (listed && words.get(i).isName() && isAlias(i)) {
                place.scope().aliases.add(fold(words.get(i).text()));
            }
        }
    }

    /** Whether the name follows a complete expression, with or without AS. */
    public boolean isAlias(int at) {
        if (at == 0) {
            return false;
        }
        Word before = words.get(at - 1);
        if (before.is("as")) {
            return true;
        }
        return switch (before.kind()) {
            case QUOTED, NUMBER, STRING -> true;
            case NAME ->
                OPERANDS.contains(fold(before.text()))
                        || (!SqlIdentifiers.isKeyword(before.text()) && !before.is("by") && !before.is("limit"));
            case SIGN -> before.is(")") || before.is("]");
        };
    }
}
