package io.github.bigdatamigrator.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares profiles of small files whose differences are known. */
class ComparisonTest {
    private static final String HEADER = "Bestellung_id,Kunde_id,Größe,Status,Tag";

    @TempDir
    private Path folder;

    private Samples samples;

    @BeforeEach
    void open() {
        samples = new Samples(folder);
    }

    @AfterEach
    void close() {
        samples.close();
    }

    private String write(String name, String header, int rows, IntFunction<String> row) {
        String text =
                IntStream.rangeClosed(1, rows).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n"));
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String order(int i) {
        return i + "," + (i % 50 + 1) + "," + (i % 23) + ".5," + (i % 4 == 0 ? "offen" : "bezahlt") + ",2024-01-"
                + String.format("%02d", i % 28 + 1);
    }

    private DataContext orders(String name, String header, int rows, IntFunction<String> row) {
        return samples.profile(write(name, header, rows, row));
    }

    private DataContext orders() {
        return orders("a/orders.csv", HEADER, 400, ComparisonTest::order);
    }

    private static List<String> told(Differences found, Level level) {
        return found.of(level).stream()
                .map(difference -> difference.kind() + " " + difference.column() + " " + difference.what() + ": "
                        + difference.before() + " > " + difference.after()
                        + (difference.change().isEmpty() ? "" : " (" + difference.change() + ")"))
                .toList();
    }

    @Test
    void equalDataHaveNoDifferenceInWhateverFormAProfileComes() {
        DataContext before = orders();
        DataContext stored = ContextJson.parse(ContextJson.text(before));

        assertThat(Comparison.of(before, orders("b/other.csv", HEADER, 400, ComparisonTest::order))
                        .equal())
                .isTrue();
        assertThat(Comparison.of(stored, before).equal()).isTrue();
    }

    @Test
    void aChangeOfASingleCellIsADifferenceWithinChance() {
        Differences found = Comparison.of(
                orders(), orders("b/orders.csv", HEADER, 400, i -> i == 7 ? order(i).replace("7.5", "8.5") : order(i)));

        assertThat(found.equal()).isFalse();
        assertThat(found.alarms()).isEmpty();
        assertThat(told(found, Level.CHANCE)).containsExactly("DISTRIBUTION Größe mean: 11.365 > 11.3675");
    }

    @Test
    void columnsAreRemovedAddedRenamedRetypedAndReordered() {
        Differences found =
                Comparison.of(orders(), orders("b/orders.csv", "Status,bestellung id,Maß,Kunde_id,neu", 400, i -> {
                    String[] cells = order(i).split(",");
                    return cells[3] + "," + cells[0] + "," + cells[2] + ",K" + cells[1] + ",x" + i % 3;
                }));

        assertThat(told(found, Level.BREAKING))
                .containsExactlyInAnyOrder(
                        "COLUMN Tag column: date >  (removed)",
                        "COLUMN Größe name: Größe > Maß (renamed: its values are the same)",
                        "TYPE Kunde_id type: bigint > string");
        assertThat(told(found, Level.CHANGE))
                .containsExactlyInAnyOrder(
                        "COLUMN neu column:  > string (added)",
                        "COLUMN Bestellung_id name: Bestellung_id > bestellung id (spelled otherwise)",
                        "ORDER null order of columns: Bestellung_id, Kunde_id, Größe, Status"
                                + " > Status, bestellung id, Maß, Kunde_id");
    }

    @Test
    void aKeyWhoseValuesRepeatOrLackIsBroken() {
        Differences repeated =
                Comparison.of(orders(), orders("b/orders.csv", HEADER, 400, i -> order(i == 300 ? 299 : i)));
        Differences lacking = Comparison.of(
                orders(), orders("b/orders.csv", HEADER, 400, i -> i == 300 ? ",1,2.5,offen,2024-01-01" : order(i)));

        assertThat(told(repeated, Level.BREAKING))
                .containsExactly("KEY Bestellung_id key: unique > 1 row repeats a value");
        assertThat(told(lacking, Level.BREAKING))
                .containsExactly("KEY Bestellung_id key: no nulls > 1 row without a value");
    }

    /** Three rows without a repetition do not make a key. */
    @Test
    void aColumnThatWasUniqueByChanceIsNoBrokenKey() {
        IntFunction<String> row = i -> "c" + i * 7919 % 31 + "," + i % 2;

        Differences found =
                Comparison.of(orders("a/codes.csv", "code,flag", 3, row), orders("b/codes.csv", "code,flag", 200, row));

        assertThat(found.of(Level.BREAKING)).isEmpty();
    }

    @Test
    void newOrphansBreakAReference() {
        DataContext before = shop("a", 50, ComparisonTest::order);
        DataContext after = shop("b", 48, ComparisonTest::order);

        assertThat(before.relationships()).hasSize(1);
        assertThat(told(Comparison.of(before, after), Level.BREAKING))
                .containsExactly("REFERENCE Kunde_id reference to kunde: no orphans > 16 orphans: 50, 49");
        assertThat(Comparison.of(after, before).of(Level.BREAKING)).isEmpty();
    }

    private DataContext shop(String place, int customers, IntFunction<String> order) {
        return samples.profile(
                write(place + "/bestellung.csv", HEADER, 400, order),
                write(place + "/kunde.csv", "Kunde_id,Name", customers, i -> i + ",Name" + i * 31));
    }

    @Test
    void keysAndTimesThatMoveOnAreNoDrift() {
        Differences found = Comparison.of(
                orders(),
                orders("b/orders.csv", HEADER, 400, i -> order(i + 700).replace("4-01", "4-02")));

        assertThat(found.alarms()).isEmpty();
        assertThat(told(found, Level.CHANGE))
                .containsExactlyInAnyOrder(
                        "RANGE Bestellung_id range: 1 to 400 > 701 to 1,100 (moves on)",
                        "RANGE Tag range: 2024-01-01 to 2024-01-28 > 2024-02-01 to 2024-02-28 (moves on)");
    }

    @Test
    void anEmptyTableBreaksAndRaisesNothingElse() {
        Differences found = Comparison.of(orders(), orders("b/orders.csv", HEADER, 0, ComparisonTest::order));

        assertThat(told(found, Level.BREAKING)).containsExactly("ROWS null rows: 400 > 0 (-400)");
        assertThat(found.of(Level.DRIFT)).isEmpty();
    }

    @Test
    void tablesOfFoldersArePairedByNameWithoutDateOrByColumns() {
        DataContext before = samples.profile(
                write("a/orders_2024-01.csv", HEADER, 100, ComparisonTest::order),
                write("a/Kunden.csv", "Kunde_id,Name", 50, i -> i + ",Name" + i),
                write("a/lager.csv", "Regal,Fach,Menge", 60, i -> "R" + i + ",F" + i % 7 + "," + i * 3),
                write("a/alt.csv", "x,y", 5, i -> i + ",a"));
        DataContext after = samples.profile(
                write("b/orders_2024-02.csv", HEADER, 100, ComparisonTest::order),
                write("b/kunden.csv", "Kunde_id,Name", 50, i -> i + ",Name" + i),
                write("b/warehouse.csv", "Regal,Fach,Menge", 60, i -> "R" + i + ",F" + i % 7 + "," + i * 3),
                write("b/neu.csv", "p,q,r", 5, i -> i + ",a,b"));

        Differences found = Comparison.of(before, after);

        assertThat(found.tables())
                .extracting(pair -> pair.before() + " > " + pair.after())
                .containsExactlyInAnyOrder("orders_2024-01 > orders_2024-02", "Kunden > kunden", "lager > warehouse");
        assertThat(found.notes()).hasSize(2);
        assertThat(found.of(Level.BREAKING))
                .extracting(Difference::kind, Difference::table)
                .contains(tuple(Kind.TABLE, "alt"));
        assertThat(found.of(Level.CHANGE)).extracting(Difference::table).contains("neu");
    }

    @Test
    void aSeriesComparesEachDeliveryWithTheOneBeforeAndTheFirst() {
        List<DataContext> deliveries = new ArrayList<>();
        for (int month = 1; month <= 4; month++) {
            int more = month == 3 || month == 4 ? 20 : 0;
            deliveries.add(orders(
                    "s/orders-2024-" + month + ".csv",
                    "a,b",
                    500,
                    i -> (i % 23 + more) + "," + (i % 4 == 0 ? "offen" : "bezahlt")));
        }

        DeliverySeries series = DeliverySeries.of(List.of("1", "2", "3", "4"), deliveries);

        assertThat(series.deliveries())
                .extracting(delivery -> !delivery.sincePrevious().alarms().isEmpty())
                .containsExactly(false, false, true, false);
        assertThat(series.deliveries())
                .extracting(delivery -> !delivery.sinceFirst().alarms().isEmpty())
                .containsExactly(false, false, true, true);
        assertThat(series.deliveries().get(2).sincePrevious().alarms())
                .allMatch(alarm -> alarm.table().equals("orders") && "a".equals(alarm.column()));
    }
}
