package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The items of a text column that holds lists, such as <code>{a,"b c"}</code>, {@code [a, b]} or {@code a;b}. A query
 * finds an item with LIKE; equality finds only the lists of that item alone.
 *
 * @param items of the known values, the most frequent first
 * @param example a list
 * @param split the pattern that splits the lists; empty for lists in brackets
 */
record ListText(List<String> items, String example, String split) {
    private static final Pattern ENCLOSED = Pattern.compile("(?s)[{\\[(](.*)[}\\])]");
    private static final Pattern ITEM = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^,;|]+)");
    private static final List<String> SEPARATORS = List.of(";", "|", ",");
    private static final int MAX_ITEM_LENGTH = 40;
    /** The share of items that other lists have too; in “Berlin, Germany” few of them recur. */
    private static final double RECURRING = 0.67;

    static Optional<ListText> of(TableProfile table, ColumnProfile column) {
        List<String> texts = column.topValues().stream()
                .map(TopValue::value)
                .filter(text -> !text.isBlank())
                .toList();
        boolean text = column.type().kind() == ColumnType.Kind.STRING && texts.size() > 1;
        if (!text || RewriterTables.jsonType(column).isPresent()) {
            return Optional.empty();
        }
        boolean enclosed =
                texts.stream().allMatch(each -> ENCLOSED.matcher(each).matches() && !each.contains("\":"));
        if (enclosed) {
            return Optional.of(
                    counted(texts.stream().map(ListText::enclosedItems).toList(), texts.get(0), ""));
        }
        return SEPARATORS.stream()
                .flatMap(separator -> separated(texts, separator, false)
                        .or(() -> separated(withSampled(texts, table, column), separator, true))
                        .stream())
                .findFirst();
    }

    /** The frequent values may be the single items. */
    private static List<String> withSampled(List<String> frequent, TableProfile table, ColumnProfile column) {
        Set<String> texts = new LinkedHashSet<>(frequent);
        int at = table.columns().indexOf(column);
        for (List<@Nullable String> row : table.sampleRows()) {
            String cell = at >= 0 && at < row.size() ? row.get(at) : null;
            if (cell != null && !cell.isBlank() && !cell.endsWith("…")) {
                texts.add(cell);
            }
        }
        return List.copyOf(texts);
    }

    /** @param alone whether an item of the lists has to be a value, too */
    private static Optional<ListText> separated(List<String> texts, String separator, boolean alone) {
        List<List<String>> lists =
                texts.stream().map(text -> split(text, separator)).toList();
        Set<String> items = lists.stream()
                .filter(list -> list.size() > 1)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        if (!isList(lists) || (alone && texts.stream().noneMatch(items::contains))) {
            return Optional.empty();
        }
        String example = texts.stream()
                .filter(text -> text.contains(separator))
                .findFirst()
                .orElseThrow();
        boolean blanks =
                texts.stream().anyMatch(text -> text.contains(" " + separator) || text.contains(separator + " "));
        String one = "[" + separator + "]";
        return Optional.of(counted(lists, example, blanks ? " *" + one + " *" : one));
    }

    /** The condition that finds an item: the whole item where it is a part of another one. */
    String condition(String column, String item) {
        String literal = PromptSanitizer.literal(item, MAX_ITEM_LENGTH);
        return nested()
                ? "array_contains(split(" + column + ", '" + split + "'), " + literal + ")"
                : column + " LIKE " + PromptSanitizer.literal("%" + item + "%", MAX_ITEM_LENGTH + 22);
    }

    /** Whether an item of separated lists is a part of another one, so that LIKE would find both. */
    boolean nested() {
        return !split.isEmpty()
                && items.stream()
                        .anyMatch(
                                item -> items.stream().anyMatch(other -> !other.equals(item) && other.contains(item)));
    }

    private static List<String> enclosedItems(String text) {
        List<String> items = new ArrayList<>();
        Matcher item = ITEM.matcher(text.substring(1, text.length() - 1));
        while (item.find()) {
            String found =
                    item.group(1) != null ? item.group(1) : item.group(2) != null ? item.group(2) : item.group(3);
            if (!found.isBlank()) {
                items.add(found.strip());
            }
        }
        return items;
    }

    private static List<String> split(String text, String separator) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(Pattern.quote(separator))) {
            items.add(item.strip());
        }
        return items;
    }

    /** Whether at least two values have several items, and most of these recur in other values. */
    private static boolean isList(List<List<String>> lists) {
        List<List<String>> several =
                lists.stream().filter(list -> list.size() > 1).toList();
        List<String> items = several.stream().flatMap(List::stream).toList();
        Map<String, Integer> counts = counts(lists);
        long recurring =
                items.stream().filter(item -> counts.getOrDefault(item, 0) > 1).count();
        return several.size() > 1
                && items.stream().allMatch(item -> item.length() <= MAX_ITEM_LENGTH && item.matches(".*\\p{L}.*"))
                && recurring >= RECURRING * items.size();
    }

    private static Map<String, Integer> counts(List<List<String>> lists) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        lists.forEach(list -> new HashSet<>(list).forEach(item -> counts.merge(item, 1, Integer::sum)));
        return counts;
    }

    private static ListText counted(List<List<String>> lists, String example, String split) {
        List<String> items = counts(lists).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return new ListText(items, example, split);
    }
}
