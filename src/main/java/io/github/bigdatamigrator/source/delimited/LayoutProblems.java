package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the problems found when a delimited file was opened. */
record LayoutProblems(String table, DialectOptions given) {
    /** @param names the names of all columns of the file */
    List<Problem> problems(DialectSniffer.Sniffed sniffed, FooterDetector footer, List<String> names) {
        List<Problem> problems = new ArrayList<>();
        Dialect dialect = sniffed.dialect();
        TableLayout layout = sniffed.layout();
        if (given.encoding() == null && !dialect.charset().startsWith("UTF-")) {
            problems.add(problem(
                    "is not UTF-8; read as " + dialect.charset()
                            + ", as its bytes suggest. If letters look wrong, name its encoding (--encoding)",
                    1));
        }
        if (dialect.isFixedWidth() && given.delimiter() == null) {
            problems.add(new Problem(
                    table,
                    "has columns of fixed widths, found by the blanks between them; if a column is cut wrongly, give"
                            + " the widths (--delimiter " + dialect.delimiter() + ")",
                    1,
                    Problem.Severity.LOW));
        }
        String lines = dialect.isSheet() ? "rows" : "lines";
        if (dialect.skipLines() > 0) {
            problems.add(problem(
                    lines + " before the table were skipped: " + dialect.skipLines()
                            + inParentheses(sniffed.preamble()),
                    dialect.skipLines()));
        }
        if (!dialect.header()) {
            problems.add(problem("no header found; columns are named column_1, column_2 …", 1));
        } else if (dialect.headerRows() > 1) {
            problems.add(problem(
                    "column names are in several rows and were joined: "
                            + quoted(names.stream().limit(5).toList()),
                    dialect.headerRows()));
        }
        if (!dialect.isSheet()) {
            checkHeaderWidth(sniffed, problems);
        }
        if (layout.emptyColumns() > 0) {
            problems.add(new Problem(
                    table,
                    "columns at the end have neither a name nor a value in the first rows; left out",
                    layout.emptyColumns(),
                    Problem.Severity.LOW));
        }
        if (!layout.otherTables().isEmpty()) {
            problems.add(problem(
                    "further tables seem to begin in the same "
                            + (dialect.isSheet() ? "sheet, at row " : "file, at line ")
                            + layout.otherTables().stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + "; their rows are read as rows of the first. Make a "
                            + (dialect.isSheet() ? "sheet" : "file") + " of each",
                    layout.otherTables().size()));
        }
        if (footer.lines() > 0) {
            problems.add(problem(
                    lines + " after the table were left out: " + footer.lines() + inParentheses(footer.notes()),
                    footer.lines()));
        }
        if (footer.total() != null) {
            problems.add(problem("the last row looks like a total (“" + footer.total() + "”); it is kept as a row", 1));
        }
        if (dialect.grouping() != '\0' && given.grouping() == null) {
            problems.add(problem("numbers have “" + dialect.grouping() + "” between thousands; read as numbers", 1));
        }
        return problems;
    }

    /** Reports a header whose width differs from the rows', since names may be above the wrong values. */
    private void checkHeaderWidth(DialectSniffer.Sniffed sniffed, List<Problem> problems) {
        int names = sniffed.layout().headerWidth();
        if (sniffed.layout().rowNames()) {
            problems.add(problem(
                    "the header has a name less than the rows have cells; the first column, of row names, has none",
                    1));
            return;
        }
        boolean more = sniffed.rowWidth() > 0 && names > sniffed.rowWidth();
        boolean fewer = names > 0 && names < sniffed.width();
        if (more || fewer) {
            problems.add(problem(
                    "the header has " + names + " names, but most rows have " + sniffed.rowWidth()
                            + " cells; check that each name is above its values",
                    1));
        }
    }

    private Problem problem(String message, long count) {
        return new Problem(table, message, count);
    }

    private static String inParentheses(List<String> lines) {
        return lines.isEmpty() ? "" : " (" + quoted(lines) + ")";
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "“" + text + "”").collect(Collectors.joining(", "));
    }
}
