package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the guided question that a free question clearly is. Words weigh the more the fewer guided questions have them;
 * nearly all of the weight must be shared both ways, the runner-up must be clearly behind, and numbers and quoted words
 * must be the same.
 */
final class GuidedQuestionMatcher {
    private static final double COVERAGE = 0.8;
    private static final double MARGIN = 0.1;

    private static final Set<String> FILLERS = Set.of(
            "the", "a", "an", "of", "in", "on", "is", "are", "was", "were", "do", "does", "did", "there", "we", "our",
            "i", "my", "me", "you", "it", "this", "these", "what", "which", "who", "show", "give", "tell", "list",
            "please", "can", "all", "have", "has", "and", "to", "for", "with", "that", "their", "its", "be", "been",
            "data", "s", "by", "per", "from", "at");

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("best", "top"),
            Map.entry("highest", "top"),
            Map.entry("biggest", "top"),
            Map.entry("largest", "top"),
            Map.entry("most", "top"),
            Map.entry("selling", "sell"),
            Map.entry("sold", "sell"),
            Map.entry("seller", "sell"),
            Map.entry("sale", "sell"),
            Map.entry("turnover", "revenue"),
            Map.entry("mean", "average"),
            Map.entry("avg", "average"),
            Map.entry("client", "customer"),
            Map.entry("item", "product"),
            Map.entry("article", "product"),
            Map.entry("monthly", "month"),
            Map.entry("yearly", "year"),
            Map.entry("daily", "day"),
            Map.entry("quantity", "number"),
            Map.entry("count", "number"));

    private GuidedQuestionMatcher() {}

    static Optional<GuidedQuestion> of(String question, List<GuidedQuestion> guided) {
        Set<String> asked = words(question);
        Map<String, Integer> spread = new HashMap<>();
        for (GuidedQuestion candidate : guided) {
            words(candidate.text()).forEach(word -> spread.merge(word, 1, Integer::sum));
        }
        GuidedQuestion best = null;
        double first = 0;
        double second = 0;
        for (GuidedQuestion candidate : guided) {
            double score = score(asked, words(candidate.text()), spread, guided.size());
            if (score > first) {
                second = first;
                first = score;
                best = candidate;
            } else {
                second = Math.max(second, score);
            }
        }
        boolean clear = first >= COVERAGE && (first - second >= MARGIN);
        return clear ? Optional.ofNullable(best) : Optional.empty();
    }

    /** The lesser of what either side shares, by weight; 0 when a number is in one of them only. */
    private static double score(Set<String> asked, Set<String> offered, Map<String, Integer> spread, int size) {
        double shared = 0;
        double mine = 0;
        double theirs = 0;
        Set<String> all = new HashSet<>(asked);
        all.addAll(offered);
        for (String word : all) {
            // A word that no guided question has weighs most: it says what the others do not.
            double weight = Math.log(1 + (size + 1.0) / spread.getOrDefault(word, 1));
            boolean ours = asked.contains(word);
            boolean others = offered.contains(word);
            if (ours != others && FoldedWords.hasDigit(word)) {
                return 0;
            }
            shared += ours && others ? weight : 0;
            mine += ours ? weight : 0;
            theirs += others ? weight : 0;
        }
        return shared == 0 ? 0 : shared / Math.max(mine, theirs);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : FoldedWords.of(text)) {
            String stem = Plurals.stem(word);
            if (!FILLERS.contains(word)) {
                words.add(SYNONYMS.getOrDefault(word, SYNONYMS.getOrDefault(stem, stem)));
            }
        }
        return words;
    }
}
