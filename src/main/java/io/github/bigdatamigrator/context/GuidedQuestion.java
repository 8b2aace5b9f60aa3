package io.github.bigdatamigrator.context;

/**
 * A question that this data can answer, with SQL that has been checked against it.
 *
 * @param reason why it is worth asking, with the figure that led to it
 */
public record GuidedQuestion(String text, String sql, String reason) {}
