package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Spark sorts the fields of JSON by name; this puts the columns back in the order in which the file first names them.
 */
final class JsonFieldOrder {
    private static final int HEAD = 1 << 16;

    private JsonFieldOrder() {}

    static Dataset<Row> asInFile(Dataset<Row> rows, SparkSession spark, DataFile file) throws IOException {
        String head;
        try (InputStream in =
                TextStreams.openUtf8(file.path(), spark.sparkContext().hadoopConfiguration(), "UTF-8")) {
            head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
        Column[] ordered = Arrays.stream(rows.columns())
                .sorted(Comparator.comparingInt(name -> place(head, name)))
                .map(name -> functions.col(SqlIdentifiers.quote(name)))
                .toArray(Column[]::new);
        return rows.select(ordered);
    }

    private static int place(String head, String name) {
        Matcher key = Pattern.compile('"' + Pattern.quote(name) + "\"\\s*:").matcher(head);
        return key.find() ? key.start() : Integer.MAX_VALUE;
    }
}
