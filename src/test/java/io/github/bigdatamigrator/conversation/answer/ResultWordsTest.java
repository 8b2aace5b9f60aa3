package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.audit.GroundingCheck;
import io.github.bigdatamigrator.fixture.Profiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the sentences that are written without a model: question, SQL, rows, sentence. */
class ResultWordsTest {
    private static final String TEN = "a 10/b 9/c 8/d 7/e 6/f 5/g 4/h 3/i 2/j 1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Who is second? | SELECT name, SUM(x) AS spent FROM t GROUP BY name ORDER BY spent DESC LIMIT 1 OFFSET 1 \
        | name spent | Hunt 216.54 | The second highest is Hunt with 216.54.
        Who paid least? | SELECT name, SUM(x) AS spent FROM t GROUP BY name ORDER BY SUM(x) LIMIT 1 | name \
        spent | Hunt 1216.5 | The lowest is Hunt with 1,216.50.
        Wer gab am meisten aus? | SELECT name, SUM(x) AS spent FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 1 | name \
        spent | Hunt 1216.5 | Der höchste Wert: Hunt mit 1.216,50.
        Which order is latest? | SELECT name, sold_on, x AS total FROM t ORDER BY sold_on DESC LIMIT 1 | name \
        sold_on total | A7 2024-05-01 3 | The latest is A7 (2024-05-01); total: 3.
        How many? | SELECT COUNT(*) AS n FROM t | n | 1204331 | Count: 1,204,331.
        Mean? | SELECT AVG(x) AS avg_x FROM t | avg_x | 12.345678 | Avg x: 12.35.
        Which customer? | SELECT id, city FROM t | customer_id city | 1204331 Bern | Customer id: 1204331; city: Bern.
        Revenue by product? | SELECT p, SUM(x) AS revenue FROM t GROUP BY p | p revenue | Lamp 1500/Desk 7 | \
        Revenue: Lamp 1,500 and Desk 7.
        Top ten? | SELECT p, SUM(x) AS revenue FROM t GROUP BY p ORDER BY revenue DESC | p revenue | $TEN | The \
        highest is a with 10 (revenue), then b with 9 and c with 8; the lowest is j with 1.
        Least ten? | SELECT p, SUM(x) AS revenue FROM t GROUP BY p ORDER BY revenue | p revenue | $TEN | The \
        lowest is j with 1 (revenue), then i with 2 and h with 3; the highest is a with 10.
        Welche Kunden kauften am meisten? | SELECT p, COUNT(*) AS n FROM t GROUP BY p ORDER BY n DESC | p n | \
        $TEN | Der höchste Wert: a mit 10 (Anzahl), dann b mit 9 und c mit 8; der niedrigste: j mit 1.
        Shared? | SELECT p, COUNT(*) AS n FROM t GROUP BY p ORDER BY n DESC | p n | a 9/b 9/c 3/d 2 | a and b \
        share the highest place with 9 (count).
        All the same? | SELECT p, COUNT(*) AS n FROM t GROUP BY p | p n | a 9/b 9/c 9/d 9 | All have the same \
        value: 9 (count).
        By month? | SELECT date_trunc('month', d) AS m, SUM(x) AS revenue FROM t GROUP BY 1 ORDER BY 1 | m \
        revenue | 2023-01-01 5/2023-02-01 9/2023-03-01 7/2023-04-01 6 | From 2023-01 to 2023-04, revenue is \
        highest in 2023-02 with 9 and lowest in 2023-01 with 5.
        By month? | SELECT year(d) AS year, month(d) AS month, SUM(x) AS revenue FROM t GROUP BY 1, 2 ORDER BY \
        1, 2 | year month revenue | 2023 1 5/2023 2 9/2023 3 7/2023 12 6 | From 2023-01 to 2023-12, revenue is \
        highest in 2023-02 with 9 and lowest in 2023-01 with 5.
        Umsatz nach Monat? | SELECT substr(d, 1, 7) AS monat, SUM(x) AS umsatz FROM t GROUP BY 1 ORDER BY 1 | \
        monat umsatz | 2023-01 5/2023-02 9/2023-03 7/2023-04 6 | Von 2023-01 bis 2023-04 ist umsatz am höchsten \
        in 2023-02 mit 9 und am niedrigsten in 2023-01 mit 5.
        Names? | SELECT name FROM t | name | Ann/Bob/Cid | Name: Ann, Bob and Cid.
        """)
    void aResultIsDescribedInOneSentence(String question, String sql, String columns, String rows, String sentence) {
        QueryResult result = result(sql, columns, rows.replace("$TEN", TEN), null);

        AnswerText text = AnswerText.of(result, 0, question);

        assertThat(text.content().split("\n")[0]).isEqualTo(sentence);
        List<String> claimed = text.claims().stream().map(Claim::text).toList();
        assertThat(GroundingCheck.of(text.content(), question, List.of(result), Profiles.EMPTY)
                        .ungrounded())
                .isSubsetOf(claimed);
        text.claims().stream()
                .filter(claim -> claim.row() >= 0 && claim.text().matches("[0-9.,]+"))
                .forEach(claim -> assertThat(result.columns()).contains(claim.column()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT p, SUM(x) AS r FROM t GROUP BY p ORDER BY r DESC LIMIT 10 | The highest is a with 10 (r), then b \
        with 9 and c with 8.
        SELECT p, SUM(x) AS r FROM t GROUP BY p LIMIT 10 | The first 10 rows (there are more):
        SELECT p, SUM(x) AS r FROM t GROUP BY p ORDER BY p LIMIT 10 | The first 10 rows (there are more):
        """)
    void aCutResultHasNoLowestAndNoAll(String sql, String first) {
        QueryResult cut = result(sql, "p r", TEN, new QueryResult.Cut(23, true, 0, true));

        assertThat(AnswerText.of(cut, 0, "Which?").content().split("\n")[0]).isEqualTo(first);
        assertThat(AnswerText.of(cut, 0, "Which?").content())
                .doesNotContain("lowest", "10 rows:\n")
                .contains("The first 10 rows (there are more):");
    }

    @Test
    void cellsOfATableAreWrittenForReaders() {
        QueryResult result = new QueryResult(
                "SELECT id, price, AVG(x) AS mean_x, year FROM t GROUP BY id, price, year",
                List.of("id", "price", "mean_x", "year"),
                List.of(ColumnType.BIGINT, ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.BIGINT),
                List.of(List.of(12345L, 1.739, 1234.56789, 2023L), List.of(2L, 10.5, 0.0012345, 2024L)),
                false,
                0,
                null);

        assertThat(AnswerText.of(result, 0, "").content())
                .contains("| 12345 | 1.739 | 1,234.57 | 2023 |", "|     2 | 10.50 |  0.00123 | 2024 |");
    }

    private static QueryResult result(String sql, String columns, String rows, QueryResult.@Nullable Cut cut) {
        List<List<@Nullable Object>> cells = Stream.of(rows.split("/"))
                .map(row -> Stream.of(row.split(" ")).map(ResultWordsTest::cell).collect(Collectors.toList()))
                .toList();
        List<String> names = List.of(columns.split(" "));
        List<ColumnType> types = new ArrayList<>();
        for (Object cell : cells.get(0)) {
            types.add(
                    cell instanceof Long
                            ? ColumnType.BIGINT
                            : cell instanceof BigDecimal ? ColumnType.decimal(18, 6) : ColumnType.STRING);
        }
        return new QueryResult(sql, names, types, cells, false, 0, cut);
    }

    private static @Nullable Object cell(String text) {
        return text.matches("\\d+") ? Long.valueOf(text) : text.matches("[\\d.]+") ? new BigDecimal(text) : text;
    }
}
