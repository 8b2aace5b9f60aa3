package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Formats rows as an answer without a model, so that every figure equals its cell: a sentence for one row, a Markdown
 * table for more.
 *
 * @param claims the cell of each figure in the content
 */
record AnswerText(String content, List<Claim> claims) {
    /** Rows that the table shows; if there are more, a model may summarize all of them. */
    static final int TABLE_ROWS = 10;

    private static final int MAX_SENTENCE_COLUMNS = 6;

    AnswerText {
        claims = List.copyOf(claims);
    }

    /** @param query the index of the result in the answer */
    static AnswerText of(QueryResult result, int query) {
        List<Claim> claims = new ArrayList<>();
        if (result.rowCount() == 0) {
            return new AnswerText("No rows match: the query ran on the full data and found nothing.", claims);
        }
        if (result.rowCount() == 1 && result.columns().size() <= MAX_SENTENCE_COLUMNS) {
            return new AnswerText(sentence(result, query, claims), claims);
        }
        String count = String.valueOf(result.rowCount());
        claims.add(new Claim(count, query, -1, "rows"));
        String head = result.truncated()
                ? "The first " + count + " rows (there are more):"
                : count + (result.rowCount() == 1 ? " row:" : " rows:");
        return new AnswerText(head + "\n\n" + table(result, query, claims), claims);
    }

    private static String sentence(QueryResult result, int query, List<Claim> claims) {
        List<@Nullable Object> row = result.rows().get(0);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            String column = result.columns().get(i);
            String value = row.get(i) == null ? "no value (null)" : cell(row.get(i), query, 0, column, claims);
            parts.add(label(column) + ": " + value);
        }
        String text = String.join("; ", parts);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    /** “total revenue” for {@code total_revenue}; “result” for an expression without alias. */
    private static String label(String column) {
        return column.matches("[\\p{L}\\p{N}_ ]+") ? column.replace('_', ' ').strip() : "result";
    }

    /** A Markdown table with padded columns, so that it is readable on a terminal. */
    private static String table(QueryResult result, int query, List<Claim> claims) {
        int shown = Math.min(TABLE_ROWS, result.rowCount());
        List<List<String>> lines = new ArrayList<>();
        lines.add(result.columns().stream().map(PromptSanitizer::cell).toList());
        for (int row = 0; row < shown; row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < result.columns().size(); i++) {
                Object value = result.rows().get(row).get(i);
                String column = result.columns().get(i);
                cells.add(value == null ? "" : cell(value, query, row, column, claims));
            }
            lines.add(cells);
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < result.columns().size(); i++) {
                text.append(i == 0 ? "| " : " | ").append(padded(lines, line, i, result));
            }
            text.append(" |\n");
            if (line == 0) {
                for (int i = 0; i < result.columns().size(); i++) {
                    boolean right = result.types().get(i).numeric();
                    text.append(i == 0 ? "| " : " | ")
                            .append("-".repeat(width(lines, i) - (right ? 1 : 0)))
                            .append(right ? ":" : "");
                }
                text.append(" |\n");
            }
        }
        int others = result.rowCount() - shown;
        if (others > 0) {
            claims.add(new Claim(String.valueOf(others), query, -1, "rows"));
            text.append("\n… ").append(others).append(others == 1 ? " more row" : " more rows");
        }
        return text.toString().stripTrailing();
    }

    private static String padded(List<List<String>> lines, int line, int column, QueryResult result) {
        String cell = lines.get(line).get(column);
        String blanks = " ".repeat(width(lines, column) - cell.length());
        return result.types().get(column).numeric() ? blanks + cell : cell + blanks;
    }

    private static int width(List<List<String>> lines, int column) {
        return Math.max(
                3,
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }

    private static String cell(@Nullable Object value, int query, int row, String column, List<Claim> claims) {
        String text = PromptSanitizer.cell(CellFormat.rounded(value));
        if (FoldedWords.hasDigit(text)) {
            claims.add(new Claim(text, query, row, column));
        }
        return text;
    }
}
