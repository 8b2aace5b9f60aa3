package io.github.bigdatamigrator.server.access;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.SourceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that data files lie under the allowed roots after schemes, {@code ..}, patterns and symbolic links are
 * resolved. A pattern is resolved component by component, and a folder is walked, because any link inside could lead
 * outside the roots.
 */
public final class DataPaths {
    private static final Pattern WILDCARD = Pattern.compile(".*[*?\\[{].*");
    /** Patterns that two implementations may read differently; they are rejected. */
    private static final Pattern AMBIGUOUS = Pattern.compile(".*(\\[[!^]|\\{[^}]*[/\\\\{]|\\\\|/\\.\\.?(/|$)).*");

    private final Path base;
    private final List<Path> roots;
    /** Need not exist yet. */
    private final Path uploads;

    /**
     * @param base the folder that relative paths start from
     * @param roots folders; relative ones start from the base too
     * @param uploads a folder that may be read too, and need not exist
     */
    public DataPaths(Path base, List<String> roots, Path uploads) {
        this.uploads = uploads;
        this.base = base.toAbsolutePath().normalize();
        this.roots =
                roots.stream().map(root -> realRoot(this.base.resolve(root))).toList();
    }

    /**
     * Checks the path and returns it: unchanged, or absolute and normalized if it was a URI or held {@code ..}.
     *
     * @throws MigratorException PATH_FORBIDDEN, or FILE_NOT_FOUND for a path inside the roots that does not exist
     */
    String allowed(String given) {
        String text = withoutScheme(given);
        String part = part(text, given);
        String file = text.substring(0, text.length() - part.length());
        Path literal = path(file, given);
        if (WILDCARD.matcher(file).matches()) {
            requireMatchesInside(file, given);
        } else if (Files.exists(literal)) {
            requireInside(literal, given);
        } else {
            requireParentInside(literal, given);
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "There is no file " + given + " under the server's DATA_ROOTS. Check the name.");
        }
        boolean plain = text.equals(given) && !(file + "/").contains("../");
        return plain ? given : literal + part;
    }

    /**
     * The end of a name that is no file but begins with one: {@code #Sheet2} of {@code book.xlsx#Sheet2}, else empty.
     */
    private String part(String text, String given) {
        int hash = text.lastIndexOf('#');
        String part = text.substring(Math.max(0, hash));
        boolean named = hash > 0
                && part.chars().noneMatch(c -> c == '/' || c == '\\')
                && !Files.exists(path(text, given))
                && Files.exists(path(text.substring(0, hash), given));
        return named ? part : "";
    }

    private static String withoutScheme(String given) {
        if (given.startsWith("//") || given.startsWith("\\\\") || !given.equals(given.strip())) {
            throw forbidden(given); // hosts for some readers
        }
        if (SourceName.of(given).scheme().isEmpty()) {
            return given;
        }
        try {
            URI uri = URI.create(given);
            if ("file".equalsIgnoreCase(uri.getScheme()) && uri.getAuthority() == null && uri.getPath() != null) {
                return uri.getFragment() == null ? uri.getPath() : uri.getPath() + "#" + uri.getFragment();
            }
        } catch (IllegalArgumentException e) {
            throw forbidden(given);
        }
        throw forbidden(given);
    }

    /** Normalizes the path as text, as Hadoop does: without {@code ..}, links cannot change its meaning. */
    private Path path(String file, String given) {
        try {
            return base.resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw forbidden(given);
        }
    }

    private void requireMatchesInside(String pattern, String given) {
        if (AMBIGUOUS.matcher(pattern).matches() || pattern.startsWith("../")) {
            throw forbidden(given);
        }
        List<Path> found = new ArrayList<>(List.of(pattern.startsWith("/") ? Path.of("/") : base));
        try {
            for (String component : pattern.split("/")) {
                if (!component.isEmpty()) {
                    found = step(found, component, given);
                }
            }
        } catch (InvalidPathException e) {
            throw forbidden(given);
        }
        if (found.isEmpty()) {
            requireParentInside(path(pattern.replaceAll("[*?\\[{].*", ""), given), given);
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "The pattern " + given + " matches no file. Check it, or name the files.");
        }
        found.forEach(path -> requireInside(path, given));
    }

    private static List<Path> step(List<Path> folders, String component, String given) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (!WILDCARD.matcher(component).matches()) {
                if (Files.exists(folder.resolve(component))) {
                    found.add(folder.resolve(component));
                }
            } else if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, component)) {
                    entries.forEach(found::add);
                } catch (IOException | IllegalArgumentException e) {
                    throw forbidden(given);
                }
            }
        }
        return found;
    }

    private void requireInside(Path path, String given) {
        if (!isInside(path)) {
            throw forbidden(given);
        }
        if (Files.isDirectory(path)) {
            try (Stream<Path> below = Files.walk(path)) {
                if (below.anyMatch(entry -> Files.isSymbolicLink(entry) && !isInside(entry))) {
                    throw forbidden(given);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE,
                        "Cannot list " + given + ". Check that it is still there, and its permissions.",
                        e);
            }
        }
    }

    private boolean isInside(Path path) {
        try {
            Path real = path.toRealPath();
            return roots.stream().anyMatch(real::startsWith)
                    || (Files.isDirectory(uploads) && real.startsWith(uploads.toRealPath()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Reveals whether a path exists only for allowed paths. */
    private void requireParentInside(Path path, String given) {
        if (!isInside(existingParent(path))) {
            throw forbidden(given);
        }
    }

    /** The path itself if it exists, otherwise its nearest existing parent. */
    public static Path existingParent(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static Path realRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "DATA_ROOTS names " + root + ", which is not a readable folder. Name existing folders.",
                    e);
        }
    }

    /** The error for a forbidden name; an address is not repeated, since it may have a password in it. */
    static MigratorException forbidden(String given) {
        String scheme = SourceName.of(given).scheme();
        return new MigratorException(
                ErrorCode.PATH_FORBIDDEN,
                scheme.isEmpty() || scheme.equals("file")
                        ? "The server may not read " + given
                                + ". Move it under a folder of DATA_ROOTS, or start the server with another one."
                        : "The server may not read this data (" + scheme + ":…). Who runs the server allows databases"
                                + " by connections (CONNECTIONS_FILE), which are named db:crm#public.orders, and"
                                + " other addresses and tables by DATA_SOURCES.");
    }
}
