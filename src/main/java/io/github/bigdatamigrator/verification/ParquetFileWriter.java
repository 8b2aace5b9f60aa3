package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.*;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ExportedColumn;
import io.github.bigdatamigrator.context.query.TableExporter.ParquetColumn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Exports a view as Parquet in the planned types, and verifies by checksums that every value reads back unchanged. */
final class ParquetFileWriter {
    private static final long CHECKSUM_RANGE = 1L << 32;
    private static final int COLUMNS_PER_QUERY = 200; // more make Spark's generated code too long

    private ParquetFileWriter() {}

    static Exported write(SparkSession session, String table, List<ParquetColumn> planned, String folder)
            throws IOException {
        Dataset<Row> view = ViewColumns.columns(
                session, table, planned.stream().map(ParquetColumn::source).toList());
        String[] names = view.columns();
        Column[] columns = new Column[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = view.col(SqlIdentifiers.quote(names[i]))
                    .cast(planned.get(i).type())
                    .as(planned.get(i).name());
        }
        view.select(columns).write().mode(SaveMode.ErrorIfExists).parquet(folder);
        Dataset<Row> written = session.read().parquet(folder);
        Column[] back = new Column[names.length];
        for (int i = 0; i < names.length; i++) {
            back[i] = written.col(SqlIdentifiers.quote(planned.get(i).name()))
                    .cast(view.schema().fields()[i].dataType())
                    .as("c" + i);
        }
        String[] numbers = new String[names.length];
        Arrays.setAll(numbers, i -> "c" + i);
        Figures before = figures(view.toDF(numbers), names, view);
        Figures after = figures(written.select(back), names, view);
        if (!before.equals(after)) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Table `" + table + "` does not read back unchanged from " + folder
                            + ". Profile the files again (--refresh) if they have changed.");
        }
        List<String> files = new ArrayList<>();
        long bytes = 0;
        Path target = new Path(folder);
        for (FileStatus file :
                target.getFileSystem(session.sessionState().newHadoopConf()).listStatus(target)) {
            if (file.getPath().getName().endsWith(".parquet")) {
                files.add(file.getPath().getName());
                bytes += file.getLen();
            }
        }
        files.sort(null);
        return new Exported(table, folder, files, before.rows(), bytes, before.columns());
    }

    private record Figures(long rows, List<ExportedColumn> columns) {}

    private static Figures figures(Dataset<Row> numbered, String[] names, Dataset<Row> view) {
        List<ExportedColumn> figures = new ArrayList<>();
        long rows = 0;
        for (int from = 0; from < names.length; from += COLUMNS_PER_QUERY) {
            int to = Math.min(names.length, from + COLUMNS_PER_QUERY);
            Column[] wanted = new Column[2 * (to - from)];
            for (int i = from; i < to; i++) {
                Column column = numbered.col("c" + i);
                wanted[2 * (i - from)] = count(column);
                // nulls are left out, since xxhash64 gives its seed for them; pmod keeps the sum within decimal(20,0)
                wanted[2 * (i - from) + 1] = sum(when(
                        column.isNotNull(),
                        pmod(xxhash64(column), lit(CHECKSUM_RANGE)).cast("decimal(20,0)")));
            }
            Row row = numbered.agg(count(lit(1)), wanted).head();
            rows = row.getLong(0);
            for (int i = from; i < to; i++) {
                BigDecimal sum = row.getDecimal(2 * (i - from) + 2);
                ColumnType type = CopyFileWriter.type(view.schema().fields()[i].dataType());
                long values = row.getLong(2 * (i - from) + 1);
                figures.add(new ExportedColumn(names[i], type, values, sum == null ? 0 : sum.longValue(), null, 0, 0));
            }
        }
        return new Figures(rows, figures);
    }
}
