package io.github.bigdatamigrator.text;

import java.util.Map;
import java.util.Set;

/** Forms the singular and the plural of English nouns in lower case. */
public final class Plurals {
    private static final Map<String, String> IRREGULAR = Map.of(
            "people", "person", "children", "child", "men", "man", "women", "woman", "movies", "movie", "buses", "bus");
    /** Nouns that are their own plural, and plurals without an s of other languages. */
    private static final Set<String> ONE_FORM =
            Set.of(("staff leute data media series news inventory history equipment personnel kunden artikel produkte"
                            + " mitarbeiter filialen lieferanten rechnungen bestellungen"
                            + " verkäufe umsätze freight software music")
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
