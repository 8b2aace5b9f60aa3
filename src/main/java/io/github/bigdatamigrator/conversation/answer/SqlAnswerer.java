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
 * Asks a model for one SELECT and answers from its rows. A reply may also say that the data does not hold the answer,
 * or ask back. What is wrong with a statement goes back to the model, twice at the most.
 */
final class SqlAnswerer implements Answerer {
    private static final int REPAIRS = 2;

    @Override
    public Optional<Answer> answer(TurnContext turn) {
        Optional<Answer> answer = Optional.empty();
        while (answer.isEmpty() && turn.prompts().open()) {
            answer = turn.prompts().attempt(scope -> ask(ModelPrompt.of(turn, turn.model(), scope)));
        }
        return answer;
    }

    /** Empty if no reply was of use. */
    Optional<Answer> ask(ModelPrompt asked) {
        return continued(asked, asked.chat(asked.prompt().messages()));
    }

    /** As {@link #ask}, if the model has already replied to the prompt. */
    Optional<Answer> continued(ModelPrompt asked, ChatReply first) {
        ChatReply said = first;
        Set<Repair> spent = EnumSet.noneOf(Repair.class);
        String rejection = null;
        for (int left = REPAIRS; ; left--) {
            ReplyParser.Reply reply = ReplyParser.parse(said.text());
            if (reply.answerable() == Answerable.NO || reply.answerable() == Answerable.UNCLEAR) {
                return Optional.of(declined(asked, reply));
            }
            if (left == 0) {
                spent.add(Repair.FILTER);
            }
            Attempt attempt =
                    reply.sql() == null ? withoutSql(said) : asked.step().run(reply.sql(), spent);
            if (!(attempt instanceof Repairable repairable)) {
                return Optional.of(ended(asked, attempt, said.online()));
            }
            asked.draft().fault(repairable.reason());
            spent.add(repairable.repair());
            rejection = repairable.repair() == Repair.REJECTION ? repairable.reason() : rejection;
            if (left == 0) {
                return Optional.ofNullable(rejection).map(asked.draft()::refused);
            }
            asked.turn().listener().status("Correcting the query");
            said = asked.chat(asked.prompt().repair(reply.sql(), asked.masks().fault(repairable.hint())));
        }
    }

    private static Answer ended(ModelPrompt asked, Attempt attempt, boolean online) {
        if (!(attempt instanceof QueryStep.Rows rows)) {
            return asked.draft().stopped(attempt);
        }
        AnswerSettings settings = asked.turn().settings();
        PrivacyLevel most = online ? settings.fallbackLevel() : settings.level();
        return asked.summarizer().answer(rows, most, asked.scope().windowTokens());
    }

    private static Repairable withoutSql(ChatReply said) {
        String reason = said.finish() == ChatReply.Finish.LENGTH
                ? "the reply was cut at its limit of tokens (LLM_REPLY_TOKENS) before it held a query; be brief"
                : "the reply held no SQL query";
        return new Repairable(Repair.ERROR, reason, RepairHint.of(reason));
    }

    private static Answer declined(ModelPrompt asked, ReplyParser.Reply reply) {
        String why = asked.masks().told(reply.why());
        if (reply.answerable() == Answerable.NO) {
            return asked.draft().declined(Outcome.UNANSWERABLE, why, List.of());
        }
        TurnContext turn = asked.turn();
        List<String> choices =
                ClarifyingChoices.of(turn.question() + " " + why, turn.data().context());
        return asked.draft().declined(Outcome.UNCLEAR, why, choices);
    }
}
