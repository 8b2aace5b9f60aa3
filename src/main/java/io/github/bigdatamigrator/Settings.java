package io.github.bigdatamigrator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings in force: flags over environment over file over defaults. Immutable; {@code toString} hides secrets. */
public final class Settings {
    private Settings() {}

    /** From the environment and {@code conf/bdm.env}. */
    public static Settings fromEnvironment() {
        throw new UnsupportedOperationException();
    }

    /**
     * @param flags by setting, from the command line
     * @param environment names and values, unknown ones ignored but near misses warned of
     * @param file a file of NAME=value lines, or null
     */
    public static Settings of(Map<Setting, String> flags, Map<String, String> environment, @Nullable Path file) {
        throw new UnsupportedOperationException();
    }

    /** The value, or null where there is none. */
    public @Nullable String value(Setting setting) {
        throw new UnsupportedOperationException();
    }

    /** Near misses in the environment, one line each. */
    public List<String> warnings() {
        throw new UnsupportedOperationException();
    }
}
