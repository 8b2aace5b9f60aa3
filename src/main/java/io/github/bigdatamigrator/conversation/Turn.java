package io.github.bigdatamigrator.conversation;

/**
 * Holds a question and its answer.
 *
 * @param number 1 for the first
 * @param askedAt ISO instant
 * @param stale whether the data has changed since, so that the answer may be wrong now
 */
public record Turn(int number, String question, Answer answer, String askedAt, boolean stale) {}
