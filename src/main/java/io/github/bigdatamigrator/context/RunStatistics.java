package io.github.bigdatamigrator.context;

/**
 * Holds the time, memory and bytes that a profile took.
 *
 * @param seconds from the first byte read to the profile, without the start of Spark
 * @param peakHeapBytes largest heap seen on the driver while profiling
 * @param bytesRead bytes of the data files that this run read, without tables from the cache
 * @param cachedTables tables whose figures came from the cache, so that none of their rows was read
 * @param partial whether the run was interrupted, so that figures cover only a part of the data
 */
public record RunStatistics(
        double seconds,
        long bytesRead,
        long peakHeapBytes,
        String sparkMaster,
        String sparkVersion,
        String startedAt,
        boolean partial,
        int cachedTables) {}
