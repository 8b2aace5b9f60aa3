package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Shortens an exception of Spark to one line from which a model can repair its SQL: condition, name and suggestion,
 * without plan, SQL state and stack trace.
 */
final class QueryErrors {
    private static final int MAX_CHARACTERS = 300;
    private static final Pattern DETAILS =
            Pattern.compile("\\s*(SQLSTATE: \\w+|== SQL|;?\\s*\\n'|\\n\\s*at ).*", Pattern.DOTALL);
    private static final Pattern POSITION =
            Pattern.compile("\\(?line (\\d+), ?(?:pos|position) (\\d+)\\)?|line (\\d+) pos (\\d+)");
    /** Advice to read documentation or to change settings, which neither user nor model can follow. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\s*(?:Please, refer to|You can form a valid datetime pattern"
                    + " with the guide from) '[^']*'(?: for a fix)?\\.?");

    private static final Pattern WEEKS = Pattern.compile("(?s)^(\\[[A-Z_.]*WEEK_BASED_PATTERN]).*");
    private static final Pattern ANSI_ADVICE =
            Pattern.compile("\\s*If necessary set \"?[\\w.]+\"? to \"?\\w+\"? (\\([^)]*\\) )?to bypass this error\\.");

    private QueryErrors() {}

    static MigratorException explain(Throwable thrown) {
        if (thrown instanceof MigratorException ours) {
            return ours;
        }
        Throwable cause = mostSpecific(thrown);
        if (thrown instanceof StackOverflowError
                || (cause instanceof SparkThrowable known
                        && "FAILED_TO_PARSE_TOO_COMPLEX".equals(known.getCondition()))) {
            return new MigratorException(
                    ErrorCode.QUERY_REFUSED, "The statement is nested too deeply. Ask for less at a time.", thrown);
        }
        return new MigratorException(ErrorCode.QUERY_FAILED, oneLine(cause), thrown);
    }

    /** The innermost cause with a Spark error condition, since a job failure only says that the job failed. */
    private static Throwable mostSpecific(Throwable thrown) {
        Throwable best = thrown;
        Throwable root = thrown;
        boolean named = false;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof SparkThrowable known
                    && known.getCondition() != null
                    && !isWrapper(known.getCondition())) {
                best = cause;
                named = true;
            }
        }
        return named ? best : root;
    }

    private static boolean isWrapper(String condition) {
        return condition.startsWith("FAILED_EXECUTE_UDF")
                || condition.startsWith("TASK_")
                || condition.startsWith("_LEGACY");
    }

    private static String oneLine(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        String line = DETAILS.matcher(message.strip()).replaceFirst("");
        line = REFERENCE.matcher(ANSI_ADVICE.matcher(line).replaceAll("")).replaceAll("");
        line = WEEKS.matcher(line)
                .replaceFirst(
                        "$1 Spark's date patterns have no weeks: use extract(YEAROFWEEK FROM d) and weekofyear(d).");
        line = line.replaceAll("\\s+", " ").strip();
        Matcher position = POSITION.matcher(message);
        if (line.startsWith("[PARSE_SYNTAX_ERROR]") && position.find()) {
            line += " (line " + firstNonNull(position, 1, 3) + ", position " + firstNonNull(position, 2, 4) + ")";
        }
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS - 1) + "…";
    }

    private static String firstNonNull(Matcher matcher, int one, int other) {
        return matcher.group(one) != null ? matcher.group(one) : matcher.group(other);
    }
}
