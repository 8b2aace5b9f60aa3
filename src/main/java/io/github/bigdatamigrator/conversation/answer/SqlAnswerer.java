package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Attempt;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repair;
import io.github.bigdatamigrator.conversation.answer.QueryStep.Repairable;
import io.github.bigdatamigrator.conversation.answer.ReplyParser.Answerable;
import io.github.bigdatamigrator.conversation.prompt.RepairHint;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Asks a model for one SELECT and answers from its rows. The model may also reply that the data does not contain the
 * answer, or ask back. An error of a statement goes back to the model, at most twice.
 */
final class SqlAnswerer implements Answerer {
    private static final int MAX_REPAIRS = 2;
    private static final int MAX_OTHERS = 3;
    /** A request to change the data. */
    private static final Pattern CHANGE =
            Pattern.compile("(?iu)^(?:(?:please|now|can you|could you|would you|bitte|jetzt)\\s+)*"
                    + "(?:delete|drop|remove|truncate|update|insert|alter|rename|erase|overwrite|change|set|add"
                    + "|lösch\\w*|entfern\\w*"
                    + "|änder\\w*|aktualisier\\w*|füge?)\\b");

    private static final Pattern ASKS_BACK =
            Pattern.compile("(?iu)\\?|\\b(?:please|do you|did you|specify|clarify|tell me"
                    + "|let me know|say which|bitte|meinst du|meinen sie)\\b");

    private static final Pattern CHART =
            Pattern.compile("(?iu)\\b(?:(?:pie|bar|line)? ?charts?|graphs?|plot(?:te)?|diagram\\w*"
                    + "|histogram\\w*|visuali[sz]e|draw|grafik|zeichne|\\w+diagramm)\\b");

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
        String refusal = null;
        ReplyParser.Reply doubted = null;
        String failedSql = "";
        for (int left = MAX_REPAIRS; ; left--) {
            ReplyParser.Reply reply = ReplyParser.parse(chat.text());
            boolean charts = reply.answerable() == Answerable.NO && left == MAX_REPAIRS && asksForChart(asked);
            if (!charts && (reply.answerable() == Answerable.NO || reply.answerable() == Answerable.UNCLEAR)) {
                return Optional.of(declined(asked, reply));
            }
            if (left == 0) {
                usedRepairs.addAll(QueryStep.OPTIONAL_REPAIRS);
            }
            Attempt attempt = reply.sql() == null || charts
                    ? missingSql(chat, asksForChart(asked))
                    : asked.step().run(reply.sql(), usedRepairs);
            if (!(attempt instanceof Repairable repairable)) {
                return Optional.of(finalAnswer(asked, reply, attempt, chat.online()));
            }
            asked.draft().addFault(repairable.reason());
            usedRepairs.add(repairable.repair());
            refusal = repairable.repair() == Repair.REFUSAL ? repairable.reason() : refusal;
            if (repairable.repair() == Repair.COUNTING) {
                doubted = reply;
            }
            if (left == 0 && doubted != null && doubted.sql() != null) {
                // Rows with a warning are more than none.
                Attempt doubtful = asked.step().run(doubted.sql(), usedRepairs);
                return Optional.of(finalAnswer(asked, doubted, doubtful, chat.online()));
            }
            if (left == 0) {
                return Optional.ofNullable(refusal).map(asked.draft()::refused);
            }
            asked.turn().listener().status("Correcting the query");
            asked.turn().listener().repair(repairable.reason());
            String hint = asked.pseudonyms().hideHint(repairable.hint());
            failedSql = reply.sql() == null ? failedSql : asked.pseudonyms().revealSql(reply.sql());
            boolean last = left == 1;
            // The second correction differs from the first, which did not help.
            String more = last ? RepairSkeleton.of(asked, failedSql) : "";
            List<ChatMessage> messages = asked.prompt().repair(reply.sql(), hint + more);
            chat = last && more.isEmpty() ? asked.chatInForm(messages) : asked.chat(messages);
        }
    }

    private static boolean asksForChart(ModelPrompt asked) {
        return CHART.matcher(asked.turn().question()).find();
    }

    private static Answer finalAnswer(ModelPrompt asked, ReplyParser.Reply reply, Attempt attempt, boolean online) {
        if (!(attempt instanceof QueryStep.Rows rows)) {
            return asked.draft().stopped(attempt);
        }
        String why = asked.pseudonyms().revealText(reply.why());
        asked.draft().readAs(why, rows.result().sql());
        AnswerSettings settings = asked.turn().settings();
        PrivacyLevel maximumLevel = online ? settings.fallbackLevel() : settings.level();
        List<QueryResult> before = earlierResults(asked, reply);
        return before.isEmpty()
                ? asked.summarizer().summarize(rows, maximumLevel, asked.scope().windowTokens())
                : asked.summarizer().byTemplate(before, rows);
    }

    /** The results of the other queries of the reply; a warning names how many did not run. */
    private static List<QueryResult> earlierResults(ModelPrompt asked, ReplyParser.Reply reply) {
        List<QueryResult> results = new ArrayList<>();
        Set<Repair> usedRepairs = EnumSet.allOf(Repair.class);
        for (String sql : reply.before().stream().limit(MAX_OTHERS).toList()) {
            if (asked.step().run(sql, usedRepairs) instanceof QueryStep.Rows rows) {
                results.add(rows.result());
                rows.warnings().forEach(asked.draft()::warn);
            }
        }
        int missing = reply.before().size() - results.size();
        if (missing > 0) {
            asked.draft()
                    .warn("The model wrote " + (reply.before().size() + 1) + " queries; " + missing
                            + " of them did not run, so that a part of the question may be missing.");
        }
        return results;
    }

    /** @param chart whether a chart was asked for, which the model may take for something that SQL cannot do */
    private static Repairable missingSql(ChatReply reply, boolean chart) {
        String found = ReplyParser.isPython(reply.text())
                ? "the reply held a Python program, which is not run"
                : reply.finish() == ChatReply.Finish.LENGTH
                        ? "the reply was cut at its limit of tokens (LLM_REPLY_TOKENS) before it held a query; be brief"
                        : "the reply held no SQL query";
        String reason = chart
                ? found + "; the program draws charts itself from the rows of a query, so write the query for them"
                : found.endsWith("run") ? found + "; write one SQL query" : found;
        return new Repairable(Repair.ERROR, reason, RepairHint.of(reason));
    }

    private static Answer declined(ModelPrompt asked, ReplyParser.Reply reply) {
        String why = asked.pseudonyms().revealText(reply.why());
        if (reply.answerable() == Answerable.NO) {
            return CHANGE.matcher(asked.turn().question()).find()
                    ? asked.draft().refusedChange(why)
                    : asked.draft().declined(Outcome.UNANSWERABLE, why, List.of());
        }
        if (ASKS_BACK.matcher(why).find()) {
            return asked.draft().declined(Outcome.UNCLEAR, why, List.of());
        }
        TurnContext turn = asked.turn();
        List<String> choices =
                ClarifyingChoices.of(turn.question() + " " + why, turn.data().context());
        return asked.draft().declined(Outcome.UNCLEAR, why, choices);
    }
}
