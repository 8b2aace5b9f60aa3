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
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Splits the names of one context into words: camelCase, snake_case and identifier words without a separator
 * ({@code orderkey} where some table is about orders). Folds plurals, and drops words without information here:
 * prefixes that most tables share ({@code tbl_}, {@code dim_}) and the short prefix of a table's columns ({@code l_}).
 */
final class IdentifierTokens {
    private static final Pattern DEFAULT_SHEET = Pattern.compile("(sheet|tabelle|feuil|hoja|foglio)\\d+");
    private static final Pattern INNER_ID = Pattern.compile("(?<=[a-z])(ID|FK|PK)(?=[a-z]{3})"); // teamIDwinner
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{N}&&[^0-9]]");
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}{2,})\\d{1,2}");
    private static final String GLUED_ID = "id";
    private static final int GLUED_IDS = 4; // minimum number of tables whose keys show that habit
    private static final int SHORT_PREFIX = 4;
    private static final double SHARED_BY_TABLES = 0.7;
    private static final double SHARED_BY_COLUMNS = 0.8;
    private static final double OWN_PREFIX = 0.5;

    private final Set<String> sharedTableWords = new HashSet<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final boolean gluedIds; // whether identifiers are commonly written without a separator: hostid
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, List<String>> aliases = new HashMap<>();
    private final Map<String, List<String>> spellings = new HashMap<>(); // parts of a name that is also written in one

    enum Hint {
        IDENTIFIER, // identifies something: order_id
        LABEL, // numbers or labels something; a reference only if the rest of the name says so: status_code
        REFERENCE, // relates to something: ship_via, reports_to
        ORDINAL, // numbers parts: line_no
        COUNT, // counts things: beds, num_rooms
        NONE
    }

    /** What a column's name says: all its words, those without identifier words, and the roles that it may mark. */
    record ColumnName(
            List<String> all,
            List<String> words,
            boolean identifies,
            boolean label,
            boolean ordinal,
            boolean refers,
            boolean plural,
            boolean end) {
        Hint hint(TypeFamily family) {
            if (ordinal) {
                return Hint.ORDINAL;
            }
            if (identifies) {
                return label ? Hint.LABEL : Hint.IDENTIFIER;
            }
            return plural && family == TypeFamily.NUMBER ? Hint.COUNT : refers ? Hint.REFERENCE : Hint.NONE;
        }

        /** Whether the column holds the names of its table's rows: {@code name} or {@code county_name} of counties. */
        boolean labels(List<String> topic) {
            return !words.isEmpty()
                    && SchemaVocabulary.LABELLING.contains(words.get(words.size() - 1))
                    && (words.size() == 1 || WordSimilarity.equal(words.subList(0, words.size() - 1), topic) > 0);
        }
    }

    /** @param columnsByTable names of the columns, by the name of their table */
    IdentifierTokens(Map<String, List<String>> columnsByTable) {
        List<List<String>> names =
                columnsByTable.keySet().stream().map(IdentifierTokens::split).toList();
        double minimum = Math.max(3, SHARED_BY_TABLES * names.size());
        for (Map<String, Integer> counts : List.of(count(names, 0), count(names, -1))) {
            counts.forEach((word, count) -> {
                if (count >= minimum) {
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
        // Beside a table of customers, “customer info” must keep both words.
        whole.forEach((table, words) -> {
            List<String> topic = ofTable(table);
            if (words.size() > topic.size()
                    && whole.values().stream().anyMatch(other -> WordSimilarity.equal(topic, other) > 0)) {
                tables.put(table, words);
            }
        });
        tables.values().forEach(vocabulary::addAll);
        columnsByTable.forEach((table, all) -> {
            aliases.put(table, sharedPrefix(table, all));
            all.stream()
                    .map(IdentifierTokens::parts)
                    .filter(parts -> parts.size() > 1)
                    .forEach(parts -> spellings.putIfAbsent(String.join("", parts), parts));
        });
        gluedIds = columnsByTable.values().stream()
                        .flatMap(List::stream)
                        .map(IdentifierTokens::parts)
                        .filter(parts -> parts.size() == 1 && parts.get(0).endsWith(GLUED_ID))
                        .map(parts -> parts.get(0).substring(0, parts.get(0).length() - GLUED_ID.length()))
                        .filter(vocabulary::contains)
                        .distinct()
                        .count()
                >= GLUED_IDS;
    }

    /** Counts the first (0) or last (-1) words of names that have several. */
    private static Map<String, Integer> count(List<List<String>> names, int index) {
        Map<String, Integer> counts = new HashMap<>();
        names.stream()
                .filter(words -> words.size() > 1)
                .forEach(words -> counts.merge(words.get(Math.floorMod(index, words.size())), 1, Integer::sum));
        return counts;
    }

    /** Returns the words of a table's name without shared and generated ones. */
    private List<String> plainTopic(String table) {
        // A sheet often repeats the name of its workbook, or has a generated name.
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

    private static void drop(List<String> words, Predicate<String> uninformative) {
        if (words.size() > 1 && !words.stream().allMatch(uninformative)) {
            words.removeIf(uninformative);
        }
    }

    List<String> ofTable(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** Returns the short prefix of the table's columns, which may denote it ({@code d} of {@code d_id}), or none. */
    List<String> aliasOf(String table) {
        return aliases.getOrDefault(table, List.of());
    }

    /**
     * Whether a column's name is a role of a person ({@code author_id}, {@code created_by}) and the other table's rows
     * are people, by its name or its columns, or a role of a place likewise. A word that names a table of this context
     * is no role: {@code host} where there are hosts.
     */
    boolean role(ColumnName column, List<String> target, List<ColumnName> columns) {
        String kind = target.isEmpty() ? "" : target.get(target.size() - 1);
        boolean ofPerson = hasRole(column, SchemaVocabulary.PERSON_ROLES, true);
        boolean ofPlace =
                SchemaVocabulary.PLACES.contains(kind) && hasRole(column, SchemaVocabulary.PLACE_ROLES, false);
        // The columns are looked at last, since there may be many.
        boolean people = (ofPerson || ofPlace)
                && (SchemaVocabulary.PEOPLE.contains(kind)
                        || columns.stream()
                                .map(other -> String.join("", other.all))
                                .anyMatch(name ->
                                        SchemaVocabulary.PERSON_NAMES.stream().anyMatch(name::endsWith)));
        return people ? ofPerson : ofPlace;
    }

    private boolean hasRole(ColumnName column, Set<String> roles, boolean people) {
        List<String> words = column.words;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i == words.size() - 1;
            boolean place =
                    last || (!SchemaVocabulary.REFERRING.contains(word) && ((people && i == 0) || column.identifies));
            if (place && roles.contains(word) && !vocabulary.contains(word)) {
                return true;
            }
        }
        return false;
    }

    ColumnName column(String table, String column) {
        List<String> raw = parts(column);
        raw = raw.size() == 1 ? spellings.getOrDefault(raw.get(0), raw) : raw;
        List<String> all = raw.stream().map(IdentifierTokens::singular).toList();
        if (raw.isEmpty()) {
            return new ColumnName(all, all, false, false, false, false, false, false);
        }
        List<String> words = new ArrayList<>();
        int skipped = raw.size() > 1 && aliasOf(table).contains(all.get(0)) ? 1 : 0;
        boolean several = raw.size() > skipped + 1 && !all.get(skipped + 1).equals(raw.get(skipped + 1));
        all.subList(skipped, all.size()).forEach(word -> splitJoined(word, words));
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
        // Where there is a table of versions, “version_id” refers to it and is no ordinal.
        boolean another = identifies && !label;
        boolean ordinal = words.stream()
                .anyMatch(word -> SchemaVocabulary.ORDINALS.contains(word) && !(another && vocabulary.contains(word)));
        String last = raw.get(raw.size() - 1);
        boolean refers = (raw.size() > 1 && SchemaVocabulary.REFERRING.contains(last))
                || words.stream().anyMatch(SchemaVocabulary.RELATIONS::contains);
        boolean plural = !identifies && last.endsWith("s") && !singular(last).equals(last) && !refers;
        words.removeIf(SchemaVocabulary.IDENTIFIERS::contains);
        drop(words, SchemaVocabulary.JOINING::contains);
        boolean end = words.size() == 1 && SchemaVocabulary.ENDS.contains(words.get(0));
        return new ColumnName(all, List.copyOf(words), identifies, label, ordinal, refers, plural, end);
    }

    private void splitJoined(String word, List<String> result) {
        if (NUMBERED.matcher(word).matches()) {
            splitJoined(word.replaceAll("\\d+$", ""), result);
            return;
        }
        if (vocabulary.contains(word)) {
            result.add(word);
            return;
        }
        for (String suffix : SchemaVocabulary.GLUED) {
            List<String> segments =
                    word.endsWith(suffix) ? segments(word.substring(0, word.length() - suffix.length())) : List.of();
            if (!segments.isEmpty()) {
                result.addAll(segments);
                result.add(suffix);
                return;
            }
        }
        if (gluedIds && word.endsWith(GLUED_ID) && word.length() >= GLUED_ID.length() + SHORT_PREFIX) {
            result.add(word.substring(0, word.length() - GLUED_ID.length()));
            result.add(GLUED_ID);
            return;
        }
        for (String prefix : SchemaVocabulary.GLUED_BEFORE) {
            List<String> segments = word.startsWith(prefix) ? segments(word.substring(prefix.length())) : List.of();
            if (!segments.isEmpty()) {
                result.add(prefix);
                result.addAll(segments);
                return;
            }
        }
        result.add(word);
    }

    /** Splits a name without separators into words of table names and at most one unknown word; empty if impossible. */
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

    private List<String> sharedPrefix(String table, List<String> names) {
        Map<String, Integer> firsts =
                count(names.stream().map(IdentifierTokens::split).toList(), 0);
        int several = firsts.values().stream().mapToInt(Integer::intValue).sum();
        for (Map.Entry<String, Integer> first : firsts.entrySet()) {
            String word = first.getKey();
            List<String> topic = ofTable(table);
            boolean own = WordSimilarity.initials(word, topic)
                    || (!topic.isEmpty() && topic.get(0).startsWith(word));
            if (first.getValue() >= Math.max(2, own ? OWN_PREFIX * several : SHARED_BY_COLUMNS * names.size())
                    && word.length() <= SHORT_PREFIX
                    && !SchemaVocabulary.IDENTIFIERS.contains(word)
                    && !namesAnother(table, word)) {
                return List.of(word);
            }
        }
        return List.of();
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

    /** Splits a name into lower-case words in singular, without accents. */
    static List<String> split(String name) {
        return parts(name).stream().map(IdentifierTokens::singular).toList();
    }

    private static List<String> parts(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(
                        INNER_ID.matcher(name)
                                .replaceAll("_$1_")
                                .replace("ß", "ss")
                                .replace("ł", "l")
                                .replace("Ł", "L"),
                        Normalizer.Form.NFD))
                .replaceAll("");
        return IdentifierWords.of(OTHER_DIGITS.matcher(plain).replaceAll(" "));
    }

    private static String singular(String word) {
        String irregular = SchemaVocabulary.IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        int length = word.length();
        if (SchemaVocabulary.ONE_FORM.contains(word)) {
            return word;
        }
        if (length > 4 && word.endsWith("ie")) {
            // Makes “movies” and “movie” equal, as “cities” and “city” are.
            return word.substring(0, length - 2) + "y";
        }
        return word.endsWith("uses") ? word.substring(0, length - 1) : Plurals.stem(word);
    }
}
