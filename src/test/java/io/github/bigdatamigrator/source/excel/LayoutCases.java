package io.github.bigdatamigrator.source.excel;

import static io.github.bigdatamigrator.source.excel.Books.after;
import static io.github.bigdatamigrator.source.excel.Books.fill;
import static io.github.bigdatamigrator.source.excel.Books.row;
import static io.github.bigdatamigrator.source.excel.Books.sheet;
import static io.github.bigdatamigrator.source.excel.WorkbookCorpusTest.reads;

import io.github.bigdatamigrator.source.excel.WorkbookCorpusTest.Case;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddress;

/** Workbooks whose sheets hold more than one plain table. */
final class LayoutCases {
    private LayoutCases() {}

    private static final LocalDateTime DAY = LocalDateTime.of(2023, 1, 5, 0, 0);

    private static Object[] blank(int width) {
        return Collections.nCopies(width, "").toArray();
    }

    static Stream<Case> all() {
        Object[] head = row("region", "units", "price");
        Object[] north = row("N", 1, 2.5);
        Object[] south = row("S", 2, 3.5);
        String table = "region|units|price\nN|1|2.5\nS|2|3.5";
        return Stream.of(
                reads("plain", sheet(head, north, south), table),
                reads(
                        "title",
                        sheet(row("Quarterly report"), head, north, south),
                        table,
                        "rows before the table",
                        "Quarterly"),
                reads(
                        "title in C",
                        sheet(row(null, null, "Sales"), head, north, south),
                        table,
                        "rows before the table"),
                reads("title and gap", sheet(row("Report"), row(), head, north, south), table, "rows before the table"),
                reads(
                        "merged title",
                        after(
                                sheet(row("Report", "", ""), head, north, south),
                                s -> s.addMergedRegion(new CellRangeAddress(0, 0, 0, 2))),
                        table,
                        "rows before the table"),
                reads(
                        "notes above",
                        sheet(row("Report"), row("as of May"), row(), head, north, south),
                        table,
                        "as of May"),
                reads(
                        "years over names",
                        sheet(
                                row(null, 2023, null, 2024, null),
                                row("region", "units", "price", "units", "price"),
                                row("N", 1, 2.5, 3, 4.5),
                                row("S", 2, 2.6, 4, 4.6)),
                        "region|2023 units|2023 price|2024 units|2024 price\nN|1|2.5|3|4.5\nS|2|2.6|4|4.6",
                        "joined"),
                reads(
                        "names merged downwards",
                        after(
                                sheet(
                                        row("region", 2023, null, 2024, null),
                                        row("", "units", "price", "units", "price"),
                                        row("N", 1, 2.5, 3, 4.5),
                                        row("S", 2, 2.6, 4, 4.6)),
                                s -> s.addMergedRegion(new CellRangeAddress(0, 1, 0, 0))),
                        "region|2023 units|2023 price|2024 units|2024 price\nN|1|2.5|3|4.5\nS|2|2.6|4|4.6",
                        "joined"),
                reads(
                        "title of two columns",
                        sheet(row("Staff list"), row(), row("name", "age"), row("Ann", 31), row("Bob", 45)),
                        "name|age\nAnn|31\nBob|45",
                        "rows before the table"),
                reads(
                        "units below the names",
                        sheet(row("site", "depth", "flow"), row("", "m", "m3/s"), row("A", 1, 2.5), row("B", 2, 3.5)),
                        "site|depth m|flow m3/s\nA|1|2.5\nB|2|3.5",
                        "joined"),
                reads(
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
                reads(
                        "no name",
                        sheet(row("id", null, "units"), row(1, "x", 5), row(2, "z", 6)),
                        "id|column_2|units\n1|x|5\n2|z|6",
                        "without a name"),
                reads(
                        "surplus cell",
                        sheet(row("a", "b"), row(1, 2), row(3, 4, 5)),
                        "a|b|column_3\n1|2|.\n3|4|5",
                        "C3 in column_3"),
                reads(
                        "a cell far right and down",
                        after(sheet(row("a", "b"), row(1, 2)), s -> {
                            for (int i = 2; i < 1500; i++) {
                                fill(s.createRow(i), i, i + 1);
                            }
                            s.getRow(1400).createCell(30).setCellValue("note");
                        }),
                        "a|b|column_3\n1|2|.",
                        "AE1401 in column_3"),
                reads(
                        "total",
                        sheet(head, north, south, row("Total", 3, 6)),
                        table + "\nTotal|3|6",
                        "looks like a total"),
                reads(
                        "note below",
                        sheet(head, north, south, row(), row("Source: the office")),
                        table,
                        "rows after the table",
                        "Source: the office"),
                reads(
                        "styled rows at the end",
                        sheet(head, north, south, blank(3), blank(3)),
                        table,
                        "empty rows at the end"),
                reads(
                        "styled columns",
                        sheet(row("region", "units", "price", ""), row("N", 1, 2.5, ""), row("S", 2, 3.5, "", "")),
                        table),
                reads("an empty row between", sheet(head, north, row(), south), table),
                reads(
                        "blank columns before",
                        sheet(row(null, null, "id", "v"), row(null, null, 1, "a"), row(null, null, 2, "b")),
                        "id|v\n1|a\n2|b"),
                reads(
                        "begins at C4",
                        sheet(row(), row(), row(), row("", "", "id", "v"), row("", "", 1, 5)),
                        "id|v\n1|5"),
                reads(
                        "two tables",
                        sheet(head, north, south, row(), head, row("E", 7, 8)),
                        table + "\nregion|units|price\nE|7|8",
                        "further tables",
                        "at row 5"),
                reads(
                        "side by side",
                        sheet(row("a", "b", null, "c"), row(1, 2, null, 3), row(4, 5, null, 6)),
                        "a|b|c\n1|2|3\n4|5|6"),
                reads("one row", sheet(row("a", "b", "c")), "a|b|c"),
                reads("one column", sheet(row("a"), row(1), row(2)), "a\n1\n2"),
                reads(
                        "numbers without names",
                        sheet(row(1, 2.5), row(3, 4.5), row(5, 6.5)),
                        "column_1|column_2\n1|2.5\n3|4.5\n5|6.5",
                        "no header"),
                reads(
                        "a day first",
                        sheet(row(DAY, 1), row(DAY.plusDays(1), 2), row(DAY.plusDays(2), 3)),
                        "column_1|column_2\n2023-01-05|1\n2023-01-06|2\n2023-01-07|3",
                        "no header"),
                reads(
                        "years as names",
                        sheet(row("land", 2021, 2022), row("A", 5, 6), row("B", 7, 8)),
                        "land|2021|2022\nA|5|6\nB|7|8"),
                reads("names twice", sheet(row("x", "x"), row(1, 2)), "x|x\n1|2", "occur twice"),
                reads(
                        "all text",
                        sheet(row("name", "city"), row("Ann", "Rome"), row("Bob", "Oslo")),
                        "name|city\nAnn|Rome\nBob|Oslo"),
                reads(
                        "wide",
                        book -> fill(
                                book.createSheet("S"),
                                IntStream.range(0, 250).mapToObj(i -> "n" + i).toArray(),
                                IntStream.range(0, 250).boxed().toArray()),
                        IntStream.range(0, 250).mapToObj(i -> "n" + i).collect(Collectors.joining("|")) + "\n"
                                + IntStream.range(0, 250)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining("|"))),
                reads(
                        "sparse",
                        after(sheet(row("id", "a", "b"), row(1, 2, 3)), s -> {
                            fill(s.createRow(4000), 2, null, 4);
                            fill(s.createRow(60000), 3, 5);
                        }),
                        "id|a|b\n1|2|3\n2|.|4\n3|5|."));
    }
}
