package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people said is in the brief as far as the privacy level and the budget allow. */
class MeaningCommentTest {
    private static final DataContext SHOP = Shop.context()
            .withMeanings(new Meanings(
                    Map.of(
                            "sales",
                            new TableMeaning(
                                    "lines of receipts of ACME",
                                    List.of("Belege"),
                                    "sale_date",
                                    List.of(),
                                    Map.of(
                                            "amount",
                                            new ColumnMeaning(
                                                    "paid by Mr Miller", List.of("Betrag", "0171 2345678"), "EUR")))),
                    List.of(
                            new Definition(
                                    Kind.MEASURE,
                                    "turnover",
                                    "turnover",
                                    "sales",
                                    "sum(`sales`.`amount`)",
                                    List.of("Umsatz"),
                                    "after tax"),
                            new Definition(
                                    Kind.FILTER,
                                    "big sales",
                                    "big_sales",
                                    "sales",
                                    "`sales`.`amount` > 4711",
                                    List.of(),
                                    null))));

    private static String brief(PrivacyLevel level, int budget, String question) {
        return SchemaDescription.of(
                        SHOP,
                        HeaderPseudonyms.of(SHOP, level),
                        level,
                        question,
                        "",
                        List.of(),
                        text -> text.length() / 4,
                        budget)
                .text();
    }

    @Test
    void namesAreShownAtEveryLevelUnitsWithAggregatesDescriptionsWithExamples() {
        String names = brief(PrivacyLevel.NAMES, 10_000, "");
        assertThat(names)
                .contains("also called Belege", "also called Betrag", "turnover (also called Umsatz)", "big_sales")
                .doesNotContain("ACME", "Miller", "EUR", "0171", "after tax", "4711", "sum(");

        String aggregates = brief(PrivacyLevel.AGGREGATES, 10_000, "");
        assertThat(aggregates).contains("in EUR").doesNotContain("ACME", "Miller", "0171", "after tax", "4711");

        assertThat(brief(PrivacyLevel.EXAMPLES, 10_000, ""))
                .contains("lines of receipts of ACME", "paid by Mr Miller", "turnover (after tax; also called Umsatz)")
                .contains("the date for questions about periods")
                .doesNotContain("0171", "4711", "sum(");
    }

    @Test
    void definedNamesStayInASmallBrief() {
        String brief = brief(PrivacyLevel.EXAMPLES, 220, "Umsatz?");

        assertThat(brief.length() / 4).isLessThanOrEqualTo(220);
        assertThat(brief).contains("CREATE TABLE sales", "turnover");
    }

    @Test
    void synonymsFindTablesAndColumns() {
        assertThat(SchemaFocus.of(SHOP, "Belege je Kunde", "", List.of())
                        .tables()
                        .get(0)
                        .name())
                .isEqualTo("sales");
        assertThat(SchemaFocus.of(SHOP, "Was war der Umsatz?", "", List.of())
                        .tables()
                        .get(0)
                        .name())
                .isEqualTo("sales");
        SchemaFocus focus = SchemaFocus.of(SHOP, "der höchste Betrag", "", List.of());
        var sales = SHOP.table("sales").orElseThrow();
        assertThat(focus.coverage(sales, sales.column("amount").orElseThrow())).isEqualTo(1);
    }
}
