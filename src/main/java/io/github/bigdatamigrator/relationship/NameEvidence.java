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
    static final NameEvidence NONE = new NameEvidence(0, "");

    private static final Set<String> SUPERIORS = Set.of(
            "manager",
            "parent",
            "supervisor",
            "boss",
            "superior",
            "chief",
            "leader",
            "head",
            "mentor",
            "report",
            "reports",
            "vorgesetzter",
            "leiter",
            "eltern",
            "uebergeordnet",
            "base",
            "root",
            "previous",
            "prev",
            "original",
            "reply",
            "predecessor",
            "vorgaenger");
    private static final Set<String> PEOPLE = Set.of(
            "employee",
            "staff",
            "person",
            "people",
            "user",
            "member",
            "account",
            "worker",
            "agent",
            "mitarbeiter",
            "benutzer",
            "angestellter",
            "personal",
            "personnel");
    private static final Set<String> PERSON_ROLES = Set.of(
            "manager",
            "rep",
            "representative",
            "supervisor",
            "author",
            "owner",
            "assignee",
            "creator",
            "editor",
            "reviewer",
            "salesperson",
            "by",
            "contact",
            "boss",
            "seller",
            "buyer",
            "leiter",
            "bearbeiter",
            "ersteller");

    /** The names on both sides, in words. */
    record Sides(
            List<String> column,
            List<String> childTable,
            List<String> parentTable,
            List<String> key,
            boolean sameTable,
            boolean identifies,
            boolean sameName,
            boolean keyOwned) {}

    static NameEvidence of(Sides names) {
        List<String> column = names.column();
        List<String> parent = names.parentTable();
        List<String> key = names.key();
        if (names.sameTable()) {
            return selfReference(names);
        }
        if (column.isEmpty()) {
            // A bare “id” names its own table.
            return new NameEvidence(-4, "");
        }
        if (!parent.isEmpty() && column.equals(parent)) {
            return new NameEvidence(6, "the name is the table's");
        }
        if (names.sameName() && names.keyOwned()) {
            return new NameEvidence(5.5, "the name is the key's");
        }
        if (ends(column, parent)) {
            return new NameEvidence(5, "the name ends in the table's");
        }
        if (!key.isEmpty() && column.equals(key) && names.keyOwned()) {
            return new NameEvidence(5, "the words are the key's");
        }
        if (!key.isEmpty() && ends(column, key) && names.keyOwned()) {
            return new NameEvidence(4.5, "the name ends in the key's words");
        }
        if (column.equals(names.childTable())) {
            return new NameEvidence(-5, "");
        }
        if (abbreviates(column, parent)) {
            return new NameEvidence(4, "the name is short for the table's");
        }
        if (!parent.isEmpty() && new HashSet<>(column).containsAll(parent)) {
            // Without an identifier at its end, “rental duration” is a property of rentals.
            return new NameEvidence(names.identifies() ? 3.5 : 1, "the name holds the table's");
        }
        if (ends(parent, column) && names.identifies()) {
            return new NameEvidence(3, "the table's name ends in it");
        }
        if (parent.stream().anyMatch(PEOPLE::contains) && column.stream().anyMatch(PERSON_ROLES::contains)) {
            return new NameEvidence(3, "the name is a person's role");
        }
        Set<String> shared = new HashSet<>(column);
        shared.retainAll(parent);
        if (!shared.isEmpty()) {
            return new NameEvidence(1.5, "the names share “" + String.join(" ", shared) + "”");
        }
        for (String word : column) {
            for (String tableWord : parent) {
                if (word.length() >= 3 && (Names.abbreviates(word, tableWord) || Names.abbreviates(tableWord, word))) {
                    return new NameEvidence(1.5, "“" + word + "” is close to “" + tableWord + "”");
                }
            }
        }
        return NONE;
    }

    private static NameEvidence selfReference(Sides names) {
        List<String> column = names.column();
        if (column.stream().anyMatch(SUPERIORS::contains)) {
            return new NameEvidence(5, "the name says a superior of the same kind");
        }
        if (names.identifies() && column.size() > names.parentTable().size() && ends(column, names.parentTable())) {
            return new NameEvidence(4, "the name is a role of its own table");
        }
        return new NameEvidence(-3, "");
    }

    private static boolean ends(List<String> words, List<String> ending) {
        int offset = words.size() - ending.size();
        return !ending.isEmpty()
                && offset >= 0
                && words.subList(offset, words.size()).equals(ending);
    }

    private static boolean abbreviates(List<String> column, List<String> table) {
        if (table.isEmpty()) {
            return false;
        }
        if (column.size() >= table.size()) {
            List<String> tail = new ArrayList<>(column.subList(column.size() - table.size(), column.size()));
            boolean all = true;
            for (int i = 0; i < table.size(); i++) {
                all &= tail.get(i).length() >= 2 && Names.abbreviates(tail.get(i), table.get(i));
            }
            if (all) {
                return true;
            }
        }
        StringBuilder initials = new StringBuilder();
        table.forEach(word -> initials.append(word.charAt(0)));
        return table.size() > 1 && column.get(column.size() - 1).contentEquals(initials);
    }
}
