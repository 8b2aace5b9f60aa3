package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.text.NumberFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that {@code dom.js} formats numbers like {@link NumberFormat}. Needs node. */
class PageFormatTest {
    private static final List<Double> SHARES = List.of(
            0.0, 1e-9, 0.001, 0.0625, 0.07, 0.0996, 0.125, 0.333, 0.994, 0.995, 0.996, 0.997, 0.9991, 0.99999, 1.0);
    private static final List<Long> SIZES =
            List.of(0L, 999L, 1_000L, 1_536L, 99_950L, 999_400L, 999_500L, 335_544_320L, 2_000_000_000L);
    private static final List<Double> NUMBERS =
            List.of(0.0, 5.0, 2.5, 2.005, -0.123456, 0.5, 0.00123456, 1e-9, 1234567.891, 1e20, -1e20);
    private static final List<String> DECIMALS = List.of("0.00", "5.00", "5.0", "61204.40", "-5.678", "0.0500");

    @TempDir
    Path folder;

    @Test
    void thePageFormatsNumbersLikeTheReports() throws Exception {
        Assumptions.assumeTrue(System.getenv("CI") != null || nodeIsInstalled(), "no node");
        List<String> expected = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        SHARES.forEach(share -> {
            expected.add(NumberFormat.percent(share));
            calls.add("percent(" + share + ")");
        });
        SIZES.forEach(size -> {
            expected.add(NumberFormat.bytes(size));
            calls.add("bytes(" + size + ")");
        });
        NUMBERS.forEach(number -> {
            expected.add(NumberFormat.of(number));
            calls.add("figure(" + number + ")");
        });
        DECIMALS.forEach(decimal -> {
            expected.add(NumberFormat.ofText(decimal));
            calls.add("figure('" + decimal + "', 'decimal(10,2)')");
        });

        assertThat(node(calls)).containsExactlyElementsOf(expected);
    }

    private List<String> node(List<String> calls) throws IOException, InterruptedException {
        Path script = folder.resolve("format.mjs");
        String page = Files.readString(Path.of("src/main/resources/io/github/bigdatamigrator/server/page/dom.js"));
        Files.writeString(script, page + "\nconsole.log([" + String.join(", ", calls) + "].join('\\n'));\n");
        Process process = new ProcessBuilder("node", script.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip().lines().toList();
    }

    private static boolean nodeIsInstalled() {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
