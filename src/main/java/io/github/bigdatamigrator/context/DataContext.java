package io.github.bigdatamigrator.context;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that is known about the files of one conversation: tables, their relationships, and what to be wary of. */
public record DataContext(
        List<TableProfile> tables, List<Relationship> relationships, List<Problem> problems, RunStatistics run) {
    public DataContext {
        tables = List.copyOf(tables);
        relationships = List.copyOf(relationships);
        problems = List.copyOf(problems);
    }

    /** The table of that name: as in the files, or else in SQL in any case. */
    public Optional<TableProfile> table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table ->
                                table.sqlName().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }
}
