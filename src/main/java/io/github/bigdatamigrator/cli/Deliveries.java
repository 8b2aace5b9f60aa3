package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the deliveries that a pattern matches: its files, or the folders of its files. Stateless. */
final class Deliveries {
    private Deliveries() {}

    /** The deliveries in the order of their names, numbers in them by value: {@code 2024-9} before {@code 2024-10}. */
    static List<String> matching(String pattern, List<DataFile> files) {
        int depth = CommandContext.located(pattern).split("/").length;
        Set<String> names = new LinkedHashSet<>();
        for (DataFile file : files) {
            String path = file.path().startsWith("file:/") ? file.path().replaceFirst("^file:/+", "/") : file.path();
            String[] parts = path.split("/");
            // A folder that is named without a pattern is a series of its files.
            boolean each = !pattern.contains("*")
                    && !pattern.contains("?")
                    && !pattern.contains("[")
                    && !pattern.contains("{");
            int kept = Math.min(parts.length, each ? depth + 1 : depth);
            names.add(String.join("/", List.of(parts).subList(0, kept)));
        }
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing(Deliveries::padded));
        return sorted;
    }

    /** The name of the file or folder alone. */
    static String lastName(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private static String padded(String name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)")) {
            text.append(part.matches("\\d{1,30}") ? String.format("%030d", new BigInteger(part)) : part);
        }
        return text.toString();
    }
}
