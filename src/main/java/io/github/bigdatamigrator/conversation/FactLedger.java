package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Indexes the latest {@value #MAX_FACTS} facts of a conversation by the words of their questions. The event log keeps
 * all of them. Not thread-safe.
 */
final class FactLedger {
    /** About a megabyte; a repeated fact is stored once. */
    static final int MAX_FACTS = 2000;

    private static final double MIN_SIMILARITY = 0.5;
    private static final Pattern TURN =
            Pattern.compile("(?i)(?:\\b(?:turn|question|answer)\\s+(?:no\\.?\\s*)?|#)(\\d{1,6})\\b");

    private final LinkedHashMap<String, IndexedFact> facts = new LinkedHashMap<>();
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<List<String>, Integer> questions = new HashMap<>();

    /**
     * @param words all words of the question, in order
     * @param contentWords stems without stop words
     */
    private record IndexedFact(Fact fact, List<String> words, Set<String> contentWords) {
        IndexedFact confirm() {
            return new IndexedFact(fact.confirm(), words, contentWords);
        }
    }

    private record ScoredFact(Fact fact, double score) {}

    void add(Fact fact) {
        IndexedFact added = new IndexedFact(fact, FoldedWords.of(fact.question()), Fact.contentWords(fact.question()));
        if (facts.putIfAbsent(fact.key(), added) != null) {
            return;
        }
        added.contentWords().forEach(word -> frequencies.merge(word, 1, Integer::sum));
        questions.merge(added.words(), 1, Integer::sum);
        if (facts.size() > MAX_FACTS) {
            Iterator<IndexedFact> all = facts.values().iterator();
            IndexedFact eldest = all.next();
            eldest.contentWords().forEach(word -> frequencies.computeIfPresent(word, FactLedger::decrement));
            questions.computeIfPresent(eldest.words(), FactLedger::decrement);
            all.remove();
        }
    }

    private static @Nullable Integer decrement(Object key, int count) {
        return count == 1 ? null : count - 1;
    }

    /** Whether a fact's question has the same words. */
    boolean containsQuestion(String question) {
        return questions.containsKey(FoldedWords.of(question));
    }

    /** Marks the facts of a turn as confirmed. */
    void confirm(int turn) {
        facts.replaceAll((key, indexed) -> indexed.fact().turn() == turn ? indexed.confirm() : indexed);
    }

    /** Marks the equal fact as confirmed, which may come from an earlier turn. */
    void confirm(Fact fact) {
        facts.computeIfPresent(fact.key(), (key, indexed) -> indexed.confirm());
    }

    /**
     * Returns the facts whose questions share at least half of the weight of the question's words, the most similar
     * first. Rare words weigh more. A turn that the question names by number comes first.
     */
    List<Fact> similar(String question, String fingerprint, int limit) {
        Matcher turn = TURN.matcher(question);
        int namedTurn = turn.find() ? Integer.parseInt(turn.group(1)) : -1;
        Map<String, Double> weights = new HashMap<>();
        Fact.contentWords(question).forEach(word -> weights.put(word, weight(word)));
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<ScoredFact> scored = new ArrayList<>();
        for (IndexedFact indexed : facts.values()) {
            if (indexed.fact().fingerprint().equals(fingerprint)) {
                double shared = 0;
                for (Map.Entry<String, Double> word : weights.entrySet()) {
                    shared += indexed.contentWords().contains(word.getKey()) ? word.getValue() : 0;
                }
                double score = indexed.fact().turn() == namedTurn ? 2 : total == 0 ? 0 : shared / total;
                if (score >= MIN_SIMILARITY) {
                    scored.add(new ScoredFact(indexed.fact(), score));
                }
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(ScoredFact::score)
                        .reversed()
                        .thenComparing(hit -> !hit.fact().confirmed())
                        .thenComparing(hit -> -hit.fact().turn()))
                .limit(limit)
                .map(ScoredFact::fact)
                .toList();
    }

    /** Inverse document frequency. */
    private double weight(String word) {
        return Math.log(1 + (facts.size() + 1.0) / (1 + frequencies.getOrDefault(word, 0)));
    }

    /** Returns the latest fact with a query whose question has the same words. */
    Optional<Fact> sameQuestion(String question, String fingerprint) {
        List<String> words = FoldedWords.of(question);
        if (!questions.containsKey(words)) {
            return Optional.empty();
        }
        return facts.values().stream()
                .filter(indexed -> indexed.words().equals(words))
                .map(IndexedFact::fact)
                .filter(fact -> !fact.sql().isEmpty() && fact.fingerprint().equals(fingerprint))
                .reduce((earlier, later) -> later);
    }

    List<Fact> facts() {
        return facts.values().stream().map(IndexedFact::fact).toList();
    }
}
