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
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** Finds the line numbers of records that are not valid JSON. Driver only. */
final class BrokenJson {
    /** Maximum number of records to find. */
    static final int MAX_RECORDS = 5;

    /** Maximum number of characters to read. */
    private static final long MAX_CHARS_READ = 256L << 20;

    private static final int MAX_SHOWN_LENGTH = 60;

    private BrokenJson() {}

    /**
     * Describes each record by its line number and first characters, without the number if it is far into a large file.
     *
     * @param records the records' lines, as they are written in the files
     */
    static List<String> describe(List<DataFile> files, List<String> records, Configuration hadoop) throws IOException {
        Set<String> wanted = records.stream().map(String::strip).collect(Collectors.toCollection(HashSet::new));
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
