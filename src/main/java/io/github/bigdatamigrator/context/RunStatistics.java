package io.github.bigdatamigrator.context;

/**
 * What a profile cost.
 *
 * @param seconds from the first byte read to the profile, without the start of Spark
 * @param peakHeapBytes largest heap seen on the driver while profiling
 * @param bytesRead bytes of the data files that this run read; what came from the cache is not among them
 * @param cachedTables tables whose figures came from the cache, so that no row of them was read to count
 * @param partial whether the run was interrupted, so that figures cover only what had been read
 */
public record RunStatistics(
        double seconds,
        long bytesRead,
        long peakHeapBytes,
        String sparkMaster,
        String sparkVersion,
        String startedAt,
        boolean partial,
        int cachedTables) {
    /** The facts of a run that took nothing from the cache. */
    public RunStatistics(
            double seconds,
            long bytesRead,
            long peakHeapBytes,
            String sparkMaster,
            String sparkVersion,
            String startedAt,
            boolean partial) {
        this(seconds, bytesRead, peakHeapBytes, sparkMaster, sparkVersion, startedAt, partial, 0);
    }
}
