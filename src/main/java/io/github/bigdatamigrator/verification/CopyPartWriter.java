package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.TableExporter.CopyFormat;
import io.github.bigdatamigrator.context.query.TableExporter.ExportedColumn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Writes one partition of a table to a file. Serialized to executors. */
record CopyPartWriter(
        Broadcast<SerializableConfiguration> hadoop,
        String folder,
        CopyFormat format,
        List<String> header,
        List<PostgresCopyEncoder> cells)
        implements Function2<Integer, Iterator<Row>, Iterator<CopyPartWriter.Written>> {
    /** The written file; there is none for a partition without rows. */
    record Written(int part, String file, long rows, long bytes, ArrayList<CopyTotals> tallies)
            implements Serializable {}

    @Override
    public Iterator<Written> call(Integer part, Iterator<Row> rows) throws IOException, NoSuchAlgorithmException {
        if (!rows.hasNext()) {
            return List.<Written>of().iterator();
        }
        String file = String.format(Locale.ROOT, "part-%05d.%s", part, format == CopyFormat.CSV ? "csv" : "txt");
        Path path = new Path(folder, file);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        ArrayList<CopyTotals> tallies = new ArrayList<>();
        cells.forEach(cell -> tallies.add(new CopyTotals()));
        long count = 0;
        try (FileSystem files =
                FileSystem.newInstance(path.toUri(), hadoop.value().value())) {
            files.setWriteChecksum(false);
            try (BufferedWriter out =
                    new BufferedWriter(new OutputStreamWriter(files.create(path, true), StandardCharsets.UTF_8))) {
                if (format == CopyFormat.CSV) {
                    out.write(String.join(
                            ",", header.stream().map(CopyPartWriter::csv).toList()));
                    out.write('\n');
                }
                while (rows.hasNext()) {
                    write(rows.next(), out, tallies, md5);
                    count++;
                }
            }
            return List.of(new Written(
                            part, file, count, files.getFileStatus(path).getLen(), tallies))
                    .iterator();
        }
    }

    private void write(Row row, BufferedWriter out, List<CopyTotals> tallies, MessageDigest md5) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(format == CopyFormat.CSV ? ',' : '\t');
            }
            Object value = row.get(i);
            if (value == null) {
                out.write(format == CopyFormat.CSV ? "" : "\\N");
                continue;
            }
            String text = cells.get(i).text(value);
            tallies.get(i).add(cells.get(i), value, text, md5);
            out.write(format == CopyFormat.CSV ? csv(text) : escaped(text));
        }
        out.write('\n');
    }

    /** An empty text is quoted, because an empty cell without quotes is null. */
    private static String csv(String text) {
        boolean plain = !text.isEmpty() && !text.equals("\\.") && StringUtils.containsNone(text, ",\"\n\r");
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Counts and sums the values of one column in one partition. Mergeable; travels to the driver. */
    static final class CopyTotals implements Serializable {
        private static final long serialVersionUID = 1L;

        private long values;
        private long checksum;
        private @Nullable BigDecimal sum;
        private long replaced;
        private long endMarkers;

        void add(PostgresCopyEncoder cell, Object value, String text, MessageDigest md5) {
            values++;
            checksum += ByteBuffer.wrap(md5.digest(cell.digested(value, text))).getInt() & 0xffff_ffffL;
            if (value instanceof BigDecimal || cell.kind() == ColumnType.Kind.BIGINT) {
                BigDecimal number = value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) value);
                sum = sum == null ? number : sum.add(number);
            }
            if (PostgresCopyEncoder.holdsNul(value)) {
                replaced++;
            }
            if (cell.kind() == ColumnType.Kind.STRING && PostgresCopyEncoder.holdsEndMarker(text)) {
                endMarkers++;
            }
        }

        void plus(CopyTotals other) {
            values += other.values;
            checksum += other.checksum;
            if (other.sum != null) {
                sum = sum == null ? other.sum : sum.add(other.sum);
            }
            replaced += other.replaced;
            endMarkers += other.endMarkers;
        }

        ExportedColumn column(String name, ColumnType type) {
            return new ExportedColumn(
                    name, type, values, checksum, sum == null ? null : sum.toPlainString(), replaced, endMarkers);
        }
    }
}
