package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.AnsweredQuestion;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks tables and columns by how likely a question needs them. Tables that the question, the values in it or the last
 * query name come first, then those on the join paths between them, their neighbors, and all others. A rare word weighs
 * more than one that many tables have.
 */
final class SchemaFocus {
    /** Ranks of columns; 0 comes first. */
    static final int ASKED = 0;

    static final int USED_BEFORE = 1;
    static final int KEY = 2;
    static final int DATE = 3;
    static final int CATEGORY = 4;
    private static final int MEASURE = 5;
    private static final int TEXT = 6;
    private static final int UNIQUE_TEXT = 7;
    private static final int BARE = 8;
    static final int LAST = BARE;

    private static final int MAX_NAMED = 6;
    private static final int MAX_HOPS = 4;
    private static final double NAMED_SHARE = 0.35;
    private static final double NAME_WEIGHT = 3;
    private static final double VALUE_WEIGHT = 4;
    private static final double USED_WEIGHT = 6;
    private static final double OTHERS = 0.25;
    private static final double ABBREVIATED = 0.6;
    private static final int MIN_ABBREVIATION = 3;
    private static final double ENOUGH_WORDS = 0.5;
    /** Columns of a wide table are often alike, so that many share some words. */
    private static final double MOST_WORDS = 0.75;

    private static final int WIDE = 40;

    private final DataContext context;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> used;
    private final String lastSql;
    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<String, Double> matches = new HashMap<>();
    private final Map<String, Set<String>> neighbors = new HashMap<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> hitColumns = new HashSet<>();
    private final Map<String, Double> scores = new HashMap<>();
    private final List<TableProfile> order = new ArrayList<>();
    private int named;

    private SchemaFocus(DataContext context, String question, String lastSql, List<ValueHits> hits) {
        this.context = context;
        this.lastSql = lastSql;
        used = new HashSet<>(List.of(lastSql.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+")));
        asked.addAll(AnsweredQuestion.contentWords(question));
        asked.removeAll(OrdinaryWords.COMMON);
        List<String> words = FoldedWords.of(question);
        for (int i = 1; i < words.size(); i++) {
            asked.add(words.get(i - 1) + Plurals.stem(words.get(i)));
        }
        hits.forEach(hit -> hitColumns.add(id(hit.table().name(), hit.column().name())));
    }

    /** @param lastSql the last query; empty if there is none */
    static SchemaFocus of(DataContext context, String question, String lastSql, List<ValueHits> hits) {
        SchemaFocus focus = new SchemaFocus(context, question, lastSql, hits);
        focus.countWords();
        focus.readEdges();
        context.tables().forEach(table -> focus.scores.put(table.name(), focus.score(table)));
        focus.rank();
        return focus;
    }

    /** All tables, the most likely first. */
    List<TableProfile> tables() {
        return order;
    }

    /** The number of first tables that the question is about; 0 if it names none. */
    int named() {
        return named;
    }

    /** Whether the column joins its table to another, or is referenced. */
    boolean joins(TableProfile table, ColumnProfile column) {
        return joined.contains(id(table.name(), column.name()));
    }

    static boolean isWide(TableProfile table) {
        return table.columns().size() > WIDE;
    }

    /** @param coverage of the column */
    int rank(TableProfile table, ColumnProfile column, double coverage) {
        double enough = isWide(table) ? MOST_WORDS : ENOUGH_WORDS;
        if (coverage >= enough || hitColumns.contains(id(table.name(), column.name()))) {
            return ASKED;
        }
        if (used.contains(column.sqlName().toLowerCase(Locale.ROOT))) {
            return USED_BEFORE;
        }
        List<String> key = table.primaryKey();
        if (joins(table, column) || (key != null && key.contains(column.name()))) {
            return KEY;
        } else if (ColumnComment.isBare(column)) {
            return BARE;
        } else if (column.type().temporal()) {
            return DATE;
        } else if (column.type().numeric()) {
            return MEASURE;
        }
        return ColumnComment.isCategorical(column) ? CATEGORY : column.unique().value() ? UNIQUE_TEXT : TEXT;
    }

    private void countWords() {
        for (TableProfile table : context.tables()) {
            Set<String> words = new HashSet<>();
            names(table).forEach(name -> words.addAll(FoldedWords.stems(name)));
            table.columns()
                    .forEach(column -> names(table, column).forEach(name -> words.addAll(FoldedWords.stems(name))));
            words.forEach(word -> frequencies.merge(word, 1, Integer::sum));
        }
    }

    /** The table's name and its synonyms, and the names of what is defined on it. */
    private List<String> names(TableProfile table) {
        List<String> names = new ArrayList<>(List.of(table.name()));
        names.addAll(context.meanings().of(table).synonyms());
        context.meanings().definitions().stream()
                .filter(definition -> definition.table().equals(table.name()))
                .forEach(definition -> {
                    names.add(definition.name());
                    names.addAll(definition.synonyms());
                });
        return names;
    }

    /** The column's name and its synonyms. */
    private List<String> names(TableProfile table, ColumnProfile column) {
        List<String> synonyms = context.meanings().of(table, column).synonyms();
        return synonyms.isEmpty()
                ? List.of(column.name())
                : Stream.concat(Stream.of(column.name()), synonyms.stream()).toList();
    }

    private void readEdges() {
        for (Relationship edge : context.relationships()) {
            edge.fromColumns().forEach(column -> joined.add(id(edge.fromTable(), column)));
            edge.toColumns().forEach(column -> joined.add(id(edge.toTable(), column)));
            neighbors
                    .computeIfAbsent(edge.fromTable(), any -> new LinkedHashSet<>())
                    .add(edge.toTable());
            neighbors
                    .computeIfAbsent(edge.toTable(), any -> new LinkedHashSet<>())
                    .add(edge.fromTable());
        }
    }

    private static String id(String table, String column) {
        return table + "\u0001" + column;
    }

    private double weight(String word) {
        return Math.log(1 + (double) context.tables().size() / Math.max(1, frequencies.getOrDefault(word, 1)));
    }

    /** How well the question names the words: their weights, less if it names only some of them. */
    private double likeness(Collection<String> words) {
        double all = words.stream().mapToDouble(this::weight).sum();
        double found =
                words.stream().mapToDouble(word -> weight(word) * match(word)).sum();
        return all == 0 ? 0 : found * found / all;
    }

    private double match(String word) {
        return matches.computeIfAbsent(
                word,
                name -> asked.contains(name)
                        ? 1.0
                        : asked.stream().anyMatch(each -> abbreviates(name, each)) ? ABBREVIATED : 0.0);
    }

    /** {@code cust}, {@code qty} and {@code dept} for customer, quantity and department. */
    private static boolean abbreviates(String name, String word) {
        if (name.length() < MIN_ABBREVIATION || name.length() >= word.length() || name.charAt(0) != word.charAt(0)) {
            return false;
        }
        if (word.startsWith(name)) {
            return true;
        }
        int at = 0;
        for (int i = 0; i < name.length() && at >= 0; i++) {
            at = word.indexOf(name.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return name.length() <= 4 && name.charAt(name.length() - 1) == word.charAt(word.length() - 1);
    }

    /** The share of the column's words that the question has, apart from those of the table's name. */
    double coverage(TableProfile table, ColumnProfile column) {
        return names(table, column).stream()
                .mapToDouble(name -> coverage(table, name))
                .max()
                .orElse(0);
    }

    private double coverage(TableProfile table, String name) {
        Set<String> words = new HashSet<>(FoldedWords.stems(name));
        words.removeAll(FoldedWords.stems(table.name()));
        double all = words.stream().mapToDouble(this::weight).sum();
        return all == 0
                ? 0
                : words.stream().mapToDouble(word -> weight(word) * match(word)).sum() / all;
    }

    private double score(TableProfile table) {
        Set<String> name = FoldedWords.stems(table.name());
        double best = 0;
        double others = 0;
        for (ColumnProfile column : table.columns()) {
            double likeness = names(table, column).stream()
                    .mapToDouble(each -> likeness(without(FoldedWords.stems(each), name)))
                    .max()
                    .orElse(0);
            best = Math.max(best, likeness);
            others += likeness + (hitColumns.contains(id(table.name(), column.name())) ? VALUE_WEIGHT / OTHERS : 0);
        }
        boolean usedBefore = !lastSql.isEmpty() && SqlIdentifiers.mentioned(table.sqlName(), lastSql);
        double named = names(table).stream()
                .mapToDouble(each -> likeness(FoldedWords.stems(each)))
                .max()
                .orElse(0);
        return NAME_WEIGHT * named + best + OTHERS * others + (usedBefore ? USED_WEIGHT : 0);
    }

    private static Set<String> without(Set<String> words, Set<String> others) {
        Set<String> left = new HashSet<>(words);
        left.removeAll(others);
        return left;
    }

    private void rank() {
        Comparator<TableProfile> byScore = Comparator.comparingDouble(table -> -scores.getOrDefault(table.name(), 0.0));
        List<TableProfile> scored = context.tables().stream().sorted(byScore).toList();
        double best = scored.isEmpty() ? 0 : scores.getOrDefault(scored.get(0).name(), 0.0);
        Map<String, TableProfile> first = new LinkedHashMap<>();
        scored.stream()
                .filter(table -> best > 0 && scores.getOrDefault(table.name(), 0.0) >= NAMED_SHARE * best)
                .limit(MAX_NAMED)
                .forEach(table -> first.put(table.name(), table));
        List<String> anchors = List.copyOf(first.keySet());
        for (int i = 0; i < anchors.size(); i++) {
            for (String other : anchors.subList(i + 1, anchors.size())) {
                path(anchors.get(i), other)
                        .forEach(name -> context.table(name).ifPresent(table -> first.putIfAbsent(name, table)));
            }
        }
        order.addAll(first.values());
        named = order.size();
        scored.stream()
                .filter(table -> !first.containsKey(table.name()))
                .sorted(byScore.thenComparing(table -> -nearness(table, first.keySet()))
                        .thenComparing(table ->
                                -neighbors.getOrDefault(table.name(), Set.of()).size())
                        .thenComparing(table -> -table.rows()))
                .forEach(order::add);
    }

    /** 2 for a table with measures that references a named one, 1 for another neighbor, else 0. */
    private int nearness(TableProfile table, Set<String> first) {
        if (neighbors.getOrDefault(table.name(), Set.of()).stream().noneMatch(first::contains)) {
            return 0;
        }
        boolean references = context.relationships().stream()
                .anyMatch(edge -> edge.fromTable().equals(table.name()) && first.contains(edge.toTable()));
        boolean measures = table.columns().stream()
                .anyMatch(column -> column.type().numeric()
                        && !joins(table, column)
                        && !column.unique().value());
        return references && measures ? 2 : 1;
    }

    /** The tables between two tables on a shortest path of joins; empty if they are not joined. */
    private List<String> path(String from, String to) {
        Map<String, @Nullable String> before = new HashMap<>();
        before.put(from, null);
        Deque<String> open = new ArrayDeque<>(List.of(from));
        for (int hop = 0; hop < MAX_HOPS && !before.containsKey(to); hop++) {
            Deque<String> next = new ArrayDeque<>();
            for (String table : open) {
                for (String neighbor : neighbors.getOrDefault(table, Set.of())) {
                    if (!before.containsKey(neighbor)) {
                        before.put(neighbor, table);
                        next.add(neighbor);
                    }
                }
            }
            open = next;
        }
        List<String> between = new ArrayList<>();
        for (String table = before.get(to); table != null && !table.equals(from); table = before.get(table)) {
            between.add(table);
        }
        return between;
    }
}
