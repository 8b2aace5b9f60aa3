package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.fixture.Profiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialPeriodsTest {
    private static final DataContext VISITS = Profiles.context(
            List.of(Profiles.table(
                    "visits",
                    9000,
                    List.of(
                            Profiles.column("visited_on", ColumnType.DATE, 400, "2021-02-09", "2022-04-12"),
                            Profiles.column("born_on", ColumnType.DATE, 400, "1950-01-01", "2001-12-31")))),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "2021-02, 2022-04, visited_on, 2021-02-09, 2022-04-12",
        "2021-Q1, 2022-Q2, visited_on, 2021-02-09, 2022-04-12",
        "2021, 2022, visited_on, 2021-02-09, 2022-04-12",
        "2021-03, 2022-03, visited_on, ,",
        "2021-03, 2022-04, visited_on, , 2022-04-12",
        "1950-01, 2001-12, born_on, ,",
        "1950, 2001, born_on, ,",
        "2021-02-09, 2022-04-12, visited_on, ,",
        "Ulm, Zug, visited_on, ,",
        "2021-02, 2022-04, other, ,",
    })
    void aPeriodInWhichTheDataBeginsOrEndsIsNotWhole(
            String first, String last, String column, @Nullable LocalDate begin, @Nullable LocalDate end) {
        assertThat(PartialPeriods.of(first, last, "SELECT " + column + " FROM visits", VISITS))
                .isEqualTo(new PartialPeriods(Optional.ofNullable(begin), Optional.ofNullable(end)));
    }
}
