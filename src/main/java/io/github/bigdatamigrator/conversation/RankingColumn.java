package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.sql.SqlOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Finds the measure that ranks the rows of a result: from the ORDER BY of its SQL, else from the order of values. */
public final class RankingColumn {
    /** Two values are always sorted. */
    private static final int MIN_ROWS = 3;

    private RankingColumn() {}

    /**
     * Returns the column's index; empty if none of the measures ranks the rows.
     *
     * @param measures indexes of columns
     */
    public static OptionalInt of(QueryResult result, List<Integer> measures) {
        SqlOutline outline = SqlOutline.of(result.sql());
        int ordered =
                outline.order().isEmpty() ? -1 : outline.item(outline.order().get(0), result.columns());
        if (ordered >= 0) {
            return measures.contains(ordered) ? OptionalInt.of(ordered) : OptionalInt.empty();
        }
        List<Integer> sorted =
                measures.stream().filter(measure -> sorted(result, measure)).toList();
        return sorted.size() == 1 ? OptionalInt.of(sorted.get(0)) : OptionalInt.empty();
    }

    /** Whether the values are sorted in one direction; nulls are skipped. */
    private static boolean sorted(QueryResult result, int column) {
        List<Double> values = new ArrayList<>();
        result.rows().forEach(row -> {
            if (row.get(column) instanceof Number number) {
                values.add(number.doubleValue());
            }
        });
        boolean ascending = false;
        boolean descending = false;
        for (int i = 1; i < values.size(); i++) {
            int step = Double.compare(values.get(i), values.get(i - 1));
            ascending |= step > 0;
            descending |= step < 0;
        }
        return values.size() >= MIN_ROWS && ascending != descending;
    }
}
