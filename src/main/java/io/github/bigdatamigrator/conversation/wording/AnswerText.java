package io.github.bigdatamigrator.conversation.wording;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Formats rows as an answer without a model, so that every figure is its cell: a sentence, and below it a Markdown
 * table if there are several rows.
 *
 * @param claims the cell of each figure in the content
 */
public record AnswerText(String content, List<Claim> claims) {
    /** Rows that the table shows of many; above so many, a model may write the sentence. */
    public static final int TABLE_ROWS = 10;

    /** A table with so few rows is shown whole. */
    private static final int WHOLE_ROWS = 25;

    /** A table with so many rows is shown whole if the question asks for all. */
    private static final int ALL_ROWS = 60;

    private static final Set<String> ALL = Set.of("all", "every", "alle", "allen", "aller", "samtliche");
    private static final int MAX_SENTENCE_COLUMNS = 6;

    public AnswerText {
        claims = List.copyOf(claims);
    }

    /**
     * @param query the index of the result in the answer
     * @param asked decides the language, and the measures if there are several
     */
    public static AnswerText of(QueryResult result, int query, AskedQuestions asked) {
        if (result.rowCount() == 0) {
            return new AnswerText(asked.language().nothing(), List.of());
        }
        ResultWords words = new ResultWords(result, query, asked.language());
        if (result.rowCount() == 1 && result.columns().size() <= MAX_SENTENCE_COLUMNS) {
            return new AnswerText(words.row(), words.claims());
        }
        String said = words.rows(String.join(" ", asked.texts()));
        return withTable(said.isEmpty() ? "" : said + "\n\n", result, query, asked, words);
    }

    /**
     * The sentence of a model, its figures formatted as in the table, above the rows if there are several.
     *
     * @param grounded the cells of its figures
     */
    public static AnswerText ofSentence(
            String sentence, List<Claim> grounded, QueryResult result, AskedQuestions asked) {
        ResultWords words = new ResultWords(result, 0, asked.language());
        AnswerText said = words.cells().formatted(sentence, grounded);
        words.claims().addAll(said.claims());
        return result.rowCount() > 1 ? withTable(said.content() + "\n\n", result, 0, asked, words) : said;
    }

    private static AnswerText withTable(
            String said, QueryResult result, int query, AskedQuestions asked, ResultWords words) {
        AnswerLanguage language = asked.language();
        List<Claim> claims = words.claims();
        String count = language.number(NumberFormat.of((long) result.rowCount()));
        claims.add(new Claim(count, query, -1, "rows"));
        boolean cut = result.partial() && CutNote.of(result, asked).isPresent();
        String head = language.heading(result.rowCount(), count, cut);
        boolean all = FoldedWords.of(asked.question()).stream().anyMatch(ALL::contains);
        int shown = result.rowCount() <= (all ? ALL_ROWS : WHOLE_ROWS) ? result.rowCount() : TABLE_ROWS;
        String table = table(result, words, shown);
        int others = result.rowCount() - shown;
        if (others > 0) {
            String more = language.number(NumberFormat.of((long) others));
            claims.add(new Claim(more, query, -1, "rows"));
            table += "\n\n" + language.moreRows(others, more);
        }
        return new AnswerText(said + head + "\n\n" + table, claims);
    }

    /** A Markdown table with padded columns, so that it is readable on a terminal. */
    private static String table(QueryResult result, ResultWords words, int shown) {
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
