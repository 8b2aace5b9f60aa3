package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds times of text files that are finer than a microsecond, the precision of Spark and both targets, and keeps such
 * columns as text.
 */
final class SubMicrosecondTimes {
    private record TimeColumn(PlannedTable table, PlannedColumn column, DataClaim claim) {}

    private final List<TimeColumn> timeColumns = new ArrayList<>();

    SubMicrosecondTimes(PlannedSchema schema) {
        for (PlannedTable table : schema.tables()) {
            for (PlannedColumn column : table.columns()) {
                if (OriginalText.mayBeFiner(table.profile(), column.profile())) {
                    timeColumns.add(new TimeColumn(table, column, claim(table, column)));
                }
            }
        }
    }

    private static DataClaim claim(PlannedTable table, PlannedColumn column) {
        String original = OriginalText.name(column.sqlName());
        String condition = "NOT (" + SqlIdentifiers.quote(original) + " RLIKE '[.,][0-9]{6}[0-9]*[1-9]')";
        return new DataClaim.EveryRow(OriginalText.name(table.sqlName()), List.of(original), condition);
    }

    /** The claims that no time is finer; only on columns of text files. */
    List<DataClaim> claims() {
        return timeColumns.stream().map(TimeColumn::claim).toList();
    }

    /**
     * Keeps columns as text whose times would be truncated, unless a foreign key needs them; returns a note for each.
     */
    List<String> apply(Map<DataClaim, Verdict> verdicts, Collection<PlannedKey> foreignKeys) {
        List<String> notes = new ArrayList<>();
        for (TimeColumn time : timeColumns) {
            Verdict verdict = verdicts.get(time.claim());
            if (verdict == null || verdict.holds()) {
                continue;
            }
            PlannedColumn column = time.column();
            boolean refers = foreignKeys.stream()
                    .anyMatch(key ->
                            key.columns().contains(column) || key.toColumns().contains(column));
            if (!refers) {
                column.keepOriginalText();
            }
            notes.add(time.table().name() + "." + column.name() + ": "
                    + NumberFormat.of(verdict.violations()) + " times are finer than a microsecond, such as "
                    + verdict.examples().stream().findFirst().orElse("")
                    + (refers
                            ? ", and are truncated, because a foreign key compares them"
                            : "; the column stays text, since a timestamp of the target would truncate them"));
        }
        return notes;
    }
}
