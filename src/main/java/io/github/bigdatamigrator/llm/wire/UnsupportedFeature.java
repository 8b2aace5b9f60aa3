package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ChatRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server or model does not take in a request; learned from its errors, since no list of models tells it. */
enum UnsupportedFeature {
    /** Tools are refused, or the template has no place for their results; asked of only where tools were sent. */
    TOOLS("\\btools?\\b|tool_choice|peg-native|function calling|generate parser|roles must alternate|jinja"),
    /** A form of the reply cannot be forced; asked of only where one was sent. */
    JSON_SCHEMA("response_format|grammar|json[_ ]schema|structured output|invalid schema"),
    /** The chat template has no system role, or takes it only inside the first turn of the user. */
    SYSTEM_ROLE("system role not supported|only user and assistant roles|roles must alternate"),
    /** Reasoning models name the limit of a reply differently. */
    MAX_TOKENS("unsupported_parameter.*max_tokens|max_completion_tokens' instead"),
    /** Reasoning models choose their own temperature. */
    TEMPERATURE("unsupported_(?:parameter|value).*temperature"),
    /** Old servers know no {@code stream_options}. */
    STREAM_OPTIONS("stream_options"),
    /** Some servers refuse stop strings. */
    STOP("unsupported_(?:parameter|value).*'?stop\\b");

    private static final Pattern REASONING_FAMILY = Pattern.compile("(?:.*/)?(?:o\\d|gpt-[5-9]|gpt-\\d\\d).*");

    private final Pattern error;

    UnsupportedFeature(String complaint) {
        this.error = Pattern.compile(complaint, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What is known before the first request. */
    static Set<UnsupportedFeature> expected(String model, ProviderWording site) {
        return site == ProviderWording.ONLINE
                        && REASONING_FAMILY
                                .matcher(model.toLowerCase(Locale.ROOT))
                                .matches()
                ? EnumSet.of(MAX_TOKENS, TEMPERATURE)
                : EnumSet.noneOf(UnsupportedFeature.class);
    }

    /** The quirk that an error complains of, or null. */
    static @Nullable UnsupportedFeature detect(ServerError error, ChatRequest request) {
        if (error.status() != 400 && error.status() != 422 && error.status() != 500 && error.status() != 200) {
            return null;
        }
        for (UnsupportedFeature quirk : values()) {
            if (quirk.usedBy(request) && quirk.error.matcher(error.searchText()).find()) {
                return quirk;
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
