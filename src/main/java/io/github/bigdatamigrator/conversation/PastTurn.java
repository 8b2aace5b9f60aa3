package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.text.CellFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the part of a turn that stays in memory: at most a few kilobytes, whatever the size of its result.
 *
 * @param sql the last query; null if none ran or if it is too long for a follow-up
 * @param rows the first rows of its result, as text
 * @param rowCount number of all rows of its result
 * @param content the beginning of the answer; empty if there was none
 * @param fingerprint of the data
 */
public record PastTurn(
        int number,
        String question,
        @Nullable String sql,
        List<String> columns,
        List<List<String>> rows,
        int rowCount,
        String content,
        String fingerprint) {
    private static final int MAX_QUESTION_LENGTH = 400;
    private static final int MAX_SQL_LENGTH = 4000;
    private static final int MAX_COLUMNS = 12;
    private static final int MAX_ROWS = 20;
    private static final int MAX_CELL_LENGTH = 60;
    private static final int MAX_CONTENT_LENGTH = 400;

    public PastTurn {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    static PastTurn of(int number, String question, Answer answer, String fingerprint) {
        List<QueryResult> queries = answer.outcome() == Outcome.ANSWERED ? answer.queries() : List.<QueryResult>of();
        String asked = PromptSanitizer.text(question, MAX_QUESTION_LENGTH);
        boolean failed = answer.outcome() == Outcome.FAILED;
        String content = failed ? "" : PromptSanitizer.text(answer.content(), MAX_CONTENT_LENGTH);
        if (queries.isEmpty()) {
            return new PastTurn(number, asked, null, List.of(), List.of(), 0, content, fingerprint);
        }
        QueryResult last = queries.get(queries.size() - 1);
        int columns = Math.min(MAX_COLUMNS, last.columns().size());
        List<List<String>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : last.rows().subList(0, Math.min(MAX_ROWS, last.rowCount()))) {
            rows.add(row.subList(0, columns).stream()
                    .map(cell -> PromptSanitizer.text(CellFormat.rounded(cell), MAX_CELL_LENGTH))
                    .toList());
        }
        String sql = last.sql().length() > MAX_SQL_LENGTH ? null : last.sql();
        return new PastTurn(
                number, asked, sql, last.columns().subList(0, columns), rows, last.rowCount(), content, fingerprint);
    }

    /** Writes the first rows in one line: {@code product Lamp, revenue 12.50; product Desk, revenue 7.25; 12 rows}. */
    public String firstRows(int maxRows, int maxLength) {
        if (sql == null) {
            return content;
        }
        StringBuilder text = new StringBuilder();
        String count = rowCount + (rowCount == 1 ? " row" : " rows");
        for (List<String> row : rows.subList(0, Math.min(maxRows, rows.size()))) {
            int before = text.length();
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(columns.get(i))
                        .append(' ')
                        .append(row.get(i));
            }
            text.append("; ");
            // A row is whole, but for the first.
            if (before > 0 && text.length() + count.length() > maxLength) {
                text.setLength(before);
                break;
            }
        }
        text.append(count);
        return PromptSanitizer.text(text.toString(), maxLength);
    }

    /** Returns the cells of a row by its number, 1 for the first; null if the row is not kept. */
    public @Nullable List<String> row(int number) {
        return number >= 1 && number <= rows.size() ? rows.get(number - 1) : null;
    }
}
