package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import io.github.bigdatamigrator.llm.tokens.TokenEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks a complete reply: whether it has text or calls, which model sent it, whether the server truncated the prompt,
 * and what it cost.
 */
record ReplyValidator(ChatTransport transport, TokenEstimator tokens, ModelStatus target) {
    ChatReply validated(
            ChatRequest request,
            List<ChatMessage> messages,
            int uncalibrated,
            ReplyAssembler reply,
            RequestLedger planned) {
        reply.end();
        String text = reply.text();
        List<ToolCall> calls = request.tools().isEmpty() ? List.of() : reply.calls();
        if (calls.isEmpty() && !request.tools().isEmpty()) {
            TextToolCalls.Read read = TextToolCalls.read(text, request.tools());
            text = read.text();
            calls = read.calls();
        }
        TokenUsage counted = reply.usage();
        TokenUsage usage = counted == null ? estimatedUsage(messages, reply) : counted;
        if (text.isBlank() && calls.isEmpty()) {
            if (reply.recognized() && fillsWindow(usage)) {
                throw transport.failures.overflow(
                        new ContextOverflow((int) usage.promptTokens(), target.windowTokens(), false),
                        target.maxWindowTokens());
            }
            throw transport.failures.unusable(reply.emptyReplyReason());
        }
        String model = reply.model() == null ? target.model() : reply.model();
        Long promptTokens = counted == null ? null : counted.promptTokens();
        Double cost = local() ? null : ModelPrices.dollars(model, usage);
        List<String> notes = notes(model, reply, usage, uncalibrated, promptTokens);
        if (transport.leavesMachine()) {
            notes.add(usageNote(model, usage, cost));
        }
        RequestLedger ledger = new RequestLedger(
                planned.parts(),
                planned.estimate(),
                promptTokens,
                planned.reply(),
                planned.window(),
                planned.leftOut(),
                cost);
        TokenUsage withLedger =
                new TokenUsage(usage.promptTokens(), usage.completionTokens(), List.of(ledger), reply.speed());
        return new ChatReply(text, model, withLedger, reply.finish(), transport.leavesMachine(), calls, notes);
    }

    private TokenUsage estimatedUsage(List<ChatMessage> messages, ReplyAssembler reply) {
        TokenCounter counter = TokenCounter.forModel(target.model());
        return new TokenUsage(counter.count(messages), counter.count(reply.text()));
    }

    private List<String> notes(
            String model, ReplyAssembler reply, TokenUsage usage, int uncalibrated, @Nullable Long promptTokens) {
        List<String> notes = new ArrayList<>();
        String wanted = transport.endpoint.model();
        // A server with one loaded model answers with it, whatever name the request has.
        ListedModel answering = new ListedModel(model, true, 0, 0, false);
        if (local() && ModelNameMatcher.find(wanted, List.of(answering)) == null) {
            notes.add(model + " answered in place of " + wanted + ".");
        }
        Integer sent = promptTokens == null || promptTokens == 0 ? null : tokens.learn(uncalibrated, promptTokens);
        if (sent != null) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s counted %,d tokens in a prompt of about %,d: it seems to have cut the prompt without saying so,"
                            + " and the answer may rest on a part of the data's description.%s",
                    transport.provider.sentenceStart(),
                    promptTokens,
                    sent,
                    largerWindowRemedy()));
        }
        if (reply.finish() == ChatReply.Finish.LENGTH && fillsWindow(usage)) {
            boolean largest = target.maxWindowTokens() > 0 && target.windowTokens() >= target.maxWindowTokens();
            notes.add(String.format(
                    Locale.ROOT,
                    "The reply was cut at the end of the model's window of %,d tokens.%s",
                    target.windowTokens(),
                    largest ? " Ask more narrowly." : largerWindowRemedy()));
        }
        return notes;
    }

    private boolean local() {
        return transport.provider == ModelProvider.LOCAL;
    }

    /** Whether prompt and reply together fill the window. */
    private boolean fillsWindow(TokenUsage usage) {
        return usage.promptTokens() + usage.completionTokens() >= target.windowTokens();
    }

    private String largerWindowRemedy() {
        int window = Math.max(ErrorClassifier.SUGGESTED_WINDOW, 2 * target.windowTokens());
        return local()
                ? " Load the model with a larger window: `" + ErrorClassifier.loadCommand(target.model(), window) + "`."
                : "";
    }

    private String usageNote(String model, TokenUsage usage, @Nullable Double cost) {
        String price = cost == null ? "" : String.format(Locale.ROOT, ", about $%.4f by the published price", cost);
        return String.format(
                Locale.ROOT,
                "%s at %s was asked: %,d tokens sent, %,d received%s.",
                model,
                transport.endpoint.url(),
                usage.promptTokens(),
                usage.completionTokens(),
                price);
    }
}
