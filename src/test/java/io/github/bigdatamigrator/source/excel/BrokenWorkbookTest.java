package io.github.bigdatamigrator.source.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that cannot be read are named with the remedy, and others go on. */
@Tag("spark")
class BrokenWorkbookTest {
    @TempDir
    Path folder;

    private Path zip(String name, String... parts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < parts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(parts[i]));
                zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private Path good(String name) throws IOException {
        return Books.write(folder.resolve(name), Books.sheet(Books.row("id", "v"), Books.row(1, 2)));
    }

    private void encrypted(Path file) throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Files.copy(good("plain.xlsx"), plain);
        Files.delete(folder.resolve("plain.xlsx"));
        try (POIFSFileSystem locked = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream data = encryptor.getDataStream(locked)) {
                plain.writeTo(data);
            }
            locked.writeFilesystem(out);
        }
    }

    private void encryptedXls(Path file) throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try (HSSFWorkbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Books.sheet(Books.row("id"), Books.row(1)).accept(book);
            book.write(out);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    /** File names and what is said of them. */
    private Map<String, String> broken() throws Exception {
        Map<String, String> files = new TreeMap<>();
        encrypted(folder.resolve("locked.xlsx"));
        files.put("locked.xlsx", "locked with a password. Open it in Excel");
        encryptedXls(folder.resolve("locked.xls"));
        files.put("locked.xls", "locked with a password. Open it in Excel");
        zip("a.ods.xlsx", "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>");
        files.put("a.ods.xlsx", "OpenDocument file (ods). Save it as xlsx");
        zip("b.xlsb.xlsx", "[Content_Types].xml", "<x/>", "xl/workbook.bin", "x");
        files.put("b.xlsb.xlsx", "binary Excel workbook (xlsb). Save it as xlsx");
        zip("z.xlsx", "a.txt", "x");
        files.put("z.xlsx", "is a zip archive");
        try (POIFSFileSystem other = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(folder.resolve("letter.xls"))) {
            other.createDocument(new java.io.ByteArrayInputStream(new byte[100]), "WordDocument");
            other.writeFilesystem(out);
        }
        files.put("letter.xls", "another kind of Office file");
        byte[] whole = Files.readAllBytes(good("whole.xlsx"));
        Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(whole, whole.length * 2 / 3));
        files.put("cut.xlsx", "damaged or incomplete");
        byte[] old = Files.readAllBytes(good("whole.xls"));
        Files.write(folder.resolve("cut.xls"), Arrays.copyOf(old, old.length / 2));
        files.put("cut.xls", "Check that it is complete");
        Files.delete(folder.resolve("whole.xlsx"));
        Files.delete(folder.resolve("whole.xls"));
        Books.parts(folder.resolve("tag.xlsx"), "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c>");
        files.put("tag.xlsx", "ends early");
        Books.parts(folder.resolve("ends.xlsx"), "xl/worksheets/sheet1.xml", "<a><b><row r='7'></x></x></x>");
        files.put("ends.xlsx", "ends within row 7");
        Books.parts(
                folder.resolve("index.xlsx"), "xl/worksheets/sheet1.xml", "<a><row><c t='s'><v>7</v></c></row></a>");
        files.put("index.xlsx", "no shared text 7");
        Books.parts(folder.resolve("part.xlsx"));
        files.put("part.xlsx", "sheet1.xml is missing");
        Books.parts(folder.resolve("dtd.xlsx"), "xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
        files.put("dtd.xlsx", "document type");
        Books.parts(folder.resolve("entity.xlsx"), "xl/worksheets/sheet1.xml", "<a><row><c>&b;</c></row></a>");
        files.put("entity.xlsx", "ends within row 1");
        Books.parts(folder.resolve("number.xlsx"), "xl/worksheets/sheet1.xml", "<a><row r='-1'></row></a>");
        files.put("number.xlsx", "“-1” in place of a number");
        return files;
    }

    @Test
    void eachIsNamedWithTheRemedy() throws Exception {
        broken().forEach((name, message) -> assertThatThrownBy(() -> TestTables.open(folder.resolve(name)))
                .as(name)
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE))
                .hasMessageContaining(message));
    }

    @Test
    void theOtherFilesOfAFolderGoOn() throws Exception {
        Map<String, String> broken = broken();
        good("good.xlsx");
        Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        List<Problem> leftOut = new ArrayList<>();
        for (String name : List.of(folder.toString(), folder + "/*")) {
            leftOut.clear();
            List<SourceTable> tables = DataSources.openReadable(
                    SharedSpark.lazy(), List.of(name), DialectOptions.NONE, ProgressListener.NONE, leftOut);
            assertThat(TestTables.names(tables)).containsExactly("good_S", "other");
            assertThat(leftOut).hasSize(broken.size());
        }
        assertThatThrownBy(() -> TestTables.open(folder)).isInstanceOf(MigratorException.class);
    }

    /** A ratio of more than 100, which POI refuses, is common in sheets of few different rows. */
    @Test
    void aHighlyCompressedWorkbookIsRead() throws IOException {
        String row = "<row><c><v>1</v></c><c t='inlineStr'><is><t>" + "same ".repeat(40) + "</t></is></c></row>";
        Path file = Books.raw(
                folder.resolve("dense.xlsx"),
                "<row><c t='inlineStr'><is><t>id</t></is></c><c t='inlineStr'><is><t>v</t></is></c></row>"
                        + row.repeat(20_000));
        assertThat(Files.size(file) * 150).isLessThan(20_000L * row.length());
        assertThat(TestTables.cells(TestTables.openOne(file))).hasSize(20_000);
    }

    /** More texts than the share of memory go to a file, from which they are read alike. */
    @Test
    void sharedTextsBeyondTheMemoryAreRead() throws IOException {
        StringBuilder xml = new StringBuilder("<sst>");
        int count = 3000;
        for (int i = 0; i < count; i++) {
            xml.append("<si><t>").append(i).append(" x".repeat(25_000)).append("</t></si>");
        }
        byte[] bytes = xml.append("</sst>").toString().getBytes(StandardCharsets.UTF_8);
        try (SharedStrings texts = new SharedStrings(new XmlPart(new java.io.ByteArrayInputStream(bytes), "sst"))) {
            for (int i : new int[] {count - 1, 0, 1, 15, 16, 17, 83, 84, 85, count / 2, count - 2}) {
                texts.moveTo(i);
                assertThat(new String(texts.bytes(), 0, texts.length(), StandardCharsets.UTF_8))
                        .startsWith(i + " x x");
                assertThat(texts.length()).isEqualTo(String.valueOf(i).length() + 50_000);
            }
        }
    }
}
