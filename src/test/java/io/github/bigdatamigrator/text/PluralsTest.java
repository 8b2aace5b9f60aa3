package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralsTest {
    @ParameterizedTest
    @CsvSource({
        "orders, order, orders",
        "categories, category, categories",
        "boxes, box, boxes",
        "branches, branch, branches",
        "statuses, status, statuses",
        "houses, house, houses",
        "buses, bus, buses",
        "people, person, people",
        "movies, movie, movies",
        "staff, staff, staff",
        "umsätze, umsätze, umsätze",
        "verkaeufe, verkaeufe, verkaeufe",
        "kunde, kunde, kunden",
        "beleg, beleg, belege"
    })
    void nounsHaveASingularAndAPlural(String word, String singular, String plural) {
        assertThat(Plurals.singular(word)).isEqualTo(singular);
        assertThat(Plurals.plural(singular)).isEqualTo(plural);
    }

    @ParameterizedTest
    @CsvSource({"address, address", "bus, bus", "analysis, analysis", "as, as", "people, people", "uses, use"})
    void stemsFollowTheEndingAlone(String word, String stem) {
        assertThat(Plurals.stem(word)).isEqualTo(stem);
    }
}
