package io.github.bigdatamigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ResultWorkbookTest {
    @Test
    void valuesKeepTheirKindsAndDigits() throws IOException {
        List<String> names = List.of("n", "big", "d", "long d", "x", "ok", "day", "at", "fine", "old", "t", "none");
        List<ColumnType> types = List.of(
                ColumnType.BIGINT,
                ColumnType.BIGINT,
                ColumnType.decimal(10, 2),
                ColumnType.decimal(30, 2),
                ColumnType.DOUBLE,
                ColumnType.BOOLEAN,
                ColumnType.DATE,
                ColumnType.TIMESTAMP,
                ColumnType.TIMESTAMP,
                ColumnType.DATE,
                ColumnType.STRING,
                ColumnType.STRING);
        List<Object> row = Arrays.asList(
                5L,
                1234567890123456789L,
                new BigDecimal("12.50"),
                new BigDecimal("1234567890123456789.25"),
                0.1,
                true,
                "2024-02-29",
                "2024-02-29 10:30:00",
                "2024-02-29 10:30:00.123456",
                "1066-10-14",
                "=1+1",
                null);
        String sql = "SELECT * FROM t";
        byte[] bytes = ResultWorkbook.of(
                new QueryResult(sql, names, types, List.of(row, Collections.nCopies(12, null)), true, 0.1, null));
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(texts(book.getSheetAt(0).getRow(0))).containsExactlyElementsOf(names);
            Row values = book.getSheetAt(0).getRow(1);
            assertThat(texts(values))
                    .containsExactly(
                            "5",
                            "1234567890123456789",
                            "12.5",
                            "1234567890123456789.25",
                            "0.1",
                            "TRUE",
                            "2024-02-29",
                            "2024-02-29 10:30:00",
                            "2024-02-29 10:30:00.123456",
                            "1066-10-14",
                            "=1+1");
            assertThat(values.getCell(6).getLocalDateTimeCellValue().toLocalDate())
                    .hasToString("2024-02-29");
            assertThat(book.getSheetAt(1).getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo(sql);
            assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue())
                    .contains("first 2 rows");
        }
    }

    private static List<String> texts(Row row) {
        DataFormatter formatter = new DataFormatter();
        return java.util.stream.StreamSupport.stream(row.spliterator(), false)
                .map((Cell cell) -> formatter.formatCellValue(cell))
                .toList();
    }
}
