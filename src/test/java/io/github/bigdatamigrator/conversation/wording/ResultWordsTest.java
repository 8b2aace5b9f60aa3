package io.github.bigdatamigrator.conversation.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
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
        | name spent | Hunt 216.54 | The second highest is Hunt with 216.54 \
        (spent).
        Who paid least? | SELECT name, SUM(x) AS spent FROM t GROUP BY name ORDER BY SUM(x) LIMIT 1 | name \
        spent | Hunt 1216.5 | The lowest is Hunt with 1,216.50 (spent).
        Wer gab am meisten aus? | SELECT name, SUM(x) AS spent FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 1 | name \
        spent | Hunt 1216.5 | Der höchste Wert: Hunt mit 1.216,50 \
        (spent).
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
        share the highest place with 9 (count), then c with 3 and d with 2.
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
        Which store sells best? | SELECT store_id, SUM(x) AS units FROM t GROUP BY store_id ORDER BY 2 DESC LIMIT 1 \
        | store_id units | 50 41 | The highest is store 50 with 41 (units).
        Units per store? | SELECT store_id, SUM(x) AS units FROM t GROUP BY 1 ORDER BY 2 DESC | store_id units | \
        50 41/30 5/60 4/80 3 | The highest is store 50 with 41 (units), then store 30 with 5, store 60 with 4 and \
        store 80 with 3.
        Units per store? | SELECT StoreId, SUM(x) AS units FROM t GROUP BY 1 | StoreId units | 50 41/30 5 | Units: \
        Store 50 with 41 and Store 30 with 5.
        Stars? | SELECT stars, COUNT(*) AS n FROM t GROUP BY stars | stars n | 5 3/4 7 | Count: stars 5 with 3 and \
        stars 4 with 7.
        Who earns most? | SELECT first_name, last_name, x AS pay FROM t | first_name last_name pay | Lex Day 7/Al \
        Orr 6 | Pay: Lex Day 7 and Al Orr 6.
        Who? | SELECT FirstName, LastName, Country, SUM(x) AS spent FROM t GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 1 \
        | FirstName LastName Country spent | Eva Noll Chile 9 | The highest is Eva Noll (Chile) with 9 (spent).
        Best customer? | SELECT c.id, c.first_name, c.last_name, t.spent FROM t | id first_name last_name spent | \
        7 Eva Noll 9 | Id: 7; name: Eva Noll; spent: 9.
        Which file? | SELECT file_name, last_change, size FROM t | file_name last_change size | a b 9 | File name: a; \
        last change: b; size: 9.
        Ratings and visits per town? | SELECT town, AVG(r) AS avg_rating, COUNT(*) AS visits FROM t GROUP BY 1 | \
        town avg_rating visits | Ulm 4 7/Bern 5 2 | Avg rating: Ulm 4 and Bern 5. Visits: Ulm 7 and Bern 2.
        Delays and what share? | SELECT p, COUNT(*) AS delays, SUM(z) AS total, SUM(q) AS pct FROM t GROUP BY p | \
        p delays total pct | a 1 9 11/b 3 9 33 | Delays: a 1 and b 3. Pct: a 11 and b 33.
        Up or down? | SELECT SUM(y) AS v2023, SUM(z) AS v2024, SUM(z)-SUM(y) AS sales_change FROM t | v2023 v2024 \
        sales_change | 500 450 -50 | V2023: 500; v2024: 450; sales change: down 50.
        Welche fiel am meisten? | SELECT p, SUM(z)-SUM(y) AS change FROM t GROUP BY p ORDER BY 2 LIMIT 1 | p change \
        | Ulm -1500.5 | Der niedrigste Wert: Ulm mit einem Rückgang von 1.500,5 (change).
        Change per town? | SELECT p, SUM(z)-SUM(y) AS change FROM t GROUP BY p ORDER BY 2 | p change | Ulm -15/Bern 0 \
        /Graz 7 | Change: Ulm down 15, Bern 0 and Graz up 7.
        Fehler je Werk? | SELECT werk_nr, COUNT(*) AS n FROM t GROUP BY 1 ORDER BY 2 DESC | werk_nr n | 7 9/8 5 | \
        Anzahl: werk 7 mit 9 und werk 8 mit 5.
        By quarter? | SELECT date_trunc('quarter', d) AS q, SUM(x) AS revenue FROM t GROUP BY 1 ORDER BY 1 | q \
        revenue | 2024-01-01 5/2024-04-01 9/2024-07-01 7/2024-10-01 3 | From \
        2024-Q1 to 2024-Q4, revenue is highest in 2024-Q2 with 9 and lowest in 2024-Q4 with 3.
        By quarter? | SELECT year(d) AS year, quarter(d) AS quarter, SUM(x) AS n FROM t GROUP BY 1, 2 | year quarter \
        n | 2024 1 5/2024 2 9 | Count: 2024-Q1 with 5 and 2024-Q2 with 9.
        By month? | SELECT trunc(CAST(d AS date), 'MM') AS m, SUM(x) AS n FROM t GROUP BY 1 | m n | 2024-01-01 5/\
        2024-02-01 9 | Count: 2024-01 with 5 and 2024-02 with 9.
        By year? | SELECT trunc(d, 'year') AS y, SUM(x) AS n FROM t GROUP BY 1 | y n | 2024-01-01 5/2025-01-01 9 | \
        Count: 2024 with 5 and 2025 with 9.
        By day? | SELECT d, SUM(x) AS n FROM t GROUP BY 1 | d n | 2024-01-01 5/2024-04-01 9 | Count: 2024-01-01 with \
        5 and 2024-04-01 with 9.
        Least? | SELECT p, SUM(x) AS n FROM t GROUP BY p ORDER BY n DESC | p n | a 9/b 8/c 7/d 6/e 2/f 2 | The \
        highest is a with 9 (count), then b with 8 and c with 7; the lowest are f and e with 2.
        Where is the share without a reply highest? | SELECT p, COUNT(*) AS mails, SUM(x) / COUNT(*) AS \
        no_reply_percent FROM t GROUP BY p ORDER BY 3 DESC | p mails no_reply_percent | a 9 30/b 7 20/c 8 10/d 6 9 | \
        The highest is a with 30 (no reply percent), then b with 20, c with 10 and d with 9. The highest is a with 9 \
        (mails), then c with 8, b with 7 and d with 6.
        Where is the no-reply rate highest? | SELECT p, COUNT(*) AS mails, COUNT_IF(r) AS no_replies, SUM(x) \
        / COUNT(*) \
        AS no_reply_rate_pct FROM t GROUP BY p ORDER BY p | p mails no_replies no_reply_rate_pct | a 9 1 30/b 7 9 20 | \
        No reply rate pct: a 30 and b 20. No replies: a 1 and b 9.
        Cities with how many postcodes? | SELECT p, COUNT(DISTINCT z) AS zip_codes FROM t GROUP BY p ORDER BY 2 DESC \
        | p zip_codes | Ulm 1500/Bern 9 | Zip codes: Ulm 1,500 and Bern 9.
        Plays per ticket? | SELECT ticket_no, COUNT(*) AS plays FROM t GROUP BY 1 | ticket_no plays | 50 41/30 5 | \
        Plays: ticket 50 with 41 and ticket 30 with 5.
        Which pupils, and how many? | SELECT p, COUNT(*) OVER () AS number_of_pupils FROM t | p number_of_pupils | \
        a 4/b 4/c 4/d 4 | Number of pupils: 4.
        Which pupils, and how many? | WITH x AS (SELECT p, COUNT(*) OVER() pupils FROM t) SELECT p, pupils FROM x | \
        p pupils | a 2/b 2 | Pupils: 2.
        Welche Höfe, und wie viele? | SELECT p, COUNT(*) OVER () AS n FROM t | p n | a 4/b 4/c 4/d 4 | Anzahl: 4.
        Pupils per school? | SELECT p, COUNT(*) OVER (PARTITION BY p) AS n FROM t | p n | a 4/b 4/c 4/d 4 | All have \
        the same value: 4 (count).
        Gäste je Land? | SELECT iso_code, land, COUNT(*) AS n FROM t GROUP BY 1, 2 | iso_code land n | AT Austria 9/\
        CH Schweiz 7 | Anzahl: Austria (AT) mit 9 und Schweiz (CH) mit 7.
        Guests by country? | SELECT land, kürzel, art, SUM(x) AS guests FROM t GROUP BY 1, 2, 3 | land kürzel \
        art guests | \
        Peru PE hut 9/Chad TD inn 7 | Guests: Peru (PE), hut 9 and Chad (TD), inn 7.
        Best dish? | SELECT dish_no, dish, SUM(x) AS sold FROM t GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1 | dish_no dish \
        sold | D7 Soup 9 | The highest is Soup (D7) with 9 (sold).
        Dishes by kind? | SELECT kind, dish, SUM(x) AS sold FROM t GROUP BY 1, 2 | kind dish sold | hot Soup \
        9/hot Rice \
        7 | Sold: hot, Soup 9 and hot, Rice 7.
        Per code? | SELECT code, SUM(x) AS sold FROM t GROUP BY 1 | code sold | A 9/B 7 | Sold: A 9 and B 7.
        Who earns most? | SELECT pupil_no, first_name, last_name, x AS pay FROM t | pupil_no first_name \
        last_name pay | \
        P7 Lex Day 7/P8 Al Orr 6 | Pay: P7, Lex Day 7 and P8, Al Orr 6.
        Names? | SELECT name FROM t | name | Ann/Bob/Cid | Name: Ann, Bob and Cid.
        """)
    void aResultIsDescribedInOneSentence(String question, String sql, String columns, String rows, String sentence) {
        QueryResult result = result(sql, columns, rows.replace("$TEN", TEN), null);

        AnswerText text = AnswerText.of(result, 0, AskedQuestions.of(question));

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

        assertThat(AnswerText.of(cut, 0, AskedQuestions.of("Which?")).content().split("\n")[0])
                .isEqualTo(first);
        assertThat(AnswerText.of(cut, 0, AskedQuestions.of("Which?")).content())
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

        assertThat(AnswerText.of(result, 0, AskedQuestions.of("")).content())
                .contains("| 12345 | 1.739 | 1,234.57 | 2023 |", "|     2 | 10.50 |  0.00123 | 2024 |");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT p, Baujahr FROM t                          | p Baujahr       | 1987 2024 | 1987
        SELECT p, Erscheinungsjahr FROM t                 | p Erscheinungsjahr | 1987 2024 | 1987
        SELECT p, MAX(Geschäftsjahr) AS letztes_geschäftsjahr FROM t GROUP BY p | p letztes_geschäftsjahr | 1987 2024 \
        | 1987
        SELECT p, jahrgang FROM t                         | p jahrgang      | 1987 2024 | 1987
        SELECT p, published FROM t                        | p published     | 1987 2024 | 1987
        SELECT p, founded FROM t                          | p founded       | 1987 2024 | 1987
        SELECT p, year_built FROM t                       | p year_built    | 1987 2024 | 1987
        SELECT p, MIN(model_year) AS first_model_year FROM t GROUP BY p | p first_model_year | 1987 2024 | 1987
        SELECT p, published FROM t                        | p published     | 1987 4024 | 1,987
        SELECT p, COUNT(*) AS published FROM t GROUP BY p | p published     | 1987 2024 | 1,987
        SELECT p, SUM(x) AS gebaut FROM t GROUP BY p      | p gebaut        | 1987 2024 | 1,987
        SELECT p, Umsatz_Vorjahr FROM t                   | p Umsatz_Vorjahr | 1987 2024 | 1,987
        SELECT p, pages FROM t                            | p pages         | 1987 2024 | 1,987
        SELECT p, yearly_rent FROM t                      | p yearly_rent   | 1987 2024 | 1,987
        """)
    void yearsHaveNoSeparatorOfThousands(String sql, String columns, String years, String first) {
        QueryResult result = result(sql, columns, "a " + years.replace(" ", "/b ") + "/c 1999/d 2001", null);

        assertThat(AnswerText.of(result, 0, AskedQuestions.of("Each?")).content())
                .containsPattern("\\| a +\\| +" + first + " +\\|");
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
        return text.matches("-?\\d+") ? Long.valueOf(text) : text.matches("-?[\\d.]+") ? new BigDecimal(text) : text;
    }
}
