package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.Collection;
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
 * The latest facts of a conversation, at most {@link #MOST}; the events on disk keep them all. Not safe for several
 * threads.
 */
public final class FactLedger {
    /** About a megabyte, and a second fact about the same is no second line. */
    static final int MOST = 2000;

    private static final double LIKE = 0.5;
    private static final Pattern TURN =
            Pattern.compile("(?i)(?:\\b(?:turn|question|answer)\\s+(?:no\\.?\\s*)?|#)(\\d{1,6})\\b");

    private final LinkedHashMap<String, Kept> lines = new LinkedHashMap<>();
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<List<String>, Integer> questions = new HashMap<>();

    /** @param words of the question, in their order */
    private record Kept(Fact line, List<String> words, Set<String> subject) {
        Kept confirm() {
            return new Kept(line.confirm(), words, subject);
        }
    }

    /** A line and how well it fits: 1 when it speaks of all that was asked. */
    public record Hit(Fact line, double likeness) {}

    void add(Fact line) {
        String key = line.key();
        if (lines.containsKey(key)) {
            return;
        }
        Set<String> subject = Fact.subject(line.question());
        Kept fresh = new Kept(line, FoldedWords.of(line.question()), subject);
        lines.put(key, fresh);
        subject.forEach(word -> frequencies.merge(word, 1, Integer::sum));
        questions.merge(fresh.words(), 1, Integer::sum);
        if (lines.size() > MOST) {
            Iterator<Kept> all = lines.values().iterator();
            Kept eldest = all.next();
            eldest.subject().forEach(word -> frequencies.computeIfPresent(word, FactLedger::less));
            questions.computeIfPresent(eldest.words(), FactLedger::less);
            all.remove();
        }
    }

    private static @Nullable Integer less(Object counted, int times) {
        return times == 1 ? null : times - 1;
    }

    /** Whether a line's question has the same words. */
    boolean asked(String question) {
        return questions.containsKey(FoldedWords.of(question));
    }

    /** Marks the lines of that turn as confirmed. */
    void confirm(int turn) {
        lines.replaceAll((key, kept) -> kept.line().turn() == turn ? kept.confirm() : kept);
    }

    /** Marks what says the same as this line, which may have been found in an earlier turn, as confirmed. */
    void confirm(Fact line) {
        lines.computeIfPresent(line.key(), (key, kept) -> kept.confirm());
    }

    /**
     * The lines that speak of what the question asks, the likest first; the turn that it names by its number before
     * all.
     */
    List<Hit> like(String question, String fingerprint, int most) {
        Set<String> asked = Fact.subject(question);
        Matcher turn = TURN.matcher(question);
        int named = turn.find() ? Integer.parseInt(turn.group(1)) : -1;
        Map<String, Double> weights = new HashMap<>();
        asked.forEach(word -> weights.put(word, weight(word)));
        double whole = weights.values().stream().mapToDouble(it -> it).sum();
        List<Hit> hits = new ArrayList<>();
        for (Kept kept : lines.values()) {
            if (!kept.line().fingerprint().equals(fingerprint)) {
                continue;
            }
            double common = 0;
            for (Map.Entry<String, Double> word : weights.entrySet()) {
                common += kept.subject().contains(word.getKey()) ? word.getValue() : 0;
            }
            double likeness = kept.line().turn() == named ? 2 : whole == 0 ? 0 : common / whole;
            if (likeness >= LIKE) {
                hits.add(new Hit(kept.line(), likeness));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::likeness)
                .reversed()
                .thenComparing(hit -> !hit.line().confirmed())
                .thenComparing(hit -> -hit.line().turn()));
        return hits.size() > most ? List.copyOf(hits.subList(0, most)) : hits;
    }

    /** The last line whose question has the same words and that a query found. */
    Optional<Fact> same(String question, String fingerprint) {
        List<String> words = FoldedWords.of(question);
        Fact found = null;
        for (Kept kept : lines.values()) {
            Fact line = kept.line();
            if (!line.sql().isEmpty()
                    && line.fingerprint().equals(fingerprint)
                    && kept.words().equals(words)) {
                found = line;
            }
        }
        return Optional.ofNullable(found);
    }

    private double weight(String word) {
        return Math.log(1 + (lines.size() + 1.0) / (1 + frequencies.getOrDefault(word, 0)));
    }

    Collection<Fact> lines() {
        return lines.values().stream().map(Kept::line).toList();
    }
}
