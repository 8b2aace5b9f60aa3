package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.Cell.Kind;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects the header rows above the data, and joins their cells to column names. */
final class HeaderDetector {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_ROWS = 4;
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern UNIT = Pattern.compile("[(\\[].*[)\\]]|[%°$€£¥#].{0,3}"
            + "|(?:[kmcµ]?(?:g|m|l|s|W|V|A|Hz|Pa|B)|t|h|min|d|K|bar|kWh|MW|MWh|MB|GB|EUR|USD|GBP|CHF|pcs)"
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
     * is not a record, because the row above spans it, it contains units, or it has names over three or more columns of
     * values.
     */
    private static boolean isMultiRowHeader(List<Line> lines, int last) {
        Line lowest = lines.get(last);
        Line above = lines.get(last - 1);
        List<Line> rest = lines.subList(last + 1, lines.size());
        Set<String> names = new HashSet<>();
        int columns = 0;
        int named = 0;
        int units = 0;
        boolean spans = false;
        boolean onlyValues = true;
        for (int i = 0; i < lowest.width(); i++) {
            boolean typed = isTyped(rest, i);
            if (typed) {
                columns++;
                if (lowest.isTyped(i)) {
                    return false;
                }
                for (Line line : lines.subList(0, last)) {
                    if (i < line.width()
                            && line.isTyped(i)
                            && !YEAR.matcher(line.texts().get(i)).matches()) {
                        return false;
                    }
                }
            } else {
                onlyValues &= lowest.texts().get(i).isEmpty();
            }
            String text = lowest.texts().get(i);
            if (typed && lowest.isText(i)) {
                named++;
                units += UNIT.matcher(text).matches() ? 1 : 0;
                names.add(text);
                spans |= i < above.width() && above.texts().get(i).isEmpty() && above.filled() > 1;
            }
        }
        boolean narrow = lines.subList(0, last).stream().anyMatch(line -> line.width() < 2 || line.filled() == 0);
        boolean enough = columns > 0 && named * 2 > columns;
        return enough
                && !narrow
                && (spans || (onlyValues && units > 0) || units * 2 > columns + 1 || names.size() >= 3);
    }

    /**
     * Joins each column's header texts from top to bottom, repeated ones once. A text in an upper row spans the empty
     * cells to its right.
     *
     * @param rows untrimmed cells of each header row
     */
    static List<String> names(List<List<String>> rows) {
        if (rows.size() == 1) {
            return new ArrayList<>(rows.get(0).stream().map(String::strip).toList());
        }
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
        return new ArrayList<>(
                parts.stream().map(name -> String.join(" ", name)).toList());
    }

    static boolean isHeader(List<Line> lines) {
        Line top = lines.get(0);
        List<Line> rest = lines.subList(1, lines.size());
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
            return areYears(top) && values == top.texts().size() - 1;
        }
        return typedColumnsBelow(top, rest) > 0 || (named == names.size() && couldBeNames(top, rest));
    }

    /** Whether all cells but the first are years, as in a table with one column per year. */
    private static boolean areYears(Line top) {
        for (int i = 1; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (!text.matches("(19|20)\\d\\d")
                    || (i > 1 && text.compareTo(top.texts().get(i - 1)) == 0)) {
                return false;
            }
        }
        return top.kinds().get(0) == Kind.TEXT && top.texts().size() > 2;
    }

    /** Number of columns with a text above values that are numbers, dates or booleans. */
    static int typedColumnsBelow(Line top, List<Line> rest) {
        int evidence = 0;
        for (int i = 0; i < top.width(); i++) {
            evidence += top.isText(i) && isTyped(rest, i) ? 1 : 0;
        }
        return evidence;
    }

    /** Whether at least 90 % of a column's values are not text. */
    private static boolean isTyped(List<Line> rest, int column) {
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
        for (int i = 0; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (text.length() > MAX_NAME_LENGTH || text.indexOf('@') >= 0) {
                return false;
            }
            Set<String> shapes = new HashSet<>();
            int values = 0;
            for (Line line : rest) {
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
