package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ScanProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    @Test
    void aStagePrintsALineEveryFiveSeconds() {
        StringWriter text = new StringWriter();
        AtomicLong seconds = new AtomicLong();
        Progress progress = new Progress.Lines(new PrintWriter(text, true), () -> Instant.ofEpochSecond(seconds.get()));
        for (int i = 0; i < 11; i++) {
            progress.progress("profiling sales.csv", i * 10L, 100);
            seconds.incrementAndGet();
        }
        progress.progress("finding keys", 0, 0);
        assertThat(text.toString().lines())
                .containsExactly(
                        "profiling sales.csv",
                        "profiling sales.csv: 50 %",
                        "profiling sales.csv: 100 %",
                        "finding keys");
    }

    @Test
    void scanProgressShowsRowsBytesRateAndTimeLeft() {
        StringWriter text = new StringWriter();
        AtomicLong seconds = new AtomicLong();
        Progress progress = new Progress.Lines(new PrintWriter(text, true), () -> Instant.ofEpochSecond(seconds.get()));
        for (int i = 0; i <= 10; i++) {
            progress.scanned(new ScanProgress("profiling big.csv", 250_000L * i, (long) i << 25, 10L << 25, i));
            seconds.incrementAndGet();
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "profiling big.csv",
                        "profiling big.csv: 10 %, 250,000 rows, 33.6 MB of 336 MB, 33.6 MB/s, 9 s left",
                        "profiling big.csv: 60 %, 1,500,000 rows, 201 MB of 336 MB, 33.6 MB/s, 4 s left");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    void theBarKeepsItsFiguresInEveryWidth(int width) {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (Progress progress = Progress.bar(new PrintStream(terminal, true, StandardCharsets.UTF_8), width)) {
            progress.scanned(new ScanProgress(
                    "profiling /data/of the/year/sales-of-all-regions-and-years.csv",
                    250_000,
                    33 << 20,
                    330 << 20,
                    10));
        }

        List<String> drawn = terminal.toString(StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> Stream.of(line.split("\r")))
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(drawn)
                .isNotEmpty()
                .allMatch(line -> line.length() < width)
                .allMatch(line -> line.startsWith("profiling sales-of"))
                .last()
                .asString()
                .contains("34/346 MB")
                .matches(line -> width < 100 || line.contains("250,000 rows"));
    }

    @Test
    void smallFilesAreCountedInKilobytes() {
        StringWriter text = new StringWriter();
        AtomicLong seconds = new AtomicLong();
        Progress progress = new Progress.Lines(new PrintWriter(text, true), () -> Instant.ofEpochSecond(seconds.get()));
        progress.scanned(new ScanProgress("profiling small.csv", 0, 0, 40 << 10, 0));
        seconds.addAndGet(10);
        progress.scanned(new ScanProgress("profiling small.csv", 900, 10 << 10, 40 << 10, 10));
        assertThat(text.toString()).contains("profiling small.csv: 25 %, 900 rows, 10.2 KB of 41.0 KB");
    }
}
