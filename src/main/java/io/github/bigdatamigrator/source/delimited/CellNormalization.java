package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.Cell.Kind;
import io.github.bigdatamigrator.source.CellReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a dialect's null values and thousands separators to cells that have been read. Few files need it, so it is
 * kept out of {@link CellReader}. Not thread-safe.
 */
final class CellNormalization {
    private static final int MAX_NUMBER_LENGTH = 60;
    private static final byte[] NO_BREAK = {(byte) 0xC2, (byte) 0xA0};
    private static final byte[] NARROW_NO_BREAK = {(byte) 0xE2, (byte) 0x80, (byte) 0xAF};

    private final List<byte[]> nulls;
    private final List<byte[]> separators;
    private final byte point;
    private final CellReader numbers;
    private final byte[] plain = new byte[MAX_NUMBER_LENGTH];

    private CellNormalization(Dialect dialect) {
        nulls = dialect.nullValues().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] grouping = {(byte) dialect.grouping()};
        separators = dialect.grouping() == '\0'
                ? List.of()
                : dialect.grouping() == ' ' ? List.of(grouping, NO_BREAK, NARROW_NO_BREAK) : List.of(grouping);
        point = (byte) (dialect.decimalComma() ? ',' : '.');
        numbers = new CellReader(dialect.decimalComma());
    }

    /** Null for a dialect without null values and thousands separators, which then cost nothing. */
    static @Nullable CellNormalization of(Dialect dialect) {
        return dialect.nullValues().isEmpty() && dialect.grouping() == '\0' ? null : new CellNormalization(dialect);
    }

    void apply(Cell cell) {
        if (cell.kind() == Kind.NULL) {
            return;
        }
        for (byte[] text : nulls) {
            if (Arrays.equals(text, 0, text.length, cell.bytes(), cell.from(), cell.to())) {
                cell.setNull();
                return;
            }
        }
        if (cell.kind() == Kind.TEXT && !separators.isEmpty()) {
            grouped(cell);
        }
    }

    /** Parses one to three digits, groups of three and optional decimals as a number; the cell's text is unchanged. */
    private void grouped(Cell cell) {
        byte[] bytes = cell.bytes();
        int from = cell.from();
        int to = cell.to();
        int at = from;
        int length = 0;
        if (to - from > MAX_NUMBER_LENGTH || to - from < 5) {
            return;
        }
        if (bytes[at] == '-') {
            plain[length++] = bytes[at++];
        }
        int digits = digits(bytes, at, to);
        if (digits < 1 || digits > 3 || bytes[at] == '0') {
            return;
        }
        length = copy(bytes, at, digits, length);
        at += digits;
        int groups = 0;
        int separator = separator(bytes, at, to);
        while (separator > 0 && digits(bytes, at + separator, to) == 3) {
            length = copy(bytes, at + separator, 3, length);
            at += separator + 3;
            groups++;
            separator = separator(bytes, at, to);
        }
        int decimals = at < to && bytes[at] == point ? digits(bytes, at + 1, to) : 0;
        if (decimals > 0) {
            length = copy(bytes, at, decimals + 1, length);
            at += decimals + 1;
        }
        if (groups > 0 && at == to) {
            int wholeFrom = cell.wholeFrom();
            int wholeTo = cell.wholeTo();
            numbers.read(plain, 0, length, cell);
            cell.setText(bytes, from, to, wholeFrom, wholeTo);
        }
    }

    private int copy(byte[] bytes, int from, int count, int length) {
        System.arraycopy(bytes, from, plain, length, count);
        return length + count;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && CellReader.isDigit(bytes[i])) {
            i++;
        }
        return i - from;
    }

    /** The length of the separator at that index; 0 for none. */
    private int separator(byte[] bytes, int at, int to) {
        for (byte[] separator : separators) {
            int end = at + separator.length;
            if (end <= to && Arrays.equals(separator, 0, separator.length, bytes, at, end)) {
                return separator.length;
            }
        }
        return 0;
    }
}
