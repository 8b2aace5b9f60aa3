package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("Customers", "orders", "order_items");

    @Test
    void nameWithFewestEditsIsFoundInAnyCase() {
        assertThat(NearestName.of("CUSTOMER", KNOWN)).contains("Customers");
        assertThat(NearestName.of("xyz", List.of())).isEmpty();
    }

    @Test
    void nameWithTooManyEditsIsNotFound() {
        assertThat(NearestName.within(1, "oder", KNOWN)).isEmpty();
        assertThat(NearestName.within(2, "oder", KNOWN)).contains("orders");
    }

    @Test
    void distanceCountsLetters() {
        assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.edits("", "abc")).isEqualTo(3);
        assertThat(NearestName.edits("form", "from")).isEqualTo(2);
        assertThat(NearestName.editsWithSwaps("form", "from")).isEqualTo(1);
    }

    @Test
    void lettersBeyondAsciiEqualThemselves() {
        assertThat(NearestName.editsWithSwaps("привет", "привет")).isZero();
        assertThat(NearestName.editsWithSwaps("Zürich", "Züirch")).isEqualTo(1);
    }
}
