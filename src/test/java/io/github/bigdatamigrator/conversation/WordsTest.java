package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void namesAreSplitAndFolded() {
        assertThat(Words.of("CustomerID")).containsExactly("customer", "id");
        assertThat(Words.of("order_lineNo2")).containsExactly("order", "line", "no2");
        assertThat(Words.of("HTTPStatus Änderung")).containsExactly("http", "status", "anderung");
        assertThat(Words.stems("Categories boxes statuses sales address"))
                .contains("category", "box", "sale", "address");
    }

    @Test
    void distanceCountsLetters() {
        assertThat(Words.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Words.distance("", "abc")).isEqualTo(3);
    }
}
