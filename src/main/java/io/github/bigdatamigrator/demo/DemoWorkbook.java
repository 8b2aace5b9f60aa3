package io.github.bigdatamigrator.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the demo's customers as an Excel workbook with one sheet. */
final class DemoWorkbook {
    private static final List<String> HEADER =
            List.of("customer_id", "customer_name", "email", "segment", "city", "country", "joined_on");

    private DemoWorkbook() {}

    static Path write(Path file, List<DemoRows.Customer> customers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.getProperties().getCoreProperties().setCreated(Optional.of(Date.from(Instant.EPOCH)));
            XSSFSheet sheet = workbook.createSheet("customers");
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            XSSFRow header = sheet.createRow(0);
            for (int i = 0; i < HEADER.size(); i++) {
                header.createCell(i).setCellValue(HEADER.get(i));
            }
            for (int i = 0; i < customers.size(); i++) {
                writeRow(sheet.createRow(i + 1), customers.get(i), date);
            }
            workbook.write(bytes);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            copyWithoutTimes(bytes.toByteArray(), out);
        }
        return file;
    }

    private static void writeRow(XSSFRow row, DemoRows.Customer customer, CellStyle date) {
        row.createCell(0).setCellValue(customer.id());
        row.createCell(1).setCellValue(customer.name());
        if (customer.email() != null) {
            row.createCell(2).setCellValue(customer.email());
        }
        row.createCell(3).setCellValue(customer.segment());
        row.createCell(4).setCellValue(customer.city());
        row.createCell(5).setCellValue(customer.country());
        row.createCell(6).setCellValue(customer.joinedOn());
        row.getCell(6).setCellStyle(date);
    }

    /** Copies the archive with fixed entry times, since POI writes the current time and the bytes would differ. */
    private static void copyWithoutTimes(byte[] workbook, OutputStream out) throws IOException {
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                to.putNextEntry(copy);
                from.transferTo(to);
                to.closeEntry();
            }
        }
    }
}
