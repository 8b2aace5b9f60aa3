package io.github.bigdatamigrator.llm.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Counts the tokens of texts for a model by its vocabulary. For OpenAI's models the count is exact, apart from one or
 * two tokens of the chat format. For others it is an unbiased estimate for Llama's vocabulary (see
 * {@link LlamaTokens}); models with larger vocabularies need fewer tokens. {@link TokenEstimator} corrects it by the
 * counts of servers.
 *
 * <p>Thread-safe. The first count loads a vocabulary in about a third of a second; a megabyte takes as long.
 */
public enum TokenCounter {
    O200K,
    CL100K,
    LLAMA;

    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    private static final Pattern O200K_MODELS =
            Pattern.compile("(?:chatgpt-)?(?:gpt-4o|gpt-4\\.[1-9]|gpt-[5-9]|gpt-\\d\\d|gpt-oss|o\\d(?:-|$)).*");
    private static final Pattern CL100K_MODELS = Pattern.compile("(?:gpt-4|gpt-3\\.5).*");

    private static final int LLAMA_FIRST_TURN = 25;
    private static final int LLAMA_TURN = 12;
    private static final int OPENAI_MESSAGE = 4;
    private static final int OPENAI_REPLY = 3;

    /** The counter for a model; ignores a publisher before a slash and {@code ft:}. */
    public static TokenCounter forModel(String name) {
        // jtokkit's own look-up mistakes gpt-4.1 for gpt-4 and does not know later models.
        String bare = name.toLowerCase(Locale.ROOT).strip();
        bare = bare.substring(bare.lastIndexOf('/') + 1);
        bare = bare.startsWith("ft:") ? bare.substring("ft:".length()) : bare;
        if (O200K_MODELS.matcher(bare).matches()) {
            return O200K;
        }
        return CL100K_MODELS.matcher(bare).matches() ? CL100K : LLAMA;
    }

    /** The tokens of a text alone. */
    public int count(String text) {
        return switch (this) {
            case O200K -> exactly(text, EncodingType.O200K_BASE);
            case CL100K -> exactly(text, EncodingType.CL100K_BASE);
            case LLAMA -> (int) Math.ceil(LlamaTokens.estimate(text, REGISTRY.getEncoding(EncodingType.CL100K_BASE)));
        };
    }

    /** The tokens of a chat with those that the chat template adds. */
    public int count(List<ChatMessage> messages) {
        int sum = 0;
        for (ChatMessage message : messages) {
            sum += count(message.content());
            for (ToolCall call : message.toolCalls()) {
                sum += count(call.name()) + count(call.arguments());
            }
        }
        return switch (this) {
            case O200K, CL100K -> sum + messages.size() * OPENAI_MESSAGE + OPENAI_REPLY;
            case LLAMA -> sum + LLAMA_FIRST_TURN + Math.max(0, messages.size() - 1) * LLAMA_TURN;
        };
    }

    /** Whether it counts with the model's own vocabulary. */
    boolean exact() {
        return this != LLAMA;
    }

    private static int exactly(String text, EncodingType type) {
        // countTokens throws on special tokens such as <|endoftext|>, which data may contain.
        return REGISTRY.getEncoding(type).countTokensOrdinary(text);
    }
}
