package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import java.time.Clock;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a conversation of any length with a model that knows only its prompt. For a product's number the model writes a
 * query; for a nickname it needs the earlier query in the prompt, otherwise it gives up.
 */
public final class LongConversation implements LanguageModel, QueryEngine {
    static final String FACT = "What is the total of the Aurora lamps?";
    static final String FACT_AGAIN = "What was the total of the Aurora lamps again?";
    static final String DEFINITION = "By big order I mean an order over 5000";

    private static final String SQL =
            "SELECT product, SUM(amount) AS total FROM sales WHERE product = '%s' GROUP BY product";
    private static final Pattern PRODUCT = Pattern.compile("product = '(?:P|AUR-)(\\d+)'");
    private static final Pattern NUMBERED = Pattern.compile("number (\\d+)");
    private static final Pattern AURORA = Pattern.compile("AUR-\\d+");

    private final int window;
    private final ToIntFunction<List<ChatMessage>> chatTokens;
    private final AnswerSettings settings;
    long longestPrompt;
    int summaries;
    String lastPrompt = "";

    private LongConversation(int window, ToIntFunction<String> tokens, ToIntFunction<List<ChatMessage>> chatTokens) {
        this.window = window;
        this.settings = new AnswerSettings(PrivacyLevel.ROWS, Math.min(700, window / 4), tokens);
        this.chatTokens = chatTokens;
    }

    /** Uses the real token counter. */
    public static LongConversation counted(int window) {
        TokenCounter counter = TokenCounter.forModel("CodeLlama-34B-Instruct");
        return new LongConversation(window, counter::count, counter::count);
    }

    /** Uses a fast approximate token counter. */
    static LongConversation quick(int window) {
        return new LongConversation(window, Shop::tokens, messages -> 0);
    }

    public ConversationManager manager(ConversationStore store) {
        return PipelineTurnHandler.manager(store, this, settings, Clock.systemUTC());
    }

    public OpenedData data() {
        return OpenedData.of(
                Shop.context(),
                this,
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> Shop.GUIDED);
    }

    public static String question(int turn) {
        return switch (turn) {
            case 2 -> DEFINITION;
            case 3 -> FACT;
            default ->
                "How much did product number " + turn + " bring in " + (turn % 2 == 0 ? "altogether?" : "so far?");
        };
    }

    static long total(long number) {
        return number * 7919 % 1_000_003;
    }

    /** Returns the number that the answer to {@link #FACT} must contain. */
    static String fact() {
        return String.valueOf(total(77));
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        lastPrompt = request.messages().get(request.messages().size() - 1).content();
        longestPrompt = Math.max(longestPrompt, chatTokens.applyAsInt(request.messages()) + request.maxReplyTokens());
        String said;
        if (lastPrompt.startsWith("Notes:")) {
            summaries++;
            said = summaries % 2 == 0
                    ? "Sales of single products were looked up."
                    : "About 4711 products were looked up.";
        } else {
            said = reply(lastPrompt.substring(lastPrompt.lastIndexOf("Question: ")));
        }
        return new ChatReply(said, "scripted", new TokenUsage(1, 1), ChatReply.Finish.STOP, false);
    }

    private String reply(String question) {
        Matcher numbered = NUMBERED.matcher(question);
        if (numbered.find()) {
            return "```sql\n" + SQL.formatted("P" + numbered.group(1)) + "\n```";
        }
        if (question.contains(FACT)) {
            return "```sql\n" + SQL.formatted("AUR-77") + "\n```";
        }
        Matcher known = AURORA.matcher(lastPrompt);
        return known.find()
                ? "```sql\n" + SQL.formatted(known.group()) + "\n```"
                : "ANSWERABLE: no\nWHY: which product is that?";
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(true, "scripted", window, 0, null);
    }

    @Override
    public QueryResult run(String sql) {
        Matcher product = PRODUCT.matcher(sql);
        if (!product.find()) {
            throw new IllegalArgumentException(sql);
        }
        String name = product.group().replaceAll(".*'(.*)'", "$1");
        return Shop.rows(
                sql, List.of("product", "total"), List.of(List.of(name, total(Long.parseLong(product.group(1))))));
    }

    @Override
    public void check(String sql) {}

    @Override
    public void cancel() {}
}
