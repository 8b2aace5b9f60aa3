package io.github.bigdatamigrator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresCopyEncoderTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29",
        "0001-01-01, 0001-01-01",
        "0000-12-31, 0001-12-31 BC",
        "-0043-03-15, 0044-03-15 BC",
        "+12024-03-15, 12024-03-15"
    })
    void daysAreSpelledAsPostgresDoes(String day, String text) {
        assertThat(new PostgresCopyEncoder(ColumnType.Kind.DATE)
                        .text(LocalDate.parse(day).toEpochDay()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T00:00:00, 2024-02-29 00:00:00",
        "2024-02-29T23:59:59.999999, 2024-02-29 23:59:59.999999",
        "1969-12-31T23:59:59.5, 1969-12-31 23:59:59.5",
        "1970-01-01T00:00:00.00001, 1970-01-01 00:00:00.00001",
        "-0043-03-15T01:02:03.040000, 0044-03-15 01:02:03.04 BC"
    })
    void timesAreSpelledWithoutZerosAtTheirEnd(String time, String text) {
        LocalDateTime parsed = LocalDateTime.parse(time);
        long micros = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), parsed);
        assertThat(new PostgresCopyEncoder(ColumnType.Kind.TIMESTAMP).text(micros))
                .isEqualTo(text);
    }
}
