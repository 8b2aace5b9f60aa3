package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.text.NearestName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Computes how similar a stored value is to a text, from 0 to 1: equal without case and accents, a typo, a prefix, or
 * an abbreviation ({@code CA}, {@code NY}, {@code TX}). Pure; safe for use by several threads.
 */
final class ValueSimilarity {
    private static final double SHORT_PREFIX = 0.85;
    private static final double CONTAINED_WORDS = 0.8;
    private static final double LETTERS_IN_ORDER = 0.7;
    private static final int MAX_ABBREVIATION = 4;
    private static final int MAX_CHARACTERS = 256;
    /** Scores whose order ranks the kinds of match; the values themselves are estimates. */
    private static final double INITIALS = 0.9;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private ValueSimilarity() {}

    /** Lower case without accents; other characters than letters and digits become one blank. */
    static String fold(String text) {
        String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String plain =
                MARKS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    static double of(String wanted, String stored) {
        if (wanted.equals(stored)) {
            return 1;
        }
        if (wanted.isEmpty() || stored.isEmpty()) {
            return 0;
        }
        double best = Math.max(contained(wanted, stored), abbreviation(wanted, stored));
        return Math.min(Math.max(best, spelling(wanted, stored)), 0.99);
    }

    private static double spelling(String left, String right) {
        int longer = Math.max(left.length(), right.length());
        return 1 - (double) NearestName.editsWithSwaps(left, right) / longer;
    }

    /** Whether one text contains the other as whole words: {@code york} in {@code new york}. */
    private static double contained(String left, String right) {
        String shorter = left.length() <= right.length() ? left : right;
        String longer = left.length() <= right.length() ? right : left;
        if (shorter.length() < 3 || !(" " + longer + " ").contains(" " + shorter + " ")) {
            return 0;
        }
        return CONTAINED_WORDS * (0.5 + 0.5 * shorter.length() / longer.length());
    }

    private static double abbreviation(String left, String right) {
        String shorter = (left.length() <= right.length() ? left : right).replace(" ", "");
        String longer = left.length() <= right.length() ? right : left;
        if (shorter.length() < 2 || shorter.equals(longer)) {
            return 0;
        }
        if (shorter.equals(initials(longer))) {
            return INITIALS;
        }
        if (longer.startsWith(shorter)) {
            return shorter.length() <= MAX_ABBREVIATION
                    ? SHORT_PREFIX
                    : SHORT_PREFIX * (0.7 + 0.3 * shorter.length() / longer.length());
        }
        boolean skips = shorter.length() <= MAX_ABBREVIATION
                && shorter.charAt(0) == longer.charAt(0)
                && lettersInOrder(shorter, longer);
        return skips ? LETTERS_IN_ORDER * (0.8 + 0.2 * tightness(shorter, longer)) : 0;
    }

    private static String initials(String text) {
        StringBuilder initials = new StringBuilder();
        for (String word : text.split(" ")) {
            initials.append(word.charAt(0));
        }
        return initials.toString();
    }

    private static boolean lettersInOrder(String shorter, String longer) {
        int found = -1;
        for (int i = 0; i < shorter.length(); i++) {
            found = longer.indexOf(shorter.charAt(i), found + 1);
            if (found < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the abbreviation also ends as the word does, as {@code ky} for {@code kentucky}. */
    private static double tightness(String shorter, String longer) {
        return shorter.charAt(shorter.length() - 1) == longer.charAt(longer.length() - 1) ? 1 : 0;
    }
}
