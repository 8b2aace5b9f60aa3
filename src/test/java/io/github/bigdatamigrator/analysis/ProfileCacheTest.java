package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again, and what is not. */
@Tag("spark")
class ProfileCacheTest {
    @TempDir
    Path folder;

    private ProfileCache cache() {
        return ProfileCache.in(folder.resolve("cache"), 1L << 30);
    }

    private DataContextBuilder builder(Path... files) {
        DataContextBuilder builder =
                DataContextBuilder.on(SharedSpark.newSession()).cache(cache());
        Stream.of(files).map(Path::toString).forEach(builder::add);
        return builder;
    }

    private static DataContext fresh(Path file) {
        return DataContextBuilder.on(SharedSpark.newSession())
                .add(file.toString())
                .build();
    }

    /** A file whose modification time is long ago, since the cache trusts no file that may be changing. */
    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
    }

    private static String orders(int from, int to) {
        StringBuilder text = new StringBuilder("order_id,customer,amount,day,note\n");
        for (int i = from; i < to; i++) {
            text.append(i)
                    .append(",c")
                    .append(i % 40)
                    .append(',')
                    .append(i % 1000)
                    .append('.')
                    .append(i % 90 + 10)
                    .append(",2024-03-")
                    .append(i % 20 + 10)
                    .append(i % 7 == 0 ? ",N/A\n" : i % 11 == 0 ? "\n" : ",some words\n");
        }
        return text.toString();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> paths = Files.list(folder.resolve("cache"))) {
            return paths.sorted().toList();
        }
    }

    @Test
    void aSecondProfileReadsNothingAndDoesNotEvenStartSpark() throws IOException {
        Path orders = write("orders.csv", orders(0, 300));
        Path customers = write("customers.csv", "customer,name\nc1,Ann\nc2,Bob\n");
        DataContext first = builder(orders, customers).build();
        assertThat(first.run().cachedTables()).isZero();
        assertThat(first.run().bytesRead()).isEqualTo(Files.size(orders) + Files.size(customers));

        try (SparkRuntime runtime = SparkRuntime.starting("local[1]")) {
            DataContext second = DataContextBuilder.on(runtime)
                    .add(orders.toString())
                    .add(customers.toString())
                    .cache(cache())
                    .build();
            assertThat(runtime.started()).isFalse();
            assertThat(second.tables()).isEqualTo(first.tables());
            assertThat(second.relationships()).isEqualTo(first.relationships());
            assertThat(second.problems()).isEqualTo(first.problems());
            assertThat(second.run().cachedTables()).isEqualTo(2);
            assertThat(second.run().bytesRead()).isZero();
            assertThat(second.run().partial()).isFalse();
        }
    }

    @Test
    void aFileThatChangedIsReadAgain() throws IOException {
        Path file = write("a.csv", "id,v\n1,x\n2,y\n");
        builder(file).build();
        write("a.csv", "id,v\n1,x\n2,z\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00.001Z")));
        DataContext again = builder(file).build();
        assertThat(again.run().cachedTables()).isZero();
        assertThat(again.tables().get(0).sampleRows()).contains(List.of("2", "z"));
    }

    @Test
    void refreshReadsAgainAlthoughNothingShowsAChange() throws IOException {
        Path file = write("a.csv", "id,v\n1,x\n2,y\n");
        builder(file).build();
        write("a.csv", "id,v\n1,x\n2,z\n");
        assertThat(builder(file).build().tables().get(0).sampleRows()).contains(List.of("2", "y"));
        DataContext refreshed =
                builder(file).reuse(DataContextBuilder.Reuse.READ_AGAIN).build();
        assertThat(refreshed.tables().get(0).sampleRows()).contains(List.of("2", "z"));
        assertThat(builder(file).build().tables().get(0).sampleRows()).contains(List.of("2", "z"));
    }

    @Test
    void aFileThatMayStillBeChangingIsNotCached() throws IOException {
        Path file = Files.writeString(folder.resolve("now.csv"), "id,v\n1,x\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        builder(file).build();
        assertThat(builder(file).build().run().cachedTables()).isZero();
    }

    @Test
    void aTableThatWasReadWithOthersIsNotReadAgain() throws IOException {
        Path orders = write("orders.csv", orders(0, 300));
        Path customers = write("customers.csv", "customer,name\nc1,Ann\nc2,Bob\n");
        builder(orders).build();
        DataContext both = builder(orders, customers).build();
        assertThat(both.run().cachedTables()).isEqualTo(1);
        assertThat(both.run().bytesRead()).isEqualTo(Files.size(customers));
        assertSameFigures(both.tables().get(0), fresh(orders).tables().get(0));
        assertThat(both.relationships())
                .hasSameSizeAs(builder(orders, customers)
                        .reuse(DataContextBuilder.Reuse.READ_AGAIN)
                        .build()
                        .relationships());
    }

    @Test
    void aFolderThatGainedAFileReadsThatFileAlone() throws IOException {
        write("orders/b.csv", orders(1000, 1900));
        write("orders/d.csv", orders(3000, 3500));
        Path table = folder.resolve("orders");
        builder(table).build();
        Path gained = write("orders/c.csv", orders(1900, 3000));
        Path first = write("orders/a.csv", orders(0, 1000));
        DataContext grown = builder(table).build();
        assertThat(grown.run().bytesRead()).isEqualTo(Files.size(gained) + Files.size(first));
        assertSameFigures(grown.tables().get(0), fresh(table).tables().get(0));
        assertThat(builder(table).build().run().bytesRead()).isZero();
    }

    @Test
    void aFolderOfParquetThatGainedAFileReadsThatFileAlone() throws IOException {
        Path table = folder.resolve("numbers");
        SharedSpark.newSession()
                .range(0, 500)
                .selectExpr("id", "id % 7 as seven")
                .coalesce(1)
                .write()
                .parquet(table.toString());
        age(table);
        builder(table).build();
        SharedSpark.newSession()
                .range(500, 900)
                .selectExpr("id", "id % 7 as seven")
                .coalesce(1)
                .write()
                .mode("append")
                .parquet(table.toString());
        long before = builder(table).build().run().bytesRead();
        age(table);
        DataContext grown = builder(table).build();
        assertThat(grown.tables().get(0).rows()).isEqualTo(900);
        assertSameFigures(grown.tables().get(0), fresh(table).tables().get(0));
        assertThat(before).isLessThan(fresh(table).run().bytesRead());
    }

    @Test
    void aFolderThatLostAFileForgetsItsRows() throws IOException {
        Path gone = write("orders/a.csv", orders(0, 1000));
        write("orders/b.csv", orders(1000, 1900));
        Path table = folder.resolve("orders");
        builder(table).build();
        Files.delete(gone);
        assertSameFigures(
                builder(table).build().tables().get(0), fresh(table).tables().get(0));
    }

    @Test
    void manyAdditionsOneByOneStayFewGroupsAndTheSameFigures() throws IOException {
        Path table = folder.resolve("orders");
        for (int i = 0; i < 20; i++) {
            write("orders/" + i + ".csv", orders(i * 50, i * 50 + 50));
            DataContext grown = builder(table).build();
            assertThat(grown.tables().get(0).rows()).isEqualTo((i + 1) * 50L);
        }
        assertSameFigures(
                builder(table).build().tables().get(0), fresh(table).tables().get(0));
        String groups = "";
        for (Path entry : entries()) {
            String text = entry.toString().endsWith(".lines")
                    ? Files.readString(entry, java.nio.charset.StandardCharsets.ISO_8859_1)
                    : "";
            groups = text.length() > groups.length() ? text : groups;
        }
        assertThat(groups.lines().count()).isBetween(1L, 16L);
    }

    @Test
    void damagedEntriesAreMadeAnew() throws IOException {
        write("orders/a.csv", orders(0, 100));
        Path table = folder.resolve("orders");
        DataContext first = builder(table).build();
        List<Path> entries = entries();
        assertThat(entries).hasSize(3);
        for (Path entry : entries) {
            byte[] bytes = Files.readAllBytes(entry);
            bytes[bytes.length / 2] ^= 1;
            Files.write(entry, bytes);
        }
        DataContext second = builder(table).build();
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(second.run().bytesRead()).isPositive();
        assertThat(builder(table).build().run().cachedTables()).isEqualTo(1);
        for (Path entry : entries()) {
            Files.write(entry, new byte[] {1, 2, 3});
        }
        assertThat(builder(table).build().tables()).isEqualTo(first.tables());
    }

    @Test
    void entriesAreTheirOwnersAlone() throws IOException {
        builder(write("a.csv", "id,v\n1,x\n")).build();
        assertThat(Files.getPosixFilePermissions(folder.resolve("cache"))).hasSize(3);
        assertThat(entries())
                .isNotEmpty()
                .allSatisfy(entry ->
                        assertThat(Files.getPosixFilePermissions(entry)).hasSize(2));
    }

    @Test
    void aStoppedRunKeepsCachedTablesAndReportsTheMissing() throws IOException {
        Path known = write("known.csv", orders(0, 300));
        Path other = write("other.csv", "id,v\n1,x\n");
        builder(known).build();
        DataContext partial = builder(known, other)
                .interrupted(DataContextBuilder.Interrupted.KEEP)
                .progress((stage, done, total) -> {
                    if (stage.startsWith("profiling")) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(partial.run().partial()).isTrue();
        assertThat(partial.tables()).extracting(TableProfile::name).containsExactly("known");
        assertThat(partial.tables().get(0).rows()).isEqualTo(300);
        assertThat(partial.problems()).contains(new Problem("other", "not read, since profiling was stopped", 1));
        // Nothing partial is taken for whole later.
        DataContext whole = builder(known, other).build();
        assertThat(whole.run().partial()).isFalse();
        assertThat(whole.tables()).extracting(TableProfile::rows).containsExactly(300L, 1L);
    }

    @Test
    void aStoppedRunThatReadNothingIsCancelled() throws IOException {
        Path file = write("a.csv", "id,v\n1,x\n");
        DataContextBuilder builder = builder(file).interrupted(DataContextBuilder.Interrupted.KEEP);
        Thread.currentThread().interrupt();
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    private void age(Path table) throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
            }
        }
    }

    /** Exact figures and the sample are equal, estimates near. */
    private static void assertSameFigures(TableProfile one, TableProfile other) {
        assertThat(one.rows()).isEqualTo(other.rows());
        assertThat(one.sampleRows()).isEqualTo(other.sampleRows());
        assertThat(one.problems()).isEqualTo(other.problems());
        assertThat(one.columns()).hasSameSizeAs(other.columns());
        for (int i = 0; i < one.columns().size(); i++) {
            ColumnProfile a = one.columns().get(i);
            ColumnProfile b = other.columns().get(i);
            assertThat(a.name()).isEqualTo(b.name());
            assertThat(a.type()).isEqualTo(b.type());
            assertThat(a.nulls()).isEqualTo(b.nulls());
            assertThat(a.distinct()).isEqualTo(b.distinct());
            assertThat(a.unique()).isEqualTo(b.unique());
            assertThat(a.min()).isEqualTo(b.min());
            assertThat(a.max()).isEqualTo(b.max());
            assertThat(a.topValues()).isEqualTo(b.topValues());
            if (a.mean() != null && b.mean() != null) {
                assertThat(a.mean()).isEqualTo(b.mean(), within(1e-9 * Math.abs(b.mean())));
            } else {
                assertThat(a.mean()).isEqualTo(b.mean());
            }
        }
    }
}
