package io.github.bigdatamigrator.source.delimited;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.RowRepairCounts.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTokenizerTest {
    private static final Dialect PLAIN = dialect(",", '"', '"');
    private static final Dialect BACKSLASH = dialect(",", '"', '\\');

    private long strayQuotes;
    private final List<Long> lines = new ArrayList<>();

    private static Dialect dialect(String delimiter, char quote, char escape) {
        return new Dialect("UTF-8", delimiter, quote, escape, false, 0, false, '\0');
    }

    /** Cuts the text with buffers of every small size, which must make no difference. */
    private List<List<String>> rows(String text, Dialect dialect) throws IOException {
        List<List<String>> expected = rows(text, dialect, 1 << 16);
        for (int size = 1; size <= 8; size++) {
            assertThat(rows(text, dialect, size)).as("buffer of %d", size).isEqualTo(expected);
        }
        return expected;
    }

    private List<List<String>> rows(String text, Dialect dialect, int bufferSize) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        lines.clear();
        try (RowTokenizer tokenizer = new RowTokenizer(
                new ByteArrayInputStream(text.getBytes(UTF_8)), dialect, "test", bufferSize, 1 << 20)) {
            while (tokenizer.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < tokenizer.cells(); i++) {
                    int length = tokenizer.end(i) - tokenizer.start(i);
                    row.add(
                            tokenizer.isEscaped(i)
                                    ? tokenizer.text(i)
                                    : new String(tokenizer.buffer(), tokenizer.start(i), length, UTF_8));
                }
                rows.add(row);
                lines.add(tokenizer.line());
            }
            strayQuotes = tokenizer.repairs().count(Kind.STRAY_QUOTE);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void anyLineEndEndsARowAndTheLastMayLackOne(String end) throws IOException {
        List<List<String>> expected = List.of(List.of("a", "b"), List.of("1", ""), List.of("", "2"));
        assertThat(rows("a,b" + end + "1," + end + ",2", PLAIN)).isEqualTo(expected);
        assertThat(rows("a,b" + end + "1," + end + ",2" + end, PLAIN)).isEqualTo(expected);
        assertThat(lines).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void quotedCellsMayHoldDelimitersQuotesAndLineEnds(String end) throws IOException {
        assertThat(rows("\"a,1\",\"say \"\"hi\"\"\"" + end + "\"two" + end + "lines\",\"\"" + end + "x,y", PLAIN))
                .containsExactly(List.of("a,1", "say \"hi\""), List.of("two" + end + "lines", ""), List.of("x", "y"));
        assertThat(lines).containsExactly(1L, 2L, 4L);
        assertThat(strayQuotes).isZero();
    }

    @Test
    void blankLinesAreSkipped() throws IOException {
        assertThat(rows("\n\na\n  \n\r\nb\n\n", PLAIN)).containsExactly(List.of("a"), List.of("b"));
        assertThat(rows("a\n\"\"\nb", PLAIN)).containsExactly(List.of("a"), List.of(""), List.of("b"));
    }

    @Test
    void blanksAroundQuotesAreIgnored() throws IOException {
        assertThat(rows("a, \"b,c\" ,d", PLAIN)).containsExactly(List.of("a", "b,c", "d"));
        assertThat(rows("a\t\"b\"\t\t", dialect("\t", '"', '"'))).containsExactly(List.of("a", "b", "", ""));
    }

    @Test
    void backslashesEscapeIfTheDialectAllows() throws IOException {
        assertThat(rows("\"a \\\"b\\\" c\",\"d\\\\\",e\\,f,\\N,C:\\temp", BACKSLASH))
                .containsExactly(List.of("a \"b\" c", "d\\", "e,f", "\\N", "C:\\temp"));
        assertThat(rows("\"a\\\",b", PLAIN)).containsExactly(List.of("a\\", "b"));
    }

    @Test
    void quotesInTheMiddleOfACellAreText() throws IOException {
        assertThat(rows("5\" pipe,x\"y\"", PLAIN)).containsExactly(List.of("5\" pipe", "x\"y\""));
        assertThat(strayQuotes).isZero();
    }

    @Test
    void strayQuotesAreTextAndCounted() throws IOException {
        assertThat(rows("\"24\" Monitor\",19\nb,2", PLAIN))
                .containsExactly(List.of("24\" Monitor", "19"), List.of("b", "2"));
        assertThat(strayQuotes).isEqualTo(1);
        assertThat(rows("\"abc\" def,1\n\"x\",2", PLAIN))
                .containsExactly(List.of("\"abc\" def", "1"), List.of("x", "2"));
        assertThat(strayQuotes).isEqualTo(1);
    }

    @Test
    void anUnclosedQuoteDoesNotSpanRows() throws IOException {
        assertThat(rows("a,\"b\nc,d\ne,f\n", PLAIN))
                .containsExactly(List.of("a", "\"b"), List.of("c", "d"), List.of("e", "f"));
        assertThat(strayQuotes).isEqualTo(1);
        assertThat(lines).containsExactly(1L, 2L, 3L);
    }

    @Test
    void delimitersMayBeLongerThanOneByte() throws IOException {
        assertThat(rows("a||b|c||\n¦", dialect("||", '"', '"'))).containsExactly(List.of("a", "b|c", ""), List.of("¦"));
        assertThat(rows("é¦b¦\"c¦d\"", dialect("¦", '"', '"'))).containsExactly(List.of("é", "b", "c¦d"));
    }

    @Test
    void quotesAreTextInADialectWithoutQuote() throws IOException {
        assertThat(rows("\"a,b\"\n", dialect(",", '\0', '\0'))).containsExactly(List.of("\"a", "b\""));
    }

    @Test
    void commentsAreSkipped() throws IOException {
        Dialect hash = new Dialect("UTF-8", ",", '"', '"', false, 0, false, '#');
        assertThat(rows("# one, two\na,b\n#\nc,#d", hash)).containsExactly(List.of("a", "b"), List.of("c", "#d"));
    }

    @Test
    void aRowOfManyBytesGrowsTheBuffer() throws IOException {
        String wide = "x".repeat(300_000);
        assertThat(rows(wide + "," + wide + "\n1,2", PLAIN, 16))
                .containsExactly(List.of(wide, wide), List.of("1", "2"));
    }

    @Test
    void aRowBeyondTheLimitNamesItsLine() {
        assertThatThrownBy(() -> rows("a,b\n" + "x".repeat(2 << 20), PLAIN, 16))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNREADABLE))
                .hasMessageContaining("line 2");
    }
}
