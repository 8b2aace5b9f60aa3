package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the reply to one question.
 *
 * @param content the text for the reader; each number in it has a claim
 * @param queries the SQL that ran, with its rows; empty if the profile answered
 * @param claims the result cell that each number of the content comes from
 * @param warnings reasons to doubt the answer
 * @param suggestions follow-up questions
 * @param model the model that answered, or null if none did
 * @param fallbackUsed whether an online model was asked
 */
public record Answer(
        String content,
        Outcome outcome,
        AnsweredBy answeredBy,
        List<QueryResult> queries,
        List<Claim> claims,
        List<String> warnings,
        List<String> suggestions,
        @Nullable String model,
        boolean fallbackUsed,
        TokenUsage usage) {
    public Answer {
        queries = List.copyOf(queries);
        claims = List.copyOf(claims);
        warnings = List.copyOf(warnings);
        suggestions = List.copyOf(suggestions);
    }

    /** Creates an answer with text only. */
    public static Answer plain(String content, Outcome outcome, AnsweredBy by) {
        return new Answer(
                content, outcome, by, List.of(), List.of(), List.of(), List.of(), null, false, TokenUsage.NONE);
    }

    /** Returns this answer with more warnings appended. */
    public Answer withWarnings(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Answer(content, outcome, answeredBy, queries, claims, all, suggestions, model, fallbackUsed, usage);
    }

    /** How a question ended. */
    public enum Outcome {
        ANSWERED,
        /** The data does not contain the answer. */
        UNANSWERABLE,
        /** The question is ambiguous. */
        UNCLEAR,
        /** The question or the model's SQL asks for more than reading this data. */
        REFUSED,
        /** No usable answer was found, for instance because no model is available. */
        FAILED
    }

    /** The answerer that found the answer. */
    public enum AnsweredBy {
        MODEL,
        PROFILE,
        GUIDED,
        ONLINE
    }

    /**
     * Links a number in the content to its source.
     *
     * @param text the number as written in the content
     * @param query index into {@link #queries}, or -1 for the profile
     * @param row index into that query's rows, or -1 for the row count or the profile
     * @param column the column of the result, or {@code table.column} of the profile
     */
    public record Claim(String text, int query, int row, String column) {}

    /** The chart of a query; its measure is the first one that the content speaks of, unless the query ranks by one. */
    public Optional<ResultChart> chart(int query) {
        List<String> spokenOf = claims.stream()
                .filter(claim -> claim.query() == query)
                .map(Claim::column)
                .toList();
        return ResultChart.of(queries.get(query), spokenOf);
    }
}
