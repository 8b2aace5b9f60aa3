package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists the columns that an ambiguous question may mean: the columns that its words name, otherwise the measures. */
final class ClarifyingChoices {
    private static final int MAX_CHOICES = 4;

    private ClarifyingChoices() {}

    /** @param words the question and the text with which the model asks back */
    static List<String> of(String words, DataContext context) {
        Set<String> stems = FoldedWords.stems(words);
        Set<String> named = new LinkedHashSet<>();
        List<String> measures = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                String name = table.name() + "." + column.name();
                if (stems.containsAll(FoldedWords.stems(column.name()))) {
                    named.add(name);
                }
                if (isMeasure(table, column)) {
                    measures.add(name);
                }
            }
        }
        List<String> choices = named.size() > 1 ? List.copyOf(named) : measures;
        return choices.size() < 2
                ? List.of()
                : choices.stream().limit(MAX_CHOICES).toList();
    }

    private static boolean isMeasure(TableProfile table, ColumnProfile column) {
        List<String> key = table.primaryKey();
        List<String> words = FoldedWords.of(column.name());
        boolean id = !words.isEmpty() && Set.of("id", "key", "nr", "no", "code").contains(words.get(words.size() - 1));
        return column.type().numeric()
                && !id
                && !column.unique().value()
                && (key == null || !key.contains(column.name()));
    }
}
