package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the model in one line why its statement failed, for the next attempt.
 *
 * @param line the line, with values that it may quote
 * @param aboutRows whether the engine may quote cells that it read, and not only the statement
 */
public record RepairHint(String line, boolean aboutRows) {
    private static final int MAX_LENGTH = 300;
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern TYPE = Pattern.compile("\"[A-Z][A-Z0-9(), ]*\"");
    private static final Pattern CONDITION = Pattern.compile("^\\[[A-Z_]+(?:\\.[A-Z_]+)*]");
    /** Error conditions that Spark raises before it reads a row. */
    private static final Pattern STATEMENT_ERROR = Pattern.compile(
            "^\\[(?:PARSE_|UNRESOLVED_|AMBIGUOUS_|MISSING_|DATATYPE_MISMATCH|TABLE_|WRONG_NUM_ARGS|UNSUPPORTED_"
                    + "|GROUP_BY_|NUM_|COLUMN_|FUNCTION_|ROUTINE_|NESTED_|INCOMPATIBLE_|INVALID_WHERE|INVALID_USAGE"
                    + "|WINDOW_|UNDEFINED_)");

    /** A hint that quotes only the statement. */
    public static RepairHint of(String words) {
        return new RepairHint(PromptSanitizer.sql(words, MAX_LENGTH), false);
    }

    /** The message of the engine or of the guard; the guard quotes only the statement. */
    public static RepairHint of(MigratorException failure) {
        String line = PromptSanitizer.sql(String.valueOf(failure.getMessage()), MAX_LENGTH);
        boolean aboutRows = failure.code() == ErrorCode.QUERY_FAILED
                && failure.getCause() != null
                && !STATEMENT_ERROR.matcher(line).find();
        return new RepairHint(line, aboutRows);
    }

    /**
     * The line without possible values: only the error condition if it is about rows, otherwise without quoted texts.
     */
    String withoutData(String line) {
        if (aboutRows) {
            Matcher condition = CONDITION.matcher(line);
            return (condition.find() ? condition.group() + " " : "")
                    + "Some values of the data do not fit the query; they may not be shown here.";
        }
        return QUOTED.matcher(line)
                .replaceAll(quoted ->
                        TYPE.matcher(quoted.group()).matches() ? Matcher.quoteReplacement(quoted.group()) : "'…'");
    }
}
