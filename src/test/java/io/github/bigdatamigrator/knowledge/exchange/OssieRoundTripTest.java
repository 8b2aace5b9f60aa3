package io.github.bigdatamigrator.knowledge.exchange;

import static io.github.bigdatamigrator.fixture.Profiles.column;
import static io.github.bigdatamigrator.fixture.Profiles.context;
import static io.github.bigdatamigrator.fixture.Profiles.edge;
import static io.github.bigdatamigrator.fixture.Profiles.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.knowledge.FakeData;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports data with meanings, valid by the schema of Ossie, and imports the same. */
class OssieRoundTripTest {
    @TempDir
    Path folder;

    private static ColumnProfile[] columns(String... namesAndTypes) {
        return Arrays.stream(namesAndTypes)
                .map(each -> each.split(":"))
                .map(each -> column(each[0], ColumnType.parse(each[1]), 10))
                .toArray(ColumnProfile[]::new);
    }

    private static TableProfile of(String name, List<String> key, String... columns) {
        return table(name, 100, key, List.of(columns(columns)));
    }

    /** Composite keys and references, as in TPC-H. */
    private static final DataContext TPCH = context(
            List.of(
                    of(
                            "lineitem",
                            List.of("l_orderkey", "l_linenumber"),
                            "l_orderkey:bigint",
                            "l_linenumber:bigint",
                            "l_partkey:bigint",
                            "l_suppkey:bigint",
                            "l_extendedprice:decimal(12,2)",
                            "l_discount:decimal(4,2)",
                            "l_shipdate:date"),
                    of("partsupp", List.of("ps_partkey", "ps_suppkey"), "ps_partkey:bigint", "ps_suppkey:bigint"),
                    of("orders", List.of("o_orderkey"), "o_orderkey:bigint", "o_orderdate:date", "o_clerk:string")),
            List.of(
                    edge("lineitem", "l_orderkey", "orders", "o_orderkey"),
                    new Relationship(
                            "lineitem",
                            List.of("l_partkey", "l_suppkey"),
                            "partsupp",
                            List.of("ps_partkey", "ps_suppkey"),
                            Cardinality.MANY_TO_ONE,
                            1,
                            1,
                            0,
                            List.of(),
                            0.9,
                            "",
                            null)));

    private static final String TPCH_MEANINGS = """
        tables:
          lineitem:
            description: "one row for each position: of an order"
            synonyms: [positions, Positionen]
            time: l_shipdate
            columns:
              l_extendedprice: {unit: USD, description: 'price "before" discount'}
          orders:
            hidden: [o_clerk]
            columns:
              o_clerk: {description: who sold it, synonyms: [seller]}
        measures:
          revenue: {sql: sum(l_extendedprice * (1 - l_discount)), synonyms: [Umsatz], description: after discount}
          orders_shipped: {table: lineitem, sql: count(DISTINCT orders.o_orderkey)}
        filters:
          discounted positions: {table: lineitem, sql: "l_discount > 0"}
        relationships:
          - yes: lineitem.l_orderkey -> orders.o_orderkey
          - not: lineitem.l_suppkey -> orders.o_orderkey
        """;

    /** A 1:1 side table, a self reference, and names that SQL must quote. */
    private static final DataContext SAKILA = context(
            List.of(
                    of(
                            "film",
                            List.of("film_id"),
                            "film_id:bigint",
                            "title:string",
                            "length:bigint",
                            "release_year:bigint"),
                    of("film_text", List.of("film_id"), "film_id:bigint", "description:string"),
                    of("staff", List.of("staff_id"), "staff_id:bigint", "boss:bigint", "active:boolean", "pay:double"),
                    table(
                            "Payment Log",
                            5,
                            null,
                            List.of(
                                    ColumnBuilder.named("Amount (EUR)", ColumnType.decimal(6, 2))
                                            .sqlName("Amount_EUR")
                                            .build(),
                                    column("order", ColumnType.TIMESTAMP, 5)))),
            List.of(
                    new Relationship(
                            "film_text",
                            List.of("film_id"),
                            "film",
                            List.of("film_id"),
                            Cardinality.ONE_TO_ONE,
                            1,
                            1,
                            0,
                            List.of(),
                            1,
                            "",
                            null),
                    new Relationship(
                            "staff",
                            List.of("boss"),
                            "staff",
                            List.of("staff_id"),
                            Cardinality.MANY_TO_ONE,
                            0.9,
                            0.8,
                            20,
                            List.of("99"),
                            0.7,
                            "",
                            null)));

    private static final String SAKILA_MEANINGS = """
        tables:
          Payment Log:
            synonyms: [payments]
            time: order
            columns:
              Amount (EUR): {synonyms: [Betrag, "amount, gross"], unit: "€"}
        measures:
          paid: sum(`Payment Log`.`Amount (EUR)`)
          runtime: {sql: avg(film.length), description: "minutes;\\ntwo lines"}
        """;

    static Stream<Arguments> data() {
        return Stream.of(
                Arguments.of("demo", Shop.context(), """
                    tables:
                      sales:
                        time: sale_date
                        columns: {amount: {unit: EUR, synonyms: [Betrag]}, status: state of delivery}
                    measures:
                      sold: sum(sales.amount)
                    filters:
                      open sales: {table: sales, sql: status = 'open'}
                    """),
                Arguments.of("tpch", TPCH, TPCH_MEANINGS),
                Arguments.of("sakila", SAKILA, SAKILA_MEANINGS),
                Arguments.of("nothing said", SAKILA, ""));
    }

    private MeaningsFolder folder(String name, MeaningEntries entries) {
        MeaningsFolder meanings = new MeaningsFolder(new KnowledgeFolder(folder.resolve(name)));
        meanings.write(MeaningsFolder.FILE, entries);
        return meanings;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("data")
    void theExportIsValidAndItsImportGivesTheSame(String name, DataContext profile, String yaml) {
        FakeData data = new FakeData();
        MeaningsFolder written = folder("written", MeaningsYaml.read(YamlReader.read("meanings.yaml", yaml)));
        DataContext before = written.check(written.apply(profile), data, data);
        List<String> problems =
                before.problems().stream().map(problem -> problem.message()).toList();
        assertThat(problems)
                .isEqualTo(profile.problems().stream()
                        .map(problem -> problem.message())
                        .toList());

        String exported = OssieExport.of(name, before, written.entries());
        assertThat(new OssieSchema().faults(exported)).isEmpty();
        MeaningEntries read = MeaningsImport.ofText("model.yaml", exported, profile);
        assertThat(read.faults()).isEmpty();

        MeaningsFolder imported = folder("imported", read);
        DataContext after = imported.check(imported.apply(profile), data, data);
        assertThat(after.meanings()).isEqualTo(before.meanings());
        assertThat(after.tables()).isEqualTo(before.tables());
        assertThat(after.relationships())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("confidence", "evidence")
                .containsExactlyInAnyOrderElementsOf(before.relationships());
        assertThat(OssieExport.of(name, after, imported.entries())).isEqualTo(exported);
    }
}
