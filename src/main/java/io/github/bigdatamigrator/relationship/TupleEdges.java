package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tuples of columns that may refer to a composite key: each column's words are those of one column of the key. */
final class TupleEdges {
    /** Share of the child's rows whose combination must be found. */
    private static final double LEAST_ROWS = 0.95;

    private final List<KeyTable> tables;
    private final Names names;
    private final @Nullable Copies copies;

    TupleEdges(List<KeyTable> tables, Names names, @Nullable Copies copies) {
        this.tables = tables;
        this.names = names;
        this.copies = copies;
    }

    /** @param keys composite key candidates by table */
    List<Edge> find(Map<Integer, List<Probe>> keys) {
        List<Edge> result = new ArrayList<>();
        keys.values()
                .forEach(ofTable -> ofTable.forEach(key -> {
                    for (int table = 0; table < tables.size(); table++) {
                        if (table != key.table() && tables.get(table).rows() > 0) {
                            List<Integer> columns = matching(table, key);
                            if (columns.size() == key.columns().size()) {
                                result.add(new Edge(new Probe(table, columns), key));
                            }
                        }
                    }
                }));
        return result;
    }

    private List<Integer> matching(int table, Probe key) {
        KeyTable child = tables.get(table);
        KeyTable parent = tables.get(key.table());
        List<Integer> result = new ArrayList<>();
        for (int keyColumn : key.columns()) {
            ColumnFacts target = parent.column(keyColumn);
            int best = -1;
            double bestAlike = 0;
            for (int i = 0; i < child.columns().size(); i++) {
                ColumnFacts column = child.column(i);
                if (column.family() == target.family()
                        && column.distinct() > 0
                        && column.keyLike()
                        && !result.contains(i)) {
                    double alike = alike(child, column, parent, target);
                    if (alike > bestAlike) {
                        bestAlike = alike;
                        best = i;
                    }
                }
            }
            if (best < 0) {
                return List.of();
            }
            result.add(best);
        }
        return result;
    }

    private double alike(KeyTable child, ColumnFacts column, KeyTable parent, ColumnFacts target) {
        if (Names.split(column.name()).equals(Names.split(target.name()))) {
            return 2;
        }
        List<String> words = names.ofColumn(parent.name(), target.name());
        List<String> mine = names.ofColumn(child.name(), column.name());
        if (words.isEmpty()
                || names.identifies(parent.name(), target.name()) != names.identifies(child.name(), column.name())) {
            return 0;
        }
        return mine.equals(words) ? 1.5 : Words.ends(mine, words);
    }

    /** The edges whose combinations are found, one for each tuple of columns. */
    List<GraphChoice.Chosen> choose(List<Edge> edges, PrimaryKeys primary, Counts counts) {
        List<GraphChoice.Chosen> result = new ArrayList<>();
        for (Edge edge : edges) {
            if (copies != null && copies.rulesOut(edge.child(), edge.parent(), primary)) {
                continue;
            }
            if (!primary.isKey(edge.parent()) || counts.values(edge.child()) == 0) {
                continue;
            }
            Share share = counts.share(edge);
            double odds = odds(edge, share, counts, primary);
            if (share.rows() >= LEAST_ROWS && odds > 0) {
                String evidence = share.orphanRows() == 0
                        ? "every combination is found"
                        : String.format(
                                Locale.ROOT,
                                "%.2f %% of the rows find their combination",
                                Math.floor(10000 * share.rows()) / 100);
                result.add(new GraphChoice.Chosen(new EdgeScore(edge, share, odds, 0, evidence), null, 0));
            }
        }
        return result;
    }

    /** Where nearly all combinations of the key's parts exist, finding them is no surprise. */
    private double odds(Edge edge, Share share, Counts counts, PrimaryKeys primary) {
        KeyTable parent = tables.get(edge.parent().table());
        double combinations = 1;
        for (int column : edge.parent().columns()) {
            combinations *= parent.column(column).distinct();
        }
        double density = Math.min(1, counts.distinct(edge.parent()) / Math.max(1, combinations));
        double surprise = Math.min(4, -Math.log(density) * Math.min(10, share.contained()) * 0.3);
        double odds = -1 + surprise + 20 * Math.log(share.rows());
        List<String> topic = names.ofTable(parent.name());
        for (int column : edge.parent().columns()) {
            String name = parent.column(column).name();
            if (names.counts(parent.name(), name) || Words.equal(names.ofColumn(parent.name(), name), topic) > 0) {
                // The other side has a column for the number of the part: what else should it be for?
                odds += 1;
                break;
            }
        }
        if (primary.isKey(edge.child())) {
            // Two tables with the same key side by side; one extends the other only if its name says so.
            List<String> mine = names.ofTable(tables.get(edge.child().table()).name());
            List<String> theirs = names.ofTable(parent.name());
            boolean extended = mine.size() > theirs.size() && Words.holds(mine, theirs) > 0;
            odds -= extended ? 1 : 6;
        }
        return odds;
    }
}
