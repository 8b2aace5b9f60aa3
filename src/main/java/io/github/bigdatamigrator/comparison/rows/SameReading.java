package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.ColumnPairs.Pair;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.source.SourceFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds the columns of delimited text in which equal bytes mean the same in both tables. */
record SameReading(TableProfile before, TableProfile after, Set<ComparisonRule> rules) {
    /**
     * Tells for each pair of columns whether its cells may be hashed as they are stored. Those of the key may not,
     * since rows are matched by what the key means; without a key none may.
     *
     * @param direct whether the rows come from the sources as they are
     */
    boolean[] columns(ColumnPairs columns, boolean direct) {
        boolean[] same = new boolean[columns.pairs().size()];
        boolean alike = direct
                && columns.keySource() != KeySource.NONE
                && SourceFormat.of(before.format()).isDelimited()
                && SourceFormat.of(after.format()).isDelimited()
                && Objects.equals(before.origin().dialect(), after.origin().dialect());
        for (int i = 0; i < same.length; i++) {
            same[i] = alike
                    && !columns.key().contains(i)
                    && isSame(columns.pairs().get(i));
        }
        return same;
    }

    private boolean isSame(Pair pair) {
        return reading(pair.before()).equals(reading(pair.after()))
                && (pair.meaning().kind() != Meaning.Kind.TEXT
                        || CellRules.of(pair, before, after, rules).keepsTexts());
    }

    /** What decides the value that a cell is read as. */
    private static List<Object> reading(ColumnProfile column) {
        return List.of(
                column.type(),
                String.valueOf(column.pattern()),
                String.valueOf(column.unit()),
                column.nullMarkers(),
                OriginalText.textDiffers(column));
    }
}
