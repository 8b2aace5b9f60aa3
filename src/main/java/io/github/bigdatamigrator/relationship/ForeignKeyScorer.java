package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.ColumnName;
import io.github.bigdatamigrator.relationship.NameEvidence.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scores edges between the tables of one context, given their keys. */
final class ForeignKeyScorer {
    private static final double NESTED = 0.99; // minimum share of a sub-type's keys that its root has
    private static final double SIGNIFICANT = 50; // surprise from which on a sub-type is meant
    private static final int TABLES_PER_HINT = 5; // one hint for so many tables shows that names refer

    private final NamedTables tables;
    private final PrimaryKeySelector primary;
    private final Set<EvidenceRule> rules;
    private final int keys;
    private final Map<ColumnSet, Boolean> ownership = new HashMap<>();
    private final Map<ColumnSet, Double> rarities = new HashMap<>();
    private final Map<List<String>, List<ColumnSet>> keysByWords = new HashMap<>();
    private final DerivedTableDetector derived;
    private final boolean namesRefer;

    ForeignKeyScorer(
            NamedTables tables,
            PrimaryKeySelector primary,
            Set<EvidenceRule> rules,
            List<ColumnSet> keys,
            DerivedTableDetector derived) {
        this.tables = tables;
        this.derived = derived;
        this.primary = primary;
        this.rules = rules;
        this.keys = keys.size();
        for (ColumnSet key : keys) {
            keysByWords
                    .computeIfAbsent(tables.name(key).all(), words -> new ArrayList<>())
                    .add(key);
        }
        namesRefer = namesRefer();
    }

    /** Whether names of this context point to referenced tables at all; if not, a missing hint means nothing. */
    private boolean namesRefer() {
        Map<List<String>, Integer> topics = new HashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            topics.put(tables.topic(table), table);
        }
        int hints = 0;
        for (int table = 0; table < tables.size(); table++) {
            for (int column = 0; column < tables.table(table).columns().size(); column++) {
                int own = table;
                List<String> words = tables.name(table, column).words();
                boolean named = topics.getOrDefault(words, -1) != table
                        && topics.keySet().stream().anyMatch(topic -> WordSimilarity.ends(words, topic) > 0);
                boolean keyed = !words.isEmpty()
                        && tables.name(table, column).identifies()
                        && sameNamedKeys(ColumnSet.of(table, column)).anyMatch(key -> key.table() != own);
                hints += named || keyed ? 1 : 0;
            }
        }
        return hints * TABLES_PER_HINT >= tables.size();
    }

    /** Scores one candidate; null where it cannot be a foreign key. */
    @Nullable
    EdgeScore score(CandidateEdge edge, Containment containment) {
        if (derived.rulesOut(edge, primary)) {
            return null;
        }
        ColumnSet child = edge.child();
        ColumnSet parent = edge.parent();
        double tightness = hasKeyLike(child.table(), parent) ? 0 : tightness(parent, containment);
        NameEvidence.Sides names = names(child, parent, tightness > 0);
        add(names.relations(), Relation.CALENDAR, containment.rows() >= NESTED && calendar(child, parent));
        EdgeScore.Sides sides =
                new EdgeScore.Sides(tables.column(child), tables.column(parent), names, keys, namesRefer, tightness);
        return EdgeScore.of(edge, sides, containment, rules);
    }

    /** Returns what the names alone say for an edge, in natural-log odds; below 0 where they speak against it. */
    double naming(CandidateEdge edge) {
        return derived.rulesOut(edge, primary)
                ? -Double.MAX_VALUE
                : NameEvidence.of(names(edge.child(), edge.parent(), false)).weight();
    }

    private boolean ownsItsWords(ColumnSet key) {
        return ownership.computeIfAbsent(key, this::checkOwnership);
    }

    private Stream<ColumnSet> sameNamedKeys(ColumnSet column) {
        return keysByWords.getOrDefault(tables.name(column).all(), List.of()).stream();
    }

    /**
     * For the key of a sub-type, all of whose values another table's key of the same name has too: how improbable it is
     * by chance that all of the child's values lie in the sub-type, in natural-log odds; 0 where chance is likely.
     * Values that are in use are often the same in several tables, so that a few of them show nothing.
     */
    private double tightness(ColumnSet parent, Containment containment) {
        if (containment.rows() < NESTED || !rules.contains(EvidenceRule.SUBTYPES)) {
            return 0;
        }
        double surprise = containment.contained() * rarities.computeIfAbsent(parent, this::rarity);
        return surprise < SIGNIFICANT ? 0 : 3 + surprise / (surprise + 50);
    }

    /** Returns the log of the ratio of the root's values to those of a sub-type's key; 0 for other keys. */
    private double rarity(ColumnSet key) {
        if (!primary.isKey(key) || tables.name(key).words().isEmpty() || ownsItsWords(key)) {
            return 0;
        }
        ColumnFacts nested = tables.column(key);
        return sameNamedKeys(key)
                .filter(root -> root.table() != key.table() && ownsItsWords(root))
                .map(tables::column)
                .filter(root -> nested.family() == root.family()
                        && nested.distinct() < root.distinct()
                        && Containment.sketched(nested, nested.sample().hashes(), root, NESTED)
                                        .rows()
                                >= NESTED)
                .findFirst()
                .map(root -> Math.log((double) root.distinct() / nested.distinct()))
                .orElse(0.0);
    }

    /** Whether a table has the key or one of the same name; then its columns refer to its own rows. */
    private boolean hasKeyLike(int table, ColumnSet key) {
        return table == key.table() || sameNamedKeys(key).anyMatch(other -> other.table() == table);
    }

    private NameEvidence.Sides names(ColumnSet child, ColumnSet parent, boolean subtype) {
        ColumnFacts column = tables.column(child);
        ColumnName childName = tables.name(child);
        ColumnName keyName = tables.name(parent);
        List<String> topic = tables.topic(parent.table());
        boolean sameWords = !keyName.words().isEmpty()
                && childName.words().equals(keyName.words())
                && keyName.identifies()
                && childName.identifies();
        boolean text = column.family() == TypeFamily.TEXT;
        boolean owned = !rules.contains(EvidenceRule.OWNERSHIP) || subtype || ownsItsWords(parent);
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        add(relations, Relation.SAME_TABLE, child.table() == parent.table());
        add(relations, Relation.SAME_NAME, sameWords || tables.sameName(child, parent));
        add(relations, Relation.PRIMARY, primary.isKey(parent) && !primary.isEnd(parent));
        add(relations, Relation.ALTERNATE, keyName.identifies() && !primary.isKey(parent));
        add(relations, Relation.ROLE, tables.names().role(childName, topic, tables.columns().get(parent.table())));
        add(relations, Relation.TEXT, text);
        add(relations, Relation.LABEL, text && keyName.labels(topic));
        add(relations, Relation.CHILD_KEY, primary.isKey(child));
        add(relations, Relation.REPEATED, column.distinct() < column.values());
        add(relations, Relation.OWNED, owned);
        add(relations, Relation.END, tables.end(child.table(), child.column()) == parent.table());
        return new NameEvidence.Sides(
                childName.words(),
                childName.hint(column.family()),
                tables.topic(child.table()),
                topic,
                tables.alias(parent.table()),
                keyName.words(),
                relations);
    }

    /** Whether a column holds dates and the parent is the key of a table of days. */
    private boolean calendar(ColumnSet child, ColumnSet parent) {
        return tables.column(child).family() == TypeFamily.DATE
                && child.table() != parent.table()
                && primary.isKey(parent)
                && tables.topic(parent.table()).stream().anyMatch(SchemaVocabulary.CALENDARS::contains);
    }

    private static void add(Set<Relation> relations, Relation relation, boolean holds) {
        if (holds) {
            relations.add(relation);
        }
    }

    /**
     * Whether the key's words belong to its table: they name it, or the table is the root (the one with most values)
     * among all tables with a key of that name. A name that is no identifier ({@code name}) belongs only to a table
     * that it names.
     */
    private boolean checkOwnership(ColumnSet key) {
        List<String> words = tables.name(key).words();
        if (words.isEmpty()) {
            return false;
        }
        List<String> topic = tables.topic(key.table());
        boolean named = WordSimilarity.contains(topic, words) > 0
                || WordSimilarity.contains(words, topic) > 0
                || WordSimilarity.equal(words, topic) > 0;
        return (WordSimilarity.equal(words, topic) > 0
                        || ((named || tables.name(key).identifies()) && !namesAnyTable(words)))
                && sameNamedKeys(key).noneMatch(rival -> !rival.equals(key) && ownsRather(rival, key, words));
    }

    private boolean namesAnyTable(List<String> words) {
        for (int table = 0; table < tables.size(); table++) {
            ColumnSet key = primary.of(table);
            if (key != null && key.columns().size() == 1 && WordSimilarity.equal(words, tables.topic(table)) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean ownsRather(ColumnSet rival, ColumnSet key, List<String> words) {
        int closeness = closeness(key.table(), words);
        int rivalCloseness = closeness(rival.table(), words);
        if (closeness != rivalCloseness) {
            return rivalCloseness > closeness;
        }
        if (primary.isKey(rival) != primary.isKey(key)) {
            return primary.isKey(rival);
        }
        return tables.column(rival).distinct() > tables.column(key).distinct();
    }

    private int closeness(int table, List<String> words) {
        List<String> topic = tables.topic(table);
        boolean named = WordSimilarity.contains(topic, words) > 0 || words.equals(tables.alias(table));
        return WordSimilarity.equal(words, topic) > 0 ? 2 : named ? 1 : 0;
    }
}
