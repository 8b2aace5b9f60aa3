package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the guided question that means the same as a free question. Words are weighted by inverse document frequency
 * over the guided questions. Both questions must share at least 80 % of their weight, the second-best match must score
 * at least 0.1 less, and words with digits must be the same.
 */
final class GuidedQuestionMatcher {
    private static final double COVERAGE = 0.8;
    private static final double MARGIN = 0.1;
    private static final double RELATED = 0.25;

    private static final Set<String> FILLERS = Set.of(
            "the", "a", "an", "of", "in", "on", "is", "are", "was", "were", "do", "does", "did", "there", "we", "our",
            "i", "my", "me", "you", "it", "this", "these", "what", "which", "who", "show", "give", "tell", "list",
            "please", "can", "all", "have", "has", "and", "to", "for", "with", "that", "their", "its", "be", "been",
            "data", "s", "by", "per", "from", "at");

    /** Groups of synonyms; the first word of a group replaces the others. */
    private static final List<List<String>> SYNONYMS = List.of(
            List.of("top", "best", "highest", "biggest", "largest", "most"),
            List.of("sell", "selling", "sold", "seller", "sale"),
            List.of("revenue", "turnover"),
            List.of("average", "mean", "avg"),
            List.of("customer", "client"),
            List.of("product", "item", "article"),
            List.of("month", "monthly"),
            List.of("year", "yearly"),
            List.of("day", "daily"),
            List.of("number", "quantity", "count"),
            List.of("share", "percentage", "percent", "proportion"));

    private GuidedQuestionMatcher() {}

    static Optional<GuidedQuestion> of(String question, List<GuidedQuestion> guided) {
        List<Scored> best = scored(question, guided);
        boolean clear = !best.isEmpty()
                && best.get(0).score() >= COVERAGE
                && (best.size() < 2 || best.get(0).score() - best.get(1).score() >= MARGIN);
        return clear ? Optional.of(best.get(0).question()) : Optional.empty();
    }

    /** The question with the most in common, which need not mean the same; empty if none has a word in common. */
    static Optional<GuidedQuestion> nearest(String question, List<GuidedQuestion> guided) {
        return scored(question, guided).stream()
                .filter(best -> best.score() >= RELATED)
                .map(Scored::question)
                .findFirst();
    }

    /** Whether one of the questions has all words of another that mean something, so that it asks for that too. */
    static Predicate<String> coveredBy(List<String> questions) {
        List<Set<String>> all =
                questions.stream().map(GuidedQuestionMatcher::words).toList();
        return other -> {
            Set<String> wanted = words(other);
            return all.stream().anyMatch(words -> words.containsAll(wanted));
        };
    }

    private record Scored(GuidedQuestion question, double score) {}

    /** All questions, the most similar first. */
    private static List<Scored> scored(String question, List<GuidedQuestion> guided) {
        Set<String> asked = words(question);
        Map<String, Integer> documentFrequency = new HashMap<>();
        for (GuidedQuestion candidate : guided) {
            words(candidate.text()).forEach(word -> documentFrequency.merge(word, 1, Integer::sum));
        }
        return guided.stream()
                .map(candidate ->
                        new Scored(candidate, score(asked, words(candidate.text()), documentFrequency, guided.size())))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }

    /** The shared weight over the weight of the heavier question; 0 if a word with a digit is in only one of them. */
    private static double score(
            Set<String> asked, Set<String> offered, Map<String, Integer> documentFrequency, int size) {
        double shared = 0;
        double askedWeight = 0;
        double offeredWeight = 0;
        Set<String> all = new HashSet<>(asked);
        all.addAll(offered);
        for (String word : all) {
            double weight = Math.log(1 + (size + 1.0) / documentFrequency.getOrDefault(word, 1));
            boolean inAsked = asked.contains(word);
            boolean inOffered = offered.contains(word);
            if (inAsked != inOffered && FoldedWords.hasDigit(word)) {
                return 0;
            }
            shared += inAsked && inOffered ? weight : 0;
            askedWeight += inAsked ? weight : 0;
            offeredWeight += inOffered ? weight : 0;
        }
        return shared == 0 ? 0 : shared / Math.max(askedWeight, offeredWeight);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : FoldedWords.of(text)) {
            String stem = Plurals.stem(word);
            if (!FILLERS.contains(word)) {
                words.add(SYNONYMS.stream()
                        .filter(group -> group.contains(word) || group.contains(stem))
                        .map(group -> group.get(0))
                        .findFirst()
                        .orElse(stem));
            }
        }
        return words;
    }
}
