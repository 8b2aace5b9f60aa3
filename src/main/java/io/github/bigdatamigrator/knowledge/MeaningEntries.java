package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of the files of meanings as they are written; whether they fit the data is not checked yet.
 *
 * @param ossie what else an imported Ossie model says, kept for its export
 * @param faults what could not be read, each with file and line
 */
public record MeaningEntries(
        List<TableEntry> tables,
        List<DefinitionEntry> definitions,
        List<CorrectionEntry> corrections,
        Map<String, Object> ossie,
        List<Fault> faults) {
    public static final MeaningEntries NONE = new MeaningEntries(List.of(), List.of(), List.of(), Map.of(), List.of());

    public MeaningEntries {
        tables = List.copyOf(tables);
        definitions = List.copyOf(definitions);
        corrections = List.copyOf(corrections);
        ossie = copy(ossie);
        faults = List.copyOf(faults);
    }

    /** These entries, then others. */
    public MeaningEntries and(MeaningEntries others) {
        Map<String, Object> model = new LinkedHashMap<>(others.ossie());
        model.putAll(ossie);
        return new MeaningEntries(
                joined(tables, others.tables),
                joined(definitions, others.definitions),
                joined(corrections, others.corrections),
                model,
                joined(faults, others.faults));
    }

    /** The entries about tables that the data has. */
    public MeaningEntries about(DataContext data) {
        return part(data, true);
    }

    /** The entries about tables that the data does not have. */
    MeaningEntries aboutOthers(DataContext data) {
        return part(data, false);
    }

    private MeaningEntries part(DataContext data, boolean about) {
        return new MeaningEntries(
                tables.stream()
                        .filter(entry -> data.table(entry.table()).isPresent() == about)
                        .toList(),
                definitions.stream()
                        .filter(entry -> DefinitionReader.isAbout(entry, data) == about)
                        .toList(),
                corrections.stream()
                        .filter(entry -> Correction.read(entry.text(), data).isAboutOtherData() != about)
                        .toList(),
                about ? ossie : Map.of(),
                about ? faults : List.of());
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return tables.isEmpty() && definitions.isEmpty() && corrections.isEmpty();
    }

    /** The number of drafts. */
    public long drafts() {
        return Stream.of(
                        tables.stream().map(TableEntry::status),
                        tables.stream()
                                .flatMap(table -> table.columns().stream())
                                .map(ColumnEntry::status),
                        definitions.stream().map(DefinitionEntry::status),
                        corrections.stream().map(CorrectionEntry::status))
                .flatMap(each -> each)
                .filter(status -> status == Status.DRAFT)
                .count();
    }

    /** The same entries, all approved. */
    MeaningEntries approved() {
        return new MeaningEntries(
                tables.stream().map(TableEntry::approved).toList(),
                definitions.stream()
                        .map(each -> new DefinitionEntry(
                                each.place,
                                Status.APPROVED,
                                each.kind,
                                each.name,
                                each.table,
                                each.sql,
                                each.words,
                                each.ossie))
                        .toList(),
                corrections.stream()
                        .map(each ->
                                new CorrectionEntry(each.place, Status.APPROVED, each.verdict, each.text, each.ossie))
                        .toList(),
                ossie,
                faults);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static Map<String, Object> copy(Map<String, Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Whether an entry has effect. */
    public enum Status {
        /** Proposed by the program; without effect. */
        DRAFT,
        /** Written or accepted by a person. */
        APPROVED
    }

    /** An entry, or a part of one, that cannot be used, and why. */
    public record Fault(Place place, String message) {}

    /** Free text about a thing: what it is, and other names of it. */
    public record Words(@Nullable String description, List<String> synonyms) {
        public static final Words NONE = new Words(null, List.of());

        public Words {
            synonyms = List.copyOf(synonyms);
        }
    }

    /**
     * What is said of a table.
     *
     * @param time name of the column that questions about periods mean
     * @param key the columns that identify a row; empty if nothing is said
     */
    public record TableEntry(
            Place place,
            Status status,
            String table,
            Words words,
            @Nullable String time,
            List<String> key,
            List<String> hidden,
            List<ColumnEntry> columns,
            Map<String, Object> ossie) {
        public TableEntry {
            key = List.copyOf(key);
            hidden = List.copyOf(hidden);
            columns = List.copyOf(columns);
            ossie = copy(ossie);
        }

        private TableEntry approved() {
            return new TableEntry(
                    place,
                    Status.APPROVED,
                    table,
                    words,
                    time,
                    key,
                    hidden,
                    columns.stream()
                            .map(each -> new ColumnEntry(
                                    each.place, Status.APPROVED, each.column, each.words, each.unit, each.ossie))
                            .toList(),
                    ossie);
        }
    }

    /** What is said of a column. */
    public record ColumnEntry(
            Place place,
            Status status,
            String column,
            Words words,
            @Nullable String unit,
            Map<String, Object> ossie) {
        public ColumnEntry {
            ossie = copy(ossie);
        }
    }

    /**
     * A named measure or filter.
     *
     * @param table null if the columns of the SQL decide it
     */
    public record DefinitionEntry(
            Place place,
            Status status,
            Meanings.Kind kind,
            String name,
            @Nullable String table,
            String sql,
            Words words,
            Map<String, Object> ossie) {
        public DefinitionEntry {
            ossie = copy(ossie);
        }
    }

    /** Whether a corrected relationship holds. */
    public enum Verdict {
        YES,
        NOT
    }

    /**
     * A correction of the relationships of the profile.
     *
     * @param text {@code sales.store_id -> stores.id}, or {@code lines(order, no) -> items(order, no)}
     */
    public record CorrectionEntry(Place place, Status status, Verdict verdict, String text, Map<String, Object> ossie) {
        public CorrectionEntry {
            ossie = copy(ossie);
        }
    }
}
