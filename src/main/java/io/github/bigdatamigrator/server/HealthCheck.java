package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.server.access.DataAccess;
import io.github.bigdatamigrator.server.access.DataPaths;
import io.github.bigdatamigrator.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports the state of the model, Spark and the disk. It asks the model at most every three seconds, however often it
 * is called.
 */
final class HealthCheck {
    private static final long CACHE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final LLMConversationSystem system;
    private final Settings settings;
    private final DataAccess data;
    private @Nullable ModelStatus known;
    private long knownAt;

    HealthCheck(LLMConversationSystem system, Settings settings, DataAccess data) {
        this.system = system;
        this.settings = settings;
        this.data = data;
    }

    Map<String, @Nullable Object> reply() {
        ModelStatus status = model();
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("available", status.available());
        model.put("name", status.model());
        model.put("window_tokens", status.windowTokens());
        model.put("max_window_tokens", status.maxWindowTokens());
        model.put("parallel", status.server().parallel());
        model.put("note", status.note());
        model.put("place", status.server().place());
        Map<String, @Nullable Object> health = new LinkedHashMap<>();
        health.put("status", "ok");
        health.put("model", model);
        health.put("online_fallback", system.onlineFallbackEnabled());
        health.put("privacy", privacy());
        health.put("spark", Map.of("master", settings.text(Setting.SPARK_MASTER)));
        health.put("data_sources", data.offered());
        health.put("disk", disk(Path.of(settings.text(Setting.CONVERSATION_DIR))));
        return health;
    }

    /** The privacy level of the local model, and that of an online one if it may be asked. */
    private Map<String, Object> privacy() {
        Map<String, Object> levels = new LinkedHashMap<>();
        levels.put("local", settings.level(Setting.LOCAL_PRIVACY_LEVEL).ordinal());
        if (system.onlineFallbackEnabled()) {
            levels.put("online", settings.level(Setting.ONLINE_PRIVACY_LEVEL).ordinal());
        }
        return levels;
    }

    private synchronized ModelStatus model() {
        ModelStatus status = known;
        if (status == null || System.nanoTime() - knownAt > CACHE_NANOS) {
            status = system.modelStatus();
            known = status;
            knownAt = System.nanoTime();
        }
        return status;
    }

    /** Checks the nearest existing parent, because the folder is created with the first conversation. */
    private static Map<String, Object> disk(Path folder) {
        Path existing = DataPaths.existingParent(folder.toAbsolutePath());
        return Map.of(
                "conversation_dir", folder.toString(),
                "writable", Files.isWritable(existing),
                "free_bytes", existing.toFile().getUsableSpace());
    }
}
