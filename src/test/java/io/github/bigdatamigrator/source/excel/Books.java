package io.github.bigdatamigrator.source.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Writes workbooks: those that POI can make, and xlsx of any XML. */
final class Books {
    /** A number in a format. */
    record In(String format, double value) {}

    /** A formula; its value is computed and stored. */
    record Formula(String text, @Nullable String format) {}

    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private Books() {}

    static Path write(Path file, Consumer<Workbook> content) throws IOException {
        try (Workbook book = file.toString().endsWith(".xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            content.accept(book);
            book.write(out);
        }
        return file;
    }

    /** A workbook with one sheet of these rows. */
    static Consumer<Workbook> sheet(Object[]... rows) {
        return book -> fill(book.createSheet("S"), rows);
    }

    /** The same content with days counted from 1904. */
    static Consumer<Workbook> from1904(Consumer<Workbook> content) {
        return book -> {
            if (book instanceof XSSFWorkbook xlsx) {
                xlsx.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
            } else {
                content.accept(book);
                ((DateWindow1904Record) ((HSSFWorkbook) book)
                                .getInternalWorkbook()
                                .findFirstRecordBySid(DateWindow1904Record.sid))
                        .setWindowing((short) 1);
                return;
            }
            content.accept(book);
        };
    }

    static Consumer<Workbook> after(Consumer<Workbook> content, Consumer<Sheet> change) {
        return book -> {
            content.accept(book);
            change.accept(book.getSheetAt(0));
        };
    }

    static Object[] row(@Nullable Object... values) {
        return values;
    }

    static void fill(Sheet sheet, Object[]... rows) {
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length > 0) {
                fill(sheet.createRow(r), rows[r]);
            }
        }
    }

    static void fill(Row row, @Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                set(row.createCell(i), values[i]);
            }
        }
    }

    private static void set(Cell cell, Object value) {
        Workbook book = cell.getSheet().getWorkbook();
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
        } else if (value instanceof LocalDateTime time) {
            cell.setCellValue(time);
            style(cell, time.toLocalTime().toSecondOfDay() == 0 ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss");
        } else if (value instanceof In in) {
            cell.setCellValue(in.value());
            style(cell, in.format());
        } else if (value instanceof FormulaError error) {
            cell.setCellErrorValue(error.getCode());
        } else if (value instanceof Formula formula) {
            cell.setCellFormula(formula.text());
            book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
            if (formula.format() != null) {
                style(cell, formula.format());
            }
        } else if (value.equals("")) {
            style(cell, "0.00");
        } else {
            cell.setCellValue(value.toString());
        }
    }

    private static void style(Cell cell, String format) {
        Workbook book = cell.getSheet().getWorkbook();
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
    }

    /** An xlsx whose only sheet has these rows as XML; style 1 is a date, 2 a duration, 3 zeros, 4 a clock time. */
    static Path raw(Path file, String rows) throws IOException {
        return parts(
                file,
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** An xlsx with more parts or other ones: names and contents in turn. */
    static Path parts(Path file, String... more) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String[] all = {
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                "_rels/.rels",
                relations("officeDocument", "xl/workbook.xml"),
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>"
                        + "<sheet name=\"S\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                relations(
                        "worksheet",
                        "worksheets/sheet1.xml",
                        "sharedStrings",
                        "/xl/sharedStrings.xml",
                        "styles",
                        "styles.xml"),
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN + "\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/></numFmts>"
                        + "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                        + "<xf numFmtId=\"14\"/><xf numFmtId=\"46\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/>"
                        + "</cellXfs></styleSheet>"
            };
            for (int i = 0; i < all.length; i += 2) {
                put(zip, all[i], more, all[i + 1]);
            }
            for (int i = 0; i < more.length; i += 2) {
                if (!java.util.List.of(all).contains(more[i])) {
                    put(zip, more[i], more, "");
                }
            }
        }
        return file;
    }

    private static String relations(String... kinds) {
        StringBuilder xml = new StringBuilder("<Relationships xmlns=\"" + PACKAGE + "\">");
        for (int i = 0; i < kinds.length; i += 2) {
            xml.append("<Relationship Id=\"r").append(i).append("\" Type=\"" + OFFICE + "/");
            xml.append(kinds[i]).append("\" Target=\"").append(kinds[i + 1]).append("\"/>");
        }
        return xml.append("</Relationships>").toString();
    }

    private static void put(ZipOutputStream zip, String name, String[] contents, String otherwise) throws IOException {
        String content = otherwise;
        for (int i = 0; i < contents.length; i += 2) {
            content = contents[i].equals(name) ? contents[i + 1] : content;
        }
        zip.putNextEntry(new ZipEntry(name));
        boolean wide = content.contains("encoding=\"UTF-16\"");
        zip.write(content.getBytes(wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
