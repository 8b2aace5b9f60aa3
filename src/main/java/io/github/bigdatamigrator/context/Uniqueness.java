package io.github.bigdatamigrator.context;

/** Whether no value occurs twice among a column's non-null cells, and whether that is certain. */
public record Uniqueness(boolean value, boolean exact) {}
