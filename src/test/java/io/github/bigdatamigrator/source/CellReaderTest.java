package io.github.bigdatamigrator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.source.Cell.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {
    private final Cell cell = new Cell();

    private Cell read(String text) {
        return read(text, false);
    }

    /** Reads from the middle of a buffer, like the tokenizer's cells. */
    private Cell read(String text, boolean decimalComma) {
        byte[] bytes = ("9," + text + ",9").getBytes(UTF_8);
        new CellReader(decimalComma).read(bytes, 2, bytes.length - 2, cell);
        return cell;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, 123456789012345678L, 999999999999999999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void integersAreLong(long value) {
        assertThat(read(Long.toString(value)).kind()).isEqualTo(Kind.LONG);
        assertThat(cell.number()).isEqualTo(value);
        assertThat(cell.text()).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "-0.5",
                ".5",
                "-.25",
                "1.0",
                "123.450",
                "9223372036854775808",
                "-9223372036854775809",
                "0.000000000000000001",
                "12345678901234567890.123456789012345678",
                "999999999999999999",
                "0.999999999999999999",
                "99999999999999999999999999999999999999",
                "0.00000000000000000000000000000000000001",
                "600000000000000000.5"
            })
    void pointsAndLongIntegersAreExactDecimals(String text) {
        read(text);
        assertThat(cell.kind()).isEqualTo(text.equals("999999999999999999") ? Kind.LONG : Kind.DECIMAL);
        assertThat(cell.decimal()).isEqualTo(new BigDecimal(text));
        assertThat(cell.real()).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "1.5E-3", "-2E+10"})
    void exponentsAreDouble(String text) {
        assertThat(read(text).kind()).isEqualTo(Kind.DOUBLE);
        assertThat(cell.real()).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void numbersOfManyDigitsLoseNone() {
        String forty = "1234567890123456789012345678901234567890.5";
        assertThat(read(forty).kind()).isEqualTo(Kind.DECIMAL);
        assertThat(cell.decimal()).isEqualTo(new BigDecimal(forty));
        assertThat(read(forty + "1".repeat(70)).kind()).isEqualTo(Kind.TEXT);
        assertThat(read("0." + "0".repeat(150) + "1").kind()).isEqualTo(Kind.DOUBLE);
        assertThat(cell.real()).isEqualTo(1e-151);
    }

    /**
     * Digits are read eight at a time: tests every length and different bytes after the number, which must not matter.
     */
    @Test
    void numbersOfEveryLengthAreReadFromTheMiddleOfABuffer() {
        CellReader reader = new CellReader(false);
        for (int whole = 1; whole <= 20; whole++) {
            for (int places = 0; places <= 12; places++) {
                String digits = "98765432109876543210".substring(0, whole);
                String text = places == 0 ? digits : digits + '.' + "012345678901".substring(0, places);
                for (String sign : List.of("", "-")) {
                    for (String after : List.of("", "5", "55555555555", ",77,8.8", "x")) {
                        byte[] bytes = ("1," + sign + text + after).getBytes(UTF_8);
                        reader.read(bytes, 2, 2 + sign.length() + text.length(), cell);
                        assertThat(cell.decimal()).isEqualTo(new BigDecimal(sign + text));
                        assertThat(cell.kind()).isEqualTo(places == 0 && whole < 19 ? Kind.LONG : Kind.DECIMAL);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infinity", "inf", "INF", "-Infinity", "-inf"})
    void infinityIsADouble(String text) {
        assertThat(read(text).kind()).isEqualTo(Kind.DOUBLE);
        assertThat(cell.real()).isEqualTo(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "00",
                "00.5",
                "-01",
                "+49 30 1234",
                "+4930123456",
                "1..",
                "1.2.3",
                "--1",
                "1-2",
                "1,5",
                "1,2,3",
                "1,23",
                "0,123",
                "1234,567",
                "1,2345.5",
                "12,345,67",
                "12.5 kg",
                "5 %%",
                "$5$",
                "(5",
                "(abc)",
                "()",
                "+-5",
                "$",
                "12AB",
                "X5",
                "ABC 12",
                "EUR",
                "0x1F",
                "1e",
                "e5",
                "1d",
                "1e999",
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901",
                "Infinite",
                "in",
                "-.",
                "12a",
                "abc",
                "é",
                "12:30",
                "1/2",
                "2024",
                "2024-13"
            })
    void textsThatResembleNumbersAreText(String text) {
        assertThat(read(text).kind()).isEqualTo(text.equals("2024") ? Kind.LONG : Kind.TEXT);
        assertThat(cell.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,5|1.5", "-0,25|-0.25", "1234,00|1234.00", "7|7"})
    void decimalCommasAreReadIfTheDialectAllows(String text, BigDecimal value) {
        assertThat(read(text, true).decimal()).isEqualTo(value);
        assertThat(cell.text()).isEqualTo(text);
        assertThat(read("1.5", true).kind()).isEqualTo(Kind.TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "NULL",
                "n/a",
                "N/A",
                "na",
                "NaN",
                "None",
                "nil",
                "-",
                "?",
                "\\N",
                "#N/A",
                "..",
                ".",
                ":",
                "--",
                "<NA>",
                "(null)",
                "…",
                "–",
                "n.a.",
                "0000-00-00",
                "0000-00-00 00:00:00",
                "00/00/0000",
                "00.00.0000"
            })
    void usualNullMarkersAreRecognized(String text) {
        assertThat(read(text).kind()).isEqualTo(Kind.NULL_MARKER);
        assertThat(read(' ' + text).kind()).isEqualTo(Kind.NULL_MARKER);
        assertThat(cell.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "true,TRUE_FALSE,1",
        "FALSE,TRUE_FALSE,0",
        "t,T_F,1",
        "F,T_F,0",
        "Yes,YES_NO,1",
        "no,YES_NO,0",
        "Y,Y_N,1",
        "n,Y_N,0"
    })
    void booleanWordsGiveTheirPattern(String text, BooleanPattern pattern, int value) {
        assertThat(read(text).kind()).isEqualTo(Kind.BOOLEAN);
        assertThat(cell.patterns()).isEqualTo(1 << pattern.ordinal());
        assertThat(cell.number()).isEqualTo(value);
    }

    @Test
    void emptyCellsAreNullAndBlankCellsAreNullMarkers() {
        assertThat(read("").kind()).isEqualTo(Kind.NULL);
        assertThat(read("  ").kind()).isEqualTo(Kind.NULL_MARKER);
        assertThat(cell.text()).isEmpty();
        assertThat(cell.isPadded()).isTrue();
    }

    @Test
    void surroundingBlanksAreTrimmedAndRecorded() {
        assertThat(read("\t 42 ").kind()).isEqualTo(Kind.LONG);
        assertThat(cell.isPadded()).isTrue();
        assertThat(cell.text()).isEqualTo("42");
        assertThat(read("a b").isPadded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29,ISO_DATE,2024-02-29",
        "0001-01-01,ISO_DATE,0001-01-01",
        "9999-12-31,ISO_DATE,9999-12-31",
        "1582-10-10,ISO_DATE,1582-10-10",
        "2024/2/9,SLASH_YMD,2024-02-09",
        "12/31/2024,SLASH_MDY,2024-12-31",
        "31/12/2024,SLASH_DMY,2024-12-31",
        "1.2.2024,DOT_DMY,2024-02-01",
        "17-06-2013,DASH_DMY,2013-06-17",
        "02-28-2023,DASH_MDY,2023-02-28",
        "04-FEB-2021,DAY_MONTH_NAME,2021-02-04",
        "4-feb-2021,DAY_MONTH_NAME,2021-02-04",
        "1900-02-28,ISO_DATE,1900-02-28",
        "12/31/68,SLASH_MDY_SHORT,2068-12-31",
        "31/12/69,SLASH_DMY_SHORT,1969-12-31",
        "31.12.99,DOT_DMY_SHORT,1999-12-31",
        "4-Feb-21,MONTH_NAME_SHORT,2021-02-04",
        "4 February 2021,SPACED_MONTH_NAME,2021-02-04",
        "04 Sept 2021,SPACED_MONTH_NAME,2021-09-04",
        "'Jan 5, 2024',MONTH_NAME_FIRST,2024-01-05",
        "december 31 2024,MONTH_NAME_FIRST,2024-12-31"
    })
    void daysAreDatesAndMidnightsOfOnePattern(String text, TemporalPattern date, LocalDate day) {
        assertThat(read(text).kind()).isEqualTo(Kind.TEMPORAL);
        TemporalPattern timestamp = TemporalPattern.values()[date.ordinal() + 1];
        assertThat(patterns()).containsExactlyInAnyOrder(date, timestamp);
        assertThat(cell.temporal(date.ordinal())).isEqualTo(day.toEpochDay());
        assertThat(cell.temporal(timestamp.ordinal())).isEqualTo(day.toEpochDay() * 86_400_000_000L);
    }

    @Test
    void aDayThatMayBeAMonthFitsBothOrders() {
        read("03/04/2024");
        assertThat(patterns())
                .containsExactlyInAnyOrder(
                        TemporalPattern.SLASH_MDY,
                        TemporalPattern.SLASH_MDY_TIME,
                        TemporalPattern.SLASH_DMY,
                        TemporalPattern.SLASH_DMY_TIME);
        assertThat(cell.temporal(TemporalPattern.SLASH_MDY.ordinal()))
                .isEqualTo(LocalDate.of(2024, 3, 4).toEpochDay());
        assertThat(cell.temporal(TemporalPattern.SLASH_DMY.ordinal()))
                .isEqualTo(LocalDate.of(2024, 4, 3).toEpochDay());
    }

    @ParameterizedTest
    @CsvSource({
        "2006-02-15 04:34:33,ISO_TIMESTAMP,2006-02-15T04:34:33Z",
        "1996-07-04 00:00:00.000,ISO_TIMESTAMP,1996-07-04T00:00:00Z",
        "2024-05-01T10:11:12Z,ISO_TIMESTAMP,2024-05-01T10:11:12Z",
        "2024-05-01T10:11:12.5+02:00,ISO_TIMESTAMP,2024-05-01T08:11:12.5Z",
        "2024-05-01 10:11:12 UTC,ISO_TIMESTAMP,2024-05-01T10:11:12Z",
        "2024-05-01T10:11:12.25GMT,ISO_TIMESTAMP,2024-05-01T10:11:12.250Z",
        "2024-05-01 10:11,ISO_TIMESTAMP,2024-05-01T10:11:00Z",
        "2024-05-01 10:11:12 -0130,ISO_TIMESTAMP,2024-05-01T11:41:12Z",
        "1969-12-31 23:59:59.999999,ISO_TIMESTAMP,1969-12-31T23:59:59.999999Z",
        "04-FEB-2021 13.20.22.245676861,DAY_MONTH_NAME_TIME,2021-02-04T13:20:22.245676Z",
        "17-06-2013 08:15,DASH_DMY_TIME,2013-06-17T08:15:00Z",
        "31.12.2024 9:05:07,DOT_DMY_TIME,2024-12-31T09:05:07Z",
        "12/31/2024 23:59,SLASH_MDY_TIME,2024-12-31T23:59:00Z",
        "2024/12/31 23:59:01,SLASH_YMD_TIME,2024-12-31T23:59:01Z",
        "12/31/2024 12:00:01 AM,SLASH_MDY_TIME,2024-12-31T00:00:01Z",
        "12/31/2024 12:00 pm,SLASH_MDY_TIME,2024-12-31T12:00:00Z",
        "12/31/24 1:05:09.5PM,SLASH_MDY_SHORT_TIME,2024-12-31T13:05:09.500Z",
        "12-JAN-24 10.11.12.123456 PM,MONTH_NAME_SHORT_TIME,2024-01-12T22:11:12.123456Z",
        "'May 4, 2024 9:05:06 am',MONTH_NAME_FIRST_TIME,2024-05-04T09:05:06Z",
        "12 Jan 2024 9:05 PM,SPACED_MONTH_NAME_TIME,2024-01-12T21:05:00Z"
    })
    void timesAreMicrosecondsInUtc(String text, TemporalPattern pattern, Instant instant) {
        assertThat(read(text).kind()).isEqualTo(Kind.TEMPORAL);
        assertThat(patterns()).containsExactly(pattern);
        assertThat(cell.temporal(pattern.ordinal())).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "1900-02-29",
                "2024-00-10",
                "2024-1-5",
                "2024-12-32",
                "31.11.2024",
                "31/13/2024",
                "2024-05-01T",
                "2024-05-01 24:00:00",
                "2024-05-01 10:60",
                "2024-05-01 10:11:60",
                "2024-05-01 10:11:12.",
                "2024-05-01 10:11:12.1234567890",
                "2024-05-01 10:11:12+25:00",
                "04-FOO-2021",
                "2024-05-01x",
                "2024-05-01 UTC",
                "2024-05-01 10:11:12 CET",
                "0000-01-01",
                "1.2.24",
                "12-31-24",
                "31-31-2024",
                "12/31/024",
                "5 Mai 2024",
                "Mayor 5, 2024",
                "March 5,2024",
                "June 31, 2024",
                "5 Febr 2024",
                "12 2 2024",
                "12/31/2024 13:00 PM",
                "12/31/2024 0:30 AM",
                "12-2024-01",
                "2024-05/01",
                "123-45-6789",
                "192.168.1.10"
            })
    void daysAndTimesThatDoNotExistAreText(String text) {
        assertThat(read(text).kind()).isEqualTo(Kind.TEXT);
        assertThat(cell.text()).isEqualTo(text);
    }

    @Test
    void textsOfTypedFormatsAreParsedForDatesNumbersAndNullMarkers() {
        for (String text : new String[] {"true", "y", "abc", ""}) {
            assertThat(text(text).kind()).as(text).isEqualTo(Kind.TEXT);
        }
        assertThat(text("2024-05-01").kind()).isEqualTo(Kind.TEMPORAL);
        assertThat(text("N/A").kind()).isEqualTo(Kind.NULL_MARKER);
    }

    private Cell text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        new CellReader(false).readText(bytes, 0, bytes.length, cell);
        return cell;
    }

    private Set<TemporalPattern> patterns() {
        Set<TemporalPattern> patterns = EnumSet.noneOf(TemporalPattern.class);
        for (TemporalPattern pattern : TemporalPattern.values()) {
            if ((cell.patterns() & (1 << pattern.ordinal())) != 0) {
                patterns.add(pattern);
            }
        }
        return patterns;
    }
}
