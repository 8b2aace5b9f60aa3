package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a model's reply leniently: small models omit the fence, its tag or the first line. Of several code blocks the
 * last one counts, because models correct themselves further down. Of several statements in a block the first that is
 * not a query counts, so that it is refused openly instead of being skipped; otherwise all of them.
 */
final class ReplyParser {
    private static final Pattern THINK = Pattern.compile("(?is)<(think|thinking|reasoning)>.*?(</\\1>|$)");
    private static final Pattern THOUGHT_END = Pattern.compile("(?is)^.*</(?:think|thinking|reasoning)>");
    private static final Pattern ANSWERABLE =
            Pattern.compile("(?i)answerable[\"*_]*\\s*[:=]\\s*[\"*_]*\\s*(yes|no|unclear|true|false)\\b");
    private static final Pattern WHY = Pattern.compile("(?im)^[\\s*_>-]*why[*_]*\\s*:[*_]*\\s*(.+)$");
    private static final Pattern FENCE =
            Pattern.compile("(?s)(?:```|~~~)[ \\t]*([A-Za-z0-9_+-]*)[ \\t]*\\r?\\n?(.*?)(?:```|~~~|$)");
    private static final Pattern JSON_TEXT =
            Pattern.compile("(?is)\"(sql|query|why|reason)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** SQL as a string in Python: {@code spark.sql("…")}, {@code pd.read_sql("…", con)}. */
    private static final Pattern IN_PYTHON =
            Pattern.compile("(?is)\\b(?:sql|read_sql(?:_query)?|execute|query)\\s*\\(\\s*"
                    + "f?(\"\"\"|\'\'\'|\"|')(\\s*(?:select|with)\\b.*?)\\1");

    private static final Pattern PROGRAM = Pattern.compile("(?i)py\\w*|r|scala|java\\w*|js|bash|sh|shell");
    private static final Pattern PYTHON = Pattern.compile(
            "(?i)```\\s*py|\\b(?:import (?:pandas|matplotlib|numpy|seaborn)" + "|plt\\.\\w+\\(|pd\\.\\w+\\(|df\\[)");
    private static final Pattern BARE = Pattern.compile("(?im)^[\\s`>]*(?:sql\\s*:\\s*)?("
            + "(?:select\\b(?=[\\s\\S]*?\\bfrom\\b)|with\\s+\\S+\\s*(?:\\([^)]*\\)\\s*)?as\\b"
            + "|(?:drop|create|alter|truncate)\\s+(?:table|view|database|function)\\b"
            + "|insert\\s+(?:into|overwrite)\\b"
            + "|delete\\s+from\\b|update\\s+\\S+\\s+set\\b|merge\\s+into\\b)[\\s\\S]*)");

    private ReplyParser() {}

    /** Whether the model says that it can answer the question. */
    enum Answerable {
        YES,
        NO,
        UNCLEAR,
        UNSPECIFIED
    }

    /**
     * @param why the model's reason on one line; empty if it gave none
     * @param sql one statement without a semicolon, or null if there is none
     * @param before queries before it in the same block
     */
    record Reply(
            Answerable answerable, String why, @Nullable String sql, List<String> before) {
        Reply {
            before = List.copyOf(before);
        }
    }

    /** Whether a reply without a query is a program in Python. */
    static boolean isPython(String reply) {
        return PYTHON.matcher(reply).find();
    }

    static Reply parse(String raw) {
        String text = THOUGHT_END.matcher(THINK.matcher(raw).replaceAll(" ")).replaceFirst("");
        String why = "";
        List<String> sql = List.of();
        Matcher json = JSON_TEXT.matcher(text);
        while (json.find()) {
            String value = unescape(json.group(2));
            if (json.group(1).toLowerCase(Locale.ROOT).matches("sql|query")) {
                sql = statements(value);
            } else {
                why = value;
            }
        }
        sql = sql.isEmpty() ? fenced(text) : sql;
        sql = sql.isEmpty() ? inPython(text) : sql;
        sql = sql.isEmpty() ? unfenced(text) : sql;
        Matcher reason = WHY.matcher(text);
        if (why.isEmpty() && reason.find()) {
            why = reason.group(1);
        }
        int last = sql.size() - 1;
        return new Reply(
                answerable(text),
                PromptSanitizer.text(why, 300),
                sql.isEmpty() ? null : sql.get(last),
                sql.isEmpty() ? List.of() : sql.subList(0, last));
    }

    private static Answerable answerable(String text) {
        Matcher answerable = ANSWERABLE.matcher(text);
        if (!answerable.find()) {
            return Answerable.UNSPECIFIED;
        }
        return switch (answerable.group(1).toLowerCase(Locale.ROOT)) {
            case "no", "false" -> Answerable.NO;
            case "unclear" -> Answerable.UNCLEAR;
            default -> Answerable.YES;
        };
    }

    private static List<String> fenced(String text) {
        List<String> last = List.of();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            String tag = fence.group(1);
            String body = SqlStatements.isStatement(fence.group(2)) ? fence.group(2) : tag + " " + fence.group(2);
            // “import” begins a statement of Spark, and a program in Python.
            boolean program = PROGRAM.matcher(tag).matches() && !SqlStatements.isQuery(body);
            List<String> sql = !program && SqlStatements.isStatement(body) ? statements(body) : List.of();
            last = sql.isEmpty() ? last : sql;
        }
        return last;
    }

    private static List<String> inPython(String text) {
        Matcher string = IN_PYTHON.matcher(text);
        return string.find() ? statements(string.group(2)) : List.of();
    }

    private static List<String> unfenced(String text) {
        Matcher start = BARE.matcher(text);
        if (!start.find()) {
            return List.of();
        }
        // Without a fence a statement ends at its semicolon, otherwise at the first blank line.
        String first = SqlStatements.split(start.group(1)).get(0);
        String sql = first.split("\\r?\\n[ \\t]*\\r?\\n|```|~~~", 2)[0].strip();
        return List.of(sql.endsWith("`") ? sql.substring(0, sql.length() - 1) : sql);
    }

    /** All queries of a block, or only its first statement that is none. */
    private static List<String> statements(String block) {
        List<String> statements = SqlStatements.split(block);
        return statements.stream()
                .filter(statement -> !SqlStatements.isQuery(statement))
                .findFirst()
                .map(List::of)
                .orElse(statements);
    }

    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            if (letter == '\\' && i + 1 < json.length()) {
                letter = json.charAt(++i);
                letter = letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == 'r' ? ' ' : letter;
            }
            text.append(letter);
        }
        return text.toString();
    }
}
