package io.github.bigdatamigrator.context;

/** Holds whether no value occurs twice among a column's non-null cells, and whether that is exact. */
public record Uniqueness(boolean value, boolean exact) {}
