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
import java.util.stream.DoubleStream;
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

    private @Nullable Similar lastSearch;

    /**
     * @param words all words of the question, in order
     * @param contentWords stems without stop words
     * @param signature a bit for each content word; different words may have the same
     */
    private record IndexedFact(Fact fact, List<String> words, Set<String> contentWords, long signature) {
        static IndexedFact of(Fact fact) {
            Set<String> content = Fact.contentWords(fact.question());
            long signature = 0;
            for (String word : content) {
                signature |= bit(word);
            }
            return new IndexedFact(fact, FoldedWords.of(fact.question()), content, signature);
        }

        static long bit(String word) {
            return 1L << ((word.hashCode() * 0x9E3779B9) >>> 26);
        }

        IndexedFact confirm() {
            return new IndexedFact(fact.confirm(), words, contentWords, signature);
        }
    }

    /** The last search, which one turn repeats. */
    private record Similar(String question, String fingerprint, int limit, List<Fact> found) {}

    private record ScoredFact(Fact fact, double score) {}

    void add(Fact fact) {
        IndexedFact added = IndexedFact.of(fact);
        lastSearch = null;
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
        lastSearch = null;
        facts.replaceAll((key, indexed) -> indexed.fact().turn() == turn ? indexed.confirm() : indexed);
    }

    /** Marks the equal fact as confirmed, which may come from an earlier turn. */
    void confirm(Fact fact) {
        lastSearch = null;
        facts.computeIfPresent(fact.key(), (key, indexed) -> indexed.confirm());
    }

    /**
     * Returns the facts whose questions share at least half of the weight of the question's words, the most similar
     * first. Rare words weigh more. A turn that the question names by number comes first.
     */
    List<Fact> similar(String question, String fingerprint, int limit) {
        Similar last = lastSearch;
        if (last == null
                || !last.question().equals(question)
                || !last.fingerprint().equals(fingerprint)
                || last.limit() != limit) {
            last = new Similar(question, fingerprint, limit, search(question, fingerprint, limit));
            lastSearch = last;
        }
        return last.found();
    }

    private List<Fact> search(String question, String fingerprint, int limit) {
        Matcher turn = TURN.matcher(question);
        int namedTurn = turn.find() ? Integer.parseInt(turn.group(1)) : -1;
        List<String> words = List.copyOf(Fact.contentWords(question));
        double[] weights = words.stream().mapToDouble(this::weight).toArray();
        long[] bits = words.stream().mapToLong(IndexedFact::bit).toArray();
        double total = DoubleStream.of(weights).sum();
        List<ScoredFact> scored = new ArrayList<>();
        for (IndexedFact indexed : facts.values()) {
            boolean named = indexed.fact().turn() == namedTurn;
            double possible = 0;
            for (int i = 0; i < bits.length; i++) {
                possible += (indexed.signature() & bits[i]) != 0 ? weights[i] : 0;
            }
            if ((!named && (total == 0 || possible / total < MIN_SIMILARITY))
                    || !indexed.fact().fingerprint().equals(fingerprint)) {
                continue;
            }
            double shared = 0;
            for (int i = 0; i < weights.length; i++) {
                shared += indexed.contentWords().contains(words.get(i)) ? weights[i] : 0;
            }
            double score = named ? 2 : shared / total;
            if (score >= MIN_SIMILARITY) {
                scored.add(new ScoredFact(indexed.fact(), score));
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
