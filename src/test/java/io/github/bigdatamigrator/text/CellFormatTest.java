package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellFormatTest {
    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of(null, null, "null"),
                Arguments.of("a, b", "a, b", "a, b"),
                Arguments.of(1204331L, "1204331", "1204331"),
                Arguments.of(new BigDecimal("1E+3"), "1000", "1000"),
                Arguments.of(1e7, "10000000", "10000000"),
                Arguments.of(2.00000049, "2.00000049", "2"),
                Arguments.of(0.1234567891, "0.1234567891", "0.123457"),
                Arguments.of(1e20, "100000000000000000000", "1E+20"),
                Arguments.of(-0.0, "0.0", "0"),
                Arguments.of(Double.NaN, "NaN", "NaN"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cellsAreWrittenWithoutSeparators(@Nullable Object cell, @Nullable String exact, String rounded) {
        assertThat(CellFormat.exact(cell)).isEqualTo(exact);
        assertThat(CellFormat.rounded(cell)).isEqualTo(rounded);
    }
}
