package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedWordsTest {
    @Test
    void namesAreSplitAndFolded() {
        assertThat(FoldedWords.of("CustomerID")).containsExactly("customer", "id");
        assertThat(FoldedWords.of("order_lineNo2")).containsExactly("order", "line", "no2");
        assertThat(FoldedWords.of("HTTPStatus Änderung")).containsExactly("http", "status", "anderung");
        assertThat(FoldedWords.stems("Categories boxes statuses sales address"))
                .contains("category", "box", "sale", "address");
    }
}
