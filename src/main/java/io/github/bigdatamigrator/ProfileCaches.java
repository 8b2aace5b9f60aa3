package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.ContextCodec;
import io.github.bigdatamigrator.analysis.ProfileCache;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import java.nio.file.Path;

/** The cache that the settings ask for. */
final class ProfileCaches {
    private static final String OFF = "off";
    private static final String HOME = "~/";

    private ProfileCaches() {}

    static ProfileCache of(Settings settings) {
        String folder = settings.text(Setting.PROFILE_CACHE_DIR);
        if (folder.equalsIgnoreCase(OFF)) {
            return ProfileCache.NONE;
        }
        Path path = folder.startsWith(HOME)
                ? Path.of(System.getProperty("user.home"), folder.substring(HOME.length()))
                : Path.of(folder);
        return ProfileCache.in(path, (long) settings.number(Setting.PROFILE_CACHE_MB) << 20, new Json());
    }

    private static final class Json implements ContextCodec {
        @Override
        public String text(DataContext context) {
            return ContextJson.text(context);
        }

        @Override
        public DataContext parse(String text) {
            return ContextJson.parse(text);
        }
    }
}
