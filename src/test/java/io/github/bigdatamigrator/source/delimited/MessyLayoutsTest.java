package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.source.delimited.MessyTexts.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables are found in texts of any layout, and what is not part of them is said. */
class MessyLayoutsTest {
    @TempDir
    Path folder;

    static Stream<Layout> layouts() {
        return Stream.concat(MessyLayouts.all().stream(), MessyRows.all().stream());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyCellIsReadOrCounted(Layout layout) throws IOException {
        byte[] bytes = layout.text().getBytes(layout.charset());
        ReadText read = ReadText.of(Files.write(folder.resolve("text.csv"), bytes));
        // A tilde stands for a bar where cells are told apart by bars.
        assertThat(String.join("|", read.names()).replace('|', '~'))
                .isEqualTo(layout.columns().replace('|', '~'));
        assertThat(read.rows())
                .map(row -> String.join("|", row).replace('|', '~'))
                .isEqualTo(expected(layout.rows()));
        for (String problem : layout.problems()) {
            assertThat(read.messages()).anyMatch(message -> message.contains(problem));
        }
        assertThat(read.unaccounted(bytes)).isEmpty();
    }

    private static List<String> expected(String rows) {
        return rows.isEmpty()
                ? List.of()
                : Stream.of(rows.split("/")).map(row -> row.replace('|', '~')).toList();
    }
}
