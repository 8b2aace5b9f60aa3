package io.github.bigdatamigrator.knowledge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.knowledge.FakeData;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads Ossie models as other programs write them, and tells each fault of a broken one with its line. */
class OssieImportTest {
    private static final DataContext SHOP = FakeData.SHOP;

    @TempDir
    Path folder;

    /** A model of another program: other names than the data, a computed field, extensions of other vendors. */
    private static final String FOREIGN = """
        version: 0.2.0.dev0
        name: retail
        description: all sales
        ai_context: use it for sales
        datasets:
          - name: sales
            source: prod.public.receipts
            primary_key: [receipt_id]
            unique_keys:
              - [receipt_id]
            description: sales of all shops
            ai_context:
              instructions: one row per receipt
              synonyms: [tickets]
            fields:
              - name: price
                expression:
                  dialects:
                    - dialect: SNOWFLAKE
                      expression: price::NUMBER
                    - dialect: ANSI_SQL
                      expression: price
                label: money
                description: price of a piece
                datatype: Decimal
              - name: branch
                expression:
                  dialects:
                    - dialect: ANSI_SQL
                      expression: '"shop_id"'
                ai_context:
                  synonyms: [Filiale]
              - name: line_total
                expression:
                  dialects:
                    - dialect: ANSI_SQL
                      expression: pieces * price
            custom_extensions:
              - vendor_name: DBT
                data:
                  materialized: table
          - name: shops
            source: shops
        relationships:
          - name: where_sold
            from: sales
            to: shops
            from_columns: [branch]
            to_columns: [shop_id]
            ai_context:
              synonyms: [where]
        metrics:
          - name: turnover
            expression:
              dialects:
                - dialect: ANSI_SQL
                  expression: SUM(sales.line_total)
            description: all money
            datatype: Decimal
            ai_context:
              synonyms: [Umsatz]
        custom_extensions:
          - vendor_name: HEX
            data:
              project: 7
        """;

    private static MeaningEntries read(String model) {
        return MeaningsImport.ofText("model.yaml", model, SHOP);
    }

    @Test
    void aForeignModelBecomesEntriesAboutTheData() {
        MeaningEntries entries = read(FOREIGN);

        assertThat(entries.faults()).isEmpty();
        TableEntry receipts = entries.tables().get(0);
        assertThat(receipts.table()).isEqualTo("receipts");
        assertThat(receipts.words().description()).isEqualTo("sales of all shops");
        assertThat(receipts.words().synonyms()).containsExactly("tickets");
        assertThat(receipts.key()).containsExactly("receipt_id");
        assertThat(receipts.columns()).extracting(column -> column.column()).containsExactly("price", "shop_id");
        assertThat(entries.corrections())
                .extracting(CorrectionEntry::text)
                .containsExactly("receipts.shop_id -> shops.shop_id");
        assertThat(entries.definitions())
                .extracting(DefinitionEntry::sql)
                .containsExactly("SUM((receipts.pieces * receipts.price))");
    }

    @Test
    void whatAForeignModelSaysIsInTheExportAgain() {
        String exported = exported(read(FOREIGN), SHOP);

        assertThat(new OssieSchema().faults(exported)).isEmpty();
        assertThat(exported)
                .contains("name: retail", "description: all sales", "ai_context: use it for sales")
                .contains("name: sales", "source: prod.public.receipts", "instructions: one row per receipt")
                .contains("label: money", "price::NUMBER", "name: branch", "Filiale")
                .contains("name: line_total", "expression: pieces * price", "materialized: table")
                .contains("name: where_sold", "name: turnover", "Umsatz", "project: 7");
        assertThat(exported(read(exported), SHOP)).isEqualTo(exported);
    }

    private String exported(MeaningEntries entries, DataContext context) {
        MeaningsFolder meanings = new MeaningsFolder(new KnowledgeFolder(folder.resolve("k" + System.nanoTime())));
        meanings.write(MeaningsFolder.FILE, entries);
        FakeData data = new FakeData();
        DataContext applied = meanings.check(meanings.apply(context), data, data);
        assertThat(applied.problems()).isEmpty();
        return OssieExport.of("shop", applied, meanings.entries());
    }

    @Test
    void documentsOfEarlierVersionsAreRead() {
        String flat = FOREIGN.substring(FOREIGN.indexOf("name: retail"));
        String nested = "version: \"0.1.2\"\nsemantic_model:\n  - "
                + flat.strip().replace("\n", "\n    ").replace("data:\n              project: 7", "data: x")
                + "\n";
        String withText = nested.replaceAll("data:\\s+project: 7", "data: '{\"project\": 7}'")
                .replaceAll("data:\\s+materialized: table", "data: '{\"materialized\": \"table\"}'");

        MeaningEntries entries = read(withText);

        assertThat(entries.faults()).isEmpty();
        assertThat(entries.tables()).hasSize(1);
        assertThat(exported(entries, SHOP)).isEqualTo(exported(read(FOREIGN), SHOP));
    }

    private static String broken(String from, String to) {
        assertThat(FOREIGN).contains(from);
        return FOREIGN.replace(from, to);
    }

    /** Each with the line of the fault and a part of the reason. */
    static Stream<Arguments> brokenModels() {
        return Stream.of(
                Arguments.of(broken("version: 0.2.0.dev0", "version: 9.9"), 1, "version 9.9 is not known"),
                Arguments.of(broken("version: 0.2.0.dev0\n", ""), 1, "no “version”"),
                Arguments.of(broken("version: 0.2.0.dev0", "version: [1]"), 1, "“version” of the document"),
                Arguments.of(broken("name: retail\n", ""), 1, "the model has no “name”"),
                Arguments.of(broken("description: all sales", "descripton: all sales"), 3, "nearest is description"),
                Arguments.of(broken("ai_context: use it for sales", "ai_contxt: x"), 4, "nearest is ai_context"),
                Arguments.of(broken("  - name: sales\n    source", "  - nam: sales\n    source"), 6, "no “name”"),
                Arguments.of(broken("    source: prod.public.receipts\n", ""), 6, "the dataset sales has no “source”"),
                Arguments.of(broken("source: prod.public.receipts", "source: [a, b]"), 7, "expected a text"),
                Arguments.of(broken("primary_key: [receipt_id]", "primary_key: receipt_id"), 8, "expected a list"),
                Arguments.of(broken("primary_key: [receipt_id]", "primary_key: [{a: 1}]"), 8, "expected a text"),
                Arguments.of(broken("description: sales of all shops", "description: {a: b}"), 11, "expected a text"),
                Arguments.of(broken("synonyms: [tickets]", "synonyms: tickets"), 14, "expected a list"),
                Arguments.of(
                        broken(
                                "    ai_context:\n      instructions: one row per receipt\n      synonyms: [tickets]",
                                "    ai_context: [tickets]"),
                        12,
                        "expected a text or an object"),
                Arguments.of(broken("      - name: price\n", "      - title: price\n"), 16, "has no “name”"),
                Arguments.of(broken("dialect: SNOWFLAKE", "dialect: ORACLE"), 19, "is “ORACLE”; known are"),
                Arguments.of(broken("expression: price::NUMBER", "sql: price::NUMBER"), 19, "has no “expression”"),
                Arguments.of(
                        broken("datatype: Decimal\n      - name: branch", "datatype: NUMBER\n      - name: branch"),
                        25,
                        "is “NUMBER”; known are"),
                Arguments.of(broken("label: money", "dimension: {is_time: maybe}"), 23, "expected true or false"),
                Arguments.of(broken("label: money", "colour: red"), 23, "which Ossie does not have"),
                Arguments.of(broken("      - name: branch", "      - name: price"), 26, "two fields price"),
                Arguments.of(broken("""
                                        expression:
                                          dialects:
                                            - dialect: ANSI_SQL
                                              expression: '"shop_id"'
                                """, ""), 26, "the field branch has no “expression”"),
                Arguments.of(
                        broken(
                                "            - dialect: ANSI_SQL\n              expression: '\"shop_id\"'",
                                "            - dialect: DAX\n              expression: '[shop_id]'"),
                        27,
                        "no expression in ANSI_SQL"),
                Arguments.of(broken("- vendor_name: DBT", "- vendor: DBT"), 39, "no “vendor_name”"),
                Arguments.of(broken("        data:\n          materialized: table\n", ""), 39, "no “data”"),
                Arguments.of(broken("  - name: shops\n", "  - name: sales\n"), 42, "two datasets sales"),
                Arguments.of(broken("from: sales", "from: sale"), 46, "no dataset sale; the nearest is sales"),
                Arguments.of(broken("    to: shops\n", ""), 45, "the relationship where_sold has no “to”"),
                Arguments.of(
                        broken("to_columns: [shop_id]", "to_columns: [shop_id, city]"), 49, "pairs 1 columns with 2"),
                Arguments.of(broken("from_columns: [branch]", "from_columns: []"), 48, "has no “from_columns”"),
                Arguments.of(broken("SUM(sales.line_total)", "SUM(sale.line_total)"), 54, "uses the dataset sale"),
                Arguments.of(broken("  - name: turnover\n    expression", "  - expression"), 53, "has no “name”"),
                Arguments.of(broken("metrics:", "measures:"), 52, "the field “measures”"),
                Arguments.of(broken("relationships:", "joins:"), 44, "“joins”"),
                Arguments.of("version: 0.2.0.dev0\nname: x\ndatasets: []\n", 3, "no “datasets”"),
                Arguments.of("version: 0.2.0.dev0\nname: x\ndatasets: {a: b}\n", 3, "expected a list"),
                Arguments.of("version: 0.1.2\nsemantic_model: []\n", 2, "0 models"),
                Arguments.of("version: 0.1.2\nsemantic_model:\n  - name: a\n  - name: b\n", 2, "2 models"),
                Arguments.of("version: 0.2.0.dev0\nname: x\ndatasets:\n  - sales\n", 4, "expected an object"));
    }

    @ParameterizedTest
    @MethodSource("brokenModels")
    void eachFaultIsToldWithItsLine(String model, int line, String reason) {
        List<String> faults = read(model).faults().stream()
                .map(fault -> fault.place().line() + ": " + fault.message())
                .toList();

        assertThat(faults)
                .anySatisfy(fault -> assertThat(fault).startsWith(line + ": ").contains(reason));
    }

    @Test
    void aFaultCostsOnlyItsPart() {
        MeaningEntries entries = read(broken("from: sales", "from: sale"));

        assertThat(entries.corrections()).isEmpty();
        assertThat(entries.definitions()).hasSize(1);
        assertThat(entries.tables()).hasSize(1);
    }

    @Test
    void aColumnStaysHiddenIfItsDescriptionCannotBeRead() {
        MeaningEntries entries = read(broken(
                "- vendor_name: DBT\n        data:\n          materialized: table\n",
                "- vendor_name: BIG_DATA_MIGRATOR\n        data: {hidden_columns: {price: {colour: red}}}\n"));

        assertThat(entries.tables().get(0).hidden()).containsExactly("price");
        assertThat(entries.faults())
                .anySatisfy(fault -> assertThat(fault.message()).contains("colour"));
    }
}
