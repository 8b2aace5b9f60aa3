package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Optional;

/** Holds the profile of the files of one conversation: tables, their relationships, and problems of the data. */
public record DataContext(
        List<TableProfile> tables, List<Relationship> relationships, List<Problem> problems, RunStatistics run) {
    public DataContext {
        tables = List.copyOf(tables);
        relationships = List.copyOf(relationships);
        problems = List.copyOf(problems);
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
}
