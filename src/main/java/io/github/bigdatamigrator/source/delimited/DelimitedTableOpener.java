package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.ColumnNaming;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import io.github.bigdatamigrator.source.excel.SheetAddress;
import io.github.bigdatamigrator.source.excel.SheetSurvey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Opens delimited text and sheets: sniffs the dialect of the first non-empty file and reads its header. */
public final class DelimitedTableOpener {
    private static final int HEAD_BYTES = 1 << 20;
    /** A line with more cells is not a table; read as one, it would exhaust the memory of every task. */
    private static final int MAX_COLUMNS = 50_000;

    private DelimitedTableOpener() {}

    /** Opens the files as one table. */
    public static SourceTable open(
            String name,
            String location,
            List<DataFile> files,
            DialectOptions given,
            List<Problem> initialProblems,
            Configuration hadoop) {
        List<Problem> problems = new ArrayList<>(initialProblems);
        for (DataFile file : files) {
            Head head = file.bytes() == 0 ? null : sniff(file, given, hadoop);
            if (head != null) {
                Dialect dialect = head.sniffed().dialect();
                SourceFormat format = dialect.isFixedWidth()
                        ? SourceFormat.FIXED_WIDTH
                        : dialect.delimiter().equals("\t") ? SourceFormat.TSV : SourceFormat.CSV;
                Origin origin = new Origin(format.text(), files, null, null);
                return openTable(name, location, origin, file, head, given, problems, hadoop);
            }
        }
        problems.add(new Problem(name, "empty file: no columns and no rows", 1));
        return empty(name, location, new Origin("csv", files, null, Dialect.STANDARD), problems);
    }

    /**
     * Opens a sheet, which is text of a known dialect.
     *
     * @param file the workbook
     */
    public static SourceTable openSheet(
            String name,
            String location,
            DataFile file,
            SheetSurvey sheet,
            DialectOptions given,
            List<Problem> initialProblems,
            Configuration hadoop) {
        List<Problem> problems = new ArrayList<>(initialProblems);
        DialectOptions options = sheetOptions(given);
        try (InputStream in = ExcelSheets.open(sheet.address(), new Path(file.path()), hadoop)) {
            byte[] text = in.readNBytes(HEAD_BYTES);
            boolean complete = text.length < HEAD_BYTES;
            DialectSniffer.Sniffed sniffed = DialectSniffer.sniff(text, complete, options);
            requireColumnLimit(file, sniffed.width());
            Head head = new Head(sniffed, complete ? text : null, sheet.tail());
            return openTable(name, location, sheet.origin(file), file, head, options, problems, hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }

    /** The user's options that concern the layout of a table; numbers in sheets have a decimal point. */
    private static DialectOptions sheetOptions(DialectOptions given) {
        Character grouping = given.grouping();
        return new DialectOptions(
                "UTF-8",
                Dialect.SHEET_DELIMITER,
                '\0',
                ExcelSheets.ESCAPE,
                given.headerRows(),
                given.skipLines(),
                given.footerLines(),
                false,
                grouping != null && grouping == '.' ? null : grouping,
                given.comment(),
                given.nullValues());
    }

    /** A table without columns and rows. */
    public static SourceTable empty(String name, String location, Origin origin, List<Problem> problems) {
        return new DelimitedTable(name, location, origin, List.of(), problems);
    }

    /**
     * The result of sniffing the head of a file.
     *
     * @param all the whole file if the head is all of it; else null
     * @param tail the last lines if they are known already; else null
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Head(DialectSniffer.Sniffed sniffed, byte @Nullable [] all, byte @Nullable [] tail) {}

    private static @Nullable Head sniff(DataFile file, DialectOptions given, Configuration hadoop) {
        try (InputStream in = TextStreams.open(file.path(), hadoop)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            boolean complete = head.length < HEAD_BYTES;
            DialectSniffer.Sniffed sniffed = DialectSniffer.sniff(head, complete, given);
            requireColumnLimit(file, sniffed.width());
            return sniffed.width() == 0 ? null : new Head(sniffed, complete ? head : null, null);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }

    /** Detects the footer. Only in a table of one file, since other files may end differently. */
    private static FooterDetector footer(
            List<DataFile> files, DataFile file, Head head, DialectOptions given, Configuration hadoop) {
        Dialect dialect = head.sniffed().dialect();
        Integer lines = given.footerLines();
        if ((files.size() > 1 && lines == null) || Objects.equals(lines, 0)) {
            return FooterDetector.NONE;
        }
        try {
            byte[] all = head.all();
            boolean whole = all != null && all.length <= FooterDetector.TAIL_BYTES;
            byte[] known = all == null ? head.tail() : all;
            byte[] tail = known == null
                    ? TextStreams.tail(file, hadoop, dialect.charset(), FooterDetector.TAIL_BYTES)
                    : TextStreams.utf8(new ByteArrayInputStream(known), dialect.charset())
                            .readAllBytes();
            int from = Math.max(0, tail.length - FooterDetector.TAIL_BYTES);
            byte[] end = from == 0 ? tail : Arrays.copyOfRange(tail, from, tail.length);
            return lines != null
                    ? FooterDetector.ofLines(end, lines)
                    : FooterDetector.find(
                            end, whole && from == 0, dialect, head.sniffed().width());
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }

    private static void requireColumnLimit(DataFile file, int width) {
        if (width > MAX_COLUMNS) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    String.format(
                            Locale.ROOT,
                            "%s has more than %,d columns in its first line, too many to profile."
                                    + " Check that the file has line breaks, or split it.",
                            file.path(),
                            MAX_COLUMNS));
        }
    }

    private static DelimitedTable openTable(
            String name,
            String location,
            Origin found,
            DataFile first,
            Head head,
            DialectOptions given,
            List<Problem> problems,
            Configuration hadoop) {
        DialectSniffer.Sniffed sniffed = head.sniffed();
        FooterDetector footer = footer(found.files(), first, head, given, hadoop);
        Dialect dialect = sniffed.dialect().withFooterLines(footer.lines());
        Map<String, String> partitions = HivePath.columns(first.path());
        SheetAddress address = SheetAddress.of(found);
        SheetAddress sheet = address == null ? null : address.withCopy(first);
        TextSplit whole =
                new TextSplit(first.path(), 0, 0, Long.MAX_VALUE, false, dialect, sniffed.width(), sheet, List.of());
        List<List<String>> rows = new ArrayList<>();
        try (DelimitedRowReader reader = DelimitedRowReader.open(whole, hadoop)) {
            rows.addAll(reader.header());
        } catch (IOException e) {
            throw HadoopFiles.unreadable(first.path(), e);
        }
        List<String> header = HeaderDetector.names(rows, sniffed.layout().rowNames());
        requireColumnLimit(first, header.size());
        while (header.size() > sniffed.width() && header.contains("")) {
            header.remove(header.lastIndexOf(""));
        }
        while (header.size() < sniffed.width()) {
            header.add("");
        }
        problems.addAll(new LayoutProblems(name, given).problems(sniffed, footer, header));
        header.addAll(partitions.keySet());
        List<SourceColumn> columns =
                ColumnNaming.columns(name, header, dialect.header() ? problems : new ArrayList<>());
        return new DelimitedTable(name, location, found.withDialect(dialect), columns, problems);
    }
}
