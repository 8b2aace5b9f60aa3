package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one question.
 *
 * @param content the sentence, or a table, for the reader; every figure in it is bound by a claim
 * @param queries the SQL that ran and its rows; empty where the profile answered
 * @param claims which cell each figure of the content comes from
 * @param warnings what the reader should be wary of
 * @param suggestions questions to ask next
 * @param model the model that answered, or null where none did
 * @param fallbackUsed whether an online model took part
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

    /** One that has nothing but its sentence. */
    public static Answer plain(String content, Outcome outcome, AnsweredBy by) {
        return new Answer(
                content, outcome, by, List.of(), List.of(), List.of(), List.of(), null, false, TokenUsage.NONE);
    }

    /** This one with further warnings behind its own. */
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
        /** The data does not hold the answer. */
        UNANSWERABLE,
        /** The question can be meant in several ways. */
        UNCLEAR,
        /** The question, or the SQL that it led to, asks for more than reading this data. */
        REFUSED,
        /** No usable answer could be had, for instance because no model is there. */
        FAILED
    }

    /** Who found the answer. */
    public enum AnsweredBy {
        MODEL,
        PROFILE,
        GUIDED,
        ONLINE
    }

    /**
     * A figure of the content and where it comes from.
     *
     * @param text the figure as the content writes it
     * @param query index into {@link #queries}, or -1 for the profile
     * @param row index into that query's rows, or -1 for the number of rows or the profile
     * @param column the result's column, or {@code table.column} of the profile
     */
    public record Claim(String text, int query, int row, String column) {}
}
