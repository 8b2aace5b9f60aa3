package io.github.bigdatamigrator.llm;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Holds how fast a model answers, measured by one prompt that is sent twice.
 *
 * @param promptTokens tokens of the prompt
 * @param readSeconds time until the first token of the reply
 * @param readAgainSeconds the same for the second time: less if the server keeps what it has read
 * @param writtenPerSecond tokens of the reply per second
 */
public record ModelSpeed(long promptTokens, double readSeconds, double readAgainSeconds, double writtenPerSecond) {
    private static final int LINES = 60;
    private static final int REPLY_TOKENS = 48;
    private static final double KEPT = 0.6;

    /**
     * Measures a model by two requests without data, which take as long as two questions.
     *
     * @throws io.github.bigdatamigrator.error.LlmException if it does not answer
     */
    public static ModelSpeed measure(LanguageModel model) {
        // No server has read this text before.
        StringBuilder text = new StringBuilder("Table " + System.nanoTime() + " has these columns:\n");
        int window = model.status().windowTokens();
        for (int line = 0; line < LINES && text.length() < window; line++) {
            text.append("column_").append(line).append(" STRING -- values 'open', 'paid', 'sent'\n");
        }
        ChatRequest request = new ChatRequest(
                List.of(
                        ChatMessage.system(text.toString()),
                        ChatMessage.user("Repeat the names of the columns, one a line.")),
                REPLY_TOKENS,
                0,
                PrivacyLevel.NAMES);
        Timed first = Timed.of(model, request);
        Timed second = Timed.of(model, request);
        return new ModelSpeed(
                first.reply().usage().promptTokens(),
                first.toFirstToken(),
                second.toFirstToken(),
                Math.max(first.writtenPerSecond(), second.writtenPerSecond()));
    }

    /** Whether the server keeps the beginning of a prompt, so that it reads it once. */
    public boolean keepsPrefix() {
        return readAgainSeconds < KEPT * readSeconds;
    }

    /** Seconds of a first question with this prompt and reply. */
    public double seconds(long prompt, long reply) {
        return readSeconds * prompt / Math.max(1, promptTokens) + reply / Math.max(0.1, writtenPerSecond);
    }

    /** A reply with the times that the server reports, or else those that were measured here. */
    private record Timed(ChatReply reply, double toFirstToken, double writtenPerSecond) {
        static Timed of(LanguageModel model, ChatRequest request) {
            long start = System.nanoTime();
            long[] first = {0};
            ChatReply reply = model.chat(request, piece -> first[0] = first[0] == 0 ? System.nanoTime() : first[0]);
            double all = seconds(System.nanoTime() - start);
            double reading = first[0] == 0 ? all : seconds(first[0] - start);
            TokenUsage.Speed speed = reply.usage().speed();
            Double reported = speed == null ? null : speed.secondsToFirstToken();
            Double rate = speed == null ? null : speed.tokensPerSecond();
            double writing = Math.max(1e-3, all - reading);
            return new Timed(
                    reply,
                    reported == null ? reading : reported,
                    rate == null ? reply.usage().completionTokens() / writing : rate);
        }

        private static double seconds(long nanos) {
            return nanos / (double) TimeUnit.SECONDS.toNanos(1);
        }
    }
}
