package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs edges between the tables of one context, given what their keys are. */
final class ForeignKeyScorer {
    private static final int TABLES_PER_HINT = 5;
    /** Share of a sub-type's keys that its root must hold. */
    private static final double SUBTYPE = 0.99;

    private final List<KeyTable> tables;
    private final IdentifierTokens names;
    private final PrimaryKeySelector primary;
    private final Set<EvidenceRule> rules;
    private final Map<ColumnSet, Boolean> owned = new HashMap<>();
    private final Map<ColumnSet, Double> subtypes = new HashMap<>();
    private final Map<ColumnSet, List<String>> spelled = new HashMap<>();
    private final int keys;
    private final Map<List<String>, List<ColumnSet>> keysByWords = new HashMap<>();
    private final @Nullable DerivedTableDetector copies;
    private final boolean telling;

    ForeignKeyScorer(
            List<KeyTable> tables,
            IdentifierTokens names,
            PrimaryKeySelector primary,
            Set<EvidenceRule> rules,
            List<ColumnSet> keys) {
        this.tables = tables;
        this.names = names;
        this.primary = primary;
        this.rules = rules;
        this.keys = keys.size();
        for (ColumnSet key : keys) {
            keysByWords
                    .computeIfAbsent(IdentifierTokens.split(column(key).name()), words -> new ArrayList<>())
                    .add(key);
        }
        telling = telling();
        copies = rules.contains(EvidenceRule.COPIES) ? new DerivedTableDetector(tables) : null;
    }

    /**
     * Whether the names of this context speak of references at all; where none does, the lack of a hint means nothing.
     */
    private boolean telling() {
        Map<List<String>, Integer> topics = new HashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            topics.put(names.ofTable(tables.get(table).name()), table);
        }
        int hints = 0;
        for (int table = 0; table < tables.size(); table++) {
            for (int column = 0; column < tables.get(table).columns().size(); column++) {
                ColumnSet probe = ColumnSet.of(table, column);
                List<String> words = words(probe);
                boolean named = topics.keySet().stream().anyMatch(topic -> WordSimilarity.ends(words, topic) > 0)
                        && topics.getOrDefault(words, -1) != table;
                boolean keyed = keysByWords.getOrDefault(spelled(probe), List.of()).stream()
                                .anyMatch(key -> key.table() != probe.table())
                        && !words.isEmpty()
                        && names.identifies(
                                tables.get(table).name(), column(probe).name());
                hints += named || keyed ? 1 : 0;
            }
        }
        return hints * TABLES_PER_HINT >= tables.size();
    }

    /** Null where the pair is out of the question. */
    @Nullable
    EdgeScore weigh(CandidateEdge edge, Containment share) {
        ColumnSet child = edge.child();
        ColumnSet parent = edge.parent();
        if (copies != null && copies.rulesOut(child, parent, primary)) {
            return null;
        }
        double tightness = holdsKeyOf(child.table(), parent) ? 0 : tightness(parent, share);
        EdgeScore.Setting setting = new EdgeScore.Setting(
                column(child),
                column(parent),
                sides(child, parent, tightness > 0),
                standing(child),
                standing(parent),
                keys,
                telling,
                tightness);
        return EdgeScore.weigh(edge, setting, share, rules);
    }

    /** Whether a column holds what references are made of. */
    boolean canRefer(ColumnSet probe) {
        ColumnFacts column = column(probe);
        return column.distinct() > 0
                && column.keyLike(names.identifies(tables.get(probe.table()).name(), column.name()));
    }

    private EdgeScore.Standing standing(ColumnSet probe) {
        return primary.isKey(probe) ? EdgeScore.Standing.PRIMARY : EdgeScore.Standing.OTHER;
    }

    private boolean ownsItsWords(ColumnSet key) {
        return owned.computeIfAbsent(key, one -> owned(one, words(one)));
    }

    private List<String> words(ColumnSet probe) {
        return names.ofColumn(tables.get(probe.table()).name(), column(probe).name());
    }

    /** The words of the name as it stands, identifier words included. */
    private List<String> spelled(ColumnSet probe) {
        return spelled.computeIfAbsent(
                probe, one -> IdentifierTokens.split(column(one).name()));
    }

    /**
     * Where the parent's key is a sub-type's, all of whose values another table's key of that name holds too: how
     * improbable it is that all of the child's values lie in this part of them by chance, in natural-log odds; 0 where
     * it may well be chance.
     */
    private double tightness(ColumnSet parent, Containment share) {
        if (share.rows() < SUBTYPE || !rules.contains(EvidenceRule.SUBTYPES)) {
            return 0;
        }
        double surprise = share.contained() * subtypes.computeIfAbsent(parent, this::rarity);
        return surprise < 1 ? 0 : Math.min(3, surprise) + surprise / (surprise + 50);
    }

    /** Log of how many times as many values the root of the key has; 0 where it is no sub-type's. */
    private double rarity(ColumnSet key) {
        if (!primary.isKey(key) || words(key).isEmpty() || ownsItsWords(key)) {
            return 0;
        }
        ColumnFacts mine = column(key);
        for (ColumnSet root : keysByWords.getOrDefault(spelled(key), List.of())) {
            ColumnFacts theirs = column(root);
            if (root.table() != key.table()
                    && ownsItsWords(root)
                    && mine.family() == theirs.family()
                    && mine.distinct() < theirs.distinct()
                    && Containment.sketched(mine, mine.sample().hashes(), theirs, SUBTYPE)
                                    .rows()
                            >= SUBTYPE) {
                return Math.log((double) theirs.distinct() / mine.distinct());
            }
        }
        return 0;
    }

    /**
     * Whether a table has the key, or one that is spelled like it, itself: then a column of it refers to its own rows,
     * not to a part of them.
     */
    private boolean holdsKeyOf(int table, ColumnSet key) {
        return table == key.table()
                || keysByWords.getOrDefault(spelled(key), List.of()).stream().anyMatch(root -> root.table() == table);
    }

    private NameEvidence.Sides sides(ColumnSet child, ColumnSet parent, boolean subtype) {
        String from = tables.get(child.table()).name();
        String to = tables.get(parent.table()).name();
        List<String> keyWords = words(parent);
        EnumSet<NameEvidence.Relation> relation = EnumSet.noneOf(NameEvidence.Relation.class);
        if (child.table() == parent.table()) {
            relation.add(NameEvidence.Relation.SAME_TABLE);
        }
        boolean sameWords = words(child).equals(keyWords);
        boolean bothIdentify = names.identifies(from, column(child).name())
                && names.identifies(to, column(parent).name());
        boolean sameName = spelled(child).equals(spelled(parent));
        if (sameName || (sameWords && bothIdentify && !keyWords.isEmpty())) {
            relation.add(NameEvidence.Relation.SAME_NAME);
        }
        if (primary.isKey(parent)) {
            relation.add(NameEvidence.Relation.PRIMARY);
        } else if (names.identifies(to, column(parent).name())) {
            relation.add(NameEvidence.Relation.ALTERNATE);
        }
        if (names.personRole(from, column(child).name(), to)) {
            relation.add(NameEvidence.Relation.PERSON_ROLE);
        }
        if (column(child).family() == TypeFamily.TEXT) {
            relation.add(NameEvidence.Relation.TEXT);
            if (names.labels(to, column(parent).name())) {
                relation.add(NameEvidence.Relation.LABEL);
            }
        }
        if (primary.isKey(child)) {
            relation.add(NameEvidence.Relation.CHILD_KEY);
        }
        if (column(child).distinct() < column(child).values()) {
            relation.add(NameEvidence.Relation.REPEATED);
        }
        if (!rules.contains(EvidenceRule.OWNERSHIP) || subtype || ownsItsWords(parent)) {
            relation.add(NameEvidence.Relation.OWNED);
        }
        return new NameEvidence.Sides(
                words(child),
                names.hint(from, column(child).name(), column(child).family()),
                names.ofTable(from),
                names.ofTable(to),
                names.aliasOf(to),
                keyWords,
                relation);
    }

    /**
     * Whether the key's words belong to its table: they name it, or of all tables with a key of that name it is the
     * root, the one that holds most. A name that identifies nothing ({@code name}) points to no table that it does not
     * name.
     */
    private boolean owned(ColumnSet key, List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String table = tables.get(key.table()).name();
        List<String> topic = names.ofTable(table);
        boolean named = WordSimilarity.holds(topic, words) > 0
                || WordSimilarity.holds(words, topic) > 0
                || WordSimilarity.equal(words, topic) > 0;
        if (!named && !names.identifies(table, column(key).name())) {
            return false;
        }
        if (!named && tableOf(words) >= 0) {
            return false;
        }
        for (ColumnSet rival : keysByWords.getOrDefault(spelled(key), List.of())) {
            if (!rival.equals(key) && ownsRather(rival, key, words)) {
                return false;
            }
        }
        return true;
    }

    /** The table with a single-column key that these words name, or -1. */
    private int tableOf(List<String> words) {
        for (int table = 0; table < tables.size(); table++) {
            ColumnSet key = primary.of(table);
            if (key != null
                    && key.columns().size() == 1
                    && WordSimilarity.equal(
                                    words, names.ofTable(tables.get(table).name()))
                            > 0) {
                return table;
            }
        }
        return -1;
    }

    private boolean ownsRather(ColumnSet rival, ColumnSet key, List<String> words) {
        int mine = closeness(key.table(), words);
        int theirs = closeness(rival.table(), words);
        if (mine != theirs) {
            return theirs > mine;
        }
        if (primary.isKey(rival) != primary.isKey(key)) {
            return primary.isKey(rival);
        }
        return column(rival).distinct() > column(key).distinct();
    }

    private int closeness(int table, List<String> words) {
        List<String> own = names.ofTable(tables.get(table).name());
        boolean named = WordSimilarity.holds(own, words) > 0
                || words.equals(names.aliasOf(tables.get(table).name()));
        return WordSimilarity.equal(words, own) > 0 ? 2 : named ? 1 : 0;
    }

    ColumnFacts column(ColumnSet probe) {
        return tables.get(probe.table()).column(probe.column());
    }
}
