package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
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
 * Looks at a reply that has come to its end: is there one, whose is it, did the server read all that it was sent, what
 * did it cost.
 */
final class ReplyValidator {
    private final ModelEndpoint endpoint;
    private final ProviderWording provider;
    private final ErrorClassifier failures;
    private final TokenEstimator tokens;
    private final ModelStatus target;

    ReplyValidator(
            ModelEndpoint endpoint,
            ProviderWording site,
            ErrorClassifier failures,
            TokenEstimator tokens,
            ModelStatus target) {
        this.endpoint = endpoint;
        this.provider = site;
        this.failures = failures;
        this.tokens = tokens;
        this.target = target;
    }

    ChatReply validated(
            ChatRequest request, List<ChatMessage> messages, int plain, ReplyAssembler reply, RequestLedger planned) {
        reply.end();
        String text = reply.text();
        List<ToolCall> calls = request.tools().isEmpty() ? List.of() : reply.calls();
        if (calls.isEmpty() && !request.tools().isEmpty()) {
            TextToolCalls.Read read = TextToolCalls.read(text, request.tools());
            text = read.text();
            calls = read.calls();
        }
        TokenUsage counted = reply.usage();
        TokenUsage usage = counted == null
                ? new TokenUsage(
                        TokenCounter.forModel(target.model()).count(messages),
                        TokenCounter.forModel(target.model()).count(reply.text()))
                : counted;
        if (text.isBlank() && calls.isEmpty()) {
            if (reply.recognised() && fillsWindow(usage)) {
                throw failures.overflow(
                        new ContextOverflow((int) usage.promptTokens(), target.windowTokens(), false),
                        target.maxWindowTokens());
            }
            throw failures.unusable(reply.emptyReplyReason());
        }
        String said = reply.model();
        String model = said == null ? target.model() : said;
        List<String> notes = new ArrayList<>();
        addOtherModelNote(model, notes);
        if (counted != null && counted.promptTokens() > 0) {
            addTruncationNote(tokens.learn(plain, counted.promptTokens()), counted.promptTokens(), notes);
        }
        if (reply.finish() == ChatReply.Finish.LENGTH && fillsWindow(usage)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The reply was cut at the end of the model's window of %,d tokens.%s",
                    target.windowTokens(),
                    remedy()));
        }
        Double cost = provider == ProviderWording.ONLINE ? ModelPrices.dollars(model, usage) : null;
        boolean left = ChatTransport.leavesMachine(endpoint, provider);
        if (left) {
            notes.add(usageNote(model, usage, cost));
        }
        RequestLedger ledger = new RequestLedger(
                planned.parts(),
                planned.estimate(),
                counted == null ? null : counted.promptTokens(),
                planned.reply(),
                planned.window(),
                planned.leftOut(),
                cost);
        TokenUsage told = new TokenUsage(usage.promptTokens(), usage.completionTokens(), List.of(ledger));
        return new ChatReply(text, model, told, reply.finish(), left, calls, notes);
    }

    /** A server with one model loaded answers with it whatever name it is asked for. */
    private void addOtherModelNote(String model, List<String> notes) {
        if (provider == ProviderWording.LOCAL
                && ModelNameMatcher.find(endpoint.model(), List.of(new ListedModel(model, true, 0, 0, false, true)))
                        == null) {
            notes.add(model + " answered in place of " + endpoint.model() + ".");
        }
    }

    /** Whether prompt and reply together have filled the window. */
    private boolean fillsWindow(TokenUsage usage) {
        return usage.promptTokens() + usage.completionTokens() >= target.windowTokens();
    }

    private String remedy() {
        boolean whole = target.maxWindowTokens() > 0 && target.windowTokens() >= target.maxWindowTokens();
        return whole ? " Ask more narrowly." : largerWindowRemedy();
    }

    private String largerWindowRemedy() {
        return provider == ProviderWording.LOCAL
                ? " Load the model with a larger window: `"
                        + ErrorClassifier.loadCommand(
                                target.model(), Math.max(ErrorClassifier.SUGGESTED_WINDOW, 2 * target.windowTokens()))
                        + "`."
                : "";
    }

    private void addTruncationNote(@Nullable Integer sent, long counted, List<String> notes) {
        if (sent == null) {
            return;
        }
        notes.add(String.format(
                Locale.ROOT,
                "%s counted %,d tokens in a prompt of about %,d: it seems to have cut the prompt without saying so,"
                        + " and the answer may rest on a part of the data's description.%s",
                provider.sentenceStart(),
                counted,
                sent,
                largerWindowRemedy()));
    }

    private String usageNote(String model, TokenUsage usage, @Nullable Double cost) {
        String price = cost == null ? "" : String.format(Locale.ROOT, ", about $%.4f by the published price", cost);
        return String.format(
                Locale.ROOT,
                "%s at %s was asked: %,d tokens sent, %,d received%s.",
                model,
                endpoint.url(),
                usage.promptTokens(),
                usage.completionTokens(),
                price);
    }
}
