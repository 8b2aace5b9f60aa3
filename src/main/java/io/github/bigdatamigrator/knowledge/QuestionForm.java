package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.knowledge.QuestionParts.Span;
import io.github.bigdatamigrator.knowledge.QuestionParts.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks, without the ways to say it. Two forms are aligned when each word of one has a word of the
 * other. Words may stand in any order, except where the order matters: with “share”, “than”, “whose”, and with two
 * phrases of the same kind.
 */
final class QuestionForm {
    /** Operators that stand by themselves; others belong to the next word. */
    private static final Set<String> ALONE = Set.of("~count", "~only", "~who");

    private static final Set<String> ORDER_MATTERS = Set.of(
            "shar",
            "ratio",
            "percent",
            "percentag",
            "proportion",
            "differenc",
            "minus",
            "divid",
            "compar",
            "whose",
            "whom",
            "or",
            "anteil",
            "prozent",
            "quot",
            "differenz",
            "verhaltni",
            "vergleich",
            "wer",
            "wem",
            "wessen",
            "deren",
            "dessen",
            "oder");

    private final List<Item> items;
    private final List<Phrase> phrases;

    /**
     * @param operators in front of the word
     * @param direction {@code max top}; empty for none
     * @param word a stem; empty for a phrase
     * @param phrase its index, or -1
     */
    private record Item(String operators, String direction, String word, int phrase) {
        boolean plain() {
            return operators.isEmpty() && direction.isEmpty() && phrase < 0 && !word.startsWith("~");
        }
    }

    private QuestionForm(List<Item> items, List<Phrase> phrases) {
        this.items = items;
        this.phrases = phrases;
    }

    /**
     * @param values spans of stored values
     * @param sums whether the answer is a sum, so that “total” need not be said
     */
    static QuestionForm of(QuestionParts question, List<Span> values, boolean sums) {
        QuestionRules rules = question.rules();
        List<Phrase> phrases = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        for (Span span : question.phrases(values)) {
            append(words, question, at, span.from());
            words.append(" §").append(span.phrase().kind().letter).append(phrases.size());
            phrases.add(span.phrase());
            at = span.to();
        }
        append(words, question, at, question.tokens().size());
        List<Item> items = items(rules.rewrite(words + " "), rules, sums);
        return new QuestionForm(items, List.copyOf(phrases));
    }

    /** Words in capitals are names: “US” is no pronoun, “IT” a department. */
    private static void append(StringBuilder words, QuestionParts question, int from, int to) {
        boolean mixed =
                question.tokens().stream().anyMatch(token -> token.raw().chars().anyMatch(Character::isLowerCase));
        for (int i = from; i < to; i++) {
            Token token = question.tokens().get(i);
            boolean capitals = token.raw().matches("\\p{Lu}+") && (token.raw().length() > 1 || i > 0);
            boolean name = mixed && capitals && !token.raw().equals("I");
            words.append(name && question.rules().isNeutral(token.word()) ? " =" : " ")
                    .append(token.word());
        }
    }

    private static List<Item> items(String text, QuestionRules rules, boolean sums) {
        List<Item> items = new ArrayList<>();
        String operators = "";
        String direction = "";
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("~max") || word.equals("~min")) {
                direction = word.substring(1) + " " + words[++i];
            } else if (word.startsWith("§")) {
                // “Top 5 products”: the direction is that of the products.
                boolean average = operators.contains("~avg");
                items.add(new Item(operators.replace("~avg", ""), "", "", Integer.parseInt(word.substring(2))));
                operators = average ? "~avg" : "";
            } else if (ALONE.contains(word) || (word.equals("~sum") && !sums)) {
                items.add(new Item("", "", word, -1));
            } else if (word.startsWith("~")) {
                operators += word.equals("~sum") ? "" : word;
            } else if (!word.isEmpty() && !rules.isNeutral(word)) {
                items.add(new Item(operators, direction, rules.stem(word), -1));
                operators = "";
                direction = "";
            }
        }
        if (!operators.isEmpty() || !direction.isEmpty()) {
            behindLast(items, operators, direction);
        }
        return byMeasure(items);
    }

    /** “Sold the most”: the direction is that of the word before. */
    private static void behindLast(List<Item> items, String operators, String direction) {
        int last = items.size() - 1;
        boolean fits = last >= 0 && items.get(last).plain();
        Item item = fits ? items.remove(last) : new Item("", "", "", -1);
        items.add(new Item(operators, direction, item.word(), -1));
    }

    /** “The top products by revenue” are “the products with the highest revenue”; elsewhere “by” is “per”. */
    private static List<Item> byMeasure(List<Item> items) {
        int[] directed = where(items, item -> !item.direction().isEmpty());
        int[] by = where(items, item -> item.operators().equals("~by") && item.phrase() < 0);
        List<Item> changed = new ArrayList<>(items);
        if (directed.length == 1 && by.length == 1 && directed[0] < by[0]) {
            Item top = items.get(directed[0]);
            Item measure = items.get(by[0]);
            changed.set(directed[0], new Item(top.operators(), "", top.word(), -1));
            changed.set(by[0], new Item("", top.direction(), measure.word(), -1));
        }
        changed.replaceAll(item ->
                new Item(item.operators().replace("~by", "~per"), item.direction(), item.word(), item.phrase()));
        return changed;
    }

    private static int[] where(List<Item> items, Predicate<Item> condition) {
        return IntStream.range(0, items.size())
                .filter(i -> condition.test(items.get(i)))
                .toArray();
    }

    List<Phrase> phrases() {
        return phrases;
    }

    /** The words without phrases, to compare what two questions are about. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        items.forEach(item -> words.add(
                item.direction().isEmpty() ? item.word() : item.direction().substring(0, 3)));
        words.remove("");
        return words;
    }

    /**
     * Finds the phrase of the other question for each phrase of this one.
     *
     * @param free whether the phrase with this index may be another one in the other question
     * @return the indexes of the other question's phrases, by those of this one; empty if the questions differ
     */
    Optional<Map<Integer, Integer>> align(QuestionForm asked, IntPredicate free) {
        if (items.size() != asked.items.size() || phrases.size() != asked.phrases.size()) {
            return Optional.empty();
        }
        Map<Integer, Integer> aligned = new HashMap<>();
        if (orderMatters(free) || asked.orderMatters(index -> false)) {
            for (int i = 0; i < items.size(); i++) {
                if (!same(items.get(i), asked.items.get(i), asked, free, aligned)) {
                    return Optional.empty();
                }
            }
            return Optional.of(aligned);
        }
        if (!head().equals(asked.head())) {
            return Optional.empty();
        }
        Set<Integer> bound = bySameWord(free);
        List<Item> left = new ArrayList<>(asked.items);
        for (boolean relaxed : new boolean[] {false, true}) {
            for (Item item : items) {
                boolean now = relaxed == (item.phrase() >= 0 && free.test(item.phrase()));
                Item found = !now ? null : first(item, left, asked, free, aligned);
                if (now && found == null) {
                    return Optional.empty();
                }
                left.remove(found);
            }
        }
        return aligned.entrySet().stream()
                        .allMatch(pair -> !bound.contains(pair.getKey())
                                || standsBesideSameWord(pair.getKey(), asked, pair.getValue()))
                ? Optional.of(aligned)
                : Optional.empty();
    }

    /**
     * The phrases that must stand beside the same word in both questions: of several comparisons and of several values
     * of columns with the same name.
     */
    private Set<Integer> bySameWord(IntPredicate free) {
        Map<String, Set<Integer>> kinds = new HashMap<>();
        for (Item item : items) {
            if (item.phrase() >= 0 && free.test(item.phrase())) {
                Phrase phrase = phrases.get(item.phrase());
                boolean value = phrase.kind() == Phrase.Kind.VALUE;
                if (value || !item.operators().isEmpty()) {
                    String column = phrase.column().substring(phrase.column().indexOf('.') + 1);
                    kinds.computeIfAbsent(column, any -> new HashSet<>()).add(item.phrase());
                }
            }
        }
        return kinds.values().stream()
                .filter(several -> several.size() > 1)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /** Whether the word before a phrase, or the one behind it, is the same in both questions. */
    private boolean standsBesideSameWord(int phrase, QuestionForm asked, int other) {
        int here = place(phrase);
        int there = asked.place(other);
        return Stream.of(-1, 1).anyMatch(step -> {
            String word = word(here + step);
            return !word.isEmpty() && word.equals(asked.word(there + step));
        });
    }

    private int place(int phrase) {
        return where(items, item -> item.phrase() == phrase)[0];
    }

    private String word(int item) {
        return item < 0 || item >= items.size() ? "" : items.get(item).word();
    }

    private @Nullable Item first(
            Item item, List<Item> left, QuestionForm asked, IntPredicate free, Map<Integer, Integer> aligned) {
        Item similar = null;
        for (Item other : left) {
            if (item.direction().equals(other.direction()) && same(item, other, asked, free, aligned)) {
                return other;
            }
            similar = similar == null && same(item, other, asked, free, new HashMap<>()) ? other : similar;
        }
        return similar;
    }

    private boolean same(Item item, Item other, QuestionForm asked, IntPredicate free, Map<Integer, Integer> aligned) {
        if (!item.operators().equals(other.operators()) || (item.phrase() < 0) != (other.phrase() < 0)) {
            return false;
        }
        if (item.phrase() < 0) {
            return item.word().equals(other.word()) && sameDirection(item.direction(), other.direction());
        }
        Phrase mine = phrases.get(item.phrase());
        Phrase others = asked.phrases.get(other.phrase());
        boolean same = free.test(item.phrase())
                ? mine.kind() == others.kind() && mine.column().equals(others.column())
                : mine.equals(others);
        if (same) {
            aligned.put(item.phrase(), other.phrase());
        }
        return same;
    }

    private static boolean sameDirection(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.equals(other);
        }
        return one.substring(0, 3).equals(other.substring(0, 3))
                && QuestionRules.sameDirection(one.substring(4), other.substring(4));
    }

    private boolean orderMatters(IntPredicate free) {
        Set<String> seen = new HashSet<>();
        return items.stream()
                .anyMatch(item -> ORDER_MATTERS.contains(item.word())
                        || item.operators().contains("~than")
                        || item.operators().contains("~versus")
                        || (item.phrase() >= 0
                                && free.test(item.phrase())
                                && !seen.add(item.operators()
                                        + phrases.get(item.phrase()).kind()
                                        + phrases.get(item.phrase()).column())));
    }

    /** The first word that is asked for; it tells the orders of customers from the customers of orders. */
    private String head() {
        return items.stream().filter(Item::plain).map(Item::word).findFirst().orElse("");
    }
}
