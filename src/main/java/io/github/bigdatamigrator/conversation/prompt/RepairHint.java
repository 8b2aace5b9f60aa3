package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a model in one line why its statement was not accepted, for its next attempt.
 *
 * @param whole the line with all that it quotes
 * @param ofRows whether the engine may have said it about cells that it read, not about the statement
 */
public record RepairHint(String whole, boolean ofRows) {
    private static final int MAX_LENGTH = 300;
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern TYPE = Pattern.compile("\"[A-Z][A-Z0-9(), ]*\"");
    private static final Pattern CONDITION = Pattern.compile("^\\[[A-Z_]+(?:\\.[A-Z_]+)*]");
    /** What Spark says before it reads a row: of the statement and of names. */
    private static final Pattern STATEMENT_ERROR = Pattern.compile(
            "^\\[(?:PARSE_|UNRESOLVED_|AMBIGUOUS_|MISSING_|DATATYPE_MISMATCH|TABLE_|WRONG_NUM_ARGS|UNSUPPORTED_"
                    + "|GROUP_BY_|NUM_|COLUMN_|FUNCTION_|ROUTINE_|NESTED_|INCOMPATIBLE_|INVALID_WHERE|INVALID_USAGE"
                    + "|WINDOW_|UNDEFINED_)");

    /** Our own words, of the statement alone. */
    public static RepairHint of(String words) {
        return new RepairHint(PromptSanitizer.sql(words, MAX_LENGTH), false);
    }

    /** What the engine or its guard said; the guard speaks of the statement alone. */
    public static RepairHint of(MigratorException failure) {
        String line = PromptSanitizer.sql(String.valueOf(failure.getMessage()), MAX_LENGTH);
        boolean ofRows = failure.code() == ErrorCode.QUERY_FAILED
                && failure.getCause() != null
                && !STATEMENT_ERROR.matcher(line).find();
        return new RepairHint(line, ofRows);
    }

    /**
     * The line without what may be a value: nothing but its condition where it speaks of rows, else without what stands
     * in quotes.
     */
    String withoutData(String line) {
        if (ofRows) {
            Matcher condition = CONDITION.matcher(line);
            return (condition.find() ? condition.group() + " " : "")
                    + "Some values of the data do not fit the query; they may not be shown here.";
        }
        return QUOTED.matcher(line)
                .replaceAll(quoted ->
                        TYPE.matcher(quoted.group()).matches() ? Matcher.quoteReplacement(quoted.group()) : "'…'");
    }
}
