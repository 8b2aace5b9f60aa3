package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of a column of JSON objects whose values are too long to be whole in the profile.
 *
 * @param all whether all known values begin like an object or an array
 */
record JsonKeys(List<String> keys, boolean all) {
    private static final int MAX_KEYS = 8;
    private static final int MAX_LENGTH = 30;
    /** A text, or a bracket. */
    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(\\s*:)?|([{\\[])|([}\\]])");

    static JsonKeys of(ColumnProfile column) {
        Set<String> keys = new LinkedHashSet<>();
        boolean all = true;
        for (TopValue top : column.topValues()) {
            String text = top.value().strip();
            all &= text.startsWith("{") || text.startsWith("[");
            if (text.startsWith("{")) {
                addKeys(text, keys);
            }
        }
        return new JsonKeys(keys.stream().limit(MAX_KEYS).toList(), all);
    }

    private static void addKeys(String text, Set<String> keys) {
        int depth = 0;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            depth += token.group(3) != null ? 1 : token.group(4) != null ? -1 : 0;
            if (depth == 1 && token.group(2) != null) {
                keys.add(PromptSanitizer.text(token.group(1), MAX_LENGTH));
            }
        }
    }

    /** “json, e.g. get_json_object(details, '$.colour'); keys colour, gender”. */
    String comment(ColumnProfile column) {
        List<String> parts = new ArrayList<>();
        parts.add(
                keys.isEmpty()
                        ? "json"
                        : "json, e.g. get_json_object(" + column.sqlName() + ", '$." + keys.get(0) + "')");
        if (!keys.isEmpty()) {
            parts.add("keys " + String.join(", ", keys));
        }
        if (!keys.isEmpty() && !all) {
            parts.add("not all cells are json");
        }
        return String.join("; ", parts);
    }
}
