package io.github.bigdatamigrator.query.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.DataSessions;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.demo.DemoData;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Tpch;
import io.github.bigdatamigrator.query.counting.Roles.Table;
import io.github.bigdatamigrator.query.counting.StatementMaker.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Reviews right statements and ones with planted faults on generated databases, the demo and TPC-H. */
@Tag("spark")
class StatementReviewTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SHARE = 3;

    @TempDir
    Path folder;

    /** Counts what was found of what was planted. */
    private static final class Tally {
        private final List<String> missed = new ArrayList<>();
        private final List<String> questioned = new ArrayList<>();
        private final List<Double> milliseconds = new ArrayList<>();
        private int inflated;
        private int inflatedFound;
        private int others;
        private int othersFound;
        private int right;

        void add(Case each, QueryEngine engine) {
            engine.check(each.sql());
            long start = System.nanoTime();
            StatementReview review = engine.review(each.sql());
            double taken = (System.nanoTime() - start) / 1e6;
            List<Kind> found =
                    review.faults().stream().map(StatementReview.Fault::kind).toList();
            Kind fault = each.fault();
            if (fault == null) {
                right++;
                milliseconds.add(taken);
                if (!found.isEmpty()) {
                    questioned.add(each.sql() + "\n    " + review.faults());
                }
                return;
            }
            boolean inflates = fault == Kind.REPEATED_ROWS || fault == Kind.ROW_PAIRS;
            boolean hit = inflates
                    ? found.contains(Kind.REPEATED_ROWS) || found.contains(Kind.ROW_PAIRS)
                    : found.contains(fault);
            if (inflates) {
                inflated++;
                inflatedFound += hit ? 1 : 0;
            } else {
                others++;
                othersFound += hit ? 1 : 0;
            }
            if (!hit) {
                missed.add(fault + " " + each.sql());
            }
        }

        /** Adds all right statements and a share of those with a fault, each of which is measured. */
        void addAll(List<Case> cases, int first, QueryEngine engine) {
            for (int i = 0; i < cases.size(); i++) {
                if (cases.get(i).fault() == null || i % SHARE == first % SHARE) {
                    add(cases.get(i), engine);
                }
            }
        }

        @Override
        public String toString() {
            return String.format(
                    "%d of %d inflated and %d of %d others found; %d of %d right ones questioned; median %.1f ms",
                    inflatedFound, inflated, othersFound, others, questioned.size(), right, median());
        }

        double median() {
            Collections.sort(milliseconds);
            return milliseconds.get(milliseconds.size() / 2);
        }
    }

    @Test
    void plantedFaultsOfOneDatabaseAreFoundAndRightStatementsNotQuestioned() throws IOException {
        Roles roles = GeneratedDatabase.write(0, folder);
        QueryEngine engine = open(folder);
        List<Case> all = new ArrayList<>(StatementMaker.of(roles, true));
        Collections.shuffle(all, new Random(7));
        Tally tally = new Tally();

        all.stream().filter(it -> it.fault() != null).limit(8).forEach(it -> tally.add(it, engine));
        all.stream().filter(it -> it.fault() == null).limit(40).forEach(it -> tally.add(it, engine));

        assertThat(tally.missed).isEmpty();
        assertThat(tally.questioned).isEmpty();
        assertCorrectedOnce(engine);
    }

    /** Debits and credits: the right sum is 0, of which the wrong one is no multiple. */
    @Test
    void aRepeatedSumIsMeasuredWhereTheRightOneIsZero() throws IOException {
        Path ledger = Files.createDirectories(folder.resolve("ledger"));
        StringBuilder entries = new StringBuilder("entry_id,amount\n");
        StringBuilder parts = new StringBuilder("part_id,entry_id,label\n");
        for (int entry = 1; entry <= 40; entry++) {
            entries.append(entry).append(entry % 2 == 0 ? ",5.25\n" : ",-5.25\n");
            parts.append(2 * entry).append(',').append(entry).append(",x\n");
            parts.append(entry % 2 == 0 ? 2 * entry + 1 + "," + entry + ",y\n" : "");
        }
        Files.writeString(ledger.resolve("entries.csv"), entries);
        Files.writeString(ledger.resolve("parts.csv"), parts);

        StatementReview review =
                open(ledger).review("SELECT SUM(e.amount) FROM entries e JOIN parts p ON p.entry_id = e.entry_id");

        assertThat(review.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.REPEATED_ROWS))
                .satisfies(fault -> assertThat(fault.figure()).isEqualTo(1.5));
    }

    /** A chasm: each sum must be that over the rows of its own table whose parent has children of the other kind. */
    private static void assertCorrectedOnce(QueryEngine engine) {
        StatementReview review = engine.review("""
            SELECT k.Art_1, SUM(a.Betrag_2), COUNT(z.Zahlung_id) AS n FROM Kunde k
            JOIN Auftrag a ON a.Kunde_id = k.Kunde_id JOIN Zahlung z ON z.Kunde_id = k.Kunde_id
            GROUP BY k.Art_1 ORDER BY 1""");
        QueryResult corrected = engine.run(String.valueOf(review.corrected()));
        QueryResult truth = engine.run("""
            SELECT k.Art_1, SUM(a.s), SUM(z.n) AS n FROM Kunde k
            JOIN (SELECT Kunde_id, SUM(Betrag_2) AS s FROM Auftrag GROUP BY 1) a ON a.Kunde_id = k.Kunde_id
            JOIN (SELECT Kunde_id, COUNT(*) AS n FROM Zahlung GROUP BY 1) z ON z.Kunde_id = k.Kunde_id
            GROUP BY k.Art_1 ORDER BY 1""");

        assertThat(corrected.rows().toString()).isEqualTo(truth.rows().toString());
        assertThat(corrected.columns()).containsExactly("Art_1", "SUM(a.Betrag_2)", "n");
        assertThat(review.faults())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.figure()).isGreaterThan(1.1))
                .allSatisfy(fault -> assertThat(fault.remedy()).hasSizeLessThan(300));
    }

    @Test
    @Tag("long")
    void nearlyAllPlantedFaultsAreFoundAndHardlyAnyRightStatementIsQuestioned(TestReporter reporter)
            throws IOException {
        Tally tally = new Tally();
        for (int number = 0; number < GeneratedDatabase.variants(); number++) {
            Path database = folder.resolve("generated-" + number);
            tally.addAll(StatementMaker.of(GeneratedDatabase.write(number, database), true), number, open(database));
        }
        Path demo = Files.createDirectories(folder.resolve("demo"));
        DemoData.write(SharedSpark.session(), demo);
        QueryEngine onDemo = open(demo);
        demoRoles().forEach(roles -> tally.addAll(StatementMaker.of(roles, false), 0, onDemo));
        Path tpch = Files.createDirectories(folder.resolve("tpch"));
        Tpch.write(tpch, 0.002);
        QueryEngine onTpch = open(tpch);
        tpchRoles().forEach(roles -> tally.addAll(StatementMaker.of(roles, false), 1, onTpch));

        reporter.publishEntry(tally.toString());
        assertThat(tally.inflated + tally.others).isGreaterThanOrEqualTo(400);
        assertThat(tally.right).isGreaterThanOrEqualTo(1000);
        assertThat((double) tally.inflatedFound / tally.inflated)
                .as("inflated of %s: missed %s", tally.inflated, tally.missed)
                .isGreaterThanOrEqualTo(0.98);
        assertThat((double) tally.othersFound / tally.others)
                .as("others of %s: missed %s", tally.others, tally.missed)
                .isGreaterThanOrEqualTo(0.9);
        assertThat((double) tally.questioned.size() / tally.right)
                .as("questioned of %s: %s", tally.right, tally.questioned)
                .isLessThanOrEqualTo(0.005);
        assertThat(tally.median()).as("milliseconds").isLessThan(5);
    }

    private static List<Roles> demoRoles() {
        Table sales = new Table("sales", "sale_id", "", "amount", "channel");
        return Stream.of(
                        new Table("stores", "store_id", "", "floor_area_m2", "country"),
                        new Table("products", "product_id", "", "list_price", "category"),
                        new Table("customers_customers", "customer_id", "", "customer_id", "segment"))
                .map(parent -> new Roles(null, parent, refers(sales, parent.key()), null, null))
                .toList();
    }

    private static List<Roles> tpchRoles() {
        Table region = new Table("region", "r_regionkey", "", "r_regionkey", "r_name");
        Table nation = new Table("nation", "n_nationkey", "n_regionkey", "n_nationkey", "n_name");
        Table customer = new Table("customer", "c_custkey", "c_nationkey", "c_acctbal", "c_mktsegment");
        Table supplier = new Table("supplier", "s_suppkey", "s_nationkey", "s_acctbal", "s_name");
        Table orders = new Table("orders", "o_orderkey", "o_custkey", "o_totalprice", "o_orderpriority");
        Table lineitem = new Table("lineitem", "l_linenumber", "l_orderkey", "l_extendedprice", "l_shipmode");
        Table part = new Table("part", "p_partkey", "", "p_retailprice", "p_brand");
        Table offers = new Table("partsupp", "ps_suppkey", "ps_partkey", "ps_supplycost", "ps_suppkey");
        return List.of(
                new Roles(region, nation, customer, supplier, orders),
                new Roles(nation, customer, orders, null, lineitem),
                new Roles(null, part, offers, refers(lineitem, "l_partkey"), null));
    }

    private static Table refers(Table table, String reference) {
        return new Table(table.name(), table.key(), reference, table.amount(), table.label());
    }

    private static QueryEngine engine(DataContext context) {
        return new DataSessions<QueryEngine>(
                        SparkRuntime.using(SharedSpark.session()),
                        (data, queries, claims, values) -> queries,
                        1000,
                        MINUTE)
                .of(context);
    }

    private static QueryEngine open(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(Path::toString).sorted().toList();
            DataContext context =
                    DataContextBuilder.on(SharedSpark.session()).addAll(names).build();
            return engine(context);
        }
    }
}
