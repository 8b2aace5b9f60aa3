package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTokensTest {
    @ParameterizedTest
    @CsvSource({
        "CustomerID, customer id",
        "customer_ids, customer ids",
        "InvoiceLines, invoice line",
        "HTTPServers, http server",
        "Straßen-Köpfe, strassen kopfe",
        "categories, category",
        "boxes, box",
        "addresses, address",
        "status, status",
        "address2, address2"
    })
    void namesFallIntoSingularWords(String name, String words) {
        assertThat(String.join(" ", IdentifierTokens.split(name))).isEqualTo(words);
    }

    @Test
    void aPrefixOfAllColumnsIsIgnored() {
        IdentifierTokens names = new IdentifierTokens(
                Map.of("lineitem", List.of("l_orderkey", "l_partkey"), "orders", List.of("o_orderkey")));
        assertThat(names.column("lineitem", "l_orderkey").words()).containsExactly("order");
        assertThat(names.column("lineitem", "l_orderkey").identifies()).isTrue();
    }

    @Test
    void aWordThatMostTablesShareIsIgnored() {
        IdentifierTokens names = new IdentifierTokens(Map.of(
                "tbl_customer", List.of("id"),
                "tbl_order", List.of("id"),
                "tbl_item", List.of("id"),
                "log", List.of("id")));
        assertThat(names.ofTable("tbl_customer")).containsExactly("customer");
    }

    @ParameterizedTest
    @CsvSource({
        "cust, customer, true",
        "emp, employee, true",
        "dept, department, true",
        "acct, account, true",
        "mgr, manager, true",
        "prd, product, true",
        "qty, quantity, true",
        "recv, receive, true",
        "den, department, false",
        "mar, material, false",
        "cor, customer, false",
        "art, customer, false",
        "cs, customers, false"
    })
    void abbreviationsBeginAlikeAndKeepTheOrderOfLetters(String shorter, String longer, boolean expected) {
        assertThat(WordSimilarity.abbreviates(shorter, longer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "person_id_to, true",
        "trigger_id_up, true",
        "person, false",
        "id_person, true",
        "person_to, false",
        "paid_up, false"
    })
    void anIdentifierWordMayPrecedeARole(String column, boolean identifies) {
        IdentifierTokens names = new IdentifierTokens(
                Map.of("letter", List.of(column), "person", List.of("id"), "trigger", List.of("id")));
        assertThat(names.column("letter", column).identifies()).isEqualTo(identifies);
    }

    @ParameterizedTest
    @CsvSource({
        "author_id, users, true",
        "created_by, users, true",
        "author_id, user_preferences, false",
        "author_id, articles, false",
        "split_by_space, users, false",
        "host_id, users, false"
    })
    void anOccupationIsARoleUnlessATableIsNamedForIt(String column, String table, boolean expected) {
        IdentifierTokens names = new IdentifierTokens(Map.of(
                "notes", List.of(column),
                "users", List.of("id"),
                "user_preferences", List.of("id"),
                "articles", List.of("id"),
                "hosts", List.of("id")));
        assertThat(names.role(names.column("notes", column), names.ofTable(table), List.of()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"name, true", "county_name, true", "title, true", "owner_name, false", "code, false", "county, false"})
    void theColumnOfNamesIsTheLabel(String column, boolean expected) {
        IdentifierTokens names =
                new IdentifierTokens(Map.of("counties", List.of("id", column), "owners", List.of("id")));
        assertThat(names.column("counties", column).labels(names.ofTable("counties")))
                .isEqualTo(expected);
    }

    @Test
    void namesWithoutALetterAreIgnored() {
        IdentifierTokens names =
                new IdentifierTokens(Map.of("###", List.of("?", "a_b", "a_c", "id"), "users", List.of("%", "id")));
        assertThat(names.ofTable("###")).isEmpty();
        assertThat(names.column("###", "?").words()).isEmpty();
        assertThat(names.column("users", "%").labels(names.ofTable("users"))).isFalse();
        assertThat(names.role(names.column("###", "?"), names.ofTable("users"), List.of())).isFalse();
        assertThat(names.role(names.column("users", "id"), names.ofTable("###"), List.of()))
                .isFalse();
    }
}
