package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.ForeignKeySelector.SelectedEdge;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds and scores tuples of columns that may refer to a composite key, by the words of each pair of columns. */
record CompositeEdges(NamedTables tables, DerivedTableDetector derived) {
    private static final double MINIMUM_ROWS = 0.95; // minimum share of the child's rows whose combination is found
    private static final int MAXIMUM_MATCHES = 3; // maximum ways of matching a table's columns with those of one key
    private static final int MAXIMUM_DRAWS = 40; // from this number of combinations on, finding more adds no evidence

    private static final double LINK_PENALTY = 3.5;
    private static final double ROLE_BEHIND = 0.9; // {@code teamIDwinner}, compared with {@code winnerTeamID}

    List<CandidateEdge> find(Map<Integer, List<ColumnSet>> keys) {
        List<CandidateEdge> result = new ArrayList<>();
        keys.values().stream().flatMap(List::stream).forEach(key -> {
            for (int table = 0; table < tables.size(); table++) {
                if (table != key.table() && tables.table(table).rows() > 0) {
                    for (List<Integer> columns : matches(table, key)) {
                        result.add(new CandidateEdge(new ColumnSet(table, columns), key));
                    }
                }
            }
        });
        return result;
    }

    /** Returns the columns named most like those of the key, and the same with the second best for one of them. */
    private List<List<Integer>> matches(int table, ColumnSet key) {
        List<List<Integer>> ranked = new ArrayList<>();
        for (int keyColumn : key.columns()) {
            List<Integer> similar = similar(table, ColumnSet.of(key.table(), keyColumn));
            if (similar.isEmpty()) {
                return List.of();
            }
            ranked.add(similar);
        }
        Set<List<Integer>> result = new LinkedHashSet<>();
        addDistinct(ranked, -1, result);
        for (int second = 0; second < ranked.size() && result.size() < MAXIMUM_MATCHES; second++) {
            addDistinct(ranked, second, result);
        }
        return List.copyOf(result);
    }

    /** Adds the best unused column for each part of the key, but the second best for the part {@code second}. */
    private static void addDistinct(List<List<Integer>> ranked, int second, Set<List<Integer>> result) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            List<Integer> free = ranked.get(i).stream()
                    .filter(column -> !chosen.contains(column))
                    .skip(i == second ? 1 : 0)
                    .toList();
            if (free.isEmpty()) {
                return;
            }
            chosen.add(free.get(0));
        }
        result.add(chosen);
    }

    /** Returns the two columns of a table that by type and name most likely refer to a part of a key. */
    private List<Integer> similar(int table, ColumnSet part) {
        Map<Integer, Double> similarity = new LinkedHashMap<>();
        for (int i = 0; i < tables.table(table).columns().size(); i++) {
            ColumnFacts column = tables.column(table, i);
            if (column.family() == tables.column(part).family() && column.distinct() > 0 && column.keyLike(false)) {
                similarity.put(i, similarity(ColumnSet.of(table, i), part));
            }
        }
        return similarity.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
                .limit(2)
                .map(Map.Entry::getKey)
                .toList();
    }

    private double similarity(ColumnSet child, ColumnSet part) {
        if (tables.sameName(child, part)) {
            return 2;
        }
        List<String> partWords = tables.name(part).words();
        List<String> childWords = tables.name(child).words();
        boolean partIdentifies = tables.name(part).identifies();
        boolean childIdentifies = tables.name(child).identifies();
        List<String> topic = tables.topic(part.table());
        if (!childWords.isEmpty()
                && (WordSimilarity.equal(childWords, topic) == 1
                        || (partIdentifies && childIdentifies && childWords.equals(tables.alias(part.table()))))) {
            // The table's name denotes the part of the key that is its own: its number, or its name.
            boolean own = partWords.isEmpty()
                    || WordSimilarity.equal(partWords, topic) > 0
                    || !partIdentifies
                    || !namesOtherTable(part.table(), part.column());
            return own ? 1.2 : 0;
        }
        if (partWords.isEmpty() || partIdentifies != childIdentifies) {
            return 0;
        }
        return childWords.equals(partWords)
                ? 1.5
                : Math.max(
                        WordSimilarity.ends(childWords, partWords),
                        partIdentifies ? ROLE_BEHIND * WordSimilarity.at(childWords, 0, partWords) : 0);
    }

    /**
     * Selects the edges whose combinations are found: at most one for each tuple of columns, and only one direction.
     */
    List<SelectedEdge> select(List<CandidateEdge> edges, PrimaryKeySelector primary, ExactOverlaps overlaps) {
        Map<ColumnSet, EdgeScore> best = new LinkedHashMap<>();
        for (CandidateEdge edge : edges) {
            if (derived.rulesOut(edge, primary)
                    || !primary.isKey(edge.parent())
                    || overlaps.values(edge.child()) == 0) {
                continue;
            }
            Containment containment = overlaps.containment(edge);
            double odds = logOdds(edge, containment, overlaps, primary);
            if (containment.rows() >= MINIMUM_ROWS && odds > 0) {
                String evidence = containment.orphanRows() == 0
                        ? "every combination is found"
                        : NumberFormat.percent(containment.rows()) + " of the rows find their combination";
                EdgeScore score = new EdgeScore(edge, containment, odds, 0, 0, evidence);
                best.merge(edge.child().sorted(), score, (old, now) -> now.logOdds() > old.logOdds() ? now : old);
            }
        }
        return best.values().stream()
                .filter(score -> best.values().stream().noneMatch(score::losesToReverse))
                .map(score -> new SelectedEdge(score, null, 0))
                .toList();
    }

    /** Where nearly all combinations of the key's parts exist, finding them is weak evidence. */
    private double logOdds(
            CandidateEdge edge, Containment containment, ExactOverlaps overlaps, PrimaryKeySelector primary) {
        ColumnSet parent = edge.parent();
        double combinations = 1;
        for (int column : parent.columns()) {
            combinations *= tables.column(parent.table(), column).distinct();
        }
        double density = Math.min(1, overlaps.distinct(parent) / Math.max(1, combinations));
        double surprise = Math.min(4, -Math.log(density) * Math.min(MAXIMUM_DRAWS, containment.contained()) * 0.3);
        double odds = -1 + surprise + 20 * Math.log(containment.rows());
        List<String> topic = tables.topic(parent.table());
        boolean junction = parent.columns().stream().allMatch(column -> namesOtherTable(parent.table(), column));
        if (isThing(parent, primary)) {
            // A column of the child that matches the number of a part has hardly another purpose.
            odds += 1;
        } else if ((junction || sameNamedKeys(parent, primary).findAny().isPresent())
                && WordSimilarity.contains(tables.topic(edge.child().table()), topic) == 0) {
            // A link holds the pairs that are in use, and several tables of one key what is known of other things.
            odds -= LINK_PENALTY;
        }
        if (primary.isKey(edge.child().sorted())) {
            // Both tables have the same key; one extends the other if its name says so, or if the key is the other's.
            List<String> childTopic = tables.topic(edge.child().table());
            boolean extended = childTopic.size() > topic.size() && WordSimilarity.contains(childTopic, topic) > 0;
            boolean part = overlaps.distinct(edge.child()) < overlaps.distinct(parent);
            odds -= extended ? 1 : junction ? 6 : part ? 2 : 4;
        }
        return odds;
    }

    /** Whether a part of a key is the table's own: it names the table, or numbers the rows within another's key. */
    private boolean ownPart(ColumnSet key, int column, PrimaryKeySelector primary) {
        IdentifierTokens.ColumnName name = tables.name(key.table(), column);
        List<String> topic = tables.topic(key.table());
        if (WordSimilarity.equal(name.words(), topic) > 0
                || WordSimilarity.gluedEnd(topic, name.words())
                || (name.labels(topic) && !name.identifies())) {
            return true;
        }
        ColumnSet whole = new ColumnSet(
                key.table(),
                key.columns().stream().filter(other -> other != column).toList());
        return name.ordinal()
                && (whole.columns().size() == 1
                                && namesOtherTable(key.table(), whole.column())
                        || sameNamedKeys(whole, primary).anyMatch(other -> isThing(other, primary)));
    }

    /** Whether a key identifies a thing: by one column, or by several of which one is the table's own. */
    private boolean isThing(ColumnSet key, PrimaryKeySelector primary) {
        return key.columns().size() == 1
                || key.columns().stream().anyMatch(column -> ownPart(key, column, primary));
    }

    private Stream<ColumnSet> sameNamedKeys(ColumnSet columns, PrimaryKeySelector primary) {
        return primary.selected().values().stream()
                .filter(key -> key.table() != columns.table()
                        && key.columns().size() == columns.columns().size()
                        && columns.columns().stream()
                                .allMatch(column -> key.columns().stream()
                                        .anyMatch(other -> tables.sameName(
                                                ColumnSet.of(columns.table(), column),
                                                ColumnSet.of(key.table(), other)))));
    }

    private boolean namesOtherTable(int table, int column) {
        List<String> words = tables.name(table, column).words();
        return !words.isEmpty()
                && IntStream.range(0, tables.size())
                        .anyMatch(other -> other != table && WordSimilarity.equal(words, tables.topic(other)) > 0);
    }
}
