package io.github.bigdatamigrator.context;

/**
 * What a profile cost.
 *
 * @param seconds from the first byte read to the profile, without the start of Spark
 * @param peakHeapBytes largest heap seen on the driver while profiling
 * @param partial whether the run was interrupted, so that figures cover only what had been read
 */
public record RunFacts(
        double seconds,
        long bytesRead,
        long peakHeapBytes,
        String sparkMaster,
        String sparkVersion,
        String startedAt,
        boolean partial) {}
