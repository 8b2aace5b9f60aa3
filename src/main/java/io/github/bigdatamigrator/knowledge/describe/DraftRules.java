package io.github.bigdatamigrator.knowledge.describe;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.Plurals;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drafts what names, types and relationships say of a table: abbreviations written out, units, dates, amounts. */
record DraftRules(DataContext context, Place place) {
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("qty", "quantity"),
            Map.entry("amt", "amount"),
            Map.entry("cust", "customer"),
            Map.entry("dept", "department"),
            Map.entry("emp", "employee"),
            Map.entry("mgr", "manager"),
            Map.entry("prod", "product"),
            Map.entry("cat", "category"),
            Map.entry("addr", "address"),
            Map.entry("tel", "telephone"),
            Map.entry("dt", "date"),
            Map.entry("ts", "timestamp"),
            Map.entry("desc", "description"),
            Map.entry("acct", "account"),
            Map.entry("txn", "transaction"),
            Map.entry("inv", "invoice"),
            Map.entry("pct", "percent"),
            Map.entry("avg", "average"),
            Map.entry("num", "number"),
            Map.entry("nbr", "number"),
            Map.entry("org", "organization"),
            Map.entry("ref", "reference"),
            Map.entry("anz", "Anzahl"),
            Map.entry("bez", "Bezeichnung"),
            Map.entry("gebdat", "Geburtsdatum"),
            Map.entry("kd", "Kunde"),
            Map.entry("kdnr", "Kundennummer"),
            Map.entry("artnr", "Artikelnummer"),
            Map.entry("mwst", "Mehrwertsteuer"),
            Map.entry("str", "Straße"),
            Map.entry("plz", "Postleitzahl"));
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("eur", "EUR"),
            Map.entry("euro", "EUR"),
            Map.entry("usd", "USD"),
            Map.entry("gbp", "GBP"),
            Map.entry("chf", "CHF"),
            Map.entry("kg", "kg"),
            Map.entry("km", "km"),
            Map.entry("cm", "cm"),
            Map.entry("mm", "mm"),
            Map.entry("ml", "ml"),
            Map.entry("kwh", "kWh"),
            Map.entry("pct", "%"),
            Map.entry("percent", "%"),
            Map.entry("prozent", "%"),
            Map.entry("ms", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("sec", "s"),
            Map.entry("seconds", "s"),
            Map.entry("sekunden", "s"),
            Map.entry("minutes", "min"),
            Map.entry("minuten", "min"),
            Map.entry("hours", "h"),
            Map.entry("stunden", "h"),
            Map.entry("mb", "MB"),
            Map.entry("gb", "GB"),
            Map.entry("bytes", "bytes"),
            Map.entry("celsius", "°C"));
    private static final Set<String> QUANTITIES = Set.of("quantity", "qty", "menge", "anzahl", "units", "stuck");
    private static final Set<String> PRICES = Set.of("price", "preis", "unitprice", "stuckpreis", "einzelpreis");

    TableEntry table(TableProfile table) {
        List<String> parents = context.relationships().stream()
                .filter(edge ->
                        edge.fromTable().equals(table.name()) && !edge.toTable().equals(table.name()))
                .map(Relationship::toTable)
                .distinct()
                .toList();
        List<String> words = IdentifierWords.of(table.name());
        String last = words.isEmpty() ? table.name() : words.get(words.size() - 1);
        String singular = words.isEmpty()
                ? table.name()
                : String.join(" ", words.subList(0, words.size() - 1)) + " " + Plurals.stem(last);
        String description = "one row for each " + singular.strip()
                + (parents.isEmpty() ? "" : "; refers to " + String.join(", ", parents));
        List<ColumnProfile> dates = table.columns().stream()
                .filter(column -> column.type().temporal())
                .toList();
        return new TableEntry(
                place,
                Status.DRAFT,
                table.name(),
                new Words(description, List.of()),
                dates.size() == 1 ? dates.get(0).name() : null,
                List.of(),
                List.of(),
                table.columns().stream()
                        .flatMap(column -> column(table, column).stream())
                        .toList(),
                Map.of());
    }

    /** Empty if the name says it all. */
    private Optional<ColumnEntry> column(TableProfile table, ColumnProfile column) {
        List<String> words = FoldedWords.of(column.name());
        String written = words.stream()
                .map(word -> ABBREVIATIONS.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        List<String> synonyms = written.equals(String.join(" ", words)) ? List.of() : List.of(written);
        String description = context.relationships().stream()
                .filter(edge -> edge.fromTable().equals(table.name())
                        && edge.fromColumns().equals(List.of(column.name())))
                .findFirst()
                .map(edge -> "the " + singular(edge.toTable()) + ", as in " + edge.toTable() + "."
                        + edge.toColumns().get(0))
                .orElseGet(() -> meaning(column));
        String unit = unit(column, words);
        return synonyms.isEmpty() && description == null && unit == null
                ? Optional.empty()
                : Optional.of(new ColumnEntry(
                        place, Status.DRAFT, column.name(), new Words(description, synonyms), unit, Map.of()));
    }

    private static String singular(String table) {
        return IdentifierWords.of(table).stream().map(Plurals::stem).collect(Collectors.joining(" "));
    }

    private static @Nullable String meaning(ColumnProfile column) {
        ColumnFindings.Semantics semantics = column.findings().semantics();
        return semantics == null || semantics.kind() == null
                ? null
                : semantics.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The unit that the last word of a number's name is; units that stand with the values are known anyway. */
    private static @Nullable String unit(ColumnProfile column, List<String> words) {
        return column.type().numeric() && column.unit() == null && words.size() > 1
                ? UNITS.get(words.get(words.size() - 1))
                : null;
    }

    /** Quantity times price, if the table has one column of each. */
    Optional<DefinitionEntry> revenue(TableProfile table) {
        List<ColumnProfile> quantities = named(table, QUANTITIES);
        List<ColumnProfile> prices = named(table, PRICES);
        boolean clear = quantities.size() == 1
                && prices.size() == 1
                && !quantities.equals(prices)
                && table.column("revenue").isEmpty();
        return clear
                ? Optional.of(new DefinitionEntry(
                        place,
                        Status.DRAFT,
                        Kind.MEASURE,
                        "revenue",
                        table.name(),
                        "sum(" + SqlIdentifiers.quoteIfNeeded(quantities.get(0).sqlName()) + " * "
                                + SqlIdentifiers.quoteIfNeeded(prices.get(0).sqlName()) + ")",
                        Words.NONE,
                        Map.of()))
                : Optional.empty();
    }

    private static List<ColumnProfile> named(TableProfile table, Set<String> names) {
        List<ColumnProfile> found = new ArrayList<>();
        for (ColumnProfile column : table.columns()) {
            if (column.type().numeric()
                    && FoldedWords.of(column.name()).stream().anyMatch(names::contains)) {
                found.add(column);
            }
        }
        return found;
    }
}
