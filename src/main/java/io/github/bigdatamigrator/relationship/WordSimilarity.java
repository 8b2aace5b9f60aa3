package io.github.bigdatamigrator.relationship;

import java.util.List;

/** Measures the similarity of words and of sequences of words, from 0 to 1. */
final class WordSimilarity {
    static final double INFLECTED = 0.9;
    static final double SHORTENED = 0.8;
    private static final int MINIMUM_STEM = 4;
    private static final double COMMON = 0.7;
    private static final String VOWELS = "aeiou";

    private WordSimilarity() {}

    /** Returns 1 for the same word, less for an inflected or shortened one, 0 for different words. */
    static double alike(String first, String second) {
        if (first.equals(second)) {
            return 1;
        }
        String shorter = first.length() <= second.length() ? first : second;
        String longer = first.length() <= second.length() ? second : first;
        int common = 0;
        while (common < shorter.length() && shorter.charAt(common) == longer.charAt(common)) {
            common++;
        }
        if (common >= MINIMUM_STEM && longer.length() - common <= 3 && common >= COMMON * longer.length()) {
            return INFLECTED;
        }
        return abbreviates(shorter, longer) ? SHORTENED : 0;
    }

    /**
     * Whether a word abbreviates another or equals it: its first letters, or these and some later consonants in order.
     * An abbreviation that keeps vowels after the first letter must keep the last consonant too: {@code dept} of
     * “department” and {@code prd} of “product”, but not {@code den} of “department”.
     */
    static boolean abbreviates(String shorter, String longer) {
        if (shorter.length() < 2) {
            return false;
        }
        if (longer.startsWith(shorter)) {
            return true;
        }
        if (shorter.length() < 3
                || shorter.length() * 2 > longer.length() + 1
                || shorter.charAt(0) != longer.charAt(0)) {
            return false;
        }
        int at = 1;
        boolean together = true;
        boolean vowels = false;
        for (int i = 1; i < longer.length() && at < shorter.length(); i++) {
            char letter = longer.charAt(i);
            boolean vowel = VOWELS.indexOf(letter) >= 0;
            if (letter == shorter.charAt(at) && (together || !vowel)) {
                vowels |= vowel;
                at++;
            } else {
                together = false;
            }
        }
        return at == shorter.length() && (!vowels || shorter.charAt(shorter.length() - 1) == lastConsonant(longer));
    }

    private static char lastConsonant(String word) {
        int last = word.length() - 1;
        while (last > 0 && VOWELS.indexOf(word.charAt(last)) >= 0) {
            last--;
        }
        return word.charAt(last);
    }

    /** Compares {@code part} with {@code words} from {@code offset} on: the similarity of the least similar word. */
    static double at(List<String> words, int offset, List<String> part) {
        if (part.isEmpty() || offset < 0 || offset + part.size() > words.size()) {
            return 0;
        }
        double worst = 1;
        for (int i = 0; i < part.size() && worst > 0; i++) {
            worst = Math.min(worst, alike(words.get(offset + i), part.get(i)));
        }
        return worst;
    }

    static double ends(List<String> words, List<String> part) {
        return at(words, words.size() - part.size(), part);
    }

    static double equal(List<String> words, List<String> part) {
        if (words.size() == part.size()) {
            return at(words, 0, part);
        }
        // “orderdetail” and “order detail”.
        return !words.isEmpty() && String.join("", words).equals(String.join("", part)) ? 1 : 0;
    }

    static boolean gluedEnd(List<String> words, List<String> part) {
        String joined = String.join("", words);
        String ending = String.join("", part);
        return ending.length() > MINIMUM_STEM && joined.length() > ending.length() && joined.endsWith(ending);
    }

    static double contains(List<String> words, List<String> part) {
        double best = 0;
        for (int offset = 0; offset + part.size() <= words.size(); offset++) {
            best = Math.max(best, at(words, offset, part));
        }
        return best;
    }

    /** Whether a word consists of the beginnings of all words in order: {@code cdemo} of “customer demographic”. */
    static boolean initials(String word, List<String> of) {
        return of.size() > 1 && initials(word, 0, of, 0);
    }

    private static boolean initials(String word, int from, List<String> of, int index) {
        if (index == of.size()) {
            return from == word.length();
        }
        String next = of.get(index);
        for (int length = Math.min(next.length(), word.length() - from); length >= 1; length--) {
            if (next.startsWith(word.substring(from, from + length)) && initials(word, from + length, of, index + 1)) {
                return true;
            }
        }
        return false;
    }
}
