package io.github.bigdatamigrator.relationship;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of the names in one context. Splits camelCase, snake_case and glued suffixes ({@code orderkey} where some table is about
 * orders), folds plurals, and drops words that say nothing here: prefixes that most tables share ({@code tbl_}, {@code dim_}) and
 * the short prefix that all columns of a table share ({@code l_}).
 */
final class Names {
    /** Words that mark a reference or an identifier and name nothing themselves. */
    private static final Set<String> ID_WORDS = Set.of(
            "id",
            "ids",
            "key",
            "no",
            "nr",
            "num",
            "number",
            "code",
            "fk",
            "pk",
            "ref",
            "sk",
            "uuid",
            "guid",
            "oid",
            "cd",
            "nummer",
            "schluessel",
            "kennung",
            "ident",
            "identifier");

    private static final Set<String> ORDINALS =
            Set.of("line", "seq", "sequence", "position", "pos", "ordinal", "row", "lfd", "zeile", "item");
    /** Suffixes that are written onto the word they belong to. */
    private static final List<String> GLUED =
            List.of("id", "key", "number", "nummer", "no", "nr", "code", "num", "sk", "fk");

    private static final Pattern DEFAULT_SHEET = Pattern.compile("(sheet|tabelle|feuil|hoja|foglio)\\d+");
    private static final int SHORT_PREFIX = 4;

    private final Set<String> sharedTableWords = new HashSet<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, String> columnPrefixes = new HashMap<>();

    /** @param columnsByTable names of the columns, by the name of their table */
    Names(Map<String, List<String>> columnsByTable) {
        Map<String, Integer> spread = new HashMap<>();
        for (String table : columnsByTable.keySet()) {
            for (String word : new HashSet<>(split(table))) {
                spread.merge(word, 1, Integer::sum);
            }
        }
        int many = Math.max(3, (columnsByTable.size() + 1) / 2);
        spread.forEach((word, count) -> {
            if (count >= many) {
                sharedTableWords.add(word);
            }
        });
        columnsByTable.forEach((table, columns) -> {
            // A sheet often repeats the name of its workbook, or has the name that a spreadsheet gave it.
            List<String> words = new ArrayList<>(new LinkedHashSet<>(split(table)));
            if (words.size() > 1) {
                words.removeIf(sharedTableWords::contains);
                words.removeIf(word -> DEFAULT_SHEET.matcher(word).matches());
            }
            tables.put(table, words.isEmpty() ? split(table) : List.copyOf(words));
            vocabulary.addAll(words);
            columnPrefixes.put(table, sharedPrefix(columns));
        });
    }

    /** The words that say what a table is about. */
    List<String> ofTable(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** The words that say what a column is about, identifier words dropped. */
    List<String> ofColumn(String table, String column) {
        List<String> words = new ArrayList<>(all(table, column));
        words.removeIf(ID_WORDS::contains);
        return words;
    }

    /** Whether the name says that the column identifies something. */
    boolean identifies(String table, String column) {
        List<String> words = all(table, column);
        return !words.isEmpty() && ID_WORDS.contains(words.get(words.size() - 1));
    }

    /** Whether the name says that the column counts the parts of something: a line or position number. */
    boolean counts(String table, String column) {
        return all(table, column).stream().anyMatch(ORDINALS::contains);
    }

    private List<String> all(String table, String column) {
        List<String> words = new ArrayList<>(split(column));
        String prefix = columnPrefixes.getOrDefault(table, "");
        if (words.size() > 1 && words.get(0).equals(prefix)) {
            words.remove(0);
        }
        List<String> result = new ArrayList<>();
        for (String word : words) {
            unglue(word, result);
        }
        return result;
    }

    private void unglue(String word, List<String> result) {
        for (String suffix : GLUED) {
            String stem = word.endsWith(suffix) ? word.substring(0, word.length() - suffix.length()) : "";
            if (stem.length() >= 3 && vocabulary.stream().anyMatch(known -> abbreviates(stem, known))) {
                result.add(singular(stem));
                result.add(suffix);
                return;
            }
        }
        result.add(word);
    }

    private static String sharedPrefix(List<String> columns) {
        Set<String> firsts = new HashSet<>();
        for (String column : columns) {
            List<String> words = split(column);
            firsts.add(words.size() > 1 ? words.get(0) : "");
        }
        String only = firsts.size() == 1 ? firsts.iterator().next() : "";
        return columns.size() > 1 && only.length() <= SHORT_PREFIX && !ID_WORDS.contains(only) ? only : "";
    }

    /** Whether a word is short for another, or the same: its first letters, or its first letter and later ones in order. */
    static boolean abbreviates(String shorter, String longer) {
        if (longer.startsWith(shorter)) {
            return true;
        }
        if (shorter.length() < 3 || shorter.length() > longer.length() || shorter.charAt(0) != longer.charAt(0)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            if (longer.charAt(i) == shorter.charAt(at)) {
                at++;
            }
        }
        return at == shorter.length() && shorter.length() * 2 <= longer.length() + 1;
    }

    /** Lower-case words of a name in singular, accents folded. */
    static List<String> split(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
        String parted =
                plain.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1 $2").replaceAll("(\\p{Lu}+)(\\p{Lu}\\p{Ll})", "$1 $2");
        List<String> words = new ArrayList<>();
        for (String word : parted.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+")) {
            if (!word.isEmpty()) {
                words.add(singular(word));
            }
        }
        return words;
    }

    private static String singular(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("sses") || word.endsWith("shes") || word.endsWith("ches") || word.endsWith("xes"))) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
