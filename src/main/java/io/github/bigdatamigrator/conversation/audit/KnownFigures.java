package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds figures of a sentence in the profile, which the model reads in its brief: a count of rows beside its table's
 * name, a figure of a column beside the column's name.
 */
final class KnownFigures {
    private final DataContext context;

    KnownFigures(DataContext context) {
        this.context = context;
    }

    Optional<Claim> of(FigureMention figure, String sentence) {
        if (figure.kind() != FigureMention.Kind.NUMBER) {
            return Optional.empty();
        }
        Set<String> words = FoldedWords.stems(sentence);
        for (TableProfile table : context.tables()) {
            if (names(words, table.name()) && figure.fits(BigDecimal.valueOf(table.rows()))) {
                return Optional.of(new Claim(figure.text(), -1, -1, table.name()));
            }
            for (ColumnProfile column : table.columns()) {
                if (names(words, column.name()) && figures(column).anyMatch(figure::fits)) {
                    return Optional.of(new Claim(figure.text(), -1, -1, table.name() + "." + column.name()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean names(Set<String> words, String name) {
        Set<String> stems = FoldedWords.stems(name);
        return !stems.isEmpty() && words.containsAll(stems);
    }

    private static Stream<BigDecimal> figures(ColumnProfile column) {
        List<BigDecimal> figures = new ArrayList<>();
        figures.add(BigDecimal.valueOf(column.distinct().value()));
        figures.add(BigDecimal.valueOf(column.nulls()));
        Stream.of(column.mean(), column.stddev())
                .filter(value -> value != null && Double.isFinite(value))
                .forEach(value -> figures.add(BigDecimal.valueOf(value)));
        Stream.of(column.min(), column.max(), column.sum())
                .filter(text -> text != null && text.matches("-?\\d{1,30}(\\.\\d{1,30})?"))
                .forEach(text -> figures.add(new BigDecimal(text)));
        return figures.stream();
    }
}
