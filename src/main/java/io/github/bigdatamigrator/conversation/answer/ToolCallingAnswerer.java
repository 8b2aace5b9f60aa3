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
 * Asks a model that supports tools: it calls {@code run_sql}, gets the rows or the error, and writes a sentence. A
 * sentence with a figure that is not in the rows is rewritten once; after that the answer is built from the rows. The
 * prompts contain rows, so only models at privacy level ROWS are asked. If the model writes SQL instead of calling the
 * tool, {@link SqlAnswerer} handles its reply.
 */
final class ToolCallingAnswerer implements Answerer {
    private static final Tool RUN_SQL = new Tool(
            "run_sql",
            "Runs one Spark SQL SELECT on the full data and returns its rows.",
            "{\"type\":\"object\",\"properties\":{\"sql\":{\"type\":\"string\",\"description\":\"one SELECT\"}},"
                    + "\"required\":[\"sql\"],\"additionalProperties\":false}");
    private static final String INSTRUCTION =
            "\n\nCall run_sql instead of writing the query down. When you have the rows, answer in one or"
                    + " two sentences, with figures exactly as in the rows.";
    private static final int MAX_CALLS = 4;
    private static final int MAX_ROWS = 30;

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        boolean applies = turn.prompts().canAsk()
                && turn.prompts().status().tools()
                && turn.settings().level() == PrivacyLevel.ROWS;
        return applies
                ? turn.prompts().attempt(scope -> ask(ModelPrompt.of(turn, turn.model(), scope)))
                : Optional.empty();
    }

    /** Empty if no call returned rows. */
    private Optional<Answer> ask(ModelPrompt asked) {
        List<ChatMessage> messages = new ArrayList<>(asked.prompt().messages());
        ChatMessage last = messages.remove(messages.size() - 1);
        messages.add(ChatMessage.user(last.content() + INSTRUCTION));
        Set<Repair> usedRepairs = EnumSet.noneOf(Repair.class);
        Rows rows = null;
        for (int call = 1; call <= MAX_CALLS; call++) {
            ChatReply reply = chat(asked, messages);
            if (reply.toolCalls().isEmpty()) {
                return rows == null
                        ? SqlAnswerer.answerReply(asked, reply)
                        : Optional.of(answerSentence(asked, rows, reply, messages));
            }
            if (call == MAX_CALLS) {
                usedRepairs.addAll(QueryStep.OPTIONAL_REPAIRS);
            }
            messages.add(ChatMessage.calling(reply.text(), reply.toolCalls()));
            for (ToolCall toolCall : reply.toolCalls()) {
                String statement = statement(toolCall);
                if (statement.isEmpty()) {
                    asked.draft().addFault("a tool call without SQL");
                    messages.add(ChatMessage.result(toolCall, "Call run_sql with {\"sql\": \"SELECT ...\"}."));
                    continue;
                }
                Attempt attempt = asked.step().run(statement, usedRepairs);
                if (attempt instanceof Rows found) {
                    rows = found;
                    String why = ReplyParser.parse(reply.text()).why();
                    asked.draft().readAs(asked.pseudonyms().revealText(why), statement);
                    messages.add(ChatMessage.result(toolCall, ResultAnswerWriter.promptRows(found.result(), MAX_ROWS)));
                } else if (attempt instanceof Repairable repairable) {
                    if (QueryStep.OPTIONAL_REPAIRS.contains(repairable.repair())) {
                        usedRepairs.add(repairable.repair());
                    }
                    asked.draft().addFault(repairable.reason());
                    asked.turn().listener().repair(repairable.reason());
                    messages.add(ChatMessage.result(
                            toolCall, "That did not work: " + PromptSanitizer.text(repairable.reason(), 300)));
                } else {
                    return Optional.of(asked.draft().stopped(attempt));
                }
            }
        }
        return Optional.ofNullable(rows).map(found -> asked.summarizer().byTemplate(found));
    }

    private static Answer answerSentence(ModelPrompt asked, Rows rows, ChatReply reply, List<ChatMessage> messages) {
        return asked.summarizer().grounded(rows, reply.text(), correction -> {
            messages.addAll(correction);
            return chat(asked, messages).text();
        });
    }

    private static ChatReply chat(ModelPrompt asked, List<ChatMessage> messages) {
        TurnContext turn = asked.turn();
        ChatRequest request = new ChatRequest(messages, turn.settings().replyTokens(), 0, PrivacyLevel.ROWS);
        return turn.chat(asked.model(), request.withTools(List.of(RUN_SQL)));
    }

    /** The SQL of a call; empty if the call has none. */
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
