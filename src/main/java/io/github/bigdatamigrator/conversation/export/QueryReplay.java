package io.github.bigdatamigrator.conversation.export;

import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Replayed;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.CellFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reruns queries and compares their results with the stored ones. */
final class QueryReplay {
    private static final double RELATIVE_TOLERANCE = 1e-9;

    private QueryReplay() {}

    static ReplayReport of(String id, List<Turn> turns, QueryEngine engine) {
        List<Replayed> queries = new ArrayList<>();
        for (Turn turn : turns) {
            for (QueryResult before : turn.answer().queries()) {
                queries.add(rerun(turn, before, engine));
            }
        }
        return new ReplayReport(id, queries);
    }

    /** @throws MigratorException CANCELLED, DATA_CHANGED */
    static Replayed rerun(Turn turn, QueryResult before, QueryEngine engine) {
        try {
            QueryResult now = engine.run(before.sql());
            String change = difference(before, now);
            Verdict verdict = change == null ? Verdict.SAME : Verdict.CHANGED;
            return new Replayed(
                    turn.number(), turn.question(), before.sql(), verdict, before.rowCount(), now.rowCount(), change);
        } catch (MigratorException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                throw e;
            }
            String why = PromptSanitizer.text(String.valueOf(e.getMessage()), 300);
            return new Replayed(
                    turn.number(), turn.question(), before.sql(), Verdict.FAILED, before.rowCount(), 0, why);
        }
    }

    /** Returns the first difference in one line, or null. */
    private static @Nullable String difference(QueryResult before, QueryResult now) {
        if (!before.columns().equals(now.columns())) {
            return "columns " + before.columns() + " → " + now.columns();
        }
        if (before.rowCount() != now.rowCount()) {
            return before.rowCount() + " rows → " + now.rowCount() + " rows";
        }
        boolean ordered = before.sql().toLowerCase(Locale.ROOT).contains("order by");
        List<List<@Nullable Object>> then = ordered ? before.rows() : sorted(before.rows());
        List<List<@Nullable Object>> later = ordered ? now.rows() : sorted(now.rows());
        String first = firstDifference(before.columns(), then, later);
        // Rows with equal sort keys may come in any order.
        return first == null || firstDifference(before.columns(), sorted(then), sorted(later)) == null ? null : first;
    }

    private static @Nullable String firstDifference(
            List<String> columns, List<List<@Nullable Object>> then, List<List<@Nullable Object>> later) {
        for (int row = 0; row < then.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Object old = then.get(row).get(column);
                Object fresh = later.get(row).get(column);
                if (!same(old, fresh)) {
                    return "row " + (row + 1) + ", " + columns.get(column) + ": "
                            + PromptSanitizer.text(CellFormat.rounded(old), 60) + " → "
                            + PromptSanitizer.text(CellFormat.rounded(fresh), 60);
                }
            }
        }
        return null;
    }

    private static boolean same(@Nullable Object old, @Nullable Object fresh) {
        if (old instanceof Double || fresh instanceof Double) {
            return old instanceof Number one
                    && fresh instanceof Number other
                    && Math.abs(one.doubleValue() - other.doubleValue())
                            <= RELATIVE_TOLERANCE
                                    * Math.max(Math.abs(one.doubleValue()), Math.abs(other.doubleValue()));
        }
        if (old instanceof BigDecimal one && fresh instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        return old == null ? fresh == null : old.equals(fresh);
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().sorted(Comparator.comparing(QueryReplay::key)).toList();
    }

    private static String key(List<@Nullable Object> row) {
        StringBuilder key = new StringBuilder();
        // Texts first: floating-point cells may differ in their last digits and must not decide the order.
        row.forEach(cell -> key.append(cell instanceof Double ? "" : cell).append('\u0001'));
        row.forEach(cell -> key.append(cell instanceof Double ? cell : "").append('\u0001'));
        return key.toString();
    }
}
