package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Finds the lines on which records stand that are no valid JSON. */
final class BrokenJson {
    /** Records that are looked for. */
    static final int MAX_RECORDS = 5;

    /** Characters that are read for it on the driver. */
    private static final long MAX_CHARS_READ = 256L << 20;

    private static final int MAX_SHOWN_LENGTH = 60;

    private BrokenJson() {}

    /**
     * Where the records are, each as its line and its first characters; those that begin far into a large file are
     * shown without a line.
     *
     * @param records as they stand in the files, one a line
     */
    static List<String> describe(List<DataFile> files, List<String> records, Configuration hadoop) throws IOException {
        Set<String> wanted = new HashSet<>();
        records.forEach(record -> wanted.add(record.strip()));
        List<String> places = new ArrayList<>();
        long read = 0;
        for (DataFile file : files) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    TextStreams.openUtf8(file.path(), hadoop, "UTF-8"), StandardCharsets.UTF_8))) {
                long number = 0;
                String line = lines.readLine();
                while (line != null && !wanted.isEmpty() && read < MAX_CHARS_READ) {
                    number++;
                    read += line.length();
                    String text = line.strip();
                    if (wanted.remove(text)) {
                        String in = files.size() == 1 ? "" : " of " + file.path();
                        places.add("line " + number + in + " " + shown(text));
                    }
                    line = lines.readLine();
                }
            }
        }
        wanted.forEach(text -> places.add(shown(text)));
        return places;
    }

    private static String shown(String text) {
        return "“" + (text.length() > MAX_SHOWN_LENGTH ? text.substring(0, MAX_SHOWN_LENGTH) + "…" : text) + "”";
    }
}
