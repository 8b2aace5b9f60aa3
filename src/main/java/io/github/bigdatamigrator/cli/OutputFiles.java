package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes results to files that the user has named. */
final class OutputFiles {
    private OutputFiles() {}

    /** Makes the folder where it is missing, before long work whose result it shall hold. */
    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
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
