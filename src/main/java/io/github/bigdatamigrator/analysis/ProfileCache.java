package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.profiling.ScanPart;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches profiles of data files, so that unchanged files are not read again: whole profiles by the named files, and the
 * sketches of groups of files, which merge with those of new files. Keys contain the paths, lengths and modification
 * times of the files, the read options, and the build of this program; an entry is outdated only by a change that keeps
 * length and modification time.
 *
 * <p>Uses a local folder that only its owner can read and that may be deleted at any time. Safe for use by several
 * threads and processes.
 */
public final class ProfileCache {
    public static final ProfileCache NONE = new ProfileCache(null);
    private static final Logger LOG = LoggerFactory.getLogger(ProfileCache.class);
    private static final String OFF = "off";
    private static final String HOME = "~/";
    private static final int FORMAT_VERSION = 1;
    private static final String BUILD = build();

    private final @Nullable CacheFolder folder;

    private ProfileCache(@Nullable CacheFolder folder) {
        this.folder = folder;
    }

    /**
     * Creates a cache by its settings: {@code off}, or a path, after {@code ~/} in the home folder, of maximum size.
     */
    public static ProfileCache of(String folder, int megabytes) {
        if (folder.equalsIgnoreCase(OFF)) {
            return NONE;
        }
        Path path = folder.startsWith(HOME)
                ? Path.of(System.getProperty("user.home"), folder.substring(HOME.length()))
                : Path.of(folder);
        return in(path, (long) megabytes << 20);
    }

    static ProfileCache in(Path folder, long bytes) {
        return new ProfileCache(new CacheFolder(folder, bytes));
    }

    boolean enabled() {
        return folder != null;
    }

    static String key(String... texts) {
        StringBuilder all = new StringBuilder(FORMAT_VERSION + "\n" + BUILD + "\n");
        for (String text : texts) {
            all.append(text.length()).append('\n').append(text);
        }
        return DigestUtils.sha256Hex(all.toString()).substring(0, 40);
    }

    @Nullable
    DataContext context(String key) {
        return read(key + ".profile", bytes -> ContextJson.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    void keep(String key, DataContext context) {
        if (folder != null) {
            byte[] bytes = ContextJson.text(context).getBytes(StandardCharsets.UTF_8);
            folder.write(key + ".profile", out -> out.write(bytes));
        }
    }

    @Nullable
    ScanPart part(String key) {
        return read(key + ".part", ScanPartCodec::read);
    }

    private interface Decoder<T> {
        T decode(byte[] bytes) throws IOException;
    }

    /** Returns the content of an entry, or null; removes one that cannot be decoded. */
    private <T> @Nullable T read(String name, Decoder<T> decoder) {
        byte[] bytes = folder == null ? null : folder.read(name);
        if (folder == null || bytes == null) {
            return null;
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The cached entry {} cannot be read and is created again: {}", name, e.toString());
            folder.remove(name);
            return null;
        }
    }

    /** Writes the current state of the part, which may be merged afterwards. */
    void keep(String key, ScanPart part) {
        if (folder != null) {
            folder.write(key + ".part", out -> ScanPartCodec.write(part, out));
        }
    }

    List<String> lines(String key) {
        byte[] bytes = folder == null ? null : folder.read(key + ".lines");
        return bytes == null
                ? List.of()
                : new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    void keep(String key, List<String> lines) {
        if (folder != null) {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            folder.write(key + ".lines", out -> out.write(bytes));
        }
    }

    /** Identifies the build; random without a jar, since then classes may change at any time. */
    private static String build() {
        CodeSource source = ProfileCache.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            if (jar != null && Files.isRegularFile(jar)) {
                return Files.size(jar) + " " + Files.getLastModifiedTime(jar);
            }
        } catch (IOException | URISyntaxException | RuntimeException e) {
            LOG.info("The program's jar cannot be determined: {}", e.toString());
        }
        return UUID.randomUUID().toString();
    }
}
