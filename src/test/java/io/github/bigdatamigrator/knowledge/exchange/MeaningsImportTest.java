package io.github.bigdatamigrator.knowledge.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.knowledge.FakeData;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads dictionaries, DDL and schema.yml of dbt as people have them. */
class MeaningsImportTest {
    private static final DataContext SHOP = FakeData.SHOP;

    private static Sheet sheet(String name, String rows) {
        return new Sheet(
                name,
                rows.lines()
                        .map(line -> Arrays.stream(line.split(";", -1))
                                .map(cell -> cell.isEmpty() ? null : cell.strip())
                                .toList())
                        .map(cells -> (List<String>) cells)
                        .toList());
    }

    private static MeaningEntries dictionary(String rows) {
        return MeaningsImport.ofSheets("dict.csv", List.of(sheet("", rows)), SHOP);
    }

    private static String shown(ColumnEntry column) {
        return column.column() + "=" + column.words().description()
                + column.words().synonyms() + column.unit();
    }

    private static List<String> columns(MeaningEntries entries) {
        return entries.tables().stream()
                .flatMap(table -> table.columns().stream().map(column -> table.table() + "." + shown(column)))
                .toList();
    }

    private static List<String> faults(MeaningEntries entries) {
        return entries.faults().stream()
                .map(fault -> fault.place().line() + ": " + fault.message())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Table;Column;Description;Synonyms;Unit\nreceipts;price;money;Preis, cost;EUR",
                "Tabelle;Spalte;Beschreibung;Synonyme;Einheit\nReceipts;PRICE;money;Preis, cost;EUR",
                "Tabellenname;Feldname;Bedeutung;Aliasnamen;Maßeinheit\nreceipts;price;money;Preis / cost;EUR",
                "table_name;column_name;meaning;also known as (aka);unit\nreceipts;price;money;Preis|cost;EUR",
                "Data dictionary of 2024\n;;\nEntity;Field Name;Column description;Business name;Units\n"
                        + "receipts;price;money;Preis, cost;EUR"
            })
    void headersAreFoundInSeveralLanguages(String rows) {
        assertThat(columns(dictionary(rows))).containsExactly("receipts.price=money[Preis, cost]EUR");
    }

    @Test
    void aRowWithoutAColumnDescribesItsTableAndCellsMayBeMerged() {
        MeaningEntries entries = dictionary("""
            Table;Column;Type;Description;Hidden
            receipts;;;sales of all shops;
            ;price;decimal;money;
            ;card;text;;yes
            ;;;;
            shops;city;text;where it is;
            """);

        assertThat(entries.tables()).extracting(TableEntry::table).containsExactly("receipts", "shops");
        assertThat(entries.tables().get(0).words().description()).isEqualTo("sales of all shops");
        assertThat(entries.tables().get(0).hidden()).containsExactly("card");
        assertThat(columns(entries)).containsExactly("receipts.price=money[]null", "shops.city=where it is[]null");
        assertThat(faults(entries)).containsExactly("1: not used: Type");
    }

    @Test
    void withoutATableTheColumnDecidesOrIsTold() {
        MeaningEntries entries = dictionary("name;description\ncity;where\nshop_id;which\nnothing;x");

        assertThat(columns(entries)).containsExactly("shops.city=where[]null");
        assertThat(faults(entries))
                .containsExactly(
                        "3: no table is named; shop_id is a column of receipts, shops, stock moves",
                        "4: no table is named, and none has a column nothing");
    }

    @Test
    void aSheetNamesItsTable() {
        MeaningEntries entries = MeaningsImport.ofSheets(
                "book.xlsx",
                List.of(sheet("shops", "Spalte;Beschreibung\nstate;Bundesland"), sheet("Notes", "hello;world\n1;2")),
                SHOP);

        assertThat(columns(entries)).containsExactly("shops.state=Bundesland[]null");
        assertThat(faults(entries)).singleElement().asString().contains("no row of sheet Notes has headers");
    }

    @Test
    void namesWithUmlautsFindTheirColumns() {
        DataContext german = Profiles.context(
                List.of(Profiles.table("verkaeufe", 9, List.of(Profiles.column("Größe", ColumnType.BIGINT, 3)))),
                List.of());

        assertThat(columns(MeaningsImport.ofSheets(
                        "d.csv", List.of(sheet("", "Tabelle;Spalte;Beschreibung\nVerkäufe;Groesse;in Stück")), german)))
                .containsExactly("verkaeufe.Größe=in Stück[]null");
    }

    @Test
    void whatIsNoDictionaryIsTold() {
        assertThat(faults(dictionary("a;b\n1;2"))).singleElement().asString().contains("not read as a dictionary");
        assertThat(faults(dictionary(""))).hasSize(1);
    }

    @Test
    void aMarkdownTableBelongsToItsHeading() {
        MeaningEntries entries = MeaningsImport.ofText("dict.md", """
            # Data of the shop

            ## `shops`

            | Column | Description | Unit |
            |--------|:------------|------|
            | `city` | where \\| which | - |

            ## receipts
            Column | Description
            --- | ---
            price | money
            """, SHOP);

        assertThat(columns(entries)).containsExactly("shops.city=where | which[]null", "receipts.price=money[]null");
        assertThat(entries.tables().get(0).columns().get(0).place().line()).isEqualTo(7);
    }

    @Test
    void commentsAndReferencesOfDdlAreRead() {
        MeaningEntries entries = MeaningsImport.ofText("schema.sql", """
            -- the shop
            CREATE TABLE IF NOT EXISTS public."receipts" (
              receipt_id int PRIMARY KEY, -- number on the receipt
              shop_id int REFERENCES shops (shop_id), -- where it was sold
              sold_on date COMMENT 'day; of the sale',
              price decimal(8,2) DEFAULT 0 /* net */,
              pieces int
              , CONSTRAINT fk FOREIGN KEY (shop_id, pieces) REFERENCES `stock moves`(shop_id, moved)
            ) ENGINE=InnoDB COMMENT='all sales';
            CREATE TABLE shops (shop_id int, city text);
            COMMENT ON TABLE shops IS 'where we sell';
            COMMENT ON COLUMN public.shops.city IS 'the town''s name';
            """, SHOP);

        assertThat(columns(entries))
                .containsExactlyInAnyOrder(
                        "receipts.receipt_id=number on the receipt[]null",
                        "receipts.shop_id=where it was sold[]null",
                        "receipts.sold_on=day; of the sale[]null",
                        "receipts.price=net[]null",
                        "shops.city=the town's name[]null");
        assertThat(entries.tables())
                .extracting(table -> table.words().description())
                .containsExactly("all sales", "where we sell");
        assertThat(entries.corrections())
                .extracting(CorrectionEntry::text)
                .containsExactly(
                        "receipts.shop_id -> shops.shop_id",
                        "receipts(shop_id, pieces) -> stock moves(shop_id, moved)");
        assertThat(entries.faults()).isEmpty();
        assertThat(entries.tables().get(0).columns().get(0).place().line()).isEqualTo(3);
    }

    @Test
    void testsOfAModelOfDbtNameTheirColumn() {
        MeaningEntries entries = MeaningsImport.ofText("schema.yml", """
            models:
              - name: receipts
                data_tests:
                  - relationships: {arguments: {column_name: shop_id, to: ref('shops'), field: shop_id}}
                  - relationships: {to: ref('shops'), field: shop_id}
                  - unique
            """, SHOP);

        assertThat(entries.corrections())
                .extracting(CorrectionEntry::text)
                .containsExactly("receipts.shop_id -> shops.shop_id");
        assertThat(faults(entries)).singleElement().asString().contains("names no column (column_name)");
    }

    @Test
    void aSchemaOfDbtIsRead() {
        MeaningEntries entries = MeaningsImport.ofText("schema.yml", """
            version: 2
            models:
              - name: receipts
                description: "{{ doc('receipts') }} sales"
                columns:
                  - name: shop_id
                    description: where
                    tests:
                      - not_null
                      - relationships:
                          to: ref('shops')
                          field: shop_id
                  - name: price
                  - description: nameless
            sources:
              - name: raw
                tables:
                  - name: s
                    identifier: shops
                    columns:
                      - {name: city, description: town}
            semantic_models:
              - name: sales
                model: ref('receipts')
                measures:
                  - {name: price, agg: sum, description: all money, label: Umsatz}
                  - {name: buyers, agg: count_distinct, expr: card}
                  - {name: odd, agg: percentile}
            exposures: []
            """, SHOP);

        assertThat(columns(entries)).containsExactly("receipts.shop_id=where[]null", "shops.city=town[]null");
        assertThat(entries.corrections())
                .extracting(CorrectionEntry::text)
                .containsExactly("receipts.shop_id -> shops.shop_id");
        assertThat(entries.definitions())
                .extracting(DefinitionEntry::name, DefinitionEntry::sql)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sum_price", "sum(price)"),
                        org.assertj.core.groups.Tuple.tuple("buyers", "count(DISTINCT card)"));
        assertThat(faults(entries))
                .anySatisfy(fault -> assertThat(fault).startsWith("14: ").contains("no “name”"))
                .anySatisfy(fault -> assertThat(fault).startsWith("28: ").contains("percentile"))
                .anySatisfy(fault -> assertThat(fault).startsWith("29: ").contains("exposures"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.docx", "x"})
    void otherFormatsAreRefused(String file) {
        assertThatThrownBy(() -> MeaningsImport.ofText(file, "", SHOP)).hasMessageContaining("no import");
    }

    @Test
    void otherYamlIsRefused() {
        assertThatThrownBy(() -> MeaningsImport.ofText("a.yaml", "x: 1", SHOP)).hasMessageContaining("no Ossie model");
        assertThatThrownBy(() -> MeaningsImport.ofText("a.yaml", "x: [", SHOP)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> MeaningsImport.ofText("a.json", "[]", SHOP)).hasMessageContaining("no Ossie model");
    }

    @Test
    void ddlWithoutTablesIsTold() {
        assertThat(faults(MeaningsImport.ofText("a.sql", "SELECT 1", SHOP)))
                .singleElement()
                .asString()
                .contains("no CREATE");
        assertThat(faults(MeaningsImport.ofText("a.sql", "CREATE TABLE t (a int", SHOP)))
                .singleElement()
                .asString()
                .contains("does not end");
    }
}
