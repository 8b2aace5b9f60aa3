package io.github.bigdatamigrator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueSimilarityTest {
    private static final List<String> STATES =
            Arrays.asList(("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO "
                            + "MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY")
                    .split(" "));

    @ParameterizedTest
    @CsvSource({
        "California, CA",
        "New York, NY",
        "Texas, TX",
        "Colorado, CO",
        "West Virginia, WV",
        "Kentucky, KY",
        "South Dakota, SD",
        "Georgia, GA",
        "Vermont, VT"
    })
    void aStateIsFoundByItsCode(String name, String code) {
        assertThat(nearest(name, STATES)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "ca, California",
        "ny, New York",
        "Californa, California",
        "Clifornia, California",
        "ZÜRICH, Zürich",
        "zurich, Zürich",
        "munchen, München",
        "teh hague, The Hague"
    })
    void aPlaceIsFoundByItsCodeOrDespiteATypo(String text, String place) {
        assertThat(nearest(
                        text,
                        List.of("California", "New York", "Zürich", "München", "The Hague", "Carolina", "York County")))
                .isEqualTo(place);
    }

    @Test
    void onlyCaseAccentsAndPunctuationMakeNoDifference() {
        assertThat(of("São-Paulo", "SAO PAULO")).isEqualTo(1);
        assertThat(of("Sao Paulo", "San Paulo")).isLessThan(1);
    }

    @Test
    void nothingInCommonIsFarApart() {
        assertThat(of("shipped", "open")).isLessThan(0.4);
        assertThat(of("x", "")).isZero();
    }

    private static String nearest(String text, List<String> values) {
        return values.stream()
                .max(Comparator.comparingDouble(value -> of(text, value)))
                .orElseThrow();
    }

    private static double of(String text, String value) {
        return ValueSimilarity.of(ValueSimilarity.fold(text), ValueSimilarity.fold(value));
    }
}
