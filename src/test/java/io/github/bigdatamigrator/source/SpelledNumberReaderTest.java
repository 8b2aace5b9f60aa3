package io.github.bigdatamigrator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.source.Cell.Kind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledNumberReaderTest {
    private final Cell cell = new Cell();

    private Cell read(String text) {
        return read(text, false);
    }

    private Cell read(String text, boolean decimalComma) {
        byte[] bytes = ("9," + text + ",9").getBytes(UTF_8);
        new CellReader(decimalComma).read(bytes, 2, bytes.length - 2, cell);
        return cell;
    }

    private Cell text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        new CellReader(false).readText(bytes, 0, bytes.length, cell);
        return cell;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+12|12|",
                "+3.5|3.5|",
                "5.|5|",
                "-5.|-5|",
                "\u22125|-5|",
                "\u20132.50|-2.50|",
                "12.5%|12.5|%",
                "12.5 %|12.5|%",
                "-3\u00a0%|-3|%",
                "%7|7|%",
                "4\u2030|4|\u2030",
                "$1.50|1.50|$",
                "-$1.50|-1.50|$",
                "$-1.50|-1.50|$",
                "$1,200.00|1200.00|$",
                "($3.25)|-3.25|$",
                "$(3.25)|-3.25|$",
                "(1,234)|-1234|",
                "US$ 5|5|US$",
                "R$ 1,234.00|1234.00|R$",
                "EUR 12|12|EUR",
                "12 EUR|12|EUR",
                "12.50\u20ac|12.50|\u20ac",
                "\u20ac12.50|12.50|\u20ac",
                "1'234.50 CHF|1234.50|CHF",
                "99 kr|99|kr",
                "Rs. 99|99|Rs.",
                "1,23,456.78|123456.78|",
                "12,34,567|1234567|",
                "1,234,567|1234567|",
                "1 234 567.5|1234567.5|",
                "1\u00a0234|1234|",
                "1\u2019234|1234|",
                "0%|0|%"
            })
    void spelledNumbersAreReadWithTheirUnit(String text, BigDecimal value, String unit) {
        read(text);
        assertThat(cell.kind()).isIn(Kind.LONG, Kind.DECIMAL);
        assertThat(cell.decimal()).isEqualTo(value);
        assertThat(cell.unit()).isEqualTo(unit);
        assertThat(cell.text()).isEqualTo(text);
        assertThat(cell.notation() & Notation.SPELLED).isNotZero();
        assertThat(read("7").notation()).isZero();
        assertThat(cell.unit()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.234|1234|true", "1.234,5|1234.5|false", "1.234.567|1234567|false", "12,5%|12.5|false"})
    void pointsSeparateThousandsWhereCommasAreDecimal(String text, BigDecimal value, boolean doubtful) {
        assertThat(read(text, true).decimal()).isEqualTo(value);
        assertThat((cell.notation() & Notation.GROUPED_ONCE) != 0).isEqualTo(doubtful);
    }

    @ParameterizedTest
    @CsvSource({"428.E+03, 428000", "+1e5, 100000", "\u22121.5E3, -1500"})
    void exponentsOfSpelledNumbersAreDoubles(String text, double value) {
        assertThat(read(text).kind()).isEqualTo(Kind.DOUBLE);
        assertThat(cell.real()).isEqualTo(value);
    }

    @Test
    void plainNumbersInTextsOfTypedFormatsAreMarked() {
        for (String text : new String[] {"42", "1.5"}) {
            assertThat(text(text).kind()).isIn(Kind.LONG, Kind.DECIMAL);
            assertThat(cell.notation()).isEqualTo(Notation.FROM_TEXT);
        }
        assertThat(text("+42").kind()).isEqualTo(Kind.LONG);
        assertThat(cell.notation()).isEqualTo(Notation.SPELLED);
    }
}
