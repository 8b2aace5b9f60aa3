package io.github.bigdatamigrator.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Formats rows of cells as aligned columns for a given width; cells that are too long end in an ellipsis. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private final List<String> header;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param right for each column whether it is right-aligned, as for numbers */
    TextTable(List<String> header, List<Boolean> right) {
        this.header = header.stream().map(TextTable::clean).toList();
        this.right = right;
    }

    /** A table whose first column holds names, and the others numbers. */
    static TextTable ofNumbers(List<String> header) {
        return new TextTable(
                header,
                IntStream.range(0, header.size()).mapToObj(column -> column > 0).toList());
    }

    void add(List<? extends @Nullable String> cells) {
        rows.add(cells.stream().map(cell -> cell == null ? "null" : clean(cell)).toList());
    }

    /** The lines, header first; none is wider than {@code width}, if six characters per column fit. */
    List<String> lines(int width, Ansi ansi) {
        List<Integer> widths = widths(width);
        List<String> lines = new ArrayList<>();
        lines.add(ansi.dim(line(header, widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private List<Integer> widths(int width) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            int widest =
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
            widths.add(Math.max(widest, width(header.get(i))));
        }
        int space = width - GAP.length() * (widths.size() - 1);
        while (widths.stream().mapToInt(w -> w).sum() > space && Collections.max(widths) > NARROWEST) {
            int widest = widths.lastIndexOf(Collections.max(widths));
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cut(cells.get(i), widths.get(i));
            String pad = " ".repeat(widths.get(i) - width(cell));
            line.append(i == 0 ? "" : GAP).append(right.get(i) ? pad + cell : cell + pad);
        }
        return line.toString().stripTrailing();
    }

    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (used + width(codePoint) > width - 1) {
                break;
            }
            used += width(codePoint);
            cut.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return cut.append('…').toString();
    }

    /** The number of columns that the text occupies on a screen. */
    public static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
        return wide ? 2 : 1;
    }

    /**
     * Replaces what could move the cursor, change colors or reverse the text: breaks, controls, bidirectional marks.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            boolean bidi = (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
            if ("\n\r\t\u2028\u2029".indexOf(codePoint) >= 0) {
                clean.append(' ');
            } else if (Character.isISOControl(codePoint) || bidi) {
                clean.append('·');
            } else {
                clean.appendCodePoint(codePoint);
            }
        });
        return clean.toString();
    }
}
