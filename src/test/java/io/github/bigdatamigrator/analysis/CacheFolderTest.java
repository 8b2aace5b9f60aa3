package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    Path folder;

    private static String name(int number) {
        return ProfileCache.key(Integer.toString(number)) + ".part";
    }

    private static void write(CacheFolder cache, String name, int bytes) {
        cache.write(name, out -> out.write(new byte[bytes]));
    }

    @Test
    void theLeastRecentlyUsedEntryIsDeletedFirst() throws IOException {
        CacheFolder cache = new CacheFolder(folder, 4 * 1008);
        for (int i = 0; i < 4; i++) {
            write(cache, name(i), 1000);
            Files.setLastModifiedTime(
                    folder.resolve(name(i)), FileTime.from(Instant.now().minus(Duration.ofMinutes(10 - i))));
        }
        assertThat(cache.read(name(0))).hasSize(1000);
        write(cache, name(4), 1000);
        assertThat(cache.read(name(1))).isNull();
        assertThat(cache.read(name(0))).isNotNull();
        assertThat(cache.read(name(4))).isNotNull();
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path foreign = Files.write(folder.resolve("thesis.doc"), new byte[100_000]);
        CacheFolder cache = new CacheFolder(folder, 4000);
        write(cache, name(1), 900);
        assertThat(foreign).exists();
        assertThat(cache.read(name(1))).hasSize(900);
    }

    @Test
    void anEntryOfMoreThanAQuarterIsNotKeptAndLeavesNothingBehind() throws IOException {
        CacheFolder cache = new CacheFolder(folder, 4000);
        write(cache, name(1), 1001);
        assertThat(cache.read(name(1))).isNull();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeKeepsNothingAndFailsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CacheFolder cache = new CacheFolder(file.resolve("below"), 4000);
        write(cache, name(1), 10);
        assertThat(cache.read(name(1))).isNull();
    }

    @Test
    void theLeftoversOfADeadWriterGoAndThoseOfALivingOneStay() throws IOException {
        Path dead = Files.writeString(folder.resolve(name(1) + ".x.tmp"), "half");
        Path living = Files.writeString(folder.resolve(name(2) + ".x.tmp"), "half");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        write(new CacheFolder(folder, 4000), name(3), 10);
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
    }

    @Test
    void writersAndReadersOfOneEntryNeverSeeHalfOfIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte mark = (byte) i;
                work.add(() -> {
                    CacheFolder cache = new CacheFolder(folder, 1 << 20);
                    byte[] content = new byte[10_000];
                    Arrays.fill(content, mark);
                    cache.write(name(1), out -> out.write(content));
                    byte[] seen = cache.read(name(1));
                    // Damaged entries are removed, so that there would be none.
                    return seen != null && seen.length == 10_000 && seen[0] == seen[9_999];
                });
            }
            for (Future<Boolean> one : threads.invokeAll(work)) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void onlySketchesAreEverMadeOfAnEntrysBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(new DeflaterOutputStream(bytes))) {
            objects.writeObject(new java.util.PriorityQueue<>(List.of("a")));
        }
        assertThatThrownBy(() -> ScanPartCodec.read(bytes.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("REJECTED");
    }
}
