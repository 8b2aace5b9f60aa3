package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much a column's name says that it refers to a table's key, in natural-log odds.
 *
 * @param weight 0 when the name says nothing, below 0 when it speaks against it
 * @param reason in a few words; empty when the name says nothing
 */
record NameEvidence(double weight, String reason) {
    /** Letters from which on a word at the end of another is no chance. */
    private static final int LONG_WORD = 5;

    static final NameEvidence NONE = new NameEvidence(0, "");

    /**
     * The names on both sides, in words without identifier words.
     *
     * @param column of the child column
     * @param hint what the child column's name says it is
     * @param alias the prefix that the parent's columns share; empty for none
     * @param key of the parent column
     * @param relation how the key stands to its table
     */
    record Sides(
            List<String> column,
            IdentifierTokens.Hint hint,
            List<String> childTable,
            List<String> parentTable,
            List<String> alias,
            List<String> key,
            Set<Relation> relation) {
        boolean identifies() {
            return hint == IdentifierTokens.Hint.IDENTIFIER || hint == IdentifierTokens.Hint.LABEL;
        }

        boolean is(Relation wanted) {
            return relation.contains(wanted);
        }
    }

    /** How the two columns stand to each other and to their tables. */
    enum Relation {
        /** Child and parent are one table. */
        SAME_TABLE,
        /** Both columns have the same name, identifier words included. */
        SAME_NAME,
        /** The key's words belong to the parent and to no other table. */
        OWNED,
        /** The child column is its own table's primary key. */
        CHILD_KEY,
        /** The child column holds some values more than once, so it is no key of its own table. */
        REPEATED,
        /** The parent column is not the primary key and yet identifies its rows, by its name too. */
        ALTERNATE,
        /** The parent column is its table's primary key, for which the table's name stands too. */
        PRIMARY,
        /** The parent's rows are people, and the child column's name says what one of them does. */
        PERSON_ROLE,
        /** The parent column, no key of numbers or codes, says what its rows are called. */
        LABEL,
        /** The values are texts. */
        TEXT
    }

    static NameEvidence of(Sides names) {
        if (names.hint == IdentifierTokens.Hint.COUNT) {
            return NONE;
        }
        if (names.is(Relation.SAME_TABLE)) {
            return selfReference(names);
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
            best = weigh(4, WordSimilarity.equal(names.column, names.parentTable), "the name is the table's");
        }
        best = better(best, byKey(names));
        boolean ownKey = names.is(Relation.CHILD_KEY) && WordSimilarity.holds(names.childTable, names.column) > 0;
        // “player_api_id” of players, each once: another number of their own.
        ownKey |= !names.is(Relation.REPEATED)
                && names.identifies()
                && names.column.size() > names.childTable.size()
                && WordSimilarity.at(names.column, 0, names.childTable) == 1;
        if ((ownKey && best.weight < 6)
                || (best.weight < 5.5 && WordSimilarity.equal(names.column, names.childTable) > 0)) {
            // It names its own table: a key, not a reference.
            return new NameEvidence(-5, "");
        }
        return best;
    }

    private static NameEvidence byTable(Sides names) {
        List<String> column = names.column;
        List<String> parent = names.parentTable;
        NameEvidence best = weigh(6, WordSimilarity.equal(column, parent), "the name is the table's");
        if (best.weight > 0) {
            return best;
        }
        if (!names.key.isEmpty()) {
            List<String> full = new ArrayList<>(parent);
            full.addAll(names.key);
            best = better(
                    best, weigh(5.5, WordSimilarity.equal(column, full), "the name is the table's and the key's"));
        }
        List<String> within = new ArrayList<>(names.childTable);
        within.addAll(column);
        if (within.size() > 1) {
            best = better(
                    best,
                    weigh(
                            5.5,
                            WordSimilarity.equal(within, parent),
                            "with its own table's name the name is the table's"));
        }
        best = better(best, weigh(5, WordSimilarity.ends(column, parent), "the name ends in the table's"));
        if (!names.alias.isEmpty()
                && column.subList(column.size() - 1, column.size()).equals(names.alias)) {
            best = better(
                    best,
                    new NameEvidence(column.size() == 1 ? 5 : 4.5, "the name is the prefix of the table's columns"));
        }
        if (WordSimilarity.gluedEnd(column, parent)) {
            best = better(best, new NameEvidence(4, "the name ends in the table's"));
        }
        if (column.size() > parent.size()) {
            // Without an identifier at its end, “rental duration” is a property of rentals.
            best = better(
                    best,
                    weigh(
                            names.identifies() ? 4 : 1,
                            WordSimilarity.at(column, 0, parent),
                            "the name begins with the table's"));
            best = better(
                    best,
                    weigh(
                            names.identifies() ? 3.5 : 1,
                            WordSimilarity.holds(column, parent),
                            "the name holds the table's"));
        }
        String last = column.get(column.size() - 1);
        if (parent.size() > 1 && last.length() > 1 && WordSimilarity.initials(last, parent)) {
            best = better(
                    best,
                    new NameEvidence(last.length() > parent.size() ? 4 : 3.5, "the name is short for the table's"));
        }
        if (parent.size() > column.size()) {
            best = better(
                    best,
                    weigh(
                            names.identifies() ? 3 : 2,
                            WordSimilarity.ends(parent, column),
                            "the table's name ends in it"));
            best = better(
                    best,
                    weigh(
                            names.identifies() ? 2.5 : 1,
                            WordSimilarity.at(parent, 0, column),
                            "the table's name begins with it"));
        }
        String head = parent.isEmpty() ? "" : parent.get(parent.size() - 1);
        best = better(
                best, weigh(names.identifies() ? 2.5 : 1.5, WordSimilarity.alike(last, head), "the names end alike"));
        if (names.identifies() && last.length() >= LONG_WORD && head.endsWith(last)) {
            best = better(best, new NameEvidence(2.5, "the table's name ends in it"));
        }
        if (names.is(Relation.PERSON_ROLE)) {
            best = better(best, new NameEvidence(3, "the name is a person's role"));
        }
        return best.weight >= 2 ? best : better(best, shared(names));
    }

    private static NameEvidence shared(Sides names) {
        List<String> column = names.column;
        List<String> parent = names.parentTable;
        Set<String> shared = new HashSet<>(column);
        shared.retainAll(parent);
        if (!shared.isEmpty()) {
            return new NameEvidence(1.5, "the names share “" + String.join(" ", shared) + "”");
        }
        for (String word : column) {
            for (String tableWord : parent) {
                // Without an identifier “pct” is no product.
                boolean begins = word.startsWith(tableWord) || tableWord.startsWith(word);
                double alike = WordSimilarity.alike(word, tableWord);
                if (Math.min(word.length(), tableWord.length()) >= 3
                        && alike
                                >= (names.identifies() || begins
                                        ? WordSimilarity.SHORTENED
                                        : WordSimilarity.INFLECTED)) {
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
        NameEvidence best = weigh(5 * scale, WordSimilarity.equal(column, key), "the words are the key's");
        best = better(best, weigh(4.5 * scale, WordSimilarity.ends(column, key), "the name ends in the key's words"));
        if (names.identifies() && column.size() > key.size()) {
            best = better(best, weigh(4, WordSimilarity.at(column, 0, key), "the name begins with the key's words"));
        }
        return best;
    }

    private static NameEvidence selfReference(Sides names) {
        List<String> column = names.column;
        if (superior(names)) {
            return new NameEvidence(5, "the name says a superior of the same kind");
        }
        if (names.is(Relation.REPEATED)
                && !names.identifies()
                && WordSimilarity.equal(column, names.parentTable) == 1) {
            // A river's “river” can only be another one.
            return new NameEvidence(3.5, "the name is its own table's");
        }
        boolean longer = column.size() > names.parentTable.size();
        if (names.identifies() && longer && WordSimilarity.holds(column, names.parentTable) > 0) {
            // “vote type” is a property of votes, “related vote” another vote.
            return new NameEvidence(
                    WordSimilarity.at(column, 0, names.parentTable) > 0
                                    && WordSimilarity.ends(column, names.parentTable) == 0
                            ? 1
                            : 4,
                    "the name is a role of its own table");
        }
        if (names.identifies() && longer && !names.key.isEmpty() && WordSimilarity.ends(column, names.key) == 1) {
            return new NameEvidence(4, "the name is a role of its own key");
        }
        if (names.is(Relation.PERSON_ROLE)) {
            return new NameEvidence(3.5, "the name is a person's role");
        }
        if (names.is(Relation.TEXT) && column.stream().anyMatch(SchemaVocabulary.SUPERIORS::contains)) {
            // Numbers may measure what is above; a text that is a key of the table is that of another row.
            return new NameEvidence(2, "the name says a superior");
        }
        return new NameEvidence(names.identifies() && !column.isEmpty() ? -1 : -3, "");
    }

    /** Whether the name says a superior and nothing more: “base set” of a set, and not its “base set size”. */
    private static boolean superior(Sides names) {
        List<String> others = names.column.stream()
                .filter(word -> !SchemaVocabulary.SUPERIORS.contains(word))
                .toList();
        return others.size() < names.column.size()
                && (names.identifies()
                        || names.hint == IdentifierTokens.Hint.REFERENCE
                        || names.parentTable.containsAll(others)
                        || SchemaVocabulary.SUPERIORS.contains(names.column.get(names.column.size() - 1)));
    }

    private static NameEvidence weigh(double weight, double alike, String reason) {
        return alike == 0 ? NONE : new NameEvidence(weight * (alike == 1 ? 1 : alike), reason);
    }

    private static NameEvidence better(NameEvidence first, NameEvidence second) {
        return second.weight > first.weight ? second : first;
    }
}
