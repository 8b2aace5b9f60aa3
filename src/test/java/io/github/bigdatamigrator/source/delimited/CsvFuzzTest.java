package io.github.bigdatamigrator.source.delimited;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import io.github.bigdatamigrator.source.SplitVisitor;
import io.github.bigdatamigrator.source.delimited.SplitReconciler.SplitResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that random files are tokenized like by another parser. The files are valid: the tokenizer repairs invalid ones
 * by its own rules (blanks around quotes, text after a closing quote, quotes inside plain cells, lines of blanks only),
 * so that there is no correct answer to compare with.
 */
class CsvFuzzTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final long SEED = 20_240_229;
    private static final String[] DELIMITERS = {",", ";", "\t", "|", "||", ", ", "¦", "::"};
    /**
     * The delimiter in the copy for the other parser. Its parser for single characters (4.0.0) loses records with a
     * lone CR between quotes; the one for longer delimiters does not.
     */
    private static final String THEIR_DELIMITER = "\u0002\u0003";

    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
    private static final String[] PIECES = {
        "a", "Z", "0", "42", "-1.5", " ", "  ", "é", "ß", "€", "漢", "🙂", "'", "#", "\\", ".", "x y", "\u00a0",
        "\uFFFD", "\0"
    };
    private static final String[] QUOTED_PIECES = {"\"", "\"\"", "\n", "\r", "\r\n", ",", ";", "\t", "|", "||", ":", "¦"
    };

    @Test
    void randomFilesAreTokenizedLikeAnotherParser() throws IOException {
        compare(2_000);
    }

    @Test
    @Tag("long")
    void manyRandomFilesAreTokenizedLikeAnotherParser() throws IOException {
        compare(100_000);
    }

    @TempDir
    Path folder;

    /** A row and the line on which it begins. */
    private record Row(long line, List<String> cells) {}

    private void compare(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Random random = new Random(SEED + i);
            String delimiter = pick(random, DELIMITERS);
            String text = text(random, delimiter);
            String ours = text.replace(THEIR_DELIMITER, delimiter);
            List<Row> theirs = theirs(text);
            assertThat(ours(ours, delimiter, random))
                    .as("file %d: delimiter “%s”, text %s", i, delimiter, text)
                    .isEqualTo(theirs);
            if (!theirs.isEmpty()) {
                int width = theirs.get(0).cells().size();
                NavigableSet<Long> cuts = cuts(random, ours);
                assertThat(withoutEmptyEnd(split(ours, delimiter, width, cuts)))
                        .as("file %d: delimiter “%s”, cuts %s, text %s", i, delimiter, cuts, text)
                        .isEqualTo(withoutEmptyEnd(
                                theirs.stream().map(CsvFuzzTest::trimmed).toList()));
            }
        }
    }

    private static String text(Random random, String delimiter) {
        boolean mixed = random.nextInt(4) == 0;
        String end = pick(random, LINE_ENDS);
        int columns = 1 + random.nextInt(5);
        int rows = random.nextInt(9);
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : THEIR_DELIMITER).append(cell(random, delimiter, columns == 1));
            }
            boolean last = r == rows - 1 && random.nextBoolean();
            text.append(last ? "" : mixed ? pick(random, LINE_ENDS) : end);
            if (random.nextInt(10) == 0 && !last) {
                text.append(end);
            }
        }
        return text.toString();
    }

    private static String cell(Random random, String delimiter, boolean alone) {
        StringBuilder cell = new StringBuilder();
        boolean quoted = random.nextInt(3) == 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            boolean special = quoted && random.nextBoolean();
            cell.append(special ? pick(random, QUOTED_PIECES) : pick(random, PIECES));
        }
        // A blank line is not a row, and a cell must not contain the beginning of the delimiter.
        String plain = cell.toString();
        boolean needed =
                plain.contains(delimiter.substring(0, 1)) || (alone && plain.isBlank()) || plain.startsWith(" ");
        return quoted || needed ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static List<Row> theirs(String text) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(THEIR_DELIMITER)
                .quoteCharacter('"')
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(new Row(row.getStartingLineNumber(), row.getFields()));
            }
        }
        return rows;
    }

    private static List<Row> ours(String text, String delimiter, Random random) throws IOException {
        Charset charset = switch (random.nextInt(5)) {
            case 0 -> StandardCharsets.UTF_16LE;
            case 1 -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
        byte[] bytes = ((random.nextInt(4) == 0 ? "\uFEFF" : "") + text).getBytes(charset);
        Dialect dialect = new Dialect(charset.name(), delimiter, '"', '"', false, 0, false, '\0');
        List<Row> rows = new ArrayList<>();
        try (RowTokenizer tokenizer = new RowTokenizer(
                TextStreams.utf8(new ByteArrayInputStream(bytes), charset.name()),
                dialect,
                "fuzz",
                1 + random.nextInt(64),
                1 << 20)) {
            while (tokenizer.next()) {
                rows.add(new Row(tokenizer.line(), tokenizer.texts()));
            }
            assertThat(tokenizer.repairs().count(Kind.STRAY_QUOTE)).isZero();
        }
        return rows;
    }

    private static NavigableSet<Long> cuts(Random random, String text) {
        NavigableSet<Long> cuts = new TreeSet<>();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        for (int k = random.nextInt(4); k > 0; k--) {
            cuts.add(1L + random.nextInt(length));
        }
        return cuts;
    }

    /** Rows of several empty cells at the end are left out, as far as the last part of the file has them. */
    private static List<List<String>> withoutEmptyEnd(List<List<String>> rows) {
        int end = rows.size();
        while (end > 0
                && rows.get(end - 1).size() > 1
                && rows.get(end - 1).stream().allMatch(String::isEmpty)) {
            end--;
        }
        return rows.subList(0, end);
    }

    private static List<String> trimmed(Row row) {
        return row.cells().stream()
                .map(cell -> cell.replaceAll("\\A[ \\t-\\r]+|[ \\t-\\r]+\\z", ""))
                .toList();
    }

    /** The rows read by tasks that each read a part of the file, with trimmed cells. */
    private List<List<String>> split(String text, String delimiter, int width, NavigableSet<Long> cuts)
            throws IOException {
        Path file = Files.writeString(folder.resolve("split.csv"), text);
        Dialect dialect = new Dialect("UTF-8", delimiter, '"', '"', false, 0, false, '\0');
        List<List<TextSplit>> tasks = new ArrayList<>();
        long start = 0;
        for (long end : cuts) {
            tasks.add(
                    List.of(new TextSplit(file.toString(), 0, start, end, start > 0, dialect, width, null, List.of())));
            start = end;
        }
        tasks.add(List.of(
                new TextSplit(file.toString(), 0, start, Long.MAX_VALUE, start > 0, dialect, width, null, List.of())));
        SplitReconciler<List<List<String>>> reconciler =
                new SplitReconciler<>(tasks, new Texts(width), split -> walked(split, 0));
        for (int i = 0; i < tasks.size(); i++) {
            reconciler.add(walked(tasks.get(i).get(0), i));
        }
        return reconciler.value();
    }

    private static SplitResult<List<List<String>>> walked(TextSplit split, int task) {
        try (DelimitedRowReader rows = DelimitedRowReader.open(split, HADOOP)) {
            List<List<String>> value = new Texts(split.width()).visit(rows);
            return new SplitResult<>(
                    task, rows.startedAt(), rows.stoppedAt(), rows.linesPassed(), rows.repairs(), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Texts(int columns) implements SplitVisitor<List<List<String>>> {
        @Override
        public List<List<String>> empty() {
            return new ArrayList<>();
        }

        @Override
        public List<List<String>> visit(RowBatchReader rows) throws IOException {
            List<List<String>> all = empty();
            Cell cell = new Cell();
            for (int count = rows.nextBatch(); count > 0; count = rows.nextBatch()) {
                for (int row = 0; row < count; row++) {
                    List<String> texts = new ArrayList<>();
                    for (int i = 0; i < columns; i++) {
                        rows.read(row, i, cell);
                        texts.add(cell.text());
                    }
                    all.add(texts);
                }
            }
            return all;
        }

        @Override
        public List<List<String>> merge(List<List<String>> whole, List<List<String>> part) {
            whole.addAll(part);
            return whole;
        }
    }
}
