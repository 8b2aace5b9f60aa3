package io.github.bigdatamigrator.conversation.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutNoteTest {
    @ParameterizedTest(name = "{0}, {1} rows")
    @CsvSource(delimiter = '|', textBlock = """
            Sales of each store | 20 | 23 | true | 0 | true | The query stops at its LIMIT: these are 20 of 23 rows.
            Sales of each store | 20 | 51 | false | 0 | true | \
            The query stops at its LIMIT of 20 rows; there are more.
            Show the 20 largest stores | 20 | 23 | true | 0 | true |
            The top five stores | 5 | 23 | true | 0 | true |
            Die fünf größten Filialen | 5 | 23 | true | 0 | true |
            The top five stores | 6 | 23 | true | 0 | true | The query stops at its LIMIT: these are 6 of 23 rows.
            Which store sold most? | 1 | 23 | true | 0 | true |
            Which store sold most? | 1 | 99 | true | 58 | true | \
            58 rows share this place; the query shows one of them.
            The top five stores | 5 | 99 | true | 7 | false | \
            At least 7 rows share the place of the last row; the query's LIMIT leaves some of them out.
            """)
    void theNoteNamesTheMissingRows(
            String question, int shown, long rows, boolean rowsExact, long tied, boolean tiedExact, String note) {
        QueryResult result = new QueryResult(
                "SELECT n FROM t ORDER BY n LIMIT " + shown,
                List.of("n"),
                List.of(ColumnType.BIGINT),
                Collections.nCopies(shown, List.of(1L)),
                false,
                0.1,
                new QueryResult.Cut(rows, rowsExact, tied, tiedExact));

        assertThat(CutNote.of(result, AskedQuestions.of(question)).orElse(null)).isEqualTo(note);
    }
}
