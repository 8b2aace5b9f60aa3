package io.github.bigdatamigrator.llm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates requests and endpoints for tests. */
public final class Requests {
    public static final String KEY = "planted-key-5f2c81";

    private Requests() {}

    public static ChatRequest asking(String question) {
        return asking(question, PrivacyLevel.NAMES);
    }

    public static ChatRequest asking(String question, PrivacyLevel level) {
        return new ChatRequest(List.of(ChatMessage.system("Be brief."), ChatMessage.user(question)), 50, 0, level);
    }

    public static ModelEndpoint endpoint(String url) {
        return endpoint(url, PrivacyLevel.ROWS, null);
    }

    public static ModelEndpoint endpoint(String url, PrivacyLevel limit, @Nullable String key) {
        return new ModelEndpoint(
                url, "CodeLlama-34B-Instruct", key, limit, 4096, Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    public static ModelEndpoint impatient(String url, Duration total, Duration idle) {
        return new ModelEndpoint(url, "CodeLlama-34B-Instruct", null, PrivacyLevel.ROWS, 4096, total, idle);
    }
}
