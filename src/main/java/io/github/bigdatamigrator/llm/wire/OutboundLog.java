package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends the body of every request that leaves the machine as one JSON line to a file that only its owner can read. A
 * request whose line cannot be written is not sent.
 *
 * @param file the log file, or null for no log
 */
record OutboundLog(@Nullable Path file, InstantSource clock) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    synchronized void append(String url, String body) {
        if (file == null) {
            return;
        }
        String line = WireJson.object()
                        .put("time", clock.instant().toString())
                        .put("url", url)
                        .put("body", body)
                + "\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // The file is still empty when its permissions are set.
            Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Nothing was sent to " + url + ", because its record cannot be written to " + file
                            + ". Make that file writable.",
                    e);
        }
    }
}
