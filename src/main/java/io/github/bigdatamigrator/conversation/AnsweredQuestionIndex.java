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
 * Indexes the latest {@value #MAX_QUESTIONS} answered questions of a conversation by their words. The event log keeps
 * all of them. Not thread-safe.
 */
final class AnsweredQuestionIndex {
    /** About a megabyte; a repeated answer is stored once. */
    static final int MAX_QUESTIONS = 2000;

    private static final double MIN_SIMILARITY = 0.5;
    private static final Pattern TURN =
            Pattern.compile("(?i)(?:\\b(?:turn|question|answer)\\s+(?:no\\.?\\s*)?|#)(\\d{1,6})\\b");

    private final LinkedHashMap<String, Indexed> answered = new LinkedHashMap<>();
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<List<String>, Integer> questions = new HashMap<>();

    private @Nullable Similar lastSearch;

    /**
     * @param words all words of the question, in order
     * @param contentWords stems without stop words
     * @param signature a bit for each content word; different words may have the same
     */
    private record Indexed(AnsweredQuestion question, List<String> words, Set<String> contentWords, long signature) {
        static Indexed of(AnsweredQuestion question) {
            Set<String> content = AnsweredQuestion.contentWords(question.question());
            long signature = 0;
            for (String word : content) {
                signature |= bit(word);
            }
            return new Indexed(question, FoldedWords.of(question.question()), content, signature);
        }

        static long bit(String word) {
            return 1L << ((word.hashCode() * 0x9E3779B9) >>> 26);
        }

        Indexed confirm() {
            return new Indexed(question.confirm(), words, contentWords, signature);
        }
    }

    /** The last search, which one turn repeats. */
    private record Similar(String question, String fingerprint, int limit, List<AnsweredQuestion> found) {}

    private record Scored(AnsweredQuestion question, double score) {}

    void add(AnsweredQuestion question) {
        Indexed added = Indexed.of(question);
        lastSearch = null;
        if (answered.putIfAbsent(question.key(), added) != null) {
            return;
        }
        added.contentWords().forEach(word -> frequencies.merge(word, 1, Integer::sum));
        questions.merge(added.words(), 1, Integer::sum);
        if (answered.size() > MAX_QUESTIONS) {
            Iterator<Indexed> all = answered.values().iterator();
            Indexed eldest = all.next();
            eldest.contentWords().forEach(word -> frequencies.computeIfPresent(word, AnsweredQuestionIndex::decrement));
            questions.computeIfPresent(eldest.words(), AnsweredQuestionIndex::decrement);
            all.remove();
        }
    }

    private static @Nullable Integer decrement(Object key, int count) {
        return count == 1 ? null : count - 1;
    }

    /** Whether a question has the same words. */
    boolean containsQuestion(String question) {
        return questions.containsKey(FoldedWords.of(question));
    }

    /** Marks the answers of a turn as confirmed. */
    void confirm(int turn) {
        lastSearch = null;
        answered.replaceAll((key, indexed) -> indexed.question().turn() == turn ? indexed.confirm() : indexed);
    }

    /** Marks the equal answer as confirmed, which may come from an earlier turn. */
    void confirm(AnsweredQuestion question) {
        lastSearch = null;
        answered.computeIfPresent(question.key(), (key, indexed) -> indexed.confirm());
    }

    /**
     * Returns the questions that share at least half of the weight of this one's words, the most similar first. Rare
     * words weigh more. A turn that the question names by number comes first.
     */
    List<AnsweredQuestion> similar(String question, String fingerprint, int limit) {
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

    private List<AnsweredQuestion> search(String question, String fingerprint, int limit) {
        Matcher turn = TURN.matcher(question);
        int namedTurn = turn.find() ? Integer.parseInt(turn.group(1)) : -1;
        List<String> words = List.copyOf(AnsweredQuestion.contentWords(question));
        double[] weights = words.stream().mapToDouble(this::weight).toArray();
        long[] bits = words.stream().mapToLong(Indexed::bit).toArray();
        double total = DoubleStream.of(weights).sum();
        List<Scored> scored = new ArrayList<>();
        for (Indexed indexed : answered.values()) {
            boolean named = indexed.question().turn() == namedTurn;
            double possible = 0;
            for (int i = 0; i < bits.length; i++) {
                possible += (indexed.signature() & bits[i]) != 0 ? weights[i] : 0;
            }
            if ((!named && (total == 0 || possible / total < MIN_SIMILARITY))
                    || !indexed.question().fingerprint().equals(fingerprint)) {
                continue;
            }
            double shared = 0;
            for (int i = 0; i < weights.length; i++) {
                shared += indexed.contentWords().contains(words.get(i)) ? weights[i] : 0;
            }
            double score = named ? 2 : shared / total;
            if (score >= MIN_SIMILARITY) {
                scored.add(new Scored(indexed.question(), score));
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score)
                        .reversed()
                        .thenComparing(hit -> !hit.question().confirmed())
                        .thenComparing(hit -> -hit.question().turn()))
                .limit(limit)
                .map(Scored::question)
                .toList();
    }

    /** Inverse document frequency. */
    private double weight(String word) {
        return Math.log(1 + (answered.size() + 1.0) / (1 + frequencies.getOrDefault(word, 0)));
    }

    /** Returns the latest question with a query and the same words. */
    Optional<AnsweredQuestion> sameQuestion(String question, String fingerprint) {
        List<String> words = FoldedWords.of(question);
        if (!questions.containsKey(words)) {
            return Optional.empty();
        }
        return answered.values().stream()
                .filter(indexed -> indexed.words().equals(words))
                .map(Indexed::question)
                .filter(it -> !it.sql().isEmpty() && it.fingerprint().equals(fingerprint))
                .reduce((earlier, later) -> later);
    }

    List<AnsweredQuestion> all() {
        return answered.values().stream().map(Indexed::question).toList();
    }
}
