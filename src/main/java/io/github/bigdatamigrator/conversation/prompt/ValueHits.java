package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.Mention;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.PhraseIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the stored value that words of a question mean: {@code Zürich} for {@code zurich}, {@code New York} for
 * {@code New Yrok}. Searches the values of the profile and of columns with few enough values, ignoring case, accents
 * and, in words that look like names, small typos; a quoted text that is not among them is searched in the full data.
 *
 * @param value the value as stored; an item of it if the column holds lists
 * @param phrase the words of the question, folded
 * @param distance edit distance without case and accents
 * @param item whether the column holds lists that have the value as an item
 */
public record ValueHits(
        TableProfile table, ColumnProfile column, String value, String phrase, int distance, boolean item) {
    private static final int MAX_HITS = 8;
    private static final int MAX_SCANS = 3;
    private static final long MAX_SCANNED_ROWS = 50_000_000;
    private static final double MIN_SIMILARITY = 0.8;

    /**
     * Hits in the profile and among the stored values, nearest first, then hits for other quoted texts in the full
     * data. Costs at most three scans.
     */
    public static List<ValueHits> of(String question, DataContext context, ValueFinder values) {
        QuestionText asked = new QuestionText(question, context);
        List<ValueHits> hits = new ArrayList<>(nearest(asked, context, values.mentioned(question)));
        int scans = 0;
        for (String text : asked.quotedTexts()) {
            boolean known =
                    hits.stream().anyMatch(hit -> FoldedWords.fold(hit.value()).equals(FoldedWords.fold(text)));
            for (TableProfile table : known ? List.<TableProfile>of() : context.tables()) {
                for (ColumnProfile column : table.columns()) {
                    if (searchable(table, column) && scans < MAX_SCANS) {
                        scans++;
                        hits.addAll(inData(table, column, text, values));
                    }
                }
            }
        }
        return hits.stream().limit(MAX_HITS).toList();
    }

    /** Whether a text column has values that are not in the profile, and few enough rows for a scan. */
    private static boolean searchable(TableProfile table, ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.STRING
                && column.distinct().value() > column.topValues().size()
                && table.rows() <= MAX_SCANNED_ROWS;
    }

    private static List<ValueHits> inData(TableProfile table, ColumnProfile column, String text, ValueFinder values) {
        try {
            List<ValueHit> found = values.nearest(table.sqlName(), column.sqlName(), text, 1);
            return found.stream()
                    .filter(hit -> hit.similarity() >= MIN_SIMILARITY)
                    .map(hit -> new ValueHits(table, column, hit.value(), FoldedWords.fold(text), 1, false))
                    .toList();
        } catch (MigratorException notFound) {
            // A hint is optional; the query itself reports problems of the data.
            return List.of();
        }
    }

    /** Hits among the values of the profile and those that the question mentions, without a scan. */
    private static List<ValueHits> nearest(QuestionText asked, DataContext context, List<Mention> mentions) {
        PhraseIndex<ValueHits> profile = new PhraseIndex<>();
        Set<ColumnProfile> lists = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                ListText.of(table, column).ifPresent(list -> {
                    lists.add(column);
                    list.items().forEach(item -> profile.add(item, new ValueHits(table, column, item, "", 0, true)));
                });
                if (column.type().kind() == ColumnType.Kind.STRING && !lists.contains(column)) {
                    column.topValues()
                            .forEach(top ->
                                    profile.add(top.value(), new ValueHits(table, column, top.value(), "", 0, false)));
                }
            }
        }
        List<ValueHits> found = new ArrayList<>();
        profile.find(asked.words()).forEach(hit -> found.add(hit.known().at(hit.phrase(), hit.distance())));
        for (Mention mention : mentions) {
            context.tables().stream()
                    .filter(table -> table.sqlName().equals(mention.table()))
                    .forEach(table -> table.column(mention.column())
                            .filter(column -> !lists.contains(column))
                            .ifPresent(column -> found.add(new ValueHits(
                                    table, column, mention.value(), mention.phrase(), mention.distance(), false))));
        }
        Map<String, ValueHits> hits = new LinkedHashMap<>();
        found.stream()
                .filter(hit -> asked.mayMean(hit.phrase(), hit.distance(), hit.column()))
                .forEach(hit -> hit.addTo(hits));
        Set<String> conditions = new HashSet<>();
        return hits.values().stream()
                .filter(hit -> hits.values().stream().noneMatch(hit::isBehind))
                .sorted(Comparator.comparingInt(ValueHits::distance)
                        .thenComparing(hit -> !asked.names(hit.table(), hit.column()))
                        .thenComparingInt(hit -> -FoldedWords.of(hit.value()).size())
                        .thenComparingLong(hit -> hit.column().distinct().value()))
                .filter(hit -> conditions.add(hit.condition()))
                .limit(MAX_HITS)
                .toList();
    }

    /** Whether the other is the value itself: that of more words, or without a typo. */
    private boolean isBehind(ValueHits exact) {
        return exact.distance() == 0
                && (QuestionText.isPartOf(phrase, exact.phrase()) || (distance > 0 && phrase.equals(exact.phrase())));
    }

    private ValueHits at(String words, int edits) {
        return new ValueHits(table, column, value, words, edits, item);
    }

    private void addTo(Map<String, ValueHits> hits) {
        hits.merge(
                table.name() + "." + column.name() + "=" + value,
                this,
                (known, other) -> known.distance() <= other.distance() ? known : other);
    }

    /** The condition that finds the value, and the other spellings of it in a column whose values are all known. */
    String condition() {
        String name = table.sqlName() + "." + column.sqlName();
        if (item) {
            return ListText.of(table, column).orElseThrow().condition(name, value) + " (a list as text)";
        }
        List<String> spellings = spellings().stream()
                .map(spelling -> PromptSanitizer.literal(spelling, 60))
                .toList();
        return spellings.size() > 1
                ? name + " IN (" + String.join(", ", spellings) + ")"
                : name + " = " + PromptSanitizer.literal(value, 60);
    }

    private List<String> spellings() {
        List<String> known = column.topValues().stream().map(TopValue::value).toList();
        boolean all = known.size() == column.distinct().value() && known.contains(value);
        return all ? known.stream().filter(other -> isSpelling(other, known)).toList() : List.of(value);
    }

    /** Whether another value differs only by case, or is the first letter, which no other value begins with. */
    private boolean isSpelling(String other, List<String> known) {
        String word = FoldedWords.fold(value);
        String letter = FoldedWords.fold(other);
        return word.equals(letter)
                || (word.matches("\\p{L}{3,}")
                        && letter.length() == 1
                        && known.stream()
                                .map(FoldedWords::fold)
                                .allMatch(
                                        each -> each.startsWith(letter) == (each.equals(word) || each.equals(letter))));
    }
}
