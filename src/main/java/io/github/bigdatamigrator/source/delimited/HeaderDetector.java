package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.Cell.Kind;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Detects the header rows above the data, and joins their cells to column names. */
final class HeaderDetector {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_ROWS = 4;
    private static final Pattern UNIT = Pattern.compile("[(\\[].*[)\\]]|[%°$€£¥#].{0,3}"
            + "|(?:[kmcµ]?(?:g|m|l|s|W|V|A|Hz|Pa|B)|t|h|min|d|K|bar|kWh|MW|MWh|MB|GB|EUR|USD|GBP|CHF|pcs|deg)"
            + "[²³23]?(?:/[a-z]{1,3}[²³23]?)?");

    private HeaderDetector() {}

    /** The number of header rows, 0 to 4. */
    static int headerRows(List<Line> lines) {
        for (int last = Math.min(MAX_ROWS, lines.size() - 2) - 1; last > 0; last--) {
            if (isMultiRowHeader(lines, last)) {
                return last + 1;
            }
        }
        return isHeader(lines) ? 1 : 0;
    }

    /**
     * Whether the rows up to {@code last} are all header rows: none has a value in a column of values, and the lowest
     * is not a record, because the row above spans it or distinguishes its repeated names, it contains units, or it has
     * names over three or more columns of values.
     */
    private static boolean isMultiRowHeader(List<Line> lines, int last) {
        Line lowest = lines.get(last);
        Line above = lines.get(last - 1);
        List<Line> rest = lines.subList(last + 1, lines.size());
        if (lowest.end() == 1
                && lowest.width() > 2
                && (last > 1 || above.text(0).isEmpty())) {
            // A row that names only the column of row names.
            List<Line> others = new ArrayList<>(lines.subList(0, last));
            others.addAll(rest);
            return last > 1 ? isMultiRowHeader(others, last - 1) : isHeader(others);
        }
        Set<String> names = new HashSet<>();
        Set<String> groups = new HashSet<>();
        Set<String> joined = new HashSet<>();
        int columns = 0;
        int named = 0;
        int units = 0;
        boolean spans = false;
        boolean years = false;
        boolean onlyValues = true;
        for (int i = 0; i < lowest.width(); i++) {
            boolean typed = isTyped(rest, i);
            if (typed) {
                columns++;
                for (Line line : lines.subList(0, last + 1)) {
                    boolean value = isValue(line, i, rest);
                    if (value && !HeaderValues.isYear(line.text(i))) {
                        return false;
                    }
                    years |= value && line.equals(lowest);
                }
            } else {
                onlyValues &= lowest.text(i).isEmpty();
            }
            String text = lowest.text(i);
            if (typed && !text.isEmpty()) {
                named++;
                units += UNIT.matcher(text).matches() ? 1 : 0;
                names.add(text);
                spans |= i > 0 && above.text(i).isEmpty() && above.filled() > 1;
                groups.add(spanning(above, i));
                joined.add(spanning(above, i) + '\n' + text);
            }
        }
        boolean narrow = lines.subList(0, last).stream().anyMatch(line -> line.width() < 2 || line.filled() == 0);
        boolean enough = columns > 0 && named * 2 > columns;
        boolean distinguished = names.size() < named && groups.size() < named && joined.size() == named;
        if (!enough || narrow || years) {
            return enough && !narrow && distinguished && groups.stream().noneMatch(HeaderValues::isYear);
        }
        // Names of rows are missing in no row, so that one without is no record.
        boolean unnamed = lowest.text(0).isEmpty()
                && !above.text(0).isEmpty()
                && named >= columns - 1
                && rest.stream().noneMatch(line -> line.text(0).isEmpty());
        return spans
                || distinguished
                || unnamed
                || (onlyValues && units > 0)
                || units * 2 > columns + 1
                || names.size() >= 3;
    }

    /** Whether a cell holds what the cells of its column below hold, so that it is no name. */
    static boolean isValue(Line line, int column, List<Line> rest) {
        return line.isTyped(column) && (!isWord(line, column) || rest.stream().anyMatch(row -> isWord(row, column)));
    }

    /** Whether a cell is one of the words that can mean true or false, such as y, which can be a name as well. */
    private static boolean isWord(Line line, int column) {
        return column < line.width() && line.kinds().get(column) == Kind.BOOLEAN;
    }

    /** The text over a column: its own or, where it is empty, the next to the left. */
    private static String spanning(Line line, int column) {
        int i = Math.min(column, line.width() - 1);
        while (i > 0 && line.text(i).isEmpty()) {
            i--;
        }
        return line.text(i);
    }

    /** Whether the row's names span columns of which the row below names each: it has cells where this has none. */
    static boolean isSpanning(Line upper, Line lower) {
        boolean named = IntStream.range(0, upper.width())
                .anyMatch(i -> !upper.text(i).isEmpty() && lower.text(i).isEmpty());
        return upper.filled() > 1 && named && lower.end() > upper.end();
    }

    /**
     * Joins each column's header texts from top to bottom, repeated ones once. A text in an upper row spans the empty
     * cells to its right.
     *
     * @param rows untrimmed cells of each header row
     * @param rowNames whether the first column has no name, since it holds the names of the rows
     */
    static List<String> names(List<List<String>> rows, boolean rowNames) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            parts.add(new ArrayList<>());
        }
        for (int r = 0; r < rows.size(); r++) {
            String span = "";
            for (int i = 0; i < width; i++) {
                String text = i < rows.get(r).size() ? rows.get(r).get(i).strip() : "";
                span = text.isEmpty() && r < rows.size() - 1 ? span : text;
                List<String> name = parts.get(i);
                if (!span.isEmpty()
                        && (name.isEmpty() || !name.get(name.size() - 1).equals(span))) {
                    name.add(span);
                }
            }
        }
        List<String> names = new ArrayList<>(
                parts.stream().map(name -> String.join(" ", name)).toList());
        if (rowNames) {
            names.add(0, "");
        }
        return names;
    }

    static boolean isHeader(List<Line> lines) {
        Line top = lines.get(0);
        List<Line> rest = lines.subList(1, lines.size());
        Set<String> names = new HashSet<>();
        int named = 0;
        int values = 0;
        for (int i = 0; i < top.width(); i++) {
            String text = top.text(i);
            Kind kind = top.kinds().get(i);
            if (kind == Kind.NULL || text.isEmpty()) {
                continue;
            }
            if (top.isTyped(i) && kind != Kind.BOOLEAN) {
                values++;
            } else {
                named++;
                names.add(text.toLowerCase(Locale.ROOT));
            }
        }
        if (values > 0) {
            return HeaderValues.areNames(top, rest);
        }
        return named > 0 && (typedColumnsBelow(top, rest) > 0 || (named == names.size() && couldBeNames(top, rest)));
    }

    /** Number of columns with a text above values that are numbers, dates or booleans. */
    static int typedColumnsBelow(Line top, List<Line> rest) {
        int evidence = 0;
        for (int i = 0; i < top.width(); i++) {
            boolean name = top.isText(i) || (isWord(top, i) && !isValue(top, i, rest));
            evidence += name && isTyped(rest, i) ? 1 : 0;
        }
        return evidence;
    }

    /** Whether at least 90 % of a column's values are not text. */
    static boolean isTyped(List<Line> rest, int column) {
        int typed = 0;
        int filled = 0;
        for (Line line : rest) {
            if (column < line.width() && (line.isTyped(column) || line.kinds().get(column) == Kind.TEXT)) {
                filled++;
                typed += line.isTyped(column) ? 1 : 0;
            }
        }
        return filled > 0 && typed * 10 >= filled * 9;
    }

    /**
     * Whether texts above texts can be names: short, not repeated in their column, and not of the one shape that all
     * values of the column have.
     */
    private static boolean couldBeNames(Line top, List<Line> rest) {
        for (int i = 0; i < top.width(); i++) {
            String text = top.text(i);
            if (text.length() > MAX_NAME_LENGTH || text.indexOf('@') >= 0) {
                return false;
            }
            Set<String> shapes = new HashSet<>();
            int values = 0;
            for (Line line : rest) {
                if (!line.text(i).isEmpty()) {
                    if (line.text(i).equals(text)) {
                        return false;
                    }
                    shapes.add(shape(line.text(i)));
                    values++;
                }
            }
            if (values >= 3
                    && shapes.size() == 1
                    && shapes.contains(shape(text))
                    && shape(text).contains("9")) {
                return false;
            }
        }
        return true;
    }

    private static String shape(String text) {
        return text.replaceAll("\\p{L}", "a").replaceAll("\\d", "9");
    }
}
