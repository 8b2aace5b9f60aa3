package io.github.bigdatamigrator.source;

import static io.github.bigdatamigrator.context.ColumnType.BIGINT;
import static io.github.bigdatamigrator.context.ColumnType.BOOLEAN;
import static io.github.bigdatamigrator.context.ColumnType.DATE;
import static io.github.bigdatamigrator.context.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class ExcelTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    private static void row(Sheet sheet, int number, Object... values) {
        Row row = sheet.createRow(number);
        CellStyle date = sheet.getWorkbook().createCellStyle();
        date.setDataFormat(
                sheet.getWorkbook().getCreationHelper().createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
        for (int i = 0; i < values.length; i++) {
            Cell cell = row.createCell(i);
            if (values[i] instanceof Number value) {
                cell.setCellValue(value.doubleValue());
            } else if (values[i] instanceof Boolean value) {
                cell.setCellValue(value);
            } else if (values[i] instanceof LocalDateTime value) {
                cell.setCellValue(value);
                cell.setCellStyle(date);
            } else if (values[i] instanceof String value && !value.isEmpty()) {
                cell.setCellValue(value);
            }
        }
    }

    private Path book(String name) throws IOException {
        Path file = folder.resolve(name);
        try (Workbook book = name.endsWith(".xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet people = book.createSheet("People");
            row(people, 0, "id", "name", "born", "seen", "amount", "ok", "zip");
            LocalDateTime born = LocalDateTime.of(1980, 1, 2, 0, 0);
            row(people, 1, 1, "Ann", born, LocalDateTime.of(2024, 5, 1, 10, 30), 12.5, true, "01234");
            row(people, 2, 2, " Bob ", born.plusDays(1), LocalDateTime.of(2024, 5, 2, 0, 0), 3, false, "N/A");
            row(people, 3, 3, "", born.plusDays(2), LocalDateTime.of(2024, 5, 3, 7, 0), 0.1, true, "99");
            book.createSheet("Nothing");
            Sheet odd = book.createSheet("It's odd");
            row(odd, 0, "x", "x", "y z");
            row(odd, 1, 1, 2, 3);
            book.write(out);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"book.xlsx", "book.xls"})
    void everySheetWithCellsIsATable(String name) throws IOException {
        List<SourceTable> tables = TestTables.open(book(name));
        assertThat(TestTables.names(tables)).containsExactly("book_People", "book_It's odd");
        assertThat(TestTables.messages(tables.get(0))).anyMatch(message -> message.contains("“Nothing” is empty"));
        assertThat(TestTables.columnNames(tables.get(0)))
                .containsExactly("id", "name", "born", "seen", "amount", "ok", "zip");
        assertThat(TestTables.cells(tables.get(0)))
                .containsExactly(
                        List.of(
                                "LONG 1",
                                "Ann",
                                "TEMPORAL 1980-01-02",
                                "TEMPORAL 2024-05-01 10:30:00",
                                "DECIMAL 12.5",
                                "BOOLEAN true",
                                "01234"),
                        List.of(
                                "LONG 2",
                                "Bob",
                                "TEMPORAL 1980-01-03",
                                "TEMPORAL 2024-05-02",
                                "LONG 3",
                                "BOOLEAN false",
                                "NULL_MARKER N/A"),
                        Arrays.asList(
                                "LONG 3",
                                null,
                                "TEMPORAL 1980-01-04",
                                "TEMPORAL 2024-05-03 07:00:00",
                                "DECIMAL 0.1",
                                "BOOLEAN true",
                                "LONG 99"));
        assertThat(TestTables.columnNames(tables.get(1))).containsExactly("x", "x", "y z");
        assertThat(TestTables.cells(tables.get(1))).containsExactly(List.of("LONG 1", "LONG 2", "LONG 3"));
    }

    @Test
    void oneSheetMayBeNamed() throws IOException {
        Path book = book("book.xlsx");
        assertThat(TestTables.names(TestTables.open(book + "#It's odd"))).containsExactly("book_It's odd");
        assertThatThrownBy(() -> TestTables.open(book + "#Peeple"))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
                .hasMessageContaining("People");
    }

    @ParameterizedTest
    @ValueSource(strings = {"book.xlsx", "book.xls"})
    void sqlGetsTheProfilesTypes(String name) throws IOException {
        SourceTable people = TestTables.open(book(name)).get(0);
        DataSources.view(
                        spark,
                        TestTables.profile(
                                people,
                                BIGINT,
                                STRING,
                                DATE,
                                ColumnType.TIMESTAMP,
                                ColumnType.decimal(3, 1),
                                BOOLEAN,
                                STRING))
                .createOrReplaceTempView("people");
        assertThat(spark.sql("SELECT id, name, born, amount, zip FROM people ORDER BY id")
                        .toJSON()
                        .collectAsList())
                .containsExactly(
                        "{\"id\":1,\"name\":\"Ann\",\"born\":\"1980-01-02\",\"amount\":12.5,\"zip\":\"01234\"}",
                        "{\"id\":2,\"name\":\"Bob\",\"born\":\"1980-01-03\",\"amount\":3.0,\"zip\":\"N/A\"}",
                        "{\"id\":3,\"born\":\"1980-01-04\",\"amount\":0.1,\"zip\":\"99\"}");
        spark.catalog().dropTempView("people");
    }

    @Test
    void aWorkbookWithAnotherExtensionIsReadAsWorkbook() throws IOException {
        Path book = Files.copy(book("book.xlsx"), folder.resolve("data.csv"));
        List<SourceTable> tables = TestTables.open(book);
        assertThat(TestTables.names(tables)).containsExactly("data_People", "data_It's odd");
        assertThat(TestTables.messages(tables.get(0))).anyMatch(message -> message.contains("named as csv"));
    }

    @Test
    void excelTimesAreTheSameInEveryTimeZone() throws IOException {
        Path book = book("book.xlsx");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(TestTables.cells(TestTables.open(book).get(0)).get(0))
                    .contains("TEMPORAL 1980-01-02", "TEMPORAL 2024-05-01 10:30:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
