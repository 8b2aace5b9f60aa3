package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code bdm compare} on small files. */
@Tag("spark")
class CompareCommandTest {
    @TempDir
    private Path folder;

    private String err = "";

    @BeforeEach
    void files() throws IOException {
        for (int month = 1; month <= 10; month++) {
            deliver("sales-2024-" + month, month == 9 || month == 10 ? "lost" : "paid");
        }
    }

    private void deliver(String name, String often) throws IOException {
        StringBuilder text = new StringBuilder("sale_id,status,amount\n");
        for (int i = 1; i <= 300; i++) {
            text.append(i + "," + (i % 3 == 0 ? "open" : often) + "," + i % 17 + ".25\n");
        }
        Path file = Files.writeString(folder.resolve(name + ".csv"), text);
        // Profiles of files that have just changed are not kept.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private String file(int month) {
        return folder.resolve("sales-2024-" + month + ".csv").toString();
    }

    @Test
    void equalDataEndWithZeroAndDifferentDataWithOne() throws IOException {
        assertThat(run(0, file(1), file(2))).startsWith("Equal: no figure of the profiles differs.");
        assertThat(run(0, file(1), file(2), "--rows")).contains("every row", "300 rows equal");
        assertThat(run(1, file(1), file(9))).contains("1 column drifts", "status  share of ‘lost’ 0 % → 67 %");
        String changed = Files.readString(Path.of(file(1))).replace("\n7,paid,7.25", "\n7,Paid,7.25");
        Files.writeString(folder.resolve("cell.csv"), changed);
        String cell = folder.resolve("cell.csv").toString();
        assertThat(run(1, file(1), cell)).contains("nothing drifts", "1 column differs");
        assertThat(run(1, file(1), cell, "--rows", "--key", "sale_id"))
                .contains("299 rows equal, 1 changed, 0 missing, 0 extra;", "matched by sale_id")
                .contains("status: 1 cell (1 case)", "7: paid → Paid, case");
    }

    @Test
    void reportsAreWrittenForReadersAndPrograms() throws IOException {
        Path out = folder.resolve("out");

        JsonNode printed = Json.parse(run(1, file(1), file(9), "--json", "--out", out.toString()));

        assertThat(printed.path("drift").asInt()).isPositive();
        assertThat(Json.parse(Files.readString(out.resolve("comparison.json")))).isEqualTo(printed);
        assertThat(Files.readString(out.resolve("comparison.md"))).contains("## Drifts", "| 0 % | 67 % |");
        assertThat(Files.readString(out.resolve("comparison.html")))
                .contains("<svg", "1 column drifts.", "share of ‘lost’")
                .doesNotContain("<script");
    }

    @Test
    void aSeriesIsComparedInTheOrderOfItsNumbers() throws IOException {
        Path out = folder.resolve("out");
        String pattern = folder.resolve("sales-*.csv").toString();

        JsonNode series = Json.parse(run(1, "--series", pattern, "--json", "--out", out.toString()));

        List<String> alarming = new ArrayList<>();
        for (JsonNode delivery : series.path("deliveries")) {
            if (delivery.at("/since_previous/drift").asInt() > 0) {
                alarming.add(delivery.path("name").asText());
            }
        }
        assertThat(series.path("deliveries")).hasSize(10);
        assertThat(alarming).containsExactly("sales-2024-9.csv");
        assertThat(Files.readString(out.resolve("comparison.html")))
                .contains("Against the first delivery", "sales.status");
        assertThat(run(0, "--series", file(1), file(2), file(3))).contains("sales-2024-3.csv");
    }

    @Test
    void aStoredProfileStandsForItsData() throws IOException {
        Path out = folder.resolve("stored");
        execute(0, "profile", file(1), "--out", out.toString());
        Files.delete(Path.of(file(1)));

        assertThat(run(0, out.resolve("profile.json").toString(), file(2))).contains("Equal");
        Files.writeString(out.resolve("profile.json"), "{\"schema_version\": 1, \"tables\": [{}]}");
        run(2, out.resolve("profile.json").toString(), file(2));
        assertThat(err).contains("is no profile that can be read");
    }

    @Test
    void wrongUsageIsToldWithItsRemedy() {
        run(2, file(1));
        assertThat(err).contains("name two states of data");
        run(2, file(1), file(2), "--key", "sale_id");
        assertThat(err).contains("add --rows");
        run(2, file(1), file(2), "--rows", "--key", "nothing");
        assertThat(err).contains("No table before has the key nothing");
        run(2, "--series", file(1));
        assertThat(err).contains("two deliveries");
        run(3, file(1), folder.resolve("none.csv").toString());
    }

    @Test
    void cachedProfilesAreComparedWithoutReadingData() throws Exception {
        Map<Setting, String> places = Map.of(
                Setting.PROFILE_CACHE_DIR, folder.resolve("cache").toString(),
                Setting.CONVERSATION_DIR, folder.resolve("kept").toString());
        Settings settings = Settings.of(places, Map.of(), null);
        SparkContext spark = SharedSpark.session().sparkContext();
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        try (LLMConversationSystem system = LLMConversationSystem.open(settings, SharedSpark.session())) {
            system.profile(ProfileRequest.of(List.of(file(1))));
            system.profile(ProfileRequest.of(List.of(file(9))));
            spark.listenerBus().waitUntilEmpty();
            spark.addSparkListener(listener);
            DataContext before = system.profileOrStored(ProfileRequest.of(List.of(file(1))));
            DataContext after = system.profileOrStored(ProfileRequest.of(List.of(file(9))));

            assertThat(system.compare(before, after).alarms()).isNotEmpty();

            spark.listenerBus().waitUntilEmpty();
            assertThat(before.run().bytesRead() + after.run().bytesRead()).isZero();
            assertThat(jobs).hasValue(0);
        } finally {
            spark.removeSparkListener(listener);
        }
    }

    private String run(int code, String... words) {
        List<String> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(words));
        return execute(code, all.toArray(String[]::new));
    }

    private String execute(int code, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--profile-cache-dir", folder.resolve("cache").toString()));
        all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        CommandRun run = CommandRun.of(all);
        err = run.err();
        return run.printed(code);
    }
}
