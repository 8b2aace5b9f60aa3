package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Verdict;
import io.github.bigdatamigrator.text.NearestName;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks approved entries on one data set: by names and the profile, and then by the data itself. What does not fit is
 * left out and becomes a problem with file and line. An entry about a table that the data does not have is about other
 * data, unless its name is nearly that of a table.
 */
final class MeaningsCheck {
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> otherTables = new LinkedHashSet<>();
    private DataContext context;

    private MeaningsCheck(DataContext context) {
        this.context = context;
    }

    /**
     * The context with all that names and profile can decide: descriptions, hidden columns, definitions whose columns
     * are known, relationships without those that people refuted. Reads no data.
     */
    static DataContext byNames(MeaningEntries entries, DataContext context) {
        MeaningsCheck check = new MeaningsCheck(context);
        entries.faults().forEach(fault -> check.tell(fault.place(), fault.message()));
        check.tables(entries);
        check.corrections(entries);
        check.definitions(entries);
        return check.context.withProblems(check.problems);
    }

    /** The context without relationships that people refuted. */
    static DataContext withoutRefuted(MeaningEntries entries, DataContext context) {
        MeaningsCheck check = new MeaningsCheck(context);
        check.corrections(entries);
        return check.context;
    }

    /** The tables that entries are about and the data does not have. */
    static Set<String> otherTables(MeaningEntries entries, DataContext context) {
        MeaningsCheck check = new MeaningsCheck(context);
        check.tables(entries);
        return check.otherTables;
    }

    /**
     * The context of {@link #byNames} with all that only the data decides: confirmed relationships and keys are
     * measured, definitions are tried on some rows. Costs one scan of the tables of each relationship that the profile
     * does not have, and one query for each definition.
     */
    static DataContext onData(MeaningEntries entries, DataContext byNames, QueryEngine queries, ClaimVerifier claims) {
        MeaningsCheck check = new MeaningsCheck(byNames);
        ConfirmedRelationships confirmed = new ConfirmedRelationships(queries, claims);
        for (CorrectionEntry entry : entries.corrections()) {
            if (entry.status() == Status.APPROVED && entry.verdict() == Verdict.YES) {
                check.confirm(entry, confirmed);
            }
        }
        for (TableEntry entry : entries.tables()) {
            if (entry.status() == Status.APPROVED && !entry.key().isEmpty()) {
                check.confirmKey(entry, claims);
            }
        }
        check.tryDefinitions(entries, queries);
        return check.context.withProblems(check.problems);
    }

    private void tell(Place place, String message) {
        problems.add(new Problem(place.file() + ", line " + place.line(), message, 1));
    }

    static Optional<TableProfile> table(String name, DataContext context) {
        return context.table(name.strip());
    }

    static String unknownTable(String name, DataContext context) {
        return "there is no table " + name + nearest(name, tableNames(context));
    }

    static List<String> tableNames(DataContext context) {
        return context.tables().stream().map(TableProfile::name).toList();
    }

    /** The known name that a name is nearly, so that it is no name of other data. */
    static Optional<String> mistyped(String name, List<String> known) {
        return NearestName.within(Math.min(2, name.length() / 4), name, known);
    }

    static String unknownColumn(TableProfile table, String name) {
        return "the table " + table.name() + " has no column " + name
                + nearest(
                        name, table.columns().stream().map(ColumnProfile::name).toList());
    }

    private static String nearest(String name, List<String> known) {
        return NearestName.of(name, known)
                .map(near -> "; the nearest is " + near)
                .orElse("");
    }

    /** The table of an entry; tells a name that is nearly that of a table. */
    private Optional<TableProfile> known(Place place, String name) {
        Optional<TableProfile> found = table(name, context);
        if (found.isEmpty()) {
            if (mistyped(name, tableNames(context)).isPresent()) {
                tell(place, unknownTable(name, context));
            } else {
                otherTables.add(name);
            }
        }
        return found;
    }

    private Optional<ColumnProfile> known(Place place, TableProfile table, String name) {
        Optional<ColumnProfile> found = table.column(name);
        if (found.isEmpty()) {
            tell(place, unknownColumn(table, name));
        }
        return found;
    }

    private void tables(MeaningEntries entries) {
        Map<String, TableMeaning> meanings = new LinkedHashMap<>();
        for (TableEntry entry : entries.tables()) {
            known(entry.place(), entry.table())
                    .filter(table -> isAbout(entry, table))
                    .ifPresent(table -> meanings.merge(table.name(), meaning(entry, table), MeaningsCheck::merged));
        }
        meanings.values().removeIf(TableMeaning.NONE::equals);
        context = context.withMeanings(new Meanings(meanings, List.of()));
    }

    /** Whether the table has one of the columns that the entry names; if not, it is a table of other data. */
    private boolean isAbout(TableEntry entry, TableProfile table) {
        List<String> names = new ArrayList<>(entry.hidden());
        names.addAll(entry.key());
        entry.columns().forEach(column -> names.add(column.column()));
        boolean about = names.size() < 2
                || names.stream().anyMatch(name -> table.column(name).isPresent());
        if (!about) {
            otherTables.add(entry.table());
        }
        return about;
    }

    private TableMeaning meaning(TableEntry entry, TableProfile table) {
        Map<String, ColumnMeaning> columns = new LinkedHashMap<>();
        for (ColumnEntry each : entry.columns()) {
            Optional<ColumnProfile> column = known(each.place(), table, each.column());
            if (column.isPresent() && each.status() == Status.APPROVED) {
                columns.put(
                        column.get().name(),
                        new ColumnMeaning(
                                each.words().description(), each.words().synonyms(), each.unit()));
            }
        }
        if (entry.status() == Status.DRAFT) {
            return new TableMeaning(null, List.of(), null, List.of(), columns);
        }
        List<String> hidden = new ArrayList<>();
        entry.hidden()
                .forEach(name -> known(entry.place(), table, name).ifPresent(column -> hidden.add(column.name())));
        String time = entry.time() == null
                ? null
                : known(entry.place(), table, entry.time())
                        .filter(column -> isTime(entry, column))
                        .map(ColumnProfile::name)
                        .orElse(null);
        return new TableMeaning(entry.words().description(), entry.words().synonyms(), time, hidden, columns);
    }

    private boolean isTime(TableEntry entry, ColumnProfile column) {
        if (!column.type().temporal()) {
            tell(entry.place(), "the time column " + column.name() + " holds no dates, but " + column.type());
        }
        return column.type().temporal();
    }

    /** What the first says, completed by the second. */
    private static TableMeaning merged(TableMeaning first, TableMeaning second) {
        Set<String> hidden = new LinkedHashSet<>(first.hidden());
        hidden.addAll(second.hidden());
        Map<String, ColumnMeaning> columns = new LinkedHashMap<>(first.columns());
        second.columns()
                .forEach((name, column) -> columns.merge(
                        name,
                        column,
                        (one, other) -> new ColumnMeaning(
                                either(one.description(), other.description()),
                                both(one.synonyms(), other.synonyms()),
                                either(one.unit(), other.unit()))));
        return new TableMeaning(
                either(first.description(), second.description()),
                both(first.synonyms(), second.synonyms()),
                either(first.timeColumn(), second.timeColumn()),
                List.copyOf(hidden),
                columns);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static List<String> both(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private void corrections(MeaningEntries entries) {
        List<Relationship> edges = new ArrayList<>(context.relationships());
        for (CorrectionEntry entry : entries.corrections()) {
            Optional<Correction> read = entry.status() == Status.APPROVED ? correction(entry) : Optional.empty();
            if (read.isPresent() && entry.verdict() == Verdict.NOT) {
                Correction correction = read.get();
                edges.removeIf(correction::isAbout);
                entries.corrections().stream()
                        .filter(other -> other.verdict() == Verdict.YES && other.status() == Status.APPROVED)
                        .filter(other -> correction.equals(
                                Correction.read(other.text(), context).correction()))
                        .forEach(other -> tell(
                                entry.place(),
                                "“" + entry.text() + "” is also confirmed in "
                                        + other.place().file() + ", line "
                                        + other.place().line() + "; remove one of both"));
            }
        }
        context = context.withRelationships(edges);
    }

    private Optional<Correction> correction(CorrectionEntry entry) {
        Correction.Reading read = Correction.read(entry.text(), context);
        if (read.fault() != null) {
            tell(entry.place(), read.fault());
        }
        return Optional.ofNullable(read.correction());
    }

    private void definitions(MeaningEntries entries) {
        List<Definition> definitions = new ArrayList<>();
        for (DefinitionEntry entry : entries.definitions()) {
            if (entry.status() == Status.DRAFT) {
                continue;
            }
            try {
                if (entry.table() == null || known(entry.place(), entry.table()).isPresent()) {
                    DefinitionReader.read(entry, context).ifPresent(definition -> {
                        if (definitions.stream()
                                .anyMatch(other -> other.identifier().equalsIgnoreCase(definition.identifier()))) {
                            tell(entry.place(), "“" + entry.name() + "” is defined twice; the first one is used");
                        } else {
                            definitions.add(definition);
                        }
                    });
                }
            } catch (DefinitionReader.Unusable e) {
                tell(entry.place(), e.reason());
            }
        }
        context = context.withMeanings(new Meanings(context.meanings().tables(), definitions));
    }

    /** Tries the definitions of a table together, and each alone only if that fails. */
    private void tryDefinitions(MeaningEntries entries, QueryEngine queries) {
        Map<String, List<Definition>> byTable = new LinkedHashMap<>();
        context.meanings()
                .definitions()
                .forEach(definition -> byTable.computeIfAbsent(definition.table(), any -> new ArrayList<>())
                        .add(definition));
        Set<Definition> failing = new LinkedHashSet<>();
        byTable.values().stream()
                .filter(all -> !fault(all, queries).isEmpty())
                .flatMap(List::stream)
                .forEach(definition -> {
                    String fault = fault(List.of(definition), queries);
                    if (!fault.isEmpty()) {
                        failing.add(definition);
                        place(entries, definition)
                                .ifPresent(place -> tell(
                                        place, "“" + definition.name() + "” does not run and is not used: " + fault));
                    }
                });
        List<Definition> working = new ArrayList<>(context.meanings().definitions());
        working.removeAll(failing);
        context = context.withMeanings(new Meanings(context.meanings().tables(), working));
    }

    /** Why the definitions do not run; empty if they do. */
    private String fault(List<Definition> definitions, QueryEngine queries) {
        try {
            queries.run(DefinitionReader.trial(definitions, context));
            return "";
        } catch (MigratorException e) {
            if (!ConfirmedRelationships.OF_STATEMENT.contains(e.code())) {
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }

    private static Optional<Place> place(MeaningEntries entries, Definition definition) {
        return entries.definitions().stream()
                .filter(entry -> entry.status() == Status.APPROVED
                        && entry.kind() == definition.kind()
                        && entry.name().strip().equals(definition.name()))
                .map(DefinitionEntry::place)
                .findFirst();
    }

    private void confirm(CorrectionEntry entry, ConfirmedRelationships confirmed) {
        // A text with a fault has been told with the names.
        Optional.ofNullable(Correction.read(entry.text(), context).correction()).ifPresent(correction -> {
            List<Relationship> edges = new ArrayList<>(context.relationships());
            Optional<Relationship> known =
                    edges.stream().filter(correction::isAbout).findFirst();
            Object measured = known.isPresent() ? confirmed.known(known.get()) : confirmed.measured(correction);
            if (measured instanceof Relationship edge) {
                edges.removeIf(other -> correction.isAbout(other)
                        || (other.join() == null
                                && other.fromTable().equals(edge.fromTable())
                                && other.fromColumns().equals(edge.fromColumns())));
                edges.add(edge);
                context = context.withRelationships(edges);
            } else {
                tell(entry.place(), "“" + entry.text() + "” is refuted by the data and not used: " + measured);
            }
        });
    }

    private void confirmKey(TableEntry entry, ClaimVerifier claims) {
        Optional<TableProfile> table = table(entry.table(), context).filter(found -> isAbout(entry, found));
        if (table.isEmpty()) {
            return;
        }
        List<ColumnProfile> columns = new ArrayList<>();
        entry.key().forEach(name -> known(entry.place(), table.get(), name).ifPresent(columns::add));
        List<String> key = columns.stream().map(ColumnProfile::name).toList();
        if (columns.size() < entry.key().size() || key.equals(table.get().primaryKey())) {
            return;
        }
        String fault = ConfirmedRelationships.keyFault(table.get(), columns, claims);
        if (fault.isEmpty()) {
            context = new DataContext(
                    context.tables().stream()
                            .map(each -> each.equals(table.get()) ? each.withPrimaryKey(key, List.of()) : each)
                            .toList(),
                    context.relationships(),
                    context.problems(),
                    context.run(),
                    context.meanings());
        } else {
            tell(entry.place(), "the key " + String.join(", ", key) + " is refuted by the data and not used: " + fault);
        }
    }
}
