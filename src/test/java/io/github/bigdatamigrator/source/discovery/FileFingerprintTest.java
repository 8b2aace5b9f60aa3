package io.github.bigdatamigrator.source.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every change is found, by the status of few files and by listing the folder of many. */
class FileFingerprintTest {
    private final Configuration hadoop = new Configuration();

    @TempDir
    Path folder;

    private Origin files(int count) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = Files.writeString(folder.resolve("a b%20" + i + ".csv"), "id\n" + i + "\n");
            files.add(new DataFile(
                    file.toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis()));
        }
        return new Origin("csv", files, null, null);
    }

    private void refused(Origin origin, String message) {
        assertThatThrownBy(() -> FileFingerprint.requireUnchanged(origin, hadoop))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CHANGED));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void everyChangeIsFound(int count) throws IOException {
        Origin origin = files(count);
        assertThatCode(() -> FileFingerprint.requireUnchanged(origin, hadoop)).doesNotThrowAnyException();
        String last = origin.files().get(count - 1).path();
        Files.writeString(Path.of(last), "id\n1\n2\n");
        refused(origin, last + " has changed");
        Files.delete(Path.of(last));
        refused(origin, last + " is gone");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void aDeletedFolderIsReported(int count) throws IOException {
        Origin origin = files(count);
        for (DataFile file : origin.files()) {
            Files.delete(Path.of(file.path()));
        }
        Files.delete(folder);
        refused(origin, origin.files().get(0).path() + " is gone");
        Files.createDirectory(folder);
    }
}
