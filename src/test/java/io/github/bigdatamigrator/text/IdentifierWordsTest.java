package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierWordsTest {
    @ParameterizedTest
    @CsvSource({
        "billing_zip_code, billing zip code",
        "billingZIPCode, billing zip code",
        "CustomerID, customer id",
        "address1Line, address1 line",
        "dim.Kunden, dim kunden",
        "Größe, größe",
        "__id__, id",
        "###, ''"
    })
    void namesAreSplitAtCaseAndSigns(String name, String words) {
        assertThat(String.join(" ", IdentifierWords.of(name))).isEqualTo(words);
    }
}
