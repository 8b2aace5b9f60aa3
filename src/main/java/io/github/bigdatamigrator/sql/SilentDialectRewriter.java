package io.github.bigdatamigrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites syntax that Spark accepts but interprets differently from the SQL dialect it was written in: {@code a ^ b}
 * is no power, a bare {@code NUMERIC} has no decimals, {@code FLOAT} has seven digits, {@code mm} in a date are
 * minutes. Where both readings are likely it stays, with a warning.
 *
 * @param sql the statement as it was meant
 * @param notes what was rewritten or is ambiguous, for the user
 */
public record SilentDialectRewriter(String sql, List<String> notes) {
    private static final Pattern TYPE = Pattern.compile("(?i)(::\\s*|\\bas\\s+)(?:(numeric|decimal|dec)(?!\\s*\\(|\\w)"
            + "|(float|real)(?![\\w(]))(?=\\s*(?:[-,+*/)%=<>|;:]|\\]|$|\\b(?:from|as|and|or|then|else|end|desc|asc"
            + "|group|order|where|having|limit|over|between|in|is|not|union)\\b))");
    /** The operands on both sides of a power: a name, a number, a call or parentheses. */
    private static final Pattern NAME_BEFORE = Pattern.compile("[\\p{L}\\p{N}_.]+$");

    private static final Pattern NAME_AFTER = Pattern.compile("^\\s*[-+]?\\s*[\\p{L}\\p{N}_.]*");
    private static final Pattern DAY_OF_WEEK = Pattern.compile("(?i)^(?:dow\\s+from\\b.*|'dow')$", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.])\\d+(?![\\p{L}\\p{N}_.])");
    private static final int NEARBY = 160;
    /** “2024-Q1”: the first letter is meant as a text. */
    private static final Pattern QUARTER = Pattern.compile("(?<![Qq'])Qq(?!q)");

    private static final Pattern CUT_TEXT =
            Pattern.compile("(?is)(.+)\\s+as\\s+n?(?:var)?char(?:acter)?(?:\\s+varying)?\\s*\\(\\s*(\\d{1,2})\\s*\\)");

    public SilentDialectRewriter {
        notes = List.copyOf(notes);
    }

    /** The statement as its writer meant it; the same text if Spark reads it so. */
    public static SilentDialectRewriter rewrite(String sql) {
        List<String> notes = new ArrayList<>();
        String plain = cutTexts(DateUnitRewriter.rewrite(sql));
        String meant = dayOfWeek(datePatterns(types(powers(plain, notes), notes), notes), notes);
        SqlCall.find(meant, "log", 0)
                .filter(call -> call.arguments().size() == 1)
                .ifPresent(call ->
                        notes.add("log(x) is the natural logarithm here; use log10(x) for the one to base 10."));
        return new SilentDialectRewriter(meant, notes);
    }

    private static String powers(String sql, List<String> notes) {
        String text = sql;
        String masked = SqlCall.masked(text);
        int from = 0;
        for (int at = masked.indexOf('^'); at >= 0; at = masked.indexOf('^', from)) {
            int start = operandStart(masked, at);
            int end = operandEnd(masked, at + 1);
            if (start == at || end == at + 1) {
                from = at + 1;
                continue;
            }
            text = text.substring(0, start) + "power("
                    + text.substring(start, at).strip() + ", "
                    + text.substring(at + 1, end).strip() + ")" + text.substring(end);
            masked = SqlCall.masked(text);
        }
        if (!text.equals(sql)) {
            notes.add("a ^ b was read as power(a, b); Spark's ^ combines bits.");
        }
        return text;
    }

    private static int operandStart(String masked, int at) {
        int end = at;
        while (end > 0 && Character.isWhitespace(masked.charAt(end - 1))) {
            end--;
        }
        int start = end;
        if (end > 0 && masked.charAt(end - 1) == ')') {
            int depth = 0;
            do {
                start--;
                depth += masked.charAt(start) == ')' ? 1 : masked.charAt(start) == '(' ? -1 : 0;
            } while (start > 0 && depth > 0);
        }
        Matcher name = NAME_BEFORE.matcher(masked.substring(0, start));
        return name.find() ? name.start() : start < end ? start : at;
    }

    private static int operandEnd(String masked, int at) {
        Matcher name = NAME_AFTER.matcher(masked.substring(at));
        int end = at + (name.find() ? name.end() : 0);
        if (end < masked.length() && masked.charAt(end) == '(') {
            int depth = 0;
            do {
                depth += masked.charAt(end) == '(' ? 1 : masked.charAt(end) == ')' ? -1 : 0;
                end++;
            } while (end < masked.length() && depth > 0);
        }
        return masked.substring(at, end).isBlank() ? at : end;
    }

    private static String types(String sql, List<String> notes) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        // An alias may be called numeric; a type follows “::” or is in a cast.
        String masked = SqlCall.masked(sql);
        Matcher type = TYPE.matcher(masked);
        while (type.find()) {
            boolean cast = type.group(1).startsWith("::") || isInCast(masked, type.start());
            if (cast) {
                boolean decimal = type.group(2) != null;
                text.append(sql, end, type.end(1)).append(decimal ? "DECIMAL(38, 10)" : "DOUBLE");
                end = type.end();
                String note = decimal
                        ? "A bare NUMERIC was read as DECIMAL(38, 10); Spark's has no decimals."
                        : "FLOAT was read as DOUBLE; Spark's FLOAT keeps seven digits only.";
                if (!notes.contains(note)) {
                    notes.add(note);
                }
            }
        }
        return text.append(sql.substring(end)).toString();
    }

    /** Other databases cut a text to the length of its type, as in {@code CAST(day AS VARCHAR(7))}; Spark does not. */
    private static String cutTexts(String sql) {
        return SqlCall.replaceNested(sql, "cast|try_cast", (name, arguments) -> {
            Matcher cut = CUT_TEXT.matcher(arguments.size() == 1 ? arguments.get(0) : "");
            return cut.matches()
                    ? Optional.of("left(" + name.toUpperCase(Locale.ROOT) + "(" + cut.group(1) + " AS STRING), "
                            + cut.group(2) + ")")
                    : Optional.empty();
        });
    }

    /** Whether the innermost open parenthesis before the position belongs to a cast. */
    private static boolean isInCast(String masked, int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            depth += masked.charAt(i) == ')' ? 1 : masked.charAt(i) == '(' ? -1 : 0;
            if (depth < 0) {
                return masked.substring(0, i).matches("(?is).*\\b(?:try_|safe_)?cast\\s*");
            }
        }
        return false;
    }

    /** {@code yyyy-mm} is a month and {@code DD} beside a month is a day of it. */
    private static String datePatterns(String sql, List<String> notes) {
        return SqlCall.replace(sql, "date_format|to_char|to_varchar|to_date|to_timestamp", (text, call) -> {
            String pattern = call.arguments().size() == 2
                    ? SqlCall.literal(call.arguments().get(1)).orElse("")
                    : "";
            boolean other = text.regionMatches(true, call.start(), "to_", 0, 3) && DatePattern.isForeign(pattern);
            String meant = other ? DatePattern.ofLetters(pattern) : meantPattern(pattern);
            if (meant.equals(pattern)) {
                return Optional.empty();
            }
            notes.add("The date pattern '" + pattern + "' was read as '" + meant + "'.");
            return Optional.of(
                    text.substring(call.start(), call.end()).replace("'" + pattern + "'", "'" + meant + "'"));
        });
    }

    private static String meantPattern(String pattern) {
        if (pattern.contains("Y") || pattern.contains("%")) {
            return pattern;
        }
        if (QUARTER.matcher(pattern).find()) {
            return QUARTER.matcher(pattern).replaceFirst("''Q''q");
        }
        boolean month = pattern.contains("y") && pattern.contains("mm") && !pattern.matches(".*[HhKkM].*");
        String meant = month ? pattern.replace("mm", "MM") : pattern;
        boolean day = meant.contains("M") && meant.contains("DD") && !meant.contains("DDD");
        return day ? meant.replace("DD", "dd") : meant;
    }

    /** PostgreSQL counts the days of the week from 0, Spark from 1, both from Sunday. */
    private static String dayOfWeek(String sql, List<String> notes) {
        return SqlCall.replace(sql, "extract|date_part", (text, call) -> {
            if (!DAY_OF_WEEK.matcher(call.arguments().get(0)).matches()) {
                return Optional.empty();
            }
            String after = SqlCall.masked(text).substring(call.end(), Math.min(text.length(), call.end() + NEARBY));
            List<String> numbers =
                    NUMBER.matcher(after).results().map(MatchResult::group).toList();
            if (numbers.contains("7")) {
                return Optional.empty();
            }
            if (!numbers.contains("0")) {
                notes.add("DOW counts from 1 (Sunday) to 7 here; in PostgreSQL it counts from 0.");
                return Optional.empty();
            }
            notes.add("DOW was read as counting from 0 (Sunday) to 6, as in PostgreSQL.");
            return Optional.of("(" + text.substring(call.start(), call.end()) + " - 1)");
        });
    }
}
