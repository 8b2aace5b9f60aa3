package io.github.bigdatamigrator.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelFileIoTest {
    @Test
    void aFailureOnAThreadIsThrownUnchanged() {
        List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();
        assertThat(ParallelFileIo.map(numbers, number -> number * 2))
                .hasSize(1000)
                .startsWith(0, 2, 4)
                .endsWith(1998);
        IllegalArgumentException thrown = new IllegalArgumentException("of file 700");
        assertThatThrownBy(() -> ParallelFileIo.map(numbers, number -> {
                    if (number == 700) {
                        throw thrown;
                    }
                    return number;
                }))
                .isSameAs(thrown);
    }
}
