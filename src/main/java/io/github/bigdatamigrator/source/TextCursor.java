package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The rows of one delimited text file. */
final class TextCursor implements RowCursor {
    private static final int BUFFER = 1 << 18;

    private final Tokeniser rows;
    private final Dialect dialect;
    private final CellReader reader;
    private final @Nullable CellRules rules;
    private final int width;
    private final List<String> constants;
    private final List<List<String>> header = new ArrayList<>();
    private byte[] scratch = new byte[256];
    private long row = -1;

    TextCursor(Tokeniser rows, Dialect dialect, int width, List<String> constants) throws IOException {
        this.rows = rows;
        this.dialect = dialect;
        this.width = width;
        this.constants = constants;
        reader = new CellReader(dialect.decimalComma());
        rules = CellRules.of(dialect);
        for (int i = 0; i < dialect.skipLines(); i++) {
            rows.skipLine();
        }
        while (header.size() < dialect.headerRows() && rows.next()) {
            header.add(texts());
        }
    }

    static TextCursor open(TextSplit split, Configuration hadoop) throws IOException {
        InputStream in = TextFiles.openTable(split.path(), hadoop, split.dialect());
        try {
            return new TextCursor(
                    new Tokeniser(in, split.dialect(), split.path(), BUFFER, Tokeniser.LONGEST_ROW),
                    split.dialect(),
                    split.width(),
                    split.constants());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The cells of the header rows, untrimmed; none where the dialect has none. */
    List<List<String>> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException {
        if (!rows.next()) {
            return false;
        }
        row++;
        if (rows.cells() < width) {
            rows.repairs().shortRow(rows.line());
        } else if (rows.cells() > width) {
            rows.repairs().longRow(rows.line());
        }
        return true;
    }

    /** Cells of the current row. */
    int cells() {
        return rows.cells();
    }

    @Override
    public void read(int column, Cell cell) {
        if (column >= width) {
            byte[] constant = constants.get(column - width).getBytes(StandardCharsets.UTF_8);
            reader.read(constant, 0, constant.length, cell);
        } else if (column >= rows.cells()) {
            cell.setNull();
        } else if (column == width - 1 && surplus()) {
            int from = rows.start(column) - (rows.quoted(column) ? 1 : 0);
            text(rows.buffer(), from, rows.rowEnd(), cell);
        } else if (rows.escaped(column)) {
            scratch = scratch.length < rows.end(column) - rows.start(column)
                    ? new byte[rows.end(column) - rows.start(column)]
                    : scratch;
            text(scratch, 0, rows.unescape(column, scratch), cell);
        } else {
            text(rows.buffer(), rows.start(column), rows.end(column), cell);
        }
    }

    private void text(byte[] bytes, int from, int to, Cell cell) {
        decoded(bytes, from, to, cell);
        if (rules != null) {
            rules.apply(cell);
        }
    }

    private void decoded(byte[] bytes, int from, int to, Cell cell) {
        if (Utf8.valid(bytes, from, to)) {
            reader.read(bytes, from, to, cell);
        } else {
            rows.repairs().undecodable();
            byte[] mended = new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            reader.read(mended, 0, mended.length, cell);
        }
    }

    /** Whether there is text beyond the last column; empty cells there are no text. */
    private boolean surplus() {
        for (int i = width; i < rows.cells(); i++) {
            if (rows.end(i) > rows.start(i)) {
                return true;
            }
        }
        return false;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.cells(); i++) {
            byte[] plain = new byte[rows.end(i) - rows.start(i)];
            texts.add(new String(plain, 0, rows.unescape(i, plain), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** Number, from 1, of the line on which the current row begins. */
    long line() {
        return rows.line();
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public Repairs repairs() {
        return rows.repairs();
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
