package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces data by pseudonyms in prompts that must not show data: headers that look like data (an address, a number or
 * a date, if the first row was read as the header) and values that the user quotes. Converts pseudonyms in the model's
 * SQL and text back. One instance serves one prompt, on one thread.
 */
public final class HeaderPseudonyms {
    private static final Pattern MASK = Pattern.compile("\\bmasked_\\d+\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> pseudonymByColumn = new LinkedHashMap<>();
    private final Map<String, String> nameByPseudonym = new LinkedHashMap<>();

    private @Nullable ValuePseudonyms values;

    private HeaderPseudonyms() {}

    public static HeaderPseudonyms of(DataContext context, PrivacyLevel level) {
        HeaderPseudonyms pseudonyms = new HeaderPseudonyms();
        if (PrivacyLevel.EXAMPLES.within(level)) {
            return pseudonyms;
        }
        pseudonyms.values = ValuePseudonyms.of(context);
        Set<String> taken = new HashSet<>();
        context.tables().forEach(table -> table.columns().forEach(column -> taken.add(fold(column.sqlName()))));
        int number = 0;
        for (TableProfile table : context.tables()) {
            Set<String> hidden = table.dataLikeHeaders();
            for (ColumnProfile column : table.columns()) {
                if (hidden.contains(column.sqlName())) {
                    do {
                        number++;
                    } while (taken.contains("masked_" + number));
                    pseudonyms.pseudonymByColumn.put(table.sqlName() + "." + column.sqlName(), "masked_" + number);
                    pseudonyms.nameByPseudonym.put("masked_" + number, column.sqlName());
                }
            }
        }
        return pseudonyms;
    }

    /** The column's name in prompts. */
    String promptName(TableProfile table, ColumnProfile column) {
        return pseudonymByColumn.getOrDefault(table.sqlName() + "." + column.sqlName(), column.sqlName());
    }

    /** The model's SQL with the real names and values. */
    public String revealSql(String sql) {
        String named = MASK.matcher(sql)
                .replaceAll(mask ->
                        Matcher.quoteReplacement(nameByPseudonym.getOrDefault(fold(mask.group()), mask.group())));
        return values == null ? named : values.revealSql(named);
    }

    /** The model's text with the real values. */
    public String revealText(String words) {
        return values == null ? words : values.revealText(words);
    }

    /** The user's text, or SQL made from it, with pseudonyms. */
    String hide(String words) {
        return values == null ? words : values.hide(hideHeaders(words));
    }

    /** The hint as one line that the model may see. */
    public String hideHint(RepairHint hint) {
        return values == null
                ? hint.line()
                : values.hideKnown(hideHeaders(hint.withoutData(values.hideRevealed(hint.line()))));
    }

    /** Explains the value pseudonyms used so far without showing the values; empty if there are none. */
    String legend() {
        return values == null ? "" : values.legend();
    }

    /** The text with pseudonyms for headers. */
    public String hideHeaders(String text) {
        String hidden = text;
        for (Map.Entry<String, String> name : nameByPseudonym.entrySet()) {
            hidden = hidden.replaceAll("(?i)\\b" + Pattern.quote(name.getValue()) + "\\b", name.getKey());
        }
        return hidden;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
