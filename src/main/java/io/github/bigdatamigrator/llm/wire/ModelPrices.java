package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists published prices of online models in dollars per million tokens, without discounts for cached prompts. */
enum ModelPrices {
    GPT_4O_MINI("gpt-4o-mini", 0.15, 0.60),
    GPT_4O("gpt-4o", 2.50, 10),
    GPT_6_LUNA("gpt-6-luna", 0.10, 0.50);

    private static final double MILLION = 1_000_000;

    private final String name;
    private final double prompt;
    private final double completion;

    ModelPrices(String name, double prompt, double completion) {
        this.name = name;
        this.prompt = prompt;
        this.completion = completion;
    }

    /** The cost of the tokens, or null if no price is known. */
    static @Nullable Double dollars(String model, TokenUsage usage) {
        String bare = model.toLowerCase(Locale.ROOT);
        for (ModelPrices price : values()) {
            // Dated names such as gpt-4o-2024-11-20 cost the same.
            if (bare.equals(price.name) || bare.matches(price.name + "-\\d.*")) {
                return (usage.promptTokens() * price.prompt + usage.completionTokens() * price.completion) / MILLION;
            }
        }
        return null;
    }
}
