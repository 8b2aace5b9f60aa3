package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys and foreign keys of small databases whose truth is known. All ids are dense, so that containment alone says
 * nothing.
 */
@Tag("spark")
class RelationshipFinderTest {
    @TempDir
    Path folder;

    private void table(String name, String header, int rows, IntFunction<String> row) throws IOException {
        String body = IntStream.rangeClosed(1, rows).mapToObj(row).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(name + ".csv"), header + "\n" + body + "\n");
    }

    private DataContext profile() {
        return DataContextBuilder.on(SharedSpark.newSession())
                .add(folder.resolve("*.csv").toString())
                .build();
    }

    private static Set<String> edges(DataContext context) {
        return context.relationships().stream()
                .map(edge -> edge.fromTable() + "." + String.join("+", edge.fromColumns()) + ">" + edge.toTable() + "."
                        + String.join("+", edge.toColumns()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> key(DataContext context, String table) {
        List<String> key = context.table(table).map(TableProfile::primaryKey).orElseThrow();
        return key == null ? List.of() : key;
    }

    @Test
    void aShopIsUnderstood() throws IOException {
        table("customers", "id,name,city_id", 200, i -> i + ",name" + i + "," + (i % 40 + 1));
        table("cities", "id,city,country", 40, i -> i + ",town" + i + ",c" + i % 5);
        table("products", "product_no,title,stock", 60, i -> i + ",thing" + i + "," + i % 50);
        table(
                "orders",
                "order_id,customer_id,shipping_city_id,quantity,rating",
                900,
                i -> i + "," + (i % 190 + 1) + "," + (i % 37 + 1) + "," + (i % 9 + 1) + "," + (i % 5 + 1));
        table(
                "order_items",
                "order_id,line_no,product_no,amount",
                2700,
                i -> ((i - 1) / 3 + 1) + "," + ((i - 1) % 3 + 1) + "," + (i % 60 + 1) + "," + (i % 12 + 1));
        DataContext context = profile();
        assertThat(edges(context))
                .containsExactlyInAnyOrder(
                        "customers.city_id>cities.id",
                        "orders.customer_id>customers.id",
                        "orders.shipping_city_id>cities.id",
                        "order_items.order_id>orders.order_id",
                        "order_items.product_no>products.product_no");
        assertThat(key(context, "customers")).containsExactly("id");
        assertThat(key(context, "products")).containsExactly("product_no");
        assertThat(key(context, "orders")).containsExactly("order_id");
        assertThat(key(context, "order_items")).containsExactly("order_id", "line_no");
    }

    @Test
    void prefixedNamesAndACompositeReferenceAreFound() throws IOException {
        table("part", "p_partkey,p_name,p_size", 100, i -> i + ",part" + i + "," + i % 50);
        table("supplier", "s_suppkey,s_name", 20, i -> i + ",supp" + i);
        table(
                "partsupp",
                "ps_partkey,ps_suppkey,ps_availqty",
                400,
                i -> ((i - 1) / 4 + 1) + "," + (((i - 1) % 4) * 5 + (i - 1) / 4 % 5 + 1) + "," + i % 90);
        table("lineitem", "l_orderkey,l_partkey,l_suppkey,l_linenumber,l_quantity", 1200, i -> {
            int pair = i % 400;
            return ((i - 1) / 4 + 1) + "," + (pair / 4 + 1) + "," + ((pair % 4) * 5 + pair / 4 % 5 + 1) + ","
                    + ((i - 1) % 4 + 1) + "," + i % 50;
        });
        table("orders", "o_orderkey,o_status", 300, i -> i + "," + (i % 3 == 0 ? "O" : "F"));
        DataContext context = profile();
        assertThat(edges(context))
                .containsExactlyInAnyOrder(
                        "partsupp.ps_partkey>part.p_partkey",
                        "partsupp.ps_suppkey>supplier.s_suppkey",
                        "lineitem.l_orderkey>orders.o_orderkey",
                        "lineitem.l_partkey>part.p_partkey",
                        "lineitem.l_suppkey>supplier.s_suppkey",
                        "lineitem.l_partkey+l_suppkey>partsupp.ps_partkey+ps_suppkey");
        assertThat(key(context, "partsupp")).containsExactly("ps_partkey", "ps_suppkey");
        assertThat(key(context, "lineitem")).containsExactly("l_orderkey", "l_linenumber");
    }

    @Test
    void orphansAreCountedExactlyAndShown() throws IOException {
        table("accounts", "account_id,owner", 500, i -> i + ",o" + i);
        table("bookings", "booking_id,account_id", 2000, i -> i + "," + (i % 100 == 0 ? 9000 + i % 700 : i % 500 + 1));
        Relationship edge = profile().relationships().get(0);
        assertThat(edge.fromColumns()).containsExactly("account_id");
        assertThat(edge.orphanRows()).isEqualTo(20);
        assertThat(edge.containmentRows()).isEqualTo(0.99);
        assertThat(edge.orphanExamples()).isNotEmpty().allMatch(value -> Integer.parseInt(value) >= 9000);
        assertThat(edge.cardinality()).isEqualTo(Relationship.Cardinality.MANY_TO_ONE);
    }

    @Test
    void aTableMayReferToItselfAndExtendAnother() throws IOException {
        table("employees", "employee_id,name,manager_id", 50, i -> i + ",e" + i + "," + (i == 1 ? "" : i / 5 + 1));
        table("employee_details", "employee_id,notes", 30, i -> i + ",n" + i);
        DataContext context = profile();
        assertThat(edges(context))
                .containsExactlyInAnyOrder(
                        "employees.manager_id>employees.employee_id",
                        "employee_details.employee_id>employees.employee_id");
        assertThat(context.relationships())
                .filteredOn(edge -> edge.fromTable().equals("employee_details"))
                .extracting(Relationship::cardinality)
                .containsExactly(Relationship.Cardinality.ONE_TO_ONE);
    }

    @Test
    void measuresAndStatusCodesReferToNothing() throws IOException {
        table(
                "films",
                "film_id,title,rental_duration,rating",
                100,
                i -> i + ",f" + i + "," + (i % 7 + 1) + "," + (i % 5 + 1));
        table(
                "rentals",
                "rental_id,film_id,days,amount",
                400,
                i -> i + "," + (i % 100 + 1) + "," + (i % 9 + 1) + "," + i % 30);
        table("statuses", "status_id,label", 5, i -> i + ",s" + i);
        assertThat(edges(profile())).containsExactly("rentals.film_id>films.film_id");
    }

    @Test
    void emptyTablesAreNoTrouble() throws IOException {
        table("things", "thing_id,name", 10, i -> i + ",t" + i);
        Files.writeString(folder.resolve("nothing.csv"), "thing_id,other\n");
        Files.writeString(folder.resolve("void.csv"), "");
        DataContext context = profile();
        assertThat(context.tables()).hasSize(3);
        assertThat(edges(context)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, 3", "100, 30", "10, 300"})
    void orphansOfAnyShareAreCountedExactly(int every, int orphans) throws IOException {
        table("accounts", "account_id,owner", 2500, i -> i + ",o" + i);
        table(
                "bookings",
                "booking_id,account_id",
                3000,
                i -> i + "," + (i % every == 0 ? 1_000_000 + i : i * 7 % 2500 + 1));
        Relationship edge = profile().relationships().get(0);
        assertThat(edge.orphanRows()).isEqualTo(orphans);
        assertThat(edge.orphanExamples()).hasSize(Math.min(5, orphans)).allMatch(value -> value.startsWith("100"));
        assertThat(edge.containmentRows()).isEqualTo(1 - orphans / 3000.0);
    }

    @Test
    void aKeyWithAFewDuplicatesIsReportedAsANearKey() throws IOException {
        table("customers", "customer_id,name", 300, i -> (i == 300 ? 17 : i) + ",n" + i);
        table("orders", "order_id,customer_id", 900, i -> i + "," + (i % 290 + 1));
        DataContext context = profile();
        assertThat(edges(context)).containsExactly("orders.customer_id>customers.customer_id");
        assertThat(context.table("customers").orElseThrow().problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("repeat its value", "17"));
    }

    @Test
    void numbersWrittenAsFloatsMeetWholeOnes() throws IOException {
        table("cities", "id,city", 40, i -> i + ",town" + i);
        table("people", "id,city_id", 200, i -> i + "," + (i % 9 == 0 ? "" : (i % 40 + 1) + ".0"));
        assertThat(edges(profile())).containsExactly("people.city_id>cities.id");
    }

    @Test
    void textsInOtherLettersOrPaddedMeetTheirKeyAndAreShown() throws IOException {
        table("parts", "part_code,label", 120, i -> "ab" + i + "x,l" + i);
        table("demands", "demand_id,part_code,amount", 600, i -> i + "," + spelled(i) + "," + i % 9);
        Relationship edge = profile().relationships().get(0);
        assertThat(edge.toTable()).isEqualTo("parts");
        assertThat(edge.orphanRows()).isEqualTo(200);
        assertThat(edge.containmentRows()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(edge.orphanExamples()).hasSize(5).allMatch(value -> value.startsWith("AB"));
        assertThat(edge.evidence()).contains("67 %", "100 % when letter case is ignored");
    }

    /** Every third in capitals, every fifth of the others with blanks round it. */
    private static String spelled(int i) {
        String code = "ab" + (i * 7 % 120 + 1) + "x";
        return i % 3 == 0 ? code.toUpperCase(java.util.Locale.ROOT) : i % 5 == 0 ? "\" " + code + " \"" : code;
    }

    @Test
    void anEmptyTableHasTheKeyThatItsNamesSay() throws IOException {
        table("things", "thing_id,name", 10, i -> i + ",t" + i);
        Files.writeString(folder.resolve("tags.csv"), "tag_id,label\n");
        DataContext context = profile();
        assertThat(key(context, "tags")).containsExactly("tag_id");
        assertThat(context.table("tags").orElseThrow().problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("names alone"));
    }

    @Test
    void columnsKnownFromSketchesAreNotReadAgain() throws IOException, TimeoutException {
        table("customers", "id,name", 300, i -> i + ",n" + i);
        table("orders", "id,customer_id", 900, i -> i + "," + (i % 290 + 1));
        assertThat(relationshipJobs()).isZero();
        table("accounts", "account_id,owner", 30_000, i -> i + ",o" + i);
        table("bookings", "booking_id,account_id", 40_000, i -> i + "," + (i % 30_000 + 1));
        // Every number of a range is a key, and the references are within it.
        assertThat(relationshipJobs()).isZero();
        table("order_items", "order_id,product_no,amount", 1800, i -> (i / 2 % 900 + 1) + "," + i % 7 + "," + i % 5);
        table("depots", "depot_id,owner", 30_000, i -> 3 * i + ",o" + i);
        table("deposits", "deposit_id,depot_id", 40_000, i -> i + "," + 3 * (i % 30_000 + 1));
        // The threads of this process count small files.
        assertThat(relationshipJobs()).isZero();
        table("deposits", "deposit_id,depot_id", 100_000, i -> i + "," + 3 * (i % 30_000 + 1));
        assertThat(relationshipJobs()).isEqualTo(1);
        assertThat(edges(profile()))
                .contains("bookings.account_id>accounts.account_id", "deposits.depot_id>depots.depot_id");
    }

    /** Jobs of the search for keys, as the builder describes them. */
    private int relationshipJobs() throws TimeoutException {
        SparkSession spark = SharedSpark.newSession();
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                if ("finding keys and relationships".equals(job.properties().getProperty("spark.job.description"))) {
                    jobs.incrementAndGet();
                }
            }
        };
        spark.sparkContext().addSparkListener(listener);
        DataContextBuilder.on(spark).add(folder.resolve("*.csv").toString()).build();
        spark.sparkContext().listenerBus().waitUntilEmpty(30_000);
        spark.sparkContext().removeSparkListener(listener);
        return jobs.get();
    }
}
