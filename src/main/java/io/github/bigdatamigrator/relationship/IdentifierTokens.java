package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.Plurals;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of the names in one context. Splits camelCase, snake_case and glued suffixes ({@code orderkey} where some
 * table is about orders), folds plurals, and drops words that say nothing here: prefixes that most tables share
 * ({@code tbl_}, {@code dim_}) and the short prefix that the columns of a table share ({@code l_}).
 */
final class IdentifierTokens {
    private static final Pattern DEFAULT_SHEET = Pattern.compile("(sheet|tabelle|feuil|hoja|foglio)\\d+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{N}&&[^0-9]]");
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{2,})\\d{1,2}");
    private static final int SHORT_PREFIX = 4;
    private static final double MOST_TABLES = 0.7;
    private static final double MOST_COLUMNS = 0.8;
    private static final double OWN_PREFIX = 0.5;

    private final Set<String> sharedTableWords = new HashSet<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, String> columnPrefixes = new HashMap<>();
    private final Map<String, Map<String, Column>> columns = new HashMap<>();

    /** What a column's name says about its part in the table. */
    enum Hint {
        /** It identifies something: {@code order_id}. */
        IDENTIFIER,
        /**
         * It numbers or labels something: {@code street_number}, {@code status_code}; a reference only if the rest of
         * the name says so.
         */
        LABEL,
        /** It stands in a relation to something: {@code ship_via}, {@code reports_to}. */
        REFERENCE,
        /** It numbers parts: {@code line_no}. */
        ORDINAL,
        /** It counts things: {@code beds}, {@code num_rooms}. */
        COUNT,
        NONE
    }

    /** The words of a column, without identifier words, and whether there were any of those. */
    private record Column(
            List<String> words, boolean identifies, boolean label, boolean ordinal, boolean refers, boolean plural) {}

    /** @param columnsByTable names of the columns, by the name of their table */
    IdentifierTokens(Map<String, List<String>> columnsByTable) {
        Map<String, Integer> firsts = new HashMap<>();
        Map<String, Integer> lasts = new HashMap<>();
        for (String table : columnsByTable.keySet()) {
            List<String> words = split(table);
            if (words.size() > 1) {
                firsts.merge(words.get(0), 1, Integer::sum);
                lasts.merge(words.get(words.size() - 1), 1, Integer::sum);
            }
        }
        double many = Math.max(3, MOST_TABLES * columnsByTable.size());
        for (Map<String, Integer> counts : List.of(firsts, lasts)) {
            counts.forEach((word, count) -> {
                if (count >= many) {
                    sharedTableWords.add(word);
                }
            });
        }
        Map<String, List<String>> whole = new HashMap<>();
        for (String table : columnsByTable.keySet()) {
            List<String> words = plainTopic(table);
            whole.put(table, words);
            tables.put(table, withoutKinds(table, words));
        }
        // A “customer info” beside customers is about more than customers.
        whole.forEach((table, words) -> {
            List<String> topic = ofTable(table);
            if (words.size() > topic.size()
                    && whole.values().stream().anyMatch(other -> WordSimilarity.equal(topic, other) > 0)) {
                tables.put(table, words);
            }
        });
        tables.values().forEach(vocabulary::addAll);
        columnsByTable.forEach((table, names) -> columnPrefixes.put(table, sharedPrefix(table, names)));
        columnsByTable.forEach((table, names) -> {
            Map<String, Column> ofTable = new HashMap<>();
            names.forEach(name -> ofTable.put(name, column(table, name)));
            columns.put(table, ofTable);
        });
    }

    /** The words of a table's name without those of all tables and those that a program gave it. */
    private List<String> plainTopic(String table) {
        // A sheet often repeats the name of its workbook, or has the name that a spreadsheet gave it.
        List<String> words = new ArrayList<>(new LinkedHashSet<>(split(table)));
        drop(words, sharedTableWords::contains);
        drop(
                words,
                word -> DEFAULT_SHEET.matcher(word).matches()
                        || DIGITS.matcher(word).matches());
        drop(words, SchemaVocabulary.JOINING::contains);
        return List.copyOf(words);
    }

    private static List<String> withoutKinds(String table, List<String> topic) {
        List<String> words = new ArrayList<>(topic);
        List<String> all = split(table);
        drop(
                words,
                word -> (word.equals(all.get(0)) || word.equals(all.get(all.size() - 1)))
                        && SchemaVocabulary.TABLE_KINDS.contains(word));
        return List.copyOf(words);
    }

    private static void drop(List<String> words, java.util.function.Predicate<String> saysNothing) {
        if (words.size() > 1 && !words.stream().allMatch(saysNothing)) {
            words.removeIf(saysNothing);
        }
    }

    /** The words that say what a table is about. */
    List<String> ofTable(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /**
     * The short prefix that the table's columns share and by which others may call it ({@code d} of {@code d_id});
     * empty for none.
     */
    List<String> aliasOf(String table) {
        String prefix = columnPrefixes.getOrDefault(table, "");
        return prefix.isEmpty() ? List.of() : List.of(prefix);
    }

    /** The words that say what a column is about, identifier words dropped. */
    List<String> ofColumn(String table, String column) {
        return facts(table, column).words;
    }

    /** Whether the name says that the column identifies something. */
    boolean identifies(String table, String column) {
        return facts(table, column).identifies;
    }

    /** Whether the name says that the column counts the parts of something: a line or position number. */
    boolean counts(String table, String column) {
        return facts(table, column).ordinal;
    }

    /** What the name of a column of that kind of values says. */
    Hint hint(String table, String column, TypeFamily family) {
        Column facts = facts(table, column);
        if (facts.ordinal) {
            return Hint.ORDINAL;
        }
        if (facts.identifies) {
            return facts.label ? Hint.LABEL : Hint.IDENTIFIER;
        }
        if (facts.plural && family == TypeFamily.NUMBER) {
            return Hint.COUNT;
        }
        return facts.refers ? Hint.REFERENCE : Hint.NONE;
    }

    /**
     * Whether a column's name says what a person does ({@code author_id}, {@code created_by}) and the other table's
     * rows are people. A word that names a table here is no such role: {@code host} where there are hosts.
     */
    boolean personRole(String table, String column, String people) {
        List<String> topic = ofTable(people);
        List<String> words = ofColumn(table, column);
        if (words.isEmpty() || topic.isEmpty() || !SchemaVocabulary.PEOPLE.contains(topic.get(topic.size() - 1))) {
            return false;
        }
        boolean identifies = identifies(table, column);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i == words.size() - 1;
            boolean place = SchemaVocabulary.REFERRING.contains(word) ? last : last || i == 0 || identifies;
            if (place && SchemaVocabulary.PERSON_ROLES.contains(word) && !vocabulary.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a column holds what the table's rows are called: {@code name} or {@code county_name} of counties. */
    boolean labels(String table, String column) {
        List<String> words = ofColumn(table, column);
        return !words.isEmpty()
                && SchemaVocabulary.LABELLING.contains(words.get(words.size() - 1))
                && (words.size() == 1 || WordSimilarity.equal(words.subList(0, words.size() - 1), ofTable(table)) > 0);
    }

    private Column facts(String table, String column) {
        Column known = columns.getOrDefault(table, Map.of()).get(column);
        return known == null ? column(table, column) : known;
    }

    private Column column(String table, String column) {
        List<String> raw = parts(column);
        if (raw.isEmpty()) {
            return new Column(List.of(), false, false, false, false, false);
        }
        List<String> words = new ArrayList<>();
        String prefix = columnPrefixes.getOrDefault(table, "");
        int skipped =
                raw.size() > 1 && !prefix.isEmpty() && singular(raw.get(0)).equals(prefix) ? 1 : 0;
        boolean several =
                raw.size() > skipped + 1 && !singular(raw.get(skipped + 1)).equals(raw.get(skipped + 1));
        for (String word : raw.subList(skipped, raw.size())) {
            unglue(singular(word), words);
        }
        words.removeIf(word -> words.size() > 1 && DIGITS.matcher(word).matches());
        boolean identifies = false;
        boolean label = !words.isEmpty() && SchemaVocabulary.LABELS.contains(words.get(words.size() - 1));
        if (!words.isEmpty()) {
            String first = words.get(0);
            boolean leading = words.size() > 1
                    && SchemaVocabulary.LEADING.contains(first)
                    && !(SchemaVocabulary.COUNTING.contains(first)
                            && (several || SchemaVocabulary.JOINING.contains(words.get(1))));
            boolean counting = words.size() > 1 && SchemaVocabulary.COUNTING.contains(first) && !leading;
            identifies = leading
                    || (!counting && SchemaVocabulary.IDENTIFIERS.contains(words.get(words.size() - 1)))
                    || words.stream().skip(1).anyMatch(SchemaVocabulary.INNER::contains);
        }
        // “version_id” is no number of a version where there is a table of versions.
        boolean another = identifies && !label;
        boolean ordinal = words.stream()
                .anyMatch(word -> SchemaVocabulary.ORDINALS.contains(word) && !(another && vocabulary.contains(word)));
        String last = raw.get(raw.size() - 1);
        boolean refers = (raw.size() > 1 && SchemaVocabulary.REFERRING.contains(last))
                || words.stream().anyMatch(SchemaVocabulary.RELATIONS::contains);
        boolean plural = !identifies && last.endsWith("s") && !singular(last).equals(last) && !refers;
        words.removeIf(SchemaVocabulary.IDENTIFIERS::contains);
        drop(words, SchemaVocabulary.JOINING::contains);
        return new Column(List.copyOf(words), identifies, label, ordinal, refers, plural);
    }

    private void unglue(String word, List<String> result) {
        if (NUMBERED.matcher(word).matches()) {
            unglue(word.replaceAll("\\d+$", ""), result);
            return;
        }
        if (vocabulary.contains(word)) {
            result.add(word);
            return;
        }
        for (String suffix : SchemaVocabulary.GLUED) {
            String stem = word.endsWith(suffix) ? word.substring(0, word.length() - suffix.length()) : "";
            List<String> segments = segments(stem);
            if (!segments.isEmpty()) {
                result.addAll(segments);
                result.add(suffix);
                return;
            }
        }
        for (String prefix : SchemaVocabulary.GLUED_BEFORE) {
            String stem = word.startsWith(prefix) ? word.substring(prefix.length()) : "";
            List<String> segments = segments(stem);
            if (!segments.isEmpty()) {
                result.add(prefix);
                result.addAll(segments);
                return;
            }
        }
        result.add(word);
    }

    /**
     * What a glued name without its identifier consists of: words that tables are named for, at most one of them
     * strange; else nothing.
     */
    private List<String> segments(String stem) {
        if (known(stem) || SchemaVocabulary.SUPERIORS.contains(stem)) {
            return List.of(singular(stem));
        }
        String ending = "";
        for (String word : vocabulary) {
            if (word.length() >= SHORT_PREFIX && word.length() > ending.length() && stem.endsWith(word)) {
                ending = word;
            }
        }
        if (ending.isEmpty()) {
            return List.of();
        }
        String before = stem.substring(0, stem.length() - ending.length());
        List<String> segments = new ArrayList<>(before.length() < 3 ? List.of() : segments(before));
        if (segments.isEmpty() && !before.isEmpty()) {
            segments.add(before);
        }
        segments.add(ending);
        return segments;
    }

    private boolean known(String stem) {
        return stem.length() >= 3
                && vocabulary.stream()
                        .anyMatch(word -> WordSimilarity.abbreviates(stem, word)
                                || (word.length() >= 4
                                        && WordSimilarity.alike(stem, word) >= WordSimilarity.INFLECTED));
    }

    private String sharedPrefix(String table, List<String> names) {
        Map<String, Integer> firsts = new HashMap<>();
        for (String column : names) {
            List<String> words = split(column);
            if (words.size() > 1) {
                firsts.merge(words.get(0), 1, Integer::sum);
            }
        }
        int several = firsts.values().stream().mapToInt(Integer::intValue).sum();
        for (Map.Entry<String, Integer> first : firsts.entrySet()) {
            String word = first.getKey();
            List<String> topic = ofTable(table);
            boolean own = WordSimilarity.initials(word, topic)
                    || (!topic.isEmpty() && topic.get(0).startsWith(word));
            if (first.getValue() >= Math.max(2, own ? OWN_PREFIX * several : MOST_COLUMNS * names.size())
                    && word.length() <= SHORT_PREFIX
                    && !SchemaVocabulary.IDENTIFIERS.contains(word)
                    && !namesAnother(table, word)) {
                return word;
            }
        }
        return "";
    }

    private boolean namesAnother(String table, String word) {
        if (word.length() < 3) {
            return false;
        }
        boolean own = ofTable(table).stream().anyMatch(mine -> WordSimilarity.abbreviates(word, mine));
        return tables.entrySet().stream()
                .filter(other -> !other.getKey().equals(table))
                .map(Map.Entry::getValue)
                .anyMatch(words -> words.size() == 1
                        ? WordSimilarity.abbreviates(word, words.get(0))
                        : !own && words.stream().anyMatch(other -> WordSimilarity.abbreviates(word, other)));
    }

    /** Lower-case words of a name in singular, accents folded. */
    static List<String> split(String name) {
        return parts(name).stream().map(IdentifierTokens::singular).toList();
    }

    private static List<String> parts(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(
                        name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"), Normalizer.Form.NFD))
                .replaceAll("");
        return IdentifierWords.of(OTHER_DIGITS.matcher(plain).replaceAll(" "));
    }

    private static String singular(String word) {
        String irregular = SchemaVocabulary.IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        int length = word.length();
        if (length > 4 && word.endsWith("ie")) {
            // So that “movies” and “movie” come to the same, as “cities” and “city” do.
            return word.substring(0, length - 2) + "y";
        }
        return word.endsWith("uses") ? word.substring(0, length - 1) : Plurals.stem(word);
    }
}
