package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Describes a foreign key between two tables of the graph: rows of the child refer to rows of the parent. */
record ForeignKeyEdge(
        TableNode child,
        List<ColumnProfile> childColumns,
        TableNode parent,
        List<ColumnProfile> parentColumns,
        Relationship relationship) {
    private static final double EVEN_SPREAD = 1.25;

    private static final Set<String> PERSON_WORDS =
            Set.of("employee", "staff", "person", "user", "member", "mitarbeiter", "contact");
    private static final List<String> KEY_WORDS =
            List.of("id", "key", "code", "no", "nr", "number", "fk", "sk", "name");

    /** Whether the child is a junction table with exactly one row for each parent row: each film with its category. */
    boolean joinsOneToOne() {
        return relationship.cardinality() == Relationship.Cardinality.ONE_TO_ONE
                && relationship.orphanRows() == 0
                && child.isJunction()
                && child.rows() == parent.rows();
    }

    /** The same join from the parent to its only child row. */
    ForeignKeyEdge reversed() {
        return new ForeignKeyEdge(
                /* child= */ parent,
                /* childColumns= */ parentColumns,
                /* parent= */ child,
                /* parentColumns= */ childColumns,
                relationship);
    }

    boolean isComposite() {
        return childColumns.size() != 1;
    }

    /** The first referring column, the only one unless the key is composite. */
    ColumnProfile reference() {
        return childColumns.get(0);
    }

    /** The average number of child rows per parent that has any. */
    double rowsPerParent() {
        return (double) (child.rows() - reference().nulls())
                / Math.max(1, reference().distinct().value());
    }

    /** {@code rowsPerParent} for readers, with one decimal at most. */
    String rowsPerParentText() {
        return NumberFormat.of(Math.round(rowsPerParent() * 10) / 10.0);
    }

    /** Whether all parents have about as many rows, so that a ranking of them has no meaning. */
    boolean isEvenlySpread() {
        return !isComposite()
                && !reference().topValues().isEmpty()
                && reference().topValues().get(0).count() < EVEN_SPREAD * rowsPerParent();
    }

    boolean isSelfReference() {
        return child.table().equals(parent.table());
    }

    /** “ as manager” for a reference to people that names their role, else empty. */
    String roleSuffix() {
        return parent.words().any(PERSON_WORDS) ? asRole() : "";
    }

    /** “ as manager” where the referring column names a role, else empty. */
    String asRole() {
        List<String> role = role();
        return role.isEmpty() ? "" : " as " + new NounPhrase(role).text();
    }

    /** The words of the referring column other than the parent's own: {@code ship} in {@code ship_address_id}. */
    private List<String> role() {
        Set<String> others = new HashSet<>(KEY_WORDS);
        others.addAll(parent.words().list());
        others.addAll(parent.words().singular().list());
        others.addAll(parent.words().plural().list());
        parentColumns.forEach(column -> others.addAll(NounPhrase.of(column).list()));
        return childColumns.stream()
                .flatMap(column -> NounPhrase.of(column).list().stream())
                .filter(word -> !others.contains(word))
                .toList();
    }
}
