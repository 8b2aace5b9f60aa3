package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However messy a text is, every cell of it is in a name or a row, or in what the problems count. The texts are random:
 * tables with titles, notes, comments, ragged and empty rows, stray quotes and NULs, and pure noise.
 */
class LayoutFuzzTest {
    private static final long SEED = 20_251_117;
    private static final String[] DELIMITERS = {",", ";", "\t", "|", "~", " "};
    private static final String[] NAMES = {
        "id", "town", "2021", "2022", "n", "y", "price (EUR)", "00:00", "50%", "x", ""
    };
    private static final String[] VALUES = {
        "1",
        "42",
        "-1.5",
        "1,5",
        "2024-01-05",
        "Ulm",
        "Bonn am Rhein",
        "yes",
        "n/a",
        "",
        "",
        "12:30",
        "7%",
        "K-17",
        "ä",
        "a b"
    };
    private static final String[] NOISE = {
        "\"", "\"\"", "'", "\\", "#", "%", "-", "--", " ", "\t", ",", ";", "|", "\0", "a", "1", "é", "\n", "\r\n",
        "sep=,", "x,y"
    };
    private static final String[] ENDS = {"\n", "\r\n", "\r"};

    @TempDir
    Path folder;

    @Test
    void everyCellOfAMessyTextIsReadOrCounted() throws IOException {
        check(1_500);
    }

    @Test
    @Tag("long")
    void everyCellOfManyMessyTextsIsReadOrCounted() throws IOException {
        check(60_000);
    }

    private void check(int texts) throws IOException {
        Path file = folder.resolve("text.csv");
        for (int i = 0; i < texts; i++) {
            Random random = new Random(SEED + i);
            String text = random.nextInt(5) == 0 ? noise(random) : table(random);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ReadText read = ReadText.of(Files.write(file, bytes));
            if (!read.table().columns().isEmpty()) {
                assertThat(read.unaccounted(bytes))
                        .as("text %d as %s:%n%s", i, read.dialect(), text)
                        .isEmpty();
            } else {
                assertThat(text.replace("\uFEFF", "")).as("text %d", i).isBlank();
            }
        }
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(pick(random, NOISE));
        }
        return text.toString();
    }

    private static String table(Random random) {
        String delimiter = pick(random, DELIMITERS);
        int width = 1 + random.nextInt(6);
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(pick(
                    random,
                    "Report",
                    "Made by Ann, on Monday",
                    "Town" + delimiter + "Ulm",
                    "",
                    delimiter.repeat(width - 1)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            lines.add(line(random, delimiter, width, NAMES));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            int cells = random.nextInt(8) == 0 ? 1 + random.nextInt(width + 2) : width;
            lines.add(line(random, delimiter, cells, VALUES));
            if (random.nextInt(12) == 0) {
                lines.add(pick(random, "# a remark", " # one, more", "", "----------", delimiter.repeat(width - 1)));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(pick(random, "", delimiter.repeat(width - 1), "Source: the office", "Total" + delimiter + "5"));
        }
        String end = pick(random, ENDS);
        return (random.nextInt(6) == 0 ? "\uFEFF" : "") + String.join(end, lines) + (random.nextBoolean() ? end : "");
    }

    private static String line(Random random, String delimiter, int cells, String... from) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            String text = pick(random, from);
            texts.add(
                    switch (random.nextInt(30)) {
                        case 0 -> '"' + text;
                        case 1 -> text + '"';
                        case 2 -> text + '\0';
                        case 3, 4, 5 -> '"' + text + '"';
                        default -> text;
                    });
        }
        return String.join(delimiter, texts);
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }
}
