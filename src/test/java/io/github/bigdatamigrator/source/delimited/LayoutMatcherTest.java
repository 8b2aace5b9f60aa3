package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which files of a folder are read like the first without being sniffed. */
@Tag("spark")
class LayoutMatcherTest {
    private static final String FIRST = "id;name;amount\n1;Ann;2.50\n2;Bob;3.75\n3;Cy;1.25\n";

    private final Configuration hadoop = new Configuration();

    @TempDir
    Path folder;

    private FileStatus file(String name, String text, Charset charset) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, charset);
        return FileSystem.getLocal(hadoop).getFileStatus(new org.apache.hadoop.fs.Path(file.toString()));
    }

    private FileStatus file(String name, String text) throws IOException {
        return file(name, text, StandardCharsets.UTF_8);
    }

    private @Nullable LayoutMatcher to(FileStatus first) {
        SourceTable table = TestTables.openOne(folder.resolve(first.getPath().getName()));
        return LayoutMatcher.create(table, first, DialectOptions.NONE, hadoop);
    }

    private LayoutMatcher matcher(String first) throws IOException {
        return Objects.requireNonNull(to(file("a.csv", first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "true ! id;name;amount\\n7;Di;9.99\\n",
                "true ! id;name;amount\\n7;\"a;b\";9.99\\n8;\"two\\nlines\";1.50",
                "true ! id;name;amount\\n7;Di;12\\n",
                "true ! id;name;amount\\n",
                "false ! id;amount;name\\n7;9.99;Di\\n",
                "false ! id;name;amount;more\\n7;Di;9.99;x\\n",
                "false ! 7;Di;9.99\\n8;Ed;1.50\\n",
                "false ! id;name;amount\\n7;Di\\n",
                "false ! id;name;amount\\n7;Di;9.99;x\\n",
                "false ! id;name;amount\\n7;Di;9,99\\n8;Ed;1,50\\n",
                "false ! id;name;amount\\n7;Di;9.99\\n\\nSource: the till\\n",
                "false ! id;name;amount\\n7;\"never closed;9.99\\n",
                "false ! # a note\\nid;name;amount\\n7;Di;9.99\\n",
                "false ! id;name;amount\\n7;NUL;9.99\\n"
            })
    void onlyFilesOfTheSameLayoutMatch(boolean alike, String text) throws IOException {
        LayoutMatcher matcher = matcher(FIRST);
        assertThat(matcher.matches(file("b.csv", text.replace("\\n", "\n").replace("NUL", "\u0000"))))
                .isEqualTo(alike);
    }

    @Test
    void anEmptyFileMatches() throws IOException {
        assertThat(matcher(FIRST).matches(file("b.csv", ""))).isTrue();
    }

    @Test
    void filesOfAnotherEncodingFormatOrPartitionDoNotMatch() throws IOException {
        LayoutMatcher matcher = matcher(FIRST);
        assertThat(matcher.matches(file("b.csv", FIRST, StandardCharsets.UTF_16LE)))
                .isFalse();
        assertThat(matcher.matches(file("b.csv", FIRST.replace("Ann", "André"), StandardCharsets.ISO_8859_1)))
                .isFalse();
        assertThat(matcher.matches(file("b.jsonl", FIRST))).isFalse();
        assertThat(matcher.matches(file("day=1/b.csv", FIRST))).isFalse();
        assertThat(matcher.matches(file("b.csv", FIRST.replace("Ann", "André"))))
                .isTrue();
    }

    @Test
    void longFilesAreComparedByTheirBeginningAndEnd() throws IOException {
        LayoutMatcher matcher = matcher(FIRST);
        String rows = "7;Di;9.99\n".repeat(20_000);
        assertThat(matcher.matches(file("b.csv", "id;name;amount\n" + rows))).isTrue();
        assertThat(matcher.matches(file("b.csv", "id;name;amount\n" + rows + "\nSource: the till\n")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;Ann;2.5\n2;Bob;3.5\n3;Cy;1.5\n",
                "notes on this\n\nid;name;amount\n1;Ann;2.5\n2;Bob;3.5\n3;Cy;1.5\n",
                "\uFEFFid;name;amount\n1;Ann;2.5\n2;Bob;3.5\n",
                "id;name;amount\n"
            })
    void unusualFirstFilesHaveNoMatcher(String first) throws IOException {
        FileStatus status = file("a.csv", first);
        LayoutMatcher matcher = to(status);
        // A byte order mark is part of the header's bytes, so that a matcher exists.
        assertThat(matcher == null || first.startsWith("\uFEFF")).isTrue();
    }

    @Test
    void manyFilesOfOneLayoutAreOneTableUnlessOneDiffers() throws IOException {
        for (int i = 0; i < 150; i++) {
            file(String.format("many/day_%03d.csv", i), i % 40 == 3 ? "" : "id;name;amount\n" + i + ";Ann;2.50\n");
        }
        List<SourceTable> tables = TestTables.open(folder.resolve("many"));
        assertThat(TestTables.names(tables)).containsExactly("many");
        assertThat(tables.get(0).origin().files()).hasSize(150);
        assertThat(TestTables.cells(tables.get(0)))
                .hasSize(146)
                .startsWith(List.of("LONG 0", "Ann", "DECIMAL 2.50"))
                .endsWith(List.of("LONG 149", "Ann", "DECIMAL 2.50"));
        file("many/day_140.csv", "id;other\n1;x\n");
        assertThat(TestTables.open(folder.resolve("many"))).hasSize(150);
    }

    @Test
    void manyFilesOfAPatternAreTreatedLikeAFolder() throws IOException {
        for (int i = 0; i < 120; i++) {
            file("many/day_" + i + ".csv", "id;name;amount\n" + i + ";Ann;2.50\n");
            file("many/other_" + i + ".txt", "code\nx" + i + "\n");
        }
        List<SourceTable> tables = TestTables.open(folder.resolve("many/day_*.csv"));
        assertThat(TestTables.names(tables)).containsExactly("many");
        assertThat(tables.get(0).origin().files()).hasSize(120);
        assertThat(TestTables.open(folder.resolve("many/day_1?.csv"))).hasSize(10);
    }

    @Test
    void tooManyTablesAreRejected() throws IOException {
        String path = folder.resolve(file("a.csv", FIRST).getPath().getName()).toString();
        assertThatThrownBy(() -> DataSources.open(
                        SharedSpark.lazy(),
                        Collections.nCopies(5001, path),
                        DialectOptions.NONE,
                        ProgressListener.NONE))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .hasMessageContaining("5,001 tables")
                .hasMessageContaining("name the folder");
    }
}
