package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.TurnReducer;
import io.github.bigdatamigrator.conversation.audit.ReasonCheck;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.conversation.wording.AnswerText;
import io.github.bigdatamigrator.conversation.wording.AskedQuestions;
import io.github.bigdatamigrator.conversation.wording.CutNote;
import io.github.bigdatamigrator.conversation.wording.ResultWords;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers.Match;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects warnings, failures and token usage of one turn and builds the final {@link Answer}. For one thread. */
final class AnswerDraft {
    /** A reason that speaks of what the data has. */
    private static final Pattern ABOUT_DATA = Pattern.compile(
            "(?iu)\\b(?:data\\w*|tables?|columns?|rows?|records?|values?|figures?|fields?|stored?|daten\\w*"
                    + "|there (?:is|are)|missing|lacks?|es gibt|fehl\\w*|tabellen?|spalten?|zeilen?|werte?|gespeichert"
                    + "|no|not|kein\\w*|nicht)\\b");
    /** A reason that the request itself is declined, whatever the data has. */
    private static final Pattern DECLINES =
            Pattern.compile("(?iu)\\b(?:chang|delet|modif|remov|updat|insert|read-?only|only (?:be )?read|only answer"
                    + "|allow|permit|send|write|e-?mail|änder|lösch|erlaubt|nur lesen|schreib|senden"
                    + "|I (?:can(?:no|'|’)t|am not)|ich kann|ich darf)");

    private final AskedQuestions asked;
    private final DataContext context;
    private final List<String> earlier;
    private final Supplier<List<GuidedQuestion>> guided;
    private final Function<List<QueryResult>, List<String>> suggestions;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> faults = new LinkedHashSet<>();
    private int attempts;
    private TokenUsage usage = TokenUsage.NONE;
    private @Nullable String model;
    private boolean online;
    private String reading = "";

    /**
     * @param earlier texts of earlier turns, whose figures the model knows
     * @param guided questions that are known to work
     * @param suggestions returns the questions to ask next after these results
     */
    AnswerDraft(
            AskedQuestions asked,
            DataContext context,
            List<String> earlier,
            Supplier<List<GuidedQuestion>> guided,
            Function<List<QueryResult>, List<String>> suggestions) {
        this.asked = asked;
        this.context = context;
        this.earlier = List.copyOf(earlier);
        this.guided = guided;
        this.suggestions = suggestions;
    }

    AskedQuestions asked() {
        return asked;
    }

    /** Counts a reply of a model. */
    void addReply(ChatReply reply) {
        attempts++;
        usage = usage.plus(reply.usage());
        model = reply.model();
        online |= reply.online();
        reply.notes().forEach(this::warnOnce);
    }

    /** Whether an online model has replied. */
    boolean askedOnline() {
        return online;
    }

    /**
     * Keeps the model's interpretation of the question, for the line above the answer. A sentence with a figure of
     * unknown source is not kept: the rows are not known yet when the model writes it.
     */
    void readAs(String why, String sql) {
        String text = PromptSanitizer.text(why, 300);
        reading = FoldedWords.hasDigit(text) ? reasonCheck(sql).knownSentences(text) : text;
    }

    private ReasonCheck reasonCheck(String sql) {
        return new ReasonCheck(
                Stream.concat(Stream.of(asked.question(), sql), earlier.stream())
                        .toList(),
                context);
    }

    private String withReading(String content) {
        return reading.isBlank() ? content : words().readAs(reading) + "\n\n" + content;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void warnOnce(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** Adds the reason why an attempt failed, for the user. */
    void addFault(String fault) {
        faults.add(PromptSanitizer.text(fault, 300).replaceAll("[.\\s]+$", ""));
    }

    Answer fromProfile(AnswerText text) {
        return answer(text.content(), text.claims(), Outcome.ANSWERED, AnsweredBy.PROFILE, List.of());
    }

    /** An answer with a measured figure that the profile only estimates. */
    Answer fromMeasurement(QueryResult result) {
        AnswerText text = AnswerText.of(result, 0, asked);
        return fromRows(text.content(), text, AnsweredBy.PROFILE, result);
    }

    Answer fromModel(QueryResult result) {
        return fromModel(List.of(result));
    }

    /** The answer of one or several queries, one below the other. */
    Answer fromModel(List<QueryResult> results) {
        List<String> contents = new ArrayList<>();
        List<Answer.Claim> claims = new ArrayList<>();
        for (int query = 0; query < results.size(); query++) {
            AnswerText text = AnswerText.of(results.get(query), query, asked);
            contents.add(text.content());
            claims.addAll(text.claims());
            warnOfMissing(results.get(query));
        }
        String content = withReading(String.join("\n\n", contents));
        return answer(content, claims, Outcome.ANSWERED, modelOrOnline(), results);
    }

    /** A model's sentence with grounded figures, followed by the table if there are several rows. */
    Answer fromSentence(String sentence, List<Answer.Claim> grounded, QueryResult result) {
        AnswerText text = AnswerText.ofSentence(sentence, grounded, result, asked);
        return fromRows(withReading(text.content()), text, modelOrOnline(), result);
    }

    /** @param note why no model answered */
    Answer fromGuided(GuidedQuestion guided, QueryResult result, String note) {
        AnswerText text = AnswerText.of(result, 0, asked);
        String head = "Answered by the guided question ‘" + guided.text() + "’:\n\n";
        warn("No model answered; this is the guided question ‘" + guided.text() + "’.");
        warn(note);
        model = null;
        return fromRows(head + text.content(), text, AnsweredBy.GUIDED, result);
    }

    /** The answer to a guided question that was asked in its own words, as by a click: it needs no model. */
    Answer fromChosen(QueryResult result) {
        AnswerText text = AnswerText.of(result, 0, asked);
        model = null;
        return fromRows(text.content(), text, AnsweredBy.GUIDED, result);
    }

    /** The answer to an earlier question again, after what followed it was undone. */
    Answer fromEarlier(QueryResult result) {
        AnswerText text = AnswerText.of(result, 0, asked);
        String head = words().undone(asked.texts().stream()
                .map(question -> PromptSanitizer.text(question, 300))
                .toList());
        return fromRows(head + "\n\n" + text.content(), text, AnsweredBy.GUIDED, result);
    }

    /** The rows of the statements that a person approved for this question, and below them who did. */
    Answer fromApproved(Match approved, List<QueryStep.Rows> rows) {
        ReviewedAnswer answer = approved.answer();
        List<String> contents = new ArrayList<>();
        List<Answer.Claim> claims = new ArrayList<>();
        List<QueryResult> results = new ArrayList<>();
        for (QueryStep.Rows each : rows) {
            AnswerText text = AnswerText.of(each.result(), results.size(), asked);
            contents.add(text.content());
            claims.addAll(text.claims());
            results.add(each.result());
            each.warnings().forEach(this::warn);
            warnOfMissing(each.result());
        }
        // Below the figures, because a claim belongs to the first figure that is written like it.
        contents.add(
                words().approved(approved.same() ? "" : PromptSanitizer.text(answer.question(), 300), source(answer)));
        if (!answer.fingerprint().equals(TurnReducer.fingerprint(context))) {
            warn(words().changedSince(answer.day()));
        }
        return answer(String.join("\n\n", contents), claims, Outcome.ANSWERED, AnsweredBy.GUIDED, results);
    }

    /** Tells why the last answer to this question was marked wrong. */
    void warnOfWrong(Match wrong) {
        ReviewedAnswer answer = wrong.answer();
        warn(words().markedWrong(
                        wrong.same() ? "" : PromptSanitizer.text(answer.question(), 300),
                        source(answer),
                        PromptSanitizer.text(answer.why(), 500)));
    }

    private static String source(ReviewedAnswer answer) {
        return (answer.by().isEmpty() ? "" : PromptSanitizer.text(answer.by(), 60) + ", ") + answer.day();
    }

    /**
     * @param read how the program read the question
     * @param note why no model answered
     */
    Answer fromTemplate(String read, QueryResult result, String note) {
        warn(note);
        reading = PromptSanitizer.text(read, 300);
        model = null;
        AnswerText text = AnswerText.of(result, 0, asked);
        return fromRows(withReading(text.content()), text, AnsweredBy.GUIDED, result);
    }

    /** The rows of a statement that the user typed. */
    Answer fromUserSql(QueryStep.Rows rows) {
        rows.warnings().forEach(this::warn);
        AnswerText text = AnswerText.of(rows.result(), 0, asked);
        return fromRows(text.content(), text, AnsweredBy.GUIDED, rows.result());
    }

    /** A typed statement that may not run. */
    Answer refusedUserSql(String reason) {
        return withoutRows(words().refused(PromptSanitizer.text(reason, 500)), Outcome.REFUSED, AnsweredBy.GUIDED);
    }

    /** Needs no grounding check, because each figure of the content comes from a cell. */
    private Answer fromRows(String content, AnswerText text, AnsweredBy by, QueryResult result) {
        warnOfMissing(result);
        return answer(content, text.claims(), Outcome.ANSWERED, by, List.of(result));
    }

    /** Warns of rows that a limit left out, and of periods that the data does not cover. */
    private void warnOfMissing(QueryResult result) {
        CutNote.of(result, asked).ifPresent(this::warn);
        new ResultWords(result, 0, words()).cells().partialPeriods(context).ifPresent(this::warnOnce);
    }

    /** Warns of figures in a model's text whose source is unknown. */
    private void warnOfUnknownFigures(String content) {
        List<String> unknown = reasonCheck("").unknown(content);
        if (!unknown.isEmpty()) {
            warn(words().unchecked(unknown));
        }
    }

    private AnswerLanguage words() {
        return asked.language();
    }

    /**
     * The model replied that the data does not contain the answer, or asked back.
     *
     * @param choices columns that the question may mean
     */
    Answer declined(Outcome outcome, String why, List<String> choices) {
        String reason = why.isBlank() ? "" : " " + why;
        boolean lacking = why.isBlank()
                || (ABOUT_DATA.matcher(why).find() && !DECLINES.matcher(why).find());
        String content = outcome == Outcome.UNCLEAR
                ? words().unclear() + reason + words().choices(choices)
                : words().unanswered(lacking) + reason;
        warnOfUnknownFigures(why);
        return withoutRows(content, outcome, modelOrOnline());
    }

    /** The question wants the data to be changed. */
    Answer refusedChange(String why) {
        return refused(words().onlyRead() + " " + why);
    }

    Answer refused(String reason) {
        return withoutRows(words().refused(PromptSanitizer.text(reason, 500)), Outcome.REFUSED, modelOrOnline());
    }

    /** The answer for a statement after which the model gets no further attempt. */
    Answer stopped(QueryStep.Attempt attempt) {
        if (attempt instanceof QueryStep.Refused refused) {
            return refused(refused.reason());
        }
        if (attempt instanceof QueryStep.Failed failed) {
            addFault(failed.reason());
        }
        return failed();
    }

    /** All attempts failed. */
    Answer failed() {
        String tried = "No usable answer: " + attempts + (attempts == 1 ? " attempt" : " attempts")
                + " of the model led to no result (" + String.join("; ", faults)
                + "). Ask in other words, or name the tables and columns."
                + GuidedQuestionMatcher.nearest(asked.question(), guided.get())
                        .map(nearest -> " This question is known to work: ‘" + nearest.text() + "’")
                        .orElse("");
        return withoutRows(tried, Outcome.FAILED, modelOrOnline());
    }

    /** No model can be reached, and neither profile nor guided questions have an answer. */
    Answer unavailable(String note) {
        String tried = faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")";
        return withoutRows(
                "No usable answer: no model answered, and neither the profile nor a guided question clearly fits"
                        + tried + ". " + note,
                Outcome.FAILED,
                AnsweredBy.GUIDED);
    }

    private AnsweredBy modelOrOnline() {
        return online ? AnsweredBy.ONLINE : AnsweredBy.MODEL;
    }

    private Answer withoutRows(String content, Outcome outcome, AnsweredBy by) {
        return answer(content, List.of(), outcome, by, List.of());
    }

    private Answer answer(
            String content, List<Answer.Claim> claims, Outcome outcome, AnsweredBy by, List<QueryResult> queries) {
        return new Answer(
                content, outcome, by, queries, claims, warnings, suggestions.apply(queries), model, online, usage);
    }
}
