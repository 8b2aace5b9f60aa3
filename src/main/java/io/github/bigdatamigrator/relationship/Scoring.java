package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs edges between the tables of one context, given what their keys are. */
final class Scoring {
    private static final double MOSTLY = 0.8;

    private final List<KeyTable> tables;
    private final Names names;
    private final PrimaryKeys primary;
    private final Set<Rule> rules;
    private final int keys;
    private final Map<List<String>, List<Probe>> keysByWords = new HashMap<>();
    private final Set<Integer> copies;

    Scoring(List<KeyTable> tables, Names names, PrimaryKeys primary, Set<Rule> rules, List<Probe> keys) {
        this.tables = tables;
        this.names = names;
        this.primary = primary;
        this.rules = rules;
        this.keys = keys.size();
        for (Probe key : keys) {
            keysByWords
                    .computeIfAbsent(Names.split(column(key).name()), words -> new ArrayList<>())
                    .add(key);
        }
        copies = rules.contains(Rule.COPIES) ? copies() : Set.of();
    }

    /** Null where the pair is out of the question. */
    @Nullable
    EdgeScore weigh(Edge edge, Share share) {
        Probe child = edge.child();
        Probe parent = edge.parent();
        if (copies.contains(parent.table())
                || (copies.contains(child.table()) && (isView(child.table()) || primary.isKey(child)))) {
            return null;
        }
        EdgeScore.Setting setting = new EdgeScore.Setting(
                column(child), column(parent), sides(child, parent), standing(child), standing(parent), keys);
        return EdgeScore.weigh(edge, setting, share, rules);
    }

    private EdgeScore.Standing standing(Probe probe) {
        return primary.isKey(probe) ? EdgeScore.Standing.PRIMARY : EdgeScore.Standing.OTHER;
    }

    private NameEvidence.Sides sides(Probe child, Probe parent) {
        String from = tables.get(child.table()).name();
        String to = tables.get(parent.table()).name();
        List<String> keyWords = names.ofColumn(to, column(parent).name());
        EnumSet<NameEvidence.Relation> relation = EnumSet.noneOf(NameEvidence.Relation.class);
        if (child.table() == parent.table()) {
            relation.add(NameEvidence.Relation.SAME_TABLE);
        }
        boolean sameWords = names.ofColumn(from, column(child).name()).equals(keyWords);
        boolean bothIdentify = names.identifies(from, column(child).name()) && names.identifies(to, column(parent).name());
        boolean sameName = Names.split(column(child).name()).equals(Names.split(column(parent).name()));
        if (sameName || (sameWords && bothIdentify)) {
            relation.add(NameEvidence.Relation.SAME_NAME);
        }
        if (primary.isKey(parent)) {
            relation.add(NameEvidence.Relation.PRIMARY);
        }
        if (!rules.contains(Rule.OWNERSHIP) || owned(parent, keyWords)) {
            relation.add(NameEvidence.Relation.OWNED);
        }
        return new NameEvidence.Sides(
                names.ofColumn(from, column(child).name()),
                names.identifies(from, column(child).name()),
                names.ofTable(from),
                names.ofTable(to),
                keyWords,
                relation);
    }

    /**
     * Whether the key's words belong to its table: they name it, or of all tables with a key of that name it is the root, the one that
     * holds most. A name that identifies nothing ({@code name}) points to no table that it does not name.
     */
    private boolean owned(Probe key, List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String table = tables.get(key.table()).name();
        boolean named = Words.holds(names.ofTable(table), words) > 0 || Words.equal(words, names.ofTable(table)) > 0;
        if (!named && !names.identifies(table, column(key).name())) {
            return false;
        }
        for (Probe rival : keysByWords.getOrDefault(Names.split(column(key).name()), List.of())) {
            if (!rival.equals(key) && ownsRather(rival, key, words)) {
                return false;
            }
        }
        return true;
    }

    private boolean ownsRather(Probe rival, Probe key, List<String> words) {
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
        return Words.equal(words, own) > 0 ? 2 : Words.holds(own, words) > 0 ? 1 : 0;
    }

    /** Tables that repeat most columns of an earlier or larger one, and say by their name that they are a view or an old state of it. */
    private Set<Integer> copies() {
        Set<Integer> result = new HashSet<>();
        for (int table = 0; table < tables.size(); table++) {
            if (isView(table) || isOld(table)) {
                for (int other = 0; other < tables.size(); other++) {
                    if (other != table && !isView(other) && repeats(table, other)) {
                        result.add(table);
                    }
                }
            }
        }
        return result;
    }

    private boolean isView(int table) {
        List<String> words = Names.split(tables.get(table).name());
        return words.size() > 1
                && (Lexicon.VIEWS.contains(words.get(0)) || Lexicon.VIEWS.contains(words.get(words.size() - 1)));
    }

    private boolean isOld(int table) {
        List<String> words = Names.split(tables.get(table).name());
        return words.size() > 1
                && (Lexicon.COPIES.contains(words.get(0)) || Lexicon.COPIES.contains(words.get(words.size() - 1)));
    }

    private boolean repeats(int table, int other) {
        Set<String> mine = columnNames(table);
        Set<String> theirs = columnNames(other);
        long shared = theirs.stream().filter(mine::contains).count();
        double most = isView(table) ? 0.5 : MOSTLY;
        return shared >= 2 && shared >= most * theirs.size();
    }

    private Set<String> columnNames(int table) {
        Set<String> result = new HashSet<>();
        tables.get(table).columns().forEach(column -> result.add(String.join(" ", Names.split(column.name()))));
        return result;
    }

    ColumnFacts column(Probe probe) {
        return tables.get(probe.table()).column(probe.column());
    }
}
