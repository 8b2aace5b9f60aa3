package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
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
        assertThat(String.join(" ", Names.split(name))).isEqualTo(words);
    }

    @Test
    void aPrefixOfAllColumnsSaysNothing() {
        Names names =
                new Names(Map.of("lineitem", List.of("l_orderkey", "l_partkey"), "orders", List.of("o_orderkey")));
        assertThat(names.ofColumn("lineitem", "l_orderkey")).containsExactly("order");
        assertThat(names.identifies("lineitem", "l_orderkey")).isTrue();
    }

    @Test
    void aWordThatMostTablesShareSaysNothing() {
        Names names = new Names(Map.of(
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
        assertThat(Words.abbreviates(shorter, longer)).isEqualTo(expected);
    }
}
