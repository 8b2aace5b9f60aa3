package io.github.bigdatamigrator.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHashTest {
    @Test
    void equalNumbersHaveEqualHashes() {
        assertThat(ValueHash.ofDecimal(100, 2)).isEqualTo(ValueHash.ofLong(1));
        assertThat(ValueHash.ofDouble(1.0)).isEqualTo(ValueHash.ofLong(1));
        assertThat(ValueHash.ofDecimal(new BigDecimal("1.000000000000000000000")))
                .isEqualTo(ValueHash.ofLong(1));
        assertThat(ValueHash.ofDouble(0.1)).isEqualTo(ValueHash.ofDecimal(1, 1));
        assertThat(ValueHash.ofDecimal(1234, 2)).isEqualTo(ValueHash.ofDecimal(12340, 3));
        assertThat(ValueHash.ofDouble(-0.0)).isEqualTo(ValueHash.ofLong(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890123", "0.12345678901234567890123", "-99999999999999999999.5"})
    void wideDecimalsEqualOnlyTheirOwnSpellings(String text) {
        BigDecimal value = new BigDecimal(text);
        assertThat(ValueHash.ofDecimal(value.setScale(value.scale() + 4))).isEqualTo(ValueHash.ofDecimal(value));
        assertThat(ValueHash.ofDecimal(value.add(BigDecimal.ONE))).isNotEqualTo(ValueHash.ofDecimal(value));
    }

    @Test
    void aMillionDifferentValuesDoNotCollide() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 250_000; i++) {
            byte[] text = ("customer-" + i).getBytes(StandardCharsets.UTF_8);
            seen.add(ValueHash.ofLong(i));
            seen.add(ValueHash.ofText(text, 0, text.length));
            seen.add(ValueHash.ofDecimal(i * 10L + 1, 1));
            seen.add(ValueHash.combine(ValueHash.ofLong(i), ValueHash.ofLong(i + 1)));
        }
        assertThat(seen).hasSize(1_000_000);
    }

    @Test
    void hashOfTextDoesNotDependOnItsOffset() {
        byte[] text = "xxAbcdefghijklmnopyy".getBytes(StandardCharsets.UTF_8);
        byte[] alone = "Abcdefghijklmnop".getBytes(StandardCharsets.UTF_8);
        assertThat(ValueHash.ofText(text, 2, 18)).isEqualTo(ValueHash.ofText(alone, 0, alone.length));
    }
}
