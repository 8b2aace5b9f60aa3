package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.Cell.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the rows that hold column names from the data beneath them, and makes names of them. */
final class HeaderDetector {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_ROWS = 4;
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern UNIT = Pattern.compile(
            "[(\\[].*[)\\]]|[%°$€£¥#].{0,3}"
                    + "|(?:[kmcµ]?(?:g|m|l|s|W|V|A|Hz|Pa|B)|t|h|min|d|K|bar|kWh|MW|MWh|MB|GB|EUR|USD|GBP|CHF|pcs)[²³23]?(?:/[a-z]{1,3}[²³23]?)?");

    private HeaderDetector() {}

    /** How many rows at the top hold names: 0, 1, or up to 4 where names stand in several rows. */
    static int headerRows(List<DialectTrial.Line> lines) {
        for (int last = Math.min(MAX_ROWS, lines.size() - 2) - 1; last > 0; last--) {
            if (isMultiRowHeader(lines, last)) {
                return last + 1;
            }
        }
        return isHeader(lines) ? 1 : 0;
    }

    /**
     * Whether the rows up to {@code last} are all names: no value stands where the columns beneath hold values, and the
     * lowest row is no record either, because the row above spans it, because it holds units, or because three and more
     * columns of values say so.
     */
    private static boolean isMultiRowHeader(List<DialectTrial.Line> lines, int last) {
        DialectTrial.Line lowest = lines.get(last);
        DialectTrial.Line above = lines.get(last - 1);
        List<DialectTrial.Line> rest = lines.subList(last + 1, lines.size());
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
                for (DialectTrial.Line line : lines.subList(0, last)) {
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
     * One name a column: its texts from top to bottom, each once. What stands in an upper row spans the empty cells to
     * its right.
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

    static boolean isHeader(List<DialectTrial.Line> lines) {
        DialectTrial.Line top = lines.get(0);
        List<DialectTrial.Line> rest = lines.subList(1, lines.size());
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

    /** Whether all but the first cell are years in a row, as in a table of one column per year. */
    private static boolean areYears(DialectTrial.Line top) {
        for (int i = 1; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (!text.matches("(19|20)\\d\\d")
                    || (i > 1 && text.compareTo(top.texts().get(i - 1)) == 0)) {
                return false;
            }
        }
        return top.kinds().get(0) == Kind.TEXT && top.texts().size() > 2;
    }

    /** Columns whose values are numbers, dates or words for true and false under a text that is none. */
    static int typedColumnsBelow(DialectTrial.Line top, List<DialectTrial.Line> rest) {
        int evidence = 0;
        for (int i = 0; i < top.width(); i++) {
            evidence += top.isText(i) && isTyped(rest, i) ? 1 : 0;
        }
        return evidence;
    }

    /** Whether nine of ten values of a column are no text. */
    private static boolean isTyped(List<DialectTrial.Line> rest, int column) {
        int typed = 0;
        int filled = 0;
        for (DialectTrial.Line line : rest) {
            if (column < line.width() && (line.isTyped(column) || line.kinds().get(column) == Kind.TEXT)) {
                filled++;
                typed += line.isTyped(column) ? 1 : 0;
            }
        }
        return filled > 0 && typed * 10 >= filled * 9;
    }

    /**
     * Whether texts over texts may be names: short, none met again in its column, none of the shape that all values
     * share.
     */
    private static boolean couldBeNames(DialectTrial.Line top, List<DialectTrial.Line> rest) {
        for (int i = 0; i < top.texts().size(); i++) {
            String text = top.texts().get(i);
            if (text.length() > MAX_NAME_LENGTH || text.indexOf('@') >= 0) {
                return false;
            }
            Set<String> shapes = new HashSet<>();
            int values = 0;
            for (DialectTrial.Line line : rest) {
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
