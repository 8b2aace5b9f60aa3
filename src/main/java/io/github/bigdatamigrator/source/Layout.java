package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.source.Cell.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the table begins in a text that has been cut into cells.
 *
 * @param width cells of a data row, empty ones beyond the header apart
 * @param skipLines lines before the header
 * @param comment what a comment line begins with, or NUL
 */
record Layout(int width, boolean header, int skipLines, char comment) {
    private static final int LONGEST_PREAMBLE = 50;
    private static final int LONGEST_NAME = 64;

    static Layout of(Sample sample) {
        List<Sample.Line> lines = sample.lines;
        if (lines.isEmpty()) {
            return new Layout(0, false, 0, '\0');
        }
        int width = sample.width();
        char comment = comment(lines, width);
        if (comment != '\0') {
            lines = lines.stream()
                    .filter(line -> !line.texts().get(0).startsWith("#"))
                    .toList();
        }
        int first = preamble(lines, width);
        int skip = first == 0 ? 0 : (int) lines.get(first).number() - 1;
        lines = lines.subList(first, lines.size());
        boolean header = header(lines);
        int headerWidth = lines.get(0).texts().size();
        return new Layout(Math.max(header ? headerWidth : 1, filled(lines, width)), header, skip, comment);
    }

    /** A hash begins comments if the text begins with such lines and they are not rows of the table. */
    private static char comment(List<Sample.Line> lines, int width) {
        boolean hash = lines.get(0).texts().get(0).startsWith("#");
        long hashes = lines.stream()
                .filter(line -> line.texts().get(0).startsWith("#"))
                .count();
        boolean rows = lines.stream()
                .filter(line -> line.texts().get(0).startsWith("#"))
                .anyMatch(line -> width > 1 && line.texts().size() == width);
        return hash
                        && !rows
                        && hashes < lines.size()
                        && (width > 1 || lines.get(0).texts().get(0).startsWith("# "))
                ? '#'
                : '\0';
    }

    /** How many rows at the top are much narrower than the table. */
    private static int preamble(List<Sample.Line> lines, int width) {
        int first = 0;
        while (width > 1
                && first < Math.min(LONGEST_PREAMBLE, lines.size() - 1)
                && lines.get(first).texts().size() <= Math.max(1, width / 2)
                && lines.get(first).texts().size() < width) {
            first++;
        }
        return lines.get(first).texts().size() < width - 1 ? 0 : first;
    }

    /** The width without columns at the right that are empty in every row. */
    private static int filled(List<Sample.Line> lines, int width) {
        int last = 0;
        for (Sample.Line line : lines) {
            for (int i = Math.min(width, line.texts().size()); i > last; i--) {
                if (!line.texts().get(i - 1).isEmpty()) {
                    last = i;
                }
            }
        }
        return last;
    }

    private static boolean header(List<Sample.Line> lines) {
        Sample.Line top = lines.get(0);
        List<Sample.Line> rest = lines.subList(1, lines.size());
        Set<String> names = new HashSet<>();
        int named = 0;
        int values = 0;
        for (int i = 0; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            Kind kind = top.kinds().get(i);
            if (kind == Kind.NULL || text.isEmpty()) {
                continue;
            }
            if (kind == Kind.LONG || kind == Kind.DECIMAL || kind == Kind.DOUBLE || kind == Kind.TEMPORAL) {
                values++;
            } else {
                named++;
                names.add(text.toLowerCase(Locale.ROOT));
            }
        }
        if (named == 0) {
            return false;
        }
        if (values > 0) {
            return years(top) && values == top.texts().size() - 1;
        }
        return evidence(top, rest, named) > 0 || (named == names.size() && plausible(top, rest));
    }

    /** Whether all but the first cell are years in a row, as in a table of one column per year. */
    private static boolean years(Sample.Line top) {
        for (int i = 1; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (!text.matches("(19|20)\\d\\d")
                    || (i > 1 && text.compareTo(top.texts().get(i - 1)) == 0)) {
                return false;
            }
        }
        return top.kinds().get(0) == Kind.TEXT && top.texts().size() > 2;
    }

    /** Columns whose values are numbers, dates or words for true and false under a text that is none, less those that continue the text. */
    private static int evidence(Sample.Line top, List<Sample.Line> rest, int named) {
        int evidence = 0;
        for (int i = 0; i < top.texts().size() && named > 0; i++) {
            int typed = 0;
            int filled = 0;
            for (Sample.Line line : rest) {
                if (i < line.texts().size() && line.kinds().get(i) != Kind.NULL) {
                    Kind kind = line.kinds().get(i);
                    filled++;
                    typed += kind != Kind.TEXT && kind != Kind.NULL_MARKER ? 1 : 0;
                }
            }
            if (filled > 0 && typed * 10 >= filled * 9 && top.kinds().get(i) == Kind.TEXT) {
                evidence++;
            }
        }
        return evidence;
    }

    /** Whether texts over texts may be names: short, none met again in its column, none of the shape that all values share. */
    private static boolean plausible(Sample.Line top, List<Sample.Line> rest) {
        for (int i = 0; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (text.length() > LONGEST_NAME || text.indexOf('@') >= 0) {
                return false;
            }
            Set<String> shapes = new HashSet<>();
            int values = 0;
            for (Sample.Line line : rest) {
                if (i < line.texts().size() && !line.texts().get(i).isEmpty()) {
                    if (line.texts().get(i).equals(text)) {
                        return false;
                    }
                    shapes.add(shape(line.texts().get(i)));
                    values++;
                }
            }
            if (values >= 3
                    && shapes.size() == 1
                    && shapes.contains(shape(text))
                    && shape(text).matches(".*[9].*")) {
                return false;
            }
        }
        return true;
    }

    private static String shape(String text) {
        return text.replaceAll("\\p{L}", "a").replaceAll("\\d", "9");
    }
}
