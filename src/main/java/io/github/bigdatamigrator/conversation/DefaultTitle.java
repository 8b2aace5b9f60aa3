package io.github.bigdatamigrator.conversation;

import java.util.List;
import java.util.stream.Collectors;

/** Derives a conversation's title from its data files. */
public final class DefaultTitle {
    private static final int MAX_NAMES = 3;

    private DefaultTitle() {}

    /**
     * Returns the names of up to three files. For more files it is their common folder, or the first name and the
     * number of the others.
     */
    public static String of(List<String> files) {
        if (files.size() <= MAX_NAMES) {
            return files.stream().map(DefaultTitle::name).collect(Collectors.joining(", "));
        }
        List<String> folders =
                files.stream().map(DefaultTitle::folder).distinct().toList();
        return folders.size() == 1 && !name(folders.get(0)).isEmpty()
                ? name(folders.get(0)) + " (" + files.size() + " files)"
                : name(files.get(0)) + " and " + (files.size() - 1) + " more";
    }

    private static String name(String path) {
        String trimmed = path.length() > 1 ? path.replaceFirst("[/\\\\]+$", "") : path;
        return trimmed.substring(lastSeparator(trimmed) + 1);
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, lastSeparator(path)));
    }

    private static int lastSeparator(String path) {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    }
}
