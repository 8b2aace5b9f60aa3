package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.jspecify.annotations.Nullable;

/** Surveys the sheets of workbooks and reads each as delimited text. */
public final class ExcelSheets {
    /** Escapes delimiters and, as {@code n} and {@code r}, line ends within cells. */
    public static final char ESCAPE = SheetRow.ESCAPE;

    private ExcelSheets() {}

    /** The byte that an escaped one means: {@code n} and {@code r} are line ends, others themselves. */
    public static byte unescaped(byte c) {
        return c == 'n' ? (byte) '\n' : c == 'r' ? (byte) '\r' : c;
    }

    /** An action of a workbook's reader. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads every sheet once, in order.
     *
     * @param wanted the only sheet to read; null for all
     * @throws MigratorException FILE_NOT_FOUND if there is no such sheet, FILE_UNREADABLE
     */
    public static List<SheetSurvey> survey(
            DataFile file, SourceFormat format, @Nullable String wanted, Configuration hadoop) {
        Path path = new Path(file.path());
        try (WorkbookReader book = open(path, format, hadoop)) {
            List<WorkbookReader.Sheet> sheets = guarded(book::sheets);
            List<SheetSurvey> surveys = new ArrayList<>();
            for (WorkbookReader.Sheet sheet : sheets) {
                if (wanted == null || wanted.equals(sheet.name())) {
                    surveys.add(guarded(() -> SheetSurvey.of(book, sheet, format, file)));
                }
            }
            if (wanted != null && surveys.isEmpty()) {
                throw new MigratorException(
                        ErrorCode.FILE_NOT_FOUND,
                        file.path() + " has no sheet “" + wanted + "”. Its sheets are: "
                                + sheets.stream()
                                        .map(WorkbookReader.Sheet::name)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
            return surveys;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The rows of a sheet as UTF-8 text, line 5 for row 5. */
    public static InputStream open(SheetAddress sheet, Path path, Configuration hadoop) throws IOException {
        WorkbookReader book = open(path, sheet.format(), hadoop);
        try {
            return new SheetLines.Stream(book, sheet);
        } catch (IOException | RuntimeException e) {
            book.close();
            throw e;
        }
    }

    private static WorkbookReader open(Path path, SourceFormat format, Configuration hadoop) throws IOException {
        return guarded(
                () -> format == SourceFormat.XLS ? new XlsWorkbook(path, hadoop) : new XlsxWorkbook(path, hadoop));
    }

    /** Turns what libraries throw for a damaged workbook into an IOException. */
    static <T> T guarded(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (MigratorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static MigratorException unreadable(Path path, IOException e) {
        String file = HadoopFiles.text(path);
        if (ExceptionUtils.throwableOfType(e, EncryptedDocumentException.class) != null) {
            return refusal(
                    file,
                    "is locked with a password",
                    "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it",
                    e);
        }
        if (ExceptionUtils.throwableOfType(e, OldExcelFormatException.class) != null) {
            return refusal(file, "is a workbook of Excel 95 or older", "Save it as xlsx first", e);
        }
        return new MigratorException(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read " + file + ": " + e.getMessage() + ". Check that it is complete, or open it in Excel and"
                        + " save it again.",
                e);
    }

    private static MigratorException refusal(String file, String what, String remedy, Exception cause) {
        return new MigratorException(ErrorCode.FILE_UNREADABLE, file + " " + what + ". " + remedy + ".", cause);
    }
}
