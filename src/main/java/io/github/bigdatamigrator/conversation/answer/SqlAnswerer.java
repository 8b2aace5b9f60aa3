package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Attempt;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repair;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repairable;
import io.github.bigdatamigrator.conversation.answer.ReplyParser.Answerable;
import io.github.bigdatamigrator.conversation.prompt.RepairHint;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model for one SELECT and answers from its rows. The model may also reply that the data does not contain the
 * answer, or ask back. An error of a statement goes back to the model, at most twice.
 */
final class SqlAnswerer implements Answerer {
    private static final int MAX_REPAIRS = 2;

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        Optional<Answer> answer = Optional.empty();
        while (answer.isEmpty() && turn.prompts().canAsk()) {
            answer = turn.prompts().attempt(scope -> ask(ModelPrompt.of(turn, turn.model(), scope)));
        }
        return answer;
    }

    /** Empty if no reply was usable. */
    static Optional<Answer> ask(ModelPrompt asked) {
        return answerReply(asked, asked.chat(asked.prompt().messages()));
    }

    /** Like {@link #ask}, with the first reply already given. */
    static Optional<Answer> answerReply(ModelPrompt asked, ChatReply first) {
        ChatReply chat = first;
        Set<Repair> usedRepairs = EnumSet.noneOf(Repair.class);
        String rejection = null;
        for (int left = MAX_REPAIRS; ; left--) {
            ReplyParser.Reply reply = ReplyParser.parse(chat.text());
            if (reply.answerable() == Answerable.NO || reply.answerable() == Answerable.UNCLEAR) {
                return Optional.of(declined(asked, reply));
            }
            if (left == 0) {
                usedRepairs.add(Repair.FILTER);
            }
            Attempt attempt =
                    reply.sql() == null ? missingSql(chat) : asked.step().run(reply.sql(), usedRepairs);
            if (!(attempt instanceof Repairable repairable)) {
                String sql = reply.sql() == null ? "" : reply.sql();
                asked.draft()
                        .readAs(
                                asked.pseudonyms().revealText(reply.why()),
                                asked.pseudonyms().revealSql(sql));
                return Optional.of(finalAnswer(asked, attempt, chat.online()));
            }
            asked.draft().addFault(repairable.reason());
            usedRepairs.add(repairable.repair());
            rejection = repairable.repair() == Repair.REJECTION ? repairable.reason() : rejection;
            if (left == 0) {
                return Optional.ofNullable(rejection).map(asked.draft()::refused);
            }
            asked.turn().listener().status("Correcting the query");
            chat = asked.chat(
                    asked.prompt().repair(reply.sql(), asked.pseudonyms().hideHint(repairable.hint())));
        }
    }

    private static Answer finalAnswer(ModelPrompt asked, Attempt attempt, boolean online) {
        if (!(attempt instanceof QueryStep.Rows rows)) {
            return asked.draft().stopped(attempt);
        }
        AnswerSettings settings = asked.turn().settings();
        PrivacyLevel maximumLevel = online ? settings.fallbackLevel() : settings.level();
        return asked.summarizer().summarize(rows, maximumLevel, asked.scope().windowTokens());
    }

    private static Repairable missingSql(ChatReply reply) {
        String reason = reply.finish() == ChatReply.Finish.LENGTH
                ? "the reply was cut at its limit of tokens (LLM_REPLY_TOKENS) before it held a query; be brief"
                : "the reply held no SQL query";
        return new Repairable(Repair.ERROR, reason, RepairHint.of(reason));
    }

    private static Answer declined(ModelPrompt asked, ReplyParser.Reply reply) {
        String why = asked.pseudonyms().revealText(reply.why());
        if (reply.answerable() == Answerable.NO) {
            return asked.draft().declined(Outcome.UNANSWERABLE, why, List.of());
        }
        TurnContext turn = asked.turn();
        List<String> choices =
                ClarifyingChoices.of(turn.question() + " " + why, turn.data().context());
        return asked.draft().declined(Outcome.UNCLEAR, why, choices);
    }
}
