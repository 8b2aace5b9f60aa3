package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the values in a user's text by pseudonyms, for prompts that must not show data: {@code orders of Ann Miller}
 * becomes {@code orders of withheld_1}, and {@code name = 'withheld_1'} of a reply is converted back. Values are the
 * texts that the profile keeps, quoted texts, and words that mix letters and digits or contain an @. Other ordinary
 * words are not recognized as values. Collects pseudonyms as it sees texts; one instance serves one prompt, on one
 * thread.
 */
final class ValuePseudonyms {
    private static final int MAX_WORDS = 6;
    private static final int MIN_LENGTH = 3;
    private static final int MIN_NUMBER_LENGTH = 5;
    /** A pseudonym is one word, so that it never equals a known value. */
    private static final Pattern WORD = Pattern.compile("(?:withheld|masked)_\\d+|[\\p{L}\\p{N}\\p{M}]+");

    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:'([^']{1,80})'|\"([^\"]{1,80})\"|[“„]([^“”„]{1,80})[”“]"
                    + "|[‘‚]([^‘’‚]{1,80})[’‘]|«([^«»]{1,80})»)(?![\\p{L}\\p{N}])");
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+"
            + "|(?=[\\p{L}\\p{N}-]*\\p{N})(?=[\\p{L}\\p{N}-]*\\p{L})[\\p{L}\\p{N}][\\p{L}\\p{N}-]{3,}[\\p{L}\\p{N}]");
    private static final Pattern PSEUDONYM = Pattern.compile("\\bwithheld_\\d+\\b", Pattern.CASE_INSENSITIVE);
    /** {@code 3rd}, {@code 1990s}, {@code 5k}. */
    private static final Pattern FIGURE = Pattern.compile("\\p{N}+\\p{L}{1,2}");

    private static final Pattern ALIAS = Pattern.compile("(?i)\\bas\\s+$");

    /** A text of the data and its column; the column is empty if it is not known. */
    private record Known(String text, String column) {}

    private final Map<String, Known> known = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> pseudonyms = new LinkedHashMap<>();
    private final Map<String, Known> valueByPseudonym = new LinkedHashMap<>();

    private ValuePseudonyms() {}

    /** Costs one pass over the values of the profile. */
    static ValuePseudonyms of(DataContext context) {
        ValuePseudonyms values = new ValuePseudonyms();
        for (TableProfile table : context.tables()) {
            values.names.addAll(FoldedWords.stems(table.name()));
            Set<String> headers = table.dataLikeHeaders();
            for (ColumnProfile column : table.columns()) {
                if (headers.contains(column.sqlName())) {
                    values.addKnown(column.name(), "");
                } else {
                    values.names.addAll(FoldedWords.stems(column.name()));
                }
                if (column.type().kind() == ColumnType.Kind.STRING) {
                    String place = headers.contains(column.sqlName()) ? "" : table.sqlName() + "." + column.sqlName();
                    column.topValues().forEach(top -> values.addKnown(top.value(), place));
                    values.addKnown(column.min(), place);
                    values.addKnown(column.max(), place);
                }
            }
        }
        return values;
    }

    private void addKnown(@Nullable String value, String column) {
        if (value == null) {
            return;
        }
        String words = folded(value);
        if (!words.isEmpty() && words.split(" ").length <= MAX_WORDS) {
            known.putIfAbsent(words, new Known(value, column));
        }
    }

    /** The text with pseudonyms for its values. */
    String hide(String text) {
        return replaced(hideKnown(replaced(text, QUOTED, false)), CODE, true);
    }

    private String replaced(String text, Pattern pattern, boolean whole) {
        StringBuilder shown = new StringBuilder();
        Matcher match = pattern.matcher(text);
        int from = 0;
        while (match.find()) {
            String value = whole ? match.group() : quotedValue(match);
            if (PSEUDONYM.matcher(value).matches() || FIGURE.matcher(value).matches() || isNameOnly(value)) {
                continue;
            }
            Known stored = known.get(folded(value));
            String pseudonym = pseudonym(stored == null ? new Known(value, "") : stored);
            shown.append(text, from, match.start()).append(whole ? pseudonym : "'" + pseudonym + "'");
            from = match.end();
        }
        return shown.append(text.substring(from)).toString();
    }

    private static String quotedValue(Matcher quoted) {
        for (int group = 1; group <= quoted.groupCount(); group++) {
            if (quoted.group(group) != null) {
                return quoted.group(group);
            }
        }
        return quoted.group();
    }

    /** The text with pseudonyms for values of the profile only. */
    String hideKnown(String text) {
        List<int[]> words = WORD.matcher(text)
                .results()
                .map(word -> new int[] {word.start(), word.end()})
                .toList();
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int first = 0; first < words.size(); first++) {
            for (int last = Math.min(words.size(), first + MAX_WORDS) - 1; last >= first; last--) {
                int start = words.get(first)[0];
                int end = words.get(last)[1];
                String phrase = text.substring(start, end);
                Known stored = known.get(folded(phrase));
                if (stored != null && isSignificant(phrase)) {
                    shown.append(text, from, start).append(pseudonym(stored));
                    from = end;
                    first = last;
                    break;
                }
            }
        }
        return shown.append(text.substring(from)).toString();
    }

    /**
     * Whether a phrase can be a value. {@code the}, {@code 10} and the names of columns disclose nothing about the
     * data.
     */
    private boolean isSignificant(String phrase) {
        if (OrdinaryWords.COMMON.contains(FoldedWords.fold(phrase)) || isNameOnly(phrase)) {
            return false;
        }
        if (phrase.chars().allMatch(Character::isDigit)) {
            return phrase.length() >= MIN_NUMBER_LENGTH;
        }
        return phrase.length() >= MIN_LENGTH || phrase.equals(phrase.toUpperCase(Locale.ROOT));
    }

    /** Whether the text consists of words from names of tables and columns. */
    private boolean isNameOnly(String phrase) {
        return names.containsAll(FoldedWords.stems(phrase));
    }

    private static String folded(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> FoldedWords.fold(word.group()))
                .collect(Collectors.joining(" "));
    }

    private String pseudonym(Known value) {
        return pseudonyms.computeIfAbsent(value.text(), text -> {
            String name = "withheld_" + (pseudonyms.size() + 1);
            valueByPseudonym.put(name, value);
            return name;
        });
    }

    /** Explains the pseudonyms so far to the model; empty if there are none. */
    String legend() {
        if (valueByPseudonym.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Texts that are withheld; write them in quotes, exactly so:");
        valueByPseudonym.forEach((name, value) -> text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ")
                .append('\'')
                .append(name)
                .append('\'')
                .append(value.column().isEmpty() ? "" : " of " + value.column()));
        return text.append("\n\n").toString();
    }

    /** The model's SQL with real values: in strings, and for unquoted pseudonyms as a string, or after AS as a name. */
    String revealSql(String sql) {
        StringBuilder real = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            real.append(PSEUDONYM
                    .matcher(token.text())
                    .replaceAll(match -> Matcher.quoteReplacement(
                            switch (token.kind()) {
                                case STRING -> SqlLiterals.escape(real(match.group()));
                                case IDENTIFIER -> real(match.group()).replace("`", "``");
                                case COMMENT -> match.group();
                                case CODE -> bare(match.group(), token.text().substring(0, match.start()));
                            })));
        }
        return real.toString();
    }

    private String bare(String pseudonym, String before) {
        String text = real(pseudonym);
        if (text.equals(pseudonym)) {
            return pseudonym;
        }
        return ALIAS.matcher(before).find() ? SqlIdentifiers.quote(text) : SqlLiterals.quote(text);
    }

    /** An error message with pseudonyms for the values that {@link #revealSql} inserted into the statement. */
    String hideRevealed(String text) {
        String shown = text;
        for (Map.Entry<String, Known> value : valueByPseudonym.entrySet()) {
            String real = value.getValue().text();
            if (real.length() >= MIN_LENGTH) {
                shown = shown.replace(SqlLiterals.escape(real), value.getKey()).replace(real, value.getKey());
            }
        }
        return shown;
    }

    /** The model's text with the real values. */
    String revealText(String words) {
        return PSEUDONYM.matcher(words).replaceAll(match -> Matcher.quoteReplacement(real(match.group())));
    }

    private String real(String pseudonym) {
        Known value = valueByPseudonym.get(FoldedWords.fold(pseudonym));
        return value == null ? pseudonym : value.text();
    }
}
