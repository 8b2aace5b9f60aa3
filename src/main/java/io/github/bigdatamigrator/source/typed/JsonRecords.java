package io.github.bigdatamigrator.source.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads the records of JSON files on executors, one file per task, and finds on the driver where some of them are. */
final class JsonRecords {
    /** Maximum number of records whose places are shown. */
    static final int MAX_PLACES = 5;

    private static final int MAX_TASKS = 256;
    /** Maximum number of characters to read in search of a place. */
    private static final long MAX_CHARS_READ = 256L << 20;

    private static final int MAX_SHOWN_LENGTH = 60;

    private JsonRecords() {}

    /**
     * The texts of the records, in the order of the files.
     *
     * @param array see {@link JsonRecordReader#open}
     * @param notUtf8 counts records that are not UTF-8, or null
     */
    static JavaRDD<String> read(
            SparkSession spark, List<DataFile> files, @Nullable String array, @Nullable LongAccumulator notUtf8) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        return context.parallelize(
                        files.stream().map(DataFile::path).toList(), Math.max(1, Math.min(files.size(), MAX_TASKS)))
                .flatMap(new Records(hadoop, array, notUtf8));
    }

    private record Records(
            Broadcast<SerializableConfiguration> hadoop,
            @Nullable String array,
            @Nullable LongAccumulator notUtf8) implements FlatMapFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<String> call(String path) throws IOException {
            JsonRecordReader reader =
                    JsonRecordReader.open(path, array, hadoop.value().value());
            return Stream.iterate(next(reader), Objects::nonNull, before -> next(reader))
                    .iterator();
        }

        /** The next record, or null at the end, where the reader is closed. */
        private @Nullable String next(JsonRecordReader reader) {
            try {
                String next = reader.next();
                if (next == null) {
                    reader.close();
                    if (notUtf8 != null) {
                        notUtf8.add(reader.notUtf8());
                    }
                }
                return next;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether a valid record names a key of one object twice. */
    static boolean hasDoubledKey(String record) {
        try (JsonParser parser = JsonRecordReader.JSON.createParser(record)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                // Reads on until a key is found that the object has already.
            }
            return false;
        } catch (IOException e) {
            return e.getMessage() != null && e.getMessage().startsWith("Duplicate");
        }
    }

    /** The record with the last value of each key; an invalid record unchanged. */
    static String withoutDoubledKeys(String record) {
        try {
            ObjectMapper mapper = new ObjectMapper(JsonRecordReader.JSON);
            return mapper.writeValueAsString(mapper.readTree(record));
        } catch (IOException e) {
            return record;
        }
    }

    /**
     * Describes each record by its line and first characters, without the line if it is far into a large file.
     *
     * @param records their texts
     */
    static String places(List<DataFile> files, @Nullable String array, List<String> records, Configuration hadoop) {
        Set<String> wanted = new HashSet<>(records.stream().map(String::strip).toList());
        List<String> places = new ArrayList<>();
        long read = 0;
        for (DataFile file : files) {
            try (JsonRecordReader reader = JsonRecordReader.open(file.path(), array, hadoop)) {
                String record = reader.next();
                while (record != null && !wanted.isEmpty() && read < MAX_CHARS_READ) {
                    read += record.length();
                    if (wanted.remove(record)) {
                        String in = files.size() == 1 ? "" : " of " + file.path();
                        places.add("line " + reader.line() + in + " " + shown(record));
                    }
                    record = reader.next();
                }
            } catch (IOException e) {
                throw HadoopFiles.unreadable(file.path(), e);
            }
        }
        wanted.forEach(text -> places.add(shown(text)));
        return String.join(", ", places);
    }

    static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return "“" + (line.length() > MAX_SHOWN_LENGTH ? line.substring(0, MAX_SHOWN_LENGTH) + "…" : line) + "”";
    }
}
