package io.github.bigdatamigrator.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the profile of the files of one conversation: tables, their relationships, and problems of the data.
 *
 * @param meanings what people have approved about the data
 */
public record DataContext(
        List<TableProfile> tables,
        List<Relationship> relationships,
        List<Problem> problems,
        RunStatistics run,
        Meanings meanings) {
    public DataContext {
        tables = List.copyOf(tables);
        relationships = List.copyOf(relationships);
        problems = List.copyOf(problems);
    }

    public DataContext(
            List<TableProfile> tables, List<Relationship> relationships, List<Problem> problems, RunStatistics run) {
        this(tables, relationships, problems, run, Meanings.NONE);
    }

    /** The relationships whose columns are equal, without those that match by another condition. */
    public List<Relationship> foreignKeys() {
        return relationships.stream().filter(edge -> edge.join() == null).toList();
    }

    /** Finds a table by its name in the files, or else by its SQL name, ignoring case. */
    public Optional<TableProfile> table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> table.sqlName().equalsIgnoreCase(name))
                        .findFirst());
    }

    /**
     * The context without hidden columns and all that is known of them, as models, reports and questions may see it.
     */
    public DataContext visible() {
        if (!meanings.hides()) {
            return this;
        }
        List<TableProfile> shown = new ArrayList<>();
        List<Problem> told = new ArrayList<>(problems);
        List<Relationship> edges = new ArrayList<>(relationships);
        for (TableProfile table : tables) {
            List<String> hidden = meanings.of(table).hidden();
            shown.add(hidden.isEmpty() ? table : table.without(hidden));
            edges.removeIf(edge -> (edge.fromTable().equals(table.name())
                            && edge.fromColumns().stream().anyMatch(hidden::contains))
                    || (edge.toTable().equals(table.name())
                            && edge.toColumns().stream().anyMatch(hidden::contains)));
            told.removeIf(problem ->
                    hidden.stream().anyMatch(column -> problem.subject().equals(table.name() + "." + column)));
        }
        return new DataContext(shown, edges, told, run, meanings.visible());
    }

    public DataContext withRelationships(List<Relationship> changed) {
        return new DataContext(tables, changed, problems, run, meanings);
    }

    public DataContext withMeanings(Meanings approved) {
        return new DataContext(tables, relationships, problems, run, approved);
    }

    /** Copies the context with more problems. */
    public DataContext withProblems(List<Problem> found) {
        List<Problem> more = new ArrayList<>(problems);
        more.addAll(found);
        return new DataContext(tables, relationships, more, run, meanings);
    }
}
