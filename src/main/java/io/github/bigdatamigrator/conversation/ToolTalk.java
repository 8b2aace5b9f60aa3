package io.github.bigdatamigrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ConversationManager.AnswerSettings;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same engine for a model that calls tools: it calls {@code run_sql}, sees the rows or the fault, and writes the
 * sentence. The sentence is audited; figures that nothing vouches for lead to one rewrite, and then to the answer that
 * is written from the rows. Since rows go into its prompts, it is for models that may see them.
 */
final class ToolTalk {
    private static final Tool RUN_SQL = new Tool(
            "run_sql",
            "Runs one Spark SQL SELECT on the full data and gives its rows.",
            "{\"type\":\"object\",\"properties\":{\"sql\":{\"type\":\"string\",\"description\":\"one SELECT\"}},"
                    + "\"required\":[\"sql\"],\"additionalProperties\":false}");
    private static final String MANNER =
            "\n\nCall run_sql instead of writing the query down. When you have the rows, answer in one or"
                    + " two sentences, with figures as they stand in the rows.";
    private static final int CALLS = 4;
    private static final int ROWS_SHOWN = 30;

    private final LanguageModel model;
    private final AnswerSettings settings;
    private final QueryRuns queries;
    private final AnswerDraft draft;
    private final AnswerListener listener;
    private final RowsSentence sentence;
    private @Nullable QueryResult result;

    ToolTalk(
            LanguageModel model,
            AnswerSettings settings,
            QueryRuns queries,
            AnswerDraft draft,
            AnswerListener listener,
            RowsSentence sentence) {
        this.model = model;
        this.settings = settings;
        this.queries = queries;
        this.draft = draft;
        this.listener = listener;
        this.sentence = sentence;
    }

    /** The first reply where it calls no tool, else the whole answer; neither where no call led to rows. */
    record Outcome(@Nullable ChatReply reply, @Nullable Answer answer) {}

    /**
     * @param prompt rules, brief and question, as for a model without tools
     * @param names turns what the model wrote into the real names
     */
    Outcome talk(List<ChatMessage> prompt, UnaryOperator<String> names) {
        List<ChatMessage> messages = new ArrayList<>(prompt);
        ChatMessage last = messages.remove(messages.size() - 1);
        messages.add(ChatMessage.user(last.content() + MANNER));
        for (int call = 0; call < CALLS; call++) {
            ChatReply said = ask(messages);
            if (said.toolCalls().isEmpty()) {
                if (result == null) {
                    return new Outcome(said, null);
                }
                return new Outcome(null, sentence.audited(result, said.text(), complaint -> {
                    messages.add(complaint.assistant());
                    messages.add(complaint.user());
                    return ask(messages).text();
                }));
            }
            messages.add(ChatMessage.calling(said.text(), said.toolCalls()));
            for (ToolCall wanted : said.toolCalls()) {
                Optional<Answer> refused = run(wanted, names, messages);
                if (refused.isPresent()) {
                    return new Outcome(null, refused.get());
                }
            }
        }
        QueryResult rows = result;
        return new Outcome(null, rows == null ? null : draft.fromModel(rows));
    }

    private ChatReply ask(List<ChatMessage> messages) {
        ChatRequest request = new ChatRequest(messages, settings.replyTokens(), 0, PrivacyLevel.ROWS);
        ChatReply said = model.chat(request.offering(List.of(RUN_SQL)), new AnswerLoop.Waiting(listener));
        draft.heard(said);
        return said;
    }

    /** Runs one call and adds what came of it; a write ends the talk. */
    private Optional<Answer> run(ToolCall call, UnaryOperator<String> names, List<ChatMessage> messages) {
        String sql = sql(call);
        String told;
        if (sql.isEmpty()) {
            told = "Call run_sql with {\"sql\": \"SELECT ...\"}.";
            draft.fault("a tool call without SQL");
        } else {
            try {
                QueryResult rows = queries.proposed(names.apply(sql));
                result = rows;
                told = RowsSentence.shown(rows, ROWS_SHOWN);
            } catch (MigratorException e) {
                String fault = String.valueOf(e.getMessage());
                if (e.code() == ErrorCode.QUERY_REFUSED && !SqlStatements.isQuery(sql)) {
                    return Optional.of(draft.refused(fault));
                }
                if (e.code() != ErrorCode.QUERY_FAILED && e.code() != ErrorCode.QUERY_REFUSED) {
                    throw e;
                }
                draft.fault(fault);
                told = "That did not work: " + Defused.text(fault, 300);
            }
        }
        messages.add(ChatMessage.result(call, told));
        return Optional.empty();
    }

    private static String sql(ToolCall call) {
        try {
            JsonNode arguments = Json.parse(call.arguments());
            String text = arguments.path("sql").asText(arguments.path("query").asText(""));
            String statement = ReplyParser.parse("```sql\n" + text + "\n```").sql();
            return call.name().equals(RUN_SQL.name()) && statement != null ? statement : "";
        } catch (IllegalArgumentException notJson) {
            return "";
        }
    }
}
