package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.TableExporter.CopyColumn;
import io.github.bigdatamigrator.context.query.TableExporter.CopyFormat;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ExportedColumn;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.util.SerializableConfiguration;

/** Exports a view as files for PostgreSQL's COPY, one per partition. */
final class CopyFileWriter {
    private CopyFileWriter() {}

    static Exported write(
            SparkSession session, String table, List<CopyColumn> wanted, String folder, CopyFormat format) {
        Dataset<Row> view = ViewColumns.columns(
                session, table, wanted.stream().map(CopyColumn::source).toList());
        List<String> header = wanted.stream().map(CopyColumn::name).toList();
        List<ColumnType> types = new ArrayList<>();
        List<PostgresCopyEncoder> cells = new ArrayList<>();
        Column[] values = new Column[view.columns().length];
        for (int i = 0; i < values.length; i++) {
            String name = view.columns()[i];
            types.add(type(view.schema().apply(name).dataType()));
            cells.add(new PostgresCopyEncoder(types.get(i).kind()));
            values[i] =
                    value(view.col(SqlIdentifiers.quote(name)), types.get(i)).as("c" + i);
        }
        Broadcast<SerializableConfiguration> hadoop = JavaSparkContext.fromSparkContext(session.sparkContext())
                .broadcast(new SerializableConfiguration(session.sessionState().newHadoopConf()));
        List<CopyPartWriter.Written> parts = new ArrayList<>(view.select(values)
                .javaRDD()
                .mapPartitionsWithIndex(new CopyPartWriter(hadoop, folder, format, header, List.copyOf(cells)), true)
                .collect());
        parts.sort(Comparator.comparingInt(CopyPartWriter.Written::part));
        List<ExportedColumn> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            CopyPartWriter.CopyTotals all = new CopyPartWriter.CopyTotals();
            for (CopyPartWriter.Written part : parts) {
                all.plus(part.tallies().get(i));
            }
            columns.add(all.column(view.columns()[i], types.get(i)));
        }
        return new Exported(
                table,
                folder,
                parts.stream().map(CopyPartWriter.Written::file).toList(),
                parts.stream().mapToLong(CopyPartWriter.Written::rows).sum(),
                parts.stream().mapToLong(CopyPartWriter.Written::bytes).sum(),
                columns);
    }

    /** Selects dates as days and timestamps as microseconds, so that no calendar or time zone of Java applies. */
    private static Column value(Column column, ColumnType type) {
        return switch (type.kind()) {
            case DATE -> unix_date(column);
            case TIMESTAMP -> unix_micros(column);
            case BOOLEAN, BIGINT, DECIMAL, DOUBLE, STRING, BINARY -> column;
        };
    }

    static ColumnType type(DataType type) {
        if (type instanceof DecimalType decimal) {
            return ColumnType.decimal(decimal.precision(), decimal.scale());
        }
        return switch (type.typeName()) {
            case "boolean" -> ColumnType.BOOLEAN;
            case "long" -> ColumnType.BIGINT;
            case "double" -> ColumnType.DOUBLE;
            case "date" -> ColumnType.DATE;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "string" -> ColumnType.STRING;
            case "binary" -> ColumnType.BINARY;
            default -> throw new IllegalArgumentException("Not a type of a view: " + type);
        };
    }
}
