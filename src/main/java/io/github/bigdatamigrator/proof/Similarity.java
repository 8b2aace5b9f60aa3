package io.github.bigdatamigrator.proof;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How likely a stored value is what a text means, 0 to 1: equal but for case and accents, a typo apart, a prefix, or an
 * abbreviation ({@code CA}, {@code NY}, {@code TX}). Pure; safe for use by several threads.
 */
final class Similarity {
    /** Shares of one; their order is the order of hits, their size is judgement. */
    private static final double INITIALS = 0.9;

    private static final double SHORT_PREFIX = 0.85;
    private static final double WORD_INSIDE = 0.8;
    private static final double SKIPPING_LETTERS = 0.7;
    private static final int LONGEST_ABBREVIATION = 4;
    private static final int MOST_CHARACTERS = 256;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Similarity() {}

    /** Lower case without accents; what is neither letter nor digit becomes one blank. */
    static String fold(String text) {
        String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        String plain =
                MARKS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** Of two folded texts. */
    static double of(String wanted, String stored) {
        if (wanted.equals(stored)) {
            return 1;
        }
        if (wanted.isEmpty() || stored.isEmpty()) {
            return 0;
        }
        double best = spelling(wanted, stored);
        best = Math.max(best, inside(wanted, stored));
        best = Math.max(best, abbreviation(wanted, stored));
        return Math.min(best, 0.99);
    }

    private static double spelling(String left, String right) {
        int longer = Math.max(left.length(), right.length());
        return 1 - (double) distance(left, right) / longer;
    }

    /** One text stands in the other as whole words: {@code york} in {@code new york}. */
    private static double inside(String left, String right) {
        String shorter = left.length() <= right.length() ? left : right;
        String longer = left.length() <= right.length() ? right : left;
        if (shorter.length() < 3 || !(" " + longer + " ").contains(" " + shorter + " ")) {
            return 0;
        }
        return WORD_INSIDE * (0.5 + 0.5 * shorter.length() / longer.length());
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
            return shorter.length() <= LONGEST_ABBREVIATION
                    ? SHORT_PREFIX
                    : SHORT_PREFIX * (0.7 + 0.3 * shorter.length() / longer.length());
        }
        boolean skips = shorter.length() <= LONGEST_ABBREVIATION
                && shorter.charAt(0) == longer.charAt(0)
                && lettersInOrder(shorter, longer);
        return skips ? SKIPPING_LETTERS * (0.8 + 0.2 * tightness(shorter, longer)) : 0;
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

    /**
     * Levenshtein's distance, an exchange of neighbours counting as one. That of commons-text 1.15 compares boxed
     * characters by reference, so that no letter beyond ASCII equals itself.
     */
    private static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                boolean exchanged = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (exchanged) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            before = previous;
            previous = current;
        }
        return previous[right.length()];
    }
}
