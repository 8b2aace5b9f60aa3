package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.DataClaim;
import io.github.bigdatamigrator.context.RawText;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Times that are finer in the file than the microseconds that values and both targets keep. */
final class SubMicrosecondTimes {
    private record Claim(PlannedTable table, PlannedColumn column, DataClaim fact) {}

    private final List<Claim> claims = new ArrayList<>();

    SubMicrosecondTimes(PlannedSchema schema) {
        for (PlannedTable table : schema.tables()) {
            for (PlannedColumn column : table.columns()) {
                if (RawText.mayBeFiner(table.profile(), column.profile())) {
                    claims.add(new Claim(table, column, fact(table, column)));
                }
            }
        }
    }

    private static DataClaim fact(PlannedTable table, PlannedColumn column) {
        String written = RawText.name(column.profile().sqlName());
        return new DataClaim.EveryRow(
                RawText.name(table.profile().sqlName()),
                List.of(written),
                "NOT (" + SqlIdentifiers.quote(written) + " RLIKE '[.,][0-9]{6}[0-9]*[1-9]')");
    }

    /** What the full data must say; only about times that are written as text. */
    List<DataClaim> facts() {
        return claims.stream().map(Claim::fact).toList();
    }

    /**
     * Keeps the columns as text whose times would be cut, unless a foreign key needs them as times.
     *
     * @return a note for each such column
     */
    List<String> settle(Map<DataClaim, Verdict> verdicts, List<PlannedKey> foreignKeys) {
        List<String> notes = new ArrayList<>();
        for (Claim claim : claims) {
            Verdict verdict = verdicts.get(claim.fact());
            if (verdict == null || verdict.holds()) {
                continue;
            }
            PlannedColumn column = claim.column();
            boolean refers = foreignKeys.stream()
                    .anyMatch(key ->
                            key.columns().contains(column) || key.toColumns().contains(column));
            if (!refers) {
                column.keepAsText();
            }
            notes.add(claim.table().profile().name() + "." + column.profile().name() + ": "
                    + NumberFormat.of(verdict.violations()) + " times are finer than a microsecond, such as "
                    + verdict.examples().stream().findFirst().orElse("")
                    + (refers
                            ? ", and are cut, because a foreign key compares them"
                            : "; the column stays text, since a timestamp of the target would cut them"));
        }
        return notes;
    }
}
