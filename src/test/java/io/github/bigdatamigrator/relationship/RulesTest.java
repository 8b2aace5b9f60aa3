package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Rules for cases that the generated databases hardly hold: right with the rule, wrong without it. */
class RulesTest {
    private final MemoryDatabase database = new MemoryDatabase("by hand");

    private void table(String name, int rows, List<String> columns, List<IntFunction<Object>> cells) {
        database.add(name, rows, columns, cells);
    }

    private void refers(String from, String column, String to, String key) {
        database.references.add(MemoryDatabase.edge(from, List.of(column), to, List.of(key)));
    }

    /** Right with what most edges have in common, and not without. */
    private void holdsOnlyByConsensus(String wrong, String missed) {
        Trial with = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        assertThat(with.wrong()).isEmpty();
        assertThat(with.missed()).isEmpty();
        Trial without = Trial.of(database, EnumSet.complementOf(EnumSet.of(EvidenceRule.CONVENTIONS)));
        assertThat(without.wrong()).containsAll(wrong.isEmpty() ? Set.of() : Set.of(wrong));
        assertThat(without.missed()).containsAll(missed.isEmpty() ? Set.of() : Set.of(missed));
    }

    private void allIsFound() {
        Trial trial = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        assertThat(trial.wrong()).isEmpty();
        assertThat(trial.missed()).isEmpty();
    }

    private void holdsOnlyWith(EvidenceRule rule, String wrong, String missed) {
        Trial with = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        assertThat(with.wrong()).isEmpty();
        assertThat(with.missed()).isEmpty();
        Trial without = Trial.of(database, EnumSet.complementOf(EnumSet.of(rule)));
        assertThat(without.wrong()).isEqualTo(Set.of(wrong));
        assertThat(without.missed()).isEqualTo(missed.isEmpty() ? Set.of() : Set.of(missed));
    }

    /**
     * Keys are numbered in tens, and weights are rounded to tens: each weight is a key, which a range of all numbers
     * could not hide.
     */
    @Test
    void aMeasureThatIsRoundedLikeAKeyRefersToNothing() {
        table("zones", 50, List.of("zone_no", "label"), List.of(row -> 10 * (row + 1), row -> "zone " + row));
        table(
                "parcels",
                600,
                List.of("parcel_id", "zone_no", "weight"),
                List.of(row -> row + 1, row -> 10 * (row * 7 % 50 + 1), row -> 10 * (row * 11 % 30 + 1)));
        refers("parcels", "zone_no", "zones", "zone_no");
        holdsOnlyWith(EvidenceRule.MEASURE_VETO, "parcels(weight)>zones(zone_no)", "");
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
        holdsOnlyWith(
                EvidenceRule.SUBTYPES,
                "payment(person_id)>person(person_id)",
                "payment(person_id)>employee(person_id)");
    }

    /** Ten references end in “id”; a column that names a table without is no eleventh. */
    @Test
    void whereReferencesSayThatTheyAreANameWithoutThatIsNone() {
        List<String> things = List.of(
                "depot", "truck", "clerk", "branch", "country", "currency", "carton", "route", "tariff", "image");
        List<String> columns = new ArrayList<>(List.of("parcel_id", "label_type_image"));
        List<IntFunction<Object>> cells = new ArrayList<>(List.of(row -> row + 1, row -> row % 3 + 1));
        for (int i = 0; i < things.size(); i++) {
            String thing = things.get(i);
            int rows = 20 + 3 * i;
            table(thing, rows, List.of(thing + "_id", "label"), List.of(row -> row + 1, row -> thing + " " + row));
            columns.add(thing + "_id");
            cells.add(row -> row * 7 % rows + 1);
            refers("parcel", thing + "_id", thing, thing + "_id");
        }
        table("parcel", 900, columns, cells);
        holdsOnlyByConsensus("parcel(label_type_image)>image(image_id)", "");
    }

    /** Nobody wrote two comments, so that their authors could be a key. */
    @Test
    void aColumnThatRefersToAnotherTableIsNoTargetItself() {
        table("users", 30, List.of("id", "login"), List.of(row -> row + 1, row -> "login " + row));
        table("comments", 12, List.of("id", "author_id"), List.of(row -> row + 1, row -> 2 * row + 1));
        table("posts", 200, List.of("id", "author_id"), List.of(row -> row + 1, row -> 2 * (row % 9) + 1));
        refers("comments", "author_id", "users", "id");
        refers("posts", "author_id", "users", "id");
        holdsOnlyByConsensus("posts(author_id)>comments(author_id)", "posts(author_id)>users(id)");
    }

    /** All tables share one key of that name, and the genes are those that have them all. */
    @Test
    void ofNestedKeysOfOneNameTheRootIsReferredTo() {
        int[] ids = new Random(2).ints(1, 100_000).distinct().limit(600).toArray();
        table("mapped", 500, List.of("_id", "place"), List.of(row -> ids[row], row -> "place " + row));
        table("genes", 600, List.of("_id", "symbol"), List.of(row -> ids[row], row -> "symbol " + row));
        table("gene_info", 600, List.of("_id", "title"), List.of(row -> ids[row], row -> "title " + row));
        table("accession", 2000, List.of("_id", "number"), List.of(row -> ids[row * 7 % 450], row -> "A" + row));
        refers("accession", "_id", "genes", "_id");
        refers("mapped", "_id", "genes", "_id");
        refers("gene_info", "_id", "genes", "_id");
        holdsOnlyByConsensus("accession(_id)>mapped(_id)", "accession(_id)>genes(_id)");
    }

    /** The terms are what everything else here is about. */
    @Test
    void aTableThatManyReferToIsReferredToByAColumnOfOtherName() {
        int[] ids = new Random(3).ints(1, 640).distinct().limit(600).toArray();
        table("kind", 30, List.of("kind_id", "label"), List.of(row -> row + 1, row -> "kind " + row));
        table("term", 600, List.of("_id", "kind_id"), List.of(row -> ids[row], row -> row % 30 + 1));
        refers("term", "kind_id", "kind", "kind_id");
        for (String about : List.of("synonym", "process", "component", "function", "origin", "remark", "source")) {
            table(
                    about,
                    900,
                    List.of("_id", "kind_id", "remark"),
                    List.of(row -> ids[row * 7 % 600], row -> row * 7 % 30 + 1, row -> about + " " + row));
            refers(about, "_id", "term", "_id");
            refers(about, "kind_id", "kind", "kind_id");
        }
        table(
                "nesting",
                1500,
                List.of("_id", "_holder_id"),
                List.of(row -> ids[row % 599 + 1], row -> ids[row * 11 % 200]));
        refers("nesting", "_id", "term", "_id");
        refers("nesting", "_holder_id", "term", "_id");
        holdsOnlyByConsensus("", "nesting(_holder_id)>term(_id)");
    }

    @Test
    void aColumnNamedForATableHoldsItsLabels() {
        table("counties", 47, List.of("code", "name"), List.of(row -> row + 1, row -> "County " + row * 13 % 47));
        table("wards", 600, List.of("ward_id", "county"), List.of(row -> row + 1, row -> "County " + row % 47));
        refers("wards", "county", "counties", "name");
        allIsFound();
    }

    @Test
    void aSuperiorIsAnotherRowOfTheTableIfTextsAgree() {
        table(
                "stops",
                900,
                List.of("stop_id", "stop_name", "parent_station"),
                List.of(row -> "K" + (row + 100), row -> "stop " + row, row -> "K" + (row / 3 * 3 + 100)));
        refers("stops", "parent_station", "stops", "stop_id");
        allIsFound();
    }

    @Test
    void codesWithAPointAreKeysIfTheirNameAgrees() {
        IntFunction<Object> code = row -> (11 + row / 20) + "." + (10 + row % 20);
        table("regencies", 300, List.of("code", "regency"), List.of(code, row -> "regency " + row % 290));
        table(
                "districts",
                2000,
                List.of("district_id", "regency_code"),
                List.of(row -> row + 1, row -> code.apply(row * 7 % 300)));
        refers("districts", "regency_code", "regencies", "code");
        allIsFound();
    }

    /** {@code host} is a role of people elsewhere, but here hosts are machines. */
    @Test
    void aRoleOfPeopleIsNoneWhereATableIsNamedForIt() {
        table("users", 40, List.of("userid", "alias"), List.of(row -> row + 1, row -> "alias " + row));
        table("hosts", 300, List.of("hostid", "dns"), List.of(row -> 10_000 + 3 * row, row -> "dns " + row));
        table(
                "scripts",
                400,
                List.of("scriptid", "hostid", "owner_id", "host_access"),
                List.of(
                        row -> row + 1,
                        row -> 10_000 + 3 * (row * 7 % 300),
                        row -> row * 11 % 40 + 1,
                        row -> row % 2 + 2));
        refers("scripts", "hostid", "hosts", "hostid");
        refers("scripts", "owner_id", "users", "userid");
        allIsFound();
    }

    /** No letter in any name, and the search still comes to an end. */
    @Test
    void namesWithoutALetterAreNoHindrance() {
        table("###", 50, List.of("?", "!", "#_#"), List.of(row -> "k" + row, row -> row % 7, row -> row));
        table("users", 90, List.of("id", "%", "??"), List.of(row -> row + 1, row -> "k" + row % 50, row -> row % 5));
        assertThat(Trial.of(database, EnumSet.allOf(EvidenceRule.class)).wrong())
                .hasSizeLessThan(3);
    }
}
