package io.github.bigdatamigrator.knowledge;

import static io.github.bigdatamigrator.knowledge.FakeData.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeaningsCheckTest {
    private final FakeData data = new FakeData();

    private DataContext applied(String yaml, DataContext profile) {
        MeaningEntries entries = MeaningsYaml.read(YamlReader.read("meanings.yaml", yaml));
        return MeaningsCheck.onData(entries, MeaningsCheck.byNames(entries, profile), data, data);
    }

    private DataContext applied(String yaml) {
        return applied(yaml, SHOP);
    }

    private static List<String> told(DataContext context) {
        return context.problems().stream()
                .map(problem -> problem.subject() + ": " + problem.message())
                .toList();
    }

    /** Each with the line and a part of the reason. */
    static Stream<Arguments> entriesThatDoNotFit() {
        return Stream.of(
                Arguments.of(
                        "tables:\n  receipts:\n    columns:\n      prise: x\n      card: y",
                        4,
                        "no column prise; the nearest is price"),
                Arguments.of("tables:\n  receits:\n    description: x", 2, "no table receits; the nearest is receipts"),
                Arguments.of("tables:\n  receipts:\n    time: price", 2, "time column price holds no dates"),
                Arguments.of(
                        "tables:\n  receipts:\n    hidden: [cart, price]", 2, "no column cart; the nearest is card"),
                Arguments.of("tables:\n  receipts:\n    units: EUR", 3, "no key “units”"),
                Arguments.of("tables:\n  receipts: text", 2, "expected keys"),
                Arguments.of(
                        "tables:\n  receipts:\n    status: done\n    description: x", 3, "expected draft or approved"),
                Arguments.of("tabels:\n  receipts: {}", 1, "did you mean “tables”"),
                Arguments.of("- a list", 1, "expected keys such as “tables:”"),
                Arguments.of("measures:\n  takings: sum(receipts.prise)", 2, "no column prise; the nearest is price"),
                Arguments.of(
                        "measures:\n  takings: sum(prise)", 2, "no table has a column prise; the nearest is price"),
                Arguments.of(
                        "measures:\n  price:\n    table: receipts\n    sql: sum(price)",
                        2,
                        "also a column of receipts"),
                Arguments.of("measures:\n  takings: sum(shop_id)", 2, "add the key “table”"),
                Arguments.of("measures:\n  takings: {table: receipts}", 2, "has no “sql”"),
                Arguments.of("measures:\n  select: sum(price)", 2, "cannot be a name in SQL"),
                Arguments.of("measures:\n  a: sum(price)\nfilters:\n  a: price > 1", 4, "defined twice"),
                Arguments.of(
                        "measures:\n  moves:\n    table: shops\n    sql: sum(shops.shop_id * receipts.price)",
                        2,
                        "no relationship from many to one"),
                Arguments.of(
                        "tables:\n  receipts: {hidden: [card]}\nmeasures:\n  cards: count(receipts.card)",
                        4,
                        "hidden column receipts.card"),
                Arguments.of(
                        "relationships:\n  - not: receipts.shop -> shops.shop_id",
                        2,
                        "no column shop; the nearest is shop_id"),
                Arguments.of("relationships:\n  - yes: receipts.shop_id shops.shop_id", 2, "is not a relationship"),
                Arguments.of(
                        "relationships:\n  - yes: receipts(shop_id, price) -> shops.shop_id",
                        2,
                        "2 columns on the left"),
                Arguments.of("relationships:\n  - yes: a.b -> c.d\n    not: a.b -> c.d", 2, "either"),
                Arguments.of("relationships:\n  - maybe: a.b -> c.d", 2, "no key “maybe”"),
                Arguments.of(
                        "relationships:\n  - yes: receipts.shop_id -> shops.shop_id\n"
                                + "  - not: receipts.shop_id -> shops.shop_id",
                        3,
                        "also confirmed in meanings.yaml, line 2"));
    }

    @ParameterizedTest
    @MethodSource("entriesThatDoNotFit")
    void anEntryThatDoesNotFitIsToldWithLineAndReason(String yaml, int line, String reason) {
        assertThat(told(applied(yaml)))
                .anySatisfy(told -> assertThat(told)
                        .startsWith("meanings.yaml, line " + line + ": ")
                        .contains(reason));
    }

    @Test
    void oneFaultDoesNotCostTheOtherEntries() {
        DataContext context = applied("""
            tables:
              receipts:
                description: sales of all shops
                columns:
                  nothing: x
                  price: {unit: EUR, synonyms: [Preis]}
            measures:
              bad:
              takings: sum(pieces * price)
            """);

        assertThat(context.meanings().of(SHOP.tables().get(0)).description()).isEqualTo("sales of all shops");
        assertThat(context.meanings().tables())
                .hasEntrySatisfying(
                        "receipts",
                        receipts -> assertThat(receipts.columns())
                                .hasEntrySatisfying(
                                        "price",
                                        price -> assertThat(price.unit()).isEqualTo("EUR")));
        assertThat(context.meanings().definitions())
                .extracting(Definition::name)
                .containsExactly("takings");
        assertThat(context.problems()).hasSize(2);
    }

    @Test
    void entriesAboutOtherDataAreNotTold() {
        String yaml = """
            tables:
              flights: {description: x, columns: {airline: y}}
              shops: {columns: {owner: other data with a table of this name, rent: x}}
            measures:
              delay: avg(flights.delay_minutes)
              load_factor: sum(passengers) / sum(seats)
            filters:
              late: {table: flights, sql: delay_minutes > 15}
            relationships:
              - not: flights.carrier -> carriers.id
            """;

        assertThat(applied(yaml).problems()).isEmpty();
        assertThat(applied(yaml).relationships()).isEqualTo(SHOP.relationships());
        assertThat(MeaningsCheck.otherTables(MeaningsYaml.read(YamlReader.read("m", yaml)), SHOP))
                .containsExactly("flights", "shops");
    }

    @Test
    void draftsHaveNoEffect() {
        DataContext context = applied("""
            tables:
              receipts:
                status: draft
                description: x
                hidden: [card]
                columns:
                  price: {unit: EUR, status: draft}
            measures:
              takings: {sql: sum(price), status: draft}
            relationships:
              - {not: receipts.shop_id -> shops.shop_id, status: draft}
            """);

        assertThat(context.meanings()).isEqualTo(SHOP.meanings());
        assertThat(context.relationships()).isEqualTo(SHOP.relationships());
    }

    @Test
    void aRefutedRelationshipIsRemoved() {
        Relationship composite = new Relationship(
                "receipts",
                List.of("shop_id", "pieces"),
                "stock moves",
                List.of("shop_id", "moved"),
                Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.9,
                "",
                null);

        DataContext context = applied(
                "relationships:\n  - not: receipts.shop_id -> shops.shop_id\n"
                        + "  - not: receipts(pieces, shop_id) → stock moves(moved, shop_id)",
                FakeData.with(SHOP.relationships().get(0), composite));

        assertThat(context.relationships()).isEmpty();
        assertThat(context.problems()).isEmpty();
        assertThat(data.claimed).isEmpty();
    }

    @Test
    void aConfirmedRelationshipOfTheProfileIsCertainAndCostsNothing() {
        DataContext context = applied("relationships:\n  - yes: receipts.shop_id -> shops.shop_id");

        assertThat(context.relationships()).singleElement().satisfies(edge -> {
            assertThat(edge.confidence()).isEqualTo(1);
            assertThat(edge.evidence()).contains("all values found", "confirmed by a person");
        });
        assertThat(data.claimed).isEmpty();
    }

    @Test
    void aConfirmedRelationshipThatTheProfileLacksIsMeasuredAndReplacesAnother() {
        data.refuting(new DataClaim.Included("receipts", List.of("shop_id"), "stock moves", List.of("moved")), 20);
        data.refuting(new DataClaim.Unique("receipts", List.of("shop_id")), 90);

        DataContext context = applied("relationships:\n  - yes: receipts.shop_id -> stock moves.moved");

        assertThat(context.relationships()).singleElement().satisfies(edge -> {
            assertThat(edge.toTable()).isEqualTo("stock moves");
            assertThat(edge.cardinality()).isEqualTo(Cardinality.MANY_TO_ONE);
            assertThat(edge.containmentRows()).isEqualTo(0.8);
            assertThat(edge.containmentDistinct()).isEqualTo(0.75);
            assertThat(edge.orphanRows()).isEqualTo(20);
            assertThat(edge.evidence()).contains("confirmed by a person");
        });
    }

    @Test
    void aRelationshipThatTheDataRefutesIsToldAndNotUsed() {
        data.refuting(new DataClaim.Unique("shops", List.of("state")), 8);

        DataContext context = applied("relationships:\n  - yes: receipts.card -> shops.state");

        assertThat(context.relationships()).isEqualTo(SHOP.relationships());
        assertThat(told(context)).singleElement().asString().contains("line 2", "8 rows", "refuted by the data");
    }

    @Test
    void aKeyIsVerified() {
        assertThat(applied("tables:\n  stock moves:\n    key: [shop_id, moved]")
                        .table("stock moves")
                        .orElseThrow()
                        .primaryKey())
                .containsExactly("shop_id", "moved");

        data.refuting(new DataClaim.Unique("stock moves", List.of("moved")), 5);
        DataContext refuted = applied("tables:\n  stock moves:\n    key: moved");
        assertThat(refuted.table("stock moves").orElseThrow().primaryKey()).isNull();
        assertThat(told(refuted)).singleElement().asString().contains("5 rows");
    }

    @Test
    void aMeasureThatDoesNotRunIsToldAndNotUsed() {
        data.refusing("`card`");

        DataContext context = applied("measures:\n  cards: sum(card)\n  takings: sum(price)");

        assertThat(context.meanings().definitions())
                .extracting(Definition::name)
                .containsExactly("takings");
        assertThat(told(context)).singleElement().asString().contains("line 2", "does not run", "CAST_INVALID_INPUT");
        assertThat(data.ran).allMatch(sql -> sql.contains("LIMIT 1000"));
    }

    @Test
    void aMeasureMayUseTablesThatItsTableRefersTo() {
        DataContext context =
                applied("measures:\n  cities:\n    sql: count(DISTINCT shops.city) / sum(receipts.pieces)");

        assertThat(context.meanings().definitions()).singleElement().satisfies(definition -> {
            assertThat(definition.table()).isEqualTo("receipts");
            assertThat(definition.expression()).isEqualTo("count(DISTINCT `shops`.`city`) / sum(`receipts`.`pieces`)");
        });
        assertThat(data.ran.get(0)).contains("LEFT JOIN `shops` ON `receipts`.`shop_id` = `shops`.`shop_id`");
    }

    @Test
    void hiddenColumnsAreNotVisible() {
        DataContext visible = applied("""
            tables:
              receipts: {hidden: [card, shop_id], columns: {card: {description: secret}}}
            """)
                .withProblems(List.of(new Problem("receipts.card", "is odd", 1), new Problem("receipts", "fine", 1)))
                .visible();

        assertThat(visible.table("receipts").orElseThrow().columns())
                .extracting(column -> column.name())
                .doesNotContain("card", "shop_id");
        assertThat(visible.relationships()).isEmpty();
        assertThat(visible.problems()).extracting(Problem::message).containsExactly("fine");
        assertThat(visible.meanings().tables())
                .hasEntrySatisfying(
                        "receipts", receipts -> assertThat(receipts.columns()).isEmpty());
        assertThat(SHOP.visible()).isSameAs(SHOP);
    }

    @Test
    void nothingIsReadWhereNothingIsSaid() {
        DataContext context = applied("tables:\n  receipts: {description: x}");

        assertThat(data.ran).isEmpty();
        assertThat(data.claimed).isEmpty();
        assertThat(context.withMeanings(SHOP.meanings())).isEqualTo(SHOP);
    }

    @Test
    void emptyTablesAndContextsAreNoFault() {
        assertThat(applied("measures:\n  takings: sum(price)", Profiles.EMPTY).problems())
                .isEmpty();
        assertThat(applied("", Profiles.EMPTY).problems()).isEmpty();
    }
}
