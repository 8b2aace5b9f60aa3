package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lines into columns of fixed widths and finds such widths: {@code fixed:6,14,8} in place of a delimiter. Widths
 * count characters; the last column takes the rest of its line, and blanks around a cell are padding. Immutable.
 */
public final class FixedWidth {
    private static final int MIN_LINES = 5;
    private static final int MAX_LINES = 2000;
    private static final int MAX_LINE = 10_000;
    /** From this number of lines on, a single blank column is no chance. */
    private static final int ENOUGH_LINES = 10;

    private static final double MOST = 0.9;
    private static final Pattern VALUE = Pattern.compile(
            "[-+]?[\\d.,' ]*\\d[\\d.,' ]*%?|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}([ T]\\d{1,2}:\\d{2}.*)?");

    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}.*)?");

    private final int[] widths;

    /** Takes the cells of a line as ranges of bytes. */
    public interface CellConsumer {
        void cell(int from, int to);
    }

    private FixedWidth(int[] widths) {
        this.widths = widths;
    }

    /** The widths of a dialect; null if it has a delimiter. */
    public static @Nullable FixedWidth of(Dialect dialect) {
        return dialect.isFixedWidth()
                ? new FixedWidth(Arrays.stream(dialect.delimiter()
                                .substring(Dialect.FIXED_WIDTH.length())
                                .split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                : null;
    }

    /**
     * Hands over every column's cell of a line of UTF-8; empty ones beyond its end.
     *
     * @return whether some column ends without a blank before the next, so that a value may be cut in two
     */
    public boolean cut(byte[] bytes, int from, int to, CellConsumer cells) {
        boolean joined = false;
        int p = from;
        for (int i = 0; i < widths.length; i++) {
            int start = p;
            if (i + 1 == widths.length) {
                p = to;
            }
            for (int n = 0; n < widths[i] && p < to; n++) {
                p++;
                while (p < to && (bytes[p] & 0xC0) == 0x80) {
                    p++;
                }
            }
            int end = p;
            joined |= end > start && end < to && !isBlank(bytes[end - 1]) && !isBlank(bytes[end]);
            while (start < end && isBlank(bytes[start])) {
                start++;
            }
            while (end > start && isBlank(bytes[end - 1])) {
                end--;
            }
            cells.cell(start, end);
        }
        return joined;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /**
     * Finds the widths of a text whose columns are parted by blanks that all lines have. Prose, logs and lists are no
     * such text: a column must hold numbers or dates, or all lines must be equally long, and a gap must be wide or
     * stand beside padding; a single blank between words that are never padded is part of a text.
     *
     * @param text begins at a line's start
     * @param whole whether the text ends with its last line
     * @return in the form of {@link Dialect#delimiter}, or null
     */
    public static @Nullable String sniff(String text, boolean whole) {
        List<String> all = text.lines().limit(MAX_LINES).toList();
        List<String> lines = all.subList(0, whole ? all.size() : Math.max(0, all.size() - 1)).stream()
                .filter(line -> !line.isBlank())
                .toList();
        int length = lines.stream().mapToInt(String::length).max().orElse(0);
        if (lines.size() < MIN_LINES || length > MAX_LINE || text.indexOf('\t') >= 0) {
            return null;
        }
        List<int[]> columns = columns(lines, length);
        merge(columns, lines);
        boolean parted = columns.size() > 1
                && columns.stream().allMatch(column -> filled(column, lines) * 2 >= lines.size())
                && filled(columns.get(0), lines) >= MOST * lines.size();
        if (!parted || !(hasValues(columns, lines) || areEquallyLong(lines))) {
            return null;
        }
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int start = i == 0 ? 0 : columns.get(i)[0];
            widths.add((i + 1 < columns.size() ? columns.get(i + 1)[0] : length) - start);
        }
        return Dialect.FIXED_WIDTH + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Start and end of each run of positions that are not blank in all lines. */
    private static List<int[]> columns(List<String> lines, int length) {
        boolean[] used = new boolean[length + 1];
        for (String line : lines) {
            for (int i = 0; i < line.length(); i++) {
                used[i] |= line.charAt(i) != ' ';
            }
        }
        List<int[]> columns = new ArrayList<>();
        for (int i = 0, start = 0; i <= length; i++) {
            if (!used[i]) {
                if (i > start) {
                    columns.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
        return columns;
    }

    /** Joins what only seems to be two columns: words of a text, a date and its time. */
    private static void merge(List<int[]> columns, List<String> lines) {
        for (int i = columns.size() - 1; i > 0; i--) {
            int[] left = columns.get(i - 1);
            int[] right = columns.get(i);
            boolean time = matching(right, lines, TIME) >= MOST * lines.size() - 1
                    && matching(left, lines, VALUE) >= MOST * lines.size() - 1;
            boolean padded = lines.size() >= ENOUGH_LINES
                    && lines.stream().skip(1).anyMatch(line -> isPadded(left, right, line));
            if (right[0] - left[1] == 1 && (time || !padded)) {
                left[1] = right[1];
                columns.remove(i);
            }
        }
    }

    /** Whether a line has blanks on one side of the gap beside the cell that belongs there. */
    private static boolean isPadded(int[] left, int[] right, String line) {
        boolean leftEmpty = cell(left, line).isEmpty();
        boolean rightEmpty = cell(right, line).isEmpty();
        return (!leftEmpty && at(line, left[1] - 1) == ' ')
                || (!rightEmpty && (leftEmpty || at(line, right[0]) == ' '));
    }

    private static char at(String line, int position) {
        return position < line.length() ? line.charAt(position) : ' ';
    }

    private static String cell(int[] column, String line) {
        return line.length() <= column[0]
                ? ""
                : line.substring(column[0], Math.min(column[1], line.length())).strip();
    }

    private static long filled(int[] column, List<String> lines) {
        return lines.stream().filter(line -> !cell(column, line).isEmpty()).count();
    }

    private static long matching(int[] column, List<String> lines, Pattern form) {
        return lines.stream()
                .filter(line -> form.matcher(cell(column, line)).matches())
                .count();
    }

    /** Whether a column but not the header holds numbers or dates. */
    private static boolean hasValues(List<int[]> columns, List<String> lines) {
        return columns.stream()
                .anyMatch(column -> matching(column, lines, VALUE) >= MOST * (filled(column, lines) - 1)
                        && matching(column, lines, VALUE) >= MIN_LINES - 1);
    }

    private static boolean areEquallyLong(List<String> lines) {
        int length = lines.get(0).length();
        return lines.size() >= ENOUGH_LINES && lines.stream().allMatch(line -> line.length() == length);
    }
}
