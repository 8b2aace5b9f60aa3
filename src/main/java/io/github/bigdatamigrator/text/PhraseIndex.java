package io.github.bigdatamigrator.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds known texts in a sentence, ignoring case, accents, plurals and small typos: one in a text of five letters, two
 * from eight on, and none in the first letter. Texts of more than five words are not found. Safe for use by several
 * threads after the last {@link #add}.
 *
 * @param <T> what a text stands for
 */
public final class PhraseIndex<T> {
    private static final int MAX_WORDS = 5;
    private static final int MIN_LENGTH = 3;
    private static final int ONE_TYPO_LENGTH = 5;
    private static final int TWO_TYPOS_LENGTH = 8;

    private final Map<String, List<Text<T>>> byStem = new HashMap<>();
    private final Map<String, List<Text<T>>> byShape = new HashMap<>();

    private record Text<T>(String words, T known) {}

    /**
     * A known text in a sentence.
     *
     * @param phrase the words of the sentence, folded
     * @param same whether they are the folded text itself
     * @param distance edits between them; 0 for another number of the noun
     */
    public record Hit<T>(T known, String phrase, boolean same, int distance) {}

    public void add(String text, T known) {
        List<String> parts = FoldedWords.of(text);
        if (parts.isEmpty()
                || parts.size() > MAX_WORDS
                || String.join("", parts).length() < MIN_LENGTH) {
            return;
        }
        String words = String.join(" ", parts);
        Text<T> entry = new Text<>(words, known);
        byStem.computeIfAbsent(Plurals.stem(words), any -> new ArrayList<>()).add(entry);
        if (words.length() >= ONE_TYPO_LENGTH) {
            byShape.computeIfAbsent(shape(parts.size(), words.length(), words), any -> new ArrayList<>())
                    .add(entry);
        }
    }

    private static String shape(int words, int length, String text) {
        return words + " " + length + text.charAt(0);
    }

    /** @param words the words of the sentence, folded, in order */
    public List<Hit<T>> find(List<String> words) {
        List<Hit<T>> hits = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            for (int count = 1; count <= MAX_WORDS && from + count <= words.size(); count++) {
                String phrase = String.join(" ", words.subList(from, from + count));
                String stem = Plurals.stem(phrase);
                byStem.getOrDefault(stem, List.of())
                        .forEach(text -> hits.add(
                                new Hit<>(text.known(), phrase, text.words().equals(phrase), 0)));
                if (phrase.length() >= ONE_TYPO_LENGTH - 1) {
                    addSimilar(phrase, stem, count, hits);
                }
            }
        }
        return hits;
    }

    private void addSimilar(String phrase, String stem, int count, List<Hit<T>> hits) {
        for (int length = phrase.length() - 2; length <= phrase.length() + 2; length++) {
            for (Text<T> text : byShape.getOrDefault(shape(count, length, phrase), List.of())) {
                int typos = length >= TWO_TYPOS_LENGTH ? 2 : 1;
                if (Math.abs(length - phrase.length()) <= typos
                        && !Plurals.stem(text.words()).equals(stem)) {
                    int distance = NearestName.edits(phrase, text.words());
                    if (distance <= typos) {
                        hits.add(new Hit<>(text.known(), phrase, false, distance));
                    }
                }
            }
        }
    }
}
