package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The 24 tables of TPC-DS at scale 0.01: prefixed names, roles, dense keys, seven fact tables. Prints what was found.
 */
@Tag("long")
class TpcdsTest {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_COLUMNS_OF_LARGE = 3;

    /** The reference that a column is, by how its name ends; as the specification has them. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("date_sk", "date_dim.d_date_sk"),
            Map.entry("time_sk", "time_dim.t_time_sk"),
            Map.entry("item_sk", "item.i_item_sk"),
            Map.entry("customer_sk", "customer.c_customer_sk"),
            Map.entry("cdemo_sk", "customer_demographics.cd_demo_sk"),
            Map.entry("hdemo_sk", "household_demographics.hd_demo_sk"),
            Map.entry("addr_sk", "customer_address.ca_address_sk"),
            Map.entry("store_sk", "store.s_store_sk"),
            Map.entry("promo_sk", "promotion.p_promo_sk"),
            Map.entry("web_page_sk", "web_page.wp_web_page_sk"),
            Map.entry("web_site_sk", "web_site.web_site_sk"),
            Map.entry("call_center_sk", "call_center.cc_call_center_sk"),
            Map.entry("catalog_page_sk", "catalog_page.cp_catalog_page_sk"),
            Map.entry("ship_mode_sk", "ship_mode.sm_ship_mode_sk"),
            Map.entry("warehouse_sk", "warehouse.w_warehouse_sk"),
            Map.entry("reason_sk", "reason.r_reason_sk"),
            Map.entry("income_band_sk", "income_band.ib_income_band_sk"));

    @Test
    void mostReferencesOfTpcdsAreFoundAndFewFalseOnes() {
        MemoryDatabase database = new MemoryDatabase("tpcds");
        Session session = Session.getDefaultSession().withScale(0.01);
        for (Table table : Table.getBaseTables()) {
            if (table != Table.DBGEN_VERSION) {
                database.tables.add(read(table, session.withTable(table)));
            }
        }
        for (MemoryDatabase.Table table : database.tables) {
            table.columns()
                    .forEach((column, cells) -> TARGETS.forEach((ending, target) -> {
                        String key = target.substring(target.indexOf('.') + 1);
                        String parent = target.substring(0, target.indexOf('.'));
                        if (column.endsWith("_" + ending) && !column.equals(key)) {
                            String edge = MemoryDatabase.edge(table.name(), List.of(column), parent, List.of(key));
                            (contained(cells, cells(database, parent, key)) ? database.references : database.forgiven)
                                    .add(edge);
                        }
                    }));
        }
        // The specification lets a return refer to its sale; not every tool declares it.
        for (String channel : List.of("store:sr:ss:ticket", "catalog:cr:cs:order", "web:wr:ws:order")) {
            String[] words = channel.split(":");
            database.forgiven.add(MemoryDatabase.edge(
                    words[0] + "_returns",
                    List.of(words[1] + "_item_sk", words[1] + "_" + words[3] + "_number"),
                    words[0] + "_sales",
                    List.of(words[2] + "_item_sk", words[2] + "_" + words[3] + "_number")));
        }
        Trial trial = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        System.out.printf(Locale.ROOT, "TPC-DS: %s%n", trial);
        int found = trial.single().right();
        assertThat(found).isGreaterThan(60);
        assertThat(found / (double) (found + trial.single().wrong())).isGreaterThan(0.95);
        assertThat(found / (double) (found + trial.single().missed())).isGreaterThan(0.9);
    }

    private static List<@Nullable String> cells(MemoryDatabase database, String table, String column) {
        return database.tables.stream()
                .filter(one -> one.name().equals(table))
                .findFirst()
                .map(one -> one.columns().getOrDefault(column, List.of()))
                .orElse(List.of());
    }

    /** Whether half of the values are found at least; else the generator has left the reference empty. */
    private static boolean contained(List<@Nullable String> child, List<@Nullable String> parent) {
        Set<@Nullable String> keys = new HashSet<>(parent);
        long values = child.stream().filter(cell -> cell != null).count();
        return values > 0
                && child.stream()
                                        .filter(cell -> cell != null && keys.contains(cell))
                                        .count()
                                * 2
                        >= values;
    }

    private static MemoryDatabase.Table read(Table table, Session session) {
        Column[] columns = table.getColumns();
        LinkedHashMap<String, List<@Nullable String>> cells = new LinkedHashMap<>();
        boolean wide = table == Table.CUSTOMER_DEMOGRAPHICS;
        int width = wide ? MOST_COLUMNS_OF_LARGE : columns.length;
        List<List<@Nullable String>> byColumn = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            List<@Nullable String> column = new ArrayList<>();
            byColumn.add(column);
            cells.put(columns[i].getName(), column);
        }
        int rows = 0;
        for (List<List<String>> made : Results.constructResults(table, session)) {
            List<String> row = made.get(0);
            for (int i = 0; i < width; i++) {
                String cell = row.get(i);
                byColumn.get(i).add(cell == null || cell.isEmpty() ? null : i == 0 ? cell : cell.intern());
            }
            if (++rows >= MOST_ROWS && !wide) {
                break;
            }
        }
        return new MemoryDatabase.Table(table.getName(), cells);
    }
}
