package io.github.bigdatamigrator.conversation.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Attempt;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repair;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repairable;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Rows;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model that calls tools: it calls {@code run_sql}, sees the rows or the error, and writes the sentence. A
 * sentence with a figure that is not in the rows is written again once; then the answer is written from the rows. Its
 * prompts hold rows, so it is for models that may see them. A model that writes its query down instead is answered by
 * the {@link SqlAnswerer}.
 */
final class ToolCallingAnswerer implements Answerer {
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

    private final SqlAnswerer sql;

    ToolCallingAnswerer(SqlAnswerer sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        boolean applies = turn.prompts().open()
                && turn.prompts().status().tools()
                && turn.settings().level() == PrivacyLevel.ROWS;
        return applies
                ? turn.prompts().attempt(scope -> ask(ModelPrompt.of(turn, turn.model(), scope)))
                : Optional.empty();
    }

    /** Empty if no call led to rows. */
    private Optional<Answer> ask(ModelPrompt asked) {
        List<ChatMessage> messages = new ArrayList<>(asked.prompt().messages());
        ChatMessage last = messages.remove(messages.size() - 1);
        messages.add(ChatMessage.user(last.content() + MANNER));
        Set<Repair> spent = EnumSet.noneOf(Repair.class);
        Rows rows = null;
        for (int call = 1; call <= CALLS; call++) {
            ChatReply said = chat(asked, messages);
            if (said.toolCalls().isEmpty()) {
                return rows == null ? sql.continued(asked, said) : Optional.of(told(asked, rows, said, messages));
            }
            if (call == CALLS) {
                spent.add(Repair.FILTER);
            }
            messages.add(ChatMessage.calling(said.text(), said.toolCalls()));
            for (ToolCall wanted : said.toolCalls()) {
                String statement = statement(wanted);
                if (statement.isEmpty()) {
                    asked.draft().fault("a tool call without SQL");
                    messages.add(ChatMessage.result(wanted, "Call run_sql with {\"sql\": \"SELECT ...\"}."));
                    continue;
                }
                Attempt attempt = asked.step().run(statement, spent);
                if (attempt instanceof Rows found) {
                    rows = found;
                    messages.add(ChatMessage.result(wanted, ResultSummarizer.shown(found.result(), ROWS_SHOWN)));
                } else if (attempt instanceof Repairable repairable) {
                    if (repairable.repair() == Repair.FILTER) {
                        spent.add(Repair.FILTER);
                    }
                    asked.draft().fault(repairable.reason());
                    messages.add(ChatMessage.result(
                            wanted, "That did not work: " + PromptSanitizer.text(repairable.reason(), 300)));
                } else {
                    return Optional.of(asked.draft().stopped(attempt));
                }
            }
        }
        return Optional.ofNullable(rows).map(found -> asked.summarizer().byTemplate(found));
    }

    private static Answer told(ModelPrompt asked, Rows rows, ChatReply said, List<ChatMessage> messages) {
        return asked.summarizer().checked(rows, said.text(), correction -> {
            messages.addAll(correction);
            return chat(asked, messages).text();
        });
    }

    private static ChatReply chat(ModelPrompt asked, List<ChatMessage> messages) {
        TurnContext turn = asked.turn();
        ChatRequest request = new ChatRequest(messages, turn.settings().replyTokens(), 0, PrivacyLevel.ROWS);
        return turn.chat(asked.model(), request.withTools(List.of(RUN_SQL)));
    }

    /** Empty if the call holds no statement. */
    private static String statement(ToolCall call) {
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
