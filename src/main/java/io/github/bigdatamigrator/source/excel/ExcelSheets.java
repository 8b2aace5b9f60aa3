package io.github.bigdatamigrator.source.excel;

import com.github.pjfanning.xlsx.StreamingReader;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.hadoop.fs.Path;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/** Lists the sheets of a workbook with POI and reads their rows with spark-excel, on the driver. */
public final class ExcelSheets {
    private static final int ROWS_IN_MEMORY = 100;

    private ExcelSheets() {}

    /** Reads the rows of a sheet below its header row. */
    public static Dataset<org.apache.spark.sql.Row> read(
            SparkSession spark, String path, String sheet, FileFormat format) {
        DataFrameReader reader = spark.read()
                .format("com.crealytics.spark.excel")
                .option("dataAddress", "'" + sheet.replace("'", "''") + "'!A1")
                .option("header", "true")
                .option("inferSchema", "true");
        if (format == FileFormat.XLSX) {
            reader = reader.option("maxRowsInMemory", ROWS_IN_MEMORY);
        }
        Dataset<org.apache.spark.sql.Row> rows = reader.load(path);
        return TimeZone.getDefault().getRawOffset() == 0
                        && !TimeZone.getDefault().useDaylightTime()
                ? rows
                : rows.select(utc(rows));
    }

    /** Converts POI's timestamps, which are in the machine's time zone, so that UTC shows the cell's date and time. */
    private static Column[] utc(Dataset<org.apache.spark.sql.Row> rows) {
        String zone = TimeZone.getDefault().getID();
        List<Column> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            Column column = functions.col(SqlIdentifiers.quote(field.name()));
            columns.add(
                    field.dataType() instanceof TimestampType
                            ? functions.from_utc_timestamp(column, zone).as(field.name())
                            : column);
        }
        return columns.toArray(Column[]::new);
    }

    /** The sheets in order, each with the texts of its first row that has cells; empty for an empty sheet. */
    public static Map<String, List<String>> headers(SparkSession spark, Path path, FileFormat format) {
        Map<String, List<String>> sheets = new LinkedHashMap<>();
        try (InputStream in = HadoopFiles.open(path, spark.sparkContext().hadoopConfiguration());
                Workbook book = format == FileFormat.XLS
                        ? new HSSFWorkbook(in)
                        : StreamingReader.builder().rowCacheSize(ROWS_IN_MEMORY).open(in)) {
            for (Sheet sheet : book) {
                sheets.put(sheet.getSheetName(), header(sheet));
            }
            return sheets;
        } catch (Exception e) {
            throw HadoopFiles.unreadable(HadoopFiles.text(path), e);
        }
    }

    private static List<String> header(Sheet sheet) {
        DataFormatter formatter = new DataFormatter(Locale.ROOT);
        List<String> texts = new ArrayList<>();
        for (Row row : sheet) {
            for (int i = 0; i < row.getLastCellNum(); i++) {
                Cell cell = row.getCell(i);
                texts.add(cell == null ? "" : formatter.formatCellValue(cell));
            }
            if (!texts.isEmpty()) {
                break;
            }
        }
        return texts;
    }
}
