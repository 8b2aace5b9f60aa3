package io.github.bigdatamigrator.relationship;

/** Pairs child columns with the key that they may refer to; both sides have the same number of columns. */
record CandidateEdge(ColumnSet child, ColumnSet parent) {}
