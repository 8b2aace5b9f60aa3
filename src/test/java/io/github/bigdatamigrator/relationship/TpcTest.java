package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Tpch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark schema that everybody knows, at a hundredth of its smallest scale. */
@Tag("spark")
class TpcTest {
    @TempDir
    Path folder;

    @Test
    void everyReferenceOfTpchIsFoundAndNoFalseOne() throws IOException {
        Tpch.write(folder, 0.01);
        DataContext context = DataContextBuilder.on(SharedSpark.newSession())
                .add(folder.resolve("*.csv").toString())
                .build();
        assertThat(context.relationships().stream()
                        .map(edge -> edge.fromTable() + "." + String.join("+", edge.fromColumns()) + ">"
                                + edge.toTable() + "." + String.join("+", edge.toColumns())))
                .containsExactlyInAnyOrder(
                        "customer.c_nationkey>nation.n_nationkey",
                        "lineitem.l_orderkey>orders.o_orderkey",
                        "lineitem.l_partkey>part.p_partkey",
                        "lineitem.l_suppkey>supplier.s_suppkey",
                        "lineitem.l_partkey+l_suppkey>partsupp.ps_partkey+ps_suppkey",
                        "nation.n_regionkey>region.r_regionkey",
                        "orders.o_custkey>customer.c_custkey",
                        "partsupp.ps_partkey>part.p_partkey",
                        "partsupp.ps_suppkey>supplier.s_suppkey",
                        "supplier.s_nationkey>nation.n_nationkey");
        assertThat(context.tables().stream().collect(Collectors.toMap(TableProfile::name, TpcTest::key)))
                .containsEntry("lineitem", "l_orderkey,l_linenumber")
                .containsEntry("partsupp", "ps_partkey,ps_suppkey")
                .containsEntry("orders", "o_orderkey")
                .containsEntry("customer", "c_custkey")
                .containsEntry("nation", "n_nationkey")
                .containsEntry("region", "r_regionkey")
                .containsEntry("part", "p_partkey")
                .containsEntry("supplier", "s_suppkey");
    }

    private static String key(TableProfile table) {
        return table.primaryKey() == null ? "none" : String.join(",", table.primaryKey());
    }
}
