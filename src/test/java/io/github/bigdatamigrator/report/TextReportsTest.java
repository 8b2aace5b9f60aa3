package io.github.bigdatamigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.fixture.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportsTest {
    private final TerminalReport terminal = TerminalReport.plain(TerminalReport.DEFAULT_WIDTH);

    private String answer(Answer answer) {
        return TerminalReport.content(answer.content()) + "\n" + terminal.details(answer);
    }

    @Test
    void terminalContextMatchesTheGoldenFile() {
        assertThat(terminal.context(Shop.context())).isEqualTo(golden("context.txt"));
    }

    @Test
    void terminalConversationMatchesTheGoldenFile() {
        assertThat(answer(Answers.topProducts()) + "\n" + terminal.guidance(Answers.guidance()) + "\n"
                        + terminal.plan(Answers.plan()))
                .isEqualTo(golden("dialogue.txt"));
    }

    @Test
    void markdownMatchesTheGoldenFile() {
        assertThat(Answers.markdown(Answers.everything())).isEqualTo(golden("everything.md"));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 160})
    void tableLinesFitTheScreen(int width) {
        assertThat(TerminalReport.plain(width)
                        .context(Shop.context())
                        .lines()
                        .filter(line -> line.startsWith("  ") && !line.contains("→")))
                .allMatch(line -> TextTable.width(line) <= width);
    }

    @Test
    void colorsChangeNothingElse() {
        String colored = TerminalReport.colored(100).context(Shop.context());

        assertThat(colored).contains("\u001B[1m");
        assertThat(colored.replaceAll("\u001B\\[\\d+m", "")).isEqualTo(terminal.context(Shop.context()));
        assertThat(terminal.context(Shop.context())).doesNotContain("\u001B");
    }

    @Test
    void dataCannotControlTheTerminal() {
        ReportContent hostile = HostileData.content();
        String all = terminal.context(hostile.context())
                + answer(hostile.turns().get(0).answer())
                + terminal.plan(java.util.Objects.requireNonNull(hostile.plan()))
                + terminal.guidance(java.util.Objects.requireNonNull(hostile.guidance()));

        assertThat(all).doesNotContain("\u001B").doesNotContain("\u202E");
    }

    @Test
    void dataCannotBreakOutOfMarkdown() {
        String text = Answers.markdown(HostileData.content());
        String outsideCode = text.replaceAll("(?s)(?m)^(`{3,}).*?^\\1$", "");

        assertThat(outsideCode).doesNotContain("<script").doesNotContain("<img").doesNotContain("\u001B");
        assertThat(outsideCode.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.replace("\\|", "")).endsWith("|"));
    }

    @Test
    void mermaidNamesKeysAndReferences() {
        assertThat(new MarkdownReport().mermaid(Shop.context())).isEqualTo("""
            erDiagram
                sales }o--|| products : "product_id"
                sales }o--|| customers : "customer_id"
                sales {
                    bigint sale_id PK
                    bigint customer_id FK
                    bigint product_id FK
                }
                products {
                    bigint product_id PK
                }
                customers {
                    bigint customer_id PK
                }
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "double, 1234567.0, '1,234,567'",
        "double, 1e20, 1.00e+20",
        "double, 0.001234, 0.00123",
        "bigint, 1234567, '1,234,567'",
        "bigint, 9223372036854775807, '9,223,372,036,854,775,807'",
        "'decimal(38,2)', 10000000000000000000.25, '10,000,000,000,000,000,000.25'",
        "'decimal(8,2)', 61204.40, '61,204.40'",
        "'decimal(8,3)', -5.678, -5.68",
        "bigint, 0, 0",
        "double, Infinity, Infinity",
        "double, 00123x, 00123x"
    })
    void numbersKeepTheirSignificantDigits(String type, String number, String shown) {
        assertThat(ReportWording.value(ColumnType.parse(type), number)).isEqualTo(shown);
    }

    @Test
    void aMeanOfHugeDecimalsHasNoExponent() {
        assertThat(ReportWording.value(ColumnType.decimal(38, 0), 1e19)).isEqualTo("10,000,000,000,000,000,000");
        assertThat(ReportWording.value(ColumnType.DOUBLE, 1e19)).isEqualTo("1.00e+19");
    }

    private static String golden(String name) {
        try (InputStream in = TextReportsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
