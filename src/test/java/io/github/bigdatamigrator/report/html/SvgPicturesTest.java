package io.github.bigdatamigrator.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.report.TextTable;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.elk.core.math.KVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPicturesTest {
    @Test
    void diagramShowsTablesReferencesAndSelfReferences() throws Exception {
        DataContext context = Profiles.context(
                List.of(table("employees_of_the_whole_company & others"), table("offices"), table("alone")),
                List.of(
                        Profiles.edge("employees_of_the_whole_company & others", "office", "offices", "id"),
                        Profiles.edge(
                                "employees_of_the_whole_company & others",
                                "boss",
                                "employees_of_the_whole_company & others",
                                "id")));

        Document picture = parsed(SvgPictures.diagram(context).orElseThrow());

        assertThat(titles(picture))
                .as("tooltips of references, and the whole names of tables")
                .contains(
                        "employees_of_the_whole_company & others.office → offices.id (n:1)",
                        "employees_of_the_whole_company & others.boss → employees_of_the_whole_company & others.id"
                                + " (n:1)",
                        "employees_of_the_whole_company & others",
                        "offices");
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(2);
    }

    @Test
    void drawsATableThatReferencesOnlyItself() throws Exception {
        DataContext context =
                Profiles.context(List.of(table("staff")), List.of(Profiles.edge("staff", "boss", "staff", "id")));

        assertThat(titles(parsed(SvgPictures.diagram(context).orElseThrow()))).contains("staff.boss → staff.id (n:1)");
    }

    @Test
    void drawsNoDiagramWithoutReferencesOrWithTooManyTables() {
        List<TableProfile> many =
                IntStream.range(0, 202).mapToObj(i -> table("t" + i)).toList();

        assertThat(SvgPictures.diagram(Profiles.context(List.of(table("alone")), List.of())))
                .isEmpty();
        assertThat(SvgPictures.diagram(Profiles.context(
                        many,
                        IntStream.range(1, 202)
                                .mapToObj(i -> Profiles.edge("t" + i, "a", "t0", "b"))
                                .toList())))
                .isEmpty();
    }

    @Test
    void linesGoAroundBoxesInHorizontalAndVerticalStrokes() {
        List<KVector> sizes = IntStream.range(0, 60)
                .mapToObj(i -> new KVector(130 + 10 * (i % 7), 46))
                .toList();
        List<DiagramLayout.Line> lines = IntStream.range(0, 90)
                .mapToObj(i -> new DiagramLayout.Line(i % 60, (i * 7 + i / 60) % 11))
                .toList();

        DiagramLayout layout = DiagramLayout.of(sizes, lines);

        for (int line = 0; line < lines.size(); line++) {
            List<KVector> points = layout.lines().get(line);
            assertThat(points).as("line " + line).hasSizeGreaterThan(1);
            for (int i = 1; i < points.size(); i++) {
                KVector from = points.get(i - 1);
                KVector to = points.get(i);
                assertThat(Math.min(Math.abs(from.x - to.x), Math.abs(from.y - to.y)))
                        .as("line " + line + " from " + from + " to " + to)
                        .isLessThan(0.01);
                for (int box = 0; box < sizes.size(); box++) {
                    assertThat(crosses(from, to, layout.boxes().get(box), sizes.get(box)))
                            .as("line " + line + " through box " + box)
                            .isFalse();
                }
            }
        }
        assertThat(DiagramLayout.of(sizes, lines)).isEqualTo(layout);
    }

    /** Whether the stroke passes the inside of the box; it may touch its border. */
    private static boolean crosses(KVector from, KVector to, KVector box, KVector size) {
        return Math.max(from.x, to.x) > box.x + 1
                && Math.min(from.x, to.x) < box.x + size.x - 1
                && Math.max(from.y, to.y) > box.y + 1
                && Math.min(from.y, to.y) < box.y + size.y - 1;
    }

    @ParameterizedTest
    @CsvSource({"STRING, product, bar", "DATE, day, line", "BIGINT, bucket, histogram", "DOUBLE, height, scatter"})
    void everyChartIsAWellFormedDocument(String type, String name, String kind) throws Exception {
        List<List<Object>> rows = switch (type) {
            case "STRING" -> List.of(List.of("A<b>&\"\uFFFE\u0000", 3L), List.of("B", -2L), List.of("C", 9L));
            case "DATE" -> List.of(List.of("2024-01-01", 3L), List.of("2024-01-02", 2L), List.of("2024-01-03", 9L));
            case "BIGINT" -> List.of(List.of(1L, 3L), List.of(2L, 2L), List.of(3L, 9L));
            default -> List.of(List.of(1.0, 3L), List.of(2.0, 2L), List.of(2.5, 9L));
        };
        Document picture = parsed(chart(result(ColumnType.parse(type.toLowerCase(java.util.Locale.ROOT)), name, rows))
                .orElseThrow());

        assertThat(titles(picture)).first().asString().endsWith(kind + " chart");
        assertThat(titles(picture)).as("a tooltip for each mark").hasSize(1 + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "Lamp, 12345678901234567890.123456",
        "A product with an uncommonly long name, -98765.4321",
        "日本語の商品名がとても長い場合のラベル, 5"
    })
    void labelsStayInsideThePictureAndNeverCollide(String label, BigDecimal value) throws Exception {
        List<String> columns = List.of(
                "product", "revenue_of_the_year_before", "revenue_of_the_year_after", "revenue_with_returns", "umsatz");
        List<List<Object>> rows = IntStream.range(1, 9)
                .mapToObj(i -> List.<Object>of(
                        label + i,
                        value,
                        value.divide(BigDecimal.valueOf(i), MathContext.DECIMAL32),
                        value.multiply(BigDecimal.valueOf(2)),
                        value))
                .toList();
        ColumnType decimal = ColumnType.decimal(38, 6);
        Document picture = parsed(chart(new QueryResult(
                        "SELECT 1",
                        columns,
                        List.of(ColumnType.STRING, decimal, decimal, decimal, decimal),
                        rows.stream().<List<Object>>map(ArrayList::new).toList(),
                        false,
                        0,
                        null))
                .orElseThrow());

        NodeList texts = picture.getElementsByTagName("text");
        List<Rectangle2D> boxes = IntStream.range(0, texts.getLength())
                .mapToObj(i -> box((Element) texts.item(i)))
                .toList();
        assertThat(boxes).hasSizeGreaterThan(4 + 8);
        for (int i = 0; i < boxes.size(); i++) {
            String text = texts.item(i).getTextContent();
            assertThat(boxes.get(i).getMinX()).as(text).isNotNegative();
            assertThat(boxes.get(i).getMaxX()).as(text).isLessThanOrEqualTo(720);
            for (int other = 0; other < i; other++) {
                assertThat(boxes.get(i).intersects(boxes.get(other)))
                        .as(text + " on " + texts.item(other).getTextContent())
                        .isFalse();
            }
        }
    }

    /** About the room that a browser gives a text of the page: wide letters have 12 pixels, others 6.2. */
    private static Rectangle2D box(Element text) {
        double width = 6.2 * TextTable.width(text.getTextContent());
        double x = Double.parseDouble(text.getAttribute("x"));
        double left = text.getAttribute("text-anchor").equals("end") ? x - width : x;
        return new Rectangle2D.Double(left, Double.parseDouble(text.getAttribute("y")) - 10, width, 12);
    }

    @Test
    void drawsNoChartForUnsuitableRows() {
        assertThat(chart(result(ColumnType.STRING, "name", List.of(List.of("x", 1L)))))
                .isEmpty();
    }

    private static QueryResult result(ColumnType type, String name, List<List<Object>> rows) {
        return new QueryResult(
                "SELECT 1",
                List.of(name, "count"),
                List.of(type, ColumnType.BIGINT),
                rows.stream().<List<Object>>map(ArrayList::new).toList(),
                false,
                0,
                null);
    }

    private static TableProfile table(String name) {
        return Profiles.table(name, 3, List.of(Profiles.column("id", ColumnType.BIGINT, 3)));
    }

    /** As a browser reads it: by the rules of XML. */
    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.hasAttribute("style"))
                .as("a style that a page's policy forbids")
                .isFalse();
        return root.getOwnerDocument();
    }

    private static List<String> titles(Document picture) {
        NodeList titles = picture.getElementsByTagName("title");
        return IntStream.range(0, titles.getLength())
                .mapToObj(i -> titles.item(i).getTextContent())
                .toList();
    }

    private static Optional<String> chart(QueryResult result) {
        Answer answer = new Answer(
                "",
                Outcome.ANSWERED,
                AnsweredBy.MODEL,
                List.of(result),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                TokenUsage.NONE);
        return SvgPictures.chart(answer, 0);
    }
}
