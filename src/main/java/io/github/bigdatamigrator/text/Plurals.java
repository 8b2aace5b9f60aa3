package io.github.bigdatamigrator.text;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forms the singular and the plural of English nouns in lower case. */
public final class Plurals {
    private static final Map<String, String> IRREGULAR = Map.of(
            "people", "person", "children", "child", "men", "man", "women", "woman", "movies", "movie", "buses", "bus");
    /** German nouns of business data, to which English endings do not fit. */
    private static final Map<String, String> GERMAN = Stream.of(("kunde=kunden verkauf=verkäufe auftrag=aufträge"
                            + " stadt=städte filiale=filialen lieferant=lieferanten produkt=produkte"
                            + " rechnung=rechnungen bestellung=bestellungen beleg=belege konto=konten"
                            + " vertrag=verträge standort=standorte abteilung=abteilungen firma=firmen"
                            + " zahlung=zahlungen buchung=buchungen umsatz=umsätze betrag=beträge"
                            + " gehalt=gehälter")
                    .split(" "))
            .map(pair -> pair.split("="))
            .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    /** Nouns that are their own plural, and plurals without an s of other languages. */
    private static final Set<String> ONE_FORM =
            Set.of(("staff leute data media series news inventory history equipment personnel kunden artikel produkte"
                            + " mitarbeiter filialen lieferanten rechnungen bestellungen"
                            + " verkäufe umsätze verkaeufe umsaetze auftraege belege zahlungen buchungen abteilungen"
                            + " standorte verträge vertraege freight software music")
                    .split(" "));

    private Plurals() {}

    /** The singular by the word's ending alone: near enough to compare two words, not to print one. */
    public static String stem(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if ((length > 4
                        && (word.endsWith("sses")
                                || word.endsWith("xes")
                                || word.endsWith("ches")
                                || word.endsWith("shes")))
                || (length > 6 && word.endsWith("uses") && !word.endsWith("ouses"))) {
            return word.substring(0, length - 2);
        }
        boolean plural = length > 3 && word.endsWith("s");
        return plural && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")
                ? word.substring(0, length - 1)
                : word;
    }

    /** The singular as it is printed; a noun that is its own plural stays as it is. */
    public static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        return irregular != null ? irregular : foreign(word) || hasOneForm(word) ? word : stem(word);
    }

    /** The plural as it is printed. */
    public static String plural(String word) {
        for (Map.Entry<String, String> pair : IRREGULAR.entrySet()) {
            if (pair.getValue().equals(word)) {
                return pair.getKey();
            }
        }
        String german = GERMAN.get(word);
        if (german != null) {
            return german;
        }
        if (foreign(word) || hasOneForm(word) || word.isEmpty() || Character.isDigit(word.charAt(word.length() - 1))) {
            return word;
        }
        if (word.endsWith("y") && word.length() > 1 && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word + (word.matches(".*(s|x|ch|sh)") ? "es" : "s");
    }

    /** Whether a noun is its own plural: {@code staff}, {@code inventory}. */
    public static boolean hasOneForm(String word) {
        return ONE_FORM.contains(word);
    }

    /** English endings do not fit words with other letters. */
    private static boolean foreign(String word) {
        return word.chars().anyMatch(letter -> letter > 127);
    }
}
