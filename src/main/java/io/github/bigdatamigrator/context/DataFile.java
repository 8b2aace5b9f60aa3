package io.github.bigdatamigrator.context;

/**
 * One physical file of a table as it was when it was read; the base of the fingerprint.
 *
 * @param path absolute path or URI, in the form Hadoop's file systems take
 * @param bytes its length
 * @param modifiedMillis its modification time, milliseconds since 1970
 */
public record DataFile(String path, long bytes, long modifiedMillis) {}
