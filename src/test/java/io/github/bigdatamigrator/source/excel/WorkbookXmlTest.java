package io.github.bigdatamigrator.source.excel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What other programs write into xlsx, and POI does not. */
@Tag("spark")
class WorkbookXmlTest {
    private static final String HEAD = "<row r='1'><c r='A1' t='inlineStr'><is><t>id</t></is></c>"
            + "<c r='B1' t='inlineStr'><is><t>v</t></is></c></row>";

    @TempDir
    Path folder;

    /** Rows below the header, the rows read, and a problem. */
    record Rows(String xml, String read, String problem) {}

    private static Rows rows(String xml, String read, String... problem) {
        return new Rows(xml, read, problem.length == 0 ? "" : problem[0]);
    }

    private static Rows value(String cell, String read, String... problem) {
        return rows("<row r='2'><c r='A2'><v>1</v></c>" + cell + "</row>", "1|" + read, problem);
    }

    static Stream<Rows> sheets() {
        return Stream.of(
                value("<c r='B2' t='d' s='1'><v>2023-01-05</v></c>", "2023-01-05"),
                value("<c r='B2' t='d' s='1'><v>2023-01-05T00:00:00.000</v></c>", "2023-01-05"),
                value("<c r='B2' t='d'><v>2023-01-05T10:20:30</v></c>", "2023-01-05T10:20:30"),
                value("<c r='B2'><f>A2*2</f></c>", ".", "without a stored result (B2)"),
                value("<c r='B2'><f>A2*2</f><v></v></c>", ".", "without a stored result (B2)"),
                value("<c r='B2'><f t='shared' si='0'/><v/></c>", ".", "without a stored result (B2)"),
                value("<c r='B2' t='str'><f>\"\"</f><v></v></c>", "."),
                value("<c r='B2' t='b'><f>1=1</f><v>1</v></c>", "true"),
                value("<c r='B2' t='e'><v>#N/A</v></c>", ".", "1 #N/A (B2)"),
                value("<c r='B2'><v>1.1000000000000001</v></c>", "1.1"),
                value("<c r='B2'><v>17500.840</v></c>", "17500.84"),
                value("<c r='B2'><v>5.0</v></c>", "5"),
                value("<c r='B2'><v>1E-3</v></c>", "0.001"),
                value("<c r='B2'><v>1.5E+300</v></c>", "1.5E300"),
                value("<c r='B2'><v>-0</v></c>", "0"),
                value("<c r='B2'><v>12345678901234567890</v></c>", "12345678901234567890"),
                value("<c r='B2'><v>no number</v></c>", "no number"),
                value("<c r='B2' s='3'><v>42</v></c>", "00042", "leading zeros (B2)"),
                value("<c r='B2' s='2'><v>1.5</v></c>", "36:00:00", "durations"),
                value("<c r='B2' s='4'><v>0.4375</v></c>", "10:30:00"),
                value("<c r='B2' s='99'><v>7</v></c>", "7"),
                value("<c r='B2' t='s'><v>1</v></c>", "Tokyo"),
                value("<c r='B2' t='s'><v>2</v></c>", "rich & poor"),
                value("<c r='B2' t='s'><v>3</v></c>", "a_x000D_b"),
                value("<c r='B2' t='inlineStr'><is><r><t>in</t></r><r><t>line &#233;</t></r></is></c>", "inline é"),
                value("<c r='B2' t='inlineStr'><is><t><![CDATA[<b>&]]></t></is></c><!-- a > b -->", "<b>&"),
                rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1|2\n3|."),
                rows("<row r='4' ht='15'/><row r='5'><c r='B5'><v>2</v></c></row><row r='9'/>", ".|2", "from row 6 on"),
                rows("<row r='2'><c r='B2'><v>2</v></c><c r='A2'><v>1</v></c></row>", "1|2"));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void cellsOfOtherProgramsAreReadAsStored(Rows given) throws IOException {
        Path file = folder.resolve("a.xlsx");
        Books.parts(
                file,
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + Books.MAIN + "\"><sheetData>" + HEAD + given.xml() + "</sheetData></worksheet>",
                "xl/sharedStrings.xml",
                "<sst xmlns=\"" + Books.MAIN + "\"><si><t>id</t></si><si><t>Tokyo</t><rPh sb='0' eb='2'><t>ト</t></rPh>"
                        + "</si><si><r><t>rich </t></r><r><t xml:space='preserve'>&amp; poor</t></r></si>"
                        + "<si><t>a_x005F_x000D_b</t></si></sst>");
        SourceTable table = TestTables.openOne(file);
        assertThat(WorkbookCorpusTest.rows(table)).containsExactlyElementsOf(lines("id|v\n" + given.read()));
        if (given.problem().isEmpty()) {
            assertThat(table.problems()).isEmpty();
        } else {
            assertThat(table.problems()).anyMatch(problem -> problem.message().contains(given.problem()));
        }
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n"));
    }

    /** Strict workbooks have other namespaces; some programs write prefixes, UTF-16 or a byte order mark. */
    @Test
    void otherNamespacesPrefixesAndEncodingsAreRead() throws IOException {
        String rows = HEAD + "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='inlineStr'><is><t>Öl</t></is></c></row>";
        String strict = "<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'><sheetData>" + rows
                + "</sheetData></worksheet>";
        String prefixed = "<x:worksheet xmlns:x='" + Books.MAIN + "'><x:sheetData>"
                + rows.replace("</", "</x:").replaceAll("<(?=[a-z])", "<x:") + "</x:sheetData></x:worksheet>";
        for (String xml : List.of(
                strict,
                prefixed,
                "<?xml version='1.0' encoding=\"UTF-16\"?>" + strict,
                "\uFEFF<?xml version='1.0'?>" + strict)) {
            Path file = Books.parts(folder.resolve("b.xlsx"), "xl/worksheets/sheet1.xml", xml);
            assertThat(WorkbookCorpusTest.rows(TestTables.openOne(file))).containsExactly("id|v", "1|Öl");
        }
    }

    @Test
    void aChartIsReportedNotRead() throws IOException {
        String book = "<workbook xmlns:r='r'><workbookPr date1904='true'/><sheets><sheet name='C' r:id='r9'/>"
                + "<sheet name='S' r:id='r0'/></sheets></workbook>";
        String relations = "<Relationships><Relationship Id='r9' Type='a/chartsheet' Target='c.xml'/>"
                + "<Relationship Id='r0' Type='a/worksheet' Target='../xl/worksheets/./sheet%31.xml'/></Relationships>";
        Path file = Books.parts(
                folder.resolve("c.xlsx"),
                "xl/workbook.xml",
                book,
                "xl/_rels/workbook.xml.rels",
                relations,
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + HEAD + "</sheetData></worksheet>");
        SourceTable table = TestTables.openOne(file);
        assertThat(table.problems()).anyMatch(problem -> problem.message().contains("“C” holds no cells but a chart"));
    }
}
