package io.github.bigdatamigrator.source;

import com.github.pjfanning.xlsx.StreamingReader;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.hadoop.fs.FileStatus;
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
import org.jspecify.annotations.Nullable;

/** All that this project knows of Excel: sheets are listed with POI, their rows read by spark-excel, on the driver. */
final class ExcelReader {
    private static final int ROWS_IN_MEMORY = 100;

    private ExcelReader() {}

    /** One table for each sheet with cells, or the one sheet that is wanted. */
    static List<SourceTable> open(
            SparkSession spark,
            String name,
            String location,
            FileStatus file,
            FormatDetector.Detected detected,
            @Nullable String wanted) {
        Map<String, List<String>> sheets = sheets(spark, file.getPath(), detected.format());
        if (wanted != null && !sheets.containsKey(wanted)) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    Files.text(file.getPath()) + " has no sheet “" + wanted + "”. Its sheets are: "
                            + String.join(", ", sheets.keySet()) + ".");
        }
        List<Problem> problems = new ArrayList<>(detected.problems());
        sheets.forEach((sheet, header) -> {
            if (header.isEmpty() && wanted == null) {
                problems.add(new Problem(name, "the sheet “" + sheet + "” is empty; left out", 1));
            }
        });
        List<SourceTable> tables = new ArrayList<>();
        for (Map.Entry<String, List<String>> sheet : sheets.entrySet()) {
            if (!sheet.getValue().isEmpty() && (wanted == null || wanted.equals(sheet.getKey()))) {
                tables.add(TypedTables.open(
                        spark,
                        name + "_" + sheet.getKey(),
                        location,
                        new Origin(detected.format().text(), List.of(Files.dataFile(file)), sheet.getKey(), null),
                        sheet.getValue(),
                        tables.isEmpty() ? problems : List.of()));
            }
        }
        if (tables.isEmpty()) {
            problems.add(new Problem(name, "empty workbook: no sheet has cells", 1));
            Origin origin = new Origin(detected.format().text(), List.of(Files.dataFile(file)), wanted, null);
            tables.add(new TextTable(name, location, origin, List.of(), problems));
        }
        return tables;
    }

    /** The sheet's rows below its first, whose cells name the columns. */
    static Dataset<org.apache.spark.sql.Row> read(SparkSession spark, String path, String sheet, FileFormat format) {
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

    /** POI reads a cell's clock as the machine's own time zone; the clock is what counts. */
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

    /** The sheets in their order, each with the texts of its first row that has cells; none for an empty sheet. */
    private static Map<String, List<String>> sheets(SparkSession spark, Path path, FileFormat format) {
        Map<String, List<String>> sheets = new LinkedHashMap<>();
        try (InputStream in = Files.open(path, spark.sparkContext().hadoopConfiguration());
                Workbook book = format == FileFormat.XLS
                        ? new HSSFWorkbook(in)
                        : StreamingReader.builder().rowCacheSize(ROWS_IN_MEMORY).open(in)) {
            for (Sheet sheet : book) {
                sheets.put(sheet.getSheetName(), header(sheet));
            }
            return sheets;
        } catch (Exception e) {
            throw Files.unreadable(Files.text(path), e);
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
