package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Fault;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data dictionary: one row for each column, with the table, the column, and what is said of it in columns whose
 * headers are words such as description, Beschreibung, unit, Einheit, synonyms. A row without a column describes its
 * table. Rows without a table belong to that of the row before, of the heading, or to the only one with such a column.
 */
final class Dictionary {
    /** Rows in which the header is searched. */
    private static final int HEADER_ROWS = 25;

    private enum Header {
        TABLE(
                "table",
                "tabelle",
                "entity",
                "entitat",
                "dataset",
                "view",
                "datei",
                "file",
                "objekt",
                "relation",
                "tabla"),
        COLUMN(
                "column",
                "spalte",
                "field",
                "feld",
                "attribute",
                "attribut",
                "variable",
                "merkmal",
                "columna",
                "colonne",
                "champ"),
        DESCRIPTION(
                "description",
                "beschreibung",
                "meaning",
                "bedeutung",
                "definition",
                "comment",
                "kommentar",
                "remark",
                "bemerkung",
                "erlauterung",
                "erklarung",
                "explanation",
                "desc",
                "inhalt",
                "notes",
                "descripcion"),
        SYNONYMS(
                "synonym",
                "alias",
                "aka",
                "label",
                "business",
                "fachbegriff",
                "fachlich",
                "fachname",
                "bezeichnung",
                "synonyme",
                "aliase",
                "caption",
                "anzeigename"),
        UNIT("unit", "einheit", "masseinheit", "uom", "unidad", "unite", "currency", "wahrung"),
        HIDDEN("hidden", "hide", "versteckt", "ausgeblendet", "confidential", "vertraulich", "sensitive");

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
        private final Set<String> words;

        Header(String... words) {
            this.words = Set.of(words);
        }

        /** “Spaltenname” and “columns” name columns too. */
        private boolean isNamedBy(String word) {
            return words.contains(word)
                    || words.contains(word.replaceAll("(?:name|namen|bezeichnung|titel)$", ""))
                    || words.contains(word.replaceAll("n(?:name|namen|bezeichnung|titel)$", ""))
                    || words.contains(Plurals.stem(word));
        }

        static Optional<Header> of(String text) {
            List<String> words = FoldedWords.of(text.replace("ß", "ss"));
            boolean brief = words.size() <= 4;
            return Arrays.stream(values())
                    .filter(header -> brief && words.stream().anyMatch(header::isNamedBy))
                    // “Column description” describes, “business name” is another name.
                    .max((one, other) -> Integer.compare(one.ordinal(), other.ordinal()));
        }
    }

    private final String file;
    private final NamesOfData names;
    private final Map<String, Described> tables = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private static final class Described {
        private Place place;
        private Words words = Words.NONE;
        private final List<String> hidden = new ArrayList<>();
        private final Map<String, ColumnEntry> columns = new LinkedHashMap<>();

        Described(Place place) {
            this.place = place;
        }
    }

    Dictionary(String file, DataContext context) {
        this.file = file;
        names = new NamesOfData(context);
    }

    MeaningEntries read(List<Sheet> sheets) {
        for (Sheet sheet : sheets) {
            if (!read(sheet)) {
                faults.add(new Fault(
                        new Place(file, 1),
                        "no row " + (sheet.name().isEmpty() ? "" : "of sheet " + sheet.name() + " ")
                                + "has headers such as “column” and “description”, so it is not read as a dictionary"));
            }
        }
        List<TableEntry> entries = new ArrayList<>();
        tables.forEach((name, described) -> entries.add(new TableEntry(
                described.place,
                Status.APPROVED,
                name,
                described.words,
                null,
                List.of(),
                described.hidden,
                List.copyOf(described.columns.values()),
                Map.of())));
        return new MeaningEntries(entries, List.of(), List.of(), Map.of(), faults);
    }

    private boolean read(Sheet sheet) {
        int seen = 0;
        for (int i = 0; i < sheet.rows().size() && seen < HEADER_ROWS; i++) {
            seen += sheet.rows().get(i).isEmpty() ? 0 : 1;
            Map<Header, Integer> headers = headers(sheet.rows().get(i));
            if (headers.containsKey(Header.COLUMN)
                    && headers.size() > 1
                    && (headers.containsKey(Header.DESCRIPTION)
                            || headers.containsKey(Header.SYNONYMS)
                            || headers.containsKey(Header.UNIT)
                            || headers.containsKey(Header.HIDDEN))) {
                tell(sheet.rows().get(i), headers, i + 1);
                rows(sheet, headers, i + 1);
                return true;
            }
        }
        return false;
    }

    /** The index of each known header; a column named only “name” names columns. */
    private static Map<Header, Integer> headers(List<@Nullable String> row) {
        Map<Header, Integer> headers = new EnumMap<>(Header.class);
        for (int i = 0; i < row.size(); i++) {
            int at = i;
            String text = Objects.requireNonNullElse(row.get(i), "");
            Header.of(text).ifPresent(header -> headers.putIfAbsent(header, at));
        }
        for (int i = 0; i < row.size(); i++) {
            if ("name"
                    .equalsIgnoreCase(Objects.requireNonNullElse(row.get(i), "").strip())) {
                headers.putIfAbsent(Header.COLUMN, i);
            }
        }
        if (!headers.containsKey(Header.DESCRIPTION) && headers.containsKey(Header.SYNONYMS)) {
            String text = Objects.requireNonNullElse(row.get(headers.get(Header.SYNONYMS)), "");
            if (FoldedWords.of(text).contains("bezeichnung")) {
                headers.put(Header.DESCRIPTION, headers.remove(Header.SYNONYMS));
            }
        }
        return headers;
    }

    private void tell(List<@Nullable String> row, Map<Header, Integer> headers, int line) {
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            if (text != null && !text.isBlank() && !headers.containsValue(i)) {
                unused.add(text.strip());
            }
        }
        if (!unused.isEmpty()) {
            faults.add(new Fault(new Place(file, line), "not used: " + String.join(", ", unused)));
        }
    }

    private void rows(Sheet sheet, Map<Header, Integer> headers, int from) {
        String table = headers.containsKey(Header.TABLE) ? "" : sheet.name();
        for (int i = from; i < sheet.rows().size(); i++) {
            List<@Nullable String> row = sheet.rows().get(i);
            Place place = new Place(file, i + 1);
            String named = cell(row, headers, Header.TABLE);
            String column = cell(row, headers, Header.COLUMN);
            table = named.isEmpty() ? table : named;
            if (column.isEmpty() && named.isEmpty()) {
                continue;
            }
            String owner = owner(table, column, place);
            if (!owner.isEmpty()) {
                add(owner, column, row, headers, place);
            }
        }
    }

    /** The name of the table in the data; empty, and told, if it is not clear. */
    private String owner(String table, String column, Place place) {
        Optional<TableProfile> named = table.isEmpty() ? Optional.empty() : names.table(table);
        if (named.isPresent()) {
            return named.get().name();
        }
        List<TableProfile> all = names.context().tables();
        List<TableProfile> having = all.stream()
                .filter(each -> !column.isEmpty() && names.column(each, column).isPresent())
                .toList();
        // The name of a sheet or heading may be no table.
        boolean open = table.isEmpty() || !table.matches("[\\p{L}\\p{N}_.$-]+");
        if (open && all.size() == 1) {
            return all.get(0).name();
        }
        if (open && having.size() == 1) {
            return having.get(0).name();
        }
        if (!open) {
            return table;
        }
        faults.add(new Fault(
                place,
                having.isEmpty()
                        ? "no table is named, and none has a column " + column
                        : "no table is named; " + column + " is a column of "
                                + String.join(
                                        ", ",
                                        having.stream().map(TableProfile::name).toList())));
        return "";
    }

    private void add(
            String table, String column, List<@Nullable String> row, Map<Header, Integer> headers, Place place) {
        Described described = tables.computeIfAbsent(table, any -> new Described(place));
        String text = cell(row, headers, Header.DESCRIPTION);
        List<String> synonyms = Arrays.stream(
                        cell(row, headers, Header.SYNONYMS).split("\\s*[,;|/\\n]\\s*"))
                .filter(each -> !each.isBlank() && !each.strip().equalsIgnoreCase(column))
                .map(String::strip)
                .distinct()
                .toList();
        Words words = new Words(text.isEmpty() ? null : text, synonyms);
        if (column.isEmpty()) {
            described.place = place;
            described.words = words;
            return;
        }
        String name = names.columnName(table, column);
        String unit = cell(row, headers, Header.UNIT);
        if (cell(row, headers, Header.HIDDEN).matches("(?i)yes|y|ja|j|x|true|1|wahr|si|oui")) {
            described.hidden.add(name);
        }
        boolean empty = words.equals(Words.NONE) && unit.isEmpty();
        if (!empty) {
            ColumnEntry entry =
                    new ColumnEntry(place, Status.APPROVED, name, words, unit.matches("-?") ? null : unit, Map.of());
            if (described.columns.putIfAbsent(name, entry) != null) {
                faults.add(new Fault(place, table + "." + name + " is described twice; the first row is used"));
            }
        }
    }

    private static String cell(List<@Nullable String> row, Map<Header, Integer> headers, Header header) {
        Integer at = headers.get(header);
        String text = at == null || at >= row.size() ? null : row.get(at);
        return text == null ? "" : text.strip();
    }
}
