package io.github.bigdatamigrator.query.counting;

import org.jspecify.annotations.Nullable;

/**
 * Names the tables of a database by their place: a group of parents, a parent, its children, other children of the same
 * parent, and the children of the children.
 *
 * @param group null if the parents have none
 * @param other null if the parent has no second kind of children
 * @param grandchild null if the children have no children
 */
record Roles(
        @Nullable Table group,
        Table parent,
        Table child,
        @Nullable Table other,
        @Nullable Table grandchild) {
    /**
     * @param key the column that is unique in it; one of the key for a table with a composite one
     * @param reference the column that refers to the table above it; empty for none
     * @param amount a column of numbers
     * @param label a column of repeated texts
     */
    record Table(String name, String key, String reference, String amount, String label) {}
}
