package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.Hint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rates how strongly a column's name says that it refers to a table's key, in natural-log odds: 0 for a name that says
 * nothing, below 0 for one that contradicts the reference.
 */
record NameEvidence(double weight, String reason) {
    private static final int LONG_WORD = 5; // letters of a word that ends another one by no coincidence

    private static final String TABLE_NAME = "the name is the table's";
    private static final String ROLE = "the name is a role of the table's rows";
    static final NameEvidence NONE = new NameEvidence(0, "");

    /**
     * The names on both sides, in words without identifier words; {@code alias} is the prefix that the parent's columns
     * share.
     */
    record Sides(
            List<String> column,
            Hint hint,
            List<String> childTable,
            List<String> parentTable,
            List<String> alias,
            List<String> key,
            Set<Relation> relations) {
        boolean identifies() {
            return hint == Hint.IDENTIFIER || hint == Hint.LABEL;
        }

        boolean is(Relation wanted) {
            return relations.contains(wanted);
        }
    }

    enum Relation {
        SAME_TABLE, // child and parent are one table
        SAME_NAME, // both columns have the same name, identifier words included
        OWNED, // the key's words belong to the parent and to no other table
        CHILD_KEY, // the child column is its own table's primary key
        REPEATED, // the child column has repeated values, so it is no key of its own table
        ALTERNATE, // the parent column is not the primary key, but unique and named as an identifier
        PRIMARY, // the parent column is its table's primary key, so that the table's name may denote it
        ROLE, // the parent's rows are people or places, and the child column's name is a role of such
        LABEL, // the parent column holds the names of its rows, not numbers or codes
        TEXT, // the values are texts
        END, // the child column is an end of its table, which is named for the parent
        CALENDAR // the parent lists days, and all of the child's dates are among them
    }

    static NameEvidence of(Sides names) {
        if (names.hint == Hint.COUNT) {
            return NONE;
        }
        if (names.is(Relation.SAME_TABLE)) {
            return selfReference(names);
        }
        if (names.is(Relation.END)) {
            return new NameEvidence(5, "its table is named for the table");
        }
        if (names.column.isEmpty()) {
            // A bare “id” names its own table, unless it is no key there.
            return names.is(Relation.SAME_NAME) && names.is(Relation.REPEATED)
                    ? new NameEvidence(2, "the name is the key's")
                    : new NameEvidence(-4, "");
        }
        NameEvidence best = NONE;
        if (names.is(Relation.PRIMARY)) {
            best = byTable(names);
        } else if (names.is(Relation.ALTERNATE)) {
            NameEvidence table = byTable(names);
            best = new NameEvidence(table.weight * 0.7, table.reason);
        } else if (names.is(Relation.LABEL)) {
            best = best.or(4, WordSimilarity.equal(names.column, names.parentTable), TABLE_NAME);
        }
        best = best.or(byKey(names)).or(4, names.is(Relation.CALENDAR) ? 1 : 0, "the table lists days");
        // The “badge” of a “list badge” is the badge itself, and the “list” is not.
        boolean ownKey = names.is(Relation.CHILD_KEY)
                && (best.weight < 2
                                ? WordSimilarity.contains(names.childTable, names.column)
                                : WordSimilarity.ends(names.childTable, names.column))
                        > 0;
        // A unique “player_api_id” of players is another identifier of their own.
        ownKey |= !names.is(Relation.REPEATED)
                && names.identifies()
                && names.column.size() > names.childTable.size()
                && WordSimilarity.at(names.column, 0, names.childTable) == 1;
        if ((ownKey && best.weight < 6)
                || (best.weight < 5.5 && WordSimilarity.equal(names.column, names.childTable) > 0)) {
            // It names its own table: a key, not a reference; where values repeat, each row has two of another table.
            return names.is(Relation.REPEATED) && names.identifies() ? best : new NameEvidence(-5, "");
        }
        return best;
    }

    private static NameEvidence byTable(Sides names) {
        List<String> column = names.column;
        List<String> parent = names.parentTable;
        boolean identifies = names.identifies();
        NameEvidence best = NONE.or(6, WordSimilarity.equal(column, parent), TABLE_NAME);
        if (best.weight > 0) {
            return best;
        }
        if (!names.key.isEmpty()) {
            double both = WordSimilarity.equal(column, joined(parent, names.key));
            best = best.or(5.5, both, "the name is the table's and the key's");
        }
        if (!names.childTable.isEmpty()) {
            double own = WordSimilarity.equal(joined(names.childTable, column), parent);
            best = best.or(5.5, own, "with its own table's name the name is the table's");
        }
        best = best.or(5, WordSimilarity.ends(column, parent), "the name ends in the table's");
        if (column.size() == parent.size() && Set.copyOf(column).equals(Set.copyOf(parent))) {
            best = best.or(4.5, 1, "the words are the table's");
        }
        String last = column.get(column.size() - 1);
        if (names.alias.equals(List.of(last))) {
            best = best.or(column.size() == 1 ? 5 : 4.5, 1, "the name is the prefix of the table's columns");
        }
        if (WordSimilarity.gluedEnd(column, parent)) {
            best = best.or(4, 1, "the name ends in the table's");
        }
        if (column.size() > parent.size()) {
            // Without an identifier at its end, “rental duration” is a property of rentals.
            best = best.or(identifies ? 4 : 1, WordSimilarity.at(column, 0, parent), "the name begins with the table's")
                    .or(identifies ? 3.5 : 1, WordSimilarity.contains(column, parent), "the name holds the table's");
        }
        if (parent.size() > 1 && last.length() > 1 && WordSimilarity.initials(last, parent)) {
            best = best.or(last.length() > parent.size() ? 4 : 3.5, 1, "the name is short for the table's");
        }
        if (parent.size() > column.size()) {
            if (names.childTable.size() > column.size() && WordSimilarity.at(names.childTable, 0, column) == 1) {
                // Its own table is about it: the “list” of a “list badge” is one of the user lists.
                best = best.or(4, WordSimilarity.ends(parent, column), "the table's name ends in it");
            }
            best = best.or(identifies ? 3 : 2, WordSimilarity.ends(parent, column), "the table's name ends in it")
                    .or(identifies ? 2.5 : 1, WordSimilarity.at(parent, 0, column), "the table's name begins with it");
        }
        String head = parent.isEmpty() ? "" : parent.get(parent.size() - 1);
        best = best.or(identifies ? 2.5 : 1.5, WordSimilarity.alike(last, head), "the names end alike");
        if (identifies && last.length() >= LONG_WORD && head.endsWith(last)) {
            best = best.or(2.5, 1, "the table's name ends in it");
        }
        if (names.is(Relation.ROLE)) {
            best = best.or(3, 1, ROLE);
        }
        return best.weight >= 2 ? best : best.or(shared(names));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static NameEvidence shared(Sides names) {
        Set<String> shared = new HashSet<>(names.column);
        shared.retainAll(names.parentTable);
        if (!shared.isEmpty()) {
            return new NameEvidence(1.5, "the names share “" + String.join(" ", shared) + "”");
        }
        for (String word : names.column) {
            for (String tableWord : names.parentTable) {
                // Without an identifier, “pct” does not mean “product”.
                boolean begins = word.startsWith(tableWord) || tableWord.startsWith(word);
                double minimum = names.identifies() || begins ? WordSimilarity.SHORTENED : WordSimilarity.INFLECTED;
                if (Math.min(word.length(), tableWord.length()) >= 3
                        && WordSimilarity.alike(word, tableWord) >= minimum) {
                    return new NameEvidence(2, "“" + word + "” is close to “" + tableWord + "”");
                }
            }
        }
        return NONE;
    }

    private static NameEvidence byKey(Sides names) {
        List<String> column = names.column;
        List<String> key = names.key;
        if (key.isEmpty()) {
            return NONE;
        }
        if (!names.is(Relation.OWNED)) {
            return names.is(Relation.SAME_NAME)
                    ? new NameEvidence(names.is(Relation.PRIMARY) ? 2.5 : 1.5, "the name is that of a key")
                    : NONE;
        }
        if (names.is(Relation.SAME_NAME)) {
            return new NameEvidence(names.identifies() ? 5.5 : 4, "the name is the key's");
        }
        double scale = names.identifies() ? 1 : 0.6;
        NameEvidence best = NONE.or(5 * scale, WordSimilarity.equal(column, key), "the words are the key's")
                .or(4.5 * scale, WordSimilarity.ends(column, key), "the name ends in the key's words");
        return names.identifies() && column.size() > key.size()
                ? best.or(4, WordSimilarity.at(column, 0, key), "the name begins with the key's words")
                : best;
    }

    private static NameEvidence selfReference(Sides names) {
        List<String> column = names.column;
        boolean identifies = names.identifies();
        if (namesSuperior(names)) {
            return new NameEvidence(5, "the name says a superior of the same kind");
        }
        if (names.is(Relation.REPEATED) && !identifies && WordSimilarity.equal(column, names.parentTable) == 1) {
            // The column “river” of rivers can only be another river.
            return new NameEvidence(3.5, "the name is its own table's");
        }
        boolean longer = column.size() > names.parentTable.size();
        if (identifies && longer && WordSimilarity.contains(column, names.parentTable) > 0) {
            // “vote type” is a property of votes, “related vote” another vote.
            boolean property = WordSimilarity.at(column, 0, names.parentTable) > 0
                    && WordSimilarity.ends(column, names.parentTable) == 0;
            return new NameEvidence(property ? 1 : 4, "the name is a role of its own table");
        }
        if (identifies && longer && !names.key.isEmpty() && WordSimilarity.ends(column, names.key) == 1) {
            return new NameEvidence(4, "the name is a role of its own key");
        }
        if (names.is(Relation.ROLE)) {
            return new NameEvidence(3.5, ROLE);
        }
        if (names.is(Relation.TEXT) && column.stream().anyMatch(SchemaVocabulary.SUPERIORS::contains)) {
            // Numbers may measure the superior; a text that is a key of the table is the key of another row.
            return new NameEvidence(2, "the name says a superior");
        }
        // The name of something else says more against it than a name without an identifier.
        return new NameEvidence(identifies ? -5 : -3, "");
    }

    /** Whether the name denotes a superior and nothing more: “base set” of a set, but not its “base set size”. */
    private static boolean namesSuperior(Sides names) {
        List<String> others = names.column.stream()
                .filter(word -> !SchemaVocabulary.SUPERIORS.contains(word))
                .toList();
        return others.size() < names.column.size()
                && (names.identifies()
                        || names.hint == Hint.REFERENCE
                        || names.parentTable.containsAll(others)
                        || SchemaVocabulary.SUPERIORS.contains(names.column.get(names.column.size() - 1)));
    }

    /** The stronger of this evidence and that of a similarity from 0 to 1. */
    private NameEvidence or(double fullWeight, double similarity, String because) {
        return similarity == 0 ? this : or(new NameEvidence(fullWeight * similarity, because));
    }

    private NameEvidence or(NameEvidence other) {
        return other.weight > weight ? other : this;
    }
}
