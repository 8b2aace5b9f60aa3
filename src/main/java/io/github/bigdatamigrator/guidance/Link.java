package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship;
import java.util.ArrayList;
import java.util.List;

/** A relationship with its tables looked up: rows of the child refer to rows of the parent. */
record Link(
        Subject child,
        List<ColumnProfile> childColumns,
        Subject parent,
        List<ColumnProfile> parentColumns,
        Relationship relationship) {

    boolean toItself() {
        return child.table().equals(parent.table());
    }

    /** What the referring column calls the parent beyond the parent's own words: {@code ship} in {@code ship_address_id}. */
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
