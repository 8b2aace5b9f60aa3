package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {
    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "1.25, 1.3 s", "59.9, 59.9 s", "60, 1 min 00 s", "125.7, 2 min 05 s"})
    void workIsTimedInSecondsAndMinutes(double seconds, String shown) {
        assertThat(DurationFormat.seconds(seconds)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 00:00:00",
        "P1D, 1 day",
        "P3DT2H5M10S, 3 days 02:05:10",
        "PT0.25S, 00:00:00.25",
        "PT-90S, -00:01:30"
    })
    void intervalsOfDaysAndTime(Duration interval, String shown) {
        assertThat(DurationFormat.interval(interval)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"P0M, 0 months", "P14M, 1 year 2 months", "P-24M, -2 years"})
    void intervalsOfYearsAndMonths(Period interval, String shown) {
        assertThat(DurationFormat.interval(interval)).isEqualTo(shown);
    }
}
