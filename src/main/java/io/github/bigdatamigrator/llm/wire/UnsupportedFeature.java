package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ChatRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists features of a request that some servers or models reject; learned from errors, since no model list tells. */
enum UnsupportedFeature {
    /** Tools, or tool results in the chat template; applies only to requests with tools. */
    TOOLS("\\btools?\\b|tool_choice|peg-native|function calling|generate parser|roles must alternate|jinja"),
    /** A JSON Schema for the reply; applies only to requests with a schema. */
    JSON_SCHEMA("response_format|grammar|json[_ ]schema|structured output|invalid schema"),
    /** The system role in the chat template. */
    SYSTEM_ROLE("system role not supported|only user and assistant roles|roles must alternate"),
    /** {@code max_tokens}: reasoning models name it {@code max_completion_tokens}. */
    MAX_TOKENS("unsupported_parameter.*max_tokens|max_completion_tokens' instead"),
    /** The temperature: reasoning models choose their own. */
    TEMPERATURE("unsupported_(?:parameter|value).*temperature"),
    /** {@code stream_options}, unknown to old servers. */
    STREAM_OPTIONS("stream_options"),
    /** Stop strings. */
    STOP("unsupported_(?:parameter|value).*'?stop\\b"),
    /** A draft model: the server cannot find or combine it. */
    DRAFT_MODEL("draft"),
    /** LM Studio's own chat call; learned by {@link NativeChat#refuses}. */
    NATIVE_CHAT("(?!)");

    private static final Pattern REASONING_FAMILY = Pattern.compile("(?:.*/)?(?:o\\d|gpt-[5-9]|gpt-\\d\\d).*");

    private final Pattern error;

    UnsupportedFeature(String complaint) {
        this.error = Pattern.compile(complaint, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The unsupported features that are known before the first request. */
    static Set<UnsupportedFeature> expected(String model, ModelProvider provider) {
        return provider == ModelProvider.ONLINE
                        && REASONING_FAMILY
                                .matcher(model.toLowerCase(Locale.ROOT))
                                .matches()
                ? EnumSet.of(MAX_TOKENS, TEMPERATURE)
                : EnumSet.noneOf(UnsupportedFeature.class);
    }

    /** The feature that the error rejects, or null. */
    static @Nullable UnsupportedFeature detect(ServerError error, ChatRequest request) {
        if (error.status() != 400 && error.status() != 422 && error.status() != 500 && error.status() != 200) {
            return null;
        }
        for (UnsupportedFeature feature : values()) {
            if (feature.usedBy(request)
                    && feature.error.matcher(error.searchText()).find()) {
                return feature;
            }
        }
        return null;
    }

    private boolean usedBy(ChatRequest request) {
        return switch (this) {
            case TOOLS -> !request.tools().isEmpty();
            case JSON_SCHEMA -> request.replySchema() != null;
            default -> true;
        };
    }
}
