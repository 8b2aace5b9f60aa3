package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Dialect;
import java.io.Serializable;
import java.util.List;

/**
 * A part of a text file that one task reads. Travels to executors.
 *
 * @param path in the form Hadoop's file systems take
 * @param start first byte; 0, since a file is one split so far
 * @param length bytes of the split; the whole file so far
 * @param width columns that the file's rows have
 * @param constants values of further columns that the file's folders give ({@code year=2024})
 */
record TextSplit(String path, long start, long length, Dialect dialect, int width, List<String> constants)
        implements Serializable {}
