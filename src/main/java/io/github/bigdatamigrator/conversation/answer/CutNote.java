package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the user which rows a limit removed from a result: the engine's limit, or the query's own LIMIT. */
final class CutNote {
    private CutNote() {}

    /** Empty if the result is complete, or has as many rows as the question asks for and no ties beyond. */
    static Optional<String> of(QueryResult result, String question) {
        String shown = NumberFormat.of(result.rowCount());
        if (result.truncated()) {
            return Optional.of("The result was cut at " + result.rowCount() + " rows; the query has more.");
        }
        QueryResult.Cut cut = result.cut();
        if (cut == null) {
            return Optional.empty();
        }
        if (cut.tied() > 0) {
            String rows = (cut.tiedExact() ? "" : "At least ") + NumberFormat.of(cut.tied()) + " rows";
            return Optional.of(
                    result.rowCount() == 1
                            ? rows + " share this place; the query shows one of them."
                            : rows + " share the place of the last row; the query's LIMIT leaves some of them out.");
        }
        if (isAsked(result.rowCount(), question)) {
            return Optional.empty();
        }
        return Optional.of(
                cut.rowsExact()
                        ? "The query stops at its LIMIT: these are " + shown + " of " + NumberFormat.of(cut.rows())
                                + " rows."
                        : "The query stops at its LIMIT of " + shown + " rows; there are more.");
    }

    /** Whether the question names the number of rows; a single row is what “the highest” asks for. */
    private static boolean isAsked(int rows, String question) {
        List<String> words = FoldedWords.of(question);
        return rows == 1
                || words.contains(String.valueOf(rows))
                || Stream.of(FoldedWords.ENGLISH_NUMBERS, FoldedWords.GERMAN_NUMBERS)
                        .anyMatch(names -> rows <= names.size() && words.contains(names.get(rows - 1)));
    }
}
