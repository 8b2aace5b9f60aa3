package io.github.bigdatamigrator.context;

/**
 * Something about the data that a reader should know and that did not stop the profile.
 *
 * @param subject the file, table or column concerned, in the user's words
 * @param message what was seen and what was done about it
 * @param count how often, at least 1
 */
public record Problem(String subject, String message, long count) {}
