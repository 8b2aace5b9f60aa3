package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Rules for cases that the generated databases hardly hold: right with the rule, wrong without it. */
class RulesTest {
    private final MemoryDatabase database = new MemoryDatabase("by hand");

    private void table(String name, int rows, List<String> columns, List<IntFunction<Object>> cells) {
        LinkedHashMap<String, List<String>> table = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> column = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                column.add(String.valueOf(cells.get(i).apply(row)));
            }
            table.put(columns.get(i), column);
        }
        database.tables.add(new MemoryDatabase.Table(name, new LinkedHashMap<>(table)));
    }

    private void refers(String from, String column, String to, String key) {
        database.references.add(MemoryDatabase.edge(from, List.of(column), to, List.of(key)));
    }

    private void holdsOnlyWith(Rule rule, String wrong, String missed) {
        Trial with = Trial.of(database, EnumSet.allOf(Rule.class));
        assertThat(with.wrong()).isEmpty();
        assertThat(with.missed()).isEmpty();
        Trial without = Trial.of(database, EnumSet.complementOf(EnumSet.of(rule)));
        assertThat(without.wrong()).isEqualTo(Set.of(wrong));
        assertThat(without.missed()).isEqualTo(missed.isEmpty() ? Set.of() : Set.of(missed));
    }

    /** Keys are numbered in tens, and weights are rounded to tens: each weight is a key, which a range of all numbers could not hide. */
    @Test
    void aMeasureThatIsRoundedLikeAKeyRefersToNothing() {
        table("zones", 50, List.of("zone_no", "label"), List.of(row -> 10 * (row + 1), row -> "zone " + row));
        table(
                "parcels",
                600,
                List.of("parcel_id", "zone_no", "weight"),
                List.of(row -> row + 1, row -> 10 * (row * 7 % 50 + 1), row -> 10 * (row * 11 % 30 + 1)));
        refers("parcels", "zone_no", "zones", "zone_no");
        holdsOnlyWith(Rule.MEASURE_VETO, "parcels(weight)>zones(zone_no)", "");
    }

    /** Every employee is a person, of whom there are ten times as many; only employees are ever paid. */
    @Test
    void aColumnThatHoldsOnlyKeysOfASubTypeRefersToTheSubType() {
        int[] ids = new Random(1).ints(1000, 100_000).distinct().limit(600).toArray();
        table("person", 600, List.of("person_id", "name"), List.of(row -> ids[row], row -> "name " + row));
        table(
                "employee",
                60,
                List.of("person_id", "hired"),
                List.of(row -> ids[row], row -> "2020-01-" + (10 + row % 19)));
        table("letter", 900, List.of("letter_no", "person_id"), List.of(row -> row + 1, row -> ids[row * 7 % 600]));
        table(
                "payment",
                300,
                List.of("payment_no", "person_id", "rate"),
                List.of(row -> row + 1, row -> ids[row % 60], row -> row % 13 + 5));
        refers("employee", "person_id", "person", "person_id");
        refers("letter", "person_id", "person", "person_id");
        refers("payment", "person_id", "employee", "person_id");
        holdsOnlyWith(Rule.SUBTYPES, "payment(person_id)>person(person_id)", "payment(person_id)>employee(person_id)");
    }
}
