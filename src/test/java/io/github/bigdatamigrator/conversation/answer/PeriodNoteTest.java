package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.conversation.wording.ResultWords;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodNoteTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2021-02-04 | 2022-04-12 | 2021-02,2021-03,2022-04 | month | 2021-02-04..2022-04-12
        2021-02-02 | 2022-04-29 | 2021-02,2021-03,2022-04 | month |
        2021-02-14 | 2022-04-29 | 2021-02,2021-03,2022-04 | month | 2021-02-14..
        2021-02-14 | 2022-04-12 | 2021-03,2021-04,2021-05 | month |
        2020-12-30 | 2022-04-12 | 2020,2021,2022 | year | 2020-12-30..2022-04-12
        2020-01-02 | 2022-12-20 | 2020,2021,2022 | year |
        2021-02-04 | 2022-06-30 | 2021-01-01,2021-04-01,2022-04-01 | quarter | 2021-02-04..
        2021-02-04 | 2022-04-12 | Bern,Ulm,Kiel | month |
        """)
    void thePeriodsInWhichTheDataBeginOrEndAreNamed(
            String min, String max, String periods, String unit, @Nullable String named) {
        DataContext context = Profiles.context(
                List.of(Profiles.table(
                        "trips", 900, List.of(Profiles.column("started", ColumnType.DATE, 400, min, max)))),
                List.of());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String period : periods.split(",")) {
            rows.add(List.of(period, 7L));
        }
        String sql = "SELECT date_trunc('" + unit + "', started) AS " + unit + ", COUNT(*) AS n FROM trips GROUP BY 1";

        String note = new ResultWords(Shop.rows(sql, List.of(unit, "n"), rows), 0, AnswerLanguage.ENGLISH)
                .cells()
                .partialPeriods(context)
                .orElse("");

        if (named == null) {
            assertThat(note).isEmpty();
        } else {
            assertThat(note.contains("begins on " + min)).isEqualTo(named.startsWith(min));
            assertThat(note.contains("ends on " + max)).isEqualTo(named.endsWith(max));
        }
    }
}
