package io.github.bigdatamigrator.conversation.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Shop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"name = 'O''Brien'", "name = 'O\\'Brien'", "`name` = \"O'Brien\""})
    void aQuoteInAValueIsRecognizedInEveryEscaping(String condition) {
        ActiveFilter filter = ActiveFilter.of(condition, Shop.context());

        assertThat(filter.columns()).containsExactly("name");
        assertThat(filter.values()).containsExactly("O'Brien");
        assertThat(filter.isMentionedIn("SELECT count(*) FROM customers WHERE name = 'O\\'Brien'"))
                .isTrue();
        assertThat(filter.isMentionedIn("SELECT count(*) FROM customers WHERE name = 'O''Brien'"))
                .isTrue();
        assertThat(filter.isMentionedIn("SELECT count(*) FROM customers WHERE name = 'Brien'"))
                .isFalse();
    }
}
