package io.github.bigdatamigrator.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSelectionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public.orders | public/orders",
                "orders | null/orders",
                "public.* | public/null",
                "* | null/null",
                "public.orders, sales.*,items | public/orders sales/null null/items",
                "\"My Schema\".\"Ta.ble\" | My_Schema/Ta.ble",
                "\"a\"\"b\".`c``d` | a\"b/c`d",
                "größe.straße | größe/straße"
            })
    void tablesAreNamedWithTheirSchemas(String tables, String expected) {
        TableSelection selection = TableSelection.parse("jdbc:postgresql://db/shop#" + tables);
        assertThat(selection.place()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(selection.patterns().stream()
                        .map(pattern -> (pattern.schema() + "/" + pattern.table()).replace(' ', '_'))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop",
                "jdbc:postgresql://db/shop#",
                "jdbc:postgresql://db/shop#a.b.c",
                "jdbc:postgresql://db/shop#*.a",
                "jdbc:postgresql://db/shop#a,",
                "jdbc:postgresql://db/shop#\"open",
                "jdbc:postgresql://db/shop#a b\"c\"",
                "db:../x#a"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> TableSelection.parse(name)).isInstanceOf(MigratorException.class);
    }

    @Test
    void aLocationNamesTheSameTableAgain() {
        for (String table : List.of("orders", "Größe \"alt\" #1", "a.b", "*", "x`y")) {
            String location = TableSelection.text("db:crm", "My.Schema", table);
            TableSelection.TablePattern again =
                    TableSelection.parse(location).patterns().get(0);
            assertThat(again.schema()).isEqualTo("My.Schema");
            assertThat(again.table()).isEqualTo(table);
        }
    }

    @Test
    void rangesOfSampledKeysAreBalancedAndNeverEmpty() {
        assertThat(RangePlanner.quantiles(Arrays.asList(1, 1, 1, 2, 3, 900, 901, 902), 4))
                .containsExactly(3, 901);
        assertThat(RangePlanner.quantiles(Arrays.asList(7, 7, 7, 7), 4)).isEmpty();
        assertThat(RangePlanner.quantiles(List.of(), 4)).isEmpty();
    }
}
