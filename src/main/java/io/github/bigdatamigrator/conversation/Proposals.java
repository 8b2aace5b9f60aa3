package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationManager.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ReplyParser.Answerable;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one model proposes for one question: each reply is a refusal, a question back, or a query that is run; what is
 * wrong with a query goes back to the model, twice at the most. One instance serves one question put to one model.
 */
final class Proposals {
    private static final int REPAIRS = 2;

    private final Sides sides;
    private final DataContext context;
    private final Recall recall;
    private final Prompt prompt;
    private final Masks masks;
    private final Prompt.Room room;
    private @Nullable String refusal;
    private boolean reminded;
    private String fault = "";
    private FaultLine line = FaultLine.of(fault);

    /** Who takes part: the model, who listens, and where what has come together is kept and run. */
    record Sides(
            LanguageModel model,
            AnswerSettings settings,
            AnswerListener listener,
            AnswerDraft draft,
            QueryRuns queries,
            RowsSentence sentence) {}

    Proposals(Sides sides, DataContext context, Recall recall, Prompt prompt, Masks masks, Prompt.Room room) {
        this.sides = sides;
        this.context = context;
        this.recall = recall;
        this.prompt = prompt;
        this.masks = masks;
        this.room = room;
    }

    /**
     * Empty where no reply was of use.
     *
     * @param first a reply that has come already, or null
     */
    Optional<Answer> answer(@Nullable ChatReply first) {
        List<ChatMessage> messages = prompt.messages();
        ChatReply said = first;
        for (int left = REPAIRS; left >= 0; left--) {
            said = said == null ? ask(messages) : said;
            ReplyParser.Reply reply = ReplyParser.parse(said.text());
            ChatReply heard = said;
            boolean more = left > 0;
            Optional<Answer> answer = declined(reply).or(() -> tried(reply, heard, more));
            if (answer.isPresent()) {
                return answer;
            }
            sides.draft().fault(fault);
            if (left > 0) {
                sides.listener().status("Correcting the query");
                messages = prompt.repair(reply.sql(), masks.fault(line));
            }
            said = null;
        }
        return Optional.ofNullable(refusal).map(sides.draft()::refused);
    }

    private ChatReply ask(List<ChatMessage> messages) {
        ChatReply said = sides.model().chat(prompt.request(messages), new AnswerLoop.Waiting(sides.listener()));
        sides.draft().heard(said);
        return said;
    }

    /** Where the model says that the data does not hold the answer, or asks back. */
    private Optional<Answer> declined(ReplyParser.Reply reply) {
        boolean no = reply.answerable() == Answerable.NO;
        if (!no && reply.answerable() != Answerable.UNCLEAR) {
            return Optional.empty();
        }
        String why = masks.told(reply.why());
        return Optional.of(
                no
                        ? sides.draft().declined(Outcome.UNANSWERABLE, why, List.of())
                        : sides.draft()
                                .declined(Outcome.UNCLEAR, why, Choices.of(recall.question() + " " + why, context)));
    }

    /** Empty where the query is to be mended; what is wrong with it then stands in the fault. */
    private Optional<Answer> tried(ReplyParser.Reply reply, ChatReply said, boolean more) {
        if (reply.sql() == null) {
            return toBeMended(
                    said.finish() == ChatReply.Finish.LENGTH
                            ? "the reply was cut at its limit of tokens (LLM_REPLY_TOKENS) before it held a query; be"
                                    + " brief"
                            : "the reply held no SQL query");
        }
        String sql = masks.unmask(reply.sql());
        Optional<Entry> missing = recall.missing(sql);
        if (missing.isPresent() && !reminded && more) {
            reminded = true;
            return toBeMended("the query leaves out what holds in this conversation: "
                    + missing.get().text());
        }
        missing.ifPresent(entry -> sides.draft().warn("The filter ‘" + entry.text() + "’ was not found in the query."));
        try {
            PrivacyLevel most = said.online()
                    ? sides.settings().fallbackLevel()
                    : sides.settings().level();
            return Optional.of(sides.sentence().of(sides.queries().proposed(sql), most, room.windowTokens()));
        } catch (MigratorException e) {
            return failed(sql, e);
        }
    }

    /**
     * A query that is no read ends it, and so does a second refusal and one that takes too long; any other may be
     * mended.
     */
    private Optional<Answer> failed(String sql, MigratorException error) {
        fault = String.valueOf(error.getMessage());
        line = FaultLine.of(error);
        boolean refused = error.code() == ErrorCode.QUERY_REFUSED;
        if (refused && (refusal != null || !SqlStatements.isQuery(sql))) {
            return Optional.of(sides.draft().refused(fault));
        }
        if (error.code() == ErrorCode.QUERY_TIMEOUT) {
            sides.draft().fault(fault);
            return Optional.of(sides.draft().failed());
        }
        if (!refused && error.code() != ErrorCode.QUERY_FAILED) {
            throw error;
        }
        refusal = refused ? fault : refusal;
        return Optional.empty();
    }

    private Optional<Answer> toBeMended(String what) {
        fault = what;
        line = FaultLine.of(what);
        return Optional.empty();
    }
}
