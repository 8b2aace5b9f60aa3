package io.github.bigdatamigrator.context;

/**
 * Holds a suggested question with SQL that has been checked on the data.
 *
 * @param reason why it is worth asking, with the figure that led to it
 */
public record GuidedQuestion(String text, String sql, String reason) {}
