package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"name = 'O''Brien'", "name = 'O\\'Brien'", "`name` = \"O'Brien\""})
    void aQuoteInAValueIsRecognisedHoweverItIsEscaped(String condition) {
        KeptFilter filter = KeptFilter.of(condition, Shop.context());

        assertThat(filter.columns()).containsExactly("name");
        assertThat(filter.values()).containsExactly("O'Brien");
        assertThat(filter.keptBy("SELECT count(*) FROM customers WHERE name = 'O\\'Brien'"))
                .isTrue();
        assertThat(filter.keptBy("SELECT count(*) FROM customers WHERE name = 'O''Brien'"))
                .isTrue();
        assertThat(filter.keptBy("SELECT count(*) FROM customers WHERE name = 'Brien'"))
                .isFalse();
    }
}
