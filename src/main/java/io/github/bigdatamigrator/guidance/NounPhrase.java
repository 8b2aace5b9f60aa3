package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forms an English noun phrase from a table or column name, such as {@code InvoiceLine} or {@code order_details}. */
record NounPhrase(List<String> list) {
    private static final Set<String> NOISE = Set.of("dim", "fact", "tbl", "stg", "table");
    /** A one-letter table prefix of a column; {@code e} and {@code x} are words: e-mail, x-coordinate. */
    private static final Pattern PREFIX = Pattern.compile("[a-df-w]");

    /** Nouns that are not counted, whose rows are. */
    private static final Set<String> UNCOUNTABLE = set("""
            weather traffic unemployment employment climate health housing census inflation rainfall precipitation
            energy electricity income wealth crime pollution wetter verkehr klima
            """);
    /** The size or the period of a file behind its name: {@code flights-10k}, {@code sales_2024}, {@code export_v2}. */
    private static final Pattern SIZE = Pattern.compile("\\d+[km]?|v\\d+");

    private static final Pattern DEFAULT_SHEET = Pattern.compile("(sheet|tabelle|feuil|hoja|foglio)\\d+");
    /** Abbreviations of file headers, written out in questions. */
    private static final Map<String, String> ABBREVIATIONS = pairs("""
            pct=percentage qty=quantity amt=amount avg=average tms=time ts=time dt=date nbr=number
            desc=description pop=population dept=department mgr=manager cust=customer emp=employee prod=product
            """);

    /** Nouns without a plural, with the noun that counts them: staff members. */
    private static final Map<String, String> COUNTING_NOUNS = pairs("""
            staff=member inventory=item history=entry equipment=item data=record news=item personnel=member
            software=item
            """);

    /** Compound names in lower case: databases that ignore case make {@code orderdate} of OrderDate. */
    private static final Pattern COMPOUND = Pattern.compile("(order|ship|shipped|due|required|hire|hired|commit|receipt"
            + "|start|end|sale|sales|invoice|create|created|modified|payment|return|delivery|sell|purchase|posting"
            + "|transaction|booking|birth)(date)|(\\p{L}{4,})(price|cost|flag|priority|status)");

    NounPhrase {
        list = List.copyOf(list);
    }

    /** The words of a text as a set. */
    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    /** Reads {@code word=other} pairs. */
    private static Map<String, String> pairs(String pairs) {
        return set(pairs).stream().map(pair -> pair.split("=")).collect(Collectors.toMap(p -> p[0], p -> p[1]));
    }

    static NounPhrase of(ColumnProfile column) {
        return of(column.name());
    }

    static NounPhrase of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : IdentifierWords.of(name)) {
            Matcher compound = COMPOUND.matcher(word);
            if (compound.matches()) {
                int part = compound.group(1) == null ? 3 : 1;
                words.add(compound.group(part));
                words.add(compound.group(part + 1));
                continue;
            }
            // A sheet often repeats the name of its workbook: customers_customers.
            if (words.isEmpty() || !words.get(words.size() - 1).equals(word)) {
                words.add(word);
            }
        }
        while (words.size() > 1
                && DEFAULT_SHEET.matcher(words.get(words.size() - 1)).matches()) {
            words.remove(words.size() - 1);
        }
        while (words.size() > 1
                && (NOISE.contains(words.get(0)) || PREFIX.matcher(words.get(0)).matches())) {
            words.remove(0);
        }
        return words.isEmpty() ? new NounPhrase(List.of(name.strip())) : new NounPhrase(words);
    }

    /** The phrase with abbreviations written out. */
    String text() {
        return String.join(
                " ",
                list.stream()
                        .map(word -> ABBREVIATIONS.getOrDefault(word, word))
                        .toList());
    }

    /** The noun that counts what has no plural: staff members, weather records; null for others. */
    private @Nullable String counter() {
        boolean uncountable = UNCOUNTABLE.contains(last()) || last().matches(".*\\d.*");
        return uncountable ? "record" : COUNTING_NOUNS.get(last());
    }

    /** Without the size or period of the file behind the name. */
    NounPhrase withoutSize() {
        int end = list.size();
        while (end > 1 && SIZE.matcher(list.get(end - 1)).matches()) {
            end--;
        }
        return new NounPhrase(list.subList(0, end));
    }

    /** The singular with its counting noun: staff member, order. */
    String singularNoun() {
        String counter = counter();
        return singular().text() + (counter == null ? "" : " " + counter);
    }

    /** The plural with its counting noun: staff members, orders. */
    String pluralNoun() {
        String counter = counter();
        return counter == null ? plural().text() : text() + " " + Plurals.plural(counter);
    }

    /** The noun with its indefinite article: an order, a product. */
    static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("unit") && !noun.startsWith("user")
                        ? "an "
                        : "a ")
                + noun;
    }

    /** Whether the head noun is a plural: milliseconds, units in stock. */
    boolean isPlural() {
        int head = list.size() - 1;
        for (int i = 1; i < list.size(); i++) {
            if (Set.of("in", "on", "of", "per").contains(list.get(i))) {
                head = i - 1;
                break;
            }
        }
        String noun = list.get(head);
        return !Plurals.singular(noun).equals(noun);
    }

    private boolean isUncountable() {
        return Plurals.hasOneForm(last()) || Set.of("revenue", "tax", "stock").contains(last());
    }

    /** “an unusually high amount”, “unusually many milliseconds”, “unusually high freight”. */
    String unusuallyHigh() {
        return (isPlural() ? "unusually many " : isUncountable() ? "unusually high " : "an unusually high ") + text();
    }

    /** “a higher amount”, “more milliseconds”. */
    String higher() {
        return (isPlural() ? "more " : isUncountable() ? "higher " : "a higher ") + text();
    }

    /** “a lower amount”, “fewer milliseconds”. */
    String lower() {
        return (isPlural() ? "fewer " : isUncountable() ? "lower " : "a lower ") + text();
    }

    String last() {
        return list.get(list.size() - 1);
    }

    /** Whether one of the words, or its singular, is in the collection. */
    boolean any(Collection<String> vocabulary) {
        return list.stream().anyMatch(word -> vocabulary.contains(word) || vocabulary.contains(Plurals.singular(word)));
    }

    NounPhrase singular() {
        return withLast(Plurals.singular(last()));
    }

    NounPhrase plural() {
        return withLast(Plurals.plural(Plurals.singular(ABBREVIATIONS.getOrDefault(last(), last()))));
    }

    /** Without the last word if it is one of the endings, unless nothing would be left. */
    NounPhrase dropLast(Set<String> endings) {
        return list.size() > 1 && endings.contains(last()) ? new NounPhrase(list.subList(0, list.size() - 1)) : this;
    }

    NounPhrase without(Collection<String> unwanted) {
        return new NounPhrase(
                list.stream().filter(word -> !unwanted.contains(word)).toList());
    }

    private NounPhrase withLast(String word) {
        List<String> changed = new ArrayList<>(list.subList(0, list.size() - 1));
        changed.add(word);
        return new NounPhrase(changed);
    }
}
