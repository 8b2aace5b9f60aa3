package io.github.bigdatamigrator.llm.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of the models in use, in a small file, so that the next start need not learn it again: how their own
 * counts differ from the estimate, and the window that an overflow told of. Holds figures and model names alone. Safe
 * to delete; a file that cannot be read or written costs what was learned and nothing else. Two processes may overwrite
 * each other's last figures. Thread-safe.
 */
public final class ModelCalibrationStore {
    private static final int VERSION = 1;
    private static final int MOST_MODELS = 50;
    private static final Duration WINDOW_LIFETIME = Duration.ofHours(1);
    /**
     * Against what a list says, an error's word holds only for the questions that follow at once: the model may have
     * been loaded anew.
     */
    private static final Duration WINDOW_LIFETIME_IF_LISTED = Duration.ofMinutes(1);

    /** Replies of a model after which one more changes so little that it is not worth a write of its own. */
    private static final int WELL_KNOWN = 10;

    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    /**
     * A window that a server told of in an error.
     *
     * @param tokens as it said
     * @param listed what its lists said then, or 0; the word of an error holds only while they say the same
     * @param seen when
     */
    private record ReportedWindow(int tokens, int listed, Instant seen) {}

    private final @Nullable Path file;
    private final InstantSource clock;
    private final Map<String, TokenCalibration> calibrations = new LinkedHashMap<>();
    private final Map<String, ReportedWindow> windows = new LinkedHashMap<>();
    private Instant lastWrite = Instant.EPOCH;

    /** @param file where to keep it, or null to forget it at the end */
    public ModelCalibrationStore(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        read();
    }

    synchronized TokenCalibration calibration(String model, boolean exact) {
        return calibrations.getOrDefault(key(model), TokenCalibration.prior(exact));
    }

    synchronized void save(String model, TokenCalibration calibration) {
        if (calibrations.size() < MOST_MODELS || calibrations.containsKey(key(model))) {
            calibrations.put(key(model), calibration);
            if (calibration.replies() <= WELL_KNOWN || !clock.instant().isBefore(lastWrite.plus(BETWEEN_WRITES))) {
                write();
            }
        }
    }

    /**
     * The window that an overflow told of within the last hour, or within the last minute where the lists say another;
     * else 0.
     */
    public synchronized int window(String model, int listed) {
        ReportedWindow told = windows.get(key(model));
        if (told == null || told.listed() != listed) {
            return 0;
        }
        Duration holds = listed > 0 ? WINDOW_LIFETIME_IF_LISTED : WINDOW_LIFETIME;
        return told.seen().plus(holds).isAfter(clock.instant()) ? told.tokens() : 0;
    }

    public synchronized void saveWindow(String model, int tokens, int listed) {
        if (windows.size() < MOST_MODELS || windows.containsKey(key(model))) {
            windows.put(key(model), new ReportedWindow(tokens, listed, clock.instant()));
            write();
        }
    }

    private static String key(String model) {
        return model.toLowerCase(Locale.ROOT);
    }

    private void read() {
        if (file == null || !Files.isRegularFile(file)) {
            return;
        }
        try {
            JsonNode all = WireJson.read(Files.readString(file));
            if (all.path("version").asInt() != VERSION) {
                return;
            }
            all.path("models").properties().forEach(entry -> {
                JsonNode model = entry.getValue();
                double weight = model.path("weight").asDouble();
                double variance = model.path("variance").asDouble(-1);
                double mean = model.path("mean").asDouble();
                if (weight >= 1 && variance >= 0 && Math.abs(mean) < 3) {
                    calibrations.put(entry.getKey(), new TokenCalibration(weight, mean, variance));
                }
                if (model.path("window").asInt() > 0) {
                    Instant seen =
                            Instant.ofEpochSecond(model.path("window_seen").asLong());
                    windows.put(
                            entry.getKey(),
                            new ReportedWindow(
                                    model.path("window").asInt(),
                                    model.path("window_listed").asInt(),
                                    seen));
                }
            });
        } catch (IOException e) {
            // Learned again from the next replies.
            calibrations.clear();
            windows.clear();
        }
    }

    private void write() {
        lastWrite = clock.instant();
        if (file == null) {
            return;
        }
        ObjectNode all = WireJson.object().put("version", VERSION);
        ObjectNode models = all.putObject("models");
        calibrations.forEach((model, calibration) -> entry(models, model)
                .put("weight", calibration.weight())
                .put("mean", calibration.mean())
                .put("variance", calibration.variance()));
        windows.forEach((model, told) -> entry(models, model)
                .put("window", told.tokens())
                .put("window_listed", told.listed())
                .put("window_seen", told.seen().getEpochSecond()));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                // Whoever keeps something of worth there makes it, with the right permissions.
                return;
            }
            Path written = Files.createTempFile(folder, "models", ".tmp");
            Files.writeString(written, all.toString());
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Kept in memory only; nothing depends on the file.
            return;
        }
    }

    private static ObjectNode entry(ObjectNode models, String model) {
        return models.get(model) instanceof ObjectNode known ? known : models.putObject(model);
    }
}
