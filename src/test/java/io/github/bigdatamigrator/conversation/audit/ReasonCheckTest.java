package io.github.bigdatamigrator.conversation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Shop;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Only visits in Juli 2019 count.          | d >= DATE '2019-07-01' AND d < DATE '2019-08-01' |
        Counted from 1 March to 31 May 2020.     | d >= '2020-03-01' AND d < '2020-06-01'       |
        The third week of May 2021 is meant.     | YEAR(d) = 2021 AND MONTH(d) = 5              |
        Q3 2020 against Q2 2020.                 | year(d) = 2020 AND quarter(d) IN (2, 3)      |
        Q3 2020 is meant.                        | d BETWEEN '2020-07-01' AND '2020-09-30'      |
        The last 12 months are taken.            | d >= add_months(current_date(), -12)         |
        The upper 10 % are taken.                | rank <= 0.1 * total                          |
        The 2nd highest is taken.                | place = 2                                    |
        The 3 best are shown.                    |                                              |
        At most 1.5 million.                     | x <= 1500000                                 |
        Plot 17 is meant, as before.             |                                              |
        Sales end on 2024-12-31, in December 2024. |                                            |
        Only visits in June 2019 count.          | d >= DATE '2019-07-01' AND d < DATE '2019-08-01' | June 2019
        Counted from 1 January 2019.             | d >= DATE '2019-07-01'                       | 1 January 2019
        The total is 4,711.                      | SUM(x)                                       | 4,711
        About 20 % are taken.                    | rank <= 0.1 * total                          | 20 %
        Plot 18 is meant.                        |                                              | 18
        Sales end on 2024-11-30.                 |                                              | 2024-11-30
        """)
    void aReasonMayNameWhatIsKnownInAnyForm(String reason, @Nullable String sql, @Nullable String unknown) {
        List<String> sources = List.of("Which three plots?", sql == null ? "" : sql, "[[17, North]]");

        assertThat(new ReasonCheck(sources, Shop.context()).unknown(reason))
                .isEqualTo(unknown == null ? List.of() : List.of(unknown));
    }

    @Test
    void onlySentencesWithFiguresOfUnknownSourceAreLeftOut() {
        assertThat(new ReasonCheck(List.of("Sales in 2023?"), Shop.context())
                        .knownSentences("Sales of 2023 are summed. They come to 4,711. Returns count too."))
                .isEqualTo("Sales of 2023 are summed. Returns count too.");
    }
}
