package io.github.bigdatamigrator.source.delimited;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FooterTrimmingStreamTest {
    private static String cut(String text, int lines) throws IOException {
        try (FooterTrimmingStream in =
                new FooterTrimmingStream(new ByteArrayInputStream(text.getBytes(UTF_8)), lines)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|c|, 1, a|b|",
        "a|b|c, 1, a|b|",
        "a|b|c, 2, a|",
        "a|b||, 2, a|",
        "a||c, 2, a|",
        "a|b, 2, ''",
        "a, 5, ''",
        "'', 1, ''"
    })
    void aLineEndAtTheEndBelongsToTheLastLine(String text, int lines, String expected) throws IOException {
        for (String end : new String[] {"\n", "\r", "\r\n"}) {
            assertThat(cut(text.replace("|", end), lines)).isEqualTo(expected.replace("|", end));
        }
    }

    @Test
    void textsLongerThanTheBufferAreCutAtTheSamePlace() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            List<String> lines = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            String end = random.nextBoolean() ? "\r\n" : "\n";
            for (int l = 0; l < count; l++) {
                lines.add("x".repeat(random.nextInt(8_000)) + end);
            }
            int left = random.nextInt(count);
            assertThat(cut(String.join("", lines), count - left)).isEqualTo(String.join("", lines.subList(0, left)));
        }
    }
}
