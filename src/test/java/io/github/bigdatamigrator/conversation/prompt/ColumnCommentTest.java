package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnCommentTest {
    private static final int ROWS = 1000;

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("four digits", numbers("123456.789", "0.98765"), "0.9877..123500"),
                Arguments.of("few numbers", numbers("0.5", "0", "0.25"), "one of 0, 0.25, 0.5"),
                Arguments.of("whole numbers in a row", whole("1", "2", "3"), "1..3"),
                Arguments.of("days", whole("20240229", "19991231"), "19991231..20240229"),
                Arguments.of("numbers like days", whole("20241329", "19991231"), "19990000..20240000"),
                Arguments.of("few texts", texts(3, false, "a", "b", "c"), "one of 'a', 'b', 'c'"),
                Arguments.of("more texts than known", texts(15, false, "a", "b"), "15 values: 'a', 'b', …"),
                Arguments.of(
                        "all of twenty texts",
                        texts(
                                20,
                                false,
                                IntStream.range(0, 20)
                                        .mapToObj(i -> "category " + i)
                                        .toArray(String[]::new)),
                        IntStream.range(0, 20)
                                .mapToObj(i -> "'category " + i + "'")
                                .collect(Collectors.joining(", ", "one of ", ""))),
                Arguments.of("a backslash", texts(2, false, "a\\b", "it's"), "one of 'a\\\\b', 'it''s'"),
                Arguments.of(
                        "lists",
                        texts(9, false, "{red,\"light blue\"}", "{red}", "{green}"),
                        "lists as text: '{red,\"light blue\"}'; find an item with LIKE '%…%': 'red', 'green',"
                                + " 'light blue', …"),
                Arguments.of(
                        "lists without braces",
                        texts(4, false, "a1, b1", "b1, c1", "c1, a1", "b1"),
                        "lists as text: 'a1, b1'; find an item with LIKE '%…%': 'b1', 'a1', 'c1'"),
                Arguments.of(
                        "no lists",
                        texts(3, false, "Bern, CH", "Ulm, DE", "Kiel, DE"),
                        "one of 'Bern, CH', 'Ulm, DE', 'Kiel, DE'"),
                Arguments.of(
                        "json that is cut",
                        meaning(
                                SemanticKind.JSON,
                                texts(
                                        900,
                                        false,
                                        "none(x)",
                                        "{\"size\": 1, \"tone\": {\"hue\": 2}, \"note\": \"long te")),
                        "json, e.g. get_json_object(s, '$.size'); keys size, tone, note; not all cells are json"),
                Arguments.of("json without keys", meaning(SemanticKind.JSON, texts(900, false, "none(x)")), "json"),
                Arguments.of("many texts", texts(700, false, "a", "b", "c"), "e.g. 'a', 'b'"),
                Arguments.of("unique texts", texts(ROWS, true, "a", "b", "c"), "unique; e.g. 'a'"),
                Arguments.of("blanks", texts(2, false, " a", "b  c "), "one of ' a', 'b  c '"),
                Arguments.of("contacts", meaning(SemanticKind.EMAIL, texts(900, false, "a@b.c")), ""),
                Arguments.of(
                        "other meanings",
                        meaning(SemanticKind.POSTAL_CODE, texts(900, false, "01")),
                        "postal code, e.g. '01'"),
                Arguments.of("passwords", named("user_password", texts(900, false, "x")), ""),
                Arguments.of(
                        "prose",
                        ColumnBuilder.like(texts(900, false, "x"))
                                .lengths(new ColumnProfile.Lengths(9, 120, 900))
                                .build(),
                        ""),
                Arguments.of(
                        "nearly numbers",
                        shapes("9+", 985L, "12", "9.9", 14L, "1.5", "AAAAAAA", 1L, "MISSING"),
                        "numbers but for 'MISSING' (1)"),
                Arguments.of("words", shapes("Aaa", 985L, "Lea", "9+", 15L, "12"), "e.g. 'v'"),
                Arguments.of(
                        "numbers that mean none",
                        sentinel(numbers("-999", "7.5")),
                        "one of -999, 7.5; '-999' may mean none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("columns")
    void theCommentHasWhatAQueryNeeds(String name, ColumnProfile column, String comment) {
        TableProfile table = Profiles.table("t", ROWS, List.of(column));

        assertThat(ColumnComment.of(table, column, null, false, PrivacyLevel.EXAMPLES, false))
                .isEqualTo(comment);
        assertThat(ColumnComment.of(table, column, null, false, PrivacyLevel.NAMES, false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        Oak,Ash => Oak|Elm,Elm|Ash,Elm => lists as text: 'Oak|Elm'; find an item with LIKE '%…%': 'Elm', 'Ash', 'Oak', …
        Oak,Red Oak => Oak;Red Oak,Red Oak;Elm,Elm;Oak => lists as text: 'Oak;Red Oak'; find an item with \
        array_contains(split(…, '[;]'), '…'): 'Oak', 'Red Oak', 'Elm', …
        Oak,Red Oak => Oak | Red Oak,Elm | Oak,Elm | Red Oak => lists as text: 'Oak | Red Oak'; find an item with \
        array_contains(split(…, ' *[|] *'), '…'): 'Oak', 'Red Oak', 'Elm', …
        Oak,Ash => Smith; Ann,Smith; Bob,Jones; Ann,Jones; Bob => e.g. 'Oak', 'Ash'
        Oak,Ash => Oak|1,Elm|2,Ash|3 => e.g. 'Oak', 'Ash'
        Oak,Ash => Oak Ash,Elm,Fir => e.g. 'Oak', 'Ash'
        """)
    void listsAreKnownFromSampledRowsIfTheFrequentValuesAreSingleItems(String top, String cells, String comment) {
        ColumnProfile column = texts(700, false, top.split(","));
        TableProfile bare = Profiles.table("t", ROWS, List.of(column));
        List<List<@Nullable String>> rows = Stream.of(cells.split(","))
                .map(cell -> Stream.<@Nullable String>of(cell).toList())
                .toList();
        TableProfile table = new TableProfile(
                bare.name(),
                bare.sqlName(),
                bare.location(),
                bare.origin(),
                bare.rows(),
                bare.columns(),
                rows,
                null,
                List.of(),
                null,
                bare.correlations());

        assertThat(ColumnComment.of(table, column, null, false, PrivacyLevel.EXAMPLES, false))
                .isEqualTo(comment);
    }

    @Test
    void aShortCommentHasFewerValues() {
        ColumnProfile column = texts(
                20, false, IntStream.range(0, 20).mapToObj(i -> "value " + i).toArray(String[]::new));
        TableProfile table = Profiles.table("t", ROWS, List.of(column));

        assertThat(ColumnComment.of(table, column, null, false, PrivacyLevel.EXAMPLES, true))
                .startsWith("20 values: 'value 0', ")
                .endsWith(", …")
                .hasSizeLessThan(80);
    }

    @Test
    void emptyAndConstantColumnsShareOneLine() {
        ColumnProfile empty = ColumnBuilder.like(Profiles.column("fax", ColumnType.STRING, 0))
                .nulls(ROWS)
                .build();
        ColumnProfile currency = named("currency", texts(1, false, "EUR"));
        ColumnProfile secret = named("password", texts(1, false, "hidden1"));
        ColumnProfile amount = Profiles.column("amount", ColumnType.DOUBLE, 90, "1", "9");
        DataContext context = Profiles.context(
                List.of(Profiles.table("t", ROWS, List.of(empty, currency, secret, amount))), List.of());

        assertThat(new SchemaDdl(context, HeaderPseudonyms.of(context, PrivacyLevel.EXAMPLES), PrivacyLevel.EXAMPLES)
                        .whole())
                .isEqualTo("""
                        CREATE TABLE t ( -- 1000 rows
                         password STRING,
                         amount DOUBLE, -- 1..9
                         -- constant columns: fax null, currency = 'EUR'
                        );
                        """);
    }

    private static ColumnProfile numbers(String... values) {
        return values(ColumnType.decimal(12, 4), values);
    }

    private static ColumnProfile whole(String... values) {
        return values(ColumnType.BIGINT, values);
    }

    /** A column of these values; of more if there are only two, the largest and the smallest. */
    private static ColumnProfile values(ColumnType type, String... values) {
        List<String> sorted = Stream.of(values)
                .sorted((one, other) -> Double.compare(Double.parseDouble(one), Double.parseDouble(other)))
                .toList();
        boolean all = values.length > 2 || values[0].startsWith("-");
        return ColumnBuilder.like(Profiles.column(
                        "n", type, all ? values.length : 700, sorted.get(0), sorted.get(sorted.size() - 1)))
                .topValues(tops(values))
                .build();
    }

    private static ColumnProfile texts(long distinct, boolean unique, String... top) {
        return ColumnBuilder.like(Profiles.column("s", ColumnType.STRING, distinct))
                .unique(new Uniqueness(unique, true))
                .topValues(tops(top))
                .build();
    }

    private static List<TopValue> tops(String... values) {
        return Stream.of(values).map(value -> new TopValue(value, 3, true)).toList();
    }

    private static ColumnProfile named(String name, ColumnProfile like) {
        return ColumnBuilder.named(name, like.type())
                .distinct(Count.exactly(like.distinct().value()))
                .unique(like.unique())
                .topValues(like.topValues())
                .build();
    }

    private static ColumnProfile meaning(SemanticKind kind, ColumnProfile column) {
        return finding(column, null, new ColumnFindings.Semantics(kind, true, 900, 900, true), List.of());
    }

    private static ColumnProfile sentinel(ColumnProfile column) {
        return finding(column, null, null, List.of(new TopValue("-999", 9, true)));
    }

    /** Shape, count and example of each kind of text. */
    private static ColumnProfile shapes(Object... parts) {
        List<ColumnFindings.Shape> shapes = IntStream.range(0, parts.length / 3)
                .mapToObj(i -> new ColumnFindings.Shape(
                        (String) parts[3 * i], (Long) parts[3 * i + 1], (String) parts[3 * i + 2]))
                .toList();
        return finding(texts(700, false, "v"), new ColumnFindings.Shapes(shapes, ROWS, true), null, List.of());
    }

    private static ColumnProfile finding(
            ColumnProfile column,
            ColumnFindings.@Nullable Shapes shapes,
            ColumnFindings.@Nullable Semantics semantics,
            List<TopValue> sentinels) {
        return ColumnBuilder.like(column)
                .findings(new ColumnFindings(
                        ColumnFindings.NONE.cells(), null, null, shapes, semantics, null, sentinels, null, false, null))
                .build();
    }
}
