package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a name as people write them in files: {@code InvoiceLine}, {@code order_details}, {@code dim.Kunden}.
 */
record Words(List<String> list) {
    private static final Set<String> NOISE = Set.of("dim", "fact", "tbl", "stg", "table");
    /**
     * The letter of the table that some put before each column; {@code e} and {@code x} say something: e-mail,
     * x-coordinate.
     */
    private static final Pattern PREFIX = Pattern.compile("[a-df-w]");

    private static final Pattern DEFAULT_SHEET = Pattern.compile("(sheet|tabelle|feuil|hoja|foglio)\\d+");
    /** What is short in files and long in sentences. */
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("pct", "percentage"),
            Map.entry("qty", "quantity"),
            Map.entry("amt", "amount"),
            Map.entry("avg", "average"),
            Map.entry("tms", "time"),
            Map.entry("ts", "time"),
            Map.entry("dt", "date"),
            Map.entry("nbr", "number"),
            Map.entry("desc", "description"),
            Map.entry("dept", "department"),
            Map.entry("mgr", "manager"),
            Map.entry("cust", "customer"),
            Map.entry("emp", "employee"),
            Map.entry("prod", "product"));

    /** What single pieces are called of things that have no plural. */
    private static final Map<String, String> PIECES = Map.of(
            "staff",
            "member",
            "inventory",
            "item",
            "history",
            "entry",
            "equipment",
            "item",
            "data",
            "record",
            "news",
            "item",
            "personnel",
            "member",
            "software",
            "item");

    /** Old databases fold names to lower case, which leaves {@code orderdate} of OrderDate. */
    private static final Pattern GLUED = Pattern.compile("(order|ship|shipped|due|required|hire|hired|commit|receipt"
            + "|start|end|sale|sales|invoice|create|created|modified|payment|return|delivery|sell|purchase|posting"
            + "|transaction|booking|birth)(date)|(\\p{L}{4,})(price|cost|flag|priority|status)");

    Words {
        list = List.copyOf(list);
    }

    /** The words of a text as a set. */
    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    static Words of(String name) {
        List<String> words = new ArrayList<>();
        for (String word : IdentifierWords.of(name)) {
            Matcher glued = GLUED.matcher(word);
            if (glued.matches()) {
                int part = glued.group(1) == null ? 3 : 1;
                words.add(glued.group(part));
                words.add(glued.group(part + 1));
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
        return words.isEmpty() ? new Words(List.of(name.strip())) : new Words(words);
    }

    /** In full: a quantity where the file says qty. */
    String text() {
        return String.join(
                " ", list.stream().map(word -> LONG.getOrDefault(word, word)).toList());
    }

    /** One of them: a staff member, an order. */
    String one() {
        String piece = PIECES.get(last());
        return singular().text() + (piece == null ? "" : " " + piece);
    }

    /** Several of them: staff members, orders. */
    String many() {
        String piece = PIECES.get(last());
        return piece == null ? plural().text() : text() + " " + Plurals.plural(piece);
    }

    /** With its article: an order, a product. */
    static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("unit") && !noun.startsWith("user")
                        ? "an "
                        : "a ")
                + noun;
    }

    /** Whether it is said of several: milliseconds, units in stock. */
    boolean several() {
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

    private boolean uncountable() {
        return Plurals.hasOneForm(last()) || Set.of("revenue", "tax", "stock").contains(last());
    }

    /** “an unusually high amount”, “unusually many milliseconds”, “unusually high freight”. */
    String unusuallyHigh() {
        return (several() ? "unusually many " : uncountable() ? "unusually high " : "an unusually high ") + text();
    }

    /** “a higher amount”, “more milliseconds”. */
    String higher() {
        return (several() ? "more " : uncountable() ? "higher " : "a higher ") + text();
    }

    /** “a lower amount”, “fewer milliseconds”. */
    String lower() {
        return (several() ? "fewer " : uncountable() ? "lower " : "a lower ") + text();
    }

    String last() {
        return list.get(list.size() - 1);
    }

    /** Whether one of the words, or its singular, is among those. */
    boolean any(Collection<String> among) {
        return list.stream().anyMatch(word -> among.contains(word) || among.contains(Plurals.singular(word)));
    }

    Words singular() {
        return withLast(Plurals.singular(last()));
    }

    Words plural() {
        return withLast(Plurals.plural(Plurals.singular(LONG.getOrDefault(last(), last()))));
    }

    /** Without a last word of this kind, unless nothing would be left. */
    Words dropLast(Set<String> endings) {
        return list.size() > 1 && endings.contains(last()) ? new Words(list.subList(0, list.size() - 1)) : this;
    }

    Words without(Collection<String> unwanted) {
        return new Words(list.stream().filter(word -> !unwanted.contains(word)).toList());
    }

    private Words withLast(String word) {
        List<String> changed = new ArrayList<>(list.subList(0, list.size() - 1));
        changed.add(word);
        return new Words(changed);
    }
}
