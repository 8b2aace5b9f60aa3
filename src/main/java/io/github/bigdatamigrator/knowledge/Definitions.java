package io.github.bigdatamigrator.knowledge;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SelectScopes;
import io.github.bigdatamigrator.sql.SelectScopes.Place;
import io.github.bigdatamigrator.sql.SelectScopes.Relation;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.sql.SqlWords.Word;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the names of measures and filters in a statement by their expressions: {@code SELECT country, revenue FROM
 * sales} becomes {@code SELECT country, (sum(sales.amount)) AS revenue FROM sales}. A name is replaced only where the
 * SELECT reads the table of the definition; a column or an alias of the same name takes precedence.
 */
public final class Definitions {
    private static final Pattern QUALIFIER = Pattern.compile("`((?:[^`]|``)+)`\\.(?=`)");
    /** Functions that models write around the name of a measure, which is an aggregate already. */
    private static final Set<String> WRAPPERS = Set.of("sum", "measure", "agg", "aggregate");

    private static final Pattern AGGREGATE = Pattern.compile(
            "(?i)\\b(?:sum|avg|mean|count|count_if|min|max|median|percentile\\w*|std\\w*|var\\w*)\\s*\\(");

    private final DataContext context;
    private final List<Word> words;
    private final SelectScopes scopes;
    private final Set<Definition> used = new LinkedHashSet<>();
    /** Replacements by the start of the text that they replace. */
    private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();

    private record Replacement(int end, String text) {}

    /**
     * A statement without names of definitions.
     *
     * @param used the definitions that it uses
     */
    public record Expanded(String sql, List<Definition> used) {
        public Expanded {
            used = List.copyOf(used);
        }
    }

    private Definitions(String sql, DataContext context) {
        this.context = context;
        words = SqlWords.of(sql);
        scopes = SelectScopes.of(words);
    }

    /** The statement with the definitions of the context replaced; the same text if it uses none. */
    public static Expanded expand(String sql, DataContext context) {
        List<Definition> all = context.meanings().definitions();
        if (all.stream().noneMatch(each -> mentions(sql, each))) {
            return new Expanded(sql, List.of());
        }
        Definitions statement = new Definitions(sql, context);
        all.forEach(statement::replace);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Map.Entry<Integer, Replacement> each : statement.replacements.entrySet()) {
            text.append(sql, from, each.getKey()).append(each.getValue().text());
            from = each.getValue().end();
        }
        return new Expanded(text + sql.substring(from), List.copyOf(statement.used));
    }

    /**
     * A refusal that names the hidden column instead of Spark's error that there is no such column; other errors stay.
     *
     * @param error why the statement failed
     */
    public static MigratorException explained(String sql, MigratorException error, DataContext context) {
        if (error.code() != ErrorCode.QUERY_FAILED) {
            return error;
        }
        String message = String.valueOf(error.getMessage());
        for (TableProfile table : context.tables()) {
            for (String hidden : context.meanings().of(table).hidden()) {
                // The names in SQL of hidden columns are gone with them; most are as in the file.
                String name = SqlIdentifiers.unquotedNames(List.of(hidden)).get(0);
                boolean meant = SqlIdentifiers.mentioned(table.sqlName(), sql)
                        && (SqlIdentifiers.mentioned(name, message) || SqlIdentifiers.mentioned(hidden, message));
                if (meant) {
                    return new MigratorException(
                            ErrorCode.QUERY_REFUSED,
                            "The column " + table.name() + "." + hidden
                                    + " is hidden by the knowledge about these data; no query may use it.",
                            error);
                }
            }
        }
        return error;
    }

    /**
     * The definitions that a question names and that an aggregating statement on their table does not use, neither by
     * name nor written out.
     */
    public static List<Definition> unused(String question, Expanded statement, DataContext context) {
        List<String> asked = stems(question);
        List<Definition> missing = new ArrayList<>();
        for (Definition definition : context.meanings().definitions()) {
            if (!statement.used().contains(definition)
                    && names(definition, asked, context)
                    && concerns(definition, statement.sql(), context)) {
                missing.add(definition);
            }
        }
        return missing;
    }

    private static List<String> stems(String text) {
        return FoldedWords.of(text).stream().map(Plurals::stem).toList();
    }

    /** Whether the question has the name or a synonym, which is not the name of a table or column too. */
    private static boolean names(Definition definition, List<String> asked, DataContext context) {
        List<String> names = new ArrayList<>(definition.synonyms());
        names.add(definition.name());
        return names.stream()
                .map(Definitions::stems)
                .filter(words -> !words.isEmpty() && Collections.indexOfSubList(asked, words) >= 0)
                .anyMatch(words -> context.tables().stream()
                        .noneMatch(table -> stems(table.name()).equals(words)
                                || table.columns().stream()
                                        .anyMatch(column -> stems(column.name()).equals(words))));
    }

    /** Whether the statement reads the table of the definition, and for a measure aggregates, in another way. */
    private static boolean concerns(Definition definition, String sql, DataContext context) {
        boolean reads = context.table(definition.table())
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                .isPresent();
        boolean aggregates = definition.kind() == Kind.FILTER
                || AGGREGATE
                        .matcher(SqlLexer.blanked(sql, SqlToken.Kind.STRING, SqlToken.Kind.COMMENT))
                        .find();
        return reads && aggregates && !squeezed(sql).contains(squeezed(definition.expression()));
    }

    /** Without blanks, quotes and qualifiers, in lower case. */
    private static String squeezed(String sql) {
        return fold(sql.replaceAll("[`\\s]", " ").replaceAll("[\\p{L}_][\\p{L}\\p{N}_]* *\\. *", ""))
                .replace(" ", "");
    }

    private static boolean mentions(String sql, Definition definition) {
        return SqlIdentifiers.mentioned(definition.identifier(), sql)
                || SqlIdentifiers.mentioned(definition.name(), sql);
    }

    private void replace(Definition definition) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            Place place = scopes.place(i);
            boolean named = word.isName()
                    && (word.text().equalsIgnoreCase(definition.identifier())
                            || word.text().equalsIgnoreCase(definition.name()));
            if (named && place != null && !is(i + 1, "(") && !is(i + 1, ".")) {
                replace(definition, i, place);
            }
        }
    }

    private void replace(Definition definition, int at, Place place) {
        boolean qualified = is(at - 1, ".");
        int start = qualified ? at - 2 : at;
        String qualifier = qualified ? words.get(Math.max(0, start)).text() : null;
        boolean alias = !qualified && (scopes.isAlias(at) || (place.clause().equals("from") && !on(at)));
        boolean resolved = !qualified
                && Set.of("order", "having", "group", "qualify", "sort").contains(place.clause())
                && place.scope().names(definition.identifier());
        Optional<String> expression = alias || resolved
                ? Optional.empty()
                : expression(definition, place.scope().relations(), qualifier);
        if (expression.isEmpty() || (!qualified && !isClear(definition, place))) {
            return;
        }
        int first = start;
        int last = at;
        boolean wrapped = definition.kind() == Kind.MEASURE
                && start >= 2
                && is(start - 1, "(")
                && is(at + 1, ")")
                && WRAPPERS.contains(fold(words.get(start - 2).text()));
        if (wrapped) {
            first = start - 2;
            last = at + 1;
        }
        boolean item = place.clause().equals("select")
                && (wrapped ? topOf(first) : place.top())
                && (is(first - 1, "select") || is(first - 1, ",") || is(first - 1, "distinct"))
                && (last + 1 == words.size() || is(last + 1, ",") || is(last + 1, "from"));
        String text = "(" + expression.get() + ")"
                + (item ? " AS " + SqlIdentifiers.quoteIfNeeded(definition.identifier()) : "");
        replacements.put(
                words.get(first).start(), new Replacement(words.get(last).end(), text));
        used.add(definition);
    }

    private boolean topOf(int word) {
        Place place = scopes.place(word);
        return place != null && place.top();
    }

    /** Whether the word stands in the ON condition of a join. */
    private boolean on(int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (is(i, "on")) {
                return true;
            }
            if (is(i, "join") || is(i, "from")) {
                return false;
            }
        }
        return false;
    }

    /** Whether nothing that the SELECT reads may have a column of this name. */
    private boolean isClear(Definition definition, Place place) {
        boolean derived = false;
        for (Relation relation : place.scope().relations()) {
            Optional<TableProfile> table = table(relation);
            if (table.isPresent() && table.get().column(definition.identifier()).isPresent()) {
                return false;
            }
            derived |= table.isEmpty();
        }
        return !derived
                || scopes.scopes().stream()
                        .filter(scope -> scope != place.scope())
                        .noneMatch(scope -> scope.names(definition.identifier()) || readsItself(definition, scope));
    }

    /** Whether a sub-query selects the definition without an alias, so that its column has that name too. */
    private boolean readsItself(Definition definition, SelectScopes.Scope scope) {
        for (int i = 0; i < words.size(); i++) {
            Place place = scopes.place(i);
            if (place != null
                    && place.scope() == scope
                    && place.clause().equals("select")
                    && words.get(i).isName()
                    && words.get(i).text().equalsIgnoreCase(definition.identifier())) {
                return true;
            }
        }
        return false;
    }

    private Optional<TableProfile> table(Relation relation) {
        return context.tables().stream()
                .filter(table -> table.sqlName().equalsIgnoreCase(relation.name())
                        || table.name().equals(relation.name()))
                .findFirst();
    }

    /**
     * The expression with the aliases of the SELECT; empty if it does not read all tables of the definition, or reads
     * one twice.
     */
    private Optional<String> expression(Definition definition, List<Relation> relations, @Nullable String qualifier) {
        Matcher part = QUALIFIER.matcher(definition.expression());
        String main =
                context.table(definition.table()).map(TableProfile::sqlName).orElse("");
        if (alias(main, main, relations, qualifier).isEmpty()) {
            return Optional.empty();
        }
        boolean single = relations.size() == 1;
        StringBuilder text = new StringBuilder();
        while (part.find()) {
            Optional<String> alias = alias(part.group(1), main, relations, qualifier);
            if (alias.isEmpty()) {
                return Optional.empty();
            }
            part.appendReplacement(
                    text, single ? "" : Matcher.quoteReplacement(SqlIdentifiers.quoteIfNeeded(alias.get()) + "."));
        }
        return Optional.of(
                SqlIdentifiers.withoutNeedlessQuotes(part.appendTail(text).toString()));
    }

    private Optional<String> alias(String table, String main, List<Relation> relations, @Nullable String qualifier) {
        List<String> aliases = new ArrayList<>();
        for (Relation relation : relations) {
            boolean wanted =
                    qualifier == null || !table.equals(main) || relation.alias().equalsIgnoreCase(qualifier);
            if (wanted
                    && table(relation)
                            .filter(found -> found.sqlName().equals(table))
                            .isPresent()) {
                aliases.add(relation.alias());
            }
        }
        return aliases.size() == 1 ? Optional.of(aliases.get(0)) : Optional.empty();
    }

    private boolean is(int at, String word) {
        return at >= 0 && at < words.size() && words.get(at).is(word);
    }
}
