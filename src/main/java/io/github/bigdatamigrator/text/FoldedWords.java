package io.github.bigdatamigrator.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits questions, values and names into words that are compared without case, accents and plurals. */
public final class FoldedWords {
    /** The words for the numbers from 1 to 12, one first. */
    public static final List<String> ENGLISH_NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    /** As {@link #ENGLISH_NUMBERS}, folded. */
    public static final List<String> GERMAN_NUMBERS =
            List.of("ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Unlike in an identifier, a digit and a capital stay together: {@code 4K}, {@code 2023Q1}. */
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    /** First or last words of names of years; {@code Vorjahr} is mostly an amount of the year before. */
    private static final Pattern YEAR =
            Pattern.compile("(?!halb|vor|quartal)\\p{L}*(?:year|jahr|jahrgang)|yr|vintage|published|founded|established"
                    + "|built|born|released|gegrundet|gegruendet|erbaut|gebaut|geboren|erschienen|veroffentlicht");

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");

    private FoldedWords() {}

    /** Lower case, without accents. */
    public static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** All words in order, folded; camelCase and snake_case are split. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String piece : CAMEL.split(text)) {
            words.addAll(IdentifierWords.split(APART, fold(piece)));
        }
        return words;
    }

    /** The different words of a text, each in the singular. */
    public static Set<String> stems(String text) {
        Set<String> stems = new LinkedHashSet<>();
        of(text).forEach(word -> stems.add(Plurals.stem(word)));
        return stems;
    }

    /** Whether the name of a column says that its numbers may be years: {@code year_built}, {@code Baujahr}. */
    public static boolean nameYears(String name) {
        List<String> words = of(name);
        return !words.isEmpty()
                && (YEAR.matcher(words.get(0)).matches()
                        || YEAR.matcher(words.get(words.size() - 1)).matches());
    }

    /** Whether a text has a digit of any script. */
    public static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
