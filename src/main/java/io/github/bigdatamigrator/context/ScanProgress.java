package io.github.bigdatamigrator.context;

/**
 * Receives the progress of reading data files.
 *
 * @param stage description for the user: “profiling sales.csv”
 * @param rows read so far
 * @param bytes read so far, 0 to {@code totalBytes}
 * @param totalBytes of all files that are read
 * @param seconds since the reading began
 */
public record ScanProgress(String stage, long rows, long bytes, long totalBytes, double seconds) {
    private static final double MINIMUM_SECONDS = 0.5;

    /** Bytes a second so far; 0 in the first half second. */
    public double bytesPerSecond() {
        return seconds < MINIMUM_SECONDS ? 0 : bytes / seconds;
    }

    /** Seconds that the rest takes at the rate so far; -1 while the rate is unknown. */
    public long secondsLeft() {
        double rate = bytesPerSecond();
        return rate > 0 ? (long) Math.ceil((totalBytes - bytes) / rate) : -1;
    }
}
