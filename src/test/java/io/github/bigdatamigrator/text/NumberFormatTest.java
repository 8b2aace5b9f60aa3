package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 5, 0 %",
        "5, 0, 0 %",
        "1, 3, 33 %",
        "1, 8, 13 %",
        "1, 10000, <0.1 %",
        "1, 1000, 0.1 %",
        "1, 16, 6.3 %",
        "1, 50, 2 %",
        "994, 1000, 99 %",
        "995, 1000, 99.5 %",
        "996, 1000, 99.6 %",
        "9969, 10000, 99.6 %",
        "999, 1000, 99.9 %",
        "9999, 10000, >99.9 %",
        "9007199254740993, 9007199254740994, >99.9 %",
        "7, 7, 100 %"
    })
    void onlyNoneIsZeroPercentAndOnlyAllIsHundred(long part, long whole, String shown) {
        assertThat(NumberFormat.percent(part, whole)).isEqualTo(shown);
    }

    @Test
    void otherSharesAreNotRoundedToZeroOrHundred() {
        for (int part = 1; part < 100_000; part++) {
            assertThat(NumberFormat.percent(part, 100_000)).isNotIn("0 %", "0.0 %", "100 %", "100.0 %");
        }
        assertThat(NumberFormat.percent(Double.MIN_VALUE)).isEqualTo("<0.1 %");
        assertThat(NumberFormat.percent(Math.nextDown(1.0))).isEqualTo(">99.9 %");
        assertThat(NumberFormat.percent(Double.NaN)).isEqualTo("0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "61204.40, '61,204.40'",
        "5.00, 5.00",
        "12.0, 12",
        "1234567, '1,234,567'",
        "9223372036854775807, '9,223,372,036,854,775,807'",
        "0.00123456, 0.00123",
        "0.00001, 1.00e-05",
        "not a number, not a number",
        "0, 0"
    })
    void numbersGivenAsTextAreGroupedAndRounded(String text, String shown) {
        assertThat(NumberFormat.ofText(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, '1,234,567'",
        "2.5, 2.5",
        "2.005, 2.01",
        "-0.123456, -0.123",
        "1e20, 1.00e+20",
        "1e-9, 1.00e-09",
        "0, 0",
        "Infinity, Infinity"
    })
    void doublesHaveFewDigits(double number, String shown) {
        assertThat(NumberFormat.of(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 KB",
        "1536, 1.5 KB",
        "999400, 999 KB",
        "999500, 1.0 MB",
        "335544320, 336 MB",
        "2000000000, 2.0 GB",
        "7000000000000000, 7000 TB"
    })
    void sizesAreInUnitsOfAThousand(long bytes, String shown) {
        assertThat(NumberFormat.bytes(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 rows", "1, 1 row", "2000, '2,000 rows'"})
    void countsAgreeWithTheirNoun(long number, String shown) {
        assertThat(NumberFormat.count(number, "row")).isEqualTo(shown);
    }
}
