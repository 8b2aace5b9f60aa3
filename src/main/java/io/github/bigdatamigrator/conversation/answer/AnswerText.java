package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats rows as an answer without a model, so that every figure is its cell: a sentence, and below it a Markdown
 * table if there are several rows.
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

    /**
     * @param query the index of the result in the answer
     * @param question sets the language, and the measure if there are several
     */
    static AnswerText of(QueryResult result, int query, String question) {
        return of(result, query, question, true);
    }

    /** The rows without a sentence above them. */
    static AnswerText table(QueryResult result, int query, String question) {
        return of(result, query, question, false);
    }

    private static AnswerText of(QueryResult result, int query, String question, boolean sentence) {
        AnswerLanguage language = AnswerLanguage.of(question);
        if (result.rowCount() == 0) {
            return new AnswerText(language.nothing, List.of());
        }
        ResultWords words = new ResultWords(result, query, language);
        if (result.rowCount() == 1 && result.columns().size() <= MAX_SENTENCE_COLUMNS) {
            return new AnswerText(words.row(), words.claims());
        }
        String said = sentence ? words.rows(question) : "";
        List<Claim> claims = words.claims();
        String count = language.number(NumberFormat.of((long) result.rowCount()));
        claims.add(new Claim(count, query, -1, "rows"));
        String head = language.heading(result.rowCount(), count, result.partial());
        String table = table(result, words);
        int others = result.rowCount() - TABLE_ROWS;
        if (others > 0) {
            String more = language.number(NumberFormat.of((long) others));
            claims.add(new Claim(more, query, -1, "rows"));
            table += "\n\n" + language.moreRows(others, more);
        }
        return new AnswerText((said.isEmpty() ? "" : said + "\n\n") + head + "\n\n" + table, claims);
    }

    /** A Markdown table with padded columns, so that it is readable on a terminal. */
    private static String table(QueryResult result, ResultWords words) {
        int shown = Math.min(TABLE_ROWS, result.rowCount());
        List<List<String>> lines = new ArrayList<>();
        lines.add(result.columns().stream().map(PromptSanitizer::cell).toList());
        for (int row = 0; row < shown; row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < result.columns().size(); i++) {
                cells.add(words.cell(row, i));
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
}
