package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NounPhraseTest {
    @ParameterizedTest
    @CsvSource({
        "InvoiceLine, invoice line, invoice lines",
        "order_details, order detail, order details",
        "HTTPRequests, http request, http requests",
        "dim_customer, customer, customers",
        "categories, category, categories",
        "status, status, statuses",
        "addresses, address, addresses",
        "boxes, box, boxes",
        "people, person, people",
        "inventory, inventory, inventory",
        "o_orderdate, order date, order dates",
        "discount_pct, discount percentage, discount percentages",
        "e_mail, e mail, e mails",
        "l_extendedprice, extended price, extended prices",
        "media-types, media type, media types",
        "Straßen, straßen, straßen",
        "sales_2024, sales 2024, sales 2024",
        "días, días, días"
    })
    void namesAreSplitIntoWordsWithSingularAndPlural(String name, String one, String many) {
        assertThat(NounPhrase.of(name).singular().text()).isEqualTo(one);
        assertThat(NounPhrase.of(name).plural().text()).isEqualTo(many);
    }

    @ParameterizedTest
    @CsvSource({
        "staff, staff member, staff members",
        "job_history, job history entry, job history entries",
        "rental, rental, rentals"
    })
    void nounsWithoutPluralGetACountingNoun(String name, String one, String many) {
        assertThat(NounPhrase.of(name).singularNoun()).isEqualTo(one);
        assertThat(NounPhrase.of(name).pluralNoun()).isEqualTo(many);
    }

    @ParameterizedTest
    @CsvSource({
        "amount, an unusually high amount, a higher amount, a lower amount",
        "milliseconds, unusually many milliseconds, more milliseconds, fewer milliseconds",
        "UnitsInStock, unusually many units in stock, more units in stock, fewer units in stock",
        "freight, unusually high freight, higher freight, lower freight"
    })
    void comparisonsAgreeWithTheNumberOfTheNoun(String name, String unusual, String higher, String lower) {
        assertThat(NounPhrase.of(name).unusuallyHigh()).isEqualTo(unusual);
        assertThat(NounPhrase.of(name).higher()).isEqualTo(higher);
        assertThat(NounPhrase.of(name).lower()).isEqualTo(lower);
    }
}
