package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Profiles what can be read of several files. Costs nothing while all can be; else every file is tried alone once, and those that can
 * be read are profiled together once more, since relationships need them together.
 */
final class KeepGoing {
    private final Function<List<String>, DataContext> profile;
    private final Consumer<String> note;

    KeepGoing(Function<List<String>, DataContext> profile, Consumer<String> note) {
        this.profile = profile;
        this.note = note;
    }

    /** @throws MigratorException what was wrong with the first file, when none can be read */
    DataContext profile(List<String> files) {
        try {
            return profile.apply(files);
        } catch (MigratorException all) {
            if (!isAboutAFile(all) || files.size() == 1) {
                throw all;
            }
            Map<String, DataContext> readable = readable(files);
            if (readable.isEmpty()) {
                throw all;
            }
            return readable.size() == 1
                    ? readable.values().iterator().next()
                    : profile.apply(List.copyOf(readable.keySet()));
        }
    }

    private Map<String, DataContext> readable(List<String> files) {
        Map<String, DataContext> readable = new LinkedHashMap<>();
        for (String file : files) {
            try {
                readable.put(file, profile.apply(List.of(file)));
            } catch (MigratorException one) {
                if (!isAboutAFile(one)) {
                    throw one;
                }
                note.accept("Left out " + file + ": " + one.getMessage());
            }
        }
        return readable;
    }

    private static boolean isAboutAFile(MigratorException e) {
        return e.code() == ErrorCode.FILE_NOT_FOUND || e.code() == ErrorCode.FILE_UNREADABLE;
    }
}
