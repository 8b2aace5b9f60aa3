package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Checks that files have not changed since they were profiled. */
final class FileFingerprint {
    /** From this number of files on, the folder is listed once instead of requesting each file's status. */
    private static final int LISTING_THRESHOLD = 16;

    private FileFingerprint() {}

    /** Throws DATA_CHANGED for the first file that is missing or has another length or modification time. */
    static void requireUnchanged(Origin origin, Configuration hadoop) {
        Map<String, List<DataFile>> folders = origin.files().stream()
                .collect(Collectors.groupingBy(
                        file -> file.path().substring(0, file.path().lastIndexOf('/') + 1),
                        LinkedHashMap::new,
                        Collectors.toList()));
        folders.forEach((folder, files) -> {
            Map<String, FileStatus> listed = files.size() < LISTING_THRESHOLD ? Map.of() : listed(folder, hadoop);
            for (DataFile file : files) {
                check(file, files.size() < LISTING_THRESHOLD ? status(file, hadoop) : listed.get(file.path()));
            }
        });
    }

    private static void check(DataFile file, @Nullable FileStatus now) {
        if (now == null) {
            throw changed(file.path() + " is gone since it was profiled");
        }
        if (now.getLen() != file.bytes() || now.getModificationTime() != file.modifiedMillis()) {
            throw changed(file.path() + " has changed since it was profiled");
        }
    }

    private static @Nullable FileStatus status(DataFile file, Configuration hadoop) {
        try {
            return HadoopFiles.status(new Path(file.path()), hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }

    private static Map<String, FileStatus> listed(String folder, Configuration hadoop) {
        Path path = new Path(folder);
        Map<String, FileStatus> files = new HashMap<>();
        try {
            for (FileStatus status : HadoopFiles.fileSystem(path, hadoop).listStatus(path)) {
                files.put(HadoopFiles.text(status.getPath()), status);
            }
            return files;
        } catch (FileNotFoundException e) {
            return files;
        } catch (IOException e) {
            throw HadoopFiles.unreadable(folder, e);
        }
    }

    static MigratorException changed(String what) {
        return new MigratorException(
                ErrorCode.DATA_CHANGED,
                what + ", so answers would not match the profile. Profile it again (--conversation ID --refresh).");
    }
}
