package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.text.CellFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in memory of a turn: at most a few kilobytes, whatever its result was.
 *
 * @param sql the last query; null where none ran or where it is too long to go on from
 * @param rows the first rows of its result, as texts
 * @param rowCount all rows of its result
 * @param content the beginning of the answer
 * @param fingerprint of the data that it was answered from
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
    private static final int QUESTION = 400;
    private static final int LONGEST_SQL = 4000;
    private static final int COLUMNS = 12;
    private static final int ROWS = 20;
    private static final int CELL = 60;
    private static final int CONTENT = 400;

    public PastTurn {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    static PastTurn of(int number, String question, Answer answer, String fingerprint) {
        List<QueryResult> queries = answer.outcome() == Outcome.ANSWERED ? answer.queries() : List.<QueryResult>of();
        String asked = PromptSanitizer.text(question, QUESTION);
        String content = PromptSanitizer.text(answer.content(), CONTENT);
        if (queries.isEmpty()) {
            return new PastTurn(number, asked, null, List.of(), List.of(), 0, content, fingerprint);
        }
        QueryResult last = queries.get(queries.size() - 1);
        int columns = Math.min(COLUMNS, last.columns().size());
        List<List<String>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : last.rows().subList(0, Math.min(ROWS, last.rowCount()))) {
            rows.add(row.subList(0, columns).stream()
                    .map(cell -> PromptSanitizer.text(CellFormat.rounded(cell), CELL))
                    .toList());
        }
        String sql = last.sql().length() > LONGEST_SQL ? null : last.sql();
        return new PastTurn(
                number, asked, sql, last.columns().subList(0, columns), rows, last.rowCount(), content, fingerprint);
    }

    /** The first rows in one line: {@code product Lamp, revenue 12.50; product Desk, revenue 7.25; 12 rows}. */
    public String facts(int mostRows, int length) {
        if (sql == null) {
            return content;
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows.subList(0, Math.min(mostRows, rows.size()))) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(columns.get(i))
                        .append(' ')
                        .append(row.get(i));
            }
            text.append("; ");
        }
        text.append(rowCount).append(rowCount == 1 ? " row" : " rows");
        return PromptSanitizer.text(text.toString(), length);
    }

    /** One row by its number, 1 for the first: {@code product Lamp, revenue 12.50}; null where it is not kept. */
    @Nullable
    public List<String> row(int number) {
        return number >= 1 && number <= rows.size() ? rows.get(number - 1) : null;
    }
}
