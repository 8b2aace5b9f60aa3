package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.sql.SqlOutline;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question whose right answer is known, by SQL or by rows; with neither, the data does not contain the answer.
 *
 * @param kind what the question asks for, by which results are counted
 * @param language of the question, such as {@code en}; null if unknown
 * @param ordered whether the order of the rows matters; null for wherever the SQL ranks by ORDER BY and LIMIT
 * @param group questions of one group are asked in one conversation, in order; null for a conversation of its own
 * @param place file and line, for messages; empty for a generated question
 */
public record TestQuestion(
        String text,
        @Nullable String sql,
        @Nullable List<List<@Nullable Object>> rows,
        String kind,
        @Nullable String language,
        @Nullable Boolean ordered,
        @Nullable String group,
        String place) {
    public static final String UNANSWERABLE = "unanswerable";

    private static final Pattern SHARE = Pattern.compile(
            "(?iu)%|\\b(?:per ?cents?|percentages?|pct|shares?|ratios?|rates?|proportions?|fractions?"
                    + "|anteile?|prozent\\w*|quoten?)\\b");

    public TestQuestion {
        rows = rows == null ? null : Collections.unmodifiableList(rows);
    }

    /** A question with the right SQL, or null for one that cannot be answered. */
    static TestQuestion generated(String text, @Nullable String sql, String kind, String language) {
        return new TestQuestion(text, sql, null, kind, language, null, null, "");
    }

    /** Names a kind after the form of the right SQL. */
    static String kindOf(@Nullable String sql, boolean rows) {
        if (sql == null) {
            return rows ? "rows" : UNANSWERABLE;
        }
        SqlOutline outline = SqlOutline.of(sql);
        return outline.limit() > 0 && !outline.order().isEmpty() ? "ranking" : outline.grouped() ? "groups" : "figure";
    }

    /** Whether a question or the name of a column speaks of shares. */
    static boolean asksForShare(String text) {
        return SHARE.matcher(text.replace('_', ' ')).find();
    }

    boolean unanswerable() {
        return sql == null && rows == null;
    }

    /** The right answer in one line, as far as it is written down. */
    String rightSql() {
        return sql != null
                ? sql
                : rows == null
                        ? ""
                        : "rows: " + Arrays.deepToString(rows.stream().map(List::toArray).toArray());
    }

    /** The same question in the same conversation, for comparisons between runs. */
    String key() {
        return Objects.requireNonNullElse(group, "") + "\n" + text;
    }
}
