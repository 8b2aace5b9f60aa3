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
 * Stores in a small file what was learned about models: how their token counts differ from the estimate, and windows
 * that overflow errors reported. Contains only numbers and model names. The file may be deleted; if it cannot be read
 * or written, only what was learned is lost. Two processes may overwrite each other's last values. Thread-safe.
 */
public final class ModelCalibrationStore {
    private static final int VERSION = 1;
    private static final int MAX_MODELS = 50;
    private static final Duration WINDOW_LIFETIME = Duration.ofHours(1);
    /** Shorter if a list contradicts the error, because the model may have been loaded again. */
    private static final Duration WINDOW_LIFETIME_IF_LISTED = Duration.ofMinutes(1);

    /** The number of replies after which one more changes so little that it is not written at once. */
    private static final int WELL_KNOWN = 10;

    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    /**
     * Holds a window that a server reported in an error.
     *
     * @param listed the window in the server's lists at that time, or 0; the report is valid while it stays the same
     */
    private record ReportedWindow(int tokens, int listed, Instant seen) {}

    private final @Nullable Path file;
    private final InstantSource clock;
    private final Map<String, TokenCalibration> calibrations = new LinkedHashMap<>();
    private final Map<String, ReportedWindow> windows = new LinkedHashMap<>();
    private Instant lastWrite = Instant.EPOCH;

    /** @param file the file, or null to keep everything in memory only */
    public ModelCalibrationStore(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        read();
    }

    synchronized TokenCalibration calibration(String model, boolean exact) {
        return calibrations.getOrDefault(key(model), TokenCalibration.prior(exact));
    }

    synchronized void save(String model, TokenCalibration calibration) {
        if (calibrations.size() < MAX_MODELS || calibrations.containsKey(key(model))) {
            calibrations.put(key(model), calibration);
            if (calibration.replies() <= WELL_KNOWN || !clock.instant().isBefore(lastWrite.plus(BETWEEN_WRITES))) {
                write();
            }
        }
    }

    /**
     * The window that an overflow reported within the last hour, or the last minute if a list contradicts it; else 0.
     */
    public synchronized int window(String model, int listed) {
        ReportedWindow reported = windows.get(key(model));
        if (reported == null || reported.listed() != listed) {
            return 0;
        }
        Duration holds = listed > 0 ? WINDOW_LIFETIME_IF_LISTED : WINDOW_LIFETIME;
        return reported.seen().plus(holds).isAfter(clock.instant()) ? reported.tokens() : 0;
    }

    public synchronized void saveWindow(String model, int tokens, int listed) {
        if (windows.size() < MAX_MODELS || windows.containsKey(key(model))) {
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
            // The next replies provide the values again.
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
        windows.forEach((model, reported) -> entry(models, model)
                .put("window", reported.tokens())
                .put("window_listed", reported.listed())
                .put("window_seen", reported.seen().getEpochSecond()));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                // Other code creates the folder with its permissions.
                return;
            }
            Path written = Files.createTempFile(folder, "models", ".tmp");
            Files.writeString(written, all.toString());
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The values remain in memory; nothing depends on the file.
            return;
        }
    }

    private static ObjectNode entry(ObjectNode models, String model) {
        return models.get(model) instanceof ObjectNode known ? known : models.putObject(model);
    }
}
