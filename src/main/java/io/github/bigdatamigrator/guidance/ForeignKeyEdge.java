package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A relationship with its tables looked up: rows of the child refer to rows of the parent. */
record ForeignKeyEdge(
        TableNode child,
        List<ColumnProfile> childColumns,
        TableNode parent,
        List<ColumnProfile> parentColumns,
        Relationship relationship) {

    private static final double EVEN = 1.25;

    private static final Set<String> PEOPLE =
            Set.of("employee", "staff", "person", "user", "member", "mitarbeiter", "contact");

    /**
     * Whether the child only pairs each row of the parent with one row of another table: each film with its category.
     */
    boolean pairsEachWithOne() {
        return relationship.cardinality() == Relationship.Cardinality.ONE_TO_ONE
                && relationship.orphanRows() == 0
                && child.pairs()
                && child.rows() == parent.rows();
    }

    /** The same step from the parent to its only child. */
    ForeignKeyEdge turned() {
        return new ForeignKeyEdge(
                /* child= */ parent,
                /* childColumns= */ parentColumns,
                /* parent= */ child,
                /* parentColumns= */ childColumns,
                relationship);
    }

    /** How many rows of the child each parent has on average that has any. */
    double rowsEach() {
        ColumnProfile reference = childColumns.get(0);
        return (double) (child.rows() - reference.nulls())
                / Math.max(1, reference.distinct().value());
    }

    /** Whether all parents have about as many rows, so that it is no use to ask which has most. */
    boolean even() {
        ColumnProfile reference = childColumns.get(0);
        return childColumns.size() == 1
                && !reference.topValues().isEmpty()
                && reference.topValues().get(0).count() < EVEN * rowsEach();
    }

    boolean toItself() {
        return child.table().equals(parent.table());
    }

    /** “ as manager” where people are referred to for what they do, else nothing. */
    String as() {
        Words role = role();
        return parent.words().any(PEOPLE) && !role.list().isEmpty() ? " as " + role.text() : "";
    }

    /**
     * What the referring column calls the parent beyond the parent's own words: {@code ship} in
     * {@code ship_address_id}.
     */
    Words role() {
        List<String> unwanted = new ArrayList<>(parent.words().list());
        unwanted.addAll(parent.words().singular().list());
        unwanted.addAll(parent.words().plural().list());
        unwanted.addAll(List.of("id", "key", "code", "no", "nr", "number", "fk", "sk", "name"));
        parentColumns.forEach(column -> unwanted.addAll(Words.of(column.name()).list()));
        return new Words(childColumns.stream()
                        .flatMap(column -> Words.of(column.name()).list().stream())
                        .toList())
                .without(unwanted);
    }
}
