package io.github.bigdatamigrator.source.delimited;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectSnifferTest {
    private static DialectSniffer.Sniffed sniffed(String text) {
        return DialectSniffer.sniff(text.getBytes(UTF_8), true, DialectOptions.NONE);
    }

    private static Dialect dialect(String text) {
        return sniffed(text).dialect();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void usualDelimitersAreFound(String delimiter) {
        String text =
                "id,name,born,note\n1,Ann,1980-01-02,likes tea\n2,Bob,1979-11-30,\"a, b; c | d\"\n3,Cyd,1985-05-05,\n"
                        .replace(",", delimiter)
                        .replace("a" + delimiter + " b", "a, b");
        assertThat(dialect(text).delimiter()).isEqualTo(delimiter);
        assertThat(dialect(text).header()).isTrue();
        assertThat(sniffed(text).width()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "~", "\u0001", ":"})
    void rareDelimitersAreFound(String delimiter) {
        assertThat(dialect("id,name\n1,Ann\n2,Bob\n3,Cyd\n".replace(",", delimiter))
                        .delimiter())
                .isEqualTo(delimiter);
    }

    @Test
    void semicolonsWithDecimalCommasAreNotTakenForCommas() {
        Dialect dialect = dialect("artikel;preis;menge\nApfel;1,25;3\nBirne;0,99;12\nKirsche;12,50;1\n");
        assertThat(dialect.delimiter()).isEqualTo(";");
        assertThat(dialect.decimalComma()).isTrue();
        assertThat(dialect("a;b\n1.5;2.25\n3.5;4.75\n").decimalComma()).isFalse();
    }

    @Test
    void proseWithCommasIsOneColumn() {
        DialectSniffer.Sniffed sniffed = sniffed("""
            comment
            Well, that was good, and cheap too.
            Never again!
            I came, I saw, I left.
            Fine, thanks.
            The food is good; the room, however, was cold.
            """);
        assertThat(sniffed.width()).isEqualTo(1);
        assertThat(sniffed.dialect().delimiter()).isNotEqualTo(",");
    }

    @Test
    void oneColumnOfNumbersUnderANameIsOneColumn() {
        assertThat(sniffed("id\n1\n2\n3\n").width()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name\n",
                "id,name",
                "CustomerID,CustomerTypeID\r\n",
                "country,2020,2021\nPeru,1.5,2.5\nChile,2.5,3.5\n",
                "code,label\nAB-001,x\nAB-002,y\nAB-003,z\n",
                "a,,c\n1,2,3\n4,5,6\n",
                "a,a\n1,2\n3,4\n",
                "id\n1\n2\n3\n",
                "name\nAnn\nBob\n"
            })
    void aFirstRowOfNamesIsAHeader(String text) {
        assertThat(dialect(text).header()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,Ann\n2,Bob\n",
                "AB-001,x\nAB-002,y\nAB-003,z\nAB-004,x\n",
                "Ann,Oslo\nBob,Rome\nAnn,Bern\n",
                "1\n2\n3\n"
            })
    void aFirstRowOfDataIsNoHeader(String text) {
        assertThat(dialect(text).header()).isFalse();
    }

    @Test
    void linesBeforeTheTableAreSkipped() {
        Dialect dialect = dialect("Report of sales\nMade on Monday\n\nid,name,amount\n1,x,2.5\n2,y,3.5\n3,z,1.0\n");
        assertThat(dialect.skipLines()).isEqualTo(3);
        assertThat(dialect.header()).isTrue();
    }

    @Test
    void commentsAtTheTopAreDetected() {
        Dialect dialect = dialect("# made by a tool\n# on Monday\nid,name\n1,x\n2,y\n");
        assertThat(dialect.comment()).isEqualTo('#');
        assertThat(dialect.header()).isTrue();
        assertThat(dialect.skipLines()).isZero();
        assertThat(dialect("#id,name\n1,x\n2,y\n").comment()).isEqualTo('\0');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a,b\\n'x, y',1\\n'it, too',2\\n'z',3\\n ~ ' ~ '",
                "a,b\\n\"say \\\"hi\\\", you\",1\\n\"x\",2\\n\"y\",3\\n ~ \" ~ \\",
                "a,b\\n\"say \"\"hi\"\", you\",1\\n\"x\",2\\n ~ \" ~ \"",
                "a,b\\n1,2\\n ~ \" ~ \""
            })
    void quotesAndEscapesAreFound(String text, char quote, char escape) {
        Dialect dialect = dialect(text.replace("\\n", "\n"));
        assertThat(dialect.quote()).isEqualTo(quote);
        assertThat(dialect.escape()).isEqualTo(escape);
    }

    @Test
    void quotedLineEndsAreNotRows() {
        DialectSniffer.Sniffed sniffed =
                sniffed("id,note\n1,\"first\nsecond, with comma\nthird\"\n2,\"x\n\ny\"\n3,z\n");
        assertThat(sniffed.width()).isEqualTo(2);
        assertThat(sniffed.dialect().header()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, UTF-8",
        "UTF-8, true, UTF-8",
        "windows-1252, false, windows-1252",
        "UTF-16LE, true, UTF-16LE",
        "UTF-16BE, true, UTF-16BE",
        "UTF-16LE, false, UTF-16LE"
    })
    void encodingsAreFound(Charset charset, boolean mark, String found) {
        String text = (mark ? "\uFEFF" : "") + "id;name\n1;Müller\n2;Løvås\n";
        Dialect dialect = DialectSniffer.sniff(text.getBytes(charset), true, DialectOptions.NONE)
                .dialect();
        assertThat(dialect.charset()).isEqualTo(found);
        assertThat(dialect.delimiter()).isEqualTo(";");
    }

    @Test
    void aCharacterTruncatedByTheHeadDoesNotChangeTheEncoding() {
        byte[] bytes = "id,name\n1,Ann\n2,ü".getBytes(UTF_8);
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(DialectSniffer.sniff(cut, false, DialectOptions.NONE)
                        .dialect()
                        .charset())
                .isEqualTo("UTF-8");
    }

    @Test
    void emptyTextHasNoColumns() {
        assertThat(sniffed("").width()).isZero();
        assertThat(sniffed("\n\n").width()).isZero();
    }

    @Test
    void raggedRowsDoNotHideTheTable() {
        DialectSniffer.Sniffed sniffed = sniffed("id,name,x\n1,a,1\n2,b\n3,c,3,4\n4,d,4\n5,e,5\n6,f,6\n7,g,7\n");
        assertThat(sniffed.dialect().delimiter()).isEqualTo(",");
        assertThat(sniffed.width()).isEqualTo(3);
    }
}
