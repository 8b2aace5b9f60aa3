package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Opens delimited text: sniffs the first file that is not empty and reads its header. */
final class TextTables {
    private static final int HEAD = 1 << 20;
    /** A line of more cells is no table's; taken as one, it would exhaust the memory of every task. */
    private static final int MOST_COLUMNS = 50_000;

    private TextTables() {}

    static TextTable open(
            String name, String location, List<DataFile> files, List<Problem> noticed, Configuration hadoop) {
        List<Problem> problems = new ArrayList<>(noticed);
        for (DataFile file : files) {
            CsvSniffer.Sniffed sniffed = file.bytes() == 0 ? null : sniff(file, hadoop);
            if (sniffed != null) {
                return opened(name, location, files, file, sniffed, problems, hadoop);
            }
        }
        problems.add(new Problem(name, "empty file: no columns and no rows", 1));
        return new TextTable(name, location, new Origin("csv", files, null, Dialect.STANDARD), List.of(), problems);
    }

    private static CsvSniffer.@Nullable Sniffed sniff(DataFile file, Configuration hadoop) {
        try (InputStream in = TextFiles.open(file.path(), hadoop)) {
            byte[] head = in.readNBytes(HEAD);
            CsvSniffer.Sniffed sniffed = CsvSniffer.sniff(head, head.length < HEAD);
            refuseTooWide(file, sniffed.width());
            return sniffed.width() == 0 ? null : sniffed;
        } catch (IOException e) {
            throw Files.unreadable(file.path(), e);
        }
    }

    private static void refuseTooWide(DataFile file, int width) {
        if (width > MOST_COLUMNS) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    String.format(
                            Locale.ROOT,
                            "%s has more than %,d columns in its first line, which is no table that can be profiled. Check that"
                                    + " the file has line breaks, or split it.",
                            file.path(),
                            MOST_COLUMNS));
        }
    }

    private static TextTable opened(
            String name,
            String location,
            List<DataFile> files,
            DataFile first,
            CsvSniffer.Sniffed sniffed,
            List<Problem> problems,
            Configuration hadoop) {
        Dialect dialect = sniffed.dialect();
        Map<String, String> partitions = HivePath.columns(first.path());
        TextSplit whole = new TextSplit(first.path(), 0, 0, Long.MAX_VALUE, false, dialect, sniffed.width(), List.of());
        List<String> header = new ArrayList<>();
        try (TextCursor rows = TextCursor.open(whole, hadoop)) {
            header.addAll(rows.header());
            refuseTooWide(first, header.size());
        } catch (IOException e) {
            throw Files.unreadable(first.path(), e);
        }
        int width = Math.max(header.size(), sniffed.width());
        while (header.size() < width) {
            header.add("");
        }
        if (dialect.skipLines() > 0) {
            problems.add(new Problem(
                    name, "lines before the table were skipped: " + dialect.skipLines(), dialect.skipLines()));
        }
        if (!dialect.header()) {
            problems.add(new Problem(name, "no header found; columns are named column_1, column_2 …", 1));
        }
        header.addAll(partitions.keySet());
        List<SourceColumn> columns = Columns.named(name, header, dialect.header() ? problems : new ArrayList<>());
        Origin origin = new Origin("\t".equals(dialect.delimiter()) ? "tsv" : "csv", files, null, dialect);
        return new TextTable(name, location, origin, columns, problems);
    }
}
