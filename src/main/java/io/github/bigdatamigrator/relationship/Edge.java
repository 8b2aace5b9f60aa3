package io.github.bigdatamigrator.relationship;

/** A child and the key that it may refer to; both have as many columns. */
record Edge(Probe child, Probe parent) {}
