package io.github.bigdatamigrator.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticKindsTest {
    private static SampledTexts sampled(List<String> texts) {
        return new SampledTexts(texts, new HashSet<>(texts), true);
    }

    private static @Nullable Semantics of(String column, ColumnType type, List<String> texts) {
        return SemanticKinds.of("t", column, type, sampled(texts), -10, 60);
    }

    private static @Nullable SemanticKind kind(String column, String... texts) {
        Semantics found = of(column, ColumnType.STRING, Arrays.asList(texts));
        return found == null ? null : found.kind();
    }

    @ParameterizedTest
    @CsvSource({
        "c, EMAIL, a.b@example.com, x+y@sub.example.org, jörg@exämple.de",
        "c, URL, https://example.com/a?b=1, ftp://host/file, s3://bucket/key",
        "c, UUID, 123e4567-e89b-12d3-a456-426614174000, 123E4567-E89B-12D3-A456-426614174000,"
                + " 00000000-0000-0000-0000-000000000000",
        "c, IP_ADDRESS, 192.168.0.1, 8.8.8.8, 2001:db8::1",
        "c, IBAN, DE89370400440532013000, GB82 WEST 1234 5698 7654 32, FR1420041010050500013M02606",
        "c, PHONE, +49 30 901820, +1 212 555 0100, +44 20 7946 0000",
        "phone, PHONE, 030/901820, 212-555-0100, 555 0100",
        "c_phone, PHONE, 25-989-741-2988, 23-768-687-3665, 11-719-748-3364",
        "card no, CREDIT_CARD, 4111111111111111, 5500 0000 0000 0004, 340000000000009",
        "isbn, ISBN, 978-3-16-148410-0, 0-306-40615-2, 080442957X",
        "country, COUNTRY_CODE, DE, FR, AT",
        "iso3, COUNTRY_CODE, 'DEU,FRA,AUT,USA', ,",
        "c, CURRENCY_CODE, EUR, USD, JPY",
        "zip_code, POSTAL_CODE, 01067, SW1A 1AA, 1010",
        "c, JSON, '{\"a\":[1,2.5e3,null]}', '[true, \"x\\\"y\"]', '{}'"
    })
    void semanticKindIsFound(
            String column, SemanticKind kind, String one, @Nullable String two, @Nullable String three) {
        List<String> texts =
                two == null ? List.of(one.split(",")) : Arrays.asList(one, two, three == null ? one : three);
        Semantics found = of(column, ColumnType.STRING, texts);
        assertThat(found).isNotNull();
        assertThat(found == null ? null : found.kind()).isEqualTo(kind);
        assertThat(found == null ? 0 : found.fitting()).isEqualTo(texts.size());
    }

    @Test
    void similarValuesGetNoSemanticKind() {
        assertThat(kind("version", "1.2.3.4", "1.2.3.5", "2.0.0.1")).isNull();
        assertThat(kind("state", "CA", "DE", "AL", "GA", "PA", "SC", "SD", "TN", "VA", "MD", "MA", "IL", "IN"))
                .isNull();
        assertThat(kind("code", "DE", "FR")).isNull();
        assertThat(kind("grade", "ALL", "TOP")).isNull();
        assertThat(kind("number", "4111111111111111", "4111111111111112")).isNull();
        assertThat(kind("c", "DE89370400440532013001", "DE89370400440532013002"))
                .isNull();
        assertThat(kind("time", "10:30", "11:45", "23:59:59")).isNull();
        assertThat(kind("c", "{not json}", "[1,]", "{\"a\":}")).isNull();
        assertThat(kind("amount", "212-555-0100", "x")).isNull();
        assertThat(kind("c", "a@b", "@", "a b@example.com")).isNull();
    }

    @Test
    void fewMisfitsAreCountedAndNamed() {
        List<String> texts = new java.util.ArrayList<>();
        for (int i = 0; i < 99; i++) {
            texts.add(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString());
        }
        texts.add("none of these");
        Semantics found = of("c", ColumnType.STRING, texts);
        assertThat(found).isEqualTo(new Semantics(SemanticKind.UUID, false, 99, 100, true));
        assertThat(SemanticKinds.misfit(SemanticKind.UUID, sampled(texts))).isEqualTo("none of these");
        texts.addAll(java.util.Collections.nCopies(10, "more of it"));
        assertThat(of("c", ColumnType.STRING, texts)).isNull();
    }

    @Test
    void coordinatesNeedTheirNameAndTheirRange() {
        List<String> texts = List.of("52.5", "-10.25");
        Semantics lat = of("Latitude", ColumnType.DOUBLE, texts);
        assertThat(lat == null ? null : lat.kind()).isEqualTo(SemanticKind.LATITUDE);
        Semantics lon = of("geo_lon", ColumnType.decimal(5, 2), texts);
        assertThat(lon == null ? null : lon.kind()).isEqualTo(SemanticKind.LONGITUDE);
        assertThat(of("plat", ColumnType.DOUBLE, texts)).isNull();
        assertThat(SemanticKinds.of("t", "lat", ColumnType.DOUBLE, sampled(texts), -91, 0))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"first_name", "LastName", "surname", "birth_date", "email", "street", "customer_name", "SSN"})
    void columnNamesOfPersonalDataAreMarked(String column) {
        Semantics found = of(column, ColumnType.STRING, List.of("x", "y"));
        assertThat(found).isEqualTo(new Semantics(null, true, 0, 0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"product_name", "name", "birth_id", "title", "emailed", "table"})
    void otherColumnNamesAreNotMarked(String column) {
        assertThat(of(column, ColumnType.STRING, List.of("x", "y"))).isNull();
    }

    @Test
    void nameOfPersonIsPersonalButNameOfProductIsNot() {
        SampledTexts sample = sampled(List.of("x"));
        assertThat(SemanticKinds.of("customers", "name", ColumnType.STRING, sample, 0, 0))
                .isNotNull();
        assertThat(SemanticKinds.of("products", "name", ColumnType.STRING, sample, 0, 0))
                .isNull();
    }

    @Test
    void truncatedJsonIsJson() {
        String whole = "{\"items\": [" + "{\"name\": \"ä\\u00e4\"}, ".repeat(20) + "1]}";
        for (int end = 60; end < whole.length(); end++) {
            assertThat(JsonText.matches(whole.substring(0, end), 60))
                    .as(whole.substring(0, end))
                    .isTrue();
        }
        assertThat(JsonText.matches(whole, 60)).isTrue();
        assertThat(JsonText.matches(whole + "}", 60)).isFalse();
        assertThat(JsonText.matches("{\"a\"", 60)).isFalse();
        assertThat(JsonText.matches("[".repeat(5000), 60)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tr",
                "[{\"a\": fals",
                "[1.",
                "[1e",
                "[-",
                "[1,",
                "{\"a\": ",
                "{\"a",
                "{\"a\\",
                "{\"a\\u00",
                "[\"\\x",
                "[[nul",
                "{\"a\": 1, "
            })
    void jsonMayBeTruncatedWithinAnyToken(String text) {
        assertThat(JsonText.matches(text, text.length())).isTrue();
        assertThat(JsonText.matches(text, text.length() + 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[trx",
                "[1 2",
                "{\"a\" 1",
                "{a: 1",
                "['a'",
                "[01, 2",
                "[1]]",
                "{}{}",
                "[NaN",
                "[\"a\nb\"",
                "[error] started",
                "{} tru",
                "[tru, 1"
            })
    void truncatedTextThatIsNotJsonIsRejected(String text) {
        assertThat(JsonText.matches(text, 2)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DE-123, AA-999", "Ünïcode, Aaaaaaa", "a b  C, a a  A", "'', ''", "x@y.z, a@a.a", "٣٤, 99"})
    void patternReplacesEachLetterAndDigit(String text, String shape) {
        assertThat(PatternProfile.shape(text)).isEqualTo(shape);
    }

    @Test
    void patternsAreCountedAndManyPatternsCollapseRuns() {
        Shapes codes = PatternProfile.of(sampled(List.of("AB-123", "CD-456", "X9", "AA-000")));
        assertThat(codes)
                .isEqualTo(new Shapes(List.of(new Shape("AA-999", 3, "AA-000"), new Shape("A9", 1, "X9")), 4, true));
        List<String> names = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "X" + "a".repeat(i) + " " + "Y" + "b".repeat(41 - i))
                .toList();
        Shapes runs = PatternProfile.of(sampled(names));
        assertThat(runs == null ? List.<Shape>of() : runs.shapes())
                .extracting(shape -> shape.shape() + shape.count())
                .containsExactly("A+a+ A+a+40");
        List<String> prose = IntStream.range(0, 200)
                .mapToObj(i -> "a ".repeat(i % 97) + "Z9".repeat(i % 31))
                .toList();
        assertThat(PatternProfile.of(sampled(prose))).isNull();
        assertThat(PatternProfile.of(sampled(List.of()))).isNull();
    }

    @Test
    void correlationsOfKnownNumbersAreCorrect() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {2, 1, 4, 3, 5};
        assertThat(CorrelationFinder.pearson(x, y)).isCloseTo(0.8, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(CorrelationFinder.pearson(x, new double[] {1, 1, 1, 1, 1})).isZero();
        assertThat(CorrelationFinder.ranks(new double[] {10, 20, 10, 5})).containsExactly(2.5, 4, 2.5, 1);
    }
}
