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
 * Stand-ins where a prompt must not show data: for headers that look like data (an address, a number, a date: a file
 * whose first row was taken for its header), and for values that the user's own words quote. SQL that uses them is
 * turned back. One instance serves one prompt, on one thread.
 */
public final class HeaderPseudonyms {
    private static final Pattern MASK = Pattern.compile("\\bmasked_\\d+\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> masks = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private @Nullable ValuePseudonyms values;

    private HeaderPseudonyms() {}

    public static HeaderPseudonyms of(DataContext context, PrivacyLevel level) {
        HeaderPseudonyms masks = new HeaderPseudonyms();
        if (PrivacyLevel.EXAMPLES.within(level)) {
            return masks;
        }
        masks.values = ValuePseudonyms.of(context);
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
                    masks.masks.put(table.sqlName() + "." + column.sqlName(), "masked_" + number);
                    masks.names.put("masked_" + number, column.sqlName());
                }
            }
        }
        return masks;
    }

    /** The name that a prompt may show. */
    String promptName(TableProfile table, ColumnProfile column) {
        return masks.getOrDefault(table.sqlName() + "." + column.sqlName(), column.sqlName());
    }

    /** SQL of a model with the real names and values. */
    public String revealSql(String sql) {
        String named = MASK.matcher(sql)
                .replaceAll(mask -> Matcher.quoteReplacement(names.getOrDefault(fold(mask.group()), mask.group())));
        return values == null ? named : values.revealSql(named);
    }

    /** Words of a model with the real values. */
    public String revealText(String words) {
        return values == null ? words : values.revealText(words);
    }

    /** Words of the user, or SQL made of them, as a model may see them. */
    String hide(String words) {
        return values == null ? words : values.hide(hideHeaders(words));
    }

    /** What came of a statement of the model, in one line and as it may see that. */
    public String hideHint(RepairHint fault) {
        return values == null
                ? fault.whole()
                : values.hideKnown(hideHeaders(fault.withoutData(values.hideRevealed(fault.whole()))));
    }

    /**
     * What the stand-ins stand for, as far as may be said, for those that have been used; empty where there are none.
     */
    String legend() {
        return values == null ? "" : values.legend();
    }

    /** Text for a model with the stand-ins. */
    String hideHeaders(String text) {
        String masked = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            masked = masked.replaceAll("(?i)\\b" + Pattern.quote(name.getValue()) + "\\b", name.getKey());
        }
        return masked;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
