package io.github.bigdatamigrator.relationship;

/** A child and the key that it may refer to; both have as many columns. */
record CandidateEdge(ColumnSet child, ColumnSet parent) {}
