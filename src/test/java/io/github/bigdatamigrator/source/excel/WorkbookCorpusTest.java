package io.github.bigdatamigrator.source.excel;

import static io.github.bigdatamigrator.source.excel.Books.fill;
import static io.github.bigdatamigrator.source.excel.Books.row;
import static io.github.bigdatamigrator.source.excel.Books.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import io.github.bigdatamigrator.source.excel.Books.Formula;
import io.github.bigdatamigrator.source.excel.Books.In;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks of every kind, each as xlsx and as xls: what is read of them, and that each cell is read or counted. */
@Tag("spark")
class WorkbookCorpusTest {
    @TempDir
    static Path folder;

    /**
     * A workbook.
     *
     * @param table expected of the first table: its names, then its rows; a bar between cells, a dot for null
     * @param problems parts of messages of all tables
     */
    record Case(String name, Consumer<Workbook> content, List<String> table, String... problems) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final LocalDateTime DAY = LocalDateTime.of(2023, 1, 5, 0, 0);

    private static Case of(String name, Consumer<Workbook> content, String table, String... problems) {
        return new Case(name, content, List.of(table.split("\n")), problems);
    }

    private static Consumer<Workbook> after(Consumer<Workbook> content, Consumer<Sheet> change) {
        return book -> {
            content.accept(book);
            change.accept(book.getSheetAt(0));
        };
    }

    private static Object[] blank(int width) {
        return Collections.nCopies(width, "").toArray();
    }

    static Stream<Case> layouts() {
        Object[] head = row("region", "units", "price");
        Object[] north = row("N", 1, 2.5);
        Object[] south = row("S", 2, 3.5);
        String table = "region|units|price\nN|1|2.5\nS|2|3.5";
        return Stream.of(
                of("plain", sheet(head, north, south), table),
                of(
                        "title",
                        sheet(row("Quarterly report"), head, north, south),
                        table,
                        "rows before the table",
                        "Quarterly"),
                of("title in C", sheet(row(null, null, "Sales"), head, north, south), table, "rows before the table"),
                of("title and gap", sheet(row("Report"), row(), head, north, south), table, "rows before the table"),
                of(
                        "merged title",
                        after(
                                sheet(row("Report", "", ""), head, north, south),
                                s -> s.addMergedRegion(new CellRangeAddress(0, 0, 0, 2))),
                        table,
                        "rows before the table"),
                of(
                        "notes above",
                        sheet(row("Report"), row("as of May"), row(), head, north, south),
                        table,
                        "as of May"),
                of(
                        "years over names",
                        sheet(
                                row(null, 2023, null, 2024, null),
                                row("region", "units", "price", "units", "price"),
                                row("N", 1, 2.5, 3, 4.5),
                                row("S", 2, 2.6, 4, 4.6)),
                        "region|2023 units|2023 price|2024 units|2024 price\nN|1|2.5|3|4.5\nS|2|2.6|4|4.6",
                        "joined"),
                of(
                        "merged groups",
                        after(
                                sheet(
                                        row("", "Travel", "", "Rent"),
                                        row("city", "Air", "Rail", "Flat"),
                                        row("A", 1, 2, 3),
                                        row("B", 4, 5, 6)),
                                s -> s.addMergedRegion(new CellRangeAddress(0, 0, 1, 2))),
                        "city|Travel Air|Travel Rail|Rent Flat\nA|1|2|3\nB|4|5|6",
                        "joined"),
                of(
                        "no name",
                        sheet(row("id", null, "units"), row(1, "x", 5), row(2, "z", 6)),
                        "id|column_2|units\n1|x|5\n2|z|6",
                        "without a name"),
                of(
                        "surplus cell",
                        sheet(row("a", "b"), row(1, 2), row(3, 4, 5)),
                        "a|b|column_3\n1|2|.\n3|4|5",
                        "C3 in column_3"),
                of(
                        "a cell far right and down",
                        after(sheet(row("a", "b"), row(1, 2)), s -> {
                            for (int i = 2; i < 1500; i++) {
                                fill(s.createRow(i), i, i + 1);
                            }
                            s.getRow(1400).createCell(30).setCellValue("note");
                        }),
                        "a|b|column_3\n1|2|.",
                        "AE1401 in column_3"),
                of("total", sheet(head, north, south, row("Total", 3, 6)), table + "\nTotal|3|6", "looks like a total"),
                of(
                        "note below",
                        sheet(head, north, south, row(), row("Source: the office")),
                        table,
                        "rows after the table",
                        "Source: the office"),
                of(
                        "styled rows at the end",
                        sheet(head, north, south, blank(3), blank(3)),
                        table,
                        "empty rows at the end"),
                of(
                        "styled columns",
                        sheet(row("region", "units", "price", ""), row("N", 1, 2.5, ""), row("S", 2, 3.5, "", "")),
                        table),
                of("an empty row between", sheet(head, north, row(), south), table),
                of(
                        "blank columns before",
                        sheet(row(null, null, "id", "v"), row(null, null, 1, "a"), row(null, null, 2, "b")),
                        "id|v\n1|a\n2|b"),
                of("begins at C4", sheet(row(), row(), row(), row("", "", "id", "v"), row("", "", 1, 5)), "id|v\n1|5"),
                of(
                        "two tables",
                        sheet(head, north, south, row(), head, row("E", 7, 8)),
                        table + "\nregion|units|price\nE|7|8",
                        "further tables",
                        "at row 5"),
                of(
                        "side by side",
                        sheet(row("a", "b", null, "c"), row(1, 2, null, 3), row(4, 5, null, 6)),
                        "a|b|c\n1|2|3\n4|5|6"),
                of("one row", sheet(row("a", "b", "c")), "a|b|c"),
                of("one column", sheet(row("a"), row(1), row(2)), "a\n1\n2"),
                of(
                        "numbers without names",
                        sheet(row(1, 2.5), row(3, 4.5), row(5, 6.5)),
                        "column_1|column_2\n1|2.5\n3|4.5\n5|6.5",
                        "no header"),
                of(
                        "a day first",
                        sheet(row(DAY, 1), row(DAY.plusDays(1), 2), row(DAY.plusDays(2), 3)),
                        "column_1|column_2\n2023-01-05|1\n2023-01-06|2\n2023-01-07|3",
                        "no header"),
                of(
                        "years as names",
                        sheet(row("land", 2021, 2022), row("A", 5, 6), row("B", 7, 8)),
                        "land|2021|2022\nA|5|6\nB|7|8"),
                of("names twice", sheet(row("x", "x"), row(1, 2)), "x|x\n1|2", "occur twice"),
                of(
                        "all text",
                        sheet(row("name", "city"), row("Ann", "Rome"), row("Bob", "Oslo")),
                        "name|city\nAnn|Rome\nBob|Oslo"),
                of(
                        "wide",
                        book -> fill(
                                book.createSheet("S"),
                                IntStream.range(0, 250).mapToObj(i -> "n" + i).toArray(),
                                IntStream.range(0, 250).boxed().toArray()),
                        IntStream.range(0, 250).mapToObj(i -> "n" + i).collect(Collectors.joining("|")) + "\n"
                                + IntStream.range(0, 250)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining("|"))),
                of(
                        "sparse",
                        after(sheet(row("id", "a", "b"), row(1, 2, 3)), s -> {
                            fill(s.createRow(4000), 2, null, 4);
                            fill(s.createRow(60000), 3, 5);
                        }),
                        "id|a|b\n1|2|3\n2|.|4\n3|5|."));
    }

    static Stream<Case> values() {
        Consumer<Workbook> days = sheet(row("id", "d"), row(1, DAY), row(2, LocalDateTime.of(2024, 2, 29, 0, 0)));
        return Stream.of(
                of("dates", days, "id|d\n1|2023-01-05\n2|2024-02-29"),
                of(
                        "dates of 1904",
                        Books.from1904(sheet(
                                row("id", "d"), row(1, new In("yyyy-mm-dd", 43469)), row(2, new In("m/d/yy", 43889)))),
                        "id|d\n1|2023-01-05\n2|2024-02-29"),
                of(
                        "times",
                        sheet(row("id", "t"), row(1, DAY.plusSeconds(3661)), row(2, DAY)),
                        "id|t\n1|2023-01-05 01:01:01\n2|2023-01-05"),
                of(
                        "early dates",
                        sheet(row("id", "d"), row(1, new In("yyyy-mm-dd", 1)), row(2, new In("yyyy-mm-dd", 61))),
                        "id|d\n1|1900-01-01\n2|1900-03-01"),
                of(
                        "no dates",
                        sheet(row("id", "d"), row(1, new In("yyyy-mm-dd", -5)), row(2, new In("yyyy-mm-dd", 1e9))),
                        "id|d\n1|-5\n2|1000000000",
                        "dates are none"),
                of(
                        "durations",
                        sheet(
                                row("id", "worked"),
                                row(1, new In("[h]:mm", 62.5)),
                                row(2, new In("[h]:mm:ss", 1.510416666666667)),
                                row(3, new In("[mm]:ss", 1 / 3.0))),
                        "id|worked\n1|1500:00:00\n2|36:15:00\n3|08:00:00",
                        "durations"),
                of(
                        "clock",
                        sheet(
                                row("id", "at"),
                                row(1, new In("h:mm", 0.4375)),
                                row(2, new In("hh:mm AM/PM", 0.75)),
                                row(3, new In("[$-409]h:mm:ss", 0.5))),
                        "id|at\n1|10:30:00\n2|18:00:00\n3|12:00:00"),
                of(
                        "a moment shown as a clock",
                        sheet(row("id", "at"), row(1, new In("h:mm", 44931.5))),
                        "id|at\n1|2023-01-05 12:00:00"),
                of("booleans", sheet(row("id", "ok"), row(1, true), row(2, false)), "id|ok\n1|true\n2|false"),
                of(
                        "formulas",
                        sheet(
                                row("id", "n", "t", "b", "d"),
                                row(
                                        1,
                                        new Formula("A2*2.5", null),
                                        new Formula("\"x\"&A2", null),
                                        new Formula("A2=1", null),
                                        new Formula("DATE(2023,1,5)", "yyyy-mm-dd"))),
                        "id|n|t|b|d\n1|2.5|x1|true|2023-01-05"),
                of(
                        "a formula of an empty text",
                        sheet(row("id", "t"), row(1, new Formula("\"\"", null)), row(2, "a")),
                        "id|t\n1|.\n2|a"),
                of(
                        "errors",
                        sheet(
                                row("id", "q"),
                                row(1, FormulaError.DIV0),
                                row(2, FormulaError.NA),
                                row(3, new Formula("1/0", null)),
                                row(4, 5)),
                        "id|q\n1|.\n2|.\n3|.\n4|5",
                        "2 #DIV/0! (B2, B4), 1 #N/A (B3)"),
                of(
                        "mixed",
                        sheet(
                                row("id", "v"),
                                row(1, "n/a yet"),
                                row(2, new In("#,##0", 17500.84)),
                                row(3, "soon"),
                                row(4, 0.125)),
                        "id|v\n1|n/a yet\n2|17500.84\n3|soon\n4|0.125"),
                of(
                        "zeros",
                        sheet(row("zip", "n"), row(new In("00000", 1234), 1), row(new In("00000", 98765), 2)),
                        "zip|n\n01234|1\n98765|2",
                        "leading zeros (A2)"),
                of(
                        "percent, currency",
                        sheet(
                                row("p", "c"),
                                row(new In("0%", 0.125), new In("$#,##0.00", 1234.5)),
                                row(new In("0.0%", 1), new In("_($* (#,##0.00)", -7))),
                        "p|c\n0.125|1234.5\n1|-7"),
                of(
                        "words in formats",
                        sheet(
                                row("a", "b"),
                                row(new In("0 \"days\"", 3), new In("#,##0\\d", 4)),
                                row(new In("[Red]0.00", 5), new In("General\" h\"", 6))),
                        "a|b\n3|4\n5|6"),
                of(
                        "large and small",
                        sheet(row("a", "b"), row(123456789012345L, 1e-7), row(1e15, 0.1 + 0.2), row(-1e9, 1.1)),
                        "a|b\n123456789012345|0.0000001\n1000000000000000|0.30000000000000004\n-1000000000|1.1"),
                of(
                        "odd texts",
                        sheet(
                                row("id", "t"),
                                row(1, "two\nlines, \"quoted\""),
                                row(2, "tab\tand; more"),
                                row(3, "Ünïcode 😀 漢字"),
                                row(4, "a\r\nb")),
                        "id|t\n1|two\u2028lines, \"quoted\"\n2|tab\tand; more\n3|Ünïcode 😀 漢字\n4|a\u2028\u2028b"),
                of("padding", sheet(row("id", " name "), row(1, " Bob "), row(2, "   ")), "id|name\n1|Bob\n2|"),
                of(
                        "hidden",
                        after(days, s -> s.getWorkbook().setSheetVisibility(0, SheetVisibility.HIDDEN)),
                        "id|d\n1|2023-01-05\n2|2024-02-29",
                        "is hidden"),
                of(
                        "very hidden beside an empty one",
                        after(days, s -> {
                            s.getWorkbook().createSheet("Nothing");
                            s.getWorkbook().setActiveSheet(1);
                            s.getWorkbook().setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
                        }),
                        "id|d\n1|2023-01-05\n2|2024-02-29",
                        "is hidden",
                        "“Nothing” is empty"),
                of(
                        "hidden rows and columns",
                        after(days, s -> {
                            s.getRow(1).setZeroHeight(true);
                            s.setColumnHidden(1, true);
                        }),
                        "id|d\n1|2023-01-05\n2|2024-02-29"));
    }

    static Stream<Case> cases() {
        return Stream.concat(layouts(), values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCellIsReadOrCounted(Case given) throws IOException {
        for (String format : List.of(".xlsx", ".xls")) {
            Path file = Books.write(folder.resolve(given.name().replaceAll("\\W", "_") + format), given.content());
            List<SourceTable> tables = TestTables.open(file);
            assertThat(rows(tables.get(0)).stream().limit(given.table().size()))
                    .as(format)
                    .containsExactlyElementsOf(given.table());
            List<Problem> problems =
                    tables.stream().flatMap(table -> table.problems().stream()).toList();
            for (String problem : given.problems()) {
                assertThat(problems).as(format).anyMatch(each -> each.message().contains(problem));
            }
            for (SourceTable table : tables) {
                assertThat(accounted(table)).as(format).isEqualTo(stored(file, table, 0, Integer.MAX_VALUE));
            }
        }
    }

    /** The names, then the rows, as a case gives them. */
    static List<String> rows(SourceTable table) {
        List<String> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(SourceColumn::name).collect(Collectors.joining("|")));
        for (List<@Nullable String> row : TestTables.cells(table)) {
            rows.add(row.stream().map(WorkbookCorpusTest::text).collect(Collectors.joining("|")));
        }
        return rows;
    }

    private static String text(@Nullable String cell) {
        return cell == null
                ? "."
                : cell.replaceFirst("^(LONG|DECIMAL|DOUBLE|BOOLEAN|TEMPORAL|NULL_MARKER) ", "")
                        .replaceAll("[\\r\\n]", "\u2028");
    }

    /** Cells that were read as values, and those that problems and the layout count. */
    private static long accounted(SourceTable table) throws IOException {
        Dialect dialect = Objects.requireNonNull(table.origin().dialect());
        long values = TestTables.cells(table).stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .count();
        long errors = table.problems().stream()
                .filter(problem -> problem.message().contains("hold errors"))
                .mapToLong(Problem::count)
                .sum();
        Path file = Path.of(table.origin().files().get(0).path());
        long above = stored(file, table, 0, dialect.skipLines());
        long names = table.columns().stream()
                .filter(column -> !column.name().matches("column_\\d+"))
                .count();
        long header = dialect.headerRows() > 1 ? headerCells(file, table, dialect) : names;
        List<Integer> rows = filledRows(file, table);
        int last = rows.get(rows.size() - 1);
        return above + header + values + errors + stored(file, table, last + 1 - dialect.footerLines(), last + 1);
    }

    private static long headerCells(Path file, SourceTable table, Dialect dialect) throws IOException {
        return stored(file, table, dialect.skipLines(), dialect.skipLines() + dialect.headerRows());
    }

    private static List<Integer> filledRows(Path file, SourceTable table) throws IOException {
        return cells(file, table).stream()
                .map(Cell::getRowIndex)
                .distinct()
                .sorted()
                .toList();
    }

    /** Cells with a value that POI finds in rows of the sheet. */
    private static long stored(Path file, SourceTable table, int from, int to) throws IOException {
        return cells(file, table).stream()
                .filter(cell -> cell.getRowIndex() >= from && cell.getRowIndex() < to)
                .count();
    }

    private static List<Cell> cells(Path file, SourceTable table) throws IOException {
        List<Cell> cells = new ArrayList<>();
        try (Workbook book = WorkbookFactory.create(file.toFile(), null, true)) {
            for (Row row : book.getSheet(Objects.requireNonNull(table.origin().sheet()))) {
                for (Cell cell : row) {
                    CellType type = cell.getCellType() == CellType.FORMULA
                            ? cell.getCachedFormulaResultType()
                            : cell.getCellType();
                    boolean empty =
                            type == CellType.STRING && cell.getStringCellValue().isEmpty();
                    if (type != CellType.BLANK && !empty) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }
}
