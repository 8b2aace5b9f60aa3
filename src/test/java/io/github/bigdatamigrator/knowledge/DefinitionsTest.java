package io.github.bigdatamigrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {
    private static final DataContext SHOP =
            MeaningsCheck.byNames(MeaningsYaml.read(YamlReader.read("meanings.yaml", """
                tables:
                  receipts: {hidden: [card]}
                measures:
                  takings: {sql: sum(pieces * price), synonyms: [Umsatz, turnover]}
                  per city: sum(receipts.price) / count(DISTINCT shops.city)
                filters:
                  Berlin shops: city = 'Berlin'
                """)), FakeData.SHOP);

    static Stream<Arguments> statements() {
        return Stream.of(
                // a whole item keeps its name
                Arguments.of(
                        "SELECT sold_on, takings FROM receipts GROUP BY sold_on ORDER BY 1",
                        "SELECT sold_on, (sum(pieces * price)) AS takings FROM receipts GROUP BY sold_on ORDER BY 1"),
                Arguments.of("SELECT `Takings` AS t FROM receipts", "SELECT (sum(pieces * price)) AS t FROM receipts"),
                Arguments.of("SELECT takings t FROM receipts", "SELECT (sum(pieces * price)) t FROM receipts"),
                Arguments.of(
                        "SELECT round(takings / 100, 1) AS t FROM receipts",
                        "SELECT round((sum(pieces * price)) / 100, 1) AS t FROM receipts"),
                // models write an aggregate around it
                Arguments.of(
                        "SELECT SUM(takings) FROM receipts", "SELECT (sum(pieces * price)) AS takings FROM receipts"),
                Arguments.of(
                        "SELECT sum( r.takings ) AS t FROM receipts AS r",
                        "SELECT (sum(pieces * price)) AS t FROM receipts AS r"),
                Arguments.of(
                        "SELECT MEASURE(takings) FROM receipts",
                        "SELECT (sum(pieces * price)) AS takings FROM receipts"),
                // with joins the columns get the alias of the table
                Arguments.of(
                        "SELECT s.city, takings FROM receipts r JOIN shops s ON r.shop_id = s.shop_id GROUP BY s.city"
                                + " HAVING takings > 5 ORDER BY takings DESC",
                        "SELECT s.city, (sum(r.pieces * r.price)) AS takings FROM receipts r JOIN shops s ON"
                                + " r.shop_id = s.shop_id GROUP BY s.city HAVING (sum(r.pieces * r.price)) > 5 ORDER BY"
                                + " (sum(r.pieces * r.price)) DESC"),
                Arguments.of(
                        "SELECT city, takings AS t FROM receipts, shops WHERE receipts.shop_id = shops.shop_id AND"
                                + " berlin_shops GROUP BY city ORDER BY t",
                        "SELECT city, (sum(receipts.pieces * receipts.price)) AS t FROM receipts, shops WHERE"
                                + " receipts.shop_id = shops.shop_id AND (shops.city = 'Berlin') GROUP BY city"
                                + " ORDER BY t"),
                Arguments.of(
                        "SELECT per_city FROM receipts r LEFT JOIN shops s USING (shop_id)",
                        "SELECT (sum(r.price) / count(DISTINCT s.city)) AS per_city FROM receipts r LEFT JOIN shops s"
                                + " USING (shop_id)"),
                // an alias of the same name is meant where it may stand
                Arguments.of(
                        "SELECT sum(price) AS takings FROM receipts ORDER BY takings",
                        "SELECT sum(price) AS takings FROM receipts ORDER BY takings"),
                Arguments.of(
                        "SELECT max(takings) FROM (SELECT sold_on, takings FROM receipts GROUP BY 1) x",
                        "SELECT max(takings) FROM (SELECT sold_on, (sum(pieces * price)) AS takings FROM receipts"
                                + " GROUP BY 1) x"),
                Arguments.of(
                        "WITH m AS (SELECT sold_on, takings FROM receipts GROUP BY 1) SELECT takings FROM m",
                        "WITH m AS (SELECT sold_on, (sum(pieces * price)) AS takings FROM receipts GROUP BY 1) SELECT"
                                + " takings FROM m"),
                Arguments.of(
                        "SELECT takings FROM receipts UNION ALL SELECT takings FROM shops",
                        "SELECT (sum(pieces * price)) AS takings FROM receipts UNION ALL SELECT takings FROM shops"),
                Arguments.of(
                        "SELECT * FROM shops WHERE shop_id IN (SELECT shop_id FROM receipts GROUP BY shop_id HAVING"
                                + " takings > 3) AND NOT Berlin_shops",
                        "SELECT * FROM shops WHERE shop_id IN (SELECT shop_id FROM receipts GROUP BY shop_id HAVING"
                                + " (sum(pieces * price)) > 3) AND NOT (city = 'Berlin')"),
                Arguments.of(
                        "SELECT CASE WHEN berlin_shops THEN 1 ELSE 0 END FROM shops",
                        "SELECT CASE WHEN (city = 'Berlin') THEN 1 ELSE 0 END FROM shops"),
                Arguments.of(
                        "SELECT count(*) FROM shops WHERE `Berlin shops` = true",
                        "SELECT count(*) FROM shops WHERE (city = 'Berlin') = true"),
                Arguments.of(
                        "SELECT EXTRACT(YEAR FROM sold_on) AS y, takings FROM receipts GROUP BY y",
                        "SELECT EXTRACT(YEAR FROM sold_on) AS y, (sum(pieces * price)) AS takings FROM receipts GROUP"
                                + " BY y"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void namesAreReplacedWhereTheyMeanADefinition(String written, String expanded) {
        assertThat(Definitions.expand(written, SHOP).sql()).isEqualTo(expanded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'takings' FROM receipts -- takings",
                "SELECT takings FROM shops",
                "SELECT x.takings FROM receipts r",
                "SELECT takings(price) FROM receipts",
                "SELECT a.takings FROM receipts a JOIN receipts b USING (shop_id) WHERE b.takings_2 > 1 AND x.takings",
                "SELECT takings FROM receipts a JOIN receipts b ON a.shop_id = b.shop_id",
                "SELECT per_city FROM receipts",
                "SELECT price FROM receipts takings",
                "SELECT",
                "takings"
            })
    void otherNamesStay(String sql) {
        String expanded = Definitions.expand(sql, SHOP).sql();
        assertThat(expanded.replace("(sum(a.pieces * a.price)) AS takings", "a.takings"))
                .isEqualTo(sql);
    }

    @Test
    void aColumnOfTheSameNameTakesPrecedence() {
        DataContext both = MeaningsCheck.byNames(
                MeaningsYaml.read(YamlReader.read("m", "measures:\n  city: count(receipts.card)")), FakeData.SHOP);

        assertThat(Definitions.expand("SELECT city FROM receipts JOIN shops USING (shop_id)", both)
                        .sql())
                .isEqualTo("SELECT city FROM receipts JOIN shops USING (shop_id)");
        assertThat(Definitions.expand("SELECT city FROM receipts", both).sql())
                .isEqualTo("SELECT (count(card)) AS city FROM receipts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Umsatz pro Monat?      | SELECT month(sold_on), sum(price) FROM receipts GROUP BY 1 | takings",
                "What is our turnover?  | SELECT sum(pieces) FROM receipts                           | takings",
                "What is our turnover?  | SELECT sum( r.pieces*r.PRICE ) AS t FROM receipts r        | ''",
                "What is our turnover?  | SELECT takings FROM receipts                               | ''",
                "What is our turnover?  | SELECT count(*) FROM shops                                 | ''",
                "List the receipts      | SELECT sum(price) FROM receipts                            | ''",
                "receipts with turnover | SELECT price FROM receipts                                 | ''",
                "the Berlin shops       | SELECT * FROM shops                                        | Berlin shops",
                "shops in Berlin        | SELECT * FROM shops                                        | ''"
            })
    void aDefinitionThatTheQuestionNamesAndTheStatementDoesNotUseIsFound(String question, String sql, String name) {
        assertThat(Definitions.unused(question, Definitions.expand(sql, SHOP), SHOP).stream()
                        .map(Definition::name)
                        .toList())
                .isEqualTo(name.isEmpty() ? java.util.List.of() : java.util.List.of(name));
    }

    @Test
    void aHiddenColumnIsNamedInTheRefusal() {
        MigratorException unknown =
                new MigratorException(ErrorCode.QUERY_FAILED, "[UNRESOLVED_COLUMN] `card` cannot be resolved.");

        MigratorException told = Definitions.explained("SELECT card FROM receipts", unknown, SHOP);

        assertThat(told.code()).isEqualTo(ErrorCode.QUERY_REFUSED);
        assertThat(told).hasMessageContaining("receipts.card is hidden");
        assertThat(Definitions.explained("SELECT card FROM shops", unknown, SHOP))
                .isSameAs(unknown);
    }

    @Test
    void theDefinitionIsShownWithoutQuotes() {
        assertThat(SHOP.meanings().definitions())
                .extracting(Definition::shown)
                .containsExactly(
                        "sum(pieces * price)", "sum(receipts.price) / count(DISTINCT shops.city)", "city = 'Berlin'");
    }
}
