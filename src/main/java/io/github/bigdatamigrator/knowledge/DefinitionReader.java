package io.github.bigdatamigrator.knowledge;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.quote;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.sql.SqlWords.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the SQL of a measure or filter: finds its tables and columns in the data, and writes each column with its
 * table, so that it can be used in any statement that reads the tables.
 */
final class DefinitionReader {
    /** Rows of its table on which a definition is tried. */
    private static final int TRIED_ROWS = 1_000;

    private final DataContext context;
    private final DefinitionEntry entry;
    private final List<Word> words;

    /** A definition that cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private DefinitionReader(DefinitionEntry entry, DataContext context) {
        this.context = context;
        this.entry = entry;
        words = SqlWords.of(entry.sql());
    }

    /**
     * The definition with its columns resolved; empty if it is about tables that the data does not have.
     *
     * @throws Unusable with the reason
     */
    static Optional<Definition> read(DefinitionEntry entry, DataContext context) throws Unusable {
        DefinitionReader reader = new DefinitionReader(entry, context);
        Optional<TableProfile> table = reader.table();
        return table.isEmpty() ? Optional.empty() : Optional.of(reader.definition(table.get()));
    }

    /** Whether the definition is about a table of the data, or cannot be read. */
    static boolean isAbout(DefinitionEntry entry, DataContext context) {
        try {
            return new DefinitionReader(entry, context).table().isPresent();
        } catch (Unusable e) {
            return true;
        }
    }

    /** The table whose rows it is computed of: the named one, or the one that its columns decide. */
    private Optional<TableProfile> table() throws Unusable {
        if (entry.table() != null) {
            return MeaningsCheck.table(entry.table(), context);
        }
        Set<TableProfile> qualified = new LinkedHashSet<>();
        for (int i = 0; i + 2 < words.size(); i++) {
            if (isQualifier(i)) {
                MeaningsCheck.table(words.get(i).text(), context).ifPresent(qualified::add);
            }
        }
        if (!qualified.isEmpty()) {
            return qualified.stream()
                    .filter(start -> qualified.stream()
                            .allMatch(other -> path(start, other).isPresent()))
                    .findFirst()
                    .or(() -> qualified.stream().findFirst());
        }
        Set<String> columns = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (mayBeColumn(i)) {
                columns.add(words.get(i).text());
            }
        }
        Map<TableProfile, Long> known = new LinkedHashMap<>();
        context.tables()
                .forEach(table -> known.put(
                        table,
                        columns.stream()
                                .filter(name -> table.column(name).isPresent())
                                .count()));
        long most = known.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<TableProfile> best = context.tables().stream()
                .filter(table -> most > 0 && known.getOrDefault(table, 0L) == most)
                .toList();
        if (best.size() > 1) {
            throw new Unusable("“" + entry.name() + "” may be about "
                    + best.stream().map(TableProfile::name).collect(Collectors.joining(" or "))
                    + "; add the key “table”");
        }
        if (best.isEmpty()) {
            throwIfMistyped(columns);
        }
        return best.stream().findFirst();
    }

    /** A name that is nearly that of a column is no definition of other data. */
    private void throwIfMistyped(Set<String> names) throws Unusable {
        List<String> known = context.tables().stream()
                .flatMap(table -> table.columns().stream().map(ColumnProfile::name))
                .toList();
        for (String name : names) {
            Optional<String> near = MeaningsCheck.mistyped(name, known);
            if (near.isPresent()) {
                throw new Unusable(
                        "“" + entry.name() + "”: no table has a column " + name + "; the nearest is " + near.get());
            }
        }
    }

    private Definition definition(TableProfile table) throws Unusable {
        String identifier =
                entry.name().strip().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
        if (identifier.isEmpty() || Character.isDigit(identifier.charAt(0)) || SqlIdentifiers.isKeyword(identifier)) {
            throw new Unusable("“" + entry.name() + "” cannot be a name in SQL; name it with letters, and no keyword");
        }
        if (table.column(identifier).isPresent() || table.column(entry.name()).isPresent()) {
            throw new Unusable("“" + entry.name() + "” is also a column of " + table.name() + "; give it another name");
        }
        StringBuilder expression = new StringBuilder();
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            if (isQualifier(i)) {
                String wanted = words.get(i).text();
                TableProfile named = MeaningsCheck.table(wanted, context)
                        .orElseThrow(() ->
                                new Unusable("“" + entry.name() + "”: " + MeaningsCheck.unknownTable(wanted, context)));
                ColumnProfile column = column(named, words.get(i + 2).text());
                if (path(table, named).isEmpty()) {
                    throw new Unusable("“" + entry.name() + "” uses " + named.name() + ", to which " + table.name()
                            + " has no relationship from many to one");
                }
                expression.append(entry.sql(), from, words.get(i).start()).append(qualified(named, column));
                from = words.get(i + 2).end();
                i += 2;
            } else if (mayBeColumn(i)) {
                String name = words.get(i).text();
                Optional<ColumnProfile> column = table.column(name);
                if (column.isPresent() || words.get(i).kind() == SqlWords.Kind.QUOTED) {
                    expression
                            .append(entry.sql(), from, words.get(i).start())
                            .append(qualified(table, column(table, name)));
                    from = words.get(i).end();
                }
            }
        }
        return new Definition(
                entry.kind(),
                entry.name().strip(),
                identifier,
                table.name(),
                expression + entry.sql().substring(from),
                entry.words().synonyms(),
                entry.words().description());
    }

    private static String qualified(TableProfile table, ColumnProfile column) {
        return quote(table.sqlName()) + "." + quote(column.sqlName());
    }

    private ColumnProfile column(TableProfile table, String name) throws Unusable {
        if (context.meanings().of(table).hidden().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new Unusable("“" + entry.name() + "” uses the hidden column " + table.name() + "." + name);
        }
        Optional<ColumnProfile> column = table.column(name);
        if (column.isEmpty()) {
            throw new Unusable("“" + entry.name() + "”: " + MeaningsCheck.unknownColumn(table, name));
        }
        return column.get();
    }

    private boolean isQualifier(int at) {
        return at + 2 < words.size()
                && words.get(at).isName()
                && words.get(at + 1).is(".")
                && words.get(at + 2).isName()
                && !(at > 0 && words.get(at - 1).is("."));
    }

    /** Whether the word may name a column: no function, keyword, part of a name, or type of a literal. */
    private boolean mayBeColumn(int at) {
        Word word = words.get(at);
        boolean followed = at + 1 < words.size()
                && (words.get(at + 1).is("(")
                        || words.get(at + 1).is(".")
                        || (words.get(at + 1).kind() == SqlWords.Kind.STRING
                                && word.text().matches("(?i)date|timestamp")));
        boolean part = at > 0 && words.get(at - 1).is(".");
        boolean keyword = word.kind() == SqlWords.Kind.NAME && SqlIdentifiers.isReserved(word.text());
        return word.isName() && !followed && !part && !keyword;
    }

    /** The relationships from a table to one that it refers to, each from many to one; empty if there are none. */
    private Optional<List<Relationship>> path(TableProfile from, TableProfile to) {
        return path(context, from.name(), to.name());
    }

    private static Optional<List<Relationship>> path(DataContext context, String from, String to) {
        Map<String, List<Relationship>> reached = new HashMap<>(Map.of(from, List.of()));
        List<String> open = List.of(from);
        while (!open.isEmpty() && !reached.containsKey(to)) {
            List<String> next = new ArrayList<>();
            for (Relationship edge : context.foreignKeys()) {
                if (open.contains(edge.fromTable()) && !reached.containsKey(edge.toTable())) {
                    List<Relationship> path = new ArrayList<>(reached.getOrDefault(edge.fromTable(), List.of()));
                    path.add(edge);
                    reached.put(edge.toTable(), path);
                    next.add(edge.toTable());
                }
            }
            open = next;
        }
        return Optional.ofNullable(reached.get(to));
    }

    /**
     * A statement that fails if one of the definitions does; it reads some rows of their table and the tables that it
     * refers to.
     *
     * @param definitions of one table
     */
    static String trial(List<Definition> definitions, DataContext context) {
        TableProfile table = context.table(definitions.get(0).table()).orElseThrow();
        String name = quote(table.sqlName());
        StringBuilder from = new StringBuilder("(SELECT * FROM " + name + " LIMIT " + TRIED_ROWS + ") AS " + name);
        Set<String> joined = new LinkedHashSet<>(Set.of(table.name()));
        for (TableProfile other : context.tables()) {
            if (definitions.stream().anyMatch(each -> each.expression().contains(quote(other.sqlName()) + "."))) {
                for (Relationship edge :
                        path(context, table.name(), other.name()).orElse(List.of())) {
                    if (joined.add(edge.toTable())) {
                        from.append(join(edge, context));
                    }
                }
            }
        }
        List<String> items = new ArrayList<>();
        for (Definition each : definitions) {
            String item = each.kind() == Kind.MEASURE ? each.expression() : "count_if(" + each.expression() + ")";
            items.add(item + " AS tried_" + items.size());
        }
        // Without a GROUP BY, HAVING makes Spark reject a measure that is no aggregate.
        return "SELECT " + String.join(", ", items) + " FROM " + from + " HAVING count(*) >= 0";
    }

    private static String join(Relationship edge, DataContext context) {
        TableProfile from = context.table(edge.fromTable()).orElseThrow();
        TableProfile to = context.table(edge.toTable()).orElseThrow();
        List<String> on = new ArrayList<>();
        for (int i = 0; i < edge.fromColumns().size(); i++) {
            on.add(qualified(from, from.column(edge.fromColumns().get(i)).orElseThrow()) + " = "
                    + qualified(to, to.column(edge.toColumns().get(i)).orElseThrow()));
        }
        return " LEFT JOIN " + quote(to.sqlName()) + " ON " + String.join(" AND ", on);
    }
}
