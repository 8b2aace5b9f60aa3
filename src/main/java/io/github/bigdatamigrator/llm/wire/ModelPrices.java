package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds the published prices of an online model in dollars per million tokens, without discounts for cached prompts.
 */
record ModelPrices(String name, double prompt, double completion) {
    private static final double MILLION = 1_000_000;
    private static final List<ModelPrices> PUBLISHED = List.of(
            new ModelPrices("gpt-4o-mini", 0.15, 0.60),
            new ModelPrices("gpt-4o", 2.50, 10),
            new ModelPrices("gpt-6-luna", 0.10, 0.50));

    /** The cost of the tokens, or null if no price is known. */
    static @Nullable Double dollars(String model, TokenUsage usage) {
        String bare = model.toLowerCase(Locale.ROOT);
        for (ModelPrices price : PUBLISHED) {
            // Dated names such as gpt-4o-2024-11-20 cost the same.
            if (bare.equals(price.name) || bare.matches(price.name + "-\\d.*")) {
                return (usage.promptTokens() * price.prompt + usage.completionTokens() * price.completion) / MILLION;
            }
        }
        return null;
    }
}
