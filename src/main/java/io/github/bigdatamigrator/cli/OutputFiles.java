package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes result files to paths that the user named. */
final class OutputFiles {
    private OutputFiles() {}

    /** Creates the folder if it is missing, before the long work whose result it takes. */
    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static MigratorException unwritable(Path path, IOException e) {
        return new MigratorException(
                ErrorCode.STORE_FAILED,
                "Cannot write " + path + " (" + e + "). Name a folder that you may write to.",
                e);
    }
}
