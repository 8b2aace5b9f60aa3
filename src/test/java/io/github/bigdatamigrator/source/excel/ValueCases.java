package io.github.bigdatamigrator.source.excel;

import static io.github.bigdatamigrator.source.excel.Books.after;
import static io.github.bigdatamigrator.source.excel.Books.row;
import static io.github.bigdatamigrator.source.excel.Books.sheet;
import static io.github.bigdatamigrator.source.excel.WorkbookCorpusTest.reads;

import io.github.bigdatamigrator.source.excel.Books.Formula;
import io.github.bigdatamigrator.source.excel.Books.In;
import io.github.bigdatamigrator.source.excel.WorkbookCorpusTest.Case;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;

/** Workbooks of every kind of value. */
final class ValueCases {
    private ValueCases() {}

    private static final LocalDateTime DAY = LocalDateTime.of(2023, 1, 5, 0, 0);

    static Stream<Case> all() {
        Consumer<Workbook> days = sheet(row("id", "d"), row(1, DAY), row(2, LocalDateTime.of(2024, 2, 29, 0, 0)));
        return Stream.of(
                reads("dates", days, "id|d\n1|2023-01-05\n2|2024-02-29"),
                reads(
                        "dates of 1904",
                        Books.from1904(sheet(
                                row("id", "d"), row(1, new In("yyyy-mm-dd", 43469)), row(2, new In("m/d/yy", 43889)))),
                        "id|d\n1|2023-01-05\n2|2024-02-29"),
                reads(
                        "times",
                        sheet(row("id", "t"), row(1, DAY.plusSeconds(3661)), row(2, DAY)),
                        "id|t\n1|2023-01-05 01:01:01\n2|2023-01-05"),
                reads(
                        "early dates",
                        sheet(row("id", "d"), row(1, new In("yyyy-mm-dd", 1)), row(2, new In("yyyy-mm-dd", 61))),
                        "id|d\n1|1900-01-01\n2|1900-03-01"),
                reads(
                        "no dates",
                        sheet(row("id", "d"), row(1, new In("yyyy-mm-dd", -5)), row(2, new In("yyyy-mm-dd", 1e9))),
                        "id|d\n1|-5\n2|1000000000",
                        "not valid dates"),
                reads(
                        "durations",
                        sheet(
                                row("id", "worked"),
                                row(1, new In("[h]:mm", 62.5)),
                                row(2, new In("[h]:mm:ss", 1.510416666666667)),
                                row(3, new In("[mm]:ss", 1 / 3.0))),
                        "id|worked\n1|1500:00:00\n2|36:15:00\n3|08:00:00",
                        "durations"),
                reads(
                        "clock",
                        sheet(
                                row("id", "at"),
                                row(1, new In("h:mm", 0.4375)),
                                row(2, new In("hh:mm AM/PM", 0.75)),
                                row(3, new In("[$-409]h:mm:ss", 0.5))),
                        "id|at\n1|10:30:00\n2|18:00:00\n3|12:00:00"),
                reads(
                        "a moment shown as a clock",
                        sheet(row("id", "at"), row(1, new In("h:mm", 44931.5))),
                        "id|at\n1|2023-01-05 12:00:00"),
                reads("booleans", sheet(row("id", "ok"), row(1, true), row(2, false)), "id|ok\n1|true\n2|false"),
                reads(
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
                reads(
                        "a formula of an empty text",
                        sheet(row("id", "t"), row(1, new Formula("\"\"", null)), row(2, "a")),
                        "id|t\n1|.\n2|a"),
                reads(
                        "errors",
                        sheet(
                                row("id", "q"),
                                row(1, FormulaError.DIV0),
                                row(2, FormulaError.NA),
                                row(3, new Formula("1/0", null)),
                                row(4, 5)),
                        "id|q\n1|.\n2|.\n3|.\n4|5",
                        "2 #DIV/0! (B2, B4), 1 #N/A (B3)"),
                reads(
                        "mixed",
                        sheet(
                                row("id", "v"),
                                row(1, "n/a yet"),
                                row(2, new In("#,##0", 17500.84)),
                                row(3, "soon"),
                                row(4, 0.125)),
                        "id|v\n1|n/a yet\n2|17500.84\n3|soon\n4|0.125"),
                reads(
                        "zeros",
                        sheet(row("zip", "n"), row(new In("00000", 1234), 1), row(new In("00000", 98765), 2)),
                        "zip|n\n01234|1\n98765|2",
                        "leading zeros (A2)"),
                reads(
                        "percent, currency",
                        sheet(
                                row("p", "c"),
                                row(new In("0%", 0.125), new In("$#,##0.00", 1234.5)),
                                row(new In("0.0%", 1), new In("_($* (#,##0.00)", -7))),
                        "p|c\n0.125|1234.5\n1|-7"),
                reads(
                        "words in formats",
                        sheet(
                                row("a", "b"),
                                row(new In("0 \"days\"", 3), new In("#,##0\\d", 4)),
                                row(new In("[Red]0.00", 5), new In("General\" h\"", 6))),
                        "a|b\n3|4\n5|6"),
                reads(
                        "large and small",
                        sheet(row("a", "b"), row(123456789012345L, 1e-7), row(1e15, 0.1 + 0.2), row(-1e9, 1.1)),
                        "a|b\n123456789012345|0.0000001\n1000000000000000|0.30000000000000004\n-1000000000|1.1"),
                reads(
                        "odd texts",
                        sheet(
                                row("id", "t"),
                                row(1, "two\nlines, \"quoted\""),
                                row(2, "tab\tand; more"),
                                row(3, "Ünïcode 😀 漢字"),
                                row(4, "a\r\nb")),
                        "id|t\n1|two\u2028lines, \"quoted\"\n2|tab\tand; more\n3|Ünïcode 😀 漢字\n4|a\u2028\u2028b"),
                reads("padding", sheet(row("id", " name "), row(1, " Bob "), row(2, "   ")), "id|name\n1|Bob\n2|"),
                reads(
                        "hidden",
                        after(days, s -> s.getWorkbook().setSheetVisibility(0, SheetVisibility.HIDDEN)),
                        "id|d\n1|2023-01-05\n2|2024-02-29",
                        "is hidden"),
                reads(
                        "very hidden beside an empty one",
                        after(days, s -> {
                            s.getWorkbook().createSheet("Nothing");
                            s.getWorkbook().setActiveSheet(1);
                            s.getWorkbook().setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
                        }),
                        "id|d\n1|2023-01-05\n2|2024-02-29",
                        "is hidden",
                        "“Nothing” is empty"),
                reads(
                        "hidden rows and columns",
                        after(days, s -> {
                            s.getRow(1).setZeroHeight(true);
                            s.setColumnHidden(1, true);
                        }),
                        "id|d\n1|2023-01-05\n2|2024-02-29"));
    }
}
