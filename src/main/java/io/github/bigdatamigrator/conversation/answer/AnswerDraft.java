package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.audit.GroundingCheck;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the state of one answer and builds the final {@link Answer}, in the words for each outcome. For one thread.
 */
final class AnswerDraft {
    private final String question;
    private final List<String> suggestions;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> faults = new LinkedHashSet<>();
    private int attempts;
    private TokenUsage usage = TokenUsage.NONE;
    private @Nullable String model;
    private boolean online;

    /** @param suggestions questions to ask next */
    AnswerDraft(String question, List<String> suggestions) {
        this.question = question;
        this.suggestions = suggestions;
    }

    /** Counts a reply of a model. */
    void heard(ChatReply reply) {
        attempts++;
        usage = usage.plus(reply.usage());
        model = reply.model();
        online |= reply.online();
        reply.notes().stream().filter(note -> !warnings.contains(note)).forEach(warnings::add);
    }

    /** Whether a request has left the machine. */
    boolean askedOnline() {
        return online;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** Why an attempt came to nothing, for the user. */
    void fault(String fault) {
        faults.add(PromptSanitizer.text(fault, 300).replaceAll("[.\\s]+$", ""));
    }

    Answer known(AnswerText text) {
        return answer(text.content(), text.claims(), Outcome.ANSWERED, AnsweredBy.PROFILE, List.of());
    }

    /** A question for the profile, whose figure was measured because the profile only estimates it. */
    Answer measured(QueryResult result) {
        AnswerText text = AnswerText.of(result, 0);
        return fromRows(text.content(), text, AnsweredBy.PROFILE, result);
    }

    Answer fromModel(QueryResult result) {
        AnswerText text = AnswerText.of(result, 0);
        return fromRows(text.content(), text, modelOrOnline(), result);
    }

    /** A sentence of the model's whose figures are bound, before the rows that it speaks of. */
    Answer said(String sentence, List<Answer.Claim> bound, QueryResult result) {
        List<Answer.Claim> claims = new ArrayList<>(bound);
        String content = sentence;
        if (result.rowCount() > 1) {
            AnswerText table = AnswerText.of(result, 0);
            content += "\n\n" + table.content();
            claims.addAll(table.claims());
        }
        return fromRows(content, new AnswerText(content, claims), modelOrOnline(), result);
    }

    /** @param note why no model answered */
    Answer fromGuided(GuidedQuestion guided, QueryResult result, String note) {
        AnswerText text = AnswerText.of(result, 0);
        String head = "Answered by the guided question ‘" + guided.text() + "’:\n\n";
        warn("No model answered; this is the guided question ‘" + guided.text() + "’.");
        warn(note);
        model = null;
        return fromRows(head + text.content(), text, AnsweredBy.GUIDED, result);
    }

    /** What is written from the rows needs no audit: each of its figures is a cell. */
    private Answer fromRows(String content, AnswerText text, AnsweredBy by, QueryResult result) {
        if (result.truncated()) {
            warn("The result was cut at " + result.rowCount() + " rows; the query has more.");
        }
        return answer(content, text.claims(), Outcome.ANSWERED, by, List.of(result));
    }

    /** Warns of figures of a model's words that the question does not vouch for. */
    private void audit(String content) {
        List<String> unbound = GroundingCheck.of(content, question, List.of()).unbound();
        if (!unbound.isEmpty()) {
            warn("Not checked against the data: " + String.join(", ", unbound) + ".");
        }
    }

    /**
     * The model said that it cannot, or cannot yet, answer.
     *
     * @param choices columns that the question may mean
     */
    Answer declined(Outcome outcome, String why, List<String> choices) {
        String reason = why.isBlank() ? "" : " " + why;
        String content = outcome == Outcome.UNCLEAR
                ? "The question can be meant in several ways." + reason + asked(choices)
                : "The data does not hold the answer." + reason;
        audit(content);
        return answer(content, List.of(), outcome, modelOrOnline(), List.of());
    }

    private static String asked(List<String> choices) {
        return choices.isEmpty() ? "" : " Do you mean " + String.join(", or ", choices) + "?";
    }

    Answer refused(String reason) {
        return answer(
                "Refused: " + PromptSanitizer.text(reason, 500),
                List.of(),
                Outcome.REFUSED,
                modelOrOnline(),
                List.of());
    }

    /** The answer for a statement after which the model gets no further attempt. */
    Answer stopped(QueryStep.Attempt attempt) {
        if (attempt instanceof QueryStep.Rejected rejected) {
            return refused(rejected.reason());
        }
        if (attempt instanceof QueryStep.Failed failed) {
            fault(failed.reason());
        }
        return failed();
    }

    /** All attempts came to nothing. */
    Answer failed() {
        String tried = "No usable answer: " + attempts + (attempts == 1 ? " attempt" : " attempts")
                + " of the model led to no result (" + String.join("; ", faults)
                + "). Ask in other words, or name the tables and columns.";
        return answer(tried, List.of(), Outcome.FAILED, modelOrOnline(), List.of());
    }

    /** No model, and nothing that could stand in for it. */
    Answer unavailable(String note) {
        String tried = faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")";
        return answer(
                "No usable answer: no model answered, and neither the profile nor a guided question clearly fits"
                        + tried + ". " + note,
                List.of(),
                Outcome.FAILED,
                AnsweredBy.GUIDED,
                List.of());
    }

    private AnsweredBy modelOrOnline() {
        return online ? AnsweredBy.ONLINE : AnsweredBy.MODEL;
    }

    private Answer answer(
            String content, List<Answer.Claim> claims, Outcome outcome, AnsweredBy by, List<QueryResult> queries) {
        return new Answer(content, outcome, by, queries, claims, warnings, suggestions, model, online, usage);
    }
}
