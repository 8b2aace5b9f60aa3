package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.Mention;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.knowledge.Phrase.Kind;
import io.github.bigdatamigrator.knowledge.QuestionParts.Span;
import io.github.bigdatamigrator.knowledge.QuestionParts.Token;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the words of a question that are a stored value of a column. */
final class ValueSpans {
    private static final int MAX_WORDS = 8;
    private static final int MAX_CHOICES = 200;

    private final String question;
    private final QuestionParts parts;
    private final ValueFinder finder;
    private final DataContext context;

    ValueSpans(String question, QuestionParts parts, ValueFinder finder, DataContext context) {
        this.question = question;
        this.parts = parts;
        this.finder = finder;
        this.context = context;
    }

    /** Where the tokens have these words in a row; the last word may be a plural. */
    static List<Span> of(List<String> words, List<Token> tokens, String column, String value) {
        List<Span> found = new ArrayList<>();
        for (int from = 0; !words.isEmpty() && from + words.size() <= tokens.size(); from++) {
            boolean same = true;
            for (int i = 0; i < words.size() && same; i++) {
                String asked = tokens.get(from + i).word();
                same = asked.equals(words.get(i))
                        || (i == words.size() - 1 && Plurals.stem(asked).equals(Plurals.stem(words.get(i))));
            }
            if (same) {
                found.add(new Span(from, from + words.size(), new Phrase(Kind.VALUE, value, column)));
            }
        }
        return found;
    }

    /**
     * The ways to read words of the question as values of the columns.
     *
     * @param wanted a value of each column, which another question has
     * @param known words of that question, which are no value here
     */
    List<List<Span>> choices(List<Phrase> wanted, Set<String> known) {
        List<List<Span>> choices = new ArrayList<>(List.of(List.of()));
        TreeMap<String, List<Phrase>> byColumn =
                wanted.stream().collect(Collectors.groupingBy(Phrase::column, TreeMap::new, Collectors.toList()));
        for (List<Phrase> phrases : byColumn.values()) {
            List<Span> candidates = candidates(phrases.get(0), known);
            for (int i = 0; i < phrases.size(); i++) {
                List<List<Span>> longer = new ArrayList<>();
                for (List<Span> chosen : choices) {
                    for (Span span : candidates) {
                        if (longer.size() < MAX_CHOICES && chosen.stream().allMatch(other -> isBehind(span, other))) {
                            List<Span> more = new ArrayList<>(chosen);
                            more.add(span);
                            more.sort(Comparator.comparingInt(Span::from));
                            longer.add(more);
                        }
                    }
                }
                choices = longer;
            }
        }
        return choices;
    }

    /** Values of one column are chosen from left to right, so that each set is chosen once. */
    private static boolean isBehind(Span span, Span other) {
        boolean same = span.phrase().column().equals(other.phrase().column());
        return span.from() >= other.to() || (!same && span.to() <= other.from());
    }

    private List<Span> candidates(Phrase wanted, Set<String> known) {
        int dot = wanted.column().indexOf('.');
        String table = wanted.column().substring(0, dot);
        String column = wanted.column().substring(dot + 1);
        List<Mention> mentions = finder.mentioned(question).stream()
                .filter(mention -> mention.distance() == 0)
                .toList();
        Set<String> values = new LinkedHashSet<>();
        mentions.stream()
                .filter(mention -> is(mention, table, column))
                .map(Mention::value)
                .forEach(values::add);
        context.table(table)
                .flatMap(it -> it.column(column))
                .ifPresent(it -> it.topValues().stream().map(TopValue::value).forEach(values::add));
        List<Span> found = new ArrayList<>();
        values.forEach(value -> found.addAll(of(AnswerTemplate.words(value), parts.tokens(), wanted.column(), value)));
        for (int from = 0; from < parts.tokens().size(); from++) {
            for (int to = from + 1;
                    to <= Math.min(from + MAX_WORDS, parts.tokens().size());
                    to++) {
                String text = text(from, to);
                if (finder.holds(table, column, text).orElse(false)) {
                    found.add(new Span(from, to, new Phrase(Kind.VALUE, text, wanted.column())));
                }
            }
        }
        if (found.isEmpty() && finder.holds(table, column, "").isEmpty()) {
            found.addAll(searched(table, column, wanted.column(), known));
        }
        Set<String> alsoMeant = otherColumns(finder.mentioned(wanted.text()), wanted.text(), column);
        return found.stream()
                .distinct()
                .filter(span -> found.stream().allMatch(other -> isBetter(span, other)))
                .filter(span -> alsoMeant.containsAll(otherColumns(mentions, text(span.from(), span.to()), column)))
                .toList();
    }

    private static boolean is(Mention mention, String table, String column) {
        return mention.table().equalsIgnoreCase(table) && mention.column().equalsIgnoreCase(column);
    }

    private String text(int from, int to) {
        return question.substring(
                parts.tokens().get(from).start(), parts.tokens().get(to - 1).end());
    }

    /** Of two spellings in the same words the written one is meant; else neither is certain. */
    private boolean isBetter(Span span, Span other) {
        return span.from() != other.from()
                || span.to() != other.to()
                || span.phrase().equals(other.phrase())
                || span.phrase().text().equals(text(span.from(), span.to()));
    }

    /** Columns of another name whose values the words are too: “Georgia” is a state and a country. */
    private static Set<String> otherColumns(Collection<Mention> mentions, String text, String column) {
        List<String> words = AnswerTemplate.words(text);
        Set<String> names = new HashSet<>();
        for (Mention mention : mentions) {
            boolean same = AnswerTemplate.words(mention.value()).equals(words);
            if (mention.distance() == 0 && same && !mention.column().equalsIgnoreCase(column)) {
                names.add(mention.column());
            }
        }
        return names;
    }

    /** Searches the data for the words that the other question has not; one scan for each run of them. */
    private List<Span> searched(String table, String column, String place, Set<String> known) {
        QuestionRules rules = parts.rules();
        List<Span> found = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i <= parts.tokens().size(); i++) {
            Token token = i < parts.tokens().size() ? parts.tokens().get(i) : null;
            boolean neutral = token != null && rules.isNeutral(token.word());
            boolean unknown = token != null && !neutral && !known.contains(rules.stem(token.word()));
            if (unknown) {
                from = from < 0 ? i : from;
                last = i + 1;
            } else if (!neutral && from >= 0) {
                String text = text(from, last);
                List<String> stored = finder.nearest(table, column, text, 5).stream()
                        .map(ValueHit::value)
                        .filter(value -> value.strip().equalsIgnoreCase(text))
                        .toList();
                String value = stored.contains(text) ? text : stored.size() == 1 ? stored.get(0) : null;
                if (value != null) {
                    found.add(new Span(from, last, new Phrase(Kind.VALUE, value, place)));
                }
                from = -1;
            }
        }
        return found;
    }
}
