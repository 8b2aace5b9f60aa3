package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Fault;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Verdict;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects approved entries about the tables of the data while a document is read. */
final class EntryCollector {
    final NamesOfData names;
    private final Map<String, TableEntry> tables = new LinkedHashMap<>();
    private final List<DefinitionEntry> definitions = new ArrayList<>();
    private final List<CorrectionEntry> corrections = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    EntryCollector(DataContext context) {
        names = new NamesOfData(context);
    }

    void fault(Place place, String message) {
        faults.add(new Fault(place, message));
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    /** @param text null if nothing is said */
    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    void table(TableEntry entry) {
        if (tables.putIfAbsent(entry.table(), entry) != null) {
            fault(entry.place(), "the table " + entry.table() + " is described twice; the first is used");
        }
    }

    /** Describes a table, or a column of one that may have been described already. */
    void describe(Place place, String table, @Nullable String column, @Nullable String description) {
        String name = names.tableName(table);
        TableEntry before = tables.getOrDefault(name, entry(place, name, null, List.of()));
        List<ColumnEntry> columns = new ArrayList<>(before.columns());
        if (column != null && description != null) {
            columns.add(new ColumnEntry(
                    place,
                    Status.APPROVED,
                    names.columnName(name, column),
                    new Words(description, List.of()),
                    null,
                    Map.of()));
        }
        String own = column == null ? description : before.words().description();
        tables.put(name, entry(before.place(), name, own, columns));
    }

    private static TableEntry entry(Place place, String name, @Nullable String text, List<ColumnEntry> columns) {
        return new TableEntry(
                place,
                Status.APPROVED,
                name,
                new Words(text, List.of()),
                null,
                List.of(),
                List.of(),
                columns,
                Map.of());
    }

    void definition(
            Place place,
            Kind kind,
            String name,
            @Nullable String table,
            String sql,
            Words words,
            Map<String, Object> more) {
        definitions.add(new DefinitionEntry(place, Status.APPROVED, kind, name, table, sql, words, more));
    }

    void reference(
            Place place,
            String from,
            List<String> columns,
            String to,
            List<String> toColumns,
            Map<String, Object> more) {
        if (columns.size() != toColumns.size() || columns.isEmpty()) {
            fault(
                    place,
                    "the relationship from " + from + " to " + to + " pairs " + columns.size() + " columns with "
                            + toColumns.size());
            return;
        }
        String text = text(
                names.tableName(from), columnNames(from, columns), names.tableName(to), columnNames(to, toColumns));
        corrections.add(new CorrectionEntry(place, Status.APPROVED, Verdict.YES, text, more));
    }

    private List<String> columnNames(String table, List<String> columns) {
        return columns.stream().map(column -> names.columnName(table, column)).toList();
    }

    /** The relationship as a correction writes it. */
    static String text(Relationship edge) {
        return text(edge.fromTable(), edge.fromColumns(), edge.toTable(), edge.toColumns());
    }

    private static String text(String from, List<String> columns, String to, List<String> toColumns) {
        return side(from, columns) + " -> " + side(to, toColumns);
    }

    private static String side(String table, List<String> columns) {
        return columns.size() == 1 ? table + "." + columns.get(0) : table + "(" + String.join(", ", columns) + ")";
    }

    MeaningEntries entries(Map<String, Object> model) {
        // A table of which nothing is said needs no entry.
        List<TableEntry> said = tables.values().stream()
                .filter(entry -> !entry.equals(entry(entry.place(), entry.table(), null, List.of())))
                .toList();
        return new MeaningEntries(said, definitions, corrections, model, faults);
    }
}
