package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a query as an Excel workbook: numbers, dates and booleans as such, and the SQL on a second sheet.
 * A value that Excel would change, such as a number of more than 15 digits, is written as text.
 */
public final class ResultWorkbook {
    private static final int ROWS_IN_MEMORY = 100;
    /** Digits that Excel's numbers keep. */
    private static final int EXACT_DIGITS = 15;

    private static final int MAX_TEXT = 32_767;
    private static final int FIRST_YEAR = 1901;
    private static final int COLUMN_WIDTH = 16 * 256;

    private final CellStyle date;
    private final CellStyle timestamp;
    private final CellStyle name;
    private long cut;

    private ResultWorkbook(SXSSFWorkbook book) {
        date = style(book, "yyyy-mm-dd");
        timestamp = style(book, "yyyy-mm-dd hh:mm:ss");
        name = book.createCellStyle();
        Font bold = book.createFont();
        bold.setBold(true);
        name.setFont(bold);
    }

    private static CellStyle style(SXSSFWorkbook book, String format) {
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        return style;
    }

    /** The bytes of the xlsx file. */
    public static byte[] of(QueryResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SXSSFWorkbook book = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            new ResultWorkbook(book).fill(book.createSheet("Result"), book.createSheet("Query"), result);
            book.write(bytes);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "Cannot write the workbook (" + e + "). Check the temporary folder.", e);
        }
        return bytes.toByteArray();
    }

    private void fill(Sheet rows, Sheet query, QueryResult result) {
        Row header = rows.createRow(0);
        for (int i = 0; i < result.columns().size(); i++) {
            rows.setColumnWidth(i, COLUMN_WIDTH);
            Cell cell = header.createCell(i);
            cell.setCellValue(shortened(result.columns().get(i)));
            cell.setCellStyle(name);
        }
        rows.createFreezePane(0, 1);
        for (int r = 0; r < result.rows().size(); r++) {
            Row row = rows.createRow(r + 1);
            List<@Nullable Object> values = result.rows().get(r);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    set(row.createCell(i), value, result.types().get(i));
                }
            }
        }
        query.createRow(0).createCell(0).setCellValue(shortened(result.sql()));
        if (result.truncated()) {
            query.createRow(1).createCell(0).setCellValue("Only the first " + result.rowCount() + " rows were read.");
        }
        if (cut > 0) {
            query.createRow(2).createCell(0).setCellValue(cut + " texts were cut at " + MAX_TEXT + " characters.");
        }
    }

    private void set(Cell cell, Object value, ColumnType type) {
        if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else if (value instanceof Number number && isExact(number)) {
            cell.setCellValue(number.doubleValue());
        } else if (!type.temporal() || !setTime(cell, value.toString(), type)) {
            cell.setCellValue(
                    shortened(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString()));
        }
    }

    private static boolean isExact(Number number) {
        return number instanceof Double real
                ? Double.isFinite(real)
                : new BigDecimal(number.toString()).stripTrailingZeros().precision() <= EXACT_DIGITS;
    }

    /** Sets a day or a time, unless Excel has no such day or less than its digits of a second. */
    private boolean setTime(Cell cell, String text, ColumnType type) {
        try {
            boolean day = type.kind() == ColumnType.Kind.DATE;
            LocalDateTime time =
                    day ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
            if (time.getYear() < FIRST_YEAR || time.toLocalTime().toNanoOfDay() % 1_000_000 != 0) {
                return false;
            }
            cell.setCellValue(time);
            cell.setCellStyle(day ? date : timestamp);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private String shortened(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        cut++;
        return text.substring(0, MAX_TEXT);
    }
}
