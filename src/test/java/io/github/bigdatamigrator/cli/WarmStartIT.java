package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes that the launcher makes after the first command; needs the packaged jar. In the long tier,
 * because it takes half a minute of processor time at low priority.
 */
@Tag("long")
class WarmStartIT {
    private static final Path BDM = Path.of("bdm").toAbsolutePath();
    private static final Path WORK = Path.of("target").toAbsolutePath();
    private static final Map<String, String> ARCHIVING = Map.of("BDM_NO_CDS", "");

    @TempDir
    Path folder;

    @Test
    void firstCommandsLeaveOneArchiveAndLaterOnesLoadTheirClassesFromIt() throws Exception {
        Path killed = WORK.resolve("bdm-0-0.making");
        Files.createDirectories(killed.resolve("demo"));
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path out = folder.resolve("out");
        Process first = Processes.started(folder, ARCHIVING, out, out, BDM.toString(), "--version");
        Process second = Processes.started(folder, ARCHIVING, out, out, BDM.toString(), "--version");
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();

        awaitTheEndOfMaking();

        assertThat(archives()).hasSize(1);
        assertThat(killed).doesNotExist();

        Files.writeString(folder.resolve("two.csv"), "id,name\n1,a\n2,b\n");
        Path loaded = folder.resolve("loaded.txt");
        Ended ended = Processes.run(
                folder,
                Map.of("BDM_JAVA_OPTS", "-Xlog:class+load=info:file=" + loaded),
                BDM.toString(),
                "ask",
                "two.csv",
                "-q",
                "SELECT count(*) AS n FROM two");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.matches(".* org\\.apache\\.spark\\.sql\\.catalyst\\.analysis\\.Analyzer"
                        + " source: shared objects file.*"))
                .anyMatch(line ->
                        line.matches(".* io\\.github\\.bigdatamigrator\\.cli\\.Main source: shared objects file.*"));
    }

    private static List<Path> archives() throws IOException {
        return Processes.archives(WORK, WORK.resolve("big-data-migrator.jar"));
    }

    private static void awaitTheEndOfMaking() throws IOException, InterruptedException {
        Instant latest = Instant.now().plus(Duration.ofMinutes(30));
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            WORK.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            while (archives().isEmpty() || isMaking()) {
                assertThat(Instant.now()).as("the archive is made in time").isBefore(latest);
                // Files that were there before are seen by the next turn of the loop.
                var key = changes.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }

    private static boolean isMaking() throws IOException {
        try (Stream<Path> files = Files.list(WORK)) {
            return files.anyMatch(file -> file.toString().endsWith(".making"));
        }
    }
}
